/// An expression as it is written, before its fields and types are known.
indirect enum RuleSyntax: Sendable, Hashable {
    case number(String, at: Int)
    case text(String, at: Int)
    case field(String, at: Int)
    case call(String, [RuleSyntax], at: Int)
    case negative(RuleSyntax, at: Int)
    /// Two sides with an operator; all operators are marks or words of XPath.
    case binary(String, RuleSyntax, RuleSyntax, at: Int)

    var position: Int {
        switch self {
        case .number(_, let at), .text(_, let at), .field(_, let at), .call(_, _, let at), .negative(_, let at),
            .binary(_, _, _, let at):
            at
        }
    }
}

/// Reads an expression by the precedence of XPath 1.0, section 3.
struct RuleParser {
    private let tokens: [RuleToken]
    private var next = 0
    private var depth = 0
    private var steps = 0

    static func syntax(of text: String) throws(RuleError) -> RuleSyntax {
        guard text.utf8.count <= Rule.bytesMax else {
            throw RuleError(reason: .tooLong(max: Rule.bytesMax), position: 0)
        }
        var parser = RuleParser(tokens: try RuleLexer.tokens(of: text))
        guard parser.tokens.count > 1 else { throw RuleError(reason: .empty, position: 0) }
        let syntax = try parser.either()
        guard parser.token.kind == .end else { throw parser.unexpected("and, or, + …") }
        return syntax
    }

    private init(tokens: [RuleToken]) { self.tokens = tokens }

    private var token: RuleToken { tokens[next] }

    private func unexpected(_ wanted: String) -> RuleError {
        RuleError(reason: .expected(wanted, found: token.shown), position: token.position)
    }

    /// The operator at the reader's place if it is one of these; passes it.
    private mutating func takes(_ operators: [String]) -> (name: String, at: Int)? {
        let name: String
        switch token.kind {
        case .mark(let text), .name(let text): name = text
        default: return nil
        }
        guard operators.contains(name) else { return nil }
        defer { next += 1 }
        return (name, token.position)
    }

    private mutating func step() throws(RuleError) {
        steps += 1
        guard steps <= Rule.stepsMax else {
            throw RuleError(reason: .tooManySteps(max: Rule.stepsMax), position: token.position)
        }
    }

    private mutating func either() throws(RuleError) -> RuleSyntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Rule.depthMax else {
            throw RuleError(reason: .tooDeep(max: Rule.depthMax), position: token.position)
        }
        var left = try both()
        while let (name, at) = takes(["or"]) {
            try step()
            left = .binary(name, left, try both(), at: at)
        }
        return left
    }

    private mutating func both() throws(RuleError) -> RuleSyntax {
        var left = try comparison()
        while let (name, at) = takes(["and"]) {
            try step()
            left = .binary(name, left, try comparison(), at: at)
        }
        return left
    }

    private mutating func comparison() throws(RuleError) -> RuleSyntax {
        let operators = ["=", "!=", "<", "<=", ">", ">="]
        let left = try sum()
        guard let (name, at) = takes(operators) else { return left }
        try step()
        let whole = RuleSyntax.binary(name, left, try sum(), at: at)
        if let (_, second) = takes(operators) { throw RuleError(reason: .comparisonChain, position: second) }
        return whole
    }

    private mutating func sum() throws(RuleError) -> RuleSyntax {
        var left = try product()
        while let (name, at) = takes(["+", "-"]) {
            try step()
            left = .binary(name, left, try product(), at: at)
        }
        return left
    }

    private mutating func product() throws(RuleError) -> RuleSyntax {
        var left = try signed()
        while let (name, at) = takes(["*", "div", "mod"]) {
            try step()
            left = .binary(name, left, try signed(), at: at)
        }
        return left
    }

    private mutating func signed() throws(RuleError) -> RuleSyntax {
        var signs: [Int] = []
        while let (_, at) = takes(["-"]) {
            try step()
            signs.append(at)
            guard signs.count <= Rule.depthMax else {
                throw RuleError(reason: .tooDeep(max: Rule.depthMax), position: at)
            }
        }
        return signs.reversed().reduce(try primary()) { .negative($0, at: $1) }
    }

    private mutating func primary() throws(RuleError) -> RuleSyntax {
        try step()
        let first = token
        next += first.kind == .end ? 0 : 1
        switch first.kind {
        case .number(let text): return .number(text, at: first.position)
        case .text(let text): return .text(text, at: first.position)
        case .field(let name): return .field(name, at: first.position)
        case .mark("."): return .field(".", at: first.position)
        case .mark("("):
            let inner = try either()
            guard takes([")"]) != nil else { throw unexpected(")") }
            return inner
        case .name(let name):
            guard takes(["("]) != nil else { throw unexpected("(") }
            return .call(name, try arguments(), at: first.position)
        default:
            throw RuleError(reason: .expected("${…}, 1, '…', (", found: first.shown), position: first.position)
        }
    }

    private mutating func arguments() throws(RuleError) -> [RuleSyntax] {
        if takes([")"]) != nil { return [] }
        var arguments = [try either()]
        while takes([","]) != nil { arguments.append(try either()) }
        guard takes([")"]) != nil else { throw unexpected(")") }
        return arguments
    }
}
