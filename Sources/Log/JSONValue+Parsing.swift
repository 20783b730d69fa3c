extension JSONValue {
    /// Deepest nesting that is read.
    public static let depthLimit = 64

    /// Reads one JSON text and nothing beside it.
    ///
    /// Refused are invalid UTF-8, a byte order mark, names that occur twice, lone surrogates, numbers beyond the range
    /// of doubles, and nesting deeper than 64.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` with the line on which reading stopped.
    ///
    /// Source: RFC 8259; RFC 7493 §2.
    public init(parsing bytes: some Collection<UInt8>) throws(LogError) {
        var reader = JSONReader(bytes: Array(bytes))
        self = try reader.document()
    }
}

/// A recursive reader over bytes with a limit on depth.
struct JSONReader {
    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(LogError) -> JSONValue {
        let value = try self.value()
        skipSpace()
        guard offset == bytes.count else { throw failure }
        return value
    }

    private var failure: LogError {
        .malformed(.json, line: 1 + bytes[..<min(offset, bytes.count)].count(where: { $0 == 10 }))
    }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 32 || byte == 9 || byte == 10 || byte == 13 { offset += 1 }
    }

    private mutating func take(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard offset + length <= bytes.count else { return false }
        for index in 0..<length where bytes[offset + index] != word.utf8Start[index] { return false }
        offset += length
        return true
    }

    private mutating func value() throws(LogError) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try nested(object)
        case UInt8(ascii: "["): return try nested(array)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t") where take("true"): return .bool(true)
        case UInt8(ascii: "f") where take("false"): return .bool(false)
        case UInt8(ascii: "n") where take("null"): return .null
        case .some(UInt8(ascii: "-")), .some(48...57): return .number(try number())
        default: throw failure
        }
    }

    private mutating func nested(
        _ read: (inout JSONReader) throws(LogError) -> JSONValue
    ) throws(LogError) -> JSONValue {
        guard depth < JSONValue.depthLimit else { throw failure }
        depth += 1
        offset += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private func array(_ reader: inout JSONReader) throws(LogError) -> JSONValue {
        var values: [JSONValue] = []
        reader.skipSpace()
        if reader.take("]") { return .array(values) }
        while true {
            values.append(try reader.value())
            reader.skipSpace()
            if reader.take("]") { return .array(values) }
            guard reader.take(",") else { throw reader.failure }
        }
    }

    private func object(_ reader: inout JSONReader) throws(LogError) -> JSONValue {
        var members: [JSONValue.Member] = []
        var names: Set<[UInt8]> = []
        let fewMembers = 16
        reader.skipSpace()
        if reader.take("}") { return .object(members) }
        while true {
            reader.skipSpace()
            guard reader.next == UInt8(ascii: "\"") else { throw reader.failure }
            let name = try reader.string()
            if members.count < fewMembers {
                guard !members.contains(where: { $0.name.isSameText(as: name) }) else { throw reader.failure }
            } else {
                if names.isEmpty { names = Set(members.map { Array($0.name.utf8) }) }
                guard names.insert(Array(name.utf8)).inserted else { throw reader.failure }
            }
            reader.skipSpace()
            guard reader.take(":") else { throw reader.failure }
            members.append(JSONValue.Member(name, try reader.value()))
            reader.skipSpace()
            if reader.take("}") { return .object(members) }
            guard reader.take(",") else { throw reader.failure }
        }
    }

    private mutating func number() throws(LogError) -> Double {
        let start = offset
        _ = take("-")
        if take("0") {
            if let digit = next, (48...57).contains(digit) { throw failure }
        } else {
            guard digits() else { throw failure }
        }
        if take(".") {
            guard digits() else { throw failure }
        }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            guard digits() else { throw failure }
        }
        if offset - start < 16, bytes[start] != UInt8(ascii: "-"), let value = bytes[start..<offset].decimal {
            return Double(value)
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        guard let value = Double(text), value.isFinite else { throw failure }
        return value
    }

    private mutating func digits() -> Bool {
        let start = offset
        while let digit = next, (48...57).contains(digit) { offset += 1 }
        return offset > start
    }

    private mutating func string() throws(LogError) -> String {
        offset += 1
        var end = offset
        while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] != UInt8(ascii: "\\"), bytes[end] >= 32 {
            end += 1
        }
        if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
            guard let string = bytes[offset..<end].text else { throw failure }
            offset = end + 1
            return string
        }
        var text = Array(bytes[offset..<end])
        offset = end
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                guard let string = text.text else { throw failure }
                return string
            case UInt8(ascii: "\\"):
                offset += 1
                try escape(into: &text)
            case 0..<32:
                throw failure
            default:
                text.append(byte)
                offset += 1
            }
        }
        throw failure
    }

    private mutating func escape(into text: inout [UInt8]) throws(LogError) {
        guard let letter = next else { throw failure }
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if (0xD800..<0xDC00).contains(code) {
                guard take("\\u") else { throw failure }
                let low = try hexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw failure }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw failure }
            text.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw failure
        }
    }

    private mutating func hexadecimal() throws(LogError) -> UInt32 {
        guard offset + 4 <= bytes.count, let pair = Base64.bytes(hex: bytes[offset..<(offset + 4)]) else {
            throw failure
        }
        offset += 4
        return UInt32(pair[0]) << 8 | UInt32(pair[1])
    }
}
