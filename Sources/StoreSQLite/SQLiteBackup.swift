import CSQLite
import Glibc
public import Store

extension SQLiteStore {
    /// Copies this database while writing goes on; the copy is of the moment at which copying began.
    ///
    /// - Parameters:
    ///   - target: A file that does not exist yet; it appears whole or not at all.
    ///   - pagesPerStep: Pages of 4 KiB between two looks at `progress`. At least 1.
    ///   - progress: Told how many pages are done, of how many.
    /// - Throws: ``StoreError`` with ``StoreError/Code/unfit`` if the target exists, ``StoreError/Code/diskFull``,
    ///   ``StoreError/Code/inputOutput``.
    public func backup(
        to target: String, pagesPerStep: Int = 256, progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void
    ) async throws {
        try await Self.backup(of: path, to: target, pagesPerStep: pagesPerStep, progress: progress)
    }

    /// Copies a database that another process may have open; see ``backup(to:pagesPerStep:progress:)``.
    ///
    /// - Throws: As the other; ``StoreError/Code/inputOutput`` if there is no database.
    public static func backup(
        of source: String, to target: String, pagesPerStep: Int = 256,
        progress: @escaping @Sendable (_ done: Int, _ all: Int) -> Void
    ) async throws {
        try await EngineThread.run(named: "backup") {
            guard access(target, F_OK) != 0 else { throw StoreError(.unfit, "the target of the backup exists already") }
            let unfinished = target + ".unfinished"
            unlink(unfinished)
            do {
                try copy(source, to: unfinished, pagesPerStep: max(1, pagesPerStep), progress)
                try putInPlace(unfinished, as: target)
            } catch {
                unlink(unfinished)
                throw error
            }
        }
    }

    private static func copy(
        _ source: String, to target: String, pagesPerStep: Int, _ progress: (Int, Int) -> Void
    ) throws {
        let from = try SQLiteConnection(path: source, as: .tool)
        // An open snapshot keeps the source as it is: otherwise each write of others would start the copy again.
        try from.control("BEGIN; SELECT count(*) FROM sqlite_master")
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(
            target, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
        defer { sqlite3_close_v2(opened) }
        guard code == SQLITE_OK, let into = opened, let backup = sqlite3_backup_init(into, "main", from.handle, "main")
        else {
            throw SQLiteFailure.error(opened.map { sqlite3_extended_errcode($0) } ?? code, on: opened, statement: nil)
        }
        var step = SQLITE_OK
        repeat {
            step = sqlite3_backup_step(backup, Int32(clamping: pagesPerStep))
            let all = Int(sqlite3_backup_pagecount(backup))
            progress(all - Int(sqlite3_backup_remaining(backup)), all)
            if step == SQLITE_BUSY || step == SQLITE_LOCKED { usleep(5_000) }
        } while step == SQLITE_OK || step == SQLITE_BUSY || step == SQLITE_LOCKED
        let finished = sqlite3_backup_finish(backup)
        guard step == SQLITE_DONE, finished == SQLITE_OK else {
            throw SQLiteFailure.error(step == SQLITE_DONE ? finished : step, on: into, statement: nil)
        }
    }

    private static func putInPlace(_ unfinished: String, as target: String) throws {
        try sync(unfinished)
        guard rename(unfinished, target) == 0 else {
            throw StoreError(.inputOutput, "the backup could not be put in its place", engineCode: String(errno))
        }
        let directory = target.lastIndex(of: "/").map { String(target[..<$0]) } ?? "."
        try sync(directory.isEmpty ? "/" : directory)
    }

    private static func sync(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw StoreError(.inputOutput, "a file of the backup cannot be opened", engineCode: String(errno))
        }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw StoreError(.inputOutput, "a file of the backup cannot be synced", engineCode: String(errno))
        }
    }

    /// Looks whether a database file is whole: every page, every index, every foreign key.
    ///
    /// - Returns: What is wrong, at most 100 sentences without data; empty for a whole database.
    /// - Throws: ``StoreError`` with ``StoreError/Code/corrupt`` if the file is no database at all,
    ///   ``StoreError/Code/inputOutput`` if it cannot be read.
    public static func verify(_ path: String) async throws -> [String] {
        try await EngineThread.run(named: "verify") {
            let connection = try SQLiteConnection(path: path, as: .tool, cacheKiB: 16_384)
            var findings: [String] = []
            try connection.forEach("PRAGMA integrity_check(100)", []) { row in
                let words = try row.text(0)
                if words != "ok" { findings.append(words) }
                return findings.count < 100
            }
            try connection.forEach(
                "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY \"table\", parent", []
            ) { row in
                findings.append("\(try row.integer(2)) rows of \(try row.text(0)) lack their row of \(try row.text(1))")
                return findings.count < 100
            }
            return findings
        }
    }
}

extension SQLiteStore {
    /// Reads a database file that another process may have open, without any right to change it.
    ///
    /// - Throws: ``StoreError`` with ``StoreError/Code/inputOutput`` if there is no database, ``StoreError/Code/corrupt``;
    ///   what `body` throws.
    public static func look<Result: Sendable>(
        at path: String, _ body: @escaping @Sendable (Snapshot) throws -> Result
    ) async throws -> Result {
        try await EngineThread.run(named: "look") {
            let connection = try SQLiteConnection(path: path, as: .tool)
            try connection.control("BEGIN")
            return try body(Snapshot(connection))
        }
    }
}
