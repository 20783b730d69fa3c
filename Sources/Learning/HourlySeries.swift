/// Readings gathered into hours: the median of each, or nil where there was none.
struct HourlySeries: Sendable {
    private(set) var values: [Double?] = []
    private(set) var start = 0

    init(_ readings: [Reading]) {
        let finite = readings.filter { $0.value.isFinite && $0.seconds > -(1 << 50) && $0.seconds < 1 << 50 }
        guard let first = finite.map(\.seconds).min() else { return }
        // Begin at midnight, so that an hour's number tells the time of day.
        start = Int((Double(first) / 86_400).rounded(.down)) * 86_400
        let hoursMax = 200 * 366 * 24
        var groups: [Int: [Double]] = [:]
        for reading in finite {
            let hour = (reading.seconds - start) / 3_600
            if hour < hoursMax { groups[hour, default: []].append(reading.value) }
        }
        guard let last = groups.keys.max() else { return }
        values = [Double?](repeating: nil, count: last + 1)
        for (hour, group) in groups { values[hour] = HourlySeries.median(group) }
    }

    /// The middle value; of two middle ones the upper. Nil of nothing.
    static func median(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }

    /// The median of each day, nil where fewer than twelve hours are known.
    func dailyMedians() -> [Double?] {
        stride(from: 0, to: values.count, by: 24).map { day in
            let known = values[day..<min(day + 24, values.count)].compactMap { $0 }
            return known.count >= 12 ? HourlySeries.median(known) : nil
        }
    }

    /// What is usual at each hour.
    struct Usual: Sendable {
        var middles: [Double?]
        var scatters: [Double?]

        /// The distance of an hour's value from the usual, in scatters.
        func distance(_ hour: Int, of series: HourlySeries) -> Double? {
            guard let value = series.values[hour], let middle = middles[hour], let scatter = scatters[hour] else {
                return nil
            }
            return (value - middle) / scatter
        }

        func scatter(at hour: Int) -> Double? { scatters[hour] }
    }

    func usual(learningDays: Int) -> Usual {
        var middles = [Double?](repeating: nil, count: values.count)
        var residuals = [Double?](repeating: nil, count: values.count)
        var scatters = [Double?](repeating: nil, count: values.count)
        for hour in values.indices {
            let past = stride(from: hour - 24, through: max(0, hour - 28 * 24), by: -24).map { $0 }
            let alike = past.count >= 14 ? past.filter { isWeekend($0) == isWeekend(hour) } : past
            let known = alike.flatMap { near($0) }
            guard known.count >= 3 else { continue }
            middles[hour] = HourlySeries.median(known)
            if let value = values[hour], let middle = middles[hour] { residuals[hour] = abs(value - middle) }
        }
        for day in stride(from: learningDays * 24, to: values.count, by: 24) {
            let past = residuals[max(0, day - 28 * 24)..<day].compactMap { $0 }
            guard past.count >= 24, let middle = HourlySeries.median(past) else { continue }
            let mean = past.reduce(0, +) / Double(past.count)
            // A quarter of the mean keeps a series that hardly ever moves from calling every move unusual.
            let scatter = max(middle * 1.4826, mean / 2, 1e-9)
            for hour in day..<min(day + 24, values.count) { scatters[hour] = scatter }
        }
        return Usual(middles: middles, scatters: scatters)
    }

    /// The values of an hour and its two neighbours.
    private func near(_ hour: Int) -> [Double] {
        (max(hour - 1, 0)...min(hour + 1, values.count - 1)).compactMap { values[$0] }
    }

    /// Days 5 and 6 of seven, counted from the day of second 0; with Unix seconds, day 0 was a Thursday.
    private func isWeekend(_ hour: Int) -> Bool {
        let day = (start / 86_400 + hour / 24 + 3) % 7
        return (day + 7) % 7 >= 5
    }

    /// The spans in which the excess is 1 or more; spans nearer than a day are one.
    func spans(_ kind: SeriesAnomaly.Kind, excess: [Double], lookback: Int) -> [SeriesAnomaly] {
        var spans: [(from: Int, to: Int, worst: Double)] = []
        for hour in excess.indices where excess[hour] >= 1 {
            let from = max(0, hour - lookback)
            if let last = spans.last, from - last.to <= 24 {
                spans[spans.count - 1] = (last.from, hour, max(last.worst, excess[hour]))
            } else {
                spans.append((from, hour, excess[hour]))
            }
        }
        return spans.map {
            SeriesAnomaly(
                kind: kind, seconds: start + $0.from * 3_600...start + $0.to * 3_600 + 3_599, severity: $0.worst)
        }
    }
}
