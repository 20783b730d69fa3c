/// What a notice says: one sentence of the strings files, closed so that every sentence exists in every language.
public enum NoticeKind: String, Sendable, Hashable, CaseIterable {
    /// To staff: something was reported.
    case matterOpened = "matter.opened"
    /// To the reporter: somebody has it.
    case matterTaken = "matter.taken"
    /// To the reporter: the work is done; please say whether it is right.
    case matterFinished = "matter.finished"
    /// To the holder: something is still missing.
    case matterReturned = "matter.returned"
    /// To staff: not fixed, back at the desk.
    case matterReopened = "matter.reopened"
    /// To the reporter: late, and those in charge know.
    case matterOverdue = "matter.overdue"
    /// To staff: late.
    case matterLate = "matter.late"
    /// To the holder: the reporter took it back.
    case matterWithdrawn = "matter.withdrawn"
    /// To the holder: the reporter says it is right, or was silent.
    case matterClosed = "matter.closed"
    /// To staff: somebody claims a home.
    case homeClaimed = "home.claimed"
    /// To the claimer: accepted.
    case homeAccepted = "home.accepted"
    /// To the claimer: not accepted.
    case homeRefused = "home.refused"
    /// To the person: a role was given.
    case rightsGiven = "rights.given"
    /// To the person: a role was withdrawn.
    case rightsWithdrawn = "rights.withdrawn"
    /// To the person: data were read, with a purpose.
    case dataRead = "data.read"
    /// To the person: signed in on a device not seen before.
    case securitySignedIn = "security.signed-in"
    /// To the person: password or second factor changed.
    case securityFactorChanged = "security.factor-changed"
    /// To the person: locked for a while after wrong attempts.
    case securityLockedOut = "security.locked-out"
    /// To neighbours: something was published.
    case communityPublished = "community.published"

    /// The topic under which people choose.
    public var topic: NoticeTopic {
        switch self {
        case .matterTaken, .matterFinished, .matterOverdue: .matterProgress
        case .matterOpened, .matterReturned, .matterReopened, .matterLate, .matterWithdrawn, .matterClosed: .matterDuty
        case .homeClaimed: .matterDuty
        case .homeAccepted, .homeRefused: .homeClaim
        case .rightsGiven, .rightsWithdrawn: .rightsChanged
        case .dataRead: .dataRead
        case .securitySignedIn, .securityFactorChanged, .securityLockedOut: .security
        case .communityPublished: .communityNews
        }
    }

    /// What the subject is, so that an edge can link to it.
    public var subjectKind: SubjectKind {
        switch topic {
        case .matterProgress: .matter
        case .matterDuty: self == .homeClaimed ? .home : .matter
        case .homeClaim: .home
        case .rightsChanged, .dataRead, .security: .account
        case .communityNews: .news
        }
    }

    /// What the subject of a notice is.
    public enum SubjectKind: String, Sendable, Hashable, CaseIterable {
        /// A matter.
        case matter
        /// A home, or a claim to it.
        case home
        /// The person's own account.
        case account
        /// Something published.
        case news
    }
}
