public import Vocabulary

/// A place as a file tells it, before anybody checked it against the tree.
public struct PlaceDraft: Sendable, Hashable {
    /// The line of the file, counted from 1, or the number of the feature.
    public let line: Int
    /// What it is.
    public let kind: PlaceKind
    /// Its code in the source.
    public let code: String
    /// Its name.
    public let name: LocalizedText
    /// The code of the place above; nil for a root, or where the nearest community is to be found.
    public let parentCode: String?
    /// WGS-84.
    public let coordinate: Coordinate?

    /// Says a draft; see the properties.
    public init(
        line: Int, kind: PlaceKind, code: String, name: LocalizedText, parentCode: String?, coordinate: Coordinate?
    ) {
        self.line = line
        self.kind = kind
        self.code = code
        self.name = name
        self.parentCode = parentCode
        self.coordinate = coordinate
    }
}

/// A row of a file that cannot become a place, and why.
public struct RefusedRow: Sendable, Hashable {
    /// The closed list of reasons.
    public enum Reason: Sendable, Hashable {
        /// The row has another number of columns than the head.
        case columns(found: Int, expected: Int)
        /// A quote is not closed, or stands in the middle of a field.
        case quoting
        /// The bytes are not UTF-8.
        case encoding
        /// A value that must be there is empty; the column is named.
        case empty(column: String)
        /// The code has other characters than it may have.
        case code
        /// The kind or level is none that we know.
        case kind
        /// A coordinate is not a number, or lies outside the Earth.
        case coordinate
        /// The name is longer than 200 characters.
        case nameTooLong
        /// The same code stands in an earlier row of the file; its line is given.
        case duplicate(of: Int)
        /// The place above is neither in the file nor in the tree, or was refused itself.
        case parentUnknown
        /// A place of this kind cannot stand below its parent.
        case wrongLevel
        /// The place stands in the tree below another parent; moving is not an import.
        case moves
        /// The place stands in the tree as another kind.
        case changesKind
        /// No place with a known coordinate is near enough.
        case nothingNear
    }

    /// The line of the file, counted from 1, or the number of the feature.
    public let line: Int
    /// Why.
    public let reason: Reason

    /// Says a refusal.
    public init(line: Int, reason: Reason) {
        self.line = line
        self.reason = reason
    }
}
