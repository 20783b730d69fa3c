public import Vocabulary

/// What happened: one fact, who did it, under which right; written in the transaction of the change itself.
public struct Entry: Sendable, Hashable {
    /// Names the entry for ever.
    public let id: ID<Entry>
    /// The moment of the transaction.
    public let at: Instant
    /// What happened, `noun.past-participle`.
    public let kind: EntryKind
    /// The thing it happened to.
    public let subject: Identifier
    /// Where; nil for what belongs nowhere.
    public let place: Identifier?
    /// The community of the place; nil above communities.
    public let community: Identifier?
    /// Who did it.
    public let actor: Identifier
    /// The right under which it was done, as the use case names it.
    public let right: String
    /// Facts without personal data.
    public let payload: Payload
}

/// What an entry says happened: `matter.opened`.
public struct EntryKind: Sendable, Hashable, CustomStringConvertible {
    /// `noun.past-participle`, lower-case letters and hyphens.
    public let description: String

    /// Names a kind in the source code.
    public init(_ name: StaticString) { description = name.description }

    init(stored: String) { description = stored }
}

/// An entry with its place in the one order that all followers share.
public struct SequencedEntry: Sendable, Hashable {
    /// 1, 2, 3, … without gaps.
    public let position: Int64
    /// The entry.
    public let entry: Entry
}
