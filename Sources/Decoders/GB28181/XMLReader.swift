/// Reads the XML of MANSCDP: strictly, with limits, and without anything that can expand or reach outside.
///
/// Why not libexpat: it cannot read GB 18030 (the length of a character depends on its second byte), so that text must
/// be
/// converted before in any case; and of XML these messages use elements, a few attributes and text. A document type,
/// a processing instruction, an unknown entity, more than 1 MiB, 16 levels or 20,000 elements are refused.
///
/// Source: XML 1.0 (fifth edition), the productions that remain; GB/T 28181 annex A for the messages.
struct XMLReader {
    static let byteCountMax = 1 << 20
    static let depthMax = 16
    static let elementCountMax = 20_000

    private let bytes: [UInt8]
    private var index = 0
    private var elementCount = 0

    /// Reads one document.
    ///
    /// - Parameter document: Bytes in the encoding that the document declares: GB 2312, GBK, GB 18030 or UTF-8.
    static func root(_ document: [UInt8]) throws(DecodeError) -> XMLNode {
        guard document.count <= byteCountMax else { throw .overLimit(at: byteCountMax) }
        var reader = XMLReader(bytes: utf8(document))
        if reader.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.index = 3 }
        try reader.declaration()
        try reader.skipBetween()
        guard reader.current == 0x3C else { throw reader.atEnd ?? .badSyntax(at: reader.index) }
        let root = try reader.element(depth: 1)
        try reader.skipBetween()
        guard reader.index == reader.bytes.count else { throw .trailingBytes(at: reader.index) }
        return root
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The document in UTF-8. Cameras declare GB 2312 and send GB 18030, or declare UTF-8 and send GB 18030.
    private static func utf8(_ document: [UInt8]) -> [UInt8] {
        if document.allSatisfy({ $0 < 0x80 }) { return document }
        let head = String(decoding: document.prefix(80).prefix { $0 != 0x3E }, as: UTF8.self).lowercased()
        let isChinese = ["gb2312", "gbk", "gb18030", "gb_2312"].contains { head.contains($0) }
        if !isChinese, String(validating: document, as: UTF8.self) != nil { return document }
        return Array(GB18030.string(lenient: document).utf8)
    }

    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: return true
        default: return false
        }
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }
    private var atEnd: DecodeError? { index >= bytes.count ? .truncated(at: index) : nil }

    private func starts(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { wanted in
            guard bytes.count - index >= wanted.count else { return false }
            for offset in wanted.indices where bytes[index + offset] != wanted[offset] { return false }
            return true
        }
    }

    private mutating func expect(_ text: StaticString) throws(DecodeError) {
        guard starts(text) else { throw atEnd ?? .badSyntax(at: index) }
        index += text.utf8CodeUnitCount
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private mutating func skipSpace() {
        while let byte = current, Self.isSpace(byte) { index += 1 }
    }

    /// Passes over everything up to and including `end`.
    private mutating func skip(past end: StaticString) throws(DecodeError) {
        while index < bytes.count {
            if starts(end) {
                index += end.utf8CodeUnitCount
                return
            }
            index += 1
        }
        throw .truncated(at: index)
    }

    private mutating func declaration() throws(DecodeError) {
        skipSpace()  // some cameras send an empty line first
        if starts("<?xml"), index + 5 < bytes.count, Self.isSpace(bytes[index + 5]) { try skip(past: "?>") }
    }

    private mutating func skipBetween() throws(DecodeError) {
        while true {
            skipSpace()
            guard starts("<!--") else { return }
            index += 4
            try skip(past: "-->")
        }
    }
}

