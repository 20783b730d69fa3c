import Testing
import Vocabulary

@testable import WorkCalendar

func day(_ text: String) throws -> LocalDay { try #require(LocalDay(text)) }

/// A local moment, as `2026-10-01 09:30`, in the zone of China.
func moment(_ text: String) throws -> Instant {
    let parts = text.split(separator: " ")
    let time = try parts[1].split(separator: ":").map { try #require(Int($0)) }
    let calendar = WorkCalendar([])
    return calendar.instant(try day(String(parts[0])), minute: time[0] * 60 + time[1])
}

func published() throws -> WorkCalendar { WorkCalendar(try WorkYear.published.map { try WorkYear($0) }) }

@Suite("Working days")
struct WorkCalendarTests {
    @Test(
        "the published years: holidays, make-up days, plain days",
        arguments: [
            ("2026-10-01", false), ("2026-10-10", true), ("2026-10-11", false), ("2026-02-14", true),
            ("2026-02-28", true),
            ("2026-02-23", false), ("2026-02-24", true), ("2026-01-04", true), ("2026-11-23", true),
            ("2026-11-22", false),
            ("2025-01-26", true), ("2025-10-08", false), ("2025-10-09", true), ("2024-05-11", true),
            ("2024-02-12", false),
            ("2027-10-01", true),
        ])
    func days(_ text: String, _ isWorked: Bool) throws {
        let isWorkday = try published().isWorkday(try day(text))
        #expect(isWorkday == isWorked)
    }

    /// The numbers of working days that the notices leave: 365 or 366 less weekends and holidays on weekdays, plus make-up days.
    @Test(
        "a year has as many working days as its arrangement leaves", arguments: [(2024, 251), (2025, 248), (2026, 248)])
    func count(_ year: Int, _ expected: Int) throws {
        let workdays = try published().workdays(from: try day("\(year)-01-01"), before: try day("\(year + 1)-01-01"))
        #expect(workdays == expected)
    }

    @Test("a year that is not published is provisional, and the later of two arrangements counts")
    func provisional() throws {
        let calendar = try published()
        let later = try day("2027-10-01")
        #expect(calendar.isProvisional(later) && calendar.holiday(later) == nil)
        let changed = WorkCalendar([
            try WorkYear("year 2027 a\noff 2027-10-01 2027-10-07 国庆节"), try WorkYear("year 2027 b"),
        ])
        #expect(changed.isWorkday(later) && !changed.isProvisional(later))
        #expect(calendar.holiday(try day("2026-02-17")) == "春节")
    }

    @Test(
        "what is wrong with a year is told with its line",
        arguments: [
            ("", 1, .yearMissing), ("off 2026-01-01 2026-01-01 元旦", 1, .yearMissing),
            ("year 2026 x\nyear 2026 x", 2, .yearTwice), ("year 1026 x", 1, .day("1026")),
            ("year 2026 x\nholiday 2026-01-01", 2, .line("holiday")),
            ("year 2026 x\n\n# n\nwork 2026-01-05", 4, .weekday("2026-01-05")),
            ("year 2026 x\nwork 2027-01-02", 2, .day("2027-01-02")),
            ("year 2026 x\nwork 2026-02-30", 2, .day("2026-02-30")),
            ("year 2026 x\noff 2026-01-03 2026-01-01 a", 2, .span("2026-01-01")),
            ("year 2026 x\noff 2026-01-01 2026-01-04 a\nwork 2026-01-04", 3, .twice("2026-01-04")),
            ("year 2026 x\noff 2026-01-01 2026-01-04", 2, .line("off")),
        ] as [(String, Int, WorkYearError.Reason)])
    func mistakes(_ text: String, _ line: Int, _ reason: WorkYearError.Reason) {
        #expect(throws: WorkYearError(line: line, reason: reason)) { try WorkYear(text) }
    }

    @Test("hours must be in order, apart and within the day")
    func hours() {
        #expect(WorkHours([]) == nil && WorkHours([540..<540]) == nil && WorkHours([540..<600, 600..<660]) == nil)
        #expect(WorkHours([600..<660, 540..<600]) == nil && WorkHours([1_400..<1_441]) == nil)
        #expect(WorkHours([540..<720, 780..<1_020])?.minutes == 420)
        #expect(WorkHours.usual.minutes == 450)
    }
}
