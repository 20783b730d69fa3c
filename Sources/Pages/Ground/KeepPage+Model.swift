public import Places
public import Vocabulary

/// `/places/{id}/keep`: names, aliases, codes, buildings and moves of a place, for those who look after it.
public struct KeepPage: Sendable {
    /// A move as it is listed.
    public struct Move: Sendable {
        /// The identifier as it stands in addresses.
        public var id: String
        /// What moved, from where, to where.
        public var place, from, to: LocalizedText
        /// When.
        public var at: Instant
        /// Whether it was undone.
        public var isUndone: Bool
        /// Whether the reader may undo it now.
        public var mayUndo: Bool

        /// Says a move; see the properties.
        public init(
            id: String, place: LocalizedText, from: LocalizedText, to: LocalizedText, at: Instant, isUndone: Bool,
            mayUndo: Bool
        ) {
            self.id = id
            self.place = place
            self.from = from
            self.to = to
            self.at = at
            self.isUndone = isUndone
            self.mayUndo = mayUndo
        }
    }

    /// The place.
    public var place: PlaceSummary
    /// Its names, aliases and codes.
    public var pastNames: [PastName] = []
    /// Aliases, with those of mergers.
    public var aliases: [PlaceAlias] = []
    /// Codes on walls, active ones first.
    public var codes: [DirectCode] = []
    /// Codes of other systems.
    public var foreign: [ForeignCode] = []
    /// The community's card; nil for other places.
    public var card: CommunityCard?
    /// Moves of the place and into it.
    public var moves: [Move] = []
    /// What the reader may do here.
    public var rights: Set<PlaceRight> = []
    /// The place of which it became a part; nil while it stands for itself.
    public var mergedInto: PlaceSummary?
    /// What was wrong with the form that was sent, as the field is called; nil before.
    public var wrong: GroundPhrase?

    /// Begins a page of a place; everything else is empty until set.
    public init(place: PlaceSummary) { self.place = place }
}
