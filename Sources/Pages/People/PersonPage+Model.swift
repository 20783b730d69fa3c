public import Vocabulary

/// `/desk/{id}/people/{person}`: one person, masked; opened fields only in the answer to the form that says why.
public struct PersonPage: Sendable {
    /// The community at whose desk this is.
    public var community: PlaceSummary
    /// The person, masked.
    public var person: PeoplePage.Row
    /// Only the last four characters.
    public var document: String?
    /// Whether the person is protected: then nothing else is shown.
    public var isProtected: Bool
    /// Whether the reader proposes with another that somebody is protected, or opened.
    public var mayProtect: Bool
    /// Until when the reader may open a protected person; nil if two people did not open them.
    public var openUntil: Instant?
    /// Who acts for the person.
    public var guardians: [MyHomePage.Relation]
    /// Whether the reader enters and ends who acts for the person.
    public var mayEnter: Bool
    /// What was just opened: field and value in clear.
    public var opened: [(field: PeoplePhrase, value: String)]
    /// What came of a form.
    public var told: PeopleTold?

    /// Fills the model; see the properties.
    public init(
        community: PlaceSummary, person: PeoplePage.Row, document: String?, isProtected: Bool, mayProtect: Bool = false,
        openUntil: Instant? = nil, guardians: [MyHomePage.Relation] = [], mayEnter: Bool = false,
        opened: [(field: PeoplePhrase, value: String)] = [], told: PeopleTold? = nil
    ) {
        self.community = community
        self.person = person
        self.document = document
        self.isProtected = isProtected
        self.mayProtect = mayProtect
        self.openUntil = openUntil
        self.guardians = guardians
        self.mayEnter = mayEnter
        self.opened = opened
        self.told = told
    }
}
