public import Vocabulary

/// Who somebody is towards one matter.
public struct Standing: Sendable, Hashable {
    /// Who.
    public let actor: Identifier
    /// Whether a role that reaches the place may handle matters there.
    public let isStaff: Bool
    /// Whether a clerk's role reaches the place.
    public let isClerk: Bool

    /// Says who somebody is towards a matter.
    public init(actor: Identifier, isStaff: Bool, isClerk: Bool) {
        self.actor = actor
        self.isStaff = isStaff
        self.isClerk = isClerk
    }

    /// Whether the reader may know who took a step: neighbours see that something was reported, not by whom; staff may need
    /// to ask.
    public func mayKnow(whoTook step: MatterStep, of matter: Matter) -> Bool {
        step.actor != matter.reporter || isStaff || actor == matter.reporter
    }
}

/// What somebody wants to do with a matter.
public enum MatterAct: Sendable, Hashable {
    /// Take it over.
    case take
    /// Say that the work is done.
    case finish(note: String?)
    /// Say whether the work is right.
    case rate(Matter.Verdict)
    /// Take the own report back.
    case withdraw
}

extension Matter {
    /// How long the reporter has for saying whether the work is right; then the matter closes by itself.
    ///
    /// Source: Decision 0006.
    public static let ratingMillisecondsMax: Int64 = 7 * 86_400_000
    /// Characters of words and notes at most.
    public static let wordsMax = 500

    /// Decides whether something may be done now, and what the matter is afterwards.
    ///
    /// - Returns: The matter after it, and the step that tells of it.
    /// - Throws: ``FlowError/notAllowed(_:)``, ``FlowError/wrongState(_:allowed:)``, ``FlowError/noteTooLong(max:)``,
    ///   ``FlowError/characterUnfit``.
    public func after(
        _ act: MatterAct, by standing: Standing, at now: Instant
    ) throws(FlowError) -> (matter: Matter, step: MatterStep) {
        switch act {
        case .take: try afterTaking(standing, now)
        case .finish(let note): try afterFinishing(standing, note: note, now)
        case .rate(let verdict): try afterRating(standing, verdict, now)
        case .withdraw: try afterWithdrawing(standing, now)
        }
    }

    /// Whether the act would be allowed; what a page asks before it draws a button.
    public func allows(_ act: MatterAct, by standing: Standing, at now: Instant) -> Bool {
        (try? after(act, by: standing, at: now)) != nil
    }

    private func afterTaking(_ standing: Standing, _ now: Instant) throws(FlowError) -> (Matter, MatterStep) {
        guard standing.isStaff else { throw .notAllowed(.take) }
        try require(.new)
        return changed(to: .doing, step: .taken, by: standing.actor, at: now) { $0.holder = standing.actor }
    }

    private func afterFinishing(
        _ standing: Standing, note: String?, _ now: Instant
    ) throws(FlowError) -> (Matter, MatterStep) {
        // A clerk may finish for a butler who has no telephone at hand; another butler may not.
        guard standing.isClerk || (standing.isStaff && holder == standing.actor) else { throw .notAllowed(.finish) }
        try require(.doing)
        if let note {
            guard note.unicodeScalars.count <= Self.wordsMax else { throw .noteTooLong(max: Self.wordsMax) }
            guard !note.utf8.contains(0) else { throw .characterUnfit }
        }
        return changed(to: .done, step: .finished, by: standing.actor, at: now, note: note) {
            $0.due = now.advanced(byMilliseconds: Self.ratingMillisecondsMax)
        }
    }

    private func afterRating(
        _ standing: Standing, _ verdict: Verdict, _ now: Instant
    ) throws(FlowError) -> (Matter, MatterStep) {
        guard reporter == standing.actor, verdict != .silent else { throw .notAllowed(.rate) }
        try require(.done)
        let due = now.advanced(byMilliseconds: kind.hoursMax * 3_600_000)
        switch verdict {
        case .fixed, .silent:
            return changed(to: .closed, step: .closed, by: standing.actor, at: now) { $0.verdict = verdict }
        case .partly:
            return changed(to: .doing, step: .returned, by: standing.actor, at: now) {
                $0.verdict = verdict
                $0.due = due
                $0.isOverdueTold = false
            }
        case .notFixed:
            return changed(to: .new, step: .reopened, by: standing.actor, at: now) {
                $0.verdict = verdict
                $0.holder = nil
                $0.due = due
                $0.isOverdueTold = false
            }
        }
    }

    private func afterWithdrawing(_ standing: Standing, _ now: Instant) throws(FlowError) -> (Matter, MatterStep) {
        guard reporter == standing.actor else { throw .notAllowed(.withdraw) }
        try require(.new, .doing)
        return changed(to: .withdrawn, step: .withdrawn, by: standing.actor, at: now) { _ in }
    }

    /// What becomes of a matter whose due moment has passed; nil if there is nothing to tell.
    func afterFallingDue(by actor: Identifier, at now: Instant) -> (Matter, MatterStep)? {
        guard isOverdue(at: now), !isOverdueTold else { return nil }
        return changed(to: state, step: .fellDue, by: actor, at: now) { $0.isOverdueTold = true }
    }

    /// What becomes of a matter whose reporter did not answer in time; nil if the reporter did.
    func afterSilence(by actor: Identifier, at now: Instant) -> (Matter, MatterStep)? {
        guard state == .done else { return nil }
        return changed(to: .closed, step: .closed, by: actor, at: now) { $0.verdict = .silent }
    }

    private func require(_ allowed: State...) throws(FlowError) {
        guard allowed.contains(state) else { throw .wrongState(state, allowed: allowed) }
    }

    private func changed(
        to state: State, step: MatterStep.Kind, by actor: Identifier, at now: Instant, note: String? = nil,
        _ alter: (inout Matter) -> Void
    ) -> (Matter, MatterStep) {
        var matter = self
        matter.state = state
        matter.changed = now
        matter.version += 1
        alter(&matter)
        return (matter, MatterStep(kind: step, actor: actor, at: now, note: note))
    }
}
