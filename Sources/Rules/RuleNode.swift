/// An expression whose fields and types are known; every node gives a value or none, whatever it reads.
indirect enum RuleNode: Sendable, Hashable {
    /// No value, as `''`.
    case nothing
    case constant(RuleValue)
    /// The field with this number among the rule's fields.
    case field(Int)
    case today
    case not(RuleNode)
    case all([RuleNode])
    case any([RuleNode])
    /// Two sides of one type.
    case compared(RuleComparison, RuleNode, RuleNode, RuleType)
    case empty(RuleNode)
    /// Two sides of one kind of number; days count as whole numbers.
    case arithmetic(RuleOperator, RuleNode, RuleNode, isDecimal: Bool)
    case negative(RuleNode)
    /// A whole number as one with a fraction.
    case decimal(RuleNode)
    /// A day as the number of days since 1970, and back.
    case dayNumber(RuleNode)
    case dayOf(RuleNode)
    case choose(RuleNode, RuleNode, RuleNode, RuleType)
    case firstGiven([RuleNode], RuleType)
    /// The least or greatest of those that are given.
    case extreme(isLeast: Bool, [RuleNode], RuleType)
    case length(RuleNode)
    case matched(RuleMatch, RuleNode, RuleNode)
    case joined([RuleNode])
    case selected(RuleNode, RuleNode, isMany: Bool)
    case selectedCount(RuleNode)
    /// Towards zero.
    case truncated(RuleNode)
    /// Halves upwards, to so many digits.
    case rounded(RuleNode, digits: Int)
    case aggregate(RuleAggregate, Int, RuleType)
}

/// How two values are compared.
enum RuleComparison: String, Sendable, Hashable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
}

/// What is done with two numbers.
enum RuleOperator: String, Sendable, Hashable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "div"
    case remainder = "mod"
}

/// Where one text stands in another.
enum RuleMatch: String, Sendable, Hashable {
    case contains
    case starts = "starts-with"
    case ends = "ends-with"
}

/// What is made of the answers of a field that is asked again and again.
enum RuleAggregate: String, Sendable, Hashable {
    case count
    case sum
    case least = "min"
    case greatest = "max"
}
