import Journal
public import Places
public import Store
public import Vocabulary

/// What somebody reports.
public struct MatterReport: Sendable, Hashable {
    /// Where.
    public let place: ID<Place>
    /// What it is about.
    public let kind: MatterKind
    /// The reporter's own words, 1 to 500 characters after blanks at the ends are taken off.
    public let words: String

    /// Says a report.
    public init(place: ID<Place>, kind: MatterKind, words: String) {
        self.place = place
        self.kind = kind
        self.words = words
    }
}

/// All matters: open one, bring it on its way, find it.
public enum Matters {
    static let dueTimer: StaticString = "matter.due"
    static let ratingTimer: StaticString = "matter.rating-due"

    /// Opens a matter.
    ///
    /// - Parameters:
    ///   - report: What is reported.
    ///   - zoneSeconds: Seconds east of Greenwich where the place lies; the number shows the local day.
    /// - Returns: The matter in state ``Matter/State/new``, due by the hours of its kind.
    /// - Throws: ``FlowError/notFound`` where no role of the actor reaches the place, ``FlowError/noCommunity``,
    ///   ``FlowError/wordsEmpty``, ``FlowError/wordsTooLong(max:)``, ``FlowError/characterUnfit``, `StoreError`.
    public static func open(_ report: MatterReport, zoneSeconds: Int, in tx: Transaction) throws -> Matter {
        let words = try checked(report.words)
        let place = try reachablePlace(report.place, in: tx)
        guard let community = place.community else { throw FlowError.noCommunity }
        let id = tx.id(Matter.self)
        let matter = Matter(
            id: id, number: try freeNumber(in: community, chance: id.raw.low, zoneSeconds: zoneSeconds, tx),
            place: place.id, community: community, kind: report.kind, words: words, reporter: tx.actor.id,
            opened: tx.now, state: .new, holder: nil,
            due: tx.now.advanced(byMilliseconds: report.kind.hoursMax * 3_600_000), isOverdueTold: false, verdict: nil,
            changed: tx.now, version: 1)
        try matter.insert(in: tx)
        try MatterStep(kind: .opened, actor: tx.actor.id, at: tx.now, note: nil).insert(for: matter, in: tx)
        try Timers.set(dueTimer, about: id.raw, due: matter.due, in: tx)
        try record(.opened, matter, from: nil, under: .open, in: tx)
        return matter
    }

    /// Does something with a matter.
    ///
    /// - Parameters:
    ///   - act: What.
    ///   - id: Which.
    ///   - version: The version that the actor saw; nil acts on the present one.
    /// - Returns: The matter afterwards.
    /// - Throws: ``FlowError/notFound``, ``FlowError/notAllowed(_:)``, ``FlowError/wrongState(_:allowed:)``,
    ///   ``FlowError/changedMeanwhile``, ``FlowError/noteTooLong(max:)``, `StoreError`.
    @discardableResult
    public static func act(
        _ act: MatterAct, on id: ID<Matter>, seenVersion version: Int64? = nil, in tx: Transaction
    ) throws -> Matter {
        let (matter, standing) = try known(id, in: tx)
        if let version, version != matter.version { throw FlowError.changedMeanwhile }
        let (after, step) = try matter.after(act, by: standing, at: tx.now)
        try keep(after, step, from: matter, under: act.right, in: tx)
        return after
    }

    /// A matter that the actor may see, and who the actor is towards it.
    ///
    /// - Throws: ``FlowError/notFound``, `StoreError`.
    public static func known(
        _ id: ID<Matter>, to actor: Actor, in snapshot: Snapshot
    ) throws -> (matter: Matter, standing: Standing) {
        let found = try snapshot.first("SELECT \(Matter.columns) FROM matter m WHERE m.id = ?", [.id(id)]) {
            try Matter($0)
        }
        guard let matter = found else { throw FlowError.notFound }
        let standing = try standing(of: actor, at: matter.place, in: snapshot)
        let mayRead =
            try matter.reporter == actor.id || Reach.holds(actor, FlowRight.read.roles, at: matter.place, in: snapshot)
        guard mayRead else { throw FlowError.notFound }
        return (matter, standing)
    }

    private static func known(_ id: ID<Matter>, in tx: Transaction) throws -> (matter: Matter, standing: Standing) {
        try known(id, to: tx.actor, in: tx)
    }

