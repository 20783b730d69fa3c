import Journal
public import Keyring
public import Places
public import Store
public import Vocabulary

extension People {
    /// Brings in a line of the register of owners: only a proof of name and last digits is kept.
    ///
    /// - Throws: ``PeopleError/notAllowed(_:)`` unless the actor is the system or a role with
    ///   ``PeopleRight/keepRegister`` reaches the home, ``PeopleError/notAHome``, ``PeopleError/unfit(_:)``, `StoreError`.
    public static func register(_ line: RegisterLine, with keyring: Keyring, in tx: Transaction) throws {
        let home = try requireHome(line.home, in: tx)
        guard try Reach.holds(tx.actor, PeopleRight.keepRegister.roles, at: line.home, in: tx) else {
            throw PeopleError.notAllowed(.keepRegister)
        }
        guard line.lastFour.count == 4, line.areaCentiSquareMetres ?? 1 > 0 else { throw PeopleError.unfit(.document) }
        try tx.execute(
            """
            INSERT INTO register_line (id, home, proof_index, area_centi_square_metres, share_part, share_whole, \
            imported_ms) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (home, proof_index) DO NOTHING
            """,
            [
                .identifier(tx.identifier()), .id(line.home),
                .bytes(HomeSeal.proof(line.home, line.name, line.lastFour, with: keyring)),
                .integer(line.areaCentiSquareMetres), .integer(line.share.part), .integer(line.share.whole),
                .instant(tx.now),
            ])
        try Journal.append(
            EntryKind("register.brought"), about: line.home.raw, at: home.entryPlace, under: "register.keep", in: tx)
    }

    /// Claims a home of one's own by the register: the own name and the last four characters of the document must agree.
    ///
    /// - Returns: What became of it; a mismatch counts as a try.
    /// - Throws: As ``claim(by:for:with:in:)``, ``PeopleError/notAHome``, `PlaceError.notFound`.
    public static func claimByRegister(
        _ home: ID<Place>, lastFour: String, with keyring: Keyring, in tx: Transaction
    ) throws -> ClaimOutcome {
        let person = ID<Person>(tx.actor.id)
        try requireActing(for: person, with: keyring, in: tx)
        let place = try requireHome(home, in: tx)
        guard try countTry(of: tx.actor.id, in: tx) else { return .tooOften }
        let own = try own(of: tx.actor, with: keyring, in: tx)
        if let document = own.document, document.lastFour != lastFour.uppercased() { return .noMatch }
        let proof = Value.bytes(HomeSeal.proof(home, own.name, lastFour, with: keyring))
        let line = try tx.first(
            """
            SELECT l.id, l.area_centi_square_metres, l.share_part, l.share_whole FROM register_line l \
            WHERE l.home = ? AND l.proof_index = ? AND l.taken_by IS NULL
            """, [.id(home), proof]
        ) {
            (
                id: try $0.identifier(0), area: try $0.optionalInteger(1),
                share: Share(try $0.integer(2), of: try $0.integer(3))
            )
        }
        guard let line else { return .noMatch }
        let taken = try tx.execute(
            "UPDATE register_line SET taken_by = ? WHERE id = ? AND taken_by IS NULL",
            [.id(person), .identifier(line.id)])
        guard taken == 1 else { return .noMatch }
        return .accepted(
            try accept(.owner, person, place, .register, line.area, line.share, .holder, with: keyring, in: tx))
    }

    /// Asks the staff to look at papers: the claim waits.
    ///
    /// - Returns: The waiting claim; the standing one if it waits already.
    /// - Throws: As ``claim(by:for:with:in:)``, ``PeopleError/alreadyThere`` if the person has it, ``PeopleError/notAHome``.
    public static func askForHome(
        _ home: ID<Place>, as kind: Tenure.Kind, for person: ID<Person>, with keyring: Keyring, in tx: Transaction
    ) throws -> ID<Claim> {
        try requireActing(for: person, with: keyring, in: tx)
        let place = try requireHome(home, in: tx)
        let has = try tx.integer(
            "SELECT 1 FROM tenure WHERE home = ? AND person = ? AND kind = ? AND until_ms IS NULL",
            [.id(home), .id(person), .text(kind.rawValue)])
        guard has == nil else { throw PeopleError.alreadyThere }
        let id = tx.id(Claim.self)
        let added = try tx.execute(
            """
            INSERT INTO claim (id, home, person, kind, way, state, made_ms) VALUES (?, ?, ?, ?, 'staff', 'waiting', ?) \
            ON CONFLICT (home, person) WHERE state = 'waiting' DO NOTHING
            """, [.id(id), .id(home), .id(person), .text(kind.rawValue), .instant(tx.now)])
        guard added == 1 else {
            let standing = try tx.first(
                "SELECT id FROM claim WHERE home = ? AND person = ? AND state = 'waiting'", [.id(home), .id(person)]
            ) { try $0.id(0, of: Claim.self) }
            guard let standing else { throw PeopleError.changedMeanwhile }
            return standing
        }
        try Journal.append(
            EntryKind("claim.made"), about: id.raw, at: place.entryPlace, under: "home.claim",
            Payload(["kind": .code(kind)]), in: tx)
        return id
    }

