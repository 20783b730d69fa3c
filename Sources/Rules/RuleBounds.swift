/// Between which numbers a result lies, and how small a part of 1 it may be without being 0.
///
/// Both engines and Swift agree on whole numbers up to 2⁵³ and on doubles that neither overflow nor vanish; what may leave
/// that range is refused when the rule is read, so that nothing can go wrong when it is used.
struct RuleBounds: Sendable, Hashable {
    var low: Double
    var high: Double
    /// The least absolute value that is not 0.
    var finest: Double

    static let nothing = RuleBounds(low: 0, high: 0, finest: 1)

    init(low: Double, high: Double, finest: Double = 1) {
        self.low = low
        self.high = high
        self.finest = finest
    }

    var most: Double { max(abs(low), abs(high)) }

    func joined(_ other: RuleBounds) -> RuleBounds {
        RuleBounds(low: min(low, other.low), high: max(high, other.high), finest: min(finest, other.finest))
    }

    func result(of operation: RuleOperator, with other: RuleBounds, isDecimal: Bool) -> RuleBounds {
        switch operation {
        case .plus: sum(low + other.low, high + other.high, other, isDecimal)
        case .minus: sum(low - other.high, high - other.low, other, isDecimal)
        case .times:
            Self.spanning(
                [low * other.low, low * other.high, high * other.low, high * other.high], finest * other.finest)
        case .divided: Self.spanning([-most / other.finest, most / other.finest], finest / max(other.most, 1))
        case .remainder: RuleBounds(low: -min(most, other.most), high: min(most, other.most))
        }
    }

    /// What two doubles leave of each other is at least the spacing of doubles at the finer of them.
    private func sum(_ low: Double, _ high: Double, _ other: RuleBounds, _ isDecimal: Bool) -> RuleBounds {
        RuleBounds(low: low, high: high, finest: isDecimal ? min(finest, other.finest) * 0x1p-53 : 1)
    }

    private static func spanning(_ numbers: [Double], _ finest: Double) -> RuleBounds {
        RuleBounds(low: numbers.min() ?? 0, high: numbers.max() ?? 0, finest: finest)
    }
}
