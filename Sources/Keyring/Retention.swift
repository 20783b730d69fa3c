import Journal
public import Store
public import Vocabulary

/// Removes what may not be kept any longer, as the data maps say; every night, in slices.
public enum Retention {
    /// One rule of the maps, and how it stands.
    public struct Standing: Sendable, Hashable {
        /// The table.
        public let table: String
        /// After how many days a row goes.
        public let days: Int
        /// How many rows there are.
        public let count: Int64
        /// How many of them should have gone by now.
        public let overdueCount: Int64
        /// When the job last went over it; nil if never.
        public let lastRun: Instant?
        /// How many rows it has removed since it first ran.
        public let removedCount: Int64
    }

    /// How many rows one table loses in one transaction.
    static let sliceCount = 500

    /// Goes over every rule once.
    ///
    /// - Returns: How many rows went.
    /// - Throws: `StoreError`.
    @discardableResult
    public static func run(_ maps: [DataMap], in store: any Store) async throws -> Int {
        var removed = 0
        for rule in rules(of: maps) {
            var count = 0
            repeat {
                let first = count == 0
                count = try await store.write(as: .clockwork, at: .maintenance) { tx in
                    try rule.apply(isFirst: first, in: tx)
                }
                removed += count
            } while count >= sliceCount
        }
        return removed
    }

    /// How every rule stands, for the report.
    ///
    /// - Throws: `StoreError`.
    public static func standings(
        _ maps: [DataMap], at now: Instant, in snapshot: Snapshot
    ) throws -> [Standing] {
        try rules(of: maps).map { rule in
            let last = try snapshot.first(
                "SELECT max(at_ms), sum(removed) FROM retention_run WHERE name = ?", [.text(rule.table)]
            ) { (try $0.optionalInteger(0), $0.isNull(1) ? 0 : Int64(try $0.double(1))) }
            return Standing(
                table: rule.table, days: rule.days,
                count: try snapshot.integer("SELECT count(*) FROM \(rule.table)") ?? 0,
                overdueCount: try snapshot.integer(
                    "SELECT count(*) FROM \(rule.table) WHERE \(rule.column) < ?", [.instant(rule.limit(at: now))])
                    ?? 0,
                lastRun: (last?.0).map { Instant(millisecondsSince1970: $0) }, removedCount: last?.1 ?? 0)
        }
    }

    static func rules(of maps: [DataMap]) -> [Rule] {
        maps.flatMap(\.tables).compactMap { table in
            guard case .days(let days, let column) = table.keeping else { return nil }
            return Rule(table: table.name, column: column, days: days)
        }
    }

    struct Rule: Sendable {
        let table: String
        let column: String
        let days: Int

        func limit(at now: Instant) -> Instant { now.advanced(byMilliseconds: -Int64(days) * 86_400_000) }

        /// Removes the oldest rows that are past their time; the first slice of a run is noted even if it is empty.
        func apply(isFirst: Bool, in tx: Transaction) throws -> Int {
            let limit = limit(at: tx.now)
            let last = try tx.first(
                "SELECT \(column) FROM \(table) WHERE \(column) < ? ORDER BY \(column) LIMIT 1 OFFSET ?",
                [.instant(limit), .integer(Retention.sliceCount - 1)]
            ) { try $0.instant(0) }
            let isDue =
                try tx.integer(
                    "SELECT 1 FROM \(table) WHERE \(column) < ? LIMIT 1", [.instant(limit)]) != nil
            let removed =
                try isDue
                ? tx.execute(
                    "DELETE FROM \(table) WHERE \(column) < ?",
                    [.instant(last.map { min(limit, $0.advanced(byMilliseconds: 1)) } ?? limit)]) : 0
            guard removed > 0 || isFirst else { return 0 }
            try tx.execute(
                "INSERT INTO retention_run (at_ms, name, removed) VALUES (?, ?, ?)",
                [.instant(tx.now), .text(table), .integer(removed)])
            if removed > 0 {
                try Journal.append(
                    EntryKind("retention.applied"), about: Keyring.subject, at: nil, under: "retention",
                    Payload([
                        "rows": .integer(Int64(removed)), "table": Payload.Code(table).map { .code($0) } ?? .flag(true),
                    ]),
                    in: tx)
            }
            return removed
        }
    }
}
