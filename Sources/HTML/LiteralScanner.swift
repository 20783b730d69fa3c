/// Reads the literals of a page as a browser would, to know where each value stands.
///
/// The form of our markup is strict: attributes are `name="value"` or a bare name, nothing is single-quoted or unquoted, and
/// `<` opens a tag everywhere but in comments.
struct LiteralScanner: Sendable {
    /// What is about to be put into the page.
    enum Kind: Sendable {
        case text, link, piece, attribute
    }

    /// What an attribute may hold.
    enum Attribute: Sendable {
        case plain, link, literalOnly
    }

    /// Where the reader stands.
    enum State: Equatable, Sendable {
        case text, insideOfText
        case tagStart, tagName, endTag
        case betweenAttributes, afterAttribute, attributeName, beforeValue, value
        case declaration, comment
        case script
        case broken
    }

    /// A mistake of the program that draws the page; never of its input.
    enum Fault: Error, Equatable, CustomStringConvertible, Sendable {
        case valueOutsideText, linkOutsideAddress, textInsideAddress, valueInsideLiteralOnlyAttribute
        case addressAfterText, pieceOutsideText, attributeOutsideTag, malformedLiteral, unfinishedPiece

        var description: String {
            switch self {
            case .valueOutsideText: "a value stands neither in text nor in a double-quoted attribute"
            case .linkOutsideAddress: "a link stands outside an attribute that is an address"
            case .textInsideAddress: "an attribute that is an address takes a Link, not text"
            case .valueInsideLiteralOnlyAttribute: "style, on…, srcdoc and evaluated attributes take no value"
            case .addressAfterText: "a link must be the beginning of its attribute"
            case .pieceOutsideText: "a piece of markup stands outside text"
            case .attributeOutsideTag: "an attribute stands outside a tag"
            case .malformedLiteral: "a literal is not in our strict form of markup"
            case .unfinishedPiece: "a piece of markup does not end in text"
            }
        }
    }

    private(set) var state = State.text
    private(set) var fault: Fault?
    private var attribute = Attribute.plain
    private var isValueEmpty = true
    private var holdsOnlyText = false
    private var holdsScript = false

    /// Whether the piece can be put into a page: it ends where it began, in text.
    var isWhole: Bool { state == .text }

    var faultAtEnd: Fault? {
        fault ?? (isWhole ? nil : .unfinishedPiece)
    }

    /// Why something of this kind may not stand here; nil where it may.
    func fault(of kind: Kind) -> Fault? {
        switch (kind, state) {
        case (_, .broken): .malformedLiteral
        case (.text, .text), (.text, .insideOfText): nil
        case (.text, .value): Self.fault(of: kind, in: attribute)
        case (.text, _): .valueOutsideText
        case (.link, .value): isValueEmpty ? Self.fault(of: kind, in: attribute) : .addressAfterText
        case (.link, _): .linkOutsideAddress
        case (.piece, .text): nil
        case (.piece, _): .pieceOutsideText
        case (.attribute, .tagName), (.attribute, .betweenAttributes), (.attribute, .afterAttribute): nil
        case (.attribute, _): .attributeOutsideTag
        }
    }

    static func fault(of kind: Kind, in attribute: Attribute) -> Fault? {
        switch (kind, attribute) {
        case (_, .literalOnly): .valueInsideLiteralOnlyAttribute
        case (.link, .plain): .linkOutsideAddress
        case (.text, .link): .textInsideAddress
        default: nil
        }
    }

    mutating func didPass(_ kind: Kind) {
        if state == .value { isValueEmpty = false }
        if kind == .attribute { state = .afterAttribute }
    }

    /// Reads one literal.
    mutating func read(_ literal: UnsafeBufferPointer<UInt8>) {
        var index = 0
        var nameStart = 0
        let end = literal.count
        while index < end, state != .broken {
            switch state {
            case .text, .insideOfText, .script:
                index = readText(literal, from: index)
            case .tagStart:
                nameStart = index
                readTagStart(literal[index])
                index += 1
            case .tagName, .attributeName:
                index = readName(literal, from: nameStart, at: index)
            case .endTag, .declaration:
                if literal[index] == Byte.greater { state = .text }
                index += 1
            case .betweenAttributes:
                nameStart = index
                readBetween(literal[index])
                index += 1
            case .afterAttribute:
                readAfterAttribute(literal[index])
                index += 1
            case .beforeValue:
                state = literal[index] == Byte.quote ? .value : .broken
                isValueEmpty = true
                index += 1
            case .value:
                index = readValue(literal, from: index)
            case .comment:
                index = readComment(literal, from: index)
            case .broken:
                index = end
            }
            if state == .declaration, literal[index - 1] == Byte.bang, startsComment(literal, at: index) {
                state = .comment
                index += 2
            }
        }
        if state == .tagName { noteElement(literal, from: nameStart, to: end) }
        if state == .broken { fault = .malformedLiteral }
    }

    private mutating func readText(_ literal: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < literal.count, literal[index] != Byte.less { index += 1 }
        guard index < literal.count else { return index }
        if state == .text {
            state = .tagStart
        } else {
            // Inside title, textarea, script and style only the end tag may follow.
            let isEnd = index + 1 < literal.count && literal[index + 1] == Byte.slash
            state = isEnd ? .tagStart : .broken
        }
        return index + 1
    }

