public import Places
public import Store
public import Vocabulary

/// A page of matters as the desk asks for it.
public struct MatterFilter: Sendable, Hashable {
    /// Which of a community's matters.
    public enum View: String, Sendable, Hashable, CaseIterable {
        /// Everything on which somebody still has to do something.
        case open
        /// The deadline has passed.
        case overdue
        /// The deadline is today.
        case today
        /// The reporter has to answer.
        case waiting
        /// Closed and withdrawn ones, the latest first.
        case over
    }

    /// Which.
    public var view: View
    /// Only one kind; nil for all.
    public var kind: MatterKind?
    /// Only those whose words or number hold this, 1 to 50 characters; empty for all.
    public var words: String

    /// Says a filter.
    public init(view: View = .open, kind: MatterKind? = nil, words: String = "") {
        self.view = view
        self.kind = kind
        self.words = words
    }
}

extension Matters {
    /// A community's matters for those who work there, urgent first; over ones latest first.
    ///
    /// - Parameters:
    ///   - filter: Which.
    ///   - endOfDay: When the local day ends; divides "today" from later.
    ///   - skipping: How many to pass over; for pages with numbers.
    ///   - limit: 1 to 200.
    /// - Throws: ``FlowError/notFound`` unless a role of the actor reaches the community, ``FlowError/notAllowed(_:)``
    ///   unless that role works there, `StoreError`.
    public static func desk(
        of community: ID<Place>, _ filter: MatterFilter, now: Instant, endOfDay: Instant, skipping: Int = 0, limit: Int,
        for actor: Actor, in snapshot: Snapshot
    ) throws -> [Matter] {
        try requireDesk(community, for: actor, in: snapshot)
        let here = try Belonging.condition(of: community, rows: "m", in: snapshot)
        var (sql, arguments) = condition(filter, now: now, endOfDay: endOfDay)
        let order = filter.view == .over ? "m.changed_ms DESC, m.id" : "m.due_ms, m.id"
        sql =
            "SELECT \(Matter.columns) FROM matter m WHERE \(here.sql) AND \(sql) ORDER BY \(order) LIMIT ? OFFSET ?"
        arguments = here.arguments + arguments + [.integer(limit), .integer(skipping)]
        return try snapshot.rows(sql, arguments) { try Matter($0) }
    }

    /// How many of a community's matters fit a filter.
    ///
    /// - Throws: As ``desk(of:_:now:endOfDay:skipping:limit:for:in:)``.
    public static func deskCount(
        of community: ID<Place>, _ filter: MatterFilter, now: Instant, endOfDay: Instant, for actor: Actor,
        in snapshot: Snapshot
    ) throws -> Int64 {
        try requireDesk(community, for: actor, in: snapshot)
        let here = try Belonging.condition(of: community, rows: "m", in: snapshot)
        let (sql, arguments) = condition(filter, now: now, endOfDay: endOfDay)
        return try snapshot.integer(
            "SELECT count(*) FROM matter m WHERE \(here.sql) AND \(sql)", here.arguments + arguments) ?? 0
    }

    /// How many of a community's matters each view holds.
    ///
    /// - Throws: As ``desk(of:_:now:endOfDay:skipping:limit:for:in:)``.
    public static func deskCounts(
        of community: ID<Place>, now: Instant, endOfDay: Instant, for actor: Actor, in snapshot: Snapshot
    ) throws -> [MatterFilter.View: Int64] {
        var result: [MatterFilter.View: Int64] = [:]
        for view in MatterFilter.View.allCases {
            result[view] = try deskCount(
                of: community, MatterFilter(view: view), now: now, endOfDay: endOfDay, for: actor, in: snapshot)
        }
        return result
    }

