/// What keeps a vote from being counted at all.
///
/// Descriptions name the rule and the place, never a person or a unit.
public enum MajorityError: Error, Equatable, Sendable {
    /// A part has no area at all, one that is not between 0.01 m² and 100 km², or the sum passes its limit.
    case areaOutOfRange(row: Int)
    /// A unit stands twice on the roll, or the roll is not in the order of its units' bytes.
    case unitsNotOrdered(row: Int)
    /// A unit or a head group has no name.
    case nameMissing(row: Int)
    /// The roll is empty or has more than 1,000,000 parts.
    case rollSize
    /// A part that was sold and delivered names no buyer.
    case buyerMissing(row: Int)
    /// There is no motion, or the motions are not numbered 1, 2, 3 …
    case motionsNotNumbered
    /// The item is not one of the nine of article 278.
    case unknownItem
    /// Voting closes before it opens.
    case periodReversed
    /// A ballot, proxy or void stands before its predecessor.
    case recordsNotOrdered(position: Int)
    /// A ballot, proxy or void names a row that the roll has not.
    case rowOutOfRange(position: Int)
    /// A ballot has no choice, or one for a motion that is not put.
    case motionUnknown(position: Int)
    /// A paper ballot names no sealed scan, or another ballot names one.
    case scanMismatch(position: Int)
}

extension MajorityError: CustomStringConvertible {
    /// The rule and the place in English.
    public var description: String {
        switch self {
        case .areaOutOfRange(let row): "roll row \(row): no area between 0.01 m² and 100 km²"
        case .unitsNotOrdered(let row): "roll row \(row): units must be unique and in the order of their bytes"
        case .nameMissing(let row): "roll row \(row): unit or head group without a name"
        case .rollSize: "a roll has 1 to 1,000,000 parts"
        case .buyerMissing(let row): "part \(row): sold and delivered, but without a buyer"
        case .motionsNotNumbered: "motions must be numbered 1, 2, 3 …"
        case .unknownItem: "article 278 has the items 1 to 9"
        case .periodReversed: "voting closes before it opens"
        case .recordsNotOrdered(let position): "record \(position): log indexes must rise"
        case .rowOutOfRange(let position): "record \(position): not on the roll"
        case .motionUnknown(let position): "record \(position): no choice, or one for a motion that is not put"
        case .scanMismatch(let position): "record \(position): paper ballots and only they name a sealed scan"
        }
    }
}
