import Vocabulary

extension RuleChecker {
    /// The functions of the language and how many arguments each takes.
    ///
    /// Source: XLSForm reference and ODK XForms specification, section "XPath functions"; `today`, `date`, `selected`,
    /// `count-selected`, `coalesce`, `int`, `round` mean what they mean there.
    static let functions: [String: ClosedRange<Int>] = [
        "true": 0...0, "false": 0...0, "not": 1...1, "if": 3...3, "coalesce": 2...16, "today": 0...0, "date": 1...1,
        "selected": 2...2, "count-selected": 1...1, "string-length": 1...1, "contains": 2...2, "starts-with": 2...2,
        "ends-with": 2...2, "concat": 2...16, "int": 1...1, "round": 2...2, "abs": 1...1, "min": 1...16, "max": 1...16,
        "sum": 1...1, "count": 1...1,
    ]

    func call(_ name: String, _ given: [RuleSyntax], _ at: Int) throws(RuleError) -> Part {
        guard let asked = Self.functions[name] else {
            let near = Nearest.of(name, among: Self.functions.keys.sorted())
            throw RuleError(reason: .unknownFunction(name, near: near), position: at)
        }
        guard asked.contains(given.count) else {
            let range = asked.count == 1 ? "\(asked.lowerBound)" : "\(asked.lowerBound)–\(asked.upperBound)"
            throw RuleError(reason: .arguments(name, given: given.count, asked: range), position: at)
        }
        switch name {
        case "true", "false": return Part(node: .constant(.flag(name == "true")), type: .flag)
        case "not": return Part(node: .not(try want([.flag], given[0]).node), type: .flag)
        case "today": return one(RuleField("today", .day), .today)
        case "date": return try day(given[0])
        case "if": return try choose(given, at)
        case "coalesce": return try firstGiven(given, at)
        case "min", "max", "sum", "count": return try many(name, given, at)
        case "int", "round", "abs": return try number(name, given, at)
        default: return try words(name, given, at)
        }
    }

    private func day(_ syntax: RuleSyntax) throws(RuleError) -> Part {
        guard case .text(let text, _) = syntax, let day = LocalDay(text),
            RuleField.dayBounds.contains(Int64(day.daysSince1970))
        else {
            var shown = ""
            if case .text(let text, _) = syntax { shown = String(text.prefix(40)) }
            throw RuleError(reason: .day(shown), position: syntax.position)
        }
        let number = Double(day.daysSince1970)
        return Part(node: .constant(.day(day)), type: .day, bounds: RuleBounds(low: number, high: number))
    }

    // MARK: One of several

    private func choose(_ given: [RuleSyntax], _ at: Int) throws(RuleError) -> Part {
        let condition = try want([.flag], given[0]).node
        let (one, two) = (try check(given[1]), try check(given[2]))
        let whole = try merged(one, two, at)
        guard let (first, second, type) = alike(one, two) else {
            throw RuleError(reason: .compared(one.type, two.type), position: at)
        }
        if one.isNothing, two.isNothing { return one }
        return with(whole, .choose(condition, first, second, type))
    }

    private func firstGiven(_ given: [RuleSyntax], _ at: Int) throws(RuleError) -> Part {
        var parts: [Part] = []
        for syntax in given { parts.append(try check(syntax)) }
        parts.removeAll(where: \.isNothing)
        guard var whole = parts.first else { return Part(node: .nothing, type: .text) }
        for part in parts.dropFirst() { whole = try merged(whole, part, at) }
        let nodes = parts.map { promoted($0, whole.type == .decimal) }
        return with(whole, .firstGiven(nodes, whole.type))
    }

    private func merged(_ one: Part, _ two: Part, _ at: Int) throws(RuleError) -> Part {
        guard let (_, _, type) = alike(one, two), type != .choices || one.codes == two.codes else {
            throw RuleError(reason: .compared(one.type, two.type), position: at)
        }
        if one.isNothing { return two }
        if two.isNothing { return one }
        return Part(
            node: one.node, type: type, bounds: one.bounds.joined(two.bounds), textMax: max(one.textMax, two.textMax),
            codes: one.codes + two.codes.filter { !one.codes.contains($0) })
    }

    private func with(_ part: Part, _ node: RuleNode) -> Part {
        var part = part
        part.node = node
        return part
    }

    // MARK: Numbers

    private func many(_ name: String, _ given: [RuleSyntax], _ at: Int) throws(RuleError) -> Part {
        if given.count == 1 { return try aggregate(name, given[0], at) }
        var parts: [Part] = []
        for syntax in given { parts.append(try want([.integer, .decimal, .day], syntax)) }
        var whole = parts[0]
        for part in parts.dropFirst() { whole = try merged(whole, part, at) }
        let nodes = parts.map { promoted($0, whole.type == .decimal) }
        return with(whole, .extreme(isLeast: name == "min", nodes, whole.type))
    }

