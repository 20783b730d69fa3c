import ArgumentParser
import Files
import Foundation
import Keyring
import Logging
import Store
import StoreSQLite

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copies the SQLite database into a file, also while a server is writing it.",
        discussion: "PostgreSQL has its own tools: pg_basebackup, pg_dump.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var files: FileOptions

    @Argument(help: "The new file; it must not exist. Files that people sent go into the folder FILE.files beside it.")
    var file: String

    func run() async throws {
        guard store.connectionString == nil else {
            throw Refusal("PostgreSQL is backed up with pg_basebackup or pg_dump")
        }
        guard !FileManager.default.fileExists(atPath: file) else { throw Refusal("\(file): the file exists already") }
        guard FileManager.default.fileExists(atPath: store.databasePath) else {
            throw Refusal("\(store.databasePath): there is no database")
        }
        let database = { try await SQLiteStore.backup(of: store.databasePath, to: file) { _, _ in } }
        guard files.kind(store) == .directory else {
            try await database()
            return print("\(file) written")
        }
        let count = try await FilesFolder(store.filesPath).copy(to: FilesFolder.beside(file), before: database)
        print("\(file) written, \(count) files beside it")
    }
}

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Puts a backup into an empty data folder, checked before it serves.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var files: FileOptions

    @Argument(help: "The backup.")
    var file: String

    func run() async throws {
        guard store.connectionString == nil else { throw Refusal("PostgreSQL is restored with its own tools") }
        let manager = FileManager.default
        guard manager.fileExists(atPath: file) else { throw Refusal("\(file): there is no such file") }
        let present = (try? manager.contentsOfDirectory(atPath: store.data)) ?? []
        guard present.isEmpty else {
            throw Refusal("\(store.data): the folder is not empty; name an empty one with --data")
        }
        try manager.createDirectory(atPath: store.data, withIntermediateDirectories: true)
        // Copied under another name first: a stop half-way leaves no database that looks whole.
        let half = store.databasePath + ".restoring"
        do {
            try manager.copyItem(atPath: file, toPath: half)
            let findings = try await SQLiteStore.verify(half)
            guard findings.isEmpty else {
                throw Refusal("\(file): the backup is damaged: " + findings.joined(separator: "; "))
            }
            try await checkKeys(of: half)
            for suffix in ["-wal", "-shm"] { try? manager.removeItem(atPath: half + suffix) }
            if manager.fileExists(atPath: FilesFolder.beside(file)) {
                _ = try FilesFolder.copy(from: FilesFolder.beside(file), to: store.filesPath)
            }
            try manager.moveItem(atPath: half, toPath: store.databasePath)
        } catch {
            // What checking left beside the copy goes with it, so that the folder is as empty as before.
            for suffix in ["", "-wal", "-shm"] { try? manager.removeItem(atPath: half + suffix) }
            try? manager.removeItem(atPath: store.filesPath)
            throw error
        }
        let erased = try await openOnce()
        let open = try await store.openSQLite(.command)
        let checked = try await FileRoom.verify(files.storage(store, open), in: open)
        await open.close()
        guard checked.problems.isEmpty else {
            throw Refusal("\(file): restored, but files are missing: " + checked.problems.joined(separator: "; "))
        }
        print("restored into \(store.data)")
        if erased > 0 { print("\(erased) people were erased since; what they had told is unreadable here too") }
    }

    /// A backup with sealed values comes back only together with its keys.
    private func checkKeys(of copy: String) async throws {
        let isWithoutKeys = try await SQLiteStore.look(at: copy) { snapshot in
            let tables = try snapshot.integer("SELECT count(*) FROM sqlite_master WHERE name = 'key_proof'")
            return try tables == 0 || Keyring.isUnused(by: snapshot)
        }
        guard !isWithoutKeys else { return }
        let keyring = try store.namingKeys { try Keyring(file: store.keysPath) }
        do {
            _ = try await SQLiteStore.look(at: copy) { try keyring.isBound(to: $0) }
        } catch let error as KeyringError {
            throw Refusal("\(store.keysPath): \(error)")
        }
    }

    /// Brings the schema up to date and destroys again what was erased after the backup.
    private func openOnce() async throws -> Int64 {
        let open = try await store.openSQLite(.command)
        do {
            let before = try await open.read { try $0.integer("SELECT count(*) FROM erasure") ?? 0 }
            _ = try await store.openKeyring(for: open)
            let after = try await open.read { try $0.integer("SELECT count(*) FROM erasure") ?? 0 }
            await open.close()
            return after - before
        } catch {
            await open.close()
            throw error
        }
    }
}
