public import Vocabulary

/// A checked expression of the one language in which forms, flows, packs, prices and oversight say what holds.
///
/// The language is a subset of XLSForm's: fields as `${name}`, `.` for the field whose own rule it is, whole numbers and
/// numbers with a fraction, texts in quotation marks, `and or`, `= != < <= > >=`, `+ - * div mod`, and the functions that
/// `docs/rules.md` lists. It has no loops, reads nothing but its fields and the day, and always ends; what is not
/// answered compares as false, and `${x} = ''` asks whether it was not answered.
///
/// Limits: 4,096 bytes, 500 steps, 32 levels; texts of 100,000 Unicode scalars; whole numbers within ±(2⁵³ − 1).
///
/// Source: XLSForm reference, sections "Constraints", "Relevant", "Calculation"; XPath 1.0, section 3.
public struct Rule: Sendable, Hashable {
    /// The most bytes of an expression.
    public static let bytesMax = 4_096
    /// The most operators, functions, fields and constants of an expression.
    public static let stepsMax = 500
    /// How deep parentheses and functions may stand in each other.
    public static let depthMax = 32
    /// The largest whole number that a double holds exactly, 2⁵³ − 1.
    public static let integerMax: Int64 = 9_007_199_254_740_991
    /// The most Unicode scalars of a text that an expression makes.
    public static let textMax = 100_000

    /// The expression as it was written.
    public let text: String
    /// What it gives.
    public let type: RuleType
    /// The fields that it names, each once, in the order in which they were declared.
    public let names: [String]
    let node: RuleNode
    let fields: [RuleField]

    /// Reads an expression.
    ///
    /// - Parameters:
    ///   - text: The expression.
    ///   - fields: The fields within its reach.
    ///   - type: What it must give; nil allows anything. A whole number is taken for a number with a fraction, a choice for
    ///     a text.
    /// - Throws: ``RuleError`` with what is wrong and where.
    public init(_ text: String, over fields: [RuleField], giving type: RuleType? = nil) throws(RuleError) {
        let syntax = try RuleParser.syntax(of: text)
        let checker = RuleChecker(fields)
        var part = try checker.check(syntax)
        if type == .decimal, part.type == .integer {
            part.node = checker.promoted(part, true)
            part.type = .decimal
        }
        if type == .text, part.type == .choice || part.isNothing { part.type = .text }
        if let type, part.type != type, !part.isNothing {
            throw RuleError(reason: .type(part.type, asked: [type]), position: syntax.position)
        }
        self.text = text
        self.type = type ?? part.type
        self.node = part.node
        self.fields = fields
        names = part.node.fields.sorted().map { fields[$0].name }
    }

    /// What the expression gives; nil if it has no value.
    ///
    /// - Parameters:
    ///   - answers: The answer of a field; nil if it has none. An answer that the field may not hold counts as none.
    ///   - today: The local day of the place.
    public func value(on today: LocalDay, _ answers: (String) -> RuleValue?) -> RuleValue? {
        reading(today, answers).value(of: node)
    }

    /// Whether the expression holds; an expression that gives no flag does not.
    public func holds(on today: LocalDay, _ answers: (String) -> RuleValue?) -> Bool {
        reading(today, answers).holds(node)
    }

    func reading(_ today: LocalDay, _ answers: (String) -> RuleValue?) -> RuleReading {
        let used = node.fields
        return RuleReading(
            answers: fields.enumerated().map {
                used.contains($0.offset) ? $0.element.admitted(answers($0.element.name)) : nil
            },
            today: today)
    }
}

extension RuleNode {
    /// The nodes of which this one is made.
    var parts: [RuleNode] {
        switch self {
        case .nothing, .constant, .field, .today, .aggregate: []
        case .not(let one), .empty(let one), .negative(let one), .decimal(let one), .dayNumber(let one),
            .dayOf(let one),
            .length(let one), .selectedCount(let one), .truncated(let one), .rounded(let one, _):
            [one]
        case .compared(_, let one, let two, _), .arithmetic(_, let one, let two, _), .matched(_, let one, let two),
            .selected(let one, let two, _):
            [one, two]
        case .all(let nodes), .any(let nodes), .firstGiven(let nodes, _), .extreme(_, let nodes, _), .joined(let nodes):
            nodes
        case .choose(let condition, let one, let two, _): [condition, one, two]
        }
    }

    /// The numbers of the fields that are read.
    var fields: Set<Int> {
        switch self {
        case .field(let number), .aggregate(_, let number, _): [number]
        default: parts.reduce(into: []) { $0.formUnion($1.fields) }
        }
    }
}
