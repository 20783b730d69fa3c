public import People
public import Vocabulary

/// `/me/confirmations`: what two people do together and waits for the second; what is open to the reader now.
public struct ConfirmationsPage: Sendable {
    /// One proposal that waits.
    public struct Row: Sendable {
        /// The identifier.
        public var id: String
        /// What is to be done.
        public var act: TwoPersons.Act
        /// To whom, as the reader may know.
        public var subject: String
        /// The role of a grant.
        public var role: Role?
        /// The place of a grant.
        public var place: LocalizedText?
        /// Why.
        public var reason: TwoPersons.Reason
        /// Who proposed it; nil if nothing may be said.
        public var proposer: String?
        /// When it was proposed.
        public var at: Instant
        /// What the reader has to do with it.
        public var standing: Standing

        /// Says a row; see the properties.
        public init(
            id: String, act: TwoPersons.Act, subject: String, role: Role? = nil, place: LocalizedText? = nil,
            reason: TwoPersons.Reason, proposer: String?, at: Instant, standing: Standing
        ) {
            self.id = id
            self.act = act
            self.subject = subject
            self.role = role
            self.place = place
            self.reason = reason
            self.proposer = proposer
            self.at = at
            self.standing = standing
        }
    }

    /// What the reader has to do with a proposal.
    public enum Standing: Sendable {
        /// Confirms or refuses it.
        case second
        /// Proposed it and waits.
        case first
        /// Is the one whom it concerns.
        case concerned
    }

    /// Somebody protected whom the reader may open now.
    public struct Opening: Sendable {
        /// The person's identifier.
        public var person: String
        /// Until when.
        public var until: Instant

        /// Says an opening; see the properties.
        public init(person: String, until: Instant) {
            self.person = person
            self.until = until
        }
    }

    /// What waits, the oldest first.
    public var rows: [Row]
    /// What is open to the reader.
    public var openings: [Opening]
    /// Whether the reader may ask to open a protected person.
    public var mayAsk: Bool
    /// What was just opened: field and value in clear.
    public var opened: [(field: PeoplePhrase, value: String)]
    /// What came of a form.
    public var told: PeopleTold?

    /// Fills the model; see the properties.
    public init(
        rows: [Row], openings: [Opening] = [], mayAsk: Bool = false,
        opened: [(field: PeoplePhrase, value: String)] = [], told: PeopleTold? = nil
    ) {
        self.rows = rows
        self.openings = openings
        self.mayAsk = mayAsk
        self.opened = opened
        self.told = told
    }
}
