public import Vocabulary

/// The number of a document that says who somebody is.
public struct IdentityDocument: Sendable, Hashable {
    /// Which document.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// 居民身份证, and the card of foreigners with permanent residence since 2023: 18 characters with a check digit.
        case citizen
        /// 护照.
        case passport
        /// 港澳居民来往内地通行证.
        case hongKongMacaoPermit = "hk-macao-permit"
        /// 台湾居民来往大陆通行证.
        case taiwanPermit = "taiwan-permit"
        /// 其他证件.
        case other
    }

    /// Which document.
    public let kind: Kind
    /// The number in upper case, without blanks.
    public let number: String

    /// Takes a number; nil if it cannot be one.
    ///
    /// Numbers of citizens must have a region of the country, a birth date of the calendar from 1900 on and the check digit
    /// of the standard; others 5 to 20 letters and digits.
    ///
    /// Source: GB 11643-1999, 4; check digit by ISO 7064:1983, MOD 11-2.
    public init?(_ kind: Kind, _ text: String) {
        let number = text.uppercased().filter { !$0.isWhitespace }
        switch kind {
        case .citizen: guard Self.isCitizen(number) else { return nil }
        case .passport, .hongKongMacaoPermit, .taiwanPermit, .other:
            guard (5...20).contains(number.utf8.count),
                number.utf8.allSatisfy({ Self.isDigit($0) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
            else { return nil }
        }
        self.kind = kind
        self.number = number
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isCitizen(_ number: String) -> Bool {
        let bytes = Array(number.utf8)
        guard bytes.count == 18, bytes.prefix(17).allSatisfy(isDigit), let region = Int(number.prefix(2)),
            (11...82).contains(region) || (90...99).contains(region), let birth = birth(in: number),
            birth.civil.year >= 1_900
        else { return false }
        return checkDigit(bytes) == bytes[17]
    }

    /// Weights are powers of 2 modulo 11; the digit makes the weighted sum 1 modulo 11.
    private static func checkDigit(_ bytes: [UInt8]) -> UInt8 {
        var remainder = 0
        for byte in bytes.prefix(17) { remainder = (remainder + Int(byte - UInt8(ascii: "0"))) * 2 % 11 }
        let digit = (12 - remainder) % 11
        return digit == 10 ? UInt8(ascii: "X") : UInt8(ascii: "0") + UInt8(digit)
    }

    private static func birth(in number: String) -> LocalDay? {
        let digits = number.dropFirst(6).prefix(8)
        guard let year = Int(digits.prefix(4)), let month = Int(digits.dropFirst(4).prefix(2)),
            let day = Int(digits.suffix(2))
        else { return nil }
        return LocalDay(year: year, month: month, day: day)
    }

    /// The birth date in the number of a citizen; nil for other documents.
    public var birth: LocalDay? { kind == .citizen ? Self.birth(in: number) : nil }

    /// The last four characters behind asterisks, as others see it.
    public var masked: String { String(repeating: "*", count: max(0, number.count - 4)) + number.suffix(4) }

    /// The last four characters, which a register match asks for.
    public var lastFour: String { String(number.suffix(4)) }

    /// Kind and number, as they are sealed and indexed.
    var sealed: String { kind.rawValue + ":" + number }

    init?(sealed: String) {
        let parts = sealed.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])) else { return nil }
        self.init(kind, String(parts[1]))
    }
}

extension IdentityDocument: CustomStringConvertible {
    /// The mask, so that a number that strays into a text shows little.
    public var description: String { masked }
}
