/// Why the journal refused.
public enum JournalError: Error, Sendable, Hashable {
    /// A stored payload cannot be read; the database was changed by other hands.
    case unreadablePayload
    /// The same key came with another request.
    case keyReused
    /// A key is empty, longer than 128 bytes, or has characters beyond visible ASCII.
    case keyUnfit
}
