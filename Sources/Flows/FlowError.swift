/// Why a flow refused.
public enum FlowError: Error, Sendable, Hashable {
    /// There is no such matter or place, or it lies outside what the actor may know.
    case notFound
    /// The actor sees it but may not do this.
    case notAllowed(FlowRight)
    /// The matter's state does not allow this; what would is told.
    case wrongState(Matter.State, allowed: [Matter.State])
    /// Somebody changed the matter meanwhile.
    case changedMeanwhile
    /// The words are empty.
    case wordsEmpty
    /// The words are longer than 500 characters.
    case wordsTooLong(max: Int)
    /// The note is longer than 500 characters.
    case noteTooLong(max: Int)
    /// The place lies above every community; nobody would handle it there.
    case noCommunity
    /// Words or note hold a character that cannot be stored (U+0000).
    case characterUnfit
    /// A stored row cannot be read; the database was changed by other hands.
    case unreadable
}
