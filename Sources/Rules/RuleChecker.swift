/// Gives every part of an expression its type, and refuses what has none.
struct RuleChecker {
    let fields: [RuleField]
    let byName: [String: Int]

    /// A part of an expression with all that is known about it.
    struct Part {
        var node: RuleNode
        var type: RuleType
        var bounds = RuleBounds.nothing
        /// The most Unicode scalars of a text.
        var textMax = 0
        /// The codes that a choice may give.
        var codes: [String] = []
        var isNothing: Bool { node == .nothing }
        var isNumber: Bool { type == .integer || type == .decimal }
    }

    /// Days of about 8,000 years: no calendar of ours ends before.
    static let dayMax: Double = 3_000_000

    init(_ fields: [RuleField]) {
        self.fields = fields
        byName = Dictionary(fields.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    }

    func check(_ syntax: RuleSyntax) throws(RuleError) -> Part {
        switch syntax {
        case .number(let text, let at): return try number(text, at)
        case .text(let text, _):
            guard !text.isEmpty else { return Part(node: .nothing, type: .text) }
            return Part(node: .constant(.text(text)), type: .text, textMax: text.unicodeScalars.count)
        case .field(let name, let at): return try field(name, at)
        case .call(let name, let arguments, let at): return try call(name, arguments, at)
        case .negative(let inner, let at):
            let part = try want([.integer, .decimal], inner)
            let bounds = RuleBounds(low: -part.bounds.high, high: -part.bounds.low, finest: part.bounds.finest)
            return try bounded(Part(node: .negative(part.node), type: part.type, bounds: bounds), at)
        case .binary(let name, let left, let right, let at): return try binary(name, left, right, at)
        }
    }

    /// The part if it is of one of these types.
    func want(_ types: [RuleType], _ syntax: RuleSyntax) throws(RuleError) -> Part {
        let part = try check(syntax)
        guard types.contains(part.type), !part.isNothing else {
            throw RuleError(reason: .type(part.type, asked: types), position: syntax.position)
        }
        return part
    }

    /// The part if no result of it can leave the range that all engines share.
    func bounded(_ part: Part, _ at: Int) throws(RuleError) -> Part {
        let most = part.type == .decimal ? 1e250 : part.type == .day ? Self.dayMax : Double(Rule.integerMax)
        guard part.bounds.most <= most else { throw RuleError(reason: .tooLarge, position: at) }
        guard part.bounds.finest >= 1e-250 else { throw RuleError(reason: .tooFine, position: at) }
        return part
    }

    private func number(_ text: String, _ at: Int) throws(RuleError) -> Part {
        if let whole = Int64(text) {
            return Part(
                node: .constant(.integer(whole)), type: .integer,
                bounds: RuleBounds(low: Double(whole), high: Double(whole)))
        }
        guard let number = Double(text) else { throw RuleError(reason: .number(text), position: at) }
        return Part(
            node: .constant(.decimal(number)), type: .decimal,
            bounds: RuleBounds(low: number, high: number, finest: number == 0 ? 1e-6 : number))
    }

    private func field(_ name: String, _ at: Int) throws(RuleError) -> Part {
        let number = try find(name, at)
        guard fields[number].timesMax == 1 else { throw RuleError(reason: .repeated(name), position: at) }
        return one(fields[number], .field(number))
    }

    func find(_ name: String, _ at: Int) throws(RuleError) -> Int {
        guard let number = byName[name] else {
            throw RuleError(
                reason: .unknownField(name, near: Nearest.of(name, among: fields.map(\.name))), position: at)
        }
        return number
    }

    /// What one answer of a field gives.
    func one(_ field: RuleField, _ node: RuleNode) -> Part {
        var part = Part(node: node, type: field.type)
        switch field.form {
        case .flag: break
        case .integer(let bounds):
            part.bounds = RuleBounds(low: Double(bounds.lowerBound), high: Double(bounds.upperBound))
        case .decimal(let bounds, let digits):
            part.bounds = RuleBounds(
                low: Double(bounds.lowerBound), high: Double(bounds.upperBound), finest: Self.power(-digits))
        case .text(let max): part.textMax = max
        case .day:
            part.bounds = RuleBounds(
                low: Double(RuleField.dayBounds.lowerBound), high: Double(RuleField.dayBounds.upperBound))
        case .choice(let codes), .choices(let codes):
            part.codes = codes
            part.textMax = codes.map(\.unicodeScalars.count).max() ?? 0
        }
        return part
    }

    static func power(_ exponent: Int) -> Double {
        let whole = (0..<abs(exponent)).reduce(1.0) { power, _ in power * 10 }
        return exponent < 0 ? 1 / whole : whole
    }
}
