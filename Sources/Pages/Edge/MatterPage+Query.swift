import Files
import Flows
import Places
import Store
import Vocabulary

extension MatterPage {
    /// Fills the page of a matter.
    ///
    /// - Throws: `FlowError.notFound`, `StoreError`.
    static func query(
        _ id: ID<Matter>, once: Identifier, now: Instant, for actor: Actor, _ cards: inout Cards,
        in snapshot: Snapshot
    ) throws -> MatterPage {
        let (matter, standing) = try Matters.known(id, to: actor, in: snapshot)
        let steps = try Matters.steps(of: matter, in: snapshot)
        var actions: Actions = []
        if matter.allows(.take, by: standing, at: now) { actions.insert(.take) }
        if matter.allows(.finish(note: nil), by: standing, at: now) { actions.insert(.finish) }
        if matter.allows(.rate(.fixed), by: standing, at: now) { actions.insert(.rate) }
        if matter.allows(.withdraw, by: standing, at: now) { actions.insert(.withdraw) }
        var page = MatterPage(
            card: try cards.card(matter), history: try steps.map { try happening($0, of: matter, standing, &cards) },
            handler: try matter.holder.flatMap { try cards.person($0) }, isReaderHandler: matter.holder == actor.id,
            actions: actions, once: once.description)
        page.pictures = try Files.attached(to: id.raw, in: snapshot).map { ShownFile($0) }
        return page
    }

    private static func happening(
        _ step: MatterStep, of matter: Matter, _ standing: Standing, _ cards: inout Cards
    ) throws -> Happening {
        Happening(
            Happening.Kind(step), at: step.at,
            by: standing.mayKnow(whoTook: step, of: matter) ? try cards.person(step.actor) : nil,
            isReader: step.actor == standing.actor, note: step.note)
    }
}

extension Happening.Kind {
    init(_ step: MatterStep) {
        switch step.kind {
        case .opened: self = .reported
        case .taken: self = .taken
        case .finished: self = .finished
        case .closed: self = step.actor == Actor.clockwork.id ? .closedSilently : .rated(.fixed)
        case .returned: self = .rated(.partly)
        case .reopened: self = .rated(.notFixed)
        case .withdrawn: self = .withdrawn
        case .fellDue: self = .fellDue
        }
    }
}