extension XMLReader {
    private mutating func name() throws(DecodeError) -> String {
        let start = index
        while let byte = current {
            let isLetter = (0x41...0x5A).contains(byte & 0xDF) || byte == 0x5F || byte == 0x3A || byte >= 0x80
            let isLater = (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
            guard isLetter || (isLater && index > start) else { break }
            index += 1
        }
        guard index > start else { throw atEnd ?? .badSyntax(at: index) }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func element(depth: Int) throws(DecodeError) -> XMLNode {
        elementCount += 1
        guard depth <= Self.depthMax, elementCount <= Self.elementCountMax else { throw .overLimit(at: index) }
        try expect("<")
        var node = XMLNode(try name(), "")
        while true {
            let before = index
            skipSpace()
            if starts("/>") {
                index += 2
                return node
            }
            if current == 0x3E {
                index += 1
                break
            }
            guard index > before else { throw atEnd ?? .badSyntax(at: index) }
            try attribute(of: &node)
        }
        try content(of: &node, depth: depth)
        try expect("</")
        let closing = index
        guard try name() == node.name else { throw .badSyntax(at: closing) }
        skipSpace()
        try expect(">")
        return node
    }

    private mutating func attribute(of node: inout XMLNode) throws(DecodeError) {
        let start = index
        let name = try name()
        skipSpace()
        try expect("=")
        skipSpace()
        guard let quote = current, quote == 0x22 || quote == 0x27 else { throw atEnd ?? .badSyntax(at: index) }
        index += 1
        let value = try text(until: quote)
        try expect(quote == 0x22 ? "\"" : "'")
        guard node.attribute(name) == nil, node.attributes.count < 64 else { throw .badSyntax(at: start) }
        node.attributes.append(.init(name: name, value: value))
    }

    private mutating func content(of node: inout XMLNode, depth: Int) throws(DecodeError) {
        var collected = ""
        while !starts("</") {
            if starts("<!--") {
                index += 4
                try skip(past: "-->")
            } else if starts("<![CDATA[") {
                index += 9
                let start = index
                try skip(past: "]]>")
                collected += String(decoding: bytes[start..<(index - 3)], as: UTF8.self)
            } else if current == 0x3C {
                node.children.append(try element(depth: depth + 1))
            } else {
                collected += try text(until: 0x3C)
            }
        }
        // Most text is plain; the rest is looked at scalar by scalar.
        guard
            collected.utf8.allSatisfy({ $0 < 0x80 && ($0 >= 0x20 || Self.isSpace($0)) })
                || collected.unicodeScalars.allSatisfy(Self.isAllowed)
        else { throw .badText(at: index) }
        guard node.children.isEmpty else { return }
        var trimmed = collected.utf8[...]
        while let first = trimmed.first, Self.isSpace(first) { trimmed = trimmed.dropFirst() }
        while let last = trimmed.last, Self.isSpace(last) { trimmed = trimmed.dropLast() }
        node.text = String(Substring(trimmed))
    }

    /// Text up to, not including, `end`, with references resolved.
    private mutating func text(until end: UInt8) throws(DecodeError) -> String {
        var output: [UInt8] = []
        while let byte = current, byte != end {
            if byte == 0x26 {
                output += Array(String(Character(try reference())).utf8)
            } else {
                guard byte != 0x3C else { throw .badSyntax(at: index) }
                guard byte >= 0x20 || Self.isSpace(byte) else { throw .badText(at: index) }
                output.append(byte)
                index += 1
            }
        }
        guard index < bytes.count else { throw .truncated(at: index) }
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func reference() throws(DecodeError) -> Unicode.Scalar {
        let start = index
        index += 1
        var body: [UInt8] = []
        while let byte = current, byte != 0x3B, body.count < 10 {
            body.append(byte)
            index += 1
        }
        guard current == 0x3B else { throw atEnd ?? .badSyntax(at: start) }
        index += 1
        switch String(decoding: body, as: UTF8.self) {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case let reference where reference.hasPrefix("#"):
            let digits = reference.dropFirst()
            let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            guard let code, let scalar = Unicode.Scalar(code), Self.isAllowed(scalar) else {
                throw .badSyntax(at: start)
            }
            return scalar
        default: throw .badSyntax(at: start)
        }
    }
}