    /// What is open at a place or below it, urgent first, for everybody whose role reaches the place.
    ///
    /// - Parameter limit: 1 to 200.
    /// - Returns: Nothing for those whom no role brings here; they cannot tell that from a quiet place.
    /// - Throws: `StoreError`.
    public static func open(
        at place: ID<Place>, limit: Int, for actor: Actor, in snapshot: Snapshot
    ) throws -> [Matter] {
        guard try Reach.holds(actor, FlowRight.read.roles, at: place, in: snapshot) else { return [] }
        return try snapshot.rows(
            """
            SELECT \(Matter.columns) FROM reach r JOIN matter m ON m.place = r.place \
            WHERE r.ancestor = ? AND r.until_ms IS NULL AND m.state IN ('new', 'doing', 'done') \
            ORDER BY m.due_ms, m.id LIMIT ?
            """, [.id(place), .integer(limit)]
        ) { try Matter($0) }
    }

    /// What somebody reported: open ones first, then the latest.
    ///
    /// - Parameter limit: 1 to 200.
    /// - Throws: `StoreError`.
    public static func reported(by actor: Actor, limit: Int, in snapshot: Snapshot) throws -> [Matter] {
        try snapshot.rows(
            """
            SELECT \(Matter.columns) FROM matter m WHERE m.reporter = ? \
            ORDER BY CASE WHEN m.state IN ('new', 'doing', 'done') THEN 0 ELSE 1 END, m.changed_ms DESC, m.id LIMIT ?
            """, [.identifier(actor.id), .integer(limit)]
        ) { try Matter($0) }
    }

    /// The steps of a matter in order; the caller has found the matter through ``known(_:to:in:)``.
    ///
    /// - Throws: ``FlowError/unreadable``, `StoreError`.
    public static func steps(of matter: Matter, in snapshot: Snapshot) throws -> [MatterStep] {
        try snapshot.rows(
            "SELECT kind, actor, at_ms, note FROM matter_step WHERE matter = ? ORDER BY version", [.id(matter.id)]
        ) { row in
            guard let kind = MatterStep.Kind(rawValue: try row.text(0)) else { throw FlowError.unreadable }
            return MatterStep(
                kind: kind, actor: try row.identifier(1), at: try row.instant(2), note: try row.optionalText(3))
        }
    }

    /// Lets those pass who work for a community.
    ///
    /// - Throws: ``FlowError/notFound`` unless a role of the actor reaches the community, ``FlowError/notAllowed(_:)``
    ///   unless that role works there, `StoreError`.
    public static func requireDesk(_ community: ID<Place>, for actor: Actor, in snapshot: Snapshot) throws {
        let kind = try snapshot.first("SELECT kind FROM place WHERE id = ?", [.id(community)]) { try $0.text(0) }
        guard kind == PlaceKind.community.rawValue else { throw FlowError.notFound }
        if try Reach.holds(actor, FlowRight.desk.roles, at: community, in: snapshot) { return }
        let maySee = try Reach.holds(actor, FlowRight.read.roles, at: community, in: snapshot)
        throw maySee ? FlowError.notAllowed(.desk) : FlowError.notFound
    }

    private static func condition(
        _ filter: MatterFilter, now: Instant, endOfDay: Instant
    ) -> (sql: String, arguments: [Value]) {
        var parts: [String] = []
        var arguments: [Value] = []
        switch filter.view {
        case .open: parts.append("m.state IN ('new', 'doing', 'done')")
        case .overdue:
            parts.append("m.state IN ('new', 'doing') AND m.due_ms < ?")
            arguments.append(.instant(now))
        case .today:
            parts.append("m.state IN ('new', 'doing') AND m.due_ms >= ? AND m.due_ms < ?")
            arguments += [.instant(now), .instant(endOfDay)]
        case .waiting: parts.append("m.state = 'done'")
        case .over: parts.append("m.state IN ('closed', 'withdrawn')")
        }
        if let kind = filter.kind {
            parts.append("m.kind = ?")
            arguments.append(.text(kind.rawValue))
        }
        if !filter.words.isEmpty {
            parts.append("m.folded LIKE ? ESCAPE '!'")
            arguments.append(.text(pattern(for: filter.words)))
        }
        return (parts.joined(separator: " AND "), arguments)
    }

    private static func pattern(for words: String) -> String {
        var result = "%"
        for character in words.lowercased() {
            if character == "%" || character == "_" || character == "!" { result.append("!") }
            result.append(character)
        }
        return result + "%"
    }
}
