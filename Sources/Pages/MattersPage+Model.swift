/// `/matters`: what I have reported.
public struct MattersPage: Sendable {
    /// Still open, most urgent first.
    public var open: [MatterCard]
    /// Done or withdrawn, newest first, one page of them.
    public var closed: [MatterCard]
    /// 1-based, of the closed ones.
    public var page: Int
    /// How many pages there are; at least 1.
    public var pageCount: Int
    /// Where the reader may report; nil without a chosen community.
    public var communityID: String?

    /// Fills the model; see the properties.
    public init(open: [MatterCard], closed: [MatterCard], page: Int = 1, pageCount: Int = 1, communityID: String?) {
        self.open = open
        self.closed = closed
        self.page = page
        self.pageCount = pageCount
        self.communityID = communityID
    }
}
