/// `/me`: who I am, how large, how bright, in which language.
public struct MePage: Sendable {
    /// My community; nil until chosen.
    public var community: PlaceSummary?

    /// Fills the model; see the properties.
    public init(community: PlaceSummary?) {
        self.community = community
    }
}
