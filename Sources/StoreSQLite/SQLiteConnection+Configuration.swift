import CSQLite
import Store

extension SQLiteConnection {
    /// Sets what SQLite leaves to each connection, and reads back what durability depends on.
    func configure(as role: Role, cacheKiB: Int) throws {
        sqlite3_extended_result_codes(handle, 1)
        // Another process can only be a backup: it holds locks for moments.
        sqlite3_busy_timeout(handle, 5_000)
        for (option, on) in [
            (SQLITE_DBCONFIG_DEFENSIVE, Int32(1)), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), (SQLITE_DBCONFIG_DQS_DML, 0),
            (SQLITE_DBCONFIG_DQS_DDL, 0),
        ] {
            guard lifang_sqlite_switch(handle, option, on) == SQLITE_OK else {
                throw StoreError(.unfit, "this build of SQLite does not know option \(option)")
            }
        }
        var pragmas = [
            "cache_size = -\(cacheKiB)", "temp_store = MEMORY", "foreign_keys = ON", "cell_size_check = ON",
            // LIKE tells upper from lower case on PostgreSQL; so it does here.
            "case_sensitive_like = ON",
        ]
        switch role {
        case .writer:
            pragmas += [
                "journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "wal_autocheckpoint = 0",
                "journal_size_limit = 67108864",
            ]
        case .reader, .tool: pragmas.append("query_only = ON")
        }
        for pragma in pragmas { try control("PRAGMA " + pragma) }
        if role == .writer { try checkDurability() }
        if role != .tool { watchClosures(isReader: role == .reader) }
    }

    private func checkDurability() throws {
        guard try number("PRAGMA synchronous") == 2, try number("PRAGMA foreign_keys") == 1,
            try number("SELECT journal_mode = 'wal' FROM pragma_journal_mode") == 1,
            try number("PRAGMA secure_delete") == 1
        else { throw StoreError(.unfit, "SQLite did not take WAL, synchronous = FULL, foreign keys and secure delete") }
    }

    /// Installs the hooks: what closures may prepare, when a read has to stop, how long the log is.
    private func watchClosures(isReader: Bool) {
        sqlite3_set_authorizer(
            handle,
            { watch, action, first, second, _, _ in
                guard let watch, watch.assumingMemoryBound(to: Watch.self).pointee.isGuarded else { return SQLITE_OK }
                switch action {
                case SQLITE_TRANSACTION, SQLITE_SAVEPOINT, SQLITE_ATTACH, SQLITE_DETACH: return SQLITE_DENY
                case SQLITE_PRAGMA:
                    // FTS5 asks for the data version of the file by itself.
                    return first.map { String(cString: $0) } == "data_version" && second == nil
                        ? SQLITE_OK : SQLITE_DENY
                default: return SQLITE_OK
                }
            }, watch)
        if isReader {
            sqlite3_progress_handler(
                handle, 1_000,
                { watch in
                    guard let watch else { return 0 }
                    let deadline = watch.assumingMemoryBound(to: Watch.self).pointee.deadline
                    return deadline != 0 && monotonicNanoseconds() > deadline ? 1 : 0
                }, watch)
        } else {
            sqlite3_wal_hook(
                handle,
                { watch, _, _, pages in
                    watch?.assumingMemoryBound(to: Watch.self).pointee.logPages = Int(pages)
                    return SQLITE_OK
                }, watch)
        }
    }
}
