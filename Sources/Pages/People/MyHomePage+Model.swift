public import People
public import Vocabulary

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

    /// One claim of mine.
    public struct Asked: Sendable {
        /// The identifier.
        public var id: String
        /// The home.
        public var home: LocalizedText
        /// As what.
        public var kind: Tenure.Kind
        /// How it stands.
        public var state: Claim.State
        /// Why it was refused.
        public var refusal: Claim.Refusal?
        /// When it was made.
        public var made: Instant

        /// Says a claim; see the properties.
        public init(
            id: String, home: LocalizedText, kind: Tenure.Kind, state: Claim.State, refusal: Claim.Refusal?,
            made: Instant
        ) {
            self.id = id
            self.home = home
            self.kind = kind
            self.state = state
            self.refusal = refusal
            self.made = made
        }
    }

    /// Somebody who acts for me, or for whom I act.
    public struct Relation: Sendable {
        /// The identifier of the relation.
        public var id: String
        /// The other's identifier.
        public var person: String
        /// How the other is called.
        public var name: String
        /// As what.
        public var kind: Guardianship.Kind

        /// Says a relation; see the properties.
        public init(id: String, person: String, name: String, kind: Guardianship.Kind) {
            self.id = id
            self.person = person
            self.name = name
            self.kind = kind
        }
    }

    /// My homes, the oldest first.
    public var homes: [Home]
    /// Claims that wait or were refused, the latest first.
    public var asked: [Asked]
    /// Who acts for me.
    public var carers: [Relation]
    /// For whom I act.
    public var wards: [Relation]
    /// The code of an invitation that was just made; shown once.
    public var code: String?
    /// What came of a form.
    public var told: PeopleTold?

    /// Fills the model; see the properties.
    public init(
        homes: [Home], asked: [Asked] = [], carers: [Relation] = [], wards: [Relation] = [], code: String? = nil,
        told: PeopleTold? = nil
    ) {
        self.homes = homes
        self.asked = asked
        self.carers = carers
        self.wards = wards
        self.code = code
        self.told = told
    }
}
