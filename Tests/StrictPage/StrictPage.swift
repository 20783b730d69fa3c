/// A page read by a parser stricter than any browser: what it accepts, every browser reads alike.
public struct StrictPage: Sendable {
    /// An element with its attributes and children, or text.
    public indirect enum Node: Sendable, Equatable {
        case element(name: String, attributes: [String: String], children: [Node])
        case text(String)

        /// The text of the node and all below it.
        public var text: String {
            switch self {
            case .text(let text): text
            case .element(_, _, let children): children.map(\.text).joined()
            }
        }
    }

    /// What breaks the strict form, and at which byte.
    public struct Refusal: Error, CustomStringConvertible, Equatable {
        public var reason: String
        public var offset: Int
        public var description: String { "\(reason) at byte \(offset)" }
    }

    public var children: [Node]

    /// Reads a page or a piece of one.
    public init(_ bytes: [UInt8]) throws(Refusal) {
        var reader = Reader(bytes: bytes)
        children = try reader.nodes(inside: nil)
    }

    /// All elements in document order, each with its parent's name.
    public var elements: [(name: String, attributes: [String: String], children: [Node], ancestors: [String])] {
        var found: [(name: String, attributes: [String: String], children: [Node], ancestors: [String])] = []
        func walk(_ nodes: [Node], _ ancestors: [String]) {
            for case .element(let name, let attributes, let children) in nodes {
                found.append((name, attributes, children, ancestors))
                walk(children, ancestors + [name])
            }
        }
        walk(children, [])
        return found
    }

    static let void: Set<String> = ["meta", "link", "input", "br", "img", "hr", "wbr"]
}

struct Reader {
    typealias Refusal = StrictPage.Refusal

    var bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    func refuse(_ reason: String) -> Refusal {
        Refusal(reason: reason, offset: index)
    }

    mutating func nodes(inside parent: String?) throws(Refusal) -> [StrictPage.Node] {
        var nodes: [StrictPage.Node] = []
        while index < bytes.count {
            if bytes[index] != UInt8(ascii: "<") {
                nodes.append(.text(try text(until: UInt8(ascii: "<"))))
                continue
            }
            if starts(with: "</") {
                guard let parent else { throw refuse("end tag without a start tag") }
                index += 2
                let name = try name()
                guard name == parent else { throw refuse("end tag \(name) inside \(parent)") }
                try expect(">")
                return nodes
            }
            if starts(with: "<!doctype html>") {
                guard index == 0 else { throw refuse("doctype not at the beginning") }
                index += 15
                continue
            }
            nodes.append(try element())
        }
        guard parent == nil else { throw refuse("\(parent ?? "") is never closed") }
        return nodes
    }

    mutating func element() throws(Refusal) -> StrictPage.Node {
        index += 1
        let name = try name()
        var attributes: [String: String] = [:]
        while true {
            let hadSpace = skipSpace()
            if starts(with: "/>") {
                index += 2
                return .element(name: name, attributes: attributes, children: [])
            }
            if starts(with: ">") {
                index += 1
                break
            }
            guard hadSpace else { throw refuse("no space before an attribute") }
            let key = try self.name()
            guard attributes[key] == nil else { throw refuse("attribute \(key) twice") }
            var value = ""
            if starts(with: "=") {
                index += 1
                try expect("\"")
                value = try text(until: UInt8(ascii: "\""))
                try expect("\"")
            }
            attributes[key] = value
        }
        if StrictPage.void.contains(name) { return .element(name: name, attributes: attributes, children: []) }
        return .element(name: name, attributes: attributes, children: try nodes(inside: name))
    }

    mutating func text(until end: UInt8) throws(Refusal) -> String {
        var out: [UInt8] = []
        while index < bytes.count, bytes[index] != end {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "<"), UInt8(ascii: ">"): throw refuse("an angle bracket in text")
            case UInt8(ascii: "&"): out.append(try reference())
            case 0..<0x09, 0x0B..<0x20, 0x7F: throw refuse("a control character")
            default:
                out.append(byte)
                index += 1
            }
        }
        guard let text = String(validating: out, as: UTF8.self) else { throw refuse("not UTF-8") }
        return text
    }

    mutating func reference() throws(Refusal) -> UInt8 {
        for (text, byte) in [
            ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
        ] where starts(with: text) {
            index += text.utf8.count
            return Array(byte.utf8)[0]
        }
        throw refuse("an unknown reference")
    }

    mutating func name() throws(Refusal) -> String {
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: ":"):
                index += 1
                continue
            default: break
            }
            break
        }
        guard index > start else { throw refuse("no name") }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    mutating func skipSpace() -> Bool {
        let start = index
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x0A { index += 1 }
        return index > start
    }

    func starts(with text: String) -> Bool {
        bytes[index...].starts(with: text.utf8)
    }

    mutating func expect(_ text: String) throws(Refusal) {
        guard starts(with: text) else { throw refuse("expected \(text)") }
        index += text.utf8.count
    }
}
