import Journal
public import Store
public import Vocabulary

/// Messages on their way out: made with the notice, claimed by one node, tried until they arrive or are parked.
public enum Deliveries {
    /// Woken on every node when something may leave at once.
    static let made = Signal("delivery_made", reaching: .everyNode)
    /// How long a claim lasts. Longer than a connector's time limit, so that nobody sends what another node still sends.
    static let claimMilliseconds: Int64 = 120_000

    static let columns = """
        d.id, d.channel, d.topic, d.person, d.community, d.state, d.attempts, d.next_ms, d.reason, d.changed_ms
        """

    static func make(
        of notice: ID<Notice>, to person: Identifier, through channel: NoticeChannel, topic: NoticeTopic,
        community: Identifier?, leaving moment: Instant, isDigest: Bool, in tx: Transaction
    ) throws {
        if isDigest, try join(notice, person, channel, moment, in: tx) { return }
        let id = tx.id(Delivery.self)
        // Of two nodes that make a digest of one moment, the second joins the first's.
        let isNew = try tx.execute(
            """
            INSERT INTO notice_delivery (id, person, channel, topic, community, is_digest, leaves_ms, state, \
            attempts, next_ms, made_ms, changed_ms) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?, ?) \
            ON CONFLICT DO NOTHING
            """,
            [
                .id(id), .identifier(person), .text(channel.rawValue), .text(topic.rawValue),
                community.map { .identifier($0) } ?? .null, .flag(isDigest), .instant(moment), .instant(moment),
                .instant(tx.now), .instant(tx.now),
            ])
        if isNew == 1 { try add(notice, to: id, in: tx) }
        if moment <= tx.now { tx.wake(made) }
    }

    private static func join(
        _ notice: ID<Notice>, _ person: Identifier, _ channel: NoticeChannel, _ moment: Instant, in tx: Transaction
    ) throws -> Bool {
        let standing = try tx.first(
            """
            SELECT id FROM notice_delivery WHERE is_digest = 1 AND person = ? AND channel = ? AND leaves_ms = ? \
            AND state = 'waiting'
            """, [.identifier(person), .text(channel.rawValue), .instant(moment)]
        ) { try $0.id(0, of: Delivery.self) }
        guard let standing else { return false }
        try add(notice, to: standing, in: tx)
        return true
    }

    private static func add(_ notice: ID<Notice>, to delivery: ID<Delivery>, in tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO notice_delivery_item (delivery, notice) VALUES (?, ?)", [.id(delivery), .id(notice)])
    }

    /// Deliveries of a channel that may be tried now, those that have waited longest first.
    ///
    /// - Throws: `StoreError`.
    public static func due(
        _ channel: NoticeChannel, at now: Instant, limit: Int, in snapshot: Snapshot
    ) throws -> [ID<Delivery>] {
        try snapshot.rows(
            """
            SELECT id FROM notice_delivery WHERE channel = ? AND next_ms <= ? \
            AND state IN ('waiting', 'failed', 'sending') ORDER BY next_ms, id LIMIT ?
            """, [.text(channel.rawValue), .instant(now), .integer(limit)]
        ) { try $0.id(0) }
    }

    /// Claims a delivery for one node, and says what to send.
    ///
    /// Of all who claim at one moment exactly one gets it. A claim counts as an attempt, so that a message that stops
    /// the process is parked in the end, too.
    ///
    /// - Parameter node: Identifier of the process.
    /// - Returns: The message and the number of this attempt; nil if somebody else has it, or nothing is to be sent any more.
    /// - Throws: `StoreError`, ``NoticeError/unreadable``, and what the address book throws.
    public static func claim(
        _ id: ID<Delivery>, by node: Identifier, _ book: AddressBook, in tx: Transaction
    ) throws -> (message: OutgoingNotice, attempt: Int)? {
        // Who is being sent has `next_ms` at the end of the claim: past it the node has stopped, or lost the database.
        let claimed = try tx.execute(
            """
            UPDATE notice_delivery SET state = 'sending', claimer = ?, attempts = attempts + 1, next_ms = ?, \
            reason = CASE WHEN state = 'sending' THEN 'interrupted' ELSE reason END, changed_ms = ? \
            WHERE id = ? AND next_ms <= ? AND state IN ('waiting', 'failed', 'sending')
            """,
            [
                .identifier(node), .instant(tx.now.advanced(byMilliseconds: claimMilliseconds)), .instant(tx.now),
                .id(id), .instant(tx.now),
            ])
        guard claimed == 1, let delivery = try delivery(id, in: tx) else { return nil }
        guard delivery.attempts <= DeliverySchedule.attemptsMax(delivery.channel) else {
            try park(delivery, .interrupted, in: tx)
            return nil
        }
        let notices = try notices(of: id, in: tx).filter { $0.read == nil || $0.kind.topic.isUrgent }
        guard !notices.isEmpty else {
            try close(id, .dropped, .alreadyRead, in: tx)
            return nil
        }
        guard let address = try book.address(delivery.person, delivery.channel, tx) else {
            try close(id, .dropped, .noAddress, in: tx)
            return nil
        }
        let made = try tx.integer("SELECT made_ms FROM notice_delivery WHERE id = ?", [.id(id)]) ?? 0
        let message = OutgoingNotice(
            id: id, address: address, language: try book.language(delivery.person, tx), notices: notices,
            made: Instant(millisecondsSince1970: made))
        return (message, delivery.attempts)
    }

