public import Vocabulary

/// What an expression gives, or what a field holds.
public enum RuleType: String, Sendable, Hashable, CaseIterable {
    /// Yes or no.
    case flag
    /// A whole number; amounts in the smallest unit, areas in 0.01 m².
    case integer
    /// A number with a fraction.
    case decimal
    /// Words.
    case text
    /// A local day.
    case day
    /// One code of a closed list.
    case choice
    /// Any number of codes of a closed list.
    case choices
}

/// A value that an expression reads or gives; what was not answered is nil, and so is an empty text.
public enum RuleValue: Sendable, Hashable {
    case flag(Bool)
    case integer(Int64)
    case decimal(Double)
    /// A text, or the code of a choice.
    case text(String)
    case day(LocalDay)
    /// Codes in the order in which they were chosen.
    case choices([String])
    /// The answers of a field that is asked again and again.
    case list([RuleValue])
}

/// A field that an expression may name, with the bounds that keep every result finite.
public struct RuleField: Sendable, Hashable {
    /// What one answer may be.
    public enum Form: Sendable, Hashable {
        case flag
        /// Whole numbers from the lower to the upper bound, both within ±``Rule/integerMax``.
        case integer(ClosedRange<Int64>)
        /// Numbers between whole bounds, with at most so many digits after the point, 0…6.
        case decimal(ClosedRange<Int64>, digits: Int)
        /// At most so many Unicode scalars.
        case text(max: Int)
        /// Days of the years 1800 to 2299.
        case day
        /// One of the codes.
        case choice([String])
        /// Some of the codes, each without blanks.
        case choices([String])
    }

    /// How an expression names it, without `${}`; `.` is the field whose own rule this is.
    public let name: String
    /// What one answer may be.
    public let form: Form
    /// How often it may be answered, 1…1,000; more than 1 only in a group that repeats.
    public let timesMax: Int

    /// Describes a field.
    public init(_ name: String, _ form: Form, timesMax: Int = 1) {
        self.name = name
        self.form = form
        self.timesMax = min(max(timesMax, 1), 1_000)
    }

    /// What one answer gives.
    public var type: RuleType {
        switch form {
        case .flag: .flag
        case .integer: .integer
        case .decimal: .decimal
        case .text: .text
        case .day: .day
        case .choice: .choice
        case .choices: .choices
        }
    }
}

extension RuleField {
    static let dayBounds: ClosedRange<Int64> = -62_091...120_529

    /// The value if the field may hold it, nil otherwise: an answer out of bounds counts as none.
    func admitted(_ value: RuleValue?) -> RuleValue? {
        guard let value else { return nil }
        guard timesMax > 1 else { return fits(value) ? value : nil }
        guard case .list(let values) = value, values.count <= timesMax else { return nil }
        return .list(values.filter(fits))
    }

    private func fits(_ value: RuleValue) -> Bool {
        switch (form, value) {
        case (.flag, .flag): true
        case (.integer(let bounds), .integer(let number)): bounds.contains(number)
        case (.decimal(let bounds, _), .decimal(let number)):
            number >= Double(bounds.lowerBound) && number <= Double(bounds.upperBound)
        case (.text(let max), .text(let text)):
            !text.isEmpty && text.unicodeScalars.count <= max && !text.utf8.contains(0)
        case (.day, .day(let day)): Self.dayBounds.contains(Int64(day.daysSince1970))
        case (.choice(let codes), .text(let code)): codes.contains(code)
        case (.choices(let codes), .choices(let chosen)):
            !chosen.isEmpty && chosen.allSatisfy(codes.contains) && Set(chosen).count == chosen.count
        default: false
        }
    }
}
