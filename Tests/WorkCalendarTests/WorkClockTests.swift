import Testing
import Vocabulary

@testable import WorkCalendar

@Suite("Budgets of time")
struct WorkClockTests {
    func due(_ budget: TimeBudget, _ start: String, _ pauses: [(String, String?)] = []) throws -> WorkClock.Due {
        let pauses = try pauses.map { try WorkClock.Pause(from: moment($0.0), until: $0.1.map { try moment($0) }) }
        return WorkClock(budget, from: try moment(start), pauses: pauses).due(by: try published())
    }

    @Test(
        "when time is up",
        arguments: [
            // Five working days over the national holiday with its make-up days on 20 September and 10 October.
            (.workdays(5), "2026-09-29 10:00", "2026-10-12 17:30"),
            (.workdays(1), "2026-09-18 16:00", "2026-09-20 17:30"),
            (.workdays(1), "2026-09-19 09:00", "2026-09-20 17:30"),
            (.workdays(3), "2026-11-22 23:59", "2026-11-25 17:30"),
            // The last day is the first of May: the working day after the holiday.
            (.days(7), "2026-04-24 09:00", "2026-05-06 17:30"), (.days(1), "2026-11-22 00:00", "2026-11-23 17:30"),
            (.hours(24), "2026-10-01 03:00", "2026-10-02 03:00"),
            (.workMinutes(60), "2026-11-20 17:00", "2026-11-23 09:00"),
            (.workMinutes(210), "2026-11-23 08:00", "2026-11-23 12:00"),
            (.workMinutes(211), "2026-11-23 08:00", "2026-11-23 13:31"),
            (.workMinutes(450), "2026-11-23 12:30", "2026-11-24 12:00"),
            (.workMinutes(1), "2026-02-14 23:00", "2026-02-24 08:31"),
        ] as [(TimeBudget, String, String)])
    func plain(_ budget: TimeBudget, _ start: String, _ expected: String) throws {
        let (due, wanted) = (try due(budget, start), WorkClock.Due.at(try moment(expected), isProvisional: false))
        #expect(due == wanted)
    }

    @Test("a pause is not used up, an open pause has no end, and pauses that overlap are one")
    func pauses() throws {
        #expect(
            try due(
                .hours(10), "2026-11-23 08:00",
                [("2026-11-23 10:00", "2026-11-23 11:00"), ("2026-11-23 10:30", "2026-11-23 12:00")])
                == .at(try moment("2026-11-23 20:00"), isProvisional: false))
        #expect(
            try due(.workMinutes(60), "2026-11-23 09:00", [("2026-11-23 09:30", "2026-11-24 09:00")])
                == .at(try moment("2026-11-24 09:30"), isProvisional: false))
        #expect(
            try due(.workdays(2), "2026-11-23 09:00", [("2026-11-24 16:00", "2026-11-25 09:00")])
                == .at(try moment("2026-11-26 17:30"), isProvisional: false))
        #expect(try due(.workdays(2), "2026-11-23 09:00", [("2026-11-24 09:00", nil)]) == .paused)
        #expect(try due(.workMinutes(60), "2026-11-23 09:00", [("2026-11-23 09:30", nil)]) == .paused)
        #expect(
            try due(.hours(1), "2026-11-23 09:00", [("2026-11-23 10:30", nil)])
                == .at(try moment("2026-11-23 10:00"), isProvisional: false))
        #expect(
            try due(.hours(1), "2026-11-23 09:00", [("2026-11-20 10:00", "2026-11-21 10:00")])
                == .at(try moment("2026-11-23 10:00"), isProvisional: false))
    }

    @Test("a deadline in a year without arrangement moves when the year arrives")
    func arrives() throws {
        let clock = WorkClock(.workdays(3), from: try moment("2026-12-30 09:00"))
        let before = clock.due(by: try published())
        #expect(before == .at(try moment("2027-01-04 17:30"), isProvisional: true))
        let years = try (WorkYear.published + ["year 2027 t\noff 2027-01-01 2027-01-03 元旦"]).map { try WorkYear($0) }
        #expect(clock.due(by: WorkCalendar(years)) == .at(try moment("2027-01-05 17:30"), isProvisional: false))
    }

    @Test("minutes of work agree with a clock that goes minute by minute")
    func minutes() throws {
        var chance = Chance(state: 11)
        let calendar = try published()
        let begin = try moment("2026-01-01 00:00")
        for _ in 0..<150 {
            let start = begin.advanced(byMilliseconds: Int64.random(in: 0..<500_000, using: &chance) * 60_000)
            let pauses = (0..<Int.random(in: 0...3, using: &chance)).map { _ in
                let from = start.advanced(byMilliseconds: Int64.random(in: -2_000..<8_000, using: &chance) * 60_000)
                return WorkClock.Pause(
                    from: from,
                    until: from.advanced(byMilliseconds: Int64.random(in: 1..<5_000, using: &chance) * 60_000))
            }
            let budget = Int.random(in: 1...2_000, using: &chance)
            let clock = WorkClock(.workMinutes(budget), from: start, pauses: pauses)
            guard case .at(let due, _) = clock.due(by: calendar) else {
                Issue.record("a clock whose pauses end is never due")
                return
            }
            var (left, now) = (budget, start)
            while left > 0 {
                let day = calendar.day(of: now)
                let minute = Int(
                    (now.millisecondsSince1970 - calendar.instant(day, minute: 0).millisecondsSince1970) / 60_000)
                let isWorked = calendar.isWorkday(day) && calendar.hours.spans.contains { $0.contains(minute) }
                let isPaused = pauses.contains { $0.from <= now && now < ($0.until ?? now) }
                if isWorked, !isPaused { left -= 1 }
                now = now.advanced(byMilliseconds: 60_000)
            }
            #expect(due == now, "\(clock)")
            #expect(clock.used(until: due, by: calendar) == Int64(budget) * 60_000)
        }
    }

    @Test("the largest budgets and the farthest moments come to an end")
    func extremes() throws {
        let calendar = WorkCalendar([], hours: try #require(WorkHours([0..<1])))
        for budget in [TimeBudget.hours(.max), .days(.max), .workdays(.max), .workMinutes(20_000), .days(0)] {
            guard case .at = WorkClock(budget, from: try moment("2299-12-31 23:59")).due(by: calendar) else {
                Issue.record("\(budget)")
                continue
            }
        }
    }
}

/// A generator of chance that is the same in each run.
struct Chance: RandomNumberGenerator {
    var state: UInt64

    /// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014 (SplitMix64).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
