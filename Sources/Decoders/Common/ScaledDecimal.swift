/// An exact decimal number as meters send it: an integer and how many of its digits stand behind the point.
public struct ScaledDecimal: Hashable, Sendable {
    /// The number without its point.
    public var units: Int64
    /// Digits behind the point, 0–9.
    public var decimals: Int

    /// - Parameter decimals: Digits behind the point; kept within 0–9.
    public init(units: Int64, decimals: Int) {
        self.units = units
        self.decimals = min(max(decimals, 0), 9)
    }

    /// The nearest binary number; for display and for JSON, never for money.
    public var double: Double {
        var divisor = 1.0
        for _ in 0..<decimals { divisor *= 10 }
        return Double(units) / divisor
    }
}

extension ScaledDecimal: CustomStringConvertible {
    /// The number in digits, with exactly ``decimals`` digits behind the point.
    public var description: String {
        let digits = String(units.magnitude)
        let sign = units < 0 ? "-" : ""
        guard decimals > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
}

/// Packed decimal digits, two per byte, lowest byte first, as DL/T 645 and CJ/T 188 write numbers.
enum PackedDecimal {
    /// - Parameter signed: The highest bit is the sign (DL/T 645-2007 table A.2, note on signed values).
    /// - Throws: ``DecodeError/badDigit(at:)`` with the index of the byte in `bytes`.
    static func number(_ bytes: ArraySlice<UInt8>, signed: Bool = false) throws(DecodeError) -> Int64 {
        guard bytes.count <= 9 else { throw .badLength(at: 0) }
        var value: Int64 = 0
        var negative = false
        for (index, raw) in bytes.reversed().enumerated() {
            var byte = raw
            if signed, index == 0 {
                negative = byte & 0x80 != 0
                byte &= 0x7F
            }
            guard byte >> 4 < 10, byte & 15 < 10 else { throw .badDigit(at: bytes.count - 1 - index) }
            value = value * 100 + Int64(byte >> 4) * 10 + Int64(byte & 15)
        }
        return negative ? -value : value
    }

    /// - Throws: ``DecodeError/badValue(at:)`` if the number does not fit into `count` bytes.
    static func bytes(_ number: Int64, count: Int, signed: Bool = false) throws(DecodeError) -> [UInt8] {
        guard signed || number >= 0 else { throw .badValue(at: 0) }
        var rest = number.magnitude
        var output: [UInt8] = []
        for _ in 0..<count {
            let pair = rest % 100
            output.append(UInt8(pair / 10) << 4 | UInt8(pair % 10))
            rest /= 100
        }
        guard rest == 0 else { throw .badValue(at: 0) }
        if signed, let top = output.last {
            guard top & 0x80 == 0 else { throw .badValue(at: 0) }
            if number < 0 { output[output.count - 1] = top | 0x80 }
        }
        return output
    }
}
