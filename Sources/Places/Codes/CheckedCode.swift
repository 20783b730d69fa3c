/// Eight characters that people read from a wall and type, the last of which finds what was misread.
///
/// The alphabet has 29 characters and none that looks like another: no B, I, L, O, S, U, Z. Each position counts with a
/// weight of its own from 1 to 8, and the weighted sum is a multiple of 29. Because 29 is a prime and all weights differ,
/// every single wrong character and every swap of two different characters, neighbours or not, is found.
///
/// Source: the weighted check of ISBN-10 (ISO 2108:1992, annex A), with 29 for 11; proof in `docs/places.md`.
public struct CheckedCode: Sendable, Hashable, CustomStringConvertible {
    /// The eight characters, upper case, without a hyphen: what is stored and compared.
    public let description: String

    /// The characters, by value.
    public static let alphabet = Array("0123456789ACDEFGHJKMNPQRTVWXY")

    /// How many characters.
    public static let length = 8

    /// How many codes there are: 29⁷ = 17,249,876,309.
    public static let count: UInt64 = 17_249_876_309

    /// The code with a number.
    ///
    /// - Parameter number: Taken modulo ``count``.
    public init(number: UInt64) {
        var rest = number % Self.count
        var values: [Int] = []
        for _ in 1..<Self.length {
            values.append(Int(rest % 29))
            rest /= 29
        }
        let sum = Self.weightedSum(values)
        // 8 · check ≡ −sum (mod 29), and 8 · 11 = 88 ≡ 1.
        values.append((29 - sum % 29) * 11 % 29)
        description = String(values.map { Self.alphabet[$0] })
    }

    /// Reads what somebody typed or scanned; nil where it cannot be a code.
    ///
    /// Either case and full-width characters will do; blanks, hyphens and dots are passed over; what is easily taken for
    /// another character is read as the one that the alphabet has: O as 0, I and L as 1, Z as 2, S as 5, B as 8, U as V.
    public init?(reading text: String) {
        var values: [Int] = []
        for scalar in text.unicodeScalars {
            let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
            guard let plain = isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) : scalar else { return nil }
            if plain.properties.isWhitespace || "-.–—·".unicodeScalars.contains(plain) { continue }
            guard plain.isASCII, let value = Self.value(of: Character(plain)) else { return nil }
            values.append(value)
            guard values.count <= Self.length else { return nil }
        }
        guard values.count == Self.length, Self.weightedSum(values).isMultiple(of: 29) else { return nil }
        description = String(values.map { Self.alphabet[$0] })
    }

    /// As it is printed: two groups of four, `7K3M-9XQR`.
    public var grouped: String { "\(description.prefix(4))-\(description.suffix(4))" }

    private static func weightedSum(_ values: [Int]) -> Int {
        values.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
    }

    private static func value(of character: Character) -> Int? {
        let upper = Character(character.uppercased())
        let read: Character =
            switch upper {
            case "O": "0"
            case "I", "L": "1"
            case "Z": "2"
            case "S": "5"
            case "B": "8"
            case "U": "V"
            default: upper
            }
        return alphabet.firstIndex(of: read)
    }
}
