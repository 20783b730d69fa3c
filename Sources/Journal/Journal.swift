public import Store
public import Vocabulary

/// The memory of the house: what happened, who did it, under which right, in one order that everybody shares.
public enum Journal {
    /// Woken on this node when a transaction wrote entries; the sequencer listens.
    public static let written = Signal("journal_written", reaching: .thisNode)
    /// Woken on every node when entries got their positions; followers and live pages listen.
    public static let sequenced = Signal("journal_sequenced", reaching: .everyNode)

    /// Writes what happened; the last thing a use case does in its transaction.
    ///
    /// - Parameters:
    ///   - kind: What happened.
    ///   - subject: The thing it happened to.
    ///   - place: Where, with its community; nil for what belongs nowhere.
    ///   - right: The right under which the actor may do this, as the use case names it.
    ///   - payload: Facts without personal data.
    /// - Returns: The entry's identifier.
    /// - Throws: `StoreError`.
    @discardableResult
    public static func append(
        _ kind: EntryKind, about subject: Identifier, at place: EntryPlace?, under right: StaticString,
        _ payload: Payload = Payload(), in tx: Transaction
    ) throws -> ID<Entry> {
        let id = tx.id(Entry.self)
        try tx.execute(
            """
            INSERT INTO journal_entry \
            (stamp, id, at_ms, kind, subject, place, community, actor, acted_under, payload) \
            VALUES (\(tx.dialect.transactionStamp), ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(id), .instant(tx.now), .text(kind.description), .identifier(subject),
                place.map { .identifier($0.place) } ?? .null,
                place?.community.map { .identifier($0) } ?? .null,
                .identifier(tx.actor.id), .text(right.description), .text(payload.stored),
            ])
        tx.wake(written)
        return id
    }

    /// Entries after a position, in order.
    ///
    /// - Parameters:
    ///   - position: The last position already seen; 0 for the beginning.
    ///   - limit: 1 to 10,000 entries.
    /// - Throws: `StoreError`, ``JournalError/unreadablePayload``.
    public static func entries(
        after position: Int64, limit: Int, in snapshot: Snapshot
    ) throws -> [SequencedEntry] {
        try snapshot.rows(
            """
            SELECT o.position, e.id, e.at_ms, e.kind, e.subject, e.place, e.community, e.actor, e.acted_under, e.payload \
            FROM journal_order o JOIN journal_entry e ON e.serial = o.serial \
            WHERE o.position > ? ORDER BY o.position LIMIT ?
            """, [.integer(position), .integer(limit)], sequencedEntry)
    }

    /// The last position given out; 0 before the first entry.
    public static func head(in snapshot: Snapshot) throws -> Int64 {
        try snapshot.integer("SELECT position FROM journal_sequencer WHERE id = 1") ?? 0
    }

    private static func sequencedEntry(_ row: any Row) throws -> SequencedEntry {
        SequencedEntry(
            position: try row.integer(0),
            entry: Entry(
                id: try row.id(1), at: try row.instant(2), kind: EntryKind(stored: try row.text(3)),
                subject: try row.identifier(4), place: row.isNull(5) ? nil : try row.identifier(5),
                community: row.isNull(6) ? nil : try row.identifier(6), actor: try row.identifier(7),
                right: try row.text(8), payload: try Payload(stored: try row.text(9))))
    }
}

/// Where an entry happened: a place, and the community that it belongs to.
public struct EntryPlace: Sendable, Hashable {
    /// Identifier of the place.
    public let place: Identifier
    /// Identifier of its community; nil above communities.
    public let community: Identifier?

    /// Says where.
    public init(place: Identifier, community: Identifier?) {
        self.place = place
        self.community = community
    }
}

/// What a check of the journal found.
public struct JournalFindings: Sendable, Hashable {
    /// How many entries there are.
    public let entryCount: Int64
    /// The last position.
    public let head: Int64
    /// Entries that have no position yet; the sequencer gives it when it runs.
    public let waitingCount: Int64
    /// Whether every follower has seen every position.
    public let isFollowedToTheEnd: Bool
    /// What is wrong, in sentences without data; empty if nothing is.
    public let problems: [String]
}

extension Journal {
    /// Checks that positions are dense, that each points at one entry, and that no follower is ahead.
    ///
    /// - Throws: `StoreError`.
    public static func verify(in snapshot: Snapshot) throws -> JournalFindings {
        func count(_ sql: String) throws -> Int64 { try snapshot.integer(sql) ?? 0 }
        let entries = try count("SELECT count(*) FROM journal_entry")
        let positions = try count("SELECT count(*) FROM journal_order")
        let head = try head(in: snapshot)
        var problems: [String] = []
        let last = try count("SELECT coalesce(max(position), 0) FROM journal_order")
        if positions != head || last != head {
            problems.append("the journal's positions are not dense from 1 to the head")
        }
        let lost = try count(
            "SELECT count(*) FROM journal_order o LEFT JOIN journal_entry e ON e.serial = o.serial WHERE e.serial IS NULL"
        )
        if lost > 0 { problems.append("\(lost) positions of the journal point at no entry") }
        let ahead = try count(
            "SELECT count(*) FROM journal_follower WHERE position > (SELECT position FROM journal_sequencer)")
        if ahead > 0 { problems.append("\(ahead) followers are ahead of the journal") }
        let behind = try count(
            "SELECT count(*) FROM journal_follower WHERE position < (SELECT position FROM journal_sequencer)")
        return JournalFindings(
            entryCount: entries, head: head, waitingCount: entries - positions,
            isFollowedToTheEnd: behind == 0 && entries == positions, problems: problems)
    }
}
