/// `/`: my community and what I have open; without a community, the search for one.
public struct HomePage: Sendable {
    /// What home shows.
    public enum Content: Sendable {
        case community(Community)
        case choice(Choice)
    }

    /// A chosen community.
    public struct Community: Sendable {
        /// The place.
        public var place: PlaceSummary
        /// What I have open, most urgent first; home shows at most 5.
        public var mine: [MatterCard]
        /// How many I have in all, open and closed.
        public var mineCount: Int
        /// Where to go from here: compounds and places below; home shows at most 8.
        public var places: [PlaceSummary]
        /// The butler's number, shown in elder mode; nil for none.
        public var telephone: String?

        /// Fills the model; see the properties.
        public init(
            place: PlaceSummary, mine: [MatterCard], mineCount: Int, places: [PlaceSummary], telephone: String? = nil
        ) {
            self.place = place
            self.mine = mine
            self.mineCount = mineCount
            self.places = places
            self.telephone = telephone
        }
    }

    /// The search for a community, also at `/places`.
    public struct Choice: Sendable {
        /// What was searched for; empty for the top of the tree.
        public var search: String
        /// What was found, or the top of the tree.
        public var places: [PlaceSummary]
        /// Whether more was found than is shown.
        public var hasMore: Bool

        /// Fills the model; see the properties.
        public init(search: String, places: [PlaceSummary], hasMore: Bool) {
            self.search = search
            self.places = places
            self.hasMore = hasMore
        }
    }

    /// What is shown.
    public var content: Content

    /// Fills the model; see the properties.
    public init(_ content: Content) {
        self.content = content
    }
}