    private static func standing(of actor: Actor, at place: ID<Place>, in snapshot: Snapshot) throws -> Standing {
        Standing(
            actor: actor.id, isStaff: try Reach.holds(actor, FlowRight.take.roles, at: place, in: snapshot),
            isClerk: try Reach.holds(actor, Role.leads, at: place, in: snapshot))
    }

    private static func reachablePlace(_ id: ID<Place>, in tx: Transaction) throws -> Place {
        guard try Reach.holds(tx.actor, FlowRight.open.roles, at: id, in: tx) else { throw FlowError.notFound }
        return try Places.place(id, in: tx)
    }

    private static func checked(_ words: String) throws(FlowError) -> String {
        let trimmed = words.trimmingBlanks()
        guard !trimmed.isEmpty else { throw .wordsEmpty }
        guard trimmed.unicodeScalars.count <= Matter.wordsMax else { throw .wordsTooLong(max: Matter.wordsMax) }
        guard !trimmed.utf8.contains(0) else { throw .characterUnfit }
        return trimmed
    }

    private static func freeNumber(
        in community: ID<Place>, chance: UInt64, zoneSeconds: Int, _ tx: Transaction
    ) throws -> String {
        let day = LocalDay(tx.now, offsetSeconds: zoneSeconds)
        var chance = chance
        while true {
            let number = MatterNumber.make(on: day, chance: chance)
            let isTaken = try tx.integer(
                "SELECT 1 FROM matter WHERE community = ? AND number = ?", [.id(community), .text(number)])
            if isTaken == nil { return number }
            chance = tx.identifier().low
        }
    }

    static func keep(
        _ after: Matter, _ step: MatterStep, from before: Matter, under right: FlowRight?, in tx: Transaction
    ) throws {
        try after.update(from: before, in: tx)
        try step.insert(for: after, in: tx)
        try setTimers(for: after, in: tx)
        try record(step.kind, after, from: before, under: right, in: tx)
    }

    private static func setTimers(for matter: Matter, in tx: Transaction) throws {
        if matter.state.isRunning, !matter.isOverdueTold {
            try Timers.set(dueTimer, about: matter.id.raw, due: matter.due, in: tx)
        } else {
            try Timers.cancel(dueTimer, about: matter.id.raw, in: tx)
        }
        if matter.state == .done {
            try Timers.set(ratingTimer, about: matter.id.raw, due: matter.due, in: tx)
        } else {
            try Timers.cancel(ratingTimer, about: matter.id.raw, in: tx)
        }
    }

    private static func record(
        _ kind: MatterStep.Kind, _ matter: Matter, from before: Matter?, under right: FlowRight?, in tx: Transaction
    ) throws {
        var facts: [String: Payload.Fact] = ["version": .integer(matter.version)]
        if let to = Payload.Code(matter.state.rawValue) { facts["to"] = .code(to) }
        if let from = before.flatMap({ Payload.Code($0.state.rawValue) }) { facts["from"] = .code(from) }
        if let about = Payload.Code(matter.kind.rawValue) { facts["kind"] = .code(about) }
        try Journal.append(
            kind.entryKind, about: matter.id.raw,
            at: EntryPlace(place: matter.place.raw, community: matter.community.raw),
            under: right?.text ?? "matter.clockwork", Payload(facts), in: tx)
    }
}

extension MatterAct {
    var right: FlowRight {
        switch self {
        case .take: .take
        case .finish: .finish
        case .rate: .rate
        case .withdraw: .withdraw
        }
    }
}

extension MatterStep.Kind {
    var entryKind: EntryKind {
        switch self {
        case .opened: EntryKind("matter.opened")
        case .taken: EntryKind("matter.taken")
        case .finished: EntryKind("matter.finished")
        case .closed: EntryKind("matter.closed")
        case .returned: EntryKind("matter.returned")
        case .reopened: EntryKind("matter.reopened")
        case .withdrawn: EntryKind("matter.withdrawn")
        case .fellDue: EntryKind("matter.fallen-due")
        }
    }
}

extension String {
    /// Without white space at both ends.
    fileprivate func trimmingBlanks() -> String {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}

extension MatterReport {
    /// What was asked for, to tell a repetition from another request under the same key.
    public var fingerprint: String { RequestKeys.fingerprint(of: "\(place)|\(kind.rawValue)|\(words)") }
}
