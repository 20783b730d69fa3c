public import Vocabulary

/// What the reporter says of the result; the raw value stands in forms.
public enum Rating: String, CaseIterable, Sendable {
    case fixed, partly
    /// Opens the matter again at once.
    case notFixed

    var phrase: Phrase {
        switch self {
        case .fixed: .rateFixed
        case .partly: .ratePartly
        case .notFixed: .rateNotFixed
        }
    }

    var icon: Icon {
        switch self {
        case .fixed: .smile
        case .partly: .meh
        case .notFixed: .frown
        }
    }
}

/// One thing that has happened to a matter.
public struct Happening: Sendable {
    /// What happened.
    public enum Kind: Sendable, Equatable {
        case reported, taken, finished, rated(Rating), withdrawn
        /// The due moment passed, and the community worker was told.
        case fellDue
        /// The reporter did not answer in time; the matter counts as done.
        case closedSilently
    }

    public var kind: Kind
    public var at: Instant
    /// Who did it; nil where the reader may not know.
    public var by: Person?
    /// Whether the reader did it.
    public var isReader: Bool
    /// What was written with it; nil or empty for nothing.
    public var note: String?

    public init(_ kind: Kind, at: Instant, by: Person?, isReader: Bool, note: String? = nil) {
        self.kind = kind
        self.at = at
        self.by = by
        self.isReader = isReader
        self.note = note
    }
}

/// `/matters/{id}`: how a matter stands, what has happened and what the reader may do.
public struct MatterPage: Sendable {
    /// What the reader may do with the matter now.
    public struct Actions: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }

        public static let take = Actions(rawValue: 1)
        public static let finish = Actions(rawValue: 2)
        public static let rate = Actions(rawValue: 4)
        public static let withdraw = Actions(rawValue: 8)
    }

    /// At most so many characters of a note (grapheme clusters).
    public static let noteMax = 500

    public var card: MatterCard
    /// In order of time; the steps to come are added by the page.
    public var history: [Happening]
    /// Who has it now; nil for nobody.
    public var handler: Person?
    public var isReaderHandler: Bool
    public var actions: Actions
    /// The key that makes sending a form twice the same as once.
    public var once: String
    /// What was written into the form of completion so far.
    public var note: String
    public var errors: [FieldError]

    public init(
        card: MatterCard, history: [Happening], handler: Person?, isReaderHandler: Bool, actions: Actions, once: String,
        note: String = "", errors: [FieldError] = []
    ) {
        self.card = card
        self.history = history
        self.handler = handler
        self.isReaderHandler = isReaderHandler
        self.actions = actions
        self.once = once
        self.note = note
        self.errors = errors
    }
}
