public import Vocabulary

/// Which days and hours are worked: Chinese working days with make-up days, hours of an organisation, one zone.
///
/// A year whose arrangement is not published yet is taken as Monday to Friday; what reaches into it is *provisional* and is
/// reckoned again when the year arrives.
public struct WorkCalendar: Sendable, Hashable {
    /// The hours of a working day.
    public let hours: WorkHours
    /// Seconds east of UTC, the same all year (China has no summer time).
    public let zoneSeconds: Int
    private let years: [Int: WorkYear]

    /// Puts a calendar together.
    ///
    /// - Parameters:
    ///   - years: Of two with the same year the later in the list counts.
    ///   - zoneSeconds: −50,400 to 50,400.
    public init(_ years: [WorkYear], hours: WorkHours = .usual, zoneSeconds: Int = 28_800) {
        self.years = Dictionary(years.map { ($0.year, $0) }) { _, later in later }
        self.hours = hours
        self.zoneSeconds = min(max(zoneSeconds, -50_400), 50_400)
    }

    /// Whether a day is worked.
    public func isWorkday(_ day: LocalDay) -> Bool {
        guard let year = years[day.civil.year] else { return day.weekday <= 5 }
        if year.holidays[day] != nil { return false }
        return day.weekday <= 5 || year.makeUpDays.contains(day)
    }

    /// The name of the holiday; nil on other days.
    public func holiday(_ day: LocalDay) -> String? { years[day.civil.year]?.holidays[day] }

    /// Whether the arrangement of the day's year is not published yet.
    public func isProvisional(_ day: LocalDay) -> Bool { years[day.civil.year] == nil }

    /// The first working day that is not before a day.
    public func workday(from day: LocalDay) -> LocalDay {
        var day = day
        while !isWorkday(day) { day = day.next }
        return day
    }

    /// The working days from a day to before another, 0 if there are none.
    public func workdays(from: LocalDay, before: LocalDay) -> Int {
        guard from < before else { return 0 }
        return (from.daysSince1970..<before.daysSince1970).count { isWorkday(LocalDay(daysSince1970: $0)) }
    }

    /// The local day of a moment.
    public func day(of instant: Instant) -> LocalDay { LocalDay(instant, offsetSeconds: zoneSeconds) }

    /// The moment of a minute of a day.
    public func instant(_ day: LocalDay, minute: Int) -> Instant {
        Instant(
            millisecondsSince1970: (Int64(day.daysSince1970) * 86_400 - Int64(zoneSeconds) + Int64(minute) * 60) * 1_000
        )
    }

    /// The close of work of a day, worked or not.
    public func close(of day: LocalDay) -> Instant { instant(day, minute: hours.close) }
}

extension LocalDay {
    /// The day after.
    var next: LocalDay { LocalDay(daysSince1970: daysSince1970 + 1) }
}
