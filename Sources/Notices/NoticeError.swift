/// Why something could not be done with notices.
public enum NoticeError: Error, Sendable, Hashable {
    /// There is no such notice or delivery, or it is not the actor's to see.
    case notFound
    /// The actor has not signed in.
    case notSignedIn
    /// No role of the actor has this right.
    case notAllowed
    /// A minute or day lies outside its range.
    case rhythmUnfit
    /// A delivery is not in a state that allows it.
    case wrongState
    /// A row holds what this version does not know.
    case unreadable
}
