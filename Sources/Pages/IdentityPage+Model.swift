public import HTML
public import Vocabulary

/// `/identity`: who to be in the demo; posted to the same address as `person` (empty for nobody) and `return`.
public struct IdentityPage: Sendable {
    /// Somebody of the demo's cast.
    public struct Persona: Sendable {
        /// Who.
        public var person: ShownPerson
        /// One sentence on who this is and what can be tried.
        public var about: LocalizedText

        /// Fills the model; see the properties.
        public init(person: ShownPerson, about: LocalizedText) {
            self.person = person
            self.about = about
        }
    }

    /// Who may be chosen, in the order shown.
    public var people: [Persona]
    /// The page to come back to.
    public var back: Link

    /// Fills the model; see the properties.
    public init(people: [Persona], back: Link) {
        self.people = people
        self.back = back
    }
}
