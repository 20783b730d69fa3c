public import Store
import Vocabulary

/// How often something may be done in a span of time.
public struct Rate: Sendable {
    /// One span and what fits into it.
    struct Span: Sendable {
        let milliseconds: Int64
        let takenMax: Int64
    }

    let kind: String
    let spans: [Span]

    private init(_ kind: StaticString, _ spans: (minutes: Int64, takenMax: Int64)...) {
        self.kind = kind.description
        self.spans = spans.map { Span(milliseconds: $0.minutes * 60_000, takenMax: $0.takenMax) }
    }

    /// Messages to one number: 1 a minute, 5 an hour, 10 a day.
    ///
    /// Source of these rates: field notes on trust, 5.4 (Rates), after OWASP ASVS 5.0, 6.3.1 and 6.6.3.
    public static let messagesToNumber = Rate("message.number", (1, 1), (60, 5), (1_440, 10))
    /// Messages asked for from one address: 30 an hour.
    public static let messagesFromAddress = Rate("message.address", (60, 30))
    /// Attempts at one account: 5 in a quarter of an hour.
    public static let attemptsAtAccount = Rate("attempt.account", (15, 5))
    /// Attempts from one address: 30 in a quarter of an hour.
    public static let attemptsFromAddress = Rate("attempt.address", (15, 30))
    /// Second factors shown for one account: 5 in a quarter of an hour.
    public static let proofsOfAccount = Rate("proof.account", (15, 5))
}

/// Counts what may not be done too often; the counters stand in the database and survive a restart.
///
/// A span begins with the first that is taken in it. A refused one takes nothing, so whoever is refused for long does not
/// make it longer.
public enum Rates {
    /// Takes one, or says when there will be one.
    ///
    /// - Parameter subject: Whom it is counted for, as a keyed hash or an identifier; never a number or an address itself.
    /// - Throws: ``SignInError/tooOften(seconds:)``, `StoreError`. The transaction must then be given up.
    public static func take(_ rate: Rate, of subject: [UInt8], in tx: Transaction) throws {
        for span in rate.spans {
            try tx.execute(
                """
                INSERT INTO sign_in_rate (kind, span_ms, subject, began_ms, taken) VALUES (?, ?, ?, ?, 1) \
                ON CONFLICT (kind, span_ms, subject) DO UPDATE SET \
                taken = CASE WHEN sign_in_rate.began_ms + sign_in_rate.span_ms <= excluded.began_ms THEN 1 \
                ELSE sign_in_rate.taken + 1 END, \
                began_ms = CASE WHEN sign_in_rate.began_ms + sign_in_rate.span_ms <= excluded.began_ms \
                THEN excluded.began_ms ELSE sign_in_rate.began_ms END
                """,
                [.text(rate.kind), .integer(span.milliseconds), .bytes(subject), .instant(tx.now)])
            let stands = try tx.first(
                "SELECT taken, began_ms FROM sign_in_rate WHERE kind = ? AND span_ms = ? AND subject = ?",
                [.text(rate.kind), .integer(span.milliseconds), .bytes(subject)]
            ) { (taken: try $0.integer(0), began: try $0.instant(1)) }
            guard let stands, stands.taken > span.takenMax else { continue }
            let rest = stands.began.advanced(byMilliseconds: span.milliseconds).milliseconds(since: tx.now)
            throw SignInError.tooOften(seconds: Int(min(max(rest, 1), span.milliseconds) + 999) / 1_000)
        }
    }

    /// Forgets what was taken, once somebody has shown who they are.
    ///
    /// - Throws: `StoreError`.
    public static func clear(_ rate: Rate, of subject: [UInt8], in tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM sign_in_rate WHERE kind = ? AND subject = ?", [.text(rate.kind), .bytes(subject)])
    }

    /// Forgets spans that have passed.
    ///
    /// - Throws: `StoreError`.
    static func forgetOld(in tx: Transaction) throws {
        try tx.execute("DELETE FROM sign_in_rate WHERE began_ms + span_ms < ?", [.instant(tx.now)])
    }
}
