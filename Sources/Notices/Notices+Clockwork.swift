public import Journal
public import Store
public import Vocabulary

extension Notices {
    private static let forgettingTimer: StaticString = "notice.forget"
    private static let subject = Identifier(high: 0x7000, low: 0x8000_0000_0000_0101)
    /// How often old notices are forgotten, and how soon again while there are more.
    private static let pauses: (all: Int64, more: Int64) = (3_600_000, 1_000)
    /// How many go in one transaction, so that it stays far below the store's second.
    private static let batchMax = 500

    /// What the clock does with notices, by kind of timer.
    public static let timers: [String: Ticking.Work] = [
        forgettingTimer.description: { _, tx in
            let isMore = try forgetOld(in: tx) == batchMax
            try Timers.set(
                forgettingTimer, about: subject,
                due: tx.now.advanced(byMilliseconds: isMore ? pauses.more : pauses.all),
                in: tx)
        }
    ]

    /// Sets the first timer; called at each start.
    ///
    /// - Throws: `StoreError`.
    public static func startForgetting(in tx: Transaction) throws {
        try Timers.set(forgettingTimer, about: subject, due: tx.now, in: tx)
    }

    /// Forgets notices older than 400 days with their deliveries, and what webhooks were received; at most 500 at a time.
    ///
    /// - Returns: How many notices.
    /// - Throws: `StoreError`.
    @discardableResult
    public static func forgetOld(in tx: Transaction) throws -> Int {
        let old = tx.now.advanced(byMilliseconds: -Notice.keptDays * 86_400_000)
        try tx.execute(
            """
            DELETE FROM notice_delivery WHERE id IN \
            (SELECT id FROM notice_delivery WHERE made_ms < ? ORDER BY made_ms LIMIT ?)
            """, [.instant(old), .integer(batchMax)])
        try WebhookReceipts.forgetOld(in: tx)
        let isAnyOld = try tx.integer("SELECT 1 FROM notice WHERE at_ms < ? LIMIT 1", [.instant(old)]) != nil
        guard isAnyOld else { return 0 }
        let count = try tx.execute(
            "DELETE FROM notice WHERE id IN (SELECT id FROM notice WHERE at_ms < ? ORDER BY at_ms LIMIT ?)",
            [.instant(old), .integer(batchMax)])
        try Journal.append(
            EntryKind("notice.forgotten"), about: subject, at: nil, under: "notice.retention",
            Payload(["notices": .integer(Int64(count))]), in: tx)
        return count
    }

    /// Clears what was told to somebody whose key was destroyed, wherever that was: also when an erasure is replayed.
    public static let forgetting = Follower(
        "notices.forgetting",
        .inside { entry, tx in
            guard entry.entry.kind.description == "key.destroyed" else { return }
            try forget(entry.entry.subject, in: tx)
        })

    /// Forgets everything told to a person and everything the person chose; a part of erasure. Doing it twice changes nothing.
    ///
    /// - Throws: `StoreError`.
    public static func forget(_ person: Identifier, in tx: Transaction) throws {
        var rows = 0
        for table in ["notice_delivery", "notice", "notice_choice", "notice_rhythm"] {
            let stands = try tx.integer("SELECT 1 FROM \(table) WHERE person = ? LIMIT 1", [.identifier(person)])
            guard stands != nil else { continue }
            rows += try tx.execute("DELETE FROM \(table) WHERE person = ?", [.identifier(person)])
        }
        guard rows > 0 else { return }
        try Journal.append(
            EntryKind("notice.erased"), about: person, at: nil, under: "notice.erasure",
            Payload(["rows": .integer(Int64(rows))]), in: tx)
    }
}
