public import Flows
public import Vocabulary

/// How far a matter has come.
public enum MatterStage: String, CaseIterable, Sendable {
    /// Reported; nobody has taken it.
    case new
    /// Somebody has taken it.
    case doing
    /// Finished; the reporter has not yet said whether it is fixed.
    case waiting
    /// Finished and rated.
    case done
    case withdrawn

    var isOpen: Bool { self == .new || self == .doing || self == .waiting }
}

/// What must have happened by a deadline.
public enum Duty: Sendable {
    case takeUp, finish, answer
}

/// A deadline and what must have happened by then.
public struct Due: Sendable, Equatable {
    /// What must have happened.
    public var duty: Duty
    /// By when.
    public var at: Instant

    /// Fills the model; see the properties.
    public init(_ duty: Duty, by at: Instant) {
        self.duty = duty
        self.at = at
    }
}

/// The states of the chip; an eighth is not invented.
enum Chip: Int, CaseIterable {
    case new, doing, yours, soon, late, done, shut

    /// The class in the style sheet.
    var name: String {
        switch self {
        case .new: "new"
        case .doing: "doing"
        case .yours: "yours"
        case .soon: "soon"
        case .late: "late"
        case .done: "done"
        case .shut: "shut"
        }
    }

    var phrase: Phrase {
        switch self {
        case .new: .chipNew
        case .doing: .chipDoing
        case .yours: .chipYours
        case .soon: .chipSoon
        case .late: .chipLate
        case .done: .chipDone
        case .shut: .chipShut
        }
    }

    /// How close a deadline makes a matter «due soon»: 2 hours. Source: the design's desk, where 1 h 50 min is soon and 3 h 20 min is not.
    static let soonMilliseconds: Int64 = 2 * 3_600_000

    init(stage: MatterStage, due: Due?, now: Instant) {
        let left = due.map { $0.at.milliseconds(since: now) }
        switch stage {
        case .done: self = .done
        case .withdrawn: self = .shut
        case .waiting: self = .yours
        case .new, .doing:
            switch left {
            case .some(..<0): self = .late
            case .some(...Self.soonMilliseconds): self = .soon
            default: self = stage == .new ? .new : .doing
            }
        }
    }

    var icon: Icon {
        switch self {
        case .new: .new
        case .doing: .doing
        case .yours: .question
        case .soon: .clockAlert
        case .late: .late
        case .done: .done
        case .shut: .shut
        }
    }
}

/// A matter as shown in lists and at the head of its own page.
public struct MatterCard: Sendable {
    /// The identifier as it stands in addresses.
    public var id: String
    /// The number that people read out, such as `1122-037`.
    public var number: String
    /// The reporter's own words, whole.
    public var words: String
    /// What the matter is about.
    public var kind: MatterKind
    /// How far it has come.
    public var stage: MatterStage
    /// The place in words, such as `3 幢 2 单元`.
    public var place: LocalizedText
    /// What is due next; nil where nothing is.
    public var due: Due?
    /// When it was reported.
    public var reportedAt: Instant
    /// When it was done or withdrawn; nil while open.
    public var closedAt: Instant?
    /// Whether the reader is the one who reported it.
    public var isMine: Bool

    /// Fills the model; see the properties.
    public init(
        id: String, number: String, words: String, kind: MatterKind, stage: MatterStage, place: LocalizedText,
        due: Due?,
        reportedAt: Instant, closedAt: Instant? = nil, isMine: Bool
    ) {
        self.id = id
        self.number = number
        self.words = words
        self.kind = kind
        self.stage = stage
        self.place = place
        self.due = due
        self.reportedAt = reportedAt
        self.closedAt = closedAt
        self.isMine = isMine
    }

    /// The words as a title: one line, at most 40 characters.
    var title: String {
        if isOneShortLine { return words }
        let line = words.split(whereSeparator: \.isNewline).first.map(String.init) ?? words
        return line.count > 40 ? line.prefix(39) + "…" : line
    }

    /// Whether the words surely fit as they are: at most 40 scalars, none of which could end a line.
    private var isOneShortLine: Bool {
        var scalars = 0
        for byte in words.utf8 {
            // Controls, U+0085 and U+2028 begin with these bytes; what only looks like them goes the slow way.
            if byte < 0x20 || byte == 0xC2 || byte == 0xE2 { return false }
            if byte & 0xC0 != 0x80 { scalars += 1 }
        }
        return scalars <= 40
    }
}
