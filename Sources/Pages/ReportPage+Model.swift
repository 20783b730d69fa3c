import Files
public import Flows

/// What is wrong with a field, said beside it and in the summary on top.
public enum FieldError: Sendable, Equatable {
    case wordsMissing
    case wordsTooLong(by: Int)
    case kindMissing, placeMissing
    case noteMissing
    case noteTooLong(by: Int)
    case picture(FileFault)
    case showsTooLong(by: Int)
    case emailUnfit

    /// The id of the field that it belongs to.
    var field: String {
        switch self {
        case .wordsMissing, .wordsTooLong: "words"
        case .kindMissing: "kind-lamp"
        case .placeMissing: "place"
        case .noteMissing, .noteTooLong: "note"
        case .picture: "picture"
        case .showsTooLong: "shows"
        case .emailUnfit: "email"
        }
    }
}

/// `/places/{id}/report`: the form that is posted to `/matters` as `words`, `kind`, `place`, `picture`, `shows`, `once`.
public struct ReportPage: Sendable {
    /// At most so many characters of words (Unicode scalars, as both engines count).
    public static let wordsMax = 500
    /// Pictures that one report holds at most.
    ///
    /// Source: Decision 0012.
    public static let picturesMax = 6
    /// At most so many characters say what the pictures show.
    static let showsMax = StoredFile.wordsMax
    /// How large one picture may be, in megabytes; as the hint says it where no other limit is set.
    static let pictureMegabytesMax = 20

    /// The place.
    public var place: PlaceSummary
    /// The parts of the place below it that can be named more exactly; at most 200.
    public var parts: [PlaceSummary]
    /// What was written so far.
    public var words: String
    /// The chosen kind; nil before.
    public var kind: MatterKind?
    /// The chosen part, or the place itself.
    public var chosenPlaceID: String
    /// The key that makes sending twice the same as once.
    public var once: String
    /// What is wrong with the form; empty before it was sent.
    public var errors: [FieldError]
    /// Pictures that have arrived with an earlier attempt.
    public var pictures: [ShownFile] = []
    /// Which spot of the place a scanned code belongs to, as it stands on the wall; nil without a code, or for the whole place.
    public var spot: String?
    /// What the pictures show, as it was written.
    public var shows = ""

    /// Fills the model; see the properties.
    public init(
        place: PlaceSummary, parts: [PlaceSummary], words: String = "", kind: MatterKind? = nil,
        chosenPlaceID: String? = nil,
        once: String, errors: [FieldError] = []
    ) {
        self.place = place
        self.parts = parts
        self.words = words
        self.kind = kind
        self.chosenPlaceID = chosenPlaceID ?? place.id
        self.once = once
        self.errors = errors
    }
}
