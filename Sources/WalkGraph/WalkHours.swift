/// A minute of the week, Monday 00:00 is 0.
public struct WalkMinute: RawRepresentable, Sendable, Hashable {
    /// 0…10,079.
    public let rawValue: Int

    /// Makes a minute of the week, or nil outside 0…10,079.
    public init?(rawValue: Int) {
        guard (0..<WalkHours.weekMinutes).contains(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    /// Makes a minute of the week, or nil where a part is out of range.
    ///
    /// - Parameters:
    ///   - day: 0 Monday … 6 Sunday.
    ///   - hour: 0…23.
    ///   - minute: 0…59.
    public init?(day: Int, hour: Int, minute: Int) {
        guard (0...6).contains(day), (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        rawValue = day * 1440 + hour * 60 + minute
    }
}

/// The minutes of a week in which a gate or a way is open, the same every week.
public struct WalkHours: Sendable, Hashable {
    static let weekMinutes = 7 * 1440
    private var starts: [Int16]
    private var ends: [Int16]

    /// Makes hours of spans of minutes; a span that ends before it starts runs over the end of the week.
    ///
    /// - Parameter spans: Start (included) and end (excluded), 0…10,080. Spans out of range are left out.
    public init(_ spans: [(start: Int, end: Int)]) {
        var parts: [(Int, Int)] = []
        for span in spans {
            guard (0..<Self.weekMinutes).contains(span.start), (0...Self.weekMinutes).contains(span.end) else {
                continue
            }
            if span.start < span.end {
                parts.append((span.start, span.end))
            } else {
                parts.append((span.start, Self.weekMinutes))
                if span.end > 0 { parts.append((0, span.end)) }
            }
        }
        starts = []
        ends = []
        for (start, end) in parts.sorted(by: <) {
            if let last = ends.last, start <= Int(last) {
                ends[ends.count - 1] = max(last, Int16(end))
            } else {
                starts.append(Int16(start))
                ends.append(Int16(end))
            }
        }
    }

    /// True where it is open in this minute.
    public func isOpen(at minute: WalkMinute) -> Bool {
        zip(starts, ends).contains { Int($0) <= minute.rawValue && minute.rawValue < Int($1) }
    }

    /// Reads the weekly part of OpenStreetMap's `opening_hours`.
    ///
    /// Read are `24/7`, `06:00-22:00`, `Mo-Fr 06:00-09:00,16:00-20:00; Sa,Su 08:00-18:00`, spans over midnight, `off`
    /// and `closed`. A later rule replaces the days that it names. Anything else (months, holidays, sunrise) gives nil.
    ///
    /// Source: OpenStreetMap wiki, "Key:opening_hours/specification".
    public init?(openingHours text: String) {
        var days = [[(Int, Int)]](repeating: [], count: 7)
        let rules = text.split(separator: ";").map { $0.split(separator: " ").map(String.init) }.filter { !$0.isEmpty }
        guard !rules.isEmpty else { return nil }
        for rule in rules {
            var words = rule
            var named = Array(0..<7)
            if let list = Self.days(words[0]) {
                named = list
                words.removeFirst()
            }
            let times = words.joined()
            var spans: [(Int, Int)] = []
            switch times {
            case "24/7", "00:00-24:00", "": spans = [(0, 1440)]
            case "off", "closed": spans = []
            default:
                for part in times.split(separator: ",") {
                    guard let span = Self.span(part) else { return nil }
                    spans.append(span)
                }
            }
            for day in named { days[day] = spans }
        }
        var all: [(start: Int, end: Int)] = []
        for (day, spans) in days.enumerated() {
            for (start, end) in spans {
                let stop = day * 1440 + (end <= start ? end + 1440 : end)
                let first = day * 1440 + start
                let whole = stop - first >= Self.weekMinutes
                all.append((first, whole || stop == Self.weekMinutes ? Self.weekMinutes : stop % Self.weekMinutes))
            }
        }
        self.init(all)
    }

    private static func days(_ word: String) -> [Int]? {
        let names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
        var list: [Int] = []
        for part in word.split(separator: ",") {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
                names.firstIndex(of: String($0))
            }
            if ends.count == 1, let day = ends[0] {
                list.append(day)
            } else if ends.count == 2, let first = ends[0], let last = ends[1] {
                list += first <= last ? Array(first...last) : Array(first...6) + Array(0...last)
            } else {
                return nil
            }
        }
        return list.isEmpty ? nil : list
    }

    private static func span(_ text: Substring) -> (Int, Int)? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(minutes)
        guard ends.count == 2, let start = ends[0], let end = ends[1], start < 1440 else { return nil }
        return end > 1440 ? (start, end - 1440) : (start, end)
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0...48).contains(hour), (0...59).contains(minute), parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 48 } }),
            hour * 60 + minute <= 2880
        else { return nil }
        return hour * 60 + minute
    }
}
