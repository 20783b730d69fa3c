import Logging
import Store
import Vocabulary

/// Brings a PostgreSQL database to this version's schema, one process at a time.
enum PostgresMigration {
    /// The number of the advisory lock: "lifang" in ASCII.
    private static let lock = 0x6C69_6661_6E67

    static func apply(_ context: PostgresContext) throws {
        let connection = try PostgresConnection(
            context.connectionString, statementMilliseconds: 0, statementsKept: 64, counters: context.counters)
        // READ COMMITTED: after waiting for the lock, what the other process applied is seen.
        try connection.control("BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(\(lock))")
        let count = try Migrations.apply(
            context.schema, on: connection, atMilliseconds: context.surroundings.now().millisecondsSince1970)
        try checkOrderOfText(connection)
        guard try connection.control("COMMIT") == "COMMIT" else {
            throw StoreError(.statement, "the server gave the migration up instead of committing it")
        }
        if count > 0 { context.logger.info("store: schema brought up to date", metadata: ["steps": "\(count)"]) }
        try warnOfUnsafeServer(connection, context.logger)
    }

    /// Text that is ordered by the rules of a language would be ordered otherwise on SQLite.
    private static func checkOrderOfText(_ connection: PostgresConnection) throws {
        let table = try connection.first(
            """
            SELECT c.relname::text FROM pg_catalog.pg_attribute a
            JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
            JOIN pg_catalog.pg_collation k ON k.oid = a.attcollation
            WHERE a.attnum > 0 AND NOT a.attisdropped AND k.collname NOT IN ('C', 'POSIX', 'ucs_basic')
            AND NOT (k.collname = 'default' AND (SELECT datcollate IN ('C', 'POSIX') AND datlocprovider = 'c'
                FROM pg_catalog.pg_database WHERE datname = current_database()))
            ORDER BY 1 LIMIT 1
            """
        ) { try $0.text(0) }
        if let table { throw StoreError(.unfit, "a column of \(table) does not order text by bytes", table: table) }
    }

    private static func warnOfUnsafeServer(_ connection: PostgresConnection, _ logger: Logger) throws {
        let isUnsafe = try connection.first(
            "SELECT current_setting('fsync') = 'off' OR current_setting('full_page_writes') = 'off'"
        ) { try $0.flag(0) }
        if isUnsafe == true {
            logger.warning("store: the server does not sync; a loss of power may lose acknowledged writes")
        }
    }
}
