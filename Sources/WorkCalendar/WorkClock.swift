public import Vocabulary

/// A budget of time that began to run, and the spans in which it stood still.
public struct WorkClock: Sendable, Hashable {
    /// A span in which the clock stands still; without an end it still does.
    public struct Pause: Sendable, Hashable {
        /// From this moment on.
        public let from: Instant
        /// Up to this moment; nil while the pause lasts.
        public let until: Instant?

        /// Describes a pause.
        public init(from: Instant, until: Instant?) {
            self.from = from
            self.until = until
        }
    }

    /// When time is up.
    public enum Due: Sendable, Hashable {
        /// At a moment; provisional if a year without a published arrangement had to be walked through.
        case at(Instant, isProvisional: Bool)
        /// Not while the pause lasts.
        case paused
    }

    /// How much time there is.
    public let budget: TimeBudget
    /// When it began.
    public let start: Instant
    /// In order and apart from each other; an open one is the last.
    public let pauses: [Pause]

    /// Sets a clock going.
    ///
    /// - Parameter pauses: In any order; those that overlap are taken as one, what lies before the start is left out.
    public init(_ budget: TimeBudget, from start: Instant, pauses: [Pause] = []) {
        self.budget = budget.bounded
        self.start = start
        self.pauses = Self.tidy(pauses, from: start)
    }

    private static func tidy(_ pauses: [Pause], from start: Instant) -> [Pause] {
        var tidy: [Pause] = []
        for pause in pauses.sorted(by: { $0.from < $1.from }) {
            let from = max(pause.from, start)
            if let until = pause.until, until <= from { continue }
            guard let last = tidy.last, let end = last.until else {
                if tidy.isEmpty { tidy.append(Pause(from: from, until: pause.until)) }
                continue
            }
            guard from <= end else {
                tidy.append(Pause(from: from, until: pause.until))
                continue
            }
            tidy[tidy.count - 1] = Pause(from: last.from, until: pause.until.map { max($0, end) })
        }
        return tidy
    }

    /// Whether the clock stands still at a moment.
    public func isPaused(at instant: Instant) -> Bool {
        pauses.contains { $0.from <= instant && ($0.until.map { instant < $0 } ?? true) }
    }

    /// When the time is up by a calendar.
    ///
    /// Hours and minutes of work that fall into a pause are not used up; a day is used up if the clock runs at its end.
    public func due(by calendar: WorkCalendar) -> Due {
        switch budget {
        case .hours(let count): hoursDue(count, calendar)
        case .days(let count): daysDue(count, calendar)
        case .workMinutes(let count): minutesDue(count, calendar)
        case .workdays(let count): workdaysDue(count, calendar)
        }
    }

    /// The spans in which the clock runs, in order; the last may have no end.
    private var running: [(from: Instant, until: Instant?)] {
        var spans: [(from: Instant, until: Instant?)] = []
        var from = start
        for pause in pauses {
            if from < pause.from { spans.append((from, pause.from)) }
            guard let until = pause.until else { return spans }
            from = until
        }
        return spans + [(from, nil)]
    }

    private func hoursDue(_ hours: Int, _ calendar: WorkCalendar) -> Due {
        var left = Int64(hours) * 3_600_000
        for span in running {
            guard let until = span.until else {
                return .at(span.from.advanced(byMilliseconds: left), isProvisional: false)
            }
            let length = until.millisecondsSince1970 - span.from.millisecondsSince1970
            if left <= length { return .at(span.from.advanced(byMilliseconds: left), isProvisional: false) }
            left -= length
        }
        return .paused
    }

    // MARK: Days

    private func daysDue(_ days: Int, _ calendar: WorkCalendar) -> Due {
        var (left, day) = (days, calendar.day(of: start))
        while left > 0 {
            day = day.next
            guard let runs = runs(at: calendar.close(of: day)) else { return .paused }
            if runs { left -= 1 }
        }
        let last = calendar.workday(from: day)
        return .at(calendar.close(of: last), isProvisional: calendar.isProvisional(last) || calendar.isProvisional(day))
    }

    private func workdaysDue(_ days: Int, _ calendar: WorkCalendar) -> Due {
        var (left, day, isProvisional) = (days, calendar.day(of: start), false)
        while left > 0 {
            day = calendar.workday(from: day.next)
            isProvisional = isProvisional || calendar.isProvisional(day)
            guard let runs = runs(at: calendar.close(of: day)) else { return .paused }
            if runs { left -= 1 }
        }
        return .at(calendar.close(of: day), isProvisional: isProvisional)
    }

    /// Whether the clock runs at a moment; nil if it stands still then and no end of that is known.
    private func runs(at instant: Instant) -> Bool? {
        if let last = pauses.last, last.until == nil, last.from <= instant { return nil }
        return !isPaused(at: instant)
    }

    // MARK: Minutes of work

    private func minutesDue(_ minutes: Int, _ calendar: WorkCalendar) -> Due {
        var (left, isProvisional) = (Int64(minutes) * 60_000, false)
        for span in running {
            var day = calendar.day(of: span.from)
            while true {
                if calendar.isWorkday(day) {
                    isProvisional = isProvisional || calendar.isProvisional(day)
                    for hours in calendar.hours.spans {
                        let from = max(calendar.instant(day, minute: hours.lowerBound), span.from)
                        let end = calendar.instant(day, minute: hours.upperBound)
                        let until = min(end, span.until ?? end)
                        guard from < until else { continue }
                        let length = until.millisecondsSince1970 - from.millisecondsSince1970
                        if left <= length {
                            return .at(from.advanced(byMilliseconds: left), isProvisional: isProvisional)
                        }
                        left -= length
                    }
                }
                day = day.next
                if let until = span.until, until <= calendar.instant(day, minute: 0) { break }
            }
        }
        return .paused
    }

    /// The milliseconds of work from the start to a moment, without pauses.
    public func used(until instant: Instant, by calendar: WorkCalendar) -> Int64 {
        running.reduce(0) { used, span in
            let end = min(span.until ?? instant, instant)
            return span.from < end ? used + calendar.workMilliseconds(from: span.from, until: end) : used
        }
    }
}

extension WorkCalendar {
    /// The milliseconds of work between two moments.
    public func workMilliseconds(from: Instant, until: Instant) -> Int64 {
        guard from < until else { return 0 }
        var (sum, day): (Int64, LocalDay) = (0, day(of: from))
        let last = self.day(of: until)
        while day <= last {
            if isWorkday(day) {
                for span in hours.spans {
                    let (begin, end) = (
                        max(instant(day, minute: span.lowerBound), from),
                        min(instant(day, minute: span.upperBound), until)
                    )
                    if begin < end { sum += end.millisecondsSince1970 - begin.millisecondsSince1970 }
                }
            }
            day = day.next
        }
        return sum
    }
}
