public import Journal
public import Vocabulary

/// Something that a person is told: what happened, to what, with facts that are nobody's personal data.
///
/// No sentence is stored; it is said when somebody reads, in the language of the reader.
public struct Notice: Sendable, Hashable {
    /// Names the notice for ever.
    public let id: ID<Notice>
    /// Who is told.
    public let person: Identifier
    /// What it says.
    public let kind: NoticeKind
    /// What fills the sentence: codes, numbers, identifiers and flags.
    public let facts: Payload
    /// What it is about.
    public let subject: Identifier
    /// The community where it happened; nil for what belongs to none.
    public let community: Identifier?
    /// When it was told.
    public let at: Instant
    /// When the person read it; nil before.
    public let read: Instant?

    /// Puts a notice together as it is stored.
    public init(
        id: ID<Notice>, person: Identifier, kind: NoticeKind, facts: Payload, subject: Identifier,
        community: Identifier?, at: Instant, read: Instant?
    ) {
        self.id = id
        self.person = person
        self.kind = kind
        self.facts = facts
        self.subject = subject
        self.community = community
        self.at = at
        self.read = read
    }

    /// How long a notice is kept.
    ///
    /// Source: Decision 0013; a year and a month, so that last year's notice can still be found.
    public static let keptDays: Int64 = 400
}

/// What is to be told, before it is said to whom.
public struct NoticeDraft: Sendable, Hashable {
    /// What it says.
    public let kind: NoticeKind
    /// What it is about.
    public let subject: Identifier
    /// The community where it happened; nil for what belongs to none.
    public let community: Identifier?
    /// What caused it, a journal entry as a rule: nobody is told the same of one cause twice.
    public let cause: Identifier
    /// What fills the sentence; see ``NoticeFact``.
    public let facts: Payload

    /// Puts a draft together.
    public init(
        _ kind: NoticeKind, about subject: Identifier, community: Identifier?, cause: Identifier,
        facts: Payload = Payload()
    ) {
        self.kind = kind
        self.subject = subject
        self.community = community
        self.cause = cause
        self.facts = facts
    }
}

/// Names of the facts that sentences know.
public enum NoticeFact {
    /// The number that people say on the telephone, as a code in lower-case letters.
    public static let number = "number"
    /// A role, by its code.
    public static let role = "role"
}

/// What all notices of this installation share.
public struct NoticePolicy: Sendable, Hashable {
    /// Seconds east of Greenwich where the people live.
    public let zoneSeconds: Int
    /// Channels that have a connector; for the others no delivery is made.
    public let channels: Set<NoticeChannel>

    /// Says a policy.
    public init(zoneSeconds: Int, channels: Set<NoticeChannel>) {
        self.zoneSeconds = zoneSeconds
        self.channels = channels
    }
}
