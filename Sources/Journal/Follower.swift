public import Store
import Vocabulary

/// A part of the system that follows the journal: in order, at least once, idempotently.
public struct Follower: Sendable {
    /// What a follower does with an entry.
    public enum Work: Sendable {
        /// Changes derived tables in the same transaction that moves the cursor: exactly once for the database.
        case inside(@Sendable (SequencedEntry, Transaction) throws -> Void)
        /// Reaches outside, then moves the cursor: at least once, so the receiver must bear repetition.
        case outside(@Sendable (SequencedEntry) async throws -> Void)
    }

    /// Names the cursor; never reused for another meaning.
    public let name: String
    /// What to do.
    public let work: Work
    /// Entries that one transaction digests at most; fewer where one entry makes many rows.
    public let batchMax: Int

    /// Declares a follower.
    ///
    /// - Parameter batchMax: 1 to 100 entries of one transaction.
    public init(_ name: String, batchMax: Int = 100, _ work: Work) {
        self.name = name
        self.batchMax = batchMax
        self.work = work
    }
}

/// An entry that a follower could not digest and that was set aside so that the others flow.
public struct ParkedEntry: Sendable, Hashable {
    /// The follower's name.
    public let follower: String
    /// The entry's position.
    public let position: Int64
    /// The error's description, which carries no data.
    public let reason: String
}
