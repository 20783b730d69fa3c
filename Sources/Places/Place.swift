public import Vocabulary

/// One place of the tree: everything happens at a place.
public struct Place: Sendable, Hashable {
    /// Names the place for ever, also after it was renamed or moved.
    public let id: ID<Place>
    /// What it is.
    public let kind: PlaceKind
    /// The official or external code, unique; 12 digits for divisions.
    public let code: String
    /// Its name.
    public let name: LocalizedText
    /// The place directly above; nil for a root.
    public let parent: ID<Place>?
    /// The community it belongs to, itself for a community; nil above communities.
    public let community: ID<Place>?
    /// A point inside or near it, WGS-84; nil if nobody knows.
    public let coordinate: Coordinate?
    /// How it came to stand below its parent.
    public let placement: Placement
    /// Since when it is part of another place; nil while it stands for itself.
    public let ended: Instant?
    /// The place of which it became a part; nil while it stands for itself.
    public let mergedInto: ID<Place>?

    /// How a place came to stand below its parent.
    public enum Placement: String, Sendable, Hashable {
        /// A source or a person said so.
        case given
        /// It was the nearest one; somebody should look.
        case nearest
    }

    /// Says a place as it is; see the properties.
    public init(
        id: ID<Place>, kind: PlaceKind, code: String, name: LocalizedText, parent: ID<Place>?, community: ID<Place>?,
        coordinate: Coordinate? = nil, placement: Placement = .given, ended: Instant? = nil,
        mergedInto: ID<Place>? = nil
    ) {
        self.id = id
        self.kind = kind
        self.code = code
        self.name = name
        self.parent = parent
        self.community = community
        self.coordinate = coordinate
        self.placement = placement
        self.ended = ended
        self.mergedInto = mergedInto
    }
}
