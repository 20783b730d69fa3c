/// Names one thing for ever: 16 bytes, ordered by the moment of making (UUIDv7).
///
/// Two identifiers made by one ``Surroundings`` sort in the order in which they were made; across nodes the order
/// is right to the millisecond.
///
/// Source: RFC 9562, 5.7.
public struct Identifier: Sendable, Hashable {
    /// The first eight bytes, big-endian: 48 bits of milliseconds since 1970, version, 12 bits of chance or counter.
    public let high: UInt64
    /// The last eight bytes, big-endian: variant and 62 bits of chance.
    public let low: UInt64

    /// Puts the two halves together as they are.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes a UUIDv7 from a moment and 74 bits of chance; versions and variant bits are set here.
    ///
    /// - Parameters:
    ///   - instant: The moment of making. Years 1970 to 10889.
    ///   - chance12: Twelve bits; a counter keeps identifiers of one millisecond in order.
    ///   - chance62: Sixty-two bits.
    public init(at instant: Instant, chance12: UInt16, chance62: UInt64) {
        let milliseconds = UInt64(truncatingIfNeeded: instant.millisecondsSince1970) & 0xFFFF_FFFF_FFFF
        high = milliseconds << 16 | 0x7000 | UInt64(chance12 & 0x0FFF)
        low = 0x8000_0000_0000_0000 | (chance62 & 0x3FFF_FFFF_FFFF_FFFF)
    }

    /// The 16 bytes, most significant first, as both engines store them.
    public var bytes: [UInt8] {
        var result = [UInt8]()
        result.reserveCapacity(16)
        for half in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                result.append(UInt8(truncatingIfNeeded: half >> UInt64(shift)))
            }
        }
        return result
    }

    /// Reads 16 bytes; nil for any other length.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var halves: (UInt64, UInt64) = (0, 0)
        for (index, byte) in bytes.enumerated() {
            if index < 8 { halves.0 = halves.0 << 8 | UInt64(byte) } else { halves.1 = halves.1 << 8 | UInt64(byte) }
        }
        self.init(high: halves.0, low: halves.1)
    }
}

extension Identifier: Comparable {
    public static func < (left: Identifier, right: Identifier) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension Identifier: CustomStringConvertible, LosslessStringConvertible {
    private static let digits = Array("0123456789abcdef".utf8)

    /// The form of RFC 9562, lower case: `0198c7e1-…`, 36 characters.
    public var description: String {
        String(unsafeUninitializedCapacity: 36) { buffer in
            var at = 0
            for (index, byte) in bytes.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 { buffer[at] = UInt8(ascii: "-"); at += 1 }
                buffer[at] = Self.digits[Int(byte >> 4)]
                buffer[at + 1] = Self.digits[Int(byte & 15)]
                at += 2
            }
            return at
        }
    }

    /// Reads the 36-character form, either case; nil for anything else.
    public init?(_ description: String) {
        var description = description
        let read: Identifier? = description.withUTF8 { text in
            guard text.count == 36 else { return nil }
            var bytes = [UInt8]()
            bytes.reserveCapacity(16)
            var pending: UInt8?
            for (index, character) in text.enumerated() {
                if index == 8 || index == 13 || index == 18 || index == 23 {
                    guard character == UInt8(ascii: "-") else { return nil }
                    continue
                }
                guard let digit = Self.value(ofHexDigit: character) else { return nil }
                if let first = pending {
                    bytes.append(first << 4 | digit)
                    pending = nil
                } else {
                    pending = digit
                }
            }
            return Identifier(bytes: bytes)
        }
        guard let read else { return nil }
        self = read
    }

    private static func value(ofHexDigit character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
