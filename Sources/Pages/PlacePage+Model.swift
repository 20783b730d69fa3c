/// `/places/{id}`: a place, what is open there and what lies below it.
public struct PlacePage: Sendable {
    /// The place.
    public var place: PlaceSummary
    /// From the top of the tree to the place's parent.
    public var ancestors: [PlaceSummary]
    /// What is open at the place or below it, most urgent first; the page shows at most 20.
    public var open: [MatterCard]
    /// The places directly below that fit the filter, one page of them.
    public var children: [PlaceSummary]
    /// How many places lie directly below without the filter.
    public var childCount: Int
    /// What the children are filtered by; empty for all.
    public var filter: String
    /// 1-based.
    public var page: Int
    /// How many pages there are; at least 1.
    public var pageCount: Int
    /// Whether something can be reported here.
    public var canReport: Bool
    /// Whether the place is a community that can become the reader's own.
    public var canBecomeMine: Bool
    /// Whether the place is the reader’s own community.
    public var isMine: Bool
    /// Whether the reader looks after the place: names, codes, grids.
    public var mayKeep = false
    /// The place of which it became a part; nil while it stands for itself.
    public var mergedInto: PlaceSummary?

    /// Fills the model; see the properties.
    public init(
        place: PlaceSummary, ancestors: [PlaceSummary], open: [MatterCard], children: [PlaceSummary], childCount: Int,
        filter: String = "", page: Int = 1, pageCount: Int = 1, canReport: Bool, canBecomeMine: Bool, isMine: Bool
    ) {
        self.place = place
        self.ancestors = ancestors
        self.open = open
        self.children = children
        self.childCount = childCount
        self.filter = filter
        self.page = page
        self.pageCount = pageCount
        self.canReport = canReport
        self.canBecomeMine = canBecomeMine
        self.isMine = isMine
    }
}
