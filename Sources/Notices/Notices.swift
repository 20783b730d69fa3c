import Journal
public import Store
public import Vocabulary

/// What people are told: tell it, find it in the inbox, mark it read.
public enum Notices {
    /// Tells a person something, once for each cause, and makes the deliveries that the person's choices ask for.
    ///
    /// A use case or a follower calls this in its own transaction; whether the person may know is decided there.
    ///
    /// - Parameters:
    ///   - draft: What.
    ///   - person: Whom.
    ///   - channels: Channels instead of the person's choices; for the system of an organisation, which has none.
    ///   - policy: Where the people live and which channels there are.
    /// - Returns: The notice; nil if the person was told of this cause before.
    /// - Throws: `StoreError`, ``NoticeError/unreadable``.
    @discardableResult
    public static func tell(
        _ draft: NoticeDraft, to person: Identifier, through channels: Set<NoticeChannel>? = nil,
        under policy: NoticePolicy, in tx: Transaction
    ) throws -> ID<Notice>? {
        // Asked first: a statement that writes nothing would still want a journal entry. Of two who ask at one moment the
        // store lets one go first and runs the other again.
        let earlier = try tx.integer(
            "SELECT 1 FROM notice WHERE person = ? AND cause = ? AND kind = ?",
            [.identifier(person), .identifier(draft.cause), .text(draft.kind.rawValue)])
        guard earlier == nil else { return nil }
        let id = tx.id(Notice.self)
        try tx.execute(
            """
            INSERT INTO notice (id, person, kind, facts, subject, community, cause, at_ms) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(id), .identifier(person), .text(draft.kind.rawValue), .text(draft.facts.stored),
                .identifier(draft.subject), draft.community.map { .identifier($0) } ?? .null,
                .identifier(draft.cause), .instant(tx.now),
            ])
        let topic = draft.kind.topic
        let choices = try choices(of: person, in: tx)
        let (moment, isDigest) =
            channels == nil
            ? choices.rhythm.leaving(at: tx.now, isUrgent: topic.isUrgent, zoneSeconds: policy.zoneSeconds)
            : (tx.now, false)
        for channel in NoticeChannel.allCases
        where policy.channels.contains(channel) && (channels ?? choices.channels(of: topic)).contains(channel) {
            try Deliveries.make(
                of: id, to: person, through: channel, topic: topic, community: draft.community, leaving: moment,
                isDigest: isDigest, in: tx)
        }
        try record("notice.told", of: person, topic, id, in: tx)
        return id
    }

    /// The person's notices, the latest first.
    ///
    /// - Parameters:
    ///   - last: The last one of the page before; nil for the first page.
    ///   - limit: 1 to 200.
    /// - Throws: ``NoticeError/notSignedIn``, ``NoticeError/unreadable``, `StoreError`.
    public static func inbox(
        before last: ID<Notice>? = nil, isUnreadOnly: Bool = false, limit: Int, for actor: Actor, in snapshot: Snapshot
    ) throws -> [Notice] {
        let person = try person(actor)
        let page = last.map { _ in " AND n.id < ?" } ?? ""
        let unread = isUnreadOnly ? " AND n.read_ms IS NULL" : ""
        return try snapshot.rows(
            "SELECT \(Notice.columns) FROM notice n WHERE n.person = ?\(unread)\(page) ORDER BY n.id DESC LIMIT ?",
            [.identifier(person)] + (last.map { [.id($0)] } ?? []) + [.integer(limit)]
        ) { try Notice($0) }
    }

    /// One notice of the person's own.
    ///
    /// - Throws: ``NoticeError/notFound``, ``NoticeError/notSignedIn``, ``NoticeError/unreadable``, `StoreError`.
    public static func notice(_ id: ID<Notice>, for actor: Actor, in snapshot: Snapshot) throws -> Notice {
        let found = try snapshot.first(
            "SELECT \(Notice.columns) FROM notice n WHERE n.id = ? AND n.person = ?",
            [.id(id), .identifier(try person(actor))]
        ) { try Notice($0) }
        guard let found else { throw NoticeError.notFound }
        return found
    }

    /// How many the person has not read; 0 for somebody who has not signed in. Counts no further than 100.
    ///
    /// - Throws: `StoreError`.
    public static func unreadCount(for actor: Actor, in snapshot: Snapshot) throws -> Int {
        guard !actor.isPasserBy else { return 0 }
        let count = try snapshot.integer(
            "SELECT count(*) FROM (SELECT 1 FROM notice WHERE person = ? AND read_ms IS NULL LIMIT 100) AS unread",
            [.identifier(actor.id)])
        return Int(count ?? 0)
    }

    /// Marks one of the person's own notices read; once is enough.
    ///
    /// - Throws: ``NoticeError/notFound``, ``NoticeError/notSignedIn``, `StoreError`.
    public static func markRead(_ id: ID<Notice>, in tx: Transaction) throws {
        let notice = try notice(id, for: tx.actor, in: tx)
        guard notice.read == nil else { return }
        try tx.execute("UPDATE notice SET read_ms = ? WHERE id = ?", [.instant(tx.now), .id(id)])
        try record("notice.read", of: notice.person, notice.kind.topic, id, in: tx)
    }

    /// Marks everything read that was told up to a notice that the person saw.
    ///
    /// - Parameter last: The latest one seen; what came after stays unread.
    /// - Returns: How many were marked.
    /// - Throws: ``NoticeError/notFound``, ``NoticeError/notSignedIn``, `StoreError`.
    @discardableResult
    public static func markAllRead(upTo last: ID<Notice>, in tx: Transaction) throws -> Int {
        let notice = try notice(last, for: tx.actor, in: tx)
        let unread = try tx.integer(
            "SELECT 1 FROM notice WHERE person = ? AND id <= ? AND read_ms IS NULL LIMIT 1",
            [.identifier(notice.person), .id(last)])
        guard unread != nil else { return 0 }
        let marked = try tx.execute(
            "UPDATE notice SET read_ms = ? WHERE person = ? AND id <= ? AND read_ms IS NULL",
            [.instant(tx.now), .identifier(notice.person), .id(last)])
        try record("notice.read", of: notice.person, nil, last, in: tx)
        return marked
    }

    static func person(_ actor: Actor) throws(NoticeError) -> Identifier {
        guard !actor.isPasserBy else { throw .notSignedIn }
        return actor.id
    }

    /// The entry stands about the person, so that the person's open pages, and no others, get a hint.
    private static func record(
        _ kind: StaticString, of person: Identifier, _ topic: NoticeTopic?, _ id: ID<Notice>, in tx: Transaction
    ) throws {
        var facts: [String: Payload.Fact] = ["notice": .identifier(id.raw)]
        if let code = topic.flatMap({ Payload.Code($0.rawValue) }) { facts["topic"] = .code(code) }
        try Journal.append(EntryKind(kind), about: person, at: nil, under: "notice.own", Payload(facts), in: tx)
    }
}
