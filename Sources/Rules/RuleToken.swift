/// One word or mark of an expression.
struct RuleToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case number(String)
        case text(String)
        case field(String)
        /// A function or an operator that is a word.
        case name(String)
        case mark(String)
        case end
    }

    let kind: Kind
    let position: Int

    /// As it was written, for messages.
    var shown: String {
        switch kind {
        case .number(let text), .name(let text), .mark(let text): text
        case .text(let text): "'\(text.prefix(40))'"
        case .field(let name): "${\(name)}"
        case .end: ""
        }
    }
}

/// Reads an expression into words and marks.
struct RuleLexer {
    private let scalars: [Unicode.Scalar]
    private var next = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    static func tokens(of text: String) throws(RuleError) -> [RuleToken] {
        var lexer = RuleLexer(text)
        var tokens: [RuleToken] = []
        while let token = try lexer.token() { tokens.append(token) }
        tokens.append(RuleToken(kind: .end, position: lexer.scalars.count))
        return tokens
    }

    private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        next + distance < scalars.count ? scalars[next + distance] : nil
    }

    private mutating func token() throws(RuleError) -> RuleToken? {
        while let scalar = peek(), scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" { next += 1 }
        guard let scalar = peek() else { return nil }
        let start = next
        let kind: RuleToken.Kind =
            switch scalar {
            case "0"..."9": .number(try number())
            case "'", "\"": .text(try quoted(scalar))
            case "$": .field(try field())
            case "a"..."z", "A"..."Z", "_": .name(word())
            default: .mark(try mark())
            }
        return RuleToken(kind: kind, position: start)
    }

    /// Numbers have at most 15 digits, 6 of them after the point: each of them is exact enough in a double.
    private mutating func number() throws(RuleError) -> String {
        let start = next
        while let scalar = peek(), ("0"..."9").contains(scalar) { next += 1 }
        var places = 0
        if peek() == ".", let digit = peek(1), ("0"..."9").contains(digit) {
            next += 1
            let point = next
            while let scalar = peek(), ("0"..."9").contains(scalar) { next += 1 }
            places = next - point
        }
        let written = text(start..<next)
        guard places <= 6, written.utf8.count <= (places == 0 ? 15 : 16) else {
            throw RuleError(reason: .number(String(written.prefix(40))), position: start)
        }
        return written
    }

    private mutating func quoted(_ mark: Unicode.Scalar) throws(RuleError) -> String {
        let start = next
        next += 1
        while let scalar = peek(), scalar != mark {
            guard scalar != "\0" else {
                throw RuleError(reason: .character("U+0000", meant: nil), position: next)
            }
            next += 1
        }
        guard peek() == mark else { throw RuleError(reason: .open(String(mark)), position: start) }
        next += 1
        return text(start + 1..<next - 1)
    }

    private mutating func field() throws(RuleError) -> String {
        let start = next
        guard peek(1) == "{" else { throw RuleError(reason: .expected("${", found: "$"), position: start) }
        next += 2
        while let scalar = peek(), scalar != "}", scalar != "\n" { next += 1 }
        guard peek() == "}" else { throw RuleError(reason: .open("${"), position: start) }
        next += 1
        return text(start + 2..<next - 1)
    }

    private mutating func word() -> String {
        let start = next
        while let scalar = peek(), isInWord(scalar) { next += 1 }
        return text(start..<next)
    }

    private func isInWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
        default: false
        }
    }

    private mutating func mark() throws(RuleError) -> String {
        let start = next
        if let one = peek(), let two = peek(1), two == "=", one == "!" || one == "<" || one == ">" {
            next += 2
            return text(start..<next)
        }
        guard let scalar = peek(), "()+-*,.=<>".unicodeScalars.contains(scalar) else {
            let found = text(start..<start + 1)
            throw RuleError(reason: .character(found, meant: Self.meant[found]), position: start)
        }
        next += 1
        return text(start..<next)
    }

    /// What a Chinese keyboard or a text program writes instead.
    private static let meant: [String: String] = [
        "（": "(", "）": ")", "，": ",", "、": ",", "＝": "=", "＜": "<", "＞": ">", "≤": "<=", "≥": ">=", "≠": "!=",
        "＋": "+", "－": "-", "−": "-", "–": "-", "×": "*", "＊": "*", "÷": "div", "‘": "'", "’": "'", "“": "\"",
        "”": "\"", "。": ".", "！": "!=", "&": "and", "|": "or", "/": "div", "%": "mod",
    ]

    private func text(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range]))
    }
}
