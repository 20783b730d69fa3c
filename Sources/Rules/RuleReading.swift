import Vocabulary

/// The answers over which an expression is evaluated, already within the bounds of their fields.
struct RuleReading {
    /// By the number of the field.
    let answers: [RuleValue?]
    let today: LocalDay

    func holds(_ node: RuleNode) -> Bool { value(of: node) == .flag(true) }

    func value(of node: RuleNode) -> RuleValue? {
        switch node {
        case .nothing: nil
        case .constant(let value): value
        case .field(let number): answers[number]
        case .today: .day(today)
        case .not(let one): .flag(!holds(one))
        case .all(let nodes): .flag(nodes.allSatisfy(holds))
        case .any(let nodes): .flag(nodes.contains(where: holds))
        case .compared(let comparison, let one, let two, let type): .flag(compares(comparison, one, two, type))
        case .empty(let one): .flag(value(of: one) == nil)
        case .choose(let condition, let one, let two, _): value(of: holds(condition) ? one : two)
        case .firstGiven(let nodes, _): nodes.lazy.compactMap { value(of: $0) }.first
        case .matched, .joined, .selected, .selectedCount, .length: words(node)
        default: number(node)
        }
    }

    private func integer(_ node: RuleNode) -> Int64? {
        if case .integer(let number)? = value(of: node) { number } else { nil }
    }

    private func double(_ node: RuleNode) -> Double? {
        if case .decimal(let number)? = value(of: node) { number } else { nil }
    }

    private func text(_ node: RuleNode) -> String? {
        if case .text(let text)? = value(of: node) { text } else { nil }
    }

    // MARK: Comparing

    private func compares(_ comparison: RuleComparison, _ one: RuleNode, _ two: RuleNode, _ type: RuleType) -> Bool {
        if type == .flag { return holds(one) == holds(two) ? comparison == .equal : comparison == .unequal }
        guard let left = value(of: one), let right = value(of: two) else {
            let areBothEmpty = value(of: one) == nil && value(of: two) == nil
            return comparison == .equal && areBothEmpty || comparison == .unequal && !areBothEmpty
        }
        return switch comparison {
        case .equal: Self.isSame(left, right)
        case .unequal: !Self.isSame(left, right)
        case .less: Self.isBefore(left, right)
        case .atMost: !Self.isBefore(right, left)
        case .more: Self.isBefore(right, left)
        case .atLeast: !Self.isBefore(left, right)
        }
    }

    /// Texts are the same if their bytes are, as in both engines; Swift alone would take composed letters for one.
    private static func isSame(_ left: RuleValue, _ right: RuleValue) -> Bool {
        guard case .text(let one) = left, case .text(let two) = right else { return left == right }
        return one.utf8.elementsEqual(two.utf8)
    }

    static func isBefore(_ left: RuleValue, _ right: RuleValue) -> Bool {
        switch (left, right) {
        case (.integer(let one), .integer(let two)): one < two
        case (.decimal(let one), .decimal(let two)): one < two
        case (.day(let one), .day(let two)): one < two
        default: false
        }
    }

    // MARK: Numbers

    private func number(_ node: RuleNode) -> RuleValue? {
        switch node {
        case .arithmetic(let operation, let one, let two, isDecimal: true):
            double(one).flatMap { left in double(two).flatMap { Self.result(left, operation, $0) } }.map {
                .decimal($0)
            }
        case .arithmetic(let operation, let one, let two, isDecimal: false):
            integer(one).flatMap { left in integer(two).flatMap { Self.result(left, operation, $0) } }.map {
                .integer($0)
            }
        case .negative(let one): negative(value(of: one))
        case .decimal(let one): integer(one).map { .decimal(Double($0)) }
        case .dayNumber(let one):
            if case .day(let day)? = value(of: one) { .integer(Int64(day.daysSince1970)) } else { nil }
        case .dayOf(let one): integer(one).map { .day(LocalDay(daysSince1970: Int($0))) }
        case .truncated(let one): double(one).map { .integer(Int64($0)) }
        case .rounded(let one, let digits): double(one).map { .decimal(Self.rounded($0, digits)) }
        case .extreme(let isLeast, let nodes, _): extreme(isLeast, nodes.compactMap { value(of: $0) })
        case .aggregate(let aggregate, let number, let type): made(aggregate, number, type)
        default: nil
        }
    }

    private func negative(_ value: RuleValue?) -> RuleValue? {
        switch value {
        case .integer(let number): .integer(-number)
        case .decimal(let number): .decimal(-number)
        default: nil
        }
    }

    private static func result(_ left: Int64, _ operation: RuleOperator, _ right: Int64) -> Int64? {
        switch operation {
        case .plus: left + right
        case .minus: left - right
        case .times: left * right
        case .remainder: right == 0 ? nil : left % right
        case .divided: nil
        }
    }

    private static func result(_ left: Double, _ operation: RuleOperator, _ right: Double) -> Double? {
        switch operation {
        case .plus: left + right
        case .minus: left - right
        case .times: left * right
        case .divided: right == 0 ? nil : left / right
        case .remainder: nil
        }
    }

    private static func rounded(_ number: Double, _ digits: Int) -> Double {
        let power = RuleChecker.power(digits)
        return (number * power + 0.5).rounded(.down) / power
    }

    private func extreme(_ isLeast: Bool, _ values: [RuleValue]) -> RuleValue? {
        isLeast ? values.min(by: Self.isBefore) : values.max(by: Self.isBefore)
    }

    private func made(_ aggregate: RuleAggregate, _ number: Int, _ type: RuleType) -> RuleValue? {
        var values: [RuleValue] = []
        if case .list(let given)? = answers[number] { values = given }
        switch aggregate {
        case .count: return .integer(Int64(values.count))
        case .least, .greatest: return extreme(aggregate == .least, values)
        case .sum:
            if type == .integer {
                return .integer(values.reduce(0) { if case .integer(let number) = $1 { $0 + number } else { $0 } })
            }
            return .decimal(values.reduce(0) { if case .decimal(let number) = $1 { $0 + number } else { $0 } })
        }
    }

    // MARK: Words

    private func words(_ node: RuleNode) -> RuleValue? {
        switch node {
        case .matched(let match, let one, let two):
            guard let text = self.text(one), let part = self.text(two) else { return .flag(false) }
            return .flag(Self.matches(match, Array(text.utf8), Array(part.utf8)))
        case .joined(let nodes):
            let whole = nodes.compactMap { self.text($0) }.joined()
            return whole.isEmpty ? nil : .text(whole)
        case .selected(let one, let two, _):
            guard let code = text(two) else { return .flag(false) }
            if case .choices(let codes)? = value(of: one) { return .flag(codes.contains(code)) }
            return .flag(text(one) == code)
        case .selectedCount(let one):
            if case .choices(let codes)? = value(of: one) { return .integer(Int64(codes.count)) }
            return .integer(0)
        case .length(let one): return .integer(Int64(text(one)?.unicodeScalars.count ?? 0))
        default: return nil
        }
    }

    private static func matches(_ match: RuleMatch, _ text: [UInt8], _ part: [UInt8]) -> Bool {
        switch match {
        case .starts: text.starts(with: part)
        case .ends: text.suffix(part.count).elementsEqual(part)
        case .contains: text.contains(part)
        }
    }
}
