/// `/me`: who I am, how large, how bright, in which language.
public struct MePage: Sendable {
    /// My community; nil until chosen.
    public var community: PlaceSummary?

    public init(community: PlaceSummary?) {
        self.community = community
    }
}
