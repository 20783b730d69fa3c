/// One value of a canonical JSON text, read where it stands: nothing is copied until it is asked for.
///
/// What is hashed or signed of a record are ``bytes``, since every part of a canonical text is canonical itself.
///
/// Source: RFC 8785 §3.2.
public struct CanonicalValue: Sendable {
    /// A text with the places of its values; shared by all of them.
    final class Document: Sendable {
        let bytes: [UInt8]
        let nodes: [CanonicalNode]

        init(bytes: [UInt8], nodes: [CanonicalNode]) {
            self.bytes = bytes
            self.nodes = nodes
        }
    }

    private let document: Document
    private let index: Int
    /// Whether each number of the text is an integer within ±(2^53 − 1).
    public let hasOnlyIntegers: Bool

    private init(_ document: Document, _ index: Int, _ hasOnlyIntegers: Bool) {
        self.document = document
        self.index = index
        self.hasOnlyIntegers = hasOnlyIntegers
    }

    /// Reads one canonical JSON text and nothing beside it.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` for any other text: see ``JSONValue/init(parsing:)`` for what is refused
    ///   besides texts that are not canonical.
    public init(parsing bytes: [UInt8]) throws(LogError) {
        var reader = try CanonicalReader(bytes)
        try reader.document()
        self.init(Document(bytes: bytes, nodes: reader.nodes), 0, reader.hasOnlyIntegers)
    }

    /// Reads canonical JSON texts that each end with a newline.
    ///
    /// - Returns: One value a line; empty for no bytes. ``hasOnlyIntegers`` speaks of all lines together.
    /// - Throws: ``LogError/malformed(_:line:)`` with the first line that is not canonical or lacks its newline.
    public static func lines(_ bytes: [UInt8]) throws(LogError) -> [CanonicalValue] {
        var reader = try CanonicalReader(bytes)
        let roots = try reader.lines()
        let document = Document(bytes: bytes, nodes: reader.nodes)
        let hasOnlyIntegers = reader.hasOnlyIntegers
        return roots.map { CanonicalValue(document, $0, hasOnlyIntegers) }
    }

    private var node: CanonicalNode { document.nodes[index] }

    private func sibling(_ index: Int) -> CanonicalValue { CanonicalValue(document, index, hasOnlyIntegers) }

    /// The canonical text of this value.
    public var bytes: ArraySlice<UInt8> { document.bytes[Int(node.start)..<Int(node.end)] }

    /// The string; nil for other values.
    public var string: String? {
        let node = node
        guard node.kind == .string || node.kind == .escapedString else { return nil }
        return node.text(in: document.bytes)
    }

    /// The truth value; nil for other values.
    public var bool: Bool? {
        switch node.kind {
        case .yes: true
        case .no: false
        default: nil
        }
    }

    /// Whether this is null.
    public var isNull: Bool { node.kind == .null }

    /// The number; nil for other values.
    public var number: Double? {
        guard node.kind == .number else { return nil }
        return Double(String(decoding: bytes, as: UTF8.self))
    }

    /// The integer; nil for other values, fractions and integers beyond ±(2^53 − 1).
    public var integer: Int? {
        guard node.kind == .number else { return nil }
        let text = bytes
        let isNegative = text.first == UInt8(ascii: "-")
        guard let magnitude = (isNegative ? text.dropFirst() : text).decimal,
            magnitude <= UInt64(JSONValue.integerLimit)
        else { return nil }
        return isNegative ? -Int(magnitude) : Int(magnitude)
    }

    /// The elements; nil if this is no array.
    public var array: [CanonicalValue]? {
        let node = node
        guard node.kind == .array else { return nil }
        var values: [CanonicalValue] = []
        var place = index + 1
        while place < Int(node.next) {
            values.append(sibling(place))
            place = Int(document.nodes[place].next)
        }
        return values
    }

    /// The members in the order of their names; nil if this is no object.
    public var members: [(name: String, value: CanonicalValue)]? {
        guard node.kind == .object else { return nil }
        var members: [(name: String, value: CanonicalValue)] = []
        forEachMember { name, value in
            members.append((document.nodes[name].text(in: document.bytes), sibling(value)))
            return true
        }
        return members
    }

    /// The value of a member; nil if this is no object or has none of that name.
    public subscript(_ name: StaticString) -> CanonicalValue? {
        guard node.kind == .object else { return nil }
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        var found: Int?
        forEachMember { place, value in
            if isNamed(place, wanted) { found = value }
            return found == nil
        }
        return found.map(sibling)
    }

    /// Whether this is an object with the required members of a list, none but those of the list.
    public func has(_ names: MemberNames) -> Bool {
        guard node.kind == .object else { return false }
        var rest = names.sorted[...]
        var isKnown = true
        forEachMember { place, _ in
            while let next = rest.first {
                rest = rest.dropFirst()
                if next.bytes.withUnsafeBufferPointer({ isNamed(place, $0) }) { return true }
                guard next.isOptional else { break }
            }
            isKnown = false
            return false
        }
        return isKnown && rest.allSatisfy(\.isOptional)
    }

    /// The bytes that a string writes in Base 64; nil unless there are exactly so many.
    public func base64(_ count: Int) -> [UInt8]? {
        guard node.kind == .string, let bytes = Base64.decode(slice: document.bytes[node.content]), bytes.count == count
        else { return nil }
        return bytes
    }

    /// The hash that a string writes in Base 64; nil unless it writes 32 bytes.
    public var hash: TreeHash? {
        base64(32).flatMap { TreeHash(array: $0) }
    }

    /// Whether this is a string with exactly these bytes.
    public func isText(_ text: String) -> Bool {
        switch node.kind {
        case .string: text.utf8.count == node.content.count && document.bytes[node.content].elementsEqual(text.utf8)
        case .escapedString: string?.isSameText(as: text) ?? false
        default: false
        }
    }

    /// The value by itself.
    public var json: JSONValue {
        switch node.kind {
        case .null: .null
        case .yes, .no: .bool(node.kind == .yes)
        case .number: .number(number ?? 0)
        case .string, .escapedString: .string(string ?? "")
        case .array: .array((array ?? []).map(\.json))
        case .object: .object((members ?? []).map { JSONValue.Member($0.name, $0.value.json) })
        }
    }

    private func forEachMember(_ body: (_ name: Int, _ value: Int) -> Bool) {
        let last = Int(node.next)
        var place = index + 1
        while place < last, body(place, place + 1) { place = Int(document.nodes[place + 1].next) }
    }

    private func isNamed(_ place: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let node = document.nodes[place]
        guard node.kind == .string else { return node.text(in: document.bytes).utf8.elementsEqual(name) }
        let content = node.content
        guard content.count == name.count else { return false }
        for offset in 0..<name.count where document.bytes[content.lowerBound + offset] != name[offset] { return false }
        return true
    }
}

/// The names that an object's members may have: words between spaces; one that ends with a question mark may be missing.
public struct MemberNames: ExpressibleByStringLiteral, Sendable {
    struct Name: Sendable {
        let bytes: [UInt8]
        let isOptional: Bool
    }

    let sorted: [Name]

    /// Makes the list from its words, in any order.
    public init(_ words: String) {
        sorted = words.utf8.split(separator: 32)
            .map { word in
                let isOptional = word.last == UInt8(ascii: "?")
                return Name(bytes: Array(isOptional ? word.dropLast() : word), isOptional: isOptional)
            }
            .sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }

    public init(stringLiteral words: String) {
        self.init(words)
    }
}
