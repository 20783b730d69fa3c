public import Vocabulary

/// 直通码: a code on a wall, a lift or a lamp that opens a report already tied to it.
///
/// A code is never used for a second thing, also after it was withdrawn.
public struct DirectCode: Sendable, Hashable {
    /// What a code stands for.
    public enum SubjectKind: String, Sendable, Hashable, CaseIterable {
        /// The place itself.
        case place
        /// A device at the place.
        case device
        /// The post of a person in charge at the place.
        case post
    }

    /// The characters.
    public let code: CheckedCode
    /// What it stands for.
    public let subjectKind: SubjectKind
    /// Identifier of that; the place's own for a place.
    public let subject: Identifier
    /// Where the report happens.
    public let place: ID<Place>
    /// Which spot of the place, such as `东侧`; empty for the place as a whole. At most 40 characters.
    public let label: String
    /// When it was made.
    public let made: Instant
    /// When it was withdrawn; nil while it opens a report.
    public let withdrawn: Instant?

    /// Says a code as it is; see the properties.
    public init(
        code: CheckedCode, subjectKind: SubjectKind, subject: Identifier, place: ID<Place>, label: String,
        made: Instant,
        withdrawn: Instant?
    ) {
        self.code = code
        self.subjectKind = subjectKind
        self.subject = subject
        self.place = place
        self.label = label
        self.made = made
        self.withdrawn = withdrawn
    }

    /// At most so many characters of a label.
    ///
    /// Source: what fits one line of an A5 sheet at 11 pt, `docs/places.md`.
    public static let labelMax = 40
}
