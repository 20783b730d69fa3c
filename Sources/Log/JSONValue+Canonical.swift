extension JSONValue {
    /// The one canonical text of this value: what is hashed and signed.
    ///
    /// No white space; members sorted by the UTF-16 code units of their names; strings escaped only where JSON demands it;
    /// numbers as ECMAScript writes them.
    ///
    /// - Throws: ``LogError/numberNotExact`` for a number that is not finite; ``LogError/malformed(_:line:)`` for a name
    ///   that occurs twice in one object.
    ///
    /// Source: RFC 8785 §3.2.
    public func canonical() throws(LogError) -> [UInt8] {
        var text: [UInt8] = []
        try write(into: &text)
        return text
    }

    /// Reads a JSON text and refuses it unless it is canonical.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` as for reading, and for any text that is not the canonical one.
    public init(parsingCanonical bytes: some Collection<UInt8>) throws(LogError) {
        self = try CanonicalValue(parsing: Array(bytes)).json
    }

    private func write(into text: inout [UInt8]) throws(LogError) {
        switch self {
        case .null: text.append(contentsOf: "null".utf8)
        case .bool(let value): text.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let value): text.append(contentsOf: try Self.ecmaScript(value).utf8)
        case .string(let value): Self.quote(value, into: &text)
        case .array(let values):
            text.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                try value.write(into: &text)
            }
            text.append(UInt8(ascii: "]"))
        case .object(let members):
            text.append(UInt8(ascii: "{"))
            let isSorted = zip(members, members.dropFirst()).allSatisfy { Self.precedes($0.name, $1.name) }
            let sorted = isSorted ? members : members.sorted { Self.precedes($0.name, $1.name) }
            for (index, member) in sorted.enumerated() {
                if index > 0 {
                    guard !sorted[index - 1].name.isSameText(as: member.name) else { throw .malformed(.json, line: 0) }
                    text.append(UInt8(ascii: ","))
                }
                Self.quote(member.name, into: &text)
                text.append(UInt8(ascii: ":"))
                try member.value.write(into: &text)
            }
            text.append(UInt8(ascii: "}"))
        }
    }

    /// The order of UTF-16 code units: that of the bytes, except between surrogates and what stands above them.
    ///
    /// Source: RFC 8785 §3.2.3.
    private static func precedes(_ one: String, _ other: String) -> Bool {
        var first = one.utf8.makeIterator()
        var second = other.utf8.makeIterator()
        while true {
            guard let high = second.next() else { return false }
            guard let low = first.next() else { return true }
            if low == high { continue }
            guard low < 0xEE, high < 0xEE else { return one.utf16.lexicographicallyPrecedes(other.utf16) }
            return low < high
        }
    }

    /// Source: RFC 8785 §3.2.2.2.
    private static func quote(_ string: String, into text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        var string = string
        let isPlain = string.withUTF8 { bytes in
            guard !bytes.contains(where: { $0 < 32 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
                return false
            }
            text.append(contentsOf: bytes)
            return true
        }
        for byte in isPlain ? [] : Array(string.utf8) {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 8: text.append(contentsOf: "\\b".utf8)
            case 9: text.append(contentsOf: "\\t".utf8)
            case 10: text.append(contentsOf: "\\n".utf8)
            case 12: text.append(contentsOf: "\\f".utf8)
            case 13: text.append(contentsOf: "\\r".utf8)
            case 0..<32: text.append(contentsOf: ("\\u00" + Base64.hex([byte])).utf8)
            default: text.append(byte)
            }
        }
        text.append(UInt8(ascii: "\""))
    }

    /// Writes a double as ECMAScript's Number::toString does: the shortest digits that give the same double.
    ///
    /// - Throws: ``LogError/numberNotExact`` if the number is not finite.
    ///
    /// Source: RFC 8785 §3.2.2.3; ECMA-262, Number::toString.
    public static func ecmaScript(_ value: Double) throws(LogError) -> String {
        guard value.isFinite else { throw .numberNotExact }
        if let integer = Int(exactly: value), integer.magnitude <= UInt(integerLimit) { return String(integer) }
        let (digits, point) = shortest(value.magnitude)
        let count = digits.count
        let sign = value < 0 ? "-" : ""
        let text = String(decoding: digits, as: UTF8.self)
        if count <= point, point <= 21 {
            return sign + text + String(repeating: "0", count: point - count)
        }
        if point > 0, point <= 21 {
            return sign + String(decoding: digits[..<point], as: UTF8.self) + "."
                + String(decoding: digits[point...], as: UTF8.self)
        }
        if point > -6, point <= 0 {
            return sign + "0." + String(repeating: "0", count: -point) + text
        }
        let exponent = (point > 0 ? "e+" : "e-") + String((point - 1).magnitude)
        guard count > 1 else { return sign + text + exponent }
        return sign + String(decoding: digits[..<1], as: UTF8.self) + "."
            + String(decoding: digits[1...], as: UTF8.self) + exponent
    }

    /// The shortest digits of a positive double, without zeros at either end, and where its decimal point stands:
    /// the value is 0.digits × 10^point.
    private static func shortest(_ value: Double) -> (digits: [UInt8], point: Int) {
        var digits: [UInt8] = []
        var point = 0
        var exponent = 0
        var isFraction = false
        var bytes = Array(value.description.utf8)[...]
        if let mark = bytes.firstIndex(of: UInt8(ascii: "e")) {
            exponent = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)) ?? 0
            bytes = bytes[..<mark]
        }
        for byte in bytes {
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else {
                digits.append(byte)
                if !isFraction { point += 1 }
            }
        }
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        while digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            point -= 1
        }
        return (digits, point + exponent)
    }
}
