import Vocabulary

/// Why a text is no rule, with the place at which it ceases to be one.
public struct RuleError: Error, Sendable, Hashable {
    /// What is wrong.
    public enum Reason: Sendable, Hashable {
        /// Nothing is written.
        case empty
        /// More than so many bytes, steps or levels.
        case tooLong(max: Int)
        case tooManySteps(max: Int)
        case tooDeep(max: Int)
        /// A character that begins nothing; the other is meant if it is known.
        case character(String, meant: String?)
        /// A text without its closing quotation mark, a field without its brace.
        case open(String)
        /// A number that is too long or too fine.
        case number(String)
        /// Something else stands where this was expected.
        case expected(String, found: String)
        /// Comparisons in a row, as in `1 < 2 < 3`.
        case comparisonChain
        /// A field that is not within reach; the nearest name if one is near.
        case unknownField(String, near: String?)
        /// A function that the language does not have; the nearest name if one is near.
        case unknownFunction(String, near: String?)
        /// So many arguments where others are asked for.
        case arguments(String, given: Int, asked: String)
        /// One type where others are asked for.
        case type(RuleType, asked: [RuleType])
        /// Two sides that cannot be compared.
        case compared(RuleType, RuleType)
        /// A code that the field does not have; the nearest one if one is near.
        case unknownCode(String, near: String?)
        /// Not a day of the calendar, as `2026-02-30`.
        case day(String)
        /// A field that is answered many times outside `sum`, `count`, `min`, `max`, or the other way round.
        case repeated(String)
        case notRepeated(String)
        /// A result that may leave the range of numbers that every engine holds alike.
        case tooLarge
        case tooFine
        /// What a database cannot look for.
        case notSearchable(String)
    }

    /// What is wrong.
    public let reason: Reason
    /// Where it begins, in Unicode scalars from 0.
    public let position: Int
}

extension RuleError: CustomStringConvertible {
    /// In English, with the column counted from 1.
    public var description: String { text(in: .en) }
}
