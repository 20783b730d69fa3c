/// `/me`: who I am, how large, how bright, in which language.
public struct MePage: Sendable {
    /// My community; nil until chosen.
    public var community: PlaceSummary?

    /// How many proposals of others wait for the reader; nil for somebody who never is the second of two.
    public var waiting: Int?
    /// Places whose roles the reader may see.
    public var offices: [PlaceSummary]

    /// Fills the model; see the properties.
    public init(community: PlaceSummary?, waiting: Int? = nil, offices: [PlaceSummary] = []) {
        self.community = community
        self.waiting = waiting
        self.offices = offices
    }
}
