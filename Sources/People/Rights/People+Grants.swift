import Journal
public import Places
public import Store
public import Vocabulary

extension People {
    /// Gives somebody a role at a place.
    ///
    /// - Parameters:
    ///   - from: Since when; nil from now on. At most 366 days ahead.
    ///   - until: Until when; nil until it is withdrawn.
    /// - Returns: The grant. Giving what stands already gives the standing one.
    /// - Throws: ``PeopleError/notAllowed(_:)`` unless the actor may give this role here (security administrator: any;
    ///   manager: staff of the own community; never to oneself: ``PeopleError/ownHand``);
    ///   ``PeopleError/twoPersonsNeeded`` for administrators, who are proposed by ``propose(_:in:)``;
    ///   ``PeopleError/administratorsApart``, ``PeopleError/wrongSpan``, ``PeopleError/notFound``, `PlaceError.notFound`,
    ///   `StoreError`.
    @discardableResult
    public static func give(
        _ role: Role, to person: ID<Person>, at place: ID<Place>, from: Instant? = nil, until: Instant? = nil,
        in tx: Transaction
    ) throws -> RoleGrant {
        guard tx.actor.isSystem || !Role.administrators.contains(role) else { throw PeopleError.twoPersonsNeeded }
        try requireGiving(role, to: person, at: place, in: tx)
        return try insertGrant(role, person, place, from, until, under: "grant.give", in: tx)
    }

    /// Lets those pass who may give a role at a place to somebody.
    static func requireGiving(_ role: Role, to person: ID<Person>, at place: ID<Place>, in tx: Transaction) throws {
        _ = try Places.place(place, in: tx)
        let known = try self.person(person, in: tx)
        let giver = tx.actor
        let roles = try rolesReaching(place, of: giver, in: tx)
        let isSecurity = giver.isSystem || roles.contains(.securityAdministrator)
        guard isSecurity || roles.contains(.manager) else { throw PeopleError.notFound }
        // A manager gives roles to people of the own community, and to nobody whom the manager may not find.
        if !isSecurity {
            let scope = try reaches(giver, [.manager], person, in: tx)
            guard scope, !known.isProtected else { throw PeopleError.notFound }
        }
        // What begins later counts already, what is over does not.
        let held = Set(
            try standingGrants(of: person, in: tx).filter { $0.until.map { $0 > tx.now } ?? true }.map(\.role))
        if let refusal = GrantRules.refusal(
            giving: role, to: person.raw, by: giver, giverRoles: roles, held: held)
        {
            throw refusal
        }
    }

    static func insertGrant(
        _ role: Role, _ person: ID<Person>, _ place: ID<Place>, _ from: Instant?, _ until: Instant?,
        under right: StaticString, in tx: Transaction
    ) throws -> RoleGrant {
        let start = max(from ?? tx.now, tx.now)
        guard start <= tx.now.advanced(byMilliseconds: grantAheadMillisecondsMax), until.map({ $0 > start }) ?? true
        else { throw PeopleError.wrongSpan }
        // A grant whose time is over makes room for another.
        try tx.execute(
            """
            UPDATE role_grant SET withdrawn_by = ?, withdrawn_ms = until_ms WHERE person = ? AND role = ? AND place = ? \
            AND withdrawn_ms IS NULL AND until_ms <= ?
            """,
            [
                .identifier(Actor.clockwork.id), .id(person), .text(role.rawValue), .id(place), .instant(tx.now),
            ])
        let grant = RoleGrant(
            id: tx.id(), person: person, role: role, place: place, from: start, until: until, givenBy: tx.actor.id)
        let added = try tx.execute(
            """
            INSERT INTO role_grant (id, person, role, place, from_ms, until_ms, given_by, given_ms) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (person, role, place) WHERE withdrawn_ms IS NULL DO NOTHING
            """,
            [
                .id(grant.id), .id(person), .text(role.rawValue), .id(place), .instant(start), .instant(until),
                .identifier(tx.actor.id), .instant(tx.now),
            ])
        try Journal.append(
            EntryKind("grant.given"), about: person.raw, at: try Places.place(place, in: tx).entryPlace, under: right,
            Payload(["role": .code(role), "is-new": .flag(added == 1)]), in: tx)
        guard added == 0 else { return grant }
        let standing = try standingGrants(of: person, in: tx).first { $0.role == role && $0.place == place }
        guard let standing else { throw PeopleError.changedMeanwhile }
        return standing
    }

    /// Takes a role back; it does not count in the next transaction, on whichever node.
    ///
    /// - Throws: ``PeopleError/notFound`` if there is no such grant for this actor, ``PeopleError/over`` if it was taken
    ///   back already, ``PeopleError/notAllowed(_:)`` for roles that the actor may not give, ``PeopleError/ownHand``;
    ///   `StoreError`.
    public static func withdraw(_ id: ID<RoleGrant>, in tx: Transaction) throws {
        let found = try tx.first(
            "SELECT \(RoleGrant.columns), g.withdrawn_ms FROM role_grant g WHERE g.id = ?", [.id(id)]
        ) { (try RoleGrant($0), isOver: !$0.isNull(7)) }
        guard let (grant, isOver) = found else { throw PeopleError.notFound }
        if !tx.actor.isSystem {
            let roles = try rolesReaching(grant.place, of: tx.actor, in: tx)
            guard roles.contains(.securityAdministrator) || roles.contains(.manager) else {
                throw PeopleError.notFound
            }
            guard grant.person.raw != tx.actor.id else { throw PeopleError.ownHand }
            guard roles.contains(.securityAdministrator) || Role.givenByManagers.contains(grant.role) else {
                throw PeopleError.notAllowed(.giveRoles)
            }
        }
        guard !isOver else { throw PeopleError.over }
        try endGrant(grant, under: "grant.withdraw", in: tx)
    }

