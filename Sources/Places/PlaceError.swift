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
    /// A name is empty, longer than 200 characters, or has control characters.
    case nameUnfit
    /// A label, alias, code or number is outside what it may be; the field is named.
    case unfit(PlaceField)
    /// The place has become part of another one.
    case ended
    /// The place stands there already, or below itself.
    case sameParent
    /// The move lies too far back, was undone, or another one came after it.
    case notUndoable
    /// A stored row cannot be read; the database was changed by other hands.
    case unreadable
}

/// A field of what somebody says about a place.
public enum PlaceField: String, Sendable, Hashable {
    /// The words on a code.
    case label
    /// Another name.
    case alias
    /// A code of another system.
    case code
    /// The system of such a code.
    case system
    /// The places of a grid.
    case members
    /// Hours of duty.
    case duty
    /// Who walks a grid.
    case worker
    /// Who stands in.
    case deputy
    /// How many units, storeys or homes.
    case count
    /// A telephone number.
    case telephone
}
