public import Places
public import Vocabulary

/// A place as shown in lists and at the head of its own page.
public struct PlaceSummary: Sendable {
    /// The identifier as it stands in addresses.
    public var id: String
    /// The name.
    public var name: LocalizedText
    /// What the place is.
    public var kind: PlaceKind
    /// Where it lies, such as `杭州市 · 拱墅区`; nil where the list makes it plain.
    public var location: LocalizedText?
    /// Matters open at the place or below it; nil where not counted.
    public var openCount: Int?

    /// Fills the model; see the properties.
    public init(
        id: String, name: LocalizedText, kind: PlaceKind, location: LocalizedText? = nil, openCount: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.location = location
        self.openCount = openCount
    }
}
