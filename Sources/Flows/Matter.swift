public import Places
public import Vocabulary

/// One thing that somebody reported, on its way to being done.
public struct Matter: Sendable, Hashable {
    /// Names the matter for ever.
    public let id: ID<Matter>
    /// What people say on the telephone: month and day of the report and four characters, `1122-7K3M`.
    public let number: String
    /// Where.
    public let place: ID<Place>
    /// The community that handles it.
    public let community: ID<Place>
    /// What it is about.
    public let kind: MatterKind
    /// The reporter's own words, 1 to 500 characters.
    public let words: String
    /// Who reported it.
    public let reporter: Identifier
    /// When it was reported.
    public let opened: Instant
    /// Where it stands.
    public var state: State
    /// Who has it; nil until it is taken and after it was reopened.
    public var holder: Identifier?
    /// When the next thing must have happened: the work while it runs, the reporter's answer once it is done.
    public var due: Instant
    /// Whether the clerk was told that the due moment has passed.
    public var isOverdueTold: Bool
    /// What the reporter said of the work; nil before.
    public var verdict: Verdict?
    /// When it last changed.
    public var changed: Instant
    /// Counts changes from 1; a change that was decided on an older version is refused.
    public var version: Int64

    /// Where a matter stands.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// 待受理: reported, nobody has it.
        case new
        /// 办理中: somebody has it.
        case doing
        /// 等您答复: the work is done, the reporter has not said whether it is right.
        case done
        /// 已办好: over.
        case closed
        /// 已撤回: the reporter took it back.
        case withdrawn

        /// Whether somebody still has something to do.
        public var isOpen: Bool { self != .closed && self != .withdrawn }
        /// Whether the deadline runs.
        public var isRunning: Bool { self == .new || self == .doing }
    }

    /// What the reporter says of the work.
    public enum Verdict: String, Sendable, Hashable, CaseIterable {
        /// 修好了.
        case fixed
        /// 还差一点: back to the same person.
        case partly
        /// 没修好: back to the desk.
        case notFixed = "not-fixed"
        /// The reporter did not answer in time.
        case silent
    }

    /// Whether the deadline has passed while the work is not done.
    public func isOverdue(at now: Instant) -> Bool { state.isRunning && due < now }
}

/// One step of a matter: what happened, by whom, when, with a note where one was given.
public struct MatterStep: Sendable, Hashable {
    /// What happened.
    public let kind: Kind
    /// Who did it.
    public let actor: Identifier
    /// When.
    public let at: Instant
    /// What the person wrote; nil for none.
    public let note: String?

    /// What can happen to a matter.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Somebody reported it.
        case opened
        /// Somebody took it.
        case taken
        /// The work is done.
        case finished
        /// The reporter said that it is right; or did not answer in time.
        case closed
        /// The reporter said that something is still missing.
        case returned
        /// The reporter said that it is not fixed.
        case reopened
        /// The reporter took it back.
        case withdrawn
        /// The due moment passed and the clerk was told.
        case fellDue = "fell-due"
    }
}
