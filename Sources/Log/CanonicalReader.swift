/// Walks over canonical JSON texts once and notes where each value stands; anything but the canonical text is refused.
///
/// A text is canonical exactly if reading it and writing it again gives the same bytes, so no value has to be built, sorted
/// or written to find out: names must rise, white space must be absent, and escapes and numbers have one spelling each.
///
/// Source: RFC 8785 §3.2.
struct CanonicalReader {
    private let bytes: [UInt8]
    private var offset = 0
    private var depth = 0
    private var line = 1
    private(set) var nodes: [CanonicalNode] = []
    private(set) var hasOnlyIntegers = true

    /// - Throws: ``LogError/malformed(_:line:)`` for 4 GiB and more, whose places have no room in a node.
    init(_ bytes: [UInt8]) throws(LogError) {
        self.bytes = bytes
        guard bytes.count < Int(UInt32.max) else { throw failure }
        nodes.reserveCapacity(bytes.count / 6 + 4)
    }

    /// Reads one value and nothing beside it.
    mutating func document() throws(LogError) {
        try value()
        guard offset == bytes.count else { throw failure }
    }

    /// Reads values that each end with a newline; says at which nodes they begin.
    mutating func lines() throws(LogError) -> [Int] {
        var roots: [Int] = []
        while offset < bytes.count {
            roots.append(nodes.count)
            try value()
            try take(10)
            line += 1
        }
        return roots
    }

