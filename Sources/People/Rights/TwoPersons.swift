public import Places
public import Vocabulary

/// Something that two different people do together: one proposes, another confirms.
///
/// Source: OWASP ASVS 5.0, 2.3.5.
public struct TwoPersons: Sendable, Hashable {
    /// What is done.
    public enum Act: String, Sendable, Hashable, CaseIterable {
        /// Somebody becomes an administrator.
        case grant
        /// Somebody becomes a protected person.
        case protect
        /// Somebody is a protected person no longer.
        case unprotect
        /// What is known of a protected person is open to the two for half an hour.
        case open
    }

    /// Why it is done: a word of a closed list, so that no text about a person stands here.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// 人手安排: somebody takes up an office.
        case office
        /// 本人要求: the person asked for it.
        case asked
        /// 人身安全: the person is in danger.
        case safety
        /// 公安来函: the police wrote.
        case police
        /// 紧急救助: help cannot wait.
        case emergency
        /// 原因消失: the reason is gone.
        case ended
    }

    /// Names the proposal.
    public let id: ID<TwoPersons>
    /// What is done.
    public let act: Act
    /// To whom.
    public let subject: ID<Person>
    /// The role of a grant.
    public let role: Role?
    /// The place of a grant.
    public let place: ID<Place>?
    /// Why.
    public let reason: Reason
    /// Who proposed it.
    public let proposedBy: Identifier
    /// When it was proposed.
    public let proposed: Instant
    /// Until when it can be confirmed.
    public let expires: Instant
    /// Who confirmed it; nil before.
    public let confirmedBy: Identifier?
    /// Who refused it; nil before.
    public let refusedBy: Identifier?
    /// Until when the two may read; nil unless somebody was opened.
    public let openUntil: Instant?

    /// A proposal waits for so long for the second person, 24 hours.
    ///
    /// Source: Decision 0010.
    public static let waitsMilliseconds: Int64 = 86_400_000

    /// A protected person stays open for so long, 30 minutes.
    ///
    /// Source: list of security requirements, 5.7 (break-glass), in Decision 0010.
    public static let opensMilliseconds: Int64 = 1_800_000
}

/// What somebody proposes to do together with another.
public struct TwoPersonsDraft: Sendable, Hashable {
    /// What is done.
    public var act: TwoPersons.Act
    /// To whom.
    public var subject: ID<Person>
    /// The role of a grant.
    public var role: Role?
    /// The place of a grant.
    public var place: ID<Place>?
    /// Why.
    public var reason: TwoPersons.Reason

    /// Says a proposal; a grant names role and place.
    public init(
        _ act: TwoPersons.Act, _ subject: ID<Person>, role: Role? = nil, at place: ID<Place>? = nil,
        because reason: TwoPersons.Reason
    ) {
        self.act = act
        self.subject = subject
        self.role = role
        self.place = place
        self.reason = reason
    }
}
