/// What a search adds up.
public enum WalkMetric: String, Sendable {
    /// The length of the way.
    case distance
    /// The time that the walker needs.
    case time
}

/// A length or a time, as searches decide on it: a whole number of tenths of a millimetre or of a millisecond.
///
/// Tenths, because a way of a hundred pieces, each rounded, must still be right to one millimetre.
/// Range: up to 214 km or 59 hours. Which of the two is meant is told by the ``WalkCosts`` that answered.
public struct WalkCost: RawRepresentable, Sendable, Hashable, Comparable {
    /// Tenths of a millimetre or of a millisecond, ≥ 0.
    public var rawValue: Int32

    /// Makes a cost of tenths.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// A length; the greatest cost where it is longer than 214 km.
    public static func metres(_ metres: Int) -> WalkCost { WalkCost(thousands: metres) }

    /// A time; the greatest cost where it is longer than 59 hours.
    public static func seconds(_ seconds: Int) -> WalkCost { WalkCost(thousands: seconds) }

    /// A time; the greatest cost where it is longer than 59 hours.
    public static func minutes(_ minutes: Int) -> WalkCost {
        WalkCost(thousands: min(max(minutes, 0), 1 << 20) * 60)
    }

    private init(thousands: Int) {
        rawValue = Int32(clamping: max(0, min(thousands, 1 << 26)) * 10_000)
    }

    /// Millimetres or milliseconds, half rounded up.
    public var thousandths: Int { (Int(rawValue) + 5) / 10 }

    /// The greatest cost: without a bound.
    public static let greatest = WalkCost(rawValue: .max)

    /// Orders by size.
    public static func < (left: WalkCost, right: WalkCost) -> Bool { left.rawValue < right.rawValue }
}
