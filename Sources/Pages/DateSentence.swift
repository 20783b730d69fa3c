import HTML
public import Vocabulary

/// Says moments and spans as a neighbour would: today and tomorrow by name, the coming days by weekday, the rest by date.
///
/// Source: the design's rule «relative ≤ 24 h, weekday ≤ 7 days, then date»; the weekday of today itself is never said for another
/// week, so weekdays reach six days.
public struct DateSentence: Sendable {
    /// The phrases to say it in.
    public let words: Words
    /// The moment at which the page is drawn.
    public let now: Instant
    /// Seconds that local time is ahead of UTC; 28,800 for Asia/Shanghai.
    public let secondsFromUTC: Int

    private let today: Int
    private let thisYear: Int
    private let weekdays: [Substring]
    private let months: [Substring]

    /// Prepares to say moments as seen from a moment and a zone.
    public init(words: Words, now: Instant, secondsFromUTC: Int) {
        self.words = words
        self.now = now
        self.secondsFromUTC = secondsFromUTC
        self.weekdays = words.list(.dateWeekdays)
        self.months = words.list(.dateMonths)
        self.today = Self.local(now, secondsFromUTC).day
        self.thisYear = CivilDate(day: today).year
    }

    /// Says when: `今天 16:30`, `周二 09:00`, `12月3日 09:00`, `2025年12月3日`.
    public func moment(_ instant: Instant) -> String {
        let local = local(instant)
        let time = local.clock
        switch local.day - today {
        case 0: return words(.dateToday, ["time": time])
        case 1: return words(.dateTomorrow, ["time": time])
        case -1: return words(.dateYesterday, ["time": time])
        case -6...6: return words(.dateWeekday, ["day": weekday(local.day), "time": time])
        default: return date(local)
        }
    }

    /// Says by when: `今天 16:30 前`, `By 16:30 today`.
    public func deadline(_ instant: Instant) -> String {
        guard words.language == .en else { return words(.dateBy, ["when": moment(instant)]) }
        let local = local(instant)
        let day: String
        switch local.day - today {
        case 0: day = "today"
        case 1: day = "tomorrow"
        case 2...6: day = "on " + weekday(local.day)
        default: day = "on " + dayAndMonth(CivilDate(day: local.day))
        }
        return words(.dateBy, ["time": local.clock, "day": day])
    }

    /// Says how long: `1 小时 50 分`, `3 天`. Whole minutes below a day, whole days from two days on, never rounded up.
    public func span(milliseconds: Int64) -> String {
        let minutes = Int(max(0, milliseconds) / 60_000)
        let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
        if minutes == 0 { return words(.spanUnderMinute) }
        if hours == 0 { return words(.spanMinutes, ["minutes": String(minutes)]) }
        if hours < 24 {
            if rest == 0 { return words(.spanHours, ["hours": String(hours)]) }
            return words(.spanHoursMinutes, ["hours": String(hours), "minutes": String(rest)])
        }
        let days = hours / 24
        return days == 1 ? words(.spanDay) : words(.spanDays, ["days": String(days)])
    }

    /// Says the hour and minute of today's clock: `14:40`.
    public func clock(_ instant: Instant) -> String {
        local(instant).clock
    }

    /// The moment for machines, local time with its offset: `2026-11-22T16:30+08:00`.
    public func machine(_ instant: Instant) -> String {
        let local = local(instant)
        let date = CivilDate(day: local.day)
        let offset = abs(secondsFromUTC) / 60
        let zone = (secondsFromUTC < 0 ? "-" : "+") + Self.two(offset / 60) + ":" + Self.two(offset % 60)
        let year = String(date.year)
        let padded = String(repeating: "0", count: max(0, 4 - year.count)) + year
        return padded + "-" + Self.two(date.month) + "-" + Self.two(date.day) + "T" + local.clock + zone
    }

    /// Whether two moments fall on the same local day.
    public func isSameDay(_ one: Instant, _ other: Instant) -> Bool {
        local(one).day == local(other).day
    }

    private struct Local {
        var day: Int
        var clock: String
    }

    private func local(_ instant: Instant) -> Local {
        Self.local(instant, secondsFromUTC)
    }

    private static func local(_ instant: Instant, _ secondsFromUTC: Int) -> Local {
        let minutes = floored(instant.millisecondsSince1970 + Int64(secondsFromUTC) * 1000, by: 60_000)
        let day = floored(minutes, by: 1440)
        let minute = Int(minutes - day * 1440)
        return Local(day: Int(day), clock: Self.two(minute / 60) + ":" + Self.two(minute % 60))
    }

    private func weekday(_ day: Int) -> String {
        // 1970-01-01 was a Thursday.
        let index = ((day + 4) % 7 + 7) % 7
        return index < weekdays.count ? String(weekdays[index]) : ""
    }

    private func date(_ local: Local) -> String {
        let date = CivilDate(day: local.day)
        if date.year != thisYear {
            return words(
                .dateDayOfYear,
                ["year": String(date.year), "month": month(date.month), "day": String(date.day)])
        }
        return words(.dateDay, ["month": month(date.month), "day": String(date.day), "time": local.clock])
    }

    private func dayAndMonth(_ date: CivilDate) -> String {
        String(date.day) + " " + month(date.month)
    }

    private func month(_ number: Int) -> String {
        number <= months.count ? String(months[number - 1]) : String(number)
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0" + String(number) : String(number)
    }

    private static func floored(_ value: Int64, by divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}

/// A day of the Gregorian calendar, from days since 1970-01-01.
///
/// Source: the era arithmetic of H. Hinnant, «chrono-Compatible Low-Level Date Algorithms», days to civil.
struct CivilDate {
    var year: Int
    var month: Int
    var day: Int

    init(day daysSince1970: Int) {
        let shifted = daysSince1970 + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}
