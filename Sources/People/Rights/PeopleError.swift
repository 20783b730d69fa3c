/// Why people, homes, organisations or roles refused.
public enum PeopleError: Error, Sendable, Hashable {
    /// There is no such thing, or it lies outside what the actor may know.
    case notFound
    /// The actor sees it but may not do this.
    case notAllowed(PeopleRight)
    /// A value cannot be what it should be.
    case unfit(PersonField)
    /// The birth date does not agree with the document.
    case birthDisagrees
    /// Another account signs in with this telephone number.
    case phoneTaken
    /// Another person has this document.
    case documentTaken
    /// An account needs a telephone number.
    case phoneMissing
    /// Nobody gives a role to oneself, confirms what they proposed, or checks their own claim.
    case ownHand
    /// The same person cannot be the second one.
    case samePerson
    /// The three administrators are three people.
    case administratorsApart
    /// This role is given by two people; it was proposed, not given.
    case twoPersonsNeeded
    /// The end lies before the beginning, or both before now.
    case wrongSpan
    /// It was decided, used or ended already.
    case over
    /// The invitation's code cannot be one: a character was misread.
    case codeMisread
    /// The invitation is not valid (any more), or nothing in the register agrees.
    case noMatch
    /// Too many tries today.
    case tooOften
    /// The place is not a home.
    case notAHome
    /// Somebody under 14 needs a guardian for this.
    case guardianNeeded
    /// A guardian must be grown up, and a ward must be under age.
    case ageUnfit
    /// The shares of the owners would be more than the whole.
    case sharesTooLarge
    /// The same stands already.
    case alreadyThere
    /// Somebody changed it meanwhile.
    case changedMeanwhile
    /// A stored row cannot be read; the database was changed by other hands.
    case unreadable
}
