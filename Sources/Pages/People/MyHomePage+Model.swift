public import People

/// `/me/home`: my homes and who lives there; claiming, inviting, adding a child.
public struct MyHomePage: Sendable {
    /// One home of mine.
    public struct Home: Sendable {
        /// The place.
        public var place: PlaceSummary
        /// What I have there.
        public var kind: Tenure.Kind
        /// Whether I may invite somebody.
        public var mayInvite: Bool
        /// Who has something there, as I may know.
        public var members: [(name: String, kind: Tenure.Kind)]

        /// Says a home; see the properties.
        public init(
            place: PlaceSummary, kind: Tenure.Kind, mayInvite: Bool, members: [(name: String, kind: Tenure.Kind)]
        ) {
            self.place = place
            self.kind = kind
            self.mayInvite = mayInvite
            self.members = members
        }
    }

    /// My homes, the oldest first.
    public var homes: [Home]
    /// The code of an invitation that was just made; shown once.
    public var code: String?
    /// What came of a form.
    public var told: PeopleTold?

    /// Fills the model; see the properties.
    public init(homes: [Home], code: String? = nil, told: PeopleTold? = nil) {
        self.homes = homes
        self.code = code
        self.told = told
    }
}