    /// Accepts a waiting claim, or refuses it with a reason.
    ///
    /// - Parameter refusal: Why not; nil accepts.
    /// - Throws: ``PeopleError/notFound`` unless a role with ``PeopleRight/checkClaims`` reaches the home,
    ///   ``PeopleError/ownHand`` for one's own claim or a ward's, ``PeopleError/over`` if it does not wait (any more),
    ///   `KeyringError`, `StoreError`.
    public static func decide(
        _ id: ID<Claim>, refusal: Claim.Refusal? = nil, with keyring: Keyring, in tx: Transaction
    ) throws {
        let claim = try claim(id, in: tx)
        guard try Reach.holds(tx.actor, PeopleRight.checkClaims.roles, at: claim.home, in: tx) else {
            throw PeopleError.notFound
        }
        guard try !mayActFor(claim.person, tx.actor, in: tx) else { throw PeopleError.ownHand }
        try settle(claim, as: refusal == nil ? .accepted : .refused, refusal, in: tx)
        guard refusal == nil else { return }
        let home = try requireHome(claim.home, in: tx)
        let kin: Kin = claim.kind == .occupant ? .companion : .holder
        _ = try begin(
            claim.kind, of: claim.person, at: home, nil, nil, kin, under: "claim.check", with: keyring, in: tx)
    }

    /// Takes one's own waiting claim back.
    ///
    /// - Throws: ``PeopleError/notFound`` for the claims of others, ``PeopleError/over``, `StoreError`.
    public static func withdrawClaim(_ id: ID<Claim>, in tx: Transaction) throws {
        let claim = try claim(id, in: tx)
        guard try mayActFor(claim.person, tx.actor, in: tx) else { throw PeopleError.notFound }
        try settle(claim, as: .withdrawn, nil, in: tx)
    }

    private static func settle(
        _ claim: Claim, as state: Claim.State, _ refusal: Claim.Refusal?, in tx: Transaction
    ) throws {
        let settled = try tx.execute(
            "UPDATE claim SET state = ?, decided_ms = ?, decided_by = ?, reason = ? WHERE id = ? AND state = 'waiting'",
            [
                .text(state.rawValue), .instant(tx.now), .identifier(tx.actor.id), .text(refusal?.rawValue),
                .id(claim.id),
            ])
        guard settled == 1 else { throw PeopleError.over }
        var facts: [String: Payload.Fact] = ["kind": .code(claim.kind), "state": .code(state)]
        if let refusal { facts["reason"] = .code(refusal) }
        try Journal.append(
            EntryKind("claim.settled"), about: claim.id.raw, at: try Places.place(claim.home, in: tx).entryPlace,
            under: state == .withdrawn ? "home.claim" : "claim.check", Payload(facts), in: tx)
    }

    static func claim(_ id: ID<Claim>, in snapshot: Snapshot) throws -> Claim {
        let found = try snapshot.first("SELECT \(Claim.columns) FROM claim c WHERE c.id = ?", [.id(id)]) {
            try Claim($0)
        }
        guard let found else { throw PeopleError.notFound }
        return found
    }

    /// Claims that wait at a place or below it, the oldest first; those of protected people not.
    ///
    /// - Parameter limit: 1 to 200.
    /// - Throws: ``PeopleError/notFound`` unless a role with ``PeopleRight/checkClaims`` reaches the place, `StoreError`.
    public static func waitingClaims(
        at place: ID<Place>, limit: Int, for actor: Actor, in snapshot: Snapshot
    ) throws -> [Claim] {
        guard try Reach.holds(actor, PeopleRight.checkClaims.roles, at: place, in: snapshot) else {
            throw PeopleError.notFound
        }
        let (veto, arguments) = Scope.unprotected.condition(ScopeColumns(person: "c.person"))
        return try snapshot.rows(
            """
            SELECT \(Claim.columns) FROM claim c JOIN reach r ON r.place = c.home AND r.until_ms IS NULL \
            WHERE r.ancestor = ? AND c.state = 'waiting' AND \(veto) ORDER BY c.made_ms, c.id LIMIT ?
            """, [.id(place)] + arguments + [.integer(limit)]
        ) { try Claim($0) }
    }

    /// The claims of somebody for whom the actor acts, the latest first; at most 50.
    ///
    /// - Throws: ``PeopleError/notFound`` for others, `StoreError`.
    public static func claims(of person: ID<Person>, for actor: Actor, in snapshot: Snapshot) throws -> [Claim] {
        guard try mayActFor(person, actor, in: snapshot) else { throw PeopleError.notFound }
        return try snapshot.rows(
            "SELECT \(Claim.columns) FROM claim c WHERE c.person = ? ORDER BY c.made_ms DESC, c.id DESC LIMIT 50",
            [.id(person)]
        ) { try Claim($0) }
    }
}

extension Claim {
    /// Columns in the order that ``init(_:)`` reads; `c` names the table.
    static let columns = "c.id, c.home, c.person, c.kind, c.way, c.state, c.made_ms, c.reason"

    init(_ row: any Row) throws {
        guard let kind = Tenure.Kind(rawValue: try row.text(3)), let way = Way(rawValue: try row.text(4)),
            let state = State(rawValue: try row.text(5))
        else { throw PeopleError.unreadable }
        self.init(
            id: try row.id(0), home: try row.id(1), person: try row.id(2), kind: kind, way: way, state: state,
            made: try row.instant(6), refusal: try row.optionalText(7).flatMap { Refusal(rawValue: $0) })
    }
}
