import Journal
public import Keyring
public import Places
public import Store
public import Vocabulary

extension People {
    /// Enters at the desk what somebody has at a home.
    ///
    /// - Parameters:
    ///   - area: Floor area in 0.01 m², above 0.
    ///   - share: The part of an owner.
    ///   - kin: How the person is related to whom the home belongs; nil for somebody who lives elsewhere.
    /// - Returns: The tenure; what stands already is given back.
    /// - Throws: ``PeopleError/notAllowed(_:)`` unless the actor is the system or a role with
    ///   ``PeopleRight/checkClaims`` reaches the home and the person, ``PeopleError/ownHand``, ``PeopleError/notAHome``,
    ///   ``PeopleError/sharesTooLarge``, ``PeopleError/notFound``, `KeyringError`, `StoreError`.
    @discardableResult
    public static func enter(
        _ kind: Tenure.Kind, of person: ID<Person>, at home: ID<Place>, area: Int64? = nil, share: Share? = nil,
        kin: Kin? = nil, with keyring: Keyring, in tx: Transaction
    ) throws -> ID<Tenure> {
        guard tx.actor.isSystem || person.raw != tx.actor.id else { throw PeopleError.ownHand }
        let place = try requireHome(home, in: tx)
        guard try Reach.holds(tx.actor, PeopleRight.checkClaims.roles, at: home, in: tx) else {
            throw PeopleError.notAllowed(.checkClaims)
        }
        guard try reaches(tx.actor, PeopleRight.checkClaims.roles, person, in: tx) else { throw PeopleError.notFound }
        return try begin(kind, of: person, at: place, area, share, kin, under: "claim.check", with: keyring, in: tx)
    }

    static func requireHome(_ id: ID<Place>, in snapshot: Snapshot) throws -> Place {
        let place = try Places.place(id, in: snapshot)
        guard place.kind == .home else { throw PeopleError.notAHome }
        return place
    }

