public import Places
public import Store
public import Vocabulary

/// A file as it is kept: what it is, whose it is, where it belongs.
public struct StoredFile: Sendable, Hashable {
    /// Names it for ever.
    public let id: ID<StoredFile>
    /// What it is, after re-encoding.
    public let type: FileType
    /// How long it is.
    public let bytes: Int
    /// Pixels from left to right; nil for what is no picture.
    public let width: Int?
    /// Pixels from top to bottom; nil for what is no picture.
    public let height: Int?
    /// When it was kept.
    public let made: Instant
    /// Who sent it.
    public let owner: Identifier
    /// Where it belongs; nil until it belongs to something.
    public let place: ID<Place>?
    /// The community of the place.
    public let community: ID<Place>?
    /// The contents by what they are of the file.
    public let parts: [FilePart: FileContent]
    /// What it shows, in the words of whoever sent it; nil where nobody said, and where it is not looked at as part of a thing.
    public var words: String?

    /// The most characters in which a file is described (Unicode scalars).
    ///
    /// Source: WAI, "Images Tutorial, tips": alternatives of a sentence or two; what is longer belongs into the report.
    public static let wordsMax = 200

    static func isFit(words: String) -> Bool {
        words.unicodeScalars.count <= wordsMax
            && words.unicodeScalars.allSatisfy { !$0.properties.generalCategory.isControl }
    }

    static let columns = "f.id, f.type, f.bytes, f.width, f.height, f.made_ms, f.owner, f.place, f.community"

    init(_ row: any Row, parts: [FilePart: FileContent]) throws {
        guard let type = FileType(rawValue: try row.text(1)) else { throw FileError.lost }
        id = try row.id(0)
        self.type = type
        bytes = Int(try row.integer(2))
        width = try row.optionalInteger(3).map { Int($0) }
        height = try row.optionalInteger(4).map { Int($0) }
        made = try row.instant(5)
        owner = try row.identifier(6)
        place = try row.optionalID(7)
        community = try row.optionalID(8)
        self.parts = parts
    }
}

/// Bytes that lie in the storage.
public struct FileContent: Sendable, Hashable {
    /// Their name.
    public let hash: ContentHash
    /// How many they are.
    public let bytes: Int
}

/// What a content is of a file; the raw value stands in the database and in addresses.
public enum FilePart: String, Sendable, Hashable, CaseIterable {
    /// The file itself, pictures upright and without what the camera wrote about itself and the place.
    case whole
    /// A preview of at most 1,280 pixels, JPEG.
    case large
    /// A preview of at most 320 pixels, JPEG.
    case small

    /// The longest side of a preview in pixels; nil for the file itself.
    public var pixels: Int? {
        switch self {
        case .whole: nil
        case .large: 1_280
        case .small: 320
        }
    }
}

/// Who may see files: the modules whose things have files say who sees those things.
public struct FileSight: Sendable {
    /// Whether an actor may see a thing.
    public typealias Sees = @Sendable (Identifier, Actor, Snapshot) throws -> Bool

    private let kinds: [String: Sees]

    /// Puts the kinds of things together, each with its own rule; files of other kinds are seen by their owner and by staff.
    public init(_ kinds: [String: Sees]) { self.kinds = kinds }

    func sees(_ subject: Identifier, kind: String, _ actor: Actor, in snapshot: Snapshot) throws -> Bool {
        try kinds[kind]?(subject, actor, snapshot) ?? false
    }
}

/// What a file belongs to.
public struct FileSubject: Sendable, Hashable {
    /// The thing.
    public let id: Identifier
    /// Its kind, as the edge that joins them names it: `matter`.
    public let kind: String
    /// Where it is.
    public let place: ID<Place>
    /// The community of the place.
    public let community: ID<Place>

    /// Says what a file belongs to.
    public init(_ id: Identifier, kind: String, place: ID<Place>, community: ID<Place>) {
        self.id = id
        self.kind = kind
        self.place = place
        self.community = community
    }
}

extension Unicode.GeneralCategory {
    fileprivate var isControl: Bool { self == .control || self == .lineSeparator || self == .paragraphSeparator }
}
