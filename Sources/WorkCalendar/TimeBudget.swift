/// How much time something may take.
public enum TimeBudget: Sendable, Hashable {
    /// Hours by the clock, day and night; 1…87,600.
    case hours(Int)
    /// Days of the calendar: until the close of work of the last of them, the day of the beginning not counted, and if that
    /// is not worked, of the next that is; 1…3,650.
    ///
    /// Source: Civil Code, articles 201 to 203: the day of the beginning does not count, the period ends with its last day,
    /// and if that is a holiday with the working day after it; where there are office hours, at their end.
    case days(Int)
    /// Minutes of work; 1…1,000,000.
    case workMinutes(Int)
    /// Working days: until the close of work of the last of them, the day of the beginning not counted; 1…2,500.
    case workdays(Int)

    /// The budget within its bounds.
    public var bounded: TimeBudget {
        switch self {
        case .hours(let count): .hours(min(max(count, 1), 87_600))
        case .days(let count): .days(min(max(count, 1), 3_650))
        case .workMinutes(let count): .workMinutes(min(max(count, 1), 1_000_000))
        case .workdays(let count): .workdays(min(max(count, 1), 2_500))
        }
    }
}
