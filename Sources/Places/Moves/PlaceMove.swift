import Store
public import Vocabulary

/// One move of a place below another parent, or one merger of two communities.
public struct PlaceMove: Sendable, Hashable {
    /// Which of the two.
    public enum Kind: String, Sendable, Hashable {
        /// The place stands below another parent.
        case move
        /// The place became part of another one.
        case merge
    }

    /// Names the move.
    public let id: ID<PlaceMove>
    /// Which of the two.
    public let kind: Kind
    /// What moved.
    public let place: ID<Place>
    /// Where it stood.
    public let from: ID<Place>
    /// Where it stands since.
    public let to: ID<Place>
    /// The merger that this was a part of; nil for one on its own.
    public let partOf: ID<PlaceMove>?
    /// When.
    public let at: Instant
    /// When it was undone; nil if it was not.
    public let undone: Instant?

    /// How long a move can be undone, 30 days.
    ///
    /// Source: F-30 of the reliability list, with the value of `docs/decisions/0014-places-and-codes.md`.
    public static let undoMillisecondsMax: Int64 = 30 * 86_400_000

    /// Whether the time for undoing it is over.
    public func isFinal(at now: Instant) -> Bool {
        undone != nil || now.milliseconds(since: at) > Self.undoMillisecondsMax
    }

    static let columns = "m.id, m.kind, m.place, m.from_parent, m.to_parent, m.part_of, m.at_ms, m.undone_ms"

    init(_ row: any Row) throws {
        guard let kind = Kind(rawValue: try row.text(1)) else { throw PlaceError.unreadable }
        self.init(
            id: try row.id(0), kind: kind, place: try row.id(2), from: try row.id(3), to: try row.id(4),
            partOf: try row.optionalID(5), at: try row.instant(6), undone: try row.optionalInstant(7))
    }

    init(
        id: ID<PlaceMove>, kind: Kind, place: ID<Place>, from: ID<Place>, to: ID<Place>, partOf: ID<PlaceMove>?,
        at: Instant, undone: Instant?
    ) {
        self.id = id
        self.kind = kind
        self.place = place
        self.from = from
        self.to = to
        self.partOf = partOf
        self.at = at
        self.undone = undone
    }
}

/// What a move would change, told before it happens.
public struct MovePreview: Sendable, Hashable {
    /// Places that move along, the place itself included.
    public let places: Int64
    /// Places among them that get another community.
    public let changingCommunity: Int64
    /// Memberships in grids of the old community that end.
    public let endingMemberships: Int64
    /// Codes on walls that keep working.
    public let codes: Int64

    /// Says what would change; see the properties.
    public init(places: Int64, changingCommunity: Int64, endingMemberships: Int64, codes: Int64) {
        self.places = places
        self.changingCommunity = changingCommunity
        self.endingMemberships = endingMemberships
        self.codes = codes
    }
}
