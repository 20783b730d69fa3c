import Journal
import Places
public import Store
public import Vocabulary

/// Who may do what with deliveries.
public enum NoticeRight: String, Sendable, Hashable, CaseIterable {
    /// See what could not be delivered, try it again or drop it.
    case undelivered = "notice.undelivered"

    /// Roles that have the right below the place at which they are held.
    public var roles: Set<Role> { Role.leads.union([.systemAdministrator]) }
}

extension Deliveries {
    /// What could not be delivered, the latest first: parked ones, and those that failed and are still tried.
    ///
    /// Deliveries of no community are shown to a system administrator.
    ///
    /// - Parameter limit: 1 to 200.
    /// - Throws: ``NoticeError/notAllowed``, ``NoticeError/unreadable``, `StoreError`.
    public static func undelivered(limit: Int, for actor: Actor, in snapshot: Snapshot) throws -> [Delivery] {
        let scope = try scope(actor)
        return try snapshot.rows(
            """
            SELECT \(columns) FROM notice_delivery d WHERE d.state IN ('parked', 'failed') AND \(scope.sql) \
            ORDER BY d.changed_ms DESC, d.id DESC LIMIT ?
            """, scope.arguments + [.integer(limit)]
        ) { try Delivery($0) }
    }

    /// How many are parked, in the same scope as the list.
    ///
    /// - Throws: ``NoticeError/notAllowed``, `StoreError`.
    public static func parkedCount(for actor: Actor, in snapshot: Snapshot) throws -> Int {
        let scope = try scope(actor)
        let count = try snapshot.integer(
            "SELECT count(*) FROM notice_delivery d WHERE d.state = 'parked' AND \(scope.sql)", scope.arguments)
        return Int(count ?? 0)
    }

    /// Lets a parked or failed delivery be tried again at once, from the first attempt.
    ///
    /// - Throws: ``NoticeError/notAllowed``, ``NoticeError/notFound``, ``NoticeError/wrongState``, `StoreError`.
    public static func retry(_ id: ID<Delivery>, in tx: Transaction) throws {
        let delivery = try stuck(id, in: tx)
        try tx.execute(
            """
            UPDATE notice_delivery SET state = 'waiting', attempts = 0, next_ms = ?, changed_ms = ? WHERE id = ?
            """, [.instant(tx.now), .instant(tx.now), .id(id)])
        tx.wake(made)
        try record("delivery.retried", delivery, in: tx)
    }

    /// Gives a parked or failed delivery up; the notice stays in the inbox.
    ///
    /// - Throws: ``NoticeError/notAllowed``, ``NoticeError/notFound``, ``NoticeError/wrongState``, `StoreError`.
    public static func drop(_ id: ID<Delivery>, in tx: Transaction) throws {
        let delivery = try stuck(id, in: tx)
        try close(id, .dropped, .dropped, in: tx)
        try record("delivery.dropped", delivery, in: tx)
    }

    /// How many deliveries stand where, of those that are not over; for those who run the server.
    ///
    /// - Throws: `StoreError`, ``NoticeError/unreadable``.
    public static func counts(in snapshot: Snapshot) throws -> [(
        channel: NoticeChannel, state: Delivery.State, count: Int64
    )] {
        let open = "SELECT channel, state, count(*) FROM notice_delivery WHERE state"
        return try snapshot.rows(
            """
            \(open) IN ('waiting', 'failed', 'sending') GROUP BY channel, state \
            UNION ALL \(open) = 'parked' GROUP BY channel, state
            """
        ) { row in
            guard let channel = NoticeChannel(rawValue: try row.text(0)),
                let state = Delivery.State(rawValue: try row.text(1))
            else { throw NoticeError.unreadable }
            return (channel, state, try row.integer(2))
        }
    }

    private static func stuck(_ id: ID<Delivery>, in tx: Transaction) throws -> Delivery {
        let scope = try scope(tx.actor)
        let found = try tx.first(
            "SELECT \(columns) FROM notice_delivery d WHERE d.id = ? AND \(scope.sql)", [.id(id)] + scope.arguments
        ) { try Delivery($0) }
        guard let found else { throw NoticeError.notFound }
        guard found.state == .parked || found.state == .failed else { throw NoticeError.wrongState }
        return found
    }

    /// The condition under which an actor sees a delivery; the same for the list, the count and the single one.
    private static func scope(_ actor: Actor) throws(NoticeError) -> (sql: String, arguments: [Value]) {
        let grants = actor.grants.filter { NoticeRight.undelivered.roles.contains($0.role) }
        guard !grants.isEmpty else { throw actor.isPasserBy ? .notSignedIn : .notAllowed }
        let places = Set(grants.map(\.place)).sorted()
        let marks = places.map { _ in "?" }.joined(separator: ", ")
        let none = grants.contains { $0.role == .systemAdministrator } ? "d.community IS NULL OR " : ""
        return (
            """
            (\(none)d.community IN (SELECT place FROM reach WHERE ancestor IN (\(marks)) AND until_ms IS NULL))
            """, places.map { .identifier($0) }
        )
    }

    private static func record(_ kind: StaticString, _ delivery: Delivery, in tx: Transaction) throws {
        try Journal.append(
            EntryKind(kind), about: delivery.id.raw, at: delivery.entryPlace, under: "notice.undelivered",
            Payload(Payload.Code(delivery.channel.rawValue).map { ["channel": .code($0)] } ?? [:]), in: tx)
    }
}
