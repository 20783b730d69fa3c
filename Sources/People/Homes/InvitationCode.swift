/// The code of an invitation into a home: nine characters that nobody misreads, `K7MQ-3XTD-8`.
///
/// Eight characters of chance and a check character; 0, O, 1, I and L do not occur. One wrong character and two exchanged
/// neighbours are always found: the alphabet has 31 characters, a prime number.
public struct InvitationCode: Sendable, Hashable, CustomStringConvertible {
    static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
    private static let chanceCount = 8

    /// The nine characters.
    let characters: String

    /// Makes a code of chance.
    ///
    /// - Parameter chance: At least 40 random bits in the low end.
    init(chance: UInt64) {
        var rest = chance & 0x3FFF_FFFF_FFFF_FFFF
        var digits: [Int] = []
        for _ in 0..<Self.chanceCount {
            digits.append(Int(rest % 31))
            rest /= 31
        }
        characters = String((digits + [Self.check(digits)]).map { Self.alphabet[$0] })
    }

    /// Reads what somebody types: any case, with blanks or hyphens.
    ///
    /// - Throws: ``PeopleError/codeMisread`` if a character was misread.
    public init(_ text: String) throws(PeopleError) {
        let typed = text.uppercased().filter { $0.isLetter || $0.isNumber }
        let digits = typed.compactMap { Self.alphabet.firstIndex(of: $0) }
        guard typed.count == Self.chanceCount + 1, digits.count == typed.count,
            Self.check(Array(digits.dropLast())) == digits.last
        else { throw .codeMisread }
        characters = typed
    }

    /// Weighted sum modulo 31 with weights 2, 3, 4, …: none is 0 and no two neighbours are equal.
    private static func check(_ digits: [Int]) -> Int {
        digits.enumerated().reduce(0) { ($0 + ($1.offset + 2) * $1.element) % 31 }
    }

    /// Groups of four, as it is read out: `K7MQ-3XTD-8`.
    public var description: String {
        characters.prefix(4) + "-" + characters.dropFirst(4).prefix(4) + "-" + characters.dropFirst(8)
    }
}