    private var failure: LogError { .malformed(.json, line: line) }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ byte: UInt8) throws(LogError) {
        guard next == byte else { throw failure }
        offset += 1
    }

    private mutating func begin(_ kind: CanonicalNode.Kind) -> Int {
        nodes.append(CanonicalNode(kind: kind, start: UInt32(offset), end: 0, next: 0))
        return nodes.count - 1
    }

    private mutating func end(_ node: Int) {
        nodes[node].end = UInt32(offset)
        nodes[node].next = UInt32(nodes.count)
    }

    private mutating func value() throws(LogError) {
        switch next {
        case UInt8(ascii: "{"): try nested(.object)
        case UInt8(ascii: "["): try nested(.array)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true", .yes)
        case UInt8(ascii: "f"): try word("false", .no)
        case UInt8(ascii: "n"): try word("null", .null)
        default: try number()
        }
    }

    private mutating func word(_ word: StaticString, _ kind: CanonicalNode.Kind) throws(LogError) {
        let node = begin(kind)
        for index in 0..<word.utf8CodeUnitCount { try take(word.utf8Start[index]) }
        end(node)
    }

    private mutating func nested(_ kind: CanonicalNode.Kind) throws(LogError) {
        guard depth < JSONValue.depthLimit else { throw failure }
        let node = begin(kind)
        let close = kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
        depth += 1
        offset += 1
        if next == close {
            offset += 1
        } else {
            var last: Int?
            while true {
                if kind == .object {
                    let name = nodes.count
                    guard next == UInt8(ascii: "\"") else { throw failure }
                    try string()
                    if let last { guard rises(nodes[last], nodes[name]) else { throw failure } }
                    try take(UInt8(ascii: ":"))
                    last = name
                }
                try value()
                if next == close { break }
                try take(UInt8(ascii: ","))
            }
            offset += 1
        }
        depth -= 1
        end(node)
    }

    /// Whether one name stands before another in the order of UTF-16 code units.
    private func rises(_ one: CanonicalNode, _ other: CanonicalNode) -> Bool {
        if one.kind == .string, other.kind == .string {
            let count = min(one.content.count, other.content.count)
            var place = 0
            while place < count {
                let low = bytes[one.content.lowerBound + place]
                let high = bytes[other.content.lowerBound + place]
                guard low < 0xEE || low == high, high < 0xEE || low == high else { break }
                if low != high { return low < high }
                place += 1
            }
            if place == count { return one.content.count < other.content.count }
        }
        return one.text(in: bytes).utf16.lexicographicallyPrecedes(other.text(in: bytes).utf16)
    }

    private mutating func string() throws(LogError) {
        let node = begin(.string)
        offset += 1
        var isASCII = true
        while true {
            guard let byte = next else { throw failure }
            if byte == UInt8(ascii: "\"") { break }
            guard byte >= 32 else { throw failure }
            offset += 1
            if byte == UInt8(ascii: "\\") {
                nodes[node].kind = .escapedString
                try escape()
            } else if byte >= 128 {
                isASCII = false
            }
        }
        offset += 1
        end(node)
        guard isASCII || bytes[nodes[node].content].text != nil else { throw failure }
    }

    /// The one spelling of what must be escaped.
    ///
    /// Source: RFC 8785 §3.2.2.2.
    private mutating func escape() throws(LogError) {
        guard let letter = next else { throw failure }
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"),
            UInt8(ascii: "f"), UInt8(ascii: "r"):
            return
        case UInt8(ascii: "u"):
            guard offset + 4 <= bytes.count else { throw failure }
            let digits = bytes[offset..<(offset + 4)]
            guard let code = Base64.bytes(hex: digits), code[0] == 0, code[1] < 32,
                ![8, 9, 10, 12, 13].contains(code[1]), digits.elementsEqual(Base64.hex(code).utf8)
            else { throw failure }
            offset += 4
        default: throw failure
        }
    }

    /// A number in the one spelling that ECMAScript gives it.
    ///
    /// Source: RFC 8785 §3.2.2.3.
    private mutating func number() throws(LogError) {
        let node = begin(.number)
        let start = offset
        var isPlain = true
        while let byte = next {
            switch byte {
            case 48...57: break
            case UInt8(ascii: "-"): isPlain = isPlain && offset == start
            case UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): isPlain = false
            default:
                try finish(number: node, isPlain: isPlain)
                return
            }
            offset += 1
        }
        try finish(number: node, isPlain: isPlain)
    }

    private mutating func finish(number node: Int, isPlain: Bool) throws(LogError) {
        end(node)
        let text = bytes[Int(nodes[node].start)..<offset]
        let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text
        let exactDigits = 15
        if isPlain, digits.count <= exactDigits, let first = digits.first,
            first != 48 || (digits.count == 1 && text.count == 1)
        {
            return
        }
        guard let string = text.text, let value = Double(string), value.isFinite,
            try JSONValue.ecmaScript(value).utf8.elementsEqual(text)
        else { throw failure }
        if JSONValue.number(value).integer == nil { hasOnlyIntegers = false }
    }
}

/// Where one value of a canonical text stands.
///
/// The members of an object follow it as name, value, name, value …; those of an array follow it one after another.
struct CanonicalNode: Sendable {
    enum Kind: UInt8, Sendable {
        case null, no, yes, number, string, escapedString, array, object
    }

    var kind: Kind
    /// The first byte, and the one after the last; the quotation marks of a string belong to it.
    var start, end: UInt32
    /// The node after this value and all that is in it.
    var next: UInt32

    /// The bytes between the quotation marks of a string.
    var content: Range<Int> { Int(start) + 1..<Int(end) - 1 }

    /// The text of a string.
    func text(in bytes: [UInt8]) -> String {
        guard kind == .escapedString else { return String(decoding: bytes[content], as: UTF8.self) }
        var text: [UInt8] = []
        var rest = bytes[content]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "b"): text.append(8)
            case UInt8(ascii: "t"): text.append(9)
            case UInt8(ascii: "n"): text.append(10)
            case UInt8(ascii: "f"): text.append(12)
            case UInt8(ascii: "r"): text.append(13)
            case UInt8(ascii: "u"):
                text.append(contentsOf: (Base64.bytes(hex: rest.prefix(4)) ?? []).suffix(1))
                rest = rest.dropFirst(4)
            case .some(let letter): text.append(letter)
            case nil: break
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
