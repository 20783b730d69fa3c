extension InfluxPoint {
    /// Reads a batch: one point per line; empty lines and lines that start with `#` are passed over.
    ///
    /// - Returns: Points in the order of their lines.
    /// - Throws: ``DecodeError/overLimit(at:)`` over 1 MiB, ``DecodeError/badText(at:)`` if it is not UTF-8,
    ///   ``DecodeError/badSyntax(at:)``, ``DecodeError/badValue(at:)``; the first wrong line refuses the batch.
    public static func decode(_ batch: [UInt8]) throws(DecodeError) -> [InfluxPoint] {
        guard batch.count <= byteCountMax else { throw .overLimit(at: byteCountMax) }
        guard String(validating: batch, as: UTF8.self) != nil else { throw .badText(at: 0) }
        var reader = InfluxReader(bytes: batch)
        var points: [InfluxPoint] = []
        while try reader.skipToLine() { points.append(try reader.point()) }
        return points
    }
}

/// Walks over a batch of lines.
private struct InfluxReader {
    private let bytes: [UInt8]
    private var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }
    private var isAtLineEnd: Bool { current.map(isLineEnd) ?? true }

    /// Whether the byte at the index ends the line: LF, or CR before LF or the end.
    private func isLineEnd(_ byte: UInt8) -> Bool {
        byte == 0x0A || (byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] == 0x0A))
    }

    /// Moves to the next line with a point; `false` at the end.
    mutating func skipToLine() throws(DecodeError) -> Bool {
        while let byte = current {
            if byte == 0x23 {
                while let other = current, other != 0x0A { index += 1 }
            } else if byte == 0x0A || byte == 0x20 || isAtLineEnd {
                index += 1
            } else {
                return true
            }
        }
        return false
    }

    mutating func point() throws(DecodeError) -> InfluxPoint {
        var point = InfluxPoint(measurement: try name(", "), fields: [])
        while current == 0x2C {
            index += 1
            let start = index
            let key = try name(",= ")
            guard current == 0x3D else { throw .badSyntax(at: index) }
            index += 1
            let value = try name(",= ")
            guard !point.tags.contains(where: { $0.key == key }) else { throw .badSyntax(at: start) }
            guard point.tags.count < InfluxPoint.tagCountMax else { throw .overLimit(at: start) }
            point.tags.append(.init(key, value))
        }
        guard current == 0x20 else { throw .badSyntax(at: index) }
        skipSpaces()
        repeat {
            if current == 0x2C { index += 1 }
            let key = try name(",= ")
            guard current == 0x3D else { throw .badSyntax(at: index) }
            index += 1
            point.fields.append(.init(key, try value()))
        } while current == 0x2C
        skipSpaces()
        if !isAtLineEnd {
            point.timestamp = try timestamp()
            skipSpaces()
        }
        guard isAtLineEnd else { throw .badSyntax(at: index) }
        return point
    }

    private mutating func skipSpaces() {
        while current == 0x20 { index += 1 }
    }

    /// A name up to one of the special characters; `\` before one of them makes it plain, elsewhere it is itself.
    private mutating func name(_ special: StaticString) throws(DecodeError) -> String {
        let start = index
        while let byte = current, byte != 0x5C, !Self.contains(special, byte), !isLineEnd(byte) { index += 1 }
        // Without a backslash the name is taken as it stands.
        guard current == 0x5C else {
            guard index > start else { throw .badSyntax(at: start) }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
        var output = Array(bytes[start..<index])
        while let byte = current, !isLineEnd(byte) {
            if byte == 0x5C, index + 1 < bytes.count, Self.contains(special, bytes[index + 1]) {
                output.append(bytes[index + 1])
                index += 2
                continue
            }
            if Self.contains(special, byte) { break }
            output.append(byte)
            index += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func contains(_ set: StaticString, _ byte: UInt8) -> Bool {
        // Comma, equals sign and space end names; a measurement may hold an equals sign.
        byte == 0x2C || byte == 0x20 || (byte == 0x3D && set.utf8CodeUnitCount == 3)
    }

    private mutating func value() throws(DecodeError) -> InfluxPoint.Value {
        if current == 0x22 { return .string(try string()) }
        let start = index
        while let byte = current, byte != 0x2C, byte != 0x20, !isLineEnd(byte) { index += 1 }
        if let number = plainNumber(bytes[start..<index]) { return number }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        switch text {
        case "t", "T", "true", "True", "TRUE": return .boolean(true)
        case "f", "F", "false", "False", "FALSE": return .boolean(false)
        default: break
        }
        if text.last == "i", let number = Int64(text.dropLast()), text.first != "+" { return .integer(number) }
        if text.last == "u", let number = UInt64(text.dropLast()), text.first != "+" { return .unsigned(number) }
        guard Self.isNumber(bytes[start..<index]), let number = Double(text), number.isFinite else {
            throw .badValue(at: start)
        }
        return .float(number)
    }

    /// Up to fifteen digits with at most one point, or a whole number with `i`: the common forms, exact in a double.
    private func plainNumber(_ text: ArraySlice<UInt8>) -> InfluxPoint.Value? {
        var digits = text
        let isNegative = digits.first == 0x2D
        if isNegative { digits.removeFirst() }
        let isInteger = digits.last == 0x69
        if isInteger { digits.removeLast() }
        guard !digits.isEmpty, digits.count <= 16, digits.first != 0x2E, digits.last != 0x2E else { return nil }
        var whole: Int64 = 0
        var count = 0
        var divisor = 1.0
        var hasPoint = false
        for byte in digits {
            if byte == 0x2E, !hasPoint, !isInteger {
                hasPoint = true
                continue
            }
            guard (0x30...0x39).contains(byte) else { return nil }
            whole = whole * 10 + Int64(byte - 0x30)
            count += 1
            if hasPoint { divisor *= 10 }
        }
        guard count <= 15 else { return nil }
        if isInteger { return .integer(isNegative ? -whole : whole) }
        let number = Double(whole) / divisor
        return .float(isNegative ? -number : number)
    }

    /// Digits with an optional sign, point and exponent; no hexadecimal, no words.
    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        text.contains { (0x30...0x39).contains($0) }
            && text.allSatisfy { (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }
    }

    private mutating func string() throws(DecodeError) -> String {
        index += 1
        var output: [UInt8] = []
        while let byte = current {
            if byte == 0x5C, index + 1 < bytes.count, bytes[index + 1] == 0x22 || bytes[index + 1] == 0x5C {
                output.append(bytes[index + 1])
                index += 2
                continue
            }
            index += 1
            if byte == 0x22 { return String(decoding: output, as: UTF8.self) }
            output.append(byte)
        }
        throw .truncated(at: index)
    }

    private mutating func timestamp() throws(DecodeError) -> Int64 {
        let start = index
        while let byte = current, byte != 0x20, !isAtLineEnd { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        guard text.first != "+", let number = Int64(text) else { throw .badValue(at: start) }
        return number
    }
}
