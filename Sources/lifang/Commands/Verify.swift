import ArgumentParser
import Files
import Flows
import Foundation
import Journal
import Keyring
import Logging
import Store
import StoreSQLite
import Web

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Checks the database: integrity, schema, the journal's positions, files against their hashes, figures against what they count."
    )

    @OptionGroup var store: StoreOptions
    @OptionGroup var files: FileOptions

    func run() async throws {
        var findings: [String] = []
        if store.connectionString == nil {
            guard FileManager.default.fileExists(atPath: store.databasePath) else {
                throw Refusal("\(store.databasePath): there is no database")
            }
            findings += try await SQLiteStore.verify(store.databasePath)
        }
        // Opening checks the schema's steps one by one.
        let open = try await store.open(.command)
        let (journal, differing) = try await open.read(in: .reports) { snapshot in
            (try Journal.verify(in: snapshot), try MatterCounts.differences(in: snapshot))
        }
        let seals: SealFindings?
        let checked: (contents: Int, problems: [String])
        do {
            seals = try await sealFindings(in: open)
            checked = try await FileRoom.verify(files.storage(store, open), in: open)
        } catch {
            await open.close()
            throw error
        }
        await open.close()
        findings += (seals?.problems ?? []) + journal.problems + checked.problems
        // A follower may be behind; only when it has seen everything must its figures be equal.
        if journal.isFollowedToTheEnd, differing > 0 {
            findings.append("the counts of \(differing) communities and states differ from their matters")
        }
        guard findings.isEmpty else {
            for finding in findings { print(finding) }
            throw ExitCode(1)
        }
        if let seals {
            print("ok: \(seals.openedCount) sealed values open, \(seals.erasedCount) belong to erased people")
        }
        print(
            "ok: \(journal.entryCount) entries, positions 1 to \(journal.head), \(journal.waitingCount) waiting, \(checked.contents) contents of files"
        )
    }

    /// Opens everything that is sealed; nil for a database that no key file was ever needed for.
    private func sealFindings(in opened: any Store) async throws -> SealFindings? {
        guard try await !opened.read({ try Keyring.isUnused(by: $0) }) else { return nil }
        let keyring = try store.namingKeys { try Keyring(file: store.keysPath) }
        do {
            return try await opened.read(in: .reports) { snapshot in
                _ = try keyring.isBound(to: snapshot)
                return try keyring.verify(HeldData.maps, in: snapshot)
            }
        } catch let error as KeyringError {
            throw Refusal("\(store.keysPath): \(error)")
        }
    }
}
