/// Why places refused.
public enum PlaceError: Error, Sendable, Hashable {
    /// There is no such place, or it lies outside what the actor may know.
    case notFound
    /// A place of this kind cannot stand below its parent.
    case wrongLevel
    /// The code stands already.
    case codeTaken
    /// The actor may not do this here.
    case notAllowed
    /// A stored row cannot be read; the database was changed by other hands.
    case unreadable
}
