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
        case reported, taken, finished
        case rated(Rating)
        case withdrawn
        /// The due moment passed, and the community was told.
        case fellDue
        /// The reporter did not answer in time; the matter counts as done.
        case closedSilently
    }

    /// What happened.
    public var kind: Kind
    /// When.
    public var at: Instant
    /// Who did it; nil where the reader may not know.
    public var by: ShownPerson?
    /// Whether the reader did it.
    public var isReader: Bool
    /// What was written with it; nil or empty for nothing.
    public var note: String?

    /// Fills the model; see the properties.
    public init(_ kind: Kind, at: Instant, by: ShownPerson?, isReader: Bool, note: String? = nil) {
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
        /// The bits of the set.
        public let rawValue: Int
        /// Puts the bits together.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// Take it over.
        public static let take = Actions(rawValue: 1)
        /// Say that the work is done.
        public static let finish = Actions(rawValue: 2)
        /// Say whether the work is right.
        public static let rate = Actions(rawValue: 4)
        /// Take the own report back.
        public static let withdraw = Actions(rawValue: 8)
    }

    /// At most so many characters of a note (Unicode scalars, as both engines count).
    public static let noteMax = 500

    /// The matter itself.
    public var card: MatterCard
    /// In order of time; the steps to come are added by the page.
    public var history: [Happening]
    /// Who has it now; nil for nobody.
    public var handler: ShownPerson?
    /// Whether the reader has it.
    public var isReaderHandler: Bool
    /// What the reader may do now.
    public var actions: Actions
    /// The key that makes sending a form twice the same as once.
    public var once: String
    /// What was written into the form of completion so far.
    public var note: String
    /// What is wrong with the form; empty before it was sent.
    public var errors: [FieldError]
    /// Pictures and documents that came with the report.
    public var pictures: [ShownFile] = []

    /// Fills the model; see the properties.
    public init(
        card: MatterCard, history: [Happening], handler: ShownPerson?, isReaderHandler: Bool, actions: Actions,
        once: String,
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
