import Keyring
import Store
import Vocabulary

/// Six digits sent to a telephone: who reads them there holds it.
public enum PhoneCodes {
    /// What a code is for; one that was sent for one thing does not do for another.
    public enum Purpose: String, Sendable, Hashable, CaseIterable {
        /// Signing in.
        case signIn = "sign-in"
        /// Showing again who one is.
        case proof
    }

    /// What became of a code that somebody entered.
    enum Outcome: Sendable, Hashable {
        case right
        case wrong(triesLeft: Int)
        /// There is none (any more): used, too old, too often tried, or never sent.
        case none
    }

    /// How long a code stands, in minutes.
    ///
    /// Source: OWASP ASVS 5.0, 6.6.2 and appendix V6: at most 10 minutes.
    public static let minutes: Int64 = 10
    /// How often one may try.
    ///
    /// Source: field notes on trust, 5.4; 5 of a million are 0.0005 %.
    public static let triesMax: Int64 = 5
    static let phoneField = SealedField("phone_code", "phone_index")
    static let codeField = SealedField("phone_code", "code_mark")

    /// A new code.
    static func make(by surroundings: Surroundings) -> String {
        let number = String(surroundings.chance() % 1_000_000)
        return String(repeating: "0", count: 6 - number.count) + number
    }

    /// Keeps a code; the one before counts no more.
    static func keep(
        _ code: String, for number: String, to purpose: Purpose, with keyring: Keyring, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO phone_code (phone_index, purpose, code_mark, ends_ms, tries) VALUES (?, ?, ?, ?, 0) \
            ON CONFLICT (phone_index, purpose) DO UPDATE SET \
            code_mark = excluded.code_mark, ends_ms = excluded.ends_ms, tries = 0
            """,
            [
                .bytes(keyring.blindIndex(number, of: phoneField)), .text(purpose.rawValue),
                .bytes(mark(code, number, purpose, keyring)),
                .instant(tx.now.advanced(byMilliseconds: minutes * 60_000)),
            ])
    }

    /// Counts a try and says whether the code is right; a right one still stands until ``use(_:to:with:in:)``.
    static func check(
        _ code: String, for number: String, to purpose: Purpose, with keyring: Keyring, in tx: Transaction
    ) throws -> Outcome {
        let key: [Value] = [.bytes(keyring.blindIndex(number, of: phoneField)), .text(purpose.rawValue)]
        let counted = try tx.execute(
            """
            UPDATE phone_code SET tries = tries + 1 \
            WHERE phone_index = ? AND purpose = ? AND ends_ms > ? AND tries < ?
            """, key + [.instant(tx.now), .integer(triesMax)])
        guard counted == 1 else { return .none }
        let kept = try tx.first("SELECT code_mark, tries FROM phone_code WHERE phone_index = ? AND purpose = ?", key) {
            (mark: try $0.bytes(0), tries: try $0.integer(1))
        }
        guard let kept else { return .none }
        if isSame(kept.mark, mark(code, number, purpose, keyring)) { return .right }
        return .wrong(triesLeft: Int(triesMax - kept.tries))
    }

    /// Uses a code up; false if somebody else was first.
    static func use(_ number: String, to purpose: Purpose, with keyring: Keyring, in tx: Transaction) throws -> Bool {
        try tx.execute(
            "DELETE FROM phone_code WHERE phone_index = ? AND purpose = ?",
            [.bytes(keyring.blindIndex(number, of: phoneField)), .text(purpose.rawValue)]) == 1
    }

    private static func mark(_ code: String, _ number: String, _ purpose: Purpose, _ keyring: Keyring) -> [UInt8] {
        let digits = code.filter { !$0.isWhitespace }
        return keyring.blindIndex("\(number) \(purpose.rawValue) \(digits)", of: codeField)
    }

    static func forgetOld(in tx: Transaction) throws {
        try tx.execute("DELETE FROM phone_code WHERE ends_ms < ?", [.instant(tx.now)])
    }
}
