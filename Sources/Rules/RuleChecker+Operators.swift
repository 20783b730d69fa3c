extension RuleChecker {
    func binary(
        _ name: String, _ left: RuleSyntax, _ right: RuleSyntax, _ at: Int
    ) throws(RuleError) -> Part {
        switch name {
        case "or": return Part(node: .any(try parts("or", left, right)), type: .flag)
        case "and": return Part(node: .all(try parts("and", left, right)), type: .flag)
        default:
            if let comparison = RuleComparison(rawValue: name) { return try compared(comparison, left, right, at) }
            guard let operation = RuleOperator(rawValue: name) else {
                throw RuleError(reason: .unknownFunction(name, near: nil), position: at)
            }
            return try arithmetic(operation, left, right, at)
        }
    }

    /// A chain of the same word is one list.
    private func parts(_ name: String, _ left: RuleSyntax, _ right: RuleSyntax) throws(RuleError) -> [RuleNode] {
        var (rest, last) = (left, [try want([.flag], right).node])
        while case .binary(name, let first, let second, _) = rest {
            last.append(try want([.flag], second).node)
            rest = first
        }
        last.append(try want([.flag], rest).node)
        return last.reversed()
    }

    // MARK: Comparing

    private func compared(
        _ comparison: RuleComparison, _ left: RuleSyntax, _ right: RuleSyntax, _ at: Int
    ) throws(RuleError) -> Part {
        let (one, two) = (try check(left), try check(right))
        let isEquality = comparison == .equal || comparison == .unequal
        if isEquality, one.isNothing || two.isNothing {
            let empty = try emptiness(of: one.isNothing ? two : one, one.isNothing ? right : left)
            return Part(node: comparison == .equal ? empty : .not(empty), type: .flag)
        }
        let orders: [RuleType] =
            isEquality ? [.flag, .integer, .decimal, .text, .day, .choice] : [.integer, .decimal, .day]
        for (part, syntax) in [(one, left), (two, right)] where !orders.contains(part.type) || part.isNothing {
            throw RuleError(reason: .type(part.type, asked: orders), position: syntax.position)
        }
        try matchCodes(one, two, right)
        try matchCodes(two, one, left)
        guard let (first, second, type) = alike(one, two) else {
            throw RuleError(reason: .compared(one.type, two.type), position: at)
        }
        return Part(node: .compared(comparison, first, second, type), type: .flag)
    }

    /// A condition is never empty: only the answer of a field, or what is made of answers, can be.
    private func emptiness(of part: Part, _ syntax: RuleSyntax) throws(RuleError) -> RuleNode {
        if part.isNothing { return .constant(.flag(true)) }
        if part.type == .flag {
            guard case .field = part.node else {
                throw RuleError(reason: .compared(.flag, .text), position: syntax.position)
            }
        }
        return .empty(part.node)
    }

    /// Both parts in one type, if there is one that holds both.
    func alike(_ one: Part, _ two: Part) -> (RuleNode, RuleNode, RuleType)? {
        if one.isNothing { return (one.node, two.node, two.type) }
        if two.isNothing { return (one.node, two.node, one.type) }
        switch (one.type, two.type) {
        case (.integer, .decimal): return (.decimal(one.node), two.node, .decimal)
        case (.decimal, .integer): return (one.node, .decimal(two.node), .decimal)
        case (.choice, .text), (.text, .choice): return (one.node, two.node, .text)
        default: return one.type == two.type ? (one.node, two.node, one.type) : nil
        }
    }

    /// A written code must be one that the choice has.
    func matchCodes(_ choice: Part, _ code: Part, _ syntax: RuleSyntax) throws(RuleError) {
        guard choice.type == .choice || choice.type == .choices, case .constant(.text(let text)) = code.node,
            !choice.codes.contains(text)
        else { return }
        throw RuleError(
            reason: .unknownCode(text, near: Nearest.of(text, among: choice.codes)), position: syntax.position)
    }

    // MARK: Reckoning

    private func arithmetic(
        _ operation: RuleOperator, _ left: RuleSyntax, _ right: RuleSyntax, _ at: Int
    ) throws(RuleError) -> Part {
        let isSum = operation == .plus || operation == .minus
        let asked: [RuleType] =
            operation == .remainder ? [.integer] : isSum ? [.integer, .decimal, .day] : [.integer, .decimal]
        let (one, two) = (try want(asked, left), try want(asked, right))
        if one.type == .day || two.type == .day { return try days(operation, one, two, at) }
        let isDecimal = operation == .divided || one.type == .decimal || two.type == .decimal
        let node = RuleNode.arithmetic(
            operation, promoted(one, isDecimal), promoted(two, isDecimal), isDecimal: isDecimal)
        let bounds = one.bounds.result(of: operation, with: two.bounds, isDecimal: isDecimal)
        return try bounded(Part(node: node, type: isDecimal ? .decimal : .integer, bounds: bounds), at)
    }

    func promoted(_ part: Part, _ isDecimal: Bool) -> RuleNode {
        isDecimal && part.type == .integer ? .decimal(part.node) : part.node
    }

    /// A day and a number of days give a day, two days the number of days between them.
    private func days(_ operation: RuleOperator, _ one: Part, _ two: Part, _ at: Int) throws(RuleError) -> Part {
        let bounds = one.bounds.result(of: operation, with: two.bounds, isDecimal: false)
        switch (one.type, two.type, operation) {
        case (.day, .day, .minus):
            let node = RuleNode.arithmetic(.minus, .dayNumber(one.node), .dayNumber(two.node), isDecimal: false)
            return try bounded(Part(node: node, type: .integer, bounds: bounds), at)
        case (.day, .integer, _):
            let node = RuleNode.arithmetic(operation, .dayNumber(one.node), two.node, isDecimal: false)
            return try bounded(Part(node: .dayOf(node), type: .day, bounds: bounds), at)
        case (.integer, .day, .plus):
            let node = RuleNode.arithmetic(.plus, one.node, .dayNumber(two.node), isDecimal: false)
            return try bounded(Part(node: .dayOf(node), type: .day, bounds: bounds), at)
        default: throw RuleError(reason: .compared(one.type, two.type), position: at)
        }
    }
}
