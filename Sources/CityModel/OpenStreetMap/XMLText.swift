/// Text that expat lends during a callback: UTF-8, ended by a zero byte.
struct XMLText {
    private let bytes: UnsafePointer<CChar>

    init(_ bytes: UnsafePointer<CChar>) { self.bytes = bytes }

    var string: String { String(cString: bytes) }

    static func == (text: XMLText, literal: StaticString) -> Bool {
        let count = literal.utf8CodeUnitCount
        let other = literal.utf8Start
        for at in 0..<count where UInt8(bitPattern: text.bytes[at]) != other[at] { return false }
        return text.bytes[count] == 0
    }

    /// A whole number with an optional sign, nothing else beside it.
    var integer: Int64? {
        var at = 0
        let isNegative = bytes[0] == 0x2D
        if isNegative || bytes[0] == 0x2B { at = 1 }
        guard bytes[at] != 0 else { return nil }
        var value: Int64 = 0
        while bytes[at] != 0 {
            let digit = Int64(bytes[at]) - 48
            guard digit >= 0, digit <= 9 else { return nil }
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (next, isOver) = tens.subtractingReportingOverflow(digit)
            if isTooLarge || isOver { return nil }
            value = next
            at += 1
        }
        if isNegative { return value }
        return value == .min ? nil : -value
    }

    /// A finite decimal number, rounded to the nearest double.
    var decimal: Double? {
        var at = 0
        let isNegative = bytes[0] == 0x2D
        if isNegative || bytes[0] == 0x2B { at = 1 }
        var mantissa: Int64 = 0
        var digits = 0
        var places = 0
        var hasPoint = false
        while bytes[at] != 0 {
            let digit = Int64(bytes[at]) - 48
            if digit == -2, !hasPoint {
                hasPoint = true
            } else if digit >= 0, digit <= 9, digits < 15 {
                mantissa = mantissa * 10 + digit
                digits += 1
                if hasPoint { places += 1 }
            } else {
                return slowDecimal
            }
            at += 1
        }
        guard digits > 0 else { return nil }
        // Both operands are exact (fewer than 2⁵³, a power of ten up to 10²²): the quotient is the nearest double.
        let value = Double(mantissa) / Self.powersOfTen[places]
        return isNegative ? -value : value
    }

    private var slowDecimal: Double? {
        guard let value = Double(string), value.isFinite else { return nil }
        return value
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}

/// The attributes that expat lends during a callback: names and values in turn, ended by nil.
struct XMLAttributes {
    private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>

    init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>) { self.pairs = pairs }

    subscript(name: StaticString) -> XMLText? {
        var at = 0
        while let key = pairs[at], let value = pairs[at + 1] {
            if XMLText(key) == name { return XMLText(value) }
            at += 2
        }
        return nil
    }
}
