/// A day of the calendar on somebody's wall, without a time and without a zone.
///
/// Birthdays, due days and reporting days are days, not instants: in 1988 Shanghai kept summer time, so midnight there
/// was not the midnight that a fixed offset would give.
public struct LocalDay: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01 in the proleptic Gregorian calendar.
    public let daysSince1970: Int

    /// Takes a count of days as it is.
    public init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }

    /// The day on the wall of a zone with a fixed offset at a moment.
    ///
    /// - Parameter offsetSeconds: Seconds east of Greenwich; Shanghai has 28,800 since 1992.
    public init(_ instant: Instant, offsetSeconds: Int) {
        let local = instant.millisecondsSince1970 + Int64(offsetSeconds) * 1_000
        daysSince1970 = Int(local.flooredDivision(by: 86_400_000))
    }

    public static func < (left: LocalDay, right: LocalDay) -> Bool { left.daysSince1970 < right.daysSince1970 }

    /// Year, month 1…12 and day 1…31.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days (public domain).
    public var civil: (year: Int, month: Int, day: Int) {
        let shifted = daysSince1970 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// Day of the week, Monday 1 … Sunday 7 (ISO 8601).
    public var weekday: Int { Int(Int64(daysSince1970 + 3).flooredRemainder(by: 7)) + 1 }
}

extension LocalDay: CustomStringConvertible {
    /// ISO 8601: `2026-11-22`.
    public var description: String {
        let (year, month, day) = civil
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }
}
