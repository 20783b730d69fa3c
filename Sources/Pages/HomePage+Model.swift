/// `/`: my community and what I have open; without a community, the search for one.
public struct HomePage: Sendable {
    /// What home shows.
    public enum Content: Sendable {
        case community(Community)
        case choice(Choice)
    }

    /// A chosen community.
    public struct Community: Sendable {
        public var place: PlaceSummary
        /// What I have open, most urgent first; home shows at most 5.
        public var mine: [MatterCard]
        /// How many I have in all, open and closed.
        public var mineCount: Int
        /// Where to go from here: compounds and places below; home shows at most 8.
        public var places: [PlaceSummary]

        public init(place: PlaceSummary, mine: [MatterCard], mineCount: Int, places: [PlaceSummary]) {
            self.place = place
            self.mine = mine
            self.mineCount = mineCount
            self.places = places
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

        public init(search: String, places: [PlaceSummary], hasMore: Bool) {
            self.search = search
            self.places = places
            self.hasMore = hasMore
        }
    }

    public var content: Content

    public init(_ content: Content) {
        self.content = content
    }
}
