import Store

/// Finds the number below which every stamped row is settled.
///
/// A row carries the number of the transaction that wrote it. Numbers are given out in order, transactions end in any
/// order. Three statements, each with a snapshot of its own and in this order:
///
/// 1. *S*, the end of the present snapshot: every transaction numbered below S had its number by then.
/// 2. The smallest number of a running transaction of this database, as the processes of the server show it.
/// 3. The smallest number of a prepared transaction of this database; one that is being prepared shows here before it
///    disappears there.
///
/// A transaction numbered below S that shows neither in 2 nor in 3 has ended before 2, since it had its number before
/// 1 and
/// shows it until it ends. What has ended is seen, or known to be gone, by every snapshot taken later. So everything
/// below
/// the smallest of the three numbers is settled for a read that begins afterwards. Transactions of other databases of
/// the
/// server cannot write our rows and are not asked, however long they stay open; numbers are shared by the whole server,
/// which costs gaps and nothing else.
///
/// Process numbers have 32 bits: they are brought into the 64-bit line next to S, from which no running transaction is
/// further away than 2³¹.
///
/// Source: PostgreSQL 15, "Transaction ID Snapshot Functions" and `src/backend/access/transam/README`.
enum PostgresSettling {
    static func stamp(on connection: PostgresConnection) throws -> Int64 {
        let end = try number("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint", connection) ?? 0
        let running = try numbers(
            """
            SELECT backend_xid::text::bigint FROM pg_catalog.pg_stat_activity
            WHERE backend_xid IS NOT NULL AND datname = current_database()
            """, connection)
        let prepared = try numbers(
            """
            SELECT transaction::text::bigint FROM pg_catalog.pg_prepared_xacts WHERE database = current_database()
            """, connection)
        return (running + prepared).map { wide($0, near: end) }.reduce(end, min)
    }

    /// The 64-bit number with these lower 32 bits that lies nearest to another.
    static func wide(_ short: Int64, near end: Int64) -> Int64 {
        let half: Int64 = 1 << 31
        let candidate = (end & ~0xFFFF_FFFF) | (short & 0xFFFF_FFFF)
        if candidate - end > half { return candidate - (1 << 32) }
        if end - candidate > half { return candidate + (1 << 32) }
        return candidate
    }

    private static func number(_ sql: String, _ connection: PostgresConnection) throws -> Int64? {
        try connection.first(sql) { try $0.integer(0) }
    }

    private static func numbers(_ sql: String, _ connection: PostgresConnection) throws -> [Int64] {
        var result: [Int64] = []
        try connection.forEach(sql, []) { row in
            result.append(try row.integer(0))
            return true
        }
        return result
    }
}
