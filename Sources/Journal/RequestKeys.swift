public import Store
import Vocabulary

/// Makes a request that arrives twice happen once.
///
/// A client that did not hear the answer sends the same request with the same key again and gets the first answer. Keys
/// are stored in the transaction of the change itself and kept for seven days.
public enum RequestKeys {
    /// How long a key is remembered.
    ///
    /// Source: field notes on reliability, "idempotency key … kept 7 days".
    public static let keptMilliseconds: Int64 = 7 * 86_400_000

    /// Does something once for each key of an actor.
    ///
    /// - Parameters:
    ///   - key: Chosen by the client, 1 to 128 visible ASCII characters; nil does it without a key.
    ///   - fingerprint: What was asked for; another request under the same key is refused.
    ///   - milliseconds: The same request of the actor within so many milliseconds is a repetition under another key too:
    ///     somebody went back and sent the form again. 0 takes keys alone.
    ///   - work: Does it and returns the answer to remember, short and without personal data.
    /// - Returns: The answer, and whether it is a remembered one.
    /// - Throws: ``JournalError/keyUnfit``, ``JournalError/keyReused``, `StoreError`, and what `work` throws.
    public static func once(
        _ key: String?, fingerprint: String, sameWithinMilliseconds milliseconds: Int64 = 0, in tx: Transaction,
        _ work: () throws -> String
    ) throws -> (answer: String, isRepeated: Bool) {
        guard let key else { return (try work(), false) }
        guard (1...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw JournalError.keyUnfit
        }
        // Insert first: two nodes with the same key meet at the primary key instead of both doing the work.
        let isNew = try tx.execute(
            """
            INSERT INTO request_key (actor, key, fingerprint, answer, made_ms) VALUES (?, ?, ?, '', ?) \
            ON CONFLICT (actor, key) DO NOTHING
            """, [.identifier(tx.actor.id), .text(key), .text(fingerprint), .instant(tx.now)])
        guard isNew == 1 else { return (try remembered(key, fingerprint: fingerprint, in: tx), true) }
        let earlier = milliseconds > 0 ? try recent(fingerprint, milliseconds, in: tx) : nil
        let answer = try earlier ?? work()
        try tx.execute(
            "UPDATE request_key SET answer = ? WHERE actor = ? AND key = ?",
            [.text(answer), .identifier(tx.actor.id), .text(key)])
        return (answer, earlier != nil)
    }

    private static func recent(_ fingerprint: String, _ milliseconds: Int64, in tx: Transaction) throws -> String? {
        try tx.first(
            """
            SELECT answer FROM request_key WHERE actor = ? AND fingerprint = ? AND made_ms > ? AND answer <> '' \
            ORDER BY made_ms DESC LIMIT 1
            """,
            [
                .identifier(tx.actor.id), .text(fingerprint),
                .instant(tx.now.advanced(byMilliseconds: -milliseconds)),
            ]
        ) { try $0.text(0) }
    }

    private static func remembered(_ key: String, fingerprint: String, in tx: Transaction) throws -> String {
        let stored = try tx.first(
            "SELECT fingerprint, answer FROM request_key WHERE actor = ? AND key = ?",
            [.identifier(tx.actor.id), .text(key)]
        ) { (fingerprint: try $0.text(0), answer: try $0.text(1)) }
        guard let stored, stored.fingerprint == fingerprint else { throw JournalError.keyReused }
        return stored.answer
    }

    /// A mark of what was asked for: the same for the same text. The text is not kept, since the mark lies beside the key for days.
    public static func fingerprint(of request: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in request.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }

    /// Forgets keys older than seven days.
    ///
    /// - Returns: How many.
    /// - Throws: `StoreError`.
    @discardableResult
    public static func forgetOld(in tx: Transaction) throws -> Int {
        try tx.execute(
            "DELETE FROM request_key WHERE made_ms < ?",
            [.instant(tx.now.advanced(byMilliseconds: -keptMilliseconds))])
    }
}