    /// Records that a claimed delivery was sent, or why not; nothing happens if the claim has passed to another node.
    ///
    /// - Parameters:
    ///   - attempt: The number that ``claim(_:by:_:in:)`` gave.
    ///   - failure: Why it was not sent; nil if it was.
    /// - Throws: `StoreError`.
    public static func settle(
        _ id: ID<Delivery>, by node: Identifier, attempt: Int, failure: SendingError?, in tx: Transaction
    ) throws {
        let isOurs = try tx.integer(
            """
            SELECT 1 FROM notice_delivery WHERE id = ? AND state = 'sending' AND claimer = ? AND attempts = ?
            """, [.id(id), .identifier(node), .integer(attempt)])
        guard isOurs != nil, let delivery = try delivery(id, in: tx) else { return }
        guard let failure else { return try close(id, .sent, nil, in: tx) }
        let pause = DeliverySchedule.pause(
            delivery.channel, after: attempt, asked: failure.waitSeconds, chance: tx.identifier().low)
        guard failure.reason.isWorthRepeating, let pause else { return try park(delivery, failure.reason, in: tx) }
        try tx.execute(
            """
            UPDATE notice_delivery SET state = 'failed', claimer = NULL, reason = ?, next_ms = ?, changed_ms = ? \
            WHERE id = ?
            """,
            [
                .text(failure.reason.rawValue), .instant(tx.now.advanced(byMilliseconds: pause)), .instant(tx.now),
                .id(id),
            ])
    }

    /// Parks a delivery of which the message cannot be put together: a row, a key or an address was changed by other hands.
    ///
    /// - Throws: `StoreError`, ``NoticeError/unreadable``.
    static func setAside(_ id: ID<Delivery>, in tx: Transaction) throws {
        guard let delivery = try delivery(id, in: tx), [.waiting, .failed, .sending].contains(delivery.state) else {
            return
        }
        try park(delivery, .unreadable, in: tx)
    }

    private static func park(_ delivery: Delivery, _ reason: Delivery.Reason, in tx: Transaction) throws {
        try close(delivery.id, .parked, reason, in: tx)
        var facts: [String: Payload.Fact] = ["attempts": .integer(Int64(delivery.attempts))]
        facts["channel"] = Payload.Code(delivery.channel.rawValue).map { .code($0) }
        facts["reason"] = Payload.Code(reason.rawValue).map { .code($0) }
        try Journal.append(
            EntryKind("delivery.parked"), about: delivery.id.raw, at: delivery.entryPlace, under: "notice.deliver",
            Payload(facts), in: tx)
    }

    static func close(
        _ id: ID<Delivery>, _ state: Delivery.State, _ reason: Delivery.Reason?, in tx: Transaction
    ) throws {
        try tx.execute(
            "UPDATE notice_delivery SET state = ?, claimer = NULL, reason = ?, changed_ms = ? WHERE id = ?",
            [.text(state.rawValue), .text(reason?.rawValue), .instant(tx.now), .id(id)])
    }

    static func delivery(_ id: ID<Delivery>, in snapshot: Snapshot) throws -> Delivery? {
        try snapshot.first("SELECT \(columns) FROM notice_delivery d WHERE d.id = ?", [.id(id)]) { try Delivery($0) }
    }

    private static func notices(of id: ID<Delivery>, in snapshot: Snapshot) throws -> [Notice] {
        try snapshot.rows(
            """
            SELECT \(Notice.columns) FROM notice_delivery_item i JOIN notice n ON n.id = i.notice \
            WHERE i.delivery = ? ORDER BY n.id LIMIT 100
            """, [.id(id)]
        ) { try Notice($0) }
    }
}

extension Delivery {
    init(_ row: any Row) throws {
        guard let channel = NoticeChannel(rawValue: try row.text(1)),
            let topic = NoticeTopic(rawValue: try row.text(2)),
            let state = State(rawValue: try row.text(5))
        else { throw NoticeError.unreadable }
        self.init(
            id: try row.id(0), channel: channel, topic: topic, person: try row.identifier(3),
            community: row.isNull(4) ? nil : try row.identifier(4), state: state, attempts: Int(try row.integer(6)),
            next: try row.instant(7), reason: try row.optionalText(8).flatMap { Reason(rawValue: $0) },
            changed: try row.instant(9))
    }

    var entryPlace: EntryPlace? { community.map { EntryPlace(place: $0, community: $0) } }
}
