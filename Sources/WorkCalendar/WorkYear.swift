public import Vocabulary

/// Which days of one year are worked and which are not, beyond Monday to Friday, as the State Council publishes them.
public struct WorkYear: Sendable, Hashable {
    /// 1990 to 2299.
    public let year: Int
    /// The notice that says so.
    public let source: String
    /// Days without work, with their name.
    public let holidays: [LocalDay: String]
    /// Saturdays and Sundays that are worked in exchange (调休).
    public let makeUpDays: Set<LocalDay>

    /// Reads a year from its lines.
    ///
    /// ```
    /// year 2026 国办发明电〔2025〕7号
    /// off 2026-02-15 2026-02-23 春节
    /// work 2026-02-14
    /// ```
    /// Empty lines and lines that begin with `#` are passed over. At most 200 lines of 200 characters.
    ///
    /// - Throws: ``WorkYearError`` with the line.
    public init(_ text: String) throws(WorkYearError) {
        var reader = WorkYearReader()
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count <= 200 else { throw WorkYearError(line: 201, reason: .tooLong) }
        for (index, line) in lines.enumerated() {
            do throws(WorkYearError.Reason) {
                guard line.count <= 200 else { throw .tooLong }
                try reader.read(line.split(separator: " ").map(String.init))
            } catch {
                throw WorkYearError(line: index + 1, reason: error)
            }
        }
        guard let year = reader.year else { throw WorkYearError(line: 1, reason: .yearMissing) }
        (self.year, source, holidays, makeUpDays) = (year, reader.source, reader.holidays, reader.makeUpDays)
    }
}

/// Why lines are no year of work.
public struct WorkYearError: Error, Sendable, Hashable {
    /// What is wrong.
    public enum Reason: Error, Sendable, Hashable {
        /// No line begins with `year`, or something comes before it.
        case yearMissing
        case yearTwice
        /// A line that begins with none of `year`, `off`, `work`, or has too few words.
        case line(String)
        /// Not a day of the calendar, or of another year.
        case day(String)
        /// A span that ends before it begins.
        case span(String)
        /// A day that is named twice, or both worked and not.
        case twice(String)
        /// A make-up day that is no Saturday or Sunday.
        case weekday(String)
        case tooLong
    }

    /// Counted from 1.
    public let line: Int
    /// What is wrong.
    public let reason: Reason
}

private struct WorkYearReader {
    var year: Int?
    var source = ""
    var holidays: [LocalDay: String] = [:]
    var makeUpDays: Set<LocalDay> = []

    mutating func read(_ words: [String]) throws(WorkYearError.Reason) {
        guard let first = words.first, !first.hasPrefix("#") else { return }
        switch (first, words.count) {
        case ("year", 2...):
            guard year == nil else { throw .yearTwice }
            guard let number = Int(words[1]), (1990...2299).contains(number) else { throw .day(words[1]) }
            (year, source) = (number, words.dropFirst(2).joined(separator: " "))
        case ("off", 4...):
            let (from, to) = (try day(words[1]), try day(words[2]))
            guard from <= to else { throw .span(words[2]) }
            for number in from.daysSince1970...to.daysSince1970 {
                try add(LocalDay(daysSince1970: number)) { $0.holidays[$1] = words.dropFirst(3).joined(separator: " ") }
            }
        case ("work", 2):
            let day = try day(words[1])
            guard day.weekday >= 6 else { throw .weekday(words[1]) }
            try add(day) { $0.makeUpDays.insert($1) }
        default: throw .line(String(first.prefix(40)))
        }
    }

    private func day(_ text: String) throws(WorkYearError.Reason) -> LocalDay {
        guard let year else { throw .yearMissing }
        guard let day = LocalDay(text), day.civil.year == year else { throw .day(String(text.prefix(40))) }
        return day
    }

    private mutating func add(
        _ day: LocalDay, _ put: (inout WorkYearReader, LocalDay) -> Void
    ) throws(WorkYearError.Reason) {
        guard holidays[day] == nil, !makeUpDays.contains(day) else { throw .twice(day.description) }
        put(&self, day)
    }
}
