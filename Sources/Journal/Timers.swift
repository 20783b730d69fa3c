public import Store
public import Vocabulary

/// Something that must happen at a moment unless it is called off before.
public struct Timer: Sendable, Hashable {
    /// Names the timer.
    public let id: ID<Timer>
    /// What is due, as its module names it.
    public let kind: String
    /// The thing it is about; one timer of a kind for each.
    public let subject: Identifier
    /// When.
    public let due: Instant
}

/// Moments to come; a timer fires in the transaction that removes it, so exactly once whatever the number of nodes.
public enum Timers {
    /// Sets a timer, or moves the one that stands for the same kind and subject.
    ///
    /// - Throws: `StoreError`.
    public static func set(
        _ kind: StaticString, about subject: Identifier, due: Instant, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO timer (id, kind, subject, due_ms) VALUES (?, ?, ?, ?) \
            ON CONFLICT (kind, subject) DO UPDATE SET due_ms = excluded.due_ms, failures = 0, parked = 0
            """, [.identifier(tx.identifier()), .text(kind.description), .identifier(subject), .instant(due)])
    }

    /// Calls a timer off; nothing happens if there is none.
    ///
    /// - Throws: `StoreError`.
    public static func cancel(_ kind: StaticString, about subject: Identifier, in tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM timer WHERE kind = ? AND subject = ?", [.text(kind.description), .identifier(subject)])
    }

    /// Timers that are due, earliest first.
    static func due(at now: Instant, limit: Int, in snapshot: Snapshot) throws -> [Timer] {
        try snapshot.rows(
            """
            SELECT id, kind, subject, due_ms FROM timer WHERE parked = 0 AND due_ms <= ? \
            ORDER BY due_ms, id LIMIT ?
            """, [.instant(now), .integer(limit)]
        ) { Timer(id: try $0.id(0), kind: try $0.text(1), subject: try $0.identifier(2), due: try $0.instant(3)) }
    }
}
