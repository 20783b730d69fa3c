/// Points at one value of a ``JSONDocument`` without copying it.
public struct JSONNode: Sendable {
    let document: JSONDocument
    let index: Int

    private var word: UInt64 { document.tape[index] }
    private var kind: UInt64 { JSONWord.kind(word) }

    /// Tape index after this value.
    var end: Int {
        kind >= JSONWord.isArray ? JSONWord.end(word) : index + 1
    }

    /// Whether the value is `null`.
    public var isNull: Bool { kind == JSONWord.isNull }
    /// Whether the value is an array.
    public var isArray: Bool { kind == JSONWord.isArray }
    /// Whether the value is an object.
    public var isObject: Bool { kind == JSONWord.isObject }
    /// Whether the value is a string.
    public var isString: Bool { kind == JSONWord.isString || kind == JSONWord.isEscaped }
    /// Whether the value is a number.
    public var isNumber: Bool { kind == JSONWord.isInteger || kind == JSONWord.isNumber }
    /// Whether the value is `true` or `false`.
    public var isBool: Bool { kind == JSONKind.yes.rawValue || kind == JSONKind.no.rawValue }

    /// Number of items of an array or members of an object; 0 for every other value.
    public var count: Int { kind >= JSONWord.isArray ? JSONWord.count(word) : 0 }

    /// The string, decoded; nil for every other value.
    public var string: String? { isString ? text(of: word) : nil }

    /// The number as a double, correctly rounded; infinite where it exceeds the range; nil for every other value.
    public var double: Double? {
        switch kind {
        case JSONWord.isInteger: Double(JSONWord.integer(word))
        case JSONWord.isNumber: number(of: word).double
        default: nil
        }
    }

    /// The number where it is a whole number within 64 bits, also when written as `1.0`; else nil.
    public var int: Int64? {
        switch kind {
        case JSONWord.isInteger: JSONWord.integer(word)
        case JSONWord.isNumber: number(of: word).int
        default: nil
        }
    }

    /// Items of an array in order; empty for every other value.
    public var items: [JSONNode] {
        guard isArray else { return [] }
        var nodes = [JSONNode]()
        nodes.reserveCapacity(count)
        var next = index + 1
        for _ in 0..<count {
            let node = JSONNode(document: document, index: next)
            nodes.append(node)
            next = node.end
        }
        return nodes
    }

    /// Members of an object in order, doubles included; empty for every other value.
    public var members: [(key: String, value: JSONNode)] {
        guard isObject else { return [] }
        var found = [(key: String, value: JSONNode)]()
        found.reserveCapacity(count)
        var next = index + 1
        for _ in 0..<count {
            let node = JSONNode(document: document, index: next + 1)
            found.append((text(of: document.tape[next]), node))
            next = node.end
        }
        return found
    }

    /// The last member of that name, or nil.
    public subscript(key: String) -> JSONNode? {
        guard isObject else { return nil }
        var found: JSONNode?
        var next = index + 1
        for _ in 0..<count {
            let node = JSONNode(document: document, index: next + 1)
            if isText(document.tape[next], equalTo: key) { found = node }
            next = node.end
        }
        return found
    }

    /// The value copied out of the document.
    public var value: JSONValue {
        switch kind {
        case JSONKind.no.rawValue: return .bool(false)
        case JSONKind.yes.rawValue: return .bool(true)
        case JSONWord.isInteger: return .number(JSONNumber(JSONWord.integer(word)))
        case JSONWord.isNumber: return .number(number(of: word))
        case JSONWord.isString, JSONWord.isEscaped: return .string(text(of: word))
        case JSONWord.isArray: return .array(items.map(\.value))
        case JSONWord.isObject: return .object(JSONObject(members.map { .init(key: $0.key, value: $0.value.value) }))
        default: return .null
        }
    }

    private func text(of word: UInt64) -> String {
        let start = JSONWord.offset(word)
        let end = start + JSONWord.length(word)
        return JSONWord.kind(word) == JSONWord.isEscaped
            ? JSONText.unescaped(document.text, start, end)
            : String(decoding: UnsafeBufferPointer(rebasing: document.text[start..<end]), as: UTF8.self)
    }

    private func number(of word: UInt64) -> JSONNumber {
        let start = JSONWord.offset(word)
        return JSONNumber(
            text: UnsafeBufferPointer(rebasing: document.text[start..<start + JSONWord.length(word)]))
    }

    private func isText(_ word: UInt64, equalTo key: String) -> Bool {
        if JSONWord.kind(word) == JSONWord.isEscaped { return text(of: word) == key }
        let start = JSONWord.offset(word)
        let length = JSONWord.length(word)
        var key = key
        return key.withUTF8 { wanted in
            guard wanted.count == length else { return false }
            for index in 0..<length where document.text[start + index] != wanted[index] { return false }
            return true
        }
    }
}
