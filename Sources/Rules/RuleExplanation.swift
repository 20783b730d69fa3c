public import Vocabulary

/// Why an expression holds or does not: the comparisons that decided, each with the answers that it met.
public struct RuleExplanation: Sendable, Hashable {
    /// One comparison that decided.
    public struct Reason: Sendable, Hashable {
        /// In words, as “年龄 67 ≥ 60” or “age 67 ≥ 60”.
        public let words: String
        /// Whether it speaks for the expression.
        public let isMet: Bool
    }

    /// Whether the expression holds.
    public let holds: Bool
    /// What decided, in the order of the expression: if it holds, enough to make it hold; if not, all that stands in the way.
    public let reasons: [Reason]

    /// The reasons as one line.
    public func line(in language: Language) -> String {
        reasons.map(\.words).joined(separator: language == .zhHans ? "；" : "; ")
    }
}

/// How fields and codes are called before a reader.
public struct RuleLabels: Sendable {
    let language: Language
    let field: @Sendable (String) -> String
    let code: @Sendable (_ field: String, _ code: String) -> String

    /// - Parameters:
    ///   - field: The label of a field.
    ///   - code: The label of a field's code.
    public init(
        in language: Language, field: @escaping @Sendable (String) -> String,
        code: @escaping @Sendable (_ field: String, _ code: String) -> String
    ) {
        self.language = language
        self.field = field
        self.code = code
    }
}

extension Rule {
    /// Says why the expression holds or does not.
    ///
    /// - Parameters:
    ///   - labels: How fields and codes are called before the reader.
    ///   - today: The local day of the place.
    ///   - answers: The answer of a field; nil if it has none.
    public func explanation(
        _ labels: RuleLabels, on today: LocalDay, _ answers: (String) -> RuleValue?
    ) -> RuleExplanation {
        let reading = reading(today, answers)
        let holds = reading.holds(node)
        let explainer = RuleExplainer(fields: fields, reading: reading, labels: labels)
        return RuleExplanation(holds: holds, reasons: explainer.reasons(for: node, as: holds))
    }
}

/// Finds what decided and says it.
struct RuleExplainer {
    let fields: [RuleField]
    let reading: RuleReading
    let labels: RuleLabels
    private var isChinese: Bool { labels.language == .zhHans }

    /// Why a node gives what it gives; `outcome` is what it gives.
    func reasons(for node: RuleNode, as outcome: Bool, isMet: Bool? = nil) -> [RuleExplanation.Reason] {
        let isMet = isMet ?? outcome
        switch node {
        case .not(let one): return reasons(for: one, as: !outcome, isMet: isMet)
        case .all(let nodes): return outcome ? every(nodes, true, isMet) : deciding(nodes, false, isMet)
        case .any(let nodes):
            if outcome { return Array(deciding(nodes, true, isMet).prefix(1)) }
            return every(nodes, false, isMet)
        case .choose(let condition, let one, let two, .flag):
            let holds = reading.holds(condition)
            return reasons(for: condition, as: holds, isMet: isMet)
                + reasons(for: holds ? one : two, as: outcome, isMet: isMet)
        default:
            guard let words = words(node, outcome) else { return [] }
            return [RuleExplanation.Reason(words: words, isMet: isMet)]
        }
    }

    private func every(_ nodes: [RuleNode], _ outcome: Bool, _ isMet: Bool) -> [RuleExplanation.Reason] {
        nodes.flatMap { reasons(for: $0, as: outcome, isMet: isMet) }
    }

    private func deciding(_ nodes: [RuleNode], _ outcome: Bool, _ isMet: Bool) -> [RuleExplanation.Reason] {
        every(nodes.filter { reading.holds($0) == outcome }, outcome, isMet)
    }

    // MARK: Words