    /// Begins a tenure: the person belongs there, lives in the household and is a resident of the community.
    static func begin(
        _ kind: Tenure.Kind, of person: ID<Person>, at home: Place, _ area: Int64?, _ share: Share?, _ kin: Kin?,
        under right: StaticString, with keyring: Keyring, in tx: Transaction
    ) throws -> ID<Tenure> {
        let standing = try tx.rows(
            "SELECT \(Tenure.columns) FROM tenure t WHERE t.home = ? AND t.until_ms IS NULL\(tx.dialect.forUpdate)",
            [.id(home.id)]
        ) { try Tenure($0) }
        if let same = standing.first(where: { $0.person == person && $0.kind == kind }) { return same.id }
        if kind == .owner, let share {
            let others = standing.filter { $0.kind == .owner }.compactMap(\.share)
            guard Share.fit(others + [share]) else { throw PeopleError.sharesTooLarge }
        }
        let id = tx.id(Tenure.self)
        try tx.execute(
            """
            INSERT INTO tenure (id, home, person, kind, area_centi_square_metres, share_part, share_whole, from_ms) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(id), .id(home.id), .id(person), .text(kind.rawValue), .integer(area),
                .integer(share?.part ?? 0), .integer(share?.whole ?? 1), .instant(tx.now),
            ])
        try belong(person, at: home, .home, cause: id.raw, with: keyring, in: tx)
        if let kin { try join(person, householdAt: home.id, as: kin, in: tx) }
        try Journal.append(
            EntryKind("tenure.begun"), about: person.raw, at: home.entryPlace, under: right,
            Payload(["kind": .code(kind), "tenure": .identifier(id.raw)]), in: tx)
        if let community = home.community {
            _ = try insertGrant(.resident, person, community, nil, nil, under: right, in: tx)
        }
        return id
    }

    private static func join(
        _ person: ID<Person>, householdAt home: ID<Place>, as kin: Kin, in tx: Transaction
    ) throws {
        try tx.execute(
            "INSERT INTO household (id, home, made_ms) VALUES (?, ?, ?) ON CONFLICT (home) DO NOTHING",
            [.identifier(tx.identifier()), .id(home), .instant(tx.now)])
        let household = try tx.first("SELECT id FROM household WHERE home = ?", [.id(home)]) { try $0.identifier(0) }
        guard let household else { throw PeopleError.changedMeanwhile }
        try tx.execute(
            """
            INSERT INTO household_member (id, household, person, kin, from_ms) VALUES (?, ?, ?, ?, ?) \
            ON CONFLICT (household, person) WHERE until_ms IS NULL DO NOTHING
            """,
            [
                .identifier(tx.identifier()), .identifier(household), .id(person), .text(kin.rawValue),
                .instant(tx.now),
            ])
    }

    /// Ends what somebody has at a home, when they move out; the resident's role goes with the last home in the community.
    ///
    /// - Throws: ``PeopleError/notFound`` unless it is the actor's own, a ward's, or a role with
    ///   ``PeopleRight/checkClaims`` reaches the home; ``PeopleError/over``, `StoreError`.
    public static func end(_ id: ID<Tenure>, in tx: Transaction) throws {
        let found = try tx.first("SELECT \(Tenure.columns) FROM tenure t WHERE t.id = ?", [.id(id)]) {
            try Tenure($0)
        }
        guard let found else { throw PeopleError.notFound }
        let isOwn = try mayActFor(found.person, tx.actor, in: tx)
        guard try isOwn || Reach.holds(tx.actor, PeopleRight.checkClaims.roles, at: found.home, in: tx) else {
            throw PeopleError.notFound
        }
        let ended = try tx.execute(
            "UPDATE tenure SET until_ms = ? WHERE id = ? AND until_ms IS NULL",
            [.instant(max(tx.now, found.from.advanced(byMilliseconds: 1))), .id(id)])
        guard ended == 1 else { throw PeopleError.over }
        let home = try Places.place(found.home, in: tx)
        try endBelonging(of: found.person, cause: id.raw, in: tx)
        let rest = try tx.integer(
            "SELECT count(*) FROM tenure WHERE home = ? AND person = ? AND until_ms IS NULL",
            [.id(found.home), .id(found.person)])
        if rest == 0 {
            try tx.execute(
                """
                UPDATE household_member SET until_ms = ? WHERE person = ? AND until_ms IS NULL \
                AND household IN (SELECT id FROM household WHERE home = ?)
                """, [.instant(tx.now), .id(found.person), .id(found.home)])
        }
        try Journal.append(
            EntryKind("tenure.ended"), about: found.person.raw, at: home.entryPlace, under: "claim.check",
            Payload(["kind": .code(found.kind), "tenure": .identifier(id.raw)]), in: tx)
        if let community = home.community { try endResidence(of: found.person, in: community, tx) }
    }

    private static func endResidence(of person: ID<Person>, in community: ID<Place>, _ tx: Transaction) throws {
        let homes = try tx.integer(
            """
            SELECT count(*) FROM tenure t JOIN place p ON p.id = t.home \
            WHERE t.person = ? AND t.until_ms IS NULL AND p.community = ?
            """, [.id(person), .id(community)])
        guard homes == 0 else { return }
        for grant in try standingGrants(of: person, in: tx)
        where grant.role == .resident && grant.place == community {
            try endGrant(grant, under: "claim.check", in: tx)
        }
    }

    /// What an actor, or somebody for whom the actor acts, has now; the oldest first.
    ///
    /// - Throws: ``PeopleError/notFound`` unless the actor acts for the person, `StoreError`.
    public static func homes(of person: ID<Person>, for actor: Actor, in snapshot: Snapshot) throws -> [Tenure] {
        guard try mayActFor(person, actor, in: snapshot) else { throw PeopleError.notFound }
        return try snapshot.rows(
            "SELECT \(Tenure.columns) FROM tenure t WHERE t.person = ? AND t.until_ms IS NULL ORDER BY t.from_ms, t.id",
            [.id(person)]
        ) { try Tenure($0) }
    }

    /// Who has something at a home now, for those who live there and for staff; protected people only for themselves.
    ///
    /// - Throws: ``PeopleError/notFound`` for everybody else, `StoreError`.
    public static func members(
        of home: ID<Place>, for actor: Actor, in snapshot: Snapshot
    ) throws -> [HomeMember] {
        let isStaff = try Reach.holds(actor, PeopleRight.seePersons.roles, at: home, in: snapshot)
        let (acts, actsArguments) = Scope.actsFor(actor).condition(ScopeColumns(person: "t.person"))
        let lives = try snapshot.integer(
            "SELECT 1 FROM tenure t WHERE t.home = ? AND t.until_ms IS NULL AND (\(acts)) LIMIT 1",
            [.id(home)] + actsArguments)
        guard isStaff || lives != nil else { throw PeopleError.notFound }
        let scope = Scope.any([.unprotected, .actsFor(actor)])
        let (sql, arguments) = scope.condition(ScopeColumns(person: "t.person"))
        return try snapshot.rows(
            """
            SELECT \(Tenure.columns), m.kin FROM tenure t LEFT JOIN household h ON h.home = t.home \
            LEFT JOIN household_member m ON m.household = h.id AND m.person = t.person AND m.until_ms IS NULL \
            WHERE t.home = ? AND t.until_ms IS NULL AND (\(sql)) ORDER BY t.from_ms, t.id LIMIT 200
            """, [.id(home)] + arguments
        ) { HomeMember(tenure: try Tenure($0), kin: try $0.optionalText(9).flatMap { Kin(rawValue: $0) }) }
    }
}

extension Tenure {
    /// Columns in the order that ``init(_:)`` reads; `t` names the table.
    static let columns = """
        t.id, t.home, t.person, t.kind, t.area_centi_square_metres, t.share_part, t.share_whole, t.from_ms, t.until_ms
        """

    init(_ row: any Row) throws {
        guard let kind = Kind(rawValue: try row.text(3)) else { throw PeopleError.unreadable }
        self.init(
            id: try row.id(0), home: try row.id(1), person: try row.id(2), kind: kind,
            areaCentiSquareMetres: try row.optionalInteger(4),
            share: Share(try row.integer(5), of: try row.integer(6)), from: try row.instant(7),
            until: try row.optionalInstant(8))
    }
}
