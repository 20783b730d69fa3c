#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads the values of one record.
///
/// Source: ISO 10303-21, clause 6.4.
struct STEPDecoder {
    let bytes: UnsafeBufferPointer<UInt8>
    var place: Int
    static let depthMax = 64

    init(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) {
        self.bytes = bytes
        self.place = place
    }

    @inline(__always)
    var current: UInt8 { place < bytes.count ? bytes[place] : 0 }

    @inline(__always)
    mutating func skipSpace() {
        while place < bytes.count {
            let byte = bytes[place]
            if byte <= 0x20 {
                place += 1
            } else if byte == 0x2F, place + 1 < bytes.count, bytes[place + 1] == 0x2A {
                place += 2
                while place + 1 < bytes.count, !(bytes[place] == 0x2A && bytes[place + 1] == 0x2F) { place += 1 }
                place = min(place + 2, bytes.count)
            } else {
                return
            }
        }
    }

    /// All values between the parentheses, nil where they cannot be read.
    mutating func arguments() -> [STEPValue]? { list(depth: 0) }

    private mutating func list(depth: Int) -> [STEPValue]? {
        skipSpace()
        guard current == 0x28, depth < Self.depthMax else { return nil }
        place += 1
        skipSpace()
        var values: [STEPValue] = []
        if current == 0x29 {
            place += 1
            return values
        }
        while true {
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
            skipSpace()
            if current == 0x2C {
                place += 1
            } else if current == 0x29 {
                place += 1
                return values
            } else {
                return nil
            }
        }
    }

    /// One value of any form.
    mutating func value(depth: Int = 0) -> STEPValue? {
        skipSpace()
        switch current {
        case 0x24:
            place += 1
            return .null
        case 0x2A:
            place += 1
            return .derived
        case 0x23: return referenceNumber().map(STEPValue.reference)
        case 0x27: return string()
        case 0x2E: return enumeration()
        case 0x22: return binary()
        case 0x28: return list(depth: depth).map(STEPValue.list)
        case 0x2B, 0x2D, 0x30...0x39: return numeral()
        default: return typed(depth: depth)
        }
    }

    mutating func referenceNumber() -> UInt32? {
        place += 1
        var id: UInt64 = 0
        let start = place
        while case let digit = current &- 0x30, digit < 10 {
            id = id * 10 + UInt64(digit)
            if id > UInt64(UInt32.max) { return nil }
            place += 1
        }
        return place > start ? UInt32(id) : nil
    }

    mutating func stringRange() -> Range<Int>? {
        place += 1
        let start = place
        while place < bytes.count {
            if bytes[place] == 0x27 {
                if place + 1 < bytes.count, bytes[place + 1] == 0x27 {
                    place += 2
                    continue
                }
                place += 1
                return start..<place - 1
            }
            place += 1
        }
        return nil
    }

    private mutating func string() -> STEPValue? {
        guard let range = stringRange() else { return nil }
        return .string(STEPText.decode(UnsafeBufferPointer(rebasing: bytes[range])))
    }

    mutating func enumeration() -> STEPValue? {
        place += 1
        let start = place
        while place < bytes.count, bytes[place] != 0x2E {
            guard isNameByte(bytes[place]) else { return nil }
            place += 1
        }
        guard place < bytes.count, place > start else { return nil }
        place += 1
        let name = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<place - 1]), as: UTF8.self)
        return .enumeration(name.utf8.contains { $0 >= 0x61 } ? name.uppercased() : name)
    }

    mutating func binary() -> STEPValue? {
        place += 1
        let start = place
        while place < bytes.count, bytes[place] != 0x22 { place += 1 }
        guard place < bytes.count else { return nil }
        place += 1
        return .binary(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<place - 1]), as: UTF8.self))
    }

    private mutating func typed(depth: Int) -> STEPValue? {
        let start = place
        while place < bytes.count, isNameByte(bytes[place]) { place += 1 }
        guard place > start, depth < Self.depthMax else { return nil }
        let name = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<place]), as: UTF8.self).uppercased()
        guard let values = list(depth: depth + 1), values.count == 1 else { return nil }
        return .typed(name, values[0])
    }

    func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F
    }

    mutating func numeral() -> STEPValue? {
        let start = place
        if let value = decimal() { return value }
        // More digits than fit in 64 bits, or a large exponent: the C library reads it.
        place = start
        while place < bytes.count, "+-.0123456789Ee".utf8.contains(bytes[place]) { place += 1 }
        guard place - start < 400 else { return nil }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<place]), as: UTF8.self)
        return Double(text.hasSuffix(".") ? text + "0" : text.replacingFirstDot).map(STEPValue.real)
    }

    /// Reads a number whose digits fit into 64 bits and whose power of ten is exact; nil for all others.
    private mutating func decimal() -> STEPValue? {
        var negative = false
        if current == 0x2B || current == 0x2D {
            negative = current == 0x2D
            place += 1
        }
        var mantissa: UInt64 = 0
        var digits = 0
        let start = place
        var power = 0
        var isReal = false
        while case let digit = current &- 0x30, digit < 10 {
            mantissa = mantissa &* 10 &+ UInt64(digit)
            if mantissa > 0 { digits += 1 }
            place += 1
        }
        if place == start { return nil }
        if current == 0x2E {
            isReal = true
            place += 1
            while case let digit = current &- 0x30, digit < 10 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                if mantissa > 0 { digits += 1 }
                power -= 1
                place += 1
            }
        }
        if current | 0x20 == 0x65 {
            isReal = true
            place += 1
            var minus = false
            if current == 0x2B || current == 0x2D {
                minus = current == 0x2D
                place += 1
            }
            var exponent = 0
            while case let digit = current &- 0x30, digit < 10 {
                exponent = min(exponent * 10 + Int(digit), 10_000)
                place += 1
            }
            power += minus ? -exponent : exponent
        }
        if !isReal, digits <= 18 { return .integer(negative ? -Int(mantissa) : Int(mantissa)) }
        guard digits <= 18 else { return nil }
        let value: Double
        if mantissa == 0 {
            value = 0
        } else if mantissa < 1 << 53, abs(power) <= 22 {
            value = power < 0 ? Double(mantissa) / Self.powers[-power] : Double(mantissa) * Self.powers[power]
        } else {
            return nil
        }
        return .real(negative ? -value : value)
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}

extension String {
    /// The text with `.E` as `.0E`, which the number reader of the library needs.
    fileprivate var replacingFirstDot: String {
        guard let dot = firstIndex(of: "."), let after = index(dot, offsetBy: 1, limitedBy: endIndex), after < endIndex,
            self[after] == "E" || self[after] == "e"
        else { return self }
        return self[..<after] + "0" + self[after...]
    }
}