    /// The comparison as it stands, with what it met: “age 67 ≥ 60”, and if it is not so, “age 57, not ≥ 60”.
    private func words(_ node: RuleNode, _ outcome: Bool) -> String? {
        switch node {
        case .compared(let comparison, let one, let two, let type):
            if type == .flag { return nil }
            return compared(comparison, one, two, outcome)
        case .empty(let one):
            return name(one) + (isChinese ? (outcome ? "没有填" : "填了") : (outcome ? " is not given" : " is given"))
        case .field:
            return name(node) + (isChinese ? "：" : ": ")
                + (isChinese ? (outcome ? "是" : "否") : (outcome ? "yes" : "no"))
        case .selected(let one, let two, _):
            let code = shown(two, beside: one)
            return name(one) + (isChinese ? (outcome ? "选了" : "没有选") : (outcome ? " includes " : " does not include "))
                + code
        case .matched(let match, let one, let two):
            return
                "\(said(one)) \(outcome ? "" : (isChinese ? "不" : "not "))\(matchWords(match)) \(shown(two, beside: one))"
        default: return nil
        }
    }

    private func compared(_ comparison: RuleComparison, _ one: RuleNode, _ two: RuleNode, _ outcome: Bool) -> String {
        // What is said first is what somebody answered.
        if one.fields.isEmpty, !two.fields.isEmpty { return compared(comparison.mirrored, two, one, outcome) }
        let sign = comparison.sign
        let right = two.fields.isEmpty ? shown(two, beside: one) : said(two)
        if outcome { return "\(said(one)) \(sign) \(right)" }
        if reading.value(of: one) == nil || reading.value(of: two) == nil {
            return said(one) + (isChinese ? "，要 " : ", asked: ") + "\(sign) \(right)"
        }
        return said(one) + (isChinese ? "，不是 " : ", not ") + "\(sign) \(right)"
    }

    private func matchWords(_ match: RuleMatch) -> String {
        switch match {
        case .contains: isChinese ? "包含" : "containing"
        case .starts: isChinese ? "开头是" : "beginning with"
        case .ends: isChinese ? "结尾是" : "ending with"
        }
    }

    /// The name of what is reckoned: the labels of the fields in it.
    private func name(_ node: RuleNode) -> String {
        let names = node.fields.sorted().map { labels.field(fields[$0].name) }
        return names.joined(separator: isChinese ? "、" : ", ")
    }

    private func said(_ node: RuleNode) -> String {
        let name = name(node)
        return name.isEmpty ? shown(node, beside: node) : name + " " + shown(node, beside: node)
    }

    /// The value of a node; codes are called as the field beside it calls them.
    private func shown(_ node: RuleNode, beside other: RuleNode) -> String {
        guard let value = reading.value(of: node) else { return isChinese ? "（没有填）" : "(not given)" }
        let coded = [node, other].lazy.flatMap(\.fields).first { !fields[$0].codes.isEmpty }
        switch value {
        case .flag(let flag): return isChinese ? (flag ? "是" : "否") : (flag ? "yes" : "no")
        case .integer(let number): return String(number)
        case .decimal(let number): return number.description
        case .day(let day): return day.description
        case .text(let text):
            guard let coded, fields[coded].codes.contains(text) else { return text }
            return labels.code(fields[coded].name, text)
        case .choices(let codes):
            let labelled = codes.map { code in coded.map { labels.code(fields[$0].name, code) } ?? code }
            return labelled.joined(separator: isChinese ? "、" : ", ")
        case .list(let values): return String(values.count)
        }
    }
}

extension RuleField {
    var codes: [String] {
        switch form {
        case .choice(let codes), .choices(let codes): codes
        default: []
        }
    }
}

extension RuleComparison {
    /// The same with its sides exchanged.
    var mirrored: RuleComparison {
        switch self {
        case .equal, .unequal: self
        case .less: .more
        case .atMost: .atLeast
        case .more: .less
        case .atLeast: .atMost
        }
    }

    /// As it is printed.
    var sign: String {
        switch self {
        case .equal: "="
        case .unequal: "≠"
        case .less: "<"
        case .atMost: "≤"
        case .more: ">"
        case .atLeast: "≥"
        }
    }
}
