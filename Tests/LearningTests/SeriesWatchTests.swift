import Foundation
import Learning
import Testing

@Suite("Watching series")
struct SeriesWatchTests {
    /// Forty days of hourly readings with a daily course and a little reproducible noise.
    static func series(_ change: (_ hour: Int, _ value: Double) -> Double?) -> [Reading] {
        var state: UInt64 = 3
        return (0..<960).compactMap { hour in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let noise = Double(state >> 40) / Double(1 << 24) - 0.5
            let usual = 20 + 5 * sin(Double(hour % 24) / 24 * 2 * .pi) + noise
            return change(hour, usual).map { Reading(seconds: hour * 3_600, value: $0) }
        }
    }

    private func kinds(_ readings: [Reading]) -> Set<SeriesAnomaly.Kind> {
        Set(SeriesWatch().anomalies(in: readings).map(\.kind))
    }

    @Test("nothing is reported of a series that goes on as it was")
    func quiet() { #expect(SeriesWatch().anomalies(in: Self.series { _, value in value }).isEmpty) }

    @Test("a jump is a level, told at its place and no earlier than its begin")
    func level() throws {
        let found = SeriesWatch().anomalies(in: Self.series { $0 >= 700 && $0 < 712 ? $1 + 15 : $1 })
        let level = try #require(found.first { $0.kind == .level })
        #expect(level.seconds.contains(705 * 3_600))
        #expect(level.seconds.lowerBound >= 694 * 3_600)
        #expect(level.severity > 1)
    }

    @Test("a creeping rise is a trend")
    func trend() {
        #expect(kinds(Self.series { $0 >= 500 ? $1 + Double($0 - 500) * 0.05 : $1 }).contains(.trend))
    }

    @Test("a day turned upside down is another season though its mean is as ever")
    func season() {
        #expect(kinds(Self.series { $0 >= 720 && $0 < 768 ? 40 - $1 : $1 }).contains(.season))
    }

    @Test("silence and a frozen value are absences, at their places")
    func absence() throws {
        for change in [
            { (hour: Int, value: Double) in hour >= 600 && hour < 620 ? nil : value },
            { (hour: Int, value: Double) in hour >= 600 && hour < 620 ? 21.5 : value },
        ]
            as [(Int, Double) -> Double?]
        {
            let found = SeriesWatch().anomalies(in: Self.series(change)).filter { $0.kind == .absence }
            #expect(found.count == 1)
            #expect(try #require(found.first).seconds.contains(610 * 3_600))
        }
    }

    @Test("readings out of order, twice, or not finite change nothing or are left out")
    func disorder() {
        let readings = Self.series { $0 >= 700 && $0 < 712 ? $1 + 15 : $1 }
        let odd = readings.reversed() + [Reading(seconds: 5, value: .nan), Reading(seconds: .max, value: 1)]
        #expect(SeriesWatch().anomalies(in: Array(odd)) == SeriesWatch().anomalies(in: readings))
        #expect(SeriesWatch().anomalies(in: []).isEmpty)
        #expect(SeriesWatch().anomalies(in: [Reading(seconds: .min, value: 1)]).isEmpty)
    }
}

@Suite(
    "Labelled series", .enabled(if: SharedData.has("sensors/nab_anomaly_windows.json"), "the shared series are absent"))
struct LabelledSeriesTests {
    @Test("most labelled windows are found, and more of them with fewer false alarms than by three standard deviations")
    func windows() throws {
        let data = try Data(SharedData.bytes("sensors/nab_anomaly_windows.json"))
        let labels = try #require(JSONSerialization.jsonObject(with: data) as? [String: [[String]]])
        var ours = Score()
        var simple = Score()
        for (name, pairs) in labels {
            let rows = try SharedData.columns("sensors/nab_" + name, ["timestamp", "value"])
            let readings = try rows.map { try Reading(seconds: seconds($0[0]), value: #require(Double($0[1]))) }
            let windows = try pairs.map { try seconds($0[0])...seconds($0[1]) }
            ours.add(SeriesWatch().anomalies(in: readings).map(\.seconds), windows)
            simple.add(threeDeviations(readings), windows)
        }
        #expect(ours.windows == 18)
        #expect(ours.hits >= 13)
        #expect(ours.hits > simple.hits)
        #expect(ours.falseAlarms < simple.falseAlarms)
        #expect(ours.f1 > simple.f1 + 0.1)
    }

    struct Score {
        var hits = 0
        var windows = 0
        var falseAlarms = 0

        mutating func add(_ spans: [ClosedRange<Int>], _ labelled: [ClosedRange<Int>]) {
            windows += labelled.count
            hits += labelled.count { window in spans.contains { $0.overlaps(window) } }
            falseAlarms += spans.count { span in !labelled.contains { $0.overlaps(span) } }
        }

        var f1: Double {
            let precision = Double(hits) / Double(max(hits + falseAlarms, 1))
            let recall = Double(hits) / Double(max(windows, 1))
            return hits > 0 ? 2 * precision * recall / (precision + recall) : 0
        }
    }

    /// The simple baseline: more than three standard deviations from the mean of the last seven days.
    private func threeDeviations(_ readings: [Reading]) -> [ClosedRange<Int>] {
        var spans: [ClosedRange<Int>] = []
        var oldest = 0
        var (sum, squares) = (0.0, 0.0)
        for (index, reading) in readings.enumerated() {
            while readings[oldest].seconds < reading.seconds - 7 * 86_400 {
                sum -= readings[oldest].value
                squares -= readings[oldest].value * readings[oldest].value
                oldest += 1
            }
            let count = Double(index - oldest)
            if count > 50, reading.seconds - readings[0].seconds > 4 * 86_400 {
                let mean = sum / count
                if abs(reading.value - mean) > 3 * max(squares / count - mean * mean, 1e-12).squareRoot() {
                    if let last = spans.last, reading.seconds - last.upperBound < 86_400 {
                        spans[spans.count - 1] = last.lowerBound...reading.seconds
                    } else {
                        spans.append(reading.seconds...reading.seconds)
                    }
                }
            }
            sum += reading.value
            squares += reading.value * reading.value
        }
        return spans
    }

    private func seconds(_ text: String) throws -> Int {
        let parts = text.prefix(19).split(whereSeparator: { "- :".contains($0) }).compactMap { Int($0) }
        try #require(parts.count == 6)
        var components = DateComponents()
        (components.year, components.month, components.day) = (parts[0], parts[1], parts[2])
        (components.hour, components.minute, components.second) = (parts[3], parts[4], parts[5])
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        return try Int(#require(calendar.date(from: components)).timeIntervalSince1970)
    }
}
