/// Reads JSON from devices strictly, with limits; made for payloads of kilobytes, not for documents.
///
/// Refused: more than 1 MiB, more than 32 levels, a name twice in one object, text that is not UTF-8, lone surrogates,
/// numbers outside the range of a double.
///
/// Source: RFC 8259; the limits are ours.
public struct JSONReader {
    /// Largest text in bytes: 1 MiB.
    public static let byteCountMax = 1 << 20
    /// Deepest nesting of lists and objects: 32.
    public static let depthMax = 32

    private let bytes: [UInt8]
    private var index = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads one value that fills the whole text.
    ///
    /// - Throws: ``DecodeError`` with the byte offset.
    public static func value(_ bytes: [UInt8]) throws(DecodeError) -> JSONValue {
        guard bytes.count <= byteCountMax else { throw .overLimit(at: byteCountMax) }
        var reader = JSONReader(bytes)
        reader.skipSpace()
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.index == bytes.count else { throw .trailingBytes(at: reader.index) }
        return value
    }

    /// Reads one value that fills the whole text.
    ///
    /// - Throws: ``DecodeError`` with the byte offset.
    public static func value(_ text: String) throws(DecodeError) -> JSONValue { try value(Array(text.utf8)) }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
    }

    private mutating func value(depth: Int) throws(DecodeError) -> JSONValue {
        guard depth <= Self.depthMax else { throw .overLimit(at: index) }
        guard let byte = current else { throw .truncated(at: index) }
        switch byte {
        case 0x7B: return try object(depth: depth)
        case 0x5B: return try array(depth: depth)
        case 0x22: return .string(try string())
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(DecodeError) -> JSONValue {
        guard bytes[index...].starts(with: word.utf8) else { throw .badSyntax(at: index) }
        index += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(DecodeError) -> JSONValue {
        index += 1
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        skipSpace()
        if current == 0x7D {
            index += 1
            return .object([])
        }
        while true {
            skipSpace()
            let start = index
            guard current == 0x22 else { throw .badSyntax(at: index) }
            let name = try string()
            // Few names are compared one by one; a set pays only for many.
            let isKnown = members.count < 8 ? members.contains { $0.name == name } : names.contains(name)
            guard !isKnown else { throw .badSyntax(at: start) }
            if members.count == 7 { names.formUnion(members.map(\.name)) }
            if members.count >= 7 { names.insert(name) }
            skipSpace()
            guard current == 0x3A else { throw .badSyntax(at: index) }
            index += 1
            skipSpace()
            members.append(.init(name, try value(depth: depth + 1)))
            skipSpace()
            guard let end = current, end == 0x2C || end == 0x7D else { throw .badSyntax(at: index) }
            index += 1
            if end == 0x7D { return .object(members) }
        }
    }

    private mutating func array(depth: Int) throws(DecodeError) -> JSONValue {
        index += 1
        var elements: [JSONValue] = []
        skipSpace()
        if current == 0x5D {
            index += 1
            return .array([])
        }
        while true {
            skipSpace()
            elements.append(try value(depth: depth + 1))
            skipSpace()
            guard let end = current, end == 0x2C || end == 0x5D else { throw .badSyntax(at: index) }
            index += 1
            if end == 0x5D { return .array(elements) }
        }
    }
}

extension JSONReader {
    private mutating func string() throws(DecodeError) -> String {
        index += 1
        let start = index
        // Most strings have no escapes and are taken as they stand.
        while let byte = current, byte != 0x22, byte != 0x5C, byte >= 0x20 { index += 1 }
        var text = Array(bytes[start..<index])
        while let byte = current {
            switch byte {
            case 0x22:
                index += 1
                guard let string = String(validating: text, as: UTF8.self) else { throw .badText(at: start) }
                return string
            case 0x5C: try escape(into: &text)
            case 0..<0x20: throw .badSyntax(at: index)
            default:
                text.append(byte)
                index += 1
            }
        }
        throw .truncated(at: index)
    }

    private mutating func escape(into text: inout [UInt8]) throws(DecodeError) {
        guard index + 1 < bytes.count else { throw .truncated(at: bytes.count) }
        let kind = bytes[index + 1]
        index += 2
        switch kind {
        case 0x22, 0x5C, 0x2F: text.append(kind)
        case 0x62: text.append(0x08)
        case 0x66: text.append(0x0C)
        case 0x6E: text.append(0x0A)
        case 0x72: text.append(0x0D)
        case 0x74: text.append(0x09)
        case 0x75:
            let start = index
            var code = try fourDigits()
            if (0xD800...0xDBFF).contains(code), bytes[index...].starts(with: [0x5C, 0x75]) {
                index += 2
                let low = try fourDigits()
                guard (0xDC00...0xDFFF).contains(low) else { throw .badText(at: start) }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw .badText(at: start) }
            text += Array(String(Character(scalar)).utf8)
        default: throw .badSyntax(at: index - 1)
        }
    }

    private mutating func fourDigits() throws(DecodeError) -> UInt32 {
        guard index + 4 <= bytes.count else { throw .truncated(at: bytes.count) }
        var code: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Hexadecimal.digit(byte) else { throw .badDigit(at: index) }
            code = code << 4 | UInt32(digit)
        }
        index += 4
        return code
    }

    private mutating func digits() throws(DecodeError) {
        let start = index
        while let byte = current, (0x30...0x39).contains(byte) { index += 1 }
        guard index > start else { throw .badSyntax(at: index) }
    }

    private mutating func number() throws(DecodeError) -> JSONValue {
        let start = index
        var isWhole = true
        if current == 0x2D { index += 1 }
        let leading = index
        try digits()
        guard bytes[leading] != 0x30 || index == leading + 1 else { throw .badSyntax(at: leading) }
        if current == 0x2E {
            isWhole = false
            index += 1
            try digits()
        }
        if current == 0x65 || current == 0x45 {
            isWhole = false
            index += 1
            if current == 0x2B || current == 0x2D { index += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, text != "-0", let whole = Int64(text) { return .integer(whole) }
        guard let number = Double(text), number.isFinite else { throw .badValue(at: start) }
        return .number(number)
    }
}
