public import Store
import Vocabulary

/// Messages that other systems sent us, so that one that comes again is refused.
public enum WebhookReceipts {
    /// How long a message's id is remembered: twice the time in which its signature counts.
    static let keptMilliseconds: Int64 = 600_000

    /// Takes a message's id, in the transaction that takes the message.
    ///
    /// - Parameters:
    ///   - message: The `webhook-id`, at most 256 bytes.
    ///   - sender: A code of ours for who signs.
    /// - Returns: Whether it is new; false means a repetition that must change nothing.
    /// - Throws: `StoreError`.
    public static func take(_ message: String, from sender: String, in tx: Transaction) throws -> Bool {
        guard (1...256).contains(message.utf8.count) else { return false }
        return try tx.execute(
            """
            INSERT INTO webhook_received (sender, message, at_ms) VALUES (?, ?, ?) \
            ON CONFLICT (sender, message) DO NOTHING
            """, [.text(sender), .text(message), .instant(tx.now)]) == 1
    }

    static func forgetOld(in tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM webhook_received WHERE at_ms < ?",
            [.instant(tx.now.advanced(byMilliseconds: -keptMilliseconds))])
    }
}
