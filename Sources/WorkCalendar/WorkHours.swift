/// When an organisation works on a day that is worked.
public struct WorkHours: Sendable, Hashable {
    /// Spans in minutes since midnight, in order, apart from each other, within 0..<1,440.
    public let spans: [Range<Int>]
    /// The minutes of a day, 1…1,440.
    public let minutes: Int

    /// Describes the hours of a day; nil without any minute, with more than 8 spans, or if spans touch, overlap or leave
    /// the day.
    public init?(_ spans: [Range<Int>]) {
        guard (1...8).contains(spans.count), spans.allSatisfy({ !$0.isEmpty }),
            let first = spans.first, let last = spans.last, first.lowerBound >= 0, last.upperBound <= 1_440,
            zip(spans, spans.dropFirst()).allSatisfy({ $0.upperBound < $1.lowerBound })
        else { return nil }
        self.spans = spans
        minutes = spans.reduce(0) { $0 + $1.count }
    }

    private init(whole spans: [Range<Int>]) {
        self.spans = spans
        minutes = spans.reduce(0) { $0 + $1.count }
    }

    /// 08:30 to 12:00 and 13:30 to 17:30: what most offices of a street keep. An organisation sets its own.
    public static let usual = WorkHours(whole: [510..<720, 810..<1_050])

    /// The minute at which work ends.
    public var close: Int { spans.last?.upperBound ?? 1_440 }

    /// The minutes of work before a minute of the day.
    func worked(before minute: Int) -> Int {
        spans.reduce(0) { $0 + max(0, min($1.upperBound, minute) - $1.lowerBound) }
    }

    /// The minute of the day at which so many minutes of work are done, 1…``minutes``.
    func minute(afterWork minutes: Int) -> Int {
        var left = minutes
        for span in spans {
            if left <= span.count { return span.lowerBound + left }
            left -= span.count
        }
        return close
    }
}
