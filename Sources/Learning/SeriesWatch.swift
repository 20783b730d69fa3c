/// One reading of a series.
public struct Reading: Sendable, Equatable {
    /// Instant of the reading. Seconds from any fixed instant at midnight.
    public let seconds: Int
    /// What was read; any unit, the same for the whole series. Readings that are not finite are left out.
    public let value: Double

    /// A reading of an instant.
    public init(seconds: Int, value: Double) {
        self.seconds = seconds
        self.value = value
    }
}

/// A span in which a series was not as it used to be.
public struct SeriesAnomaly: Sendable, Equatable {
    /// What was unusual.
    public enum Kind: String, Sendable, Equatable, CaseIterable {
        /// Much higher or lower than usual for the time of day.
        case level
        /// Creeping up or down for days.
        case trend
        /// The course of the day is another one, though its mean may be as ever.
        case season
        /// No readings, or one and the same value where values used to vary.
        case absence
    }

    /// What was unusual.
    public let kind: Kind
    /// First and last second of the span.
    public let seconds: ClosedRange<Int>
    /// How far beyond the limit at its worst, in multiples of the limit, ≥ 1.
    public let severity: Double
}

/// Watches a series of readings for what is unusual, from its own past only.
///
/// Readings are gathered into hours. For each hour the usual value is the median of the same hour of the day over the
/// last
/// four weeks, with workdays and weekends apart once two weeks are known; the usual scatter is the median distance
/// from it.
/// Nothing is reported in the first days, while nothing is usual yet.
public struct SeriesWatch: Sendable {
    /// Distance from the usual, in scatters, averaged over six hours, from which a level is unusual.
    public var levelLimit = 5.0
    /// Change of the daily median over seven days, in scatters, from which a trend is unusual.
    public var trendLimit = 8.0
    /// Mean distance of the hours of a day from the usual course, in scatters, from which its course is unusual.
    public var seasonLimit = 4.0
    /// Hours without a reading, or with one and the same value, from which that is unusual.
    public var absenceHours = 6
    /// Days that are only learnt from.
    public var learningDays = 4

    /// A watch with the limits of docs/learning.md.
    public init() {}

    /// The unusual spans of a series. Readings in any order; those later than 200 years after the first are left out.
    ///
    /// - Returns: Spans in order of their begin; two of one kind do not touch.
    public func anomalies(in readings: [Reading]) -> [SeriesAnomaly] {
        let hours = HourlySeries(readings)
        guard hours.values.count > learningDays * 24 else { return [] }
        let usual = hours.usual(learningDays: learningDays)
        var found = levels(hours, usual) + trends(hours, usual) + seasons(hours, usual) + absences(hours)
        found.sort { ($0.seconds.lowerBound, $0.kind.rawValue) < ($1.seconds.lowerBound, $1.kind.rawValue) }
        return found
    }

    private func levels(_ hours: HourlySeries, _ usual: HourlySeries.Usual) -> [SeriesAnomaly] {
        let excess = hours.values.indices.map { hour -> Double in
            let recent = (max(0, hour - 5)...hour).compactMap { usual.distance($0, of: hours) }
            guard recent.count >= 3 else { return 0 }
            let clipped = recent.map { min(max($0, -20), 20) }
            return abs(clipped.reduce(0, +) / Double(clipped.count)) / levelLimit
        }
        return hours.spans(.level, excess: excess, lookback: 5)
    }

    private func trends(_ hours: HourlySeries, _ usual: HourlySeries.Usual) -> [SeriesAnomaly] {
        let days = hours.dailyMedians()
        var excess = [Double](repeating: 0, count: hours.values.count)
        for day in days.indices where day >= max(learningDays, 8) {
            let window = (day - 6...day).compactMap { days[$0] }
            guard window.count == 7, let scatter = usual.scatter(at: min(day * 24 + 23, hours.values.count - 1)) else {
                continue
            }
            let steps = zip(window, window.dropFirst()).map { $1 - $0 }
            let same = max(steps.count { $0 > 0 }, steps.count { $0 < 0 })
            guard same >= 5 else { continue }
            let size = abs(window[6] - window[0]) / scatter / trendLimit
            for hour in day * 24..<min(day * 24 + 24, hours.values.count) { excess[hour] = size }
        }
        return hours.spans(.trend, excess: excess, lookback: 0)
    }

    private func seasons(_ hours: HourlySeries, _ usual: HourlySeries.Usual) -> [SeriesAnomaly] {
        var excess = [Double](repeating: 0, count: hours.values.count)
        for hour in hours.values.indices where hour >= 23 {
            let distances = (hour - 23...hour).compactMap { usual.distance($0, of: hours) }
            guard distances.count >= 18 else { continue }
            excess[hour] = distances.reduce(0) { $0 + min(abs($1), 20) } / Double(distances.count) / seasonLimit
        }
        return hours.spans(.season, excess: excess, lookback: 23)
    }

    private func absences(_ hours: HourlySeries) -> [SeriesAnomaly] {
        var excess = [Double](repeating: 0, count: hours.values.count)
        var silent = 0
        var still = 0
        var varies = 0
        for hour in hours.values.indices {
            silent = hours.values[hour] == nil ? silent + 1 : 0
            let isStill = hour > 0 && hours.values[hour] != nil && hours.values[hour] == hours.values[hour - 1]
            still = isStill ? still + 1 : 0
            if hour > 0, !isStill { varies += 1 }
            // A series that often stands still, such as a meter at night, says nothing by standing still.
            let known = hour >= learningDays * 24
            let isUsuallyMoving = varies * 10 > hour * 9
            if known, silent >= absenceHours || isUsuallyMoving && still >= absenceHours {
                excess[hour] = Double(max(silent, still)) / Double(absenceHours)
            }
        }
        return hours.spans(.absence, excess: excess, lookback: absenceHours - 1)
    }
}
