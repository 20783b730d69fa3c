import Journal
public import Keyring
import Places
public import Store
public import Vocabulary

extension People {
    /// Proposes something that only two people do together.
    ///
    /// - Throws: ``PeopleError/notFound`` or ``PeopleError/notAllowed(_:)`` unless the actor could be the first of the
    ///   two (``PeopleRight/giveRoles`` for a grant, ``PeopleRight/protect`` where the person belongs for the rest),
    ///   ``PeopleError/ownHand`` for oneself, ``PeopleError/alreadyThere`` where nothing would change, `StoreError`.
    public static func propose(_ draft: TwoPersonsDraft, in tx: Transaction) throws -> TwoPersons {
        try requireTwoPersons(draft.act, draft.subject, draft.role, draft.place, in: tx)
        let proposal = TwoPersons(
            id: tx.id(), act: draft.act, subject: draft.subject, role: draft.role, place: draft.place,
            reason: draft.reason, proposedBy: tx.actor.id, proposed: tx.now,
            expires: tx.now.advanced(byMilliseconds: TwoPersons.waitsMilliseconds), confirmedBy: nil,
            refusedBy: nil, openUntil: nil)
        try tx.execute(
            """
            INSERT INTO two_persons (id, act, subject, role, place, reason, proposed_by, proposed_ms, expires_ms) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(proposal.id), .text(proposal.act.rawValue), .id(proposal.subject), .text(proposal.role?.rawValue),
                .id(proposal.place), .text(proposal.reason.rawValue), .identifier(proposal.proposedBy),
                .instant(proposal.proposed), .instant(proposal.expires),
            ])
        try tell("proposal.made", proposal, in: tx)
        return proposal
    }

    /// Confirms a proposal as the second person, which does it.
    ///
    /// - Throws: ``PeopleError/samePerson`` for whoever proposed it, ``PeopleError/ownHand`` for whom it concerns,
    ///   ``PeopleError/over`` if it was confirmed, its time has passed or the first person has lost the right meanwhile,
    ///   and as ``propose(_:in:)``.
    @discardableResult
    public static func confirm(_ id: ID<TwoPersons>, in tx: Transaction) throws -> TwoPersons {
        let proposal = try twoPersons(id, in: tx)
        try requireTwoPersons(proposal.act, proposal.subject, proposal.role, proposal.place, in: tx)
        guard proposal.proposedBy != tx.actor.id else { throw PeopleError.samePerson }
        guard proposal.waits(at: tx.now), try stillStands(proposal, in: tx) else { throw PeopleError.over }
        let openUntil = proposal.act == .open ? tx.now.advanced(byMilliseconds: TwoPersons.opensMilliseconds) : nil
        let confirmed = try tx.execute(
            "UPDATE two_persons SET confirmed_by = ?, confirmed_ms = ?, open_until_ms = ? WHERE id = ? AND confirmed_by IS NULL AND refused_by IS NULL",
            [.identifier(tx.actor.id), .instant(tx.now), .instant(openUntil), .id(id)])
        guard confirmed == 1 else { throw PeopleError.over }
        try tell("proposal.confirmed", proposal, in: tx)
        switch proposal.act {
        case .grant:
            guard let role = proposal.role, let place = proposal.place else { throw PeopleError.unreadable }
            _ = try insertGrant(role, proposal.subject, place, nil, nil, under: "grant.give", in: tx)
        case .protect: try setProtected(proposal.subject, true, in: tx)
        case .unprotect: try setProtected(proposal.subject, false, in: tx)
        case .open: break
        }
        return try twoPersons(id, in: tx)
    }

    /// Refuses a proposal as the second person, or takes it back as the first; it can be proposed anew.
    ///
    /// - Throws: ``PeopleError/ownHand`` for whom it concerns, ``PeopleError/over`` if it was settled or its time has
    ///   passed, and as ``propose(_:in:)``.
    public static func refuse(_ id: ID<TwoPersons>, in tx: Transaction) throws {
        let proposal = try twoPersons(id, in: tx)
        guard try mayDo(proposal.act, proposal.subject, proposal.place, tx.actor, in: tx) else {
            throw PeopleError.notFound
        }
        guard proposal.subject.raw != tx.actor.id else { throw PeopleError.ownHand }
        guard proposal.waits(at: tx.now) else { throw PeopleError.over }
        let refused = try tx.execute(
            "UPDATE two_persons SET refused_by = ?, refused_ms = ? WHERE id = ? AND confirmed_by IS NULL AND refused_by IS NULL",
            [.identifier(tx.actor.id), .instant(tx.now), .id(id)])
        guard refused == 1 else { throw PeopleError.over }
        try tell("proposal.refused", proposal, in: tx)
    }

    /// Asks to open whoever is protected and has a telephone number, for somebody who calls and is in need.
    ///
    /// Whether there is such a person is not told: the second of the two sees what was asked, or nothing.
    ///
    /// - Throws: ``PeopleError/notAllowed(_:)`` without a role with ``PeopleRight/protect``, `StoreError`.
    public static func proposeOpening(
        of phone: PhoneNumber, because reason: TwoPersons.Reason, with keyring: Keyring, in tx: Transaction
    ) throws {
        guard tx.actor.grants.contains(where: { PeopleRight.protect.roles.contains($0.role) }) else {
            throw PeopleError.notAllowed(.protect)
        }
        let (scope, arguments) = Scope.role(PeopleRight.protect.roles, of: tx.actor)
            .condition(ScopeColumns(person: "p.id"))
        let found = try tx.rows(
            """
            SELECT p.id FROM person p WHERE p.phone_index = ? AND p.is_protected = 1 AND p.id <> ? AND \(scope) \
            ORDER BY p.id LIMIT 5
            """, [.bytes(PersonSeal.index(of: phone, with: keyring)), .identifier(tx.actor.id)] + arguments
        ) { try $0.id(0, of: Person.self) }
        for person in found { _ = try propose(TwoPersonsDraft(.open, person, because: reason), in: tx) }
    }

    /// Protected people whom this actor opened together with another and may read now; those whose time ends last first.
    ///
    /// - Throws: `StoreError`.
    public static func openings(for actor: Actor, now: Instant, in snapshot: Snapshot) throws -> [TwoPersons] {
        try snapshot.rows(
            """
            SELECT \(TwoPersons.columns) FROM two_persons t WHERE t.act = 'open' AND t.open_until_ms > ? \
            AND (t.proposed_by = ? OR t.confirmed_by = ?) ORDER BY t.open_until_ms DESC, t.id LIMIT 50
            """, [.instant(now), .identifier(actor.id), .identifier(actor.id)]
        ) { try TwoPersons($0) }
    }

    /// What waits for a second person and this actor could confirm; the oldest first.
    ///
    /// What the actor proposed and what concerns the actor is among it: the caller tells them apart.
    ///
    /// - Parameter limit: 1 to 200.
    /// - Throws: `StoreError`.
    public static func proposals(
        for actor: Actor, now: Instant, limit: Int, in snapshot: Snapshot
    ) throws -> [TwoPersons] {
        let waiting = try snapshot.rows(
            """
            SELECT \(TwoPersons.columns) FROM two_persons t WHERE t.confirmed_by IS NULL AND t.refused_by IS NULL \
            AND t.expires_ms > ? ORDER BY t.proposed_ms, t.id LIMIT 200
            """, [.instant(now)]
        ) { try TwoPersons($0) }
        var result: [TwoPersons] = []
        for proposal in waiting where result.count < limit {
            if try mayDo(proposal.act, proposal.subject, proposal.place, actor, in: snapshot) {
                result.append(proposal)
            }
        }
        return result
    }

    /// Whether an actor may propose, with another, that a person is protected or opened.
    ///
    /// - Throws: `StoreError`.
    public static func mayProtect(_ id: ID<Person>, for actor: Actor, in snapshot: Snapshot) throws -> Bool {
        try reaches(actor, PeopleRight.protect.roles, id, in: snapshot)
    }

    /// Whether two people opened a protected person for this actor at a moment; the right must stand to this moment.
    static func isOpened(_ id: ID<Person>, for actor: Actor, at now: Instant, in snapshot: Snapshot) throws -> Bool {
        guard try reaches(actor, PeopleRight.protect.roles, id, in: snapshot) else { return false }
        let (sql, arguments) = Scope.opened(by: actor.id, at: now).condition(ScopeColumns(person: "p.id"))
        return try snapshot.integer("SELECT 1 FROM person p WHERE p.id = ? AND \(sql)", [.id(id)] + arguments) != nil
    }

    private static func requireTwoPersons(
        _ act: TwoPersons.Act, _ subject: ID<Person>, _ role: Role?, _ place: ID<Place>?, in tx: Transaction
    ) throws {
        guard try mayDo(act, subject, place, tx.actor, in: tx) else { throw PeopleError.notFound }
        guard subject.raw != tx.actor.id else { throw PeopleError.ownHand }
        let known = try person(subject, in: tx)
        switch act {
        case .grant:
            guard let role, let place, Role.administrators.contains(role) else {
                throw PeopleError.notAllowed(.giveRoles)
            }
            try requireGiving(role, to: subject, at: place, in: tx)
        case .protect: if known.isProtected { throw PeopleError.alreadyThere }
        case .unprotect, .open: if !known.isProtected { throw PeopleError.alreadyThere }
        }
    }

    private static func mayDo(
        _ act: TwoPersons.Act, _ subject: ID<Person>, _ place: ID<Place>?, _ actor: Actor, in snapshot: Snapshot
    ) throws -> Bool {
        guard act == .grant else { return try reaches(actor, PeopleRight.protect.roles, subject, in: snapshot) }
        guard let place else { return false }
        return try Reach.holds(actor, PeopleRight.giveRoles.roles, at: place, in: snapshot)
    }

    /// Whether the first of the two could still propose it: a proposal does not outlive the right to make it.
    private static func stillStands(_ proposal: TwoPersons, in tx: Transaction) throws -> Bool {
        let systemParts = [Actor.operatorOfMachine, .clockwork].map(\.id)
        guard !systemParts.contains(proposal.proposedBy) else { return true }
        let first = ID<Person>(proposal.proposedBy)
        let actor = Actor(id: first.raw, grants: try grants(of: first, at: tx.now, in: tx))
        return try mayDo(proposal.act, proposal.subject, proposal.place, actor, in: tx)
    }

    private static func setProtected(_ id: ID<Person>, _ isProtected: Bool, in tx: Transaction) throws {
        try tx.execute(
            "UPDATE person SET is_protected = ?, version = version + 1 WHERE id = ?", [.flag(isProtected), .id(id)])
    }

    private static func twoPersons(_ id: ID<TwoPersons>, in snapshot: Snapshot) throws -> TwoPersons {
        let found = try snapshot.first("SELECT \(TwoPersons.columns) FROM two_persons t WHERE t.id = ?", [.id(id)]) {
            try TwoPersons($0)
        }
        guard let found else { throw PeopleError.notFound }
        return found
    }

    /// The entry's subject is the person concerned, who is told by it; role and reason are codes.
    private static func tell(_ kind: StaticString, _ proposal: TwoPersons, in tx: Transaction) throws {
        var facts: [String: Payload.Fact] = [
            "act": .code(proposal.act), "reason": .code(proposal.reason), "proposal": .identifier(proposal.id.raw),
        ]
        if let role = proposal.role { facts["role"] = .code(role) }
        try Journal.append(
            EntryKind(kind), about: proposal.subject.raw, at: nil,
            under: proposal.act == .grant ? "grant.give" : "person.protect", Payload(facts), in: tx)
    }
}

extension TwoPersons {
    /// Columns in the order that ``init(_:)`` reads; `t` names the table.
    static let columns = """
        t.id, t.act, t.subject, t.role, t.place, t.reason, t.proposed_by, t.proposed_ms, t.expires_ms, t.confirmed_by, \
        t.open_until_ms, t.refused_by
        """

    /// Whether a second person may still settle it.
    public func waits(at now: Instant) -> Bool { confirmedBy == nil && refusedBy == nil && expires > now }

    init(_ row: any Row) throws {
        guard let act = Act(rawValue: try row.text(1)), let reason = Reason(rawValue: try row.text(5)) else {
            throw PeopleError.unreadable
        }
        self.init(
            id: try row.id(0), act: act, subject: try row.id(2),
            role: try row.optionalText(3).flatMap { Role(rawValue: $0) }, place: try row.optionalID(4), reason: reason,
            proposedBy: try row.identifier(6), proposed: try row.instant(7), expires: try row.instant(8),
            confirmedBy: row.isNull(9) ? nil : try row.identifier(9),
            refusedBy: row.isNull(11) ? nil : try row.identifier(11), openUntil: try row.optionalInstant(10))
    }
}
