import ArgumentParser
import Files
import Flows
import Foundation
import Journal
import Logging
import Store
import StoreSQLite

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
        let checked = try await FileRoom.verify(files.storage(store, open), in: open)
        await open.close()
        findings += journal.problems + checked.problems
        // A follower may be behind; only when it has seen everything must its figures be equal.
        if journal.isFollowedToTheEnd, differing > 0 {
            findings.append("the counts of \(differing) communities and states differ from their matters")
        }
        guard findings.isEmpty else {
            for finding in findings { print(finding) }
            throw ExitCode(1)
        }
        print(
            "ok: \(journal.entryCount) entries, positions 1 to \(journal.head), \(journal.waitingCount) waiting, \(checked.contents) contents of files"
        )
    }
}