    static func endGrant(_ grant: RoleGrant, under right: StaticString, in tx: Transaction) throws {
        let ended = try tx.execute(
            "UPDATE role_grant SET withdrawn_by = ?, withdrawn_ms = ? WHERE id = ? AND withdrawn_ms IS NULL",
            [.identifier(tx.actor.id), .instant(tx.now), .id(grant.id)])
        guard ended == 1 else { throw PeopleError.over }
        try Journal.append(
            EntryKind("grant.withdrawn"), about: grant.person.raw,
            at: try Places.place(grant.place, in: tx).entryPlace, under: right, Payload(["role": .code(grant.role)]),
            in: tx)
    }

    /// The roles that a person holds at a moment.
    ///
    /// - Throws: ``PeopleError/unreadable``, `StoreError`.
    public static func grants(of person: ID<Person>, at now: Instant, in snapshot: Snapshot) throws -> [Grant] {
        try standingGrants(of: person, in: snapshot)
            .filter { $0.from <= now && ($0.until.map { $0 > now } ?? true) }
            .map { Grant(role: $0.role, place: $0.place.raw) }
    }

    /// The person as an actor with the roles held at this moment; call it in the transaction that acts.
    ///
    /// - Parameters:
    ///   - now: The moment of the transaction.
    ///   - proven: When a second factor was last shown in this session.
    /// - Throws: ``PeopleError/notFound`` for somebody who is not known (any more), `StoreError`.
    public static func recognise(
        _ person: ID<Person>, at now: Instant, proven: Instant?, in snapshot: Snapshot
    ) throws -> Actor {
        _ = try self.person(person, in: snapshot)
        return Actor(id: person.raw, grants: try grants(of: person, at: now, in: snapshot), proven: proven)
    }

    /// Who holds which role at a place or below it, by role; without residents and without protected people.
    ///
    /// - Parameter limit: 1 to 200.
    /// - Throws: ``PeopleError/notFound`` unless a role with ``PeopleRight/seeRoles`` reaches the place, `StoreError`.
    public static func rolesHeld(
        at place: ID<Place>, limit: Int, for actor: Actor, now: Instant, in snapshot: Snapshot
    ) throws -> [RoleGrant] {
        guard try Reach.holds(actor, PeopleRight.seeRoles.roles, at: place, in: snapshot) else {
            throw PeopleError.notFound
        }
        let (veto, arguments) = Scope.unprotected.condition(ScopeColumns(person: "g.person"))
        return try snapshot.rows(
            """
            SELECT \(RoleGrant.columns) FROM role_grant g JOIN reach r ON r.place = g.place AND r.until_ms IS NULL \
            WHERE r.ancestor = ? AND g.withdrawn_ms IS NULL AND (g.until_ms IS NULL OR g.until_ms > ?) \
            AND g.role <> 'resident' AND \(veto) ORDER BY g.role, g.given_ms, g.id LIMIT ?
            """, [.id(place), .instant(now)] + arguments + [.integer(limit)]
        ) { try RoleGrant($0) }
    }

    static func standingGrants(of person: ID<Person>, in snapshot: Snapshot) throws -> [RoleGrant] {
        try snapshot.rows(
            "SELECT \(RoleGrant.columns) FROM role_grant g WHERE g.person = ? AND g.withdrawn_ms IS NULL ORDER BY g.id",
            [.id(person)]
        ) { try RoleGrant($0) }
    }

    static func rolesReaching(_ place: ID<Place>, of actor: Actor, in snapshot: Snapshot) throws -> Set<Role> {
        var result: Set<Role> = []
        for grant in actor.grants
        where try !result.contains(grant.role)
            && Reach.includes(place, below: ID(grant.place), in: snapshot)
        {
            result.insert(grant.role)
        }
        return result
    }

    /// A grant begins at most 366 days after it was given.
    ///
    /// Source: Decision 0010.
    public static let grantAheadMillisecondsMax: Int64 = 366 * 86_400_000
}

extension RoleGrant {
    /// Columns in the order that ``init(_:)`` reads; `g` names the table.
    static let columns = "g.id, g.person, g.role, g.place, g.from_ms, g.until_ms, g.given_by"

    init(_ row: any Row) throws {
        guard let role = Role(rawValue: try row.text(2)) else { throw PeopleError.unreadable }
        self.init(
            id: try row.id(0), person: try row.id(1), role: role, place: try row.id(3), from: try row.instant(4),
            until: try row.optionalInstant(5), givenBy: try row.identifier(6))
    }
}

extension Payload.Fact {
    /// A word of an enumeration; names and raw values of ours are codes.
    static func code(_ word: some RawRepresentable<String>) -> Payload.Fact {
        Payload.Code(word.rawValue).map { .code($0) } ?? .flag(true)
    }
}