    private mutating func readTagStart(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): state = .tagName
        case Byte.slash: state = .endTag
        case Byte.bang: state = .declaration
        default: state = .broken
        }
    }

    private mutating func readName(_ literal: UnsafeBufferPointer<UInt8>, from start: Int, at first: Int) -> Int {
        var index = first
        while index < literal.count, Self.isName(literal[index]) { index += 1 }
        guard index < literal.count else { return index }
        let byte = literal[index]
        let isTag = state == .tagName
        switch byte {
        case Byte.space, Byte.newline, Byte.greater, Byte.slash:
            if isTag { noteElement(literal, from: start, to: index) }
            state = .betweenAttributes
            readBetween(byte)
        case Byte.equals where !isTag:
            attribute = Self.attribute(named: UnsafeBufferPointer(rebasing: literal[start..<index]))
            state = .beforeValue
        default: state = .broken
        }
        return index + 1
    }

    /// Letters, digits, hyphen and colon, as bits of two words.
    @inline(__always)
    private static func isName(_ byte: UInt8) -> Bool {
        let bits: UInt64 = byte < 64 ? 0x07FF_2000_0000_0000 : byte < 128 ? 0x07FF_FFFE_07FF_FFFE : 0
        return (bits >> UInt64(byte & 63)) & 1 == 1
    }

    private mutating func readBetween(_ byte: UInt8) {
        switch byte {
        case Byte.space, Byte.newline, Byte.slash: break
        case Byte.greater:
            state = holdsScript ? .script : holdsOnlyText ? .insideOfText : .text
            holdsScript = false
            holdsOnlyText = false
        case UInt8(ascii: "a")...UInt8(ascii: "z"): state = .attributeName
        default: state = .broken
        }
    }

    private mutating func readAfterAttribute(_ byte: UInt8) {
        switch byte {
        case Byte.space, Byte.newline, Byte.slash, Byte.greater:
            state = .betweenAttributes
            readBetween(byte)
        default: state = .broken
        }
    }

    private mutating func readValue(_ literal: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < literal.count, literal[index] != Byte.quote { index += 1 }
        if index > start { isValueEmpty = false }
        guard index < literal.count else { return index }
        state = .afterAttribute
        return index + 1
    }

    private func startsComment(_ literal: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        index + 1 < literal.count && literal[index] == Byte.dash && literal[index + 1] == Byte.dash
    }

    private mutating func readComment(_ literal: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index + 2 < literal.count {
            if literal[index] == Byte.dash, literal[index + 1] == Byte.dash,
                literal[index + 2] == Byte.greater
            {
                state = .text
                return index + 3
            }
            index += 1
        }
        return literal.count
    }

    private mutating func noteElement(_ literal: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
        let name = UnsafeBufferPointer(rebasing: literal[start..<end])
        holdsScript = Self.is(name, "script") || Self.is(name, "style")
        holdsOnlyText = Self.is(name, "title") || Self.is(name, "textarea")
    }

    /// What an attribute of this name may hold.
    static func attribute(named name: UnsafeBufferPointer<UInt8>) -> Attribute {
        var name = name
        if hasPrefix(name, "data-hx-") || hasPrefix(name, "data-sse-") {
            name = UnsafeBufferPointer(rebasing: name[5...])
        }
        guard let first = name.first else { return .literalOnly }
        switch first {
        case UInt8(ascii: "o") where hasPrefix(name, "on"): return .literalOnly
        case UInt8(ascii: "s"):
            if `is`(name, "src") || `is`(name, "srcset") || `is`(name, "sse-connect") { return .link }
            return `is`(name, "style") || `is`(name, "srcdoc") ? .literalOnly : .plain
        case UInt8(ascii: "h"): return attributeOfHtmx(name)
        case UInt8(ascii: "a"), UInt8(ascii: "f"), UInt8(ascii: "p"), UInt8(ascii: "c"), UInt8(ascii: "d"),
            UInt8(ascii: "m"), UInt8(ascii: "b"), UInt8(ascii: "x"), UInt8(ascii: "i"):
            for address in addresses where `is`(name, address) { return .link }
            return .plain
        default: return .plain
        }
    }

    private static func attributeOfHtmx(_ name: UnsafeBufferPointer<UInt8>) -> Attribute {
        if `is`(name, "href") { return .link }
        guard hasPrefix(name, "hx-") else { return `is`(name, "http-equiv") ? .literalOnly : .plain }
        for address in addressesOfHtmx where `is`(name, address) { return .link }
        // hx-on, hx-vals, hx-trigger and others are evaluated; a closed list is safer than naming them.
        for plain in plainOfHtmx where `is`(name, plain) { return .plain }
        return .literalOnly
    }

    private static let addresses: [StaticString] = [
        "action", "formaction", "poster", "cite", "data", "manifest", "background", "ping", "xlink:href", "imagesrcset",
    ]
    private static let addressesOfHtmx: [StaticString] = [
        "hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete", "hx-push-url", "hx-replace-url",
    ]
    private static let plainOfHtmx: [StaticString] = ["hx-target", "hx-select", "hx-confirm", "hx-indicator"]

    private static func `is`(_ name: UnsafeBufferPointer<UInt8>, _ other: StaticString) -> Bool {
        name.count == other.utf8CodeUnitCount && hasPrefix(name, other)
    }

    private static func hasPrefix(_ name: UnsafeBufferPointer<UInt8>, _ prefix: StaticString) -> Bool {
        guard name.count >= prefix.utf8CodeUnitCount else { return false }
        return prefix.withUTF8Buffer { prefix in
            for index in prefix.indices where lowercased(name[index]) != prefix[index] { return false }
            return true
        }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