    private func aggregate(_ name: String, _ syntax: RuleSyntax, _ at: Int) throws(RuleError) -> Part {
        guard case .field(let fieldName, let place) = syntax, let aggregate = RuleAggregate(rawValue: name) else {
            throw RuleError(reason: .notRepeated(""), position: syntax.position)
        }
        let number = try find(fieldName, place)
        let field = fields[number]
        guard field.timesMax > 1 else { throw RuleError(reason: .notRepeated(fieldName), position: place) }
        let answer = one(field, .nothing)
        let times = Double(field.timesMax)
        if aggregate == .count {
            return Part(
                node: .aggregate(.count, number, .integer), type: .integer, bounds: RuleBounds(low: 0, high: times))
        }
        guard answer.isNumber || answer.type == .day && aggregate != .sum else {
            throw RuleError(reason: .type(answer.type, asked: [.integer, .decimal]), position: place)
        }
        var bounds = answer.bounds
        if aggregate == .sum {
            bounds = RuleBounds(
                low: min(bounds.low * times, 0), high: max(bounds.high * times, 0),
                finest: answer.type == .decimal ? bounds.finest * 0x1p-53 : 1)
        }
        return try bounded(
            Part(node: .aggregate(aggregate, number, answer.type), type: answer.type, bounds: bounds), at)
    }

    private func number(_ name: String, _ given: [RuleSyntax], _ at: Int) throws(RuleError) -> Part {
        let part = try want([.integer, .decimal], given[0])
        switch name {
        case "int":
            guard part.type == .decimal else { return part }
            let bounds = RuleBounds(low: part.bounds.low, high: part.bounds.high)
            return try bounded(Part(node: .truncated(part.node), type: .integer, bounds: bounds), at)
        case "round":
            guard case .number(let text, _) = given[1], let digits = Int(text), (0...6).contains(digits) else {
                throw RuleError(reason: .expected("0–6", found: ""), position: given[1].position)
            }
            let reach = RuleBounds(low: -part.bounds.most - 1, high: part.bounds.most + 1, finest: Self.power(-digits))
            let node = RuleNode.rounded(promoted(part, true), digits: digits)
            return try bounded(Part(node: node, type: .decimal, bounds: reach), at)
        default:
            let bounds = RuleBounds(low: 0, high: part.bounds.most, finest: part.bounds.finest)
            let isBelow = RuleNode.compared(
                .less, part.node, .constant(part.type == .decimal ? .decimal(0) : .integer(0)), part.type)
            return Part(
                node: .choose(isBelow, .negative(part.node), part.node, part.type), type: part.type, bounds: bounds)
        }
    }

    // MARK: Words

    private func words(_ name: String, _ given: [RuleSyntax], _ at: Int) throws(RuleError) -> Part {
        switch name {
        case "selected":
            let part = try want([.choices, .choice], given[0])
            let code = try want([.text], given[1])
            try matchCodes(part, code, given[1])
            guard case .constant = code.node else {
                throw RuleError(reason: .expected("'…'", found: ""), position: given[1].position)
            }
            return Part(node: .selected(part.node, code.node, isMany: part.type == .choices), type: .flag)
        case "count-selected":
            let part = try want([.choices], given[0])
            let bounds = RuleBounds(low: 0, high: Double(part.codes.count))
            return Part(node: .selectedCount(part.node), type: .integer, bounds: bounds)
        case "string-length":
            let part = try want([.text, .choice], given[0])
            return Part(
                node: .length(part.node), type: .integer, bounds: RuleBounds(low: 0, high: Double(part.textMax)))
        case "concat":
            var (nodes, length): ([RuleNode], Int) = ([], 0)
            for syntax in given {
                let part = try check(syntax)
                guard part.type == .text || part.type == .choice else {
                    throw RuleError(reason: .type(part.type, asked: [.text, .choice]), position: syntax.position)
                }
                if !part.isNothing { nodes.append(part.node) }
                length += part.textMax
            }
            guard length <= Rule.textMax else { throw RuleError(reason: .tooLarge, position: at) }
            return nodes.isEmpty
                ? Part(node: .nothing, type: .text) : Part(node: .joined(nodes), type: .text, textMax: length)
        default:
            guard let match = RuleMatch(rawValue: name) else {
                throw RuleError(reason: .unknownFunction(name, near: nil), position: at)
            }
            let (one, two) = (try want([.text, .choice], given[0]), try want([.text, .choice], given[1]))
            return Part(node: .matched(match, one.node, two.node), type: .flag)
        }
    }
}
