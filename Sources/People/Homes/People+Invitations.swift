import Journal
public import Keyring
public import Places
public import Store
public import Vocabulary

extension People {
    /// Invites somebody into a home; the code is told to nobody but the caller, and only now.
    ///
    /// - Parameters:
    ///   - kind: Whom an owner or tenant invites lives there with them; an owner may also let the home. Owners are invited
    ///     by staff.
    ///   - kin: How the invited person is related.
    /// - Throws: ``PeopleError/notFound`` unless the actor has a home there as owner or tenant or a role with
    ///   ``PeopleRight/checkClaims`` reaches it, ``PeopleError/notAllowed(_:)`` for a kind that the actor may not give,
    ///   ``PeopleError/tooOften`` past twenty open invitations of one home, ``PeopleError/notAHome``, `StoreError`.
    public static func invite(
        to home: ID<Place>, as kind: Tenure.Kind, kin: Kin? = nil, with keyring: Keyring, in tx: Transaction
    ) throws -> (invitation: Invitation, code: InvitationCode) {
        let place = try requireHome(home, in: tx)
        if try !Reach.holds(tx.actor, PeopleRight.checkClaims.roles, at: home, in: tx) {
            let own = try tx.rows(
                """
                SELECT \(Tenure.columns) FROM tenure t WHERE t.home = ? AND t.person = ? AND t.until_ms IS NULL \
                AND t.kind IN ('owner', 'tenant')
                """, [.id(home), .identifier(tx.actor.id)]
            ) { try Tenure($0) }
            guard !own.isEmpty else { throw PeopleError.notFound }
            let isOwner = own.contains { $0.kind == .owner }
            guard kind == .occupant || (kind == .tenant && isOwner) else { throw PeopleError.notAllowed(.checkClaims) }
        }
        let open = try tx.integer(
            "SELECT count(*) FROM invitation WHERE home = ? AND used_ms IS NULL AND expires_ms > ?",
            [.id(home), .instant(tx.now)])
        guard (open ?? 0) < openInvitationsMax else { throw PeopleError.tooOften }
        let code = InvitationCode(chance: tx.identifier().low)
        let invitation = Invitation(
            id: tx.id(), home: home, kind: kind, expires: tx.now.advanced(byMilliseconds: Invitation.livesMilliseconds))
        try tx.execute(
            """
            INSERT INTO invitation (id, code_index, home, kind, kin, made_by, made_ms, expires_ms) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(invitation.id), .bytes(HomeSeal.index(of: code, with: keyring)), .id(home), .text(kind.rawValue),
                .text(kin?.rawValue), .identifier(tx.actor.id), .instant(tx.now), .instant(invitation.expires),
            ])
        try Journal.append(
            EntryKind("invitation.made"), about: invitation.id.raw, at: place.entryPlace, under: "home.claim",
            Payload(["kind": .code(kind)]), in: tx)
        return (invitation, code)
    }

    /// At most so many invitations of one home are open at a time.
    ///
    /// Source: Decision 0010.
    static let openInvitationsMax: Int64 = 20

    /// Claims a home by the code of an invitation: once, by the first who comes.
    ///
    /// - Parameter person: The actor, or somebody for whom the actor acts.
    /// - Returns: What became of it. A code that is not valid counts as a try; ten of a day are enough.
    /// - Throws: ``PeopleError/notFound`` unless the actor acts for the person, ``PeopleError/guardianNeeded`` for
    ///   somebody under 14 who acts alone, ``PeopleError/ownHand`` for staff who would use an invitation that they made,
    ///   `KeyringError`, `StoreError`.
    public static func claim(
        by code: InvitationCode, for person: ID<Person>, with keyring: Keyring, in tx: Transaction
    ) throws -> ClaimOutcome {
        try requireActing(for: person, with: keyring, in: tx)
        guard try countTry(of: tx.actor.id, in: tx) else { return .tooOften }
        let found = try tx.first(
            """
            SELECT i.id, i.home, i.kind, i.kin, i.made_by FROM invitation i WHERE i.code_index = ? AND i.used_ms IS NULL \
            AND i.expires_ms > ?
            """, [.bytes(HomeSeal.index(of: code, with: keyring)), .instant(tx.now)]
        ) { row in
            (
                id: try row.id(0, of: Invitation.self), home: try row.id(1, of: Place.self),
                kind: Tenure.Kind(rawValue: try row.text(2)),
                kin: try row.optionalText(3).flatMap { Kin(rawValue: $0) }, maker: try row.identifier(4)
            )
        }
        guard let found, let kind = found.kind else { return .noMatch }
        if found.maker == tx.actor.id { try requireHost(of: found.home, inviting: kind, in: tx) }
        let used = try tx.execute(
            "UPDATE invitation SET used_by = ?, used_ms = ? WHERE id = ? AND used_ms IS NULL",
            [.id(person), .instant(tx.now), .id(found.id)])
        guard used == 1 else { return .noMatch }
        let kin = found.kin ?? (kind == .occupant ? .companion : .holder)
        let home = try requireHome(found.home, in: tx)
        return .accepted(try accept(kind, person, home, .invitation, nil, nil, kin, with: keyring, in: tx))
    }

    /// Lets those pass who invited as owner or tenant, like a son who takes his mother in; staff do not invite themselves.
    private static func requireHost(of home: ID<Place>, inviting kind: Tenure.Kind, in tx: Transaction) throws {
        let hosts = try tx.integer(
            "SELECT 1 FROM tenure WHERE home = ? AND person = ? AND until_ms IS NULL AND kind IN ('owner', 'tenant') LIMIT 1",
            [.id(home), .identifier(tx.actor.id)])
        guard hosts != nil, kind != .owner else { throw PeopleError.ownHand }
    }

    /// Counts a try of somebody; false past ten in 24 hours.
    static func countTry(of person: Identifier, in tx: Transaction) throws -> Bool {
        let day = tx.now.advanced(byMilliseconds: -86_400_000)
        try tx.execute("DELETE FROM claim_try WHERE person = ? AND at_ms <= ?", [.identifier(person), .instant(day)])
        let tries = try tx.integer("SELECT count(*) FROM claim_try WHERE person = ?", [.identifier(person)])
        guard (tries ?? 0) < triesADayMax else { return false }
        try tx.execute(
            "INSERT INTO claim_try (person, at_ms, id) VALUES (?, ?, ?)",
            [.identifier(person), .instant(tx.now), .identifier(tx.identifier())])
        return true
    }

    /// So many tries in 24 hours, right ones included.
    ///
    /// Source: Decision 0010: of 31^8 codes and ten thousand endings of a document ten tries a day find none.
    static let triesADayMax: Int64 = 10

    /// Writes an accepted claim and begins the tenure.
    static func accept(
        _ kind: Tenure.Kind, _ person: ID<Person>, _ home: Place, _ way: Claim.Way, _ area: Int64?, _ share: Share?,
        _ kin: Kin?, with keyring: Keyring, in tx: Transaction
    ) throws -> ID<Tenure> {
        let id = tx.id(Claim.self)
        try tx.execute(
            """
            INSERT INTO claim (id, home, person, kind, way, state, made_ms, decided_ms, decided_by) \
            VALUES (?, ?, ?, ?, ?, 'accepted', ?, ?, ?)
            """,
            [
                .id(id), .id(home.id), .id(person), .text(kind.rawValue), .text(way.rawValue), .instant(tx.now),
                .instant(tx.now), .identifier(tx.actor.id),
            ])
        let tenure = try begin(kind, of: person, at: home, area, share, kin, under: "home.claim", with: keyring, in: tx)
        try Journal.append(
            EntryKind("claim.accepted"), about: id.raw, at: home.entryPlace, under: "home.claim",
            Payload(["way": .code(way), "kind": .code(kind)]), in: tx)
        return tenure
    }
}

/// Indexes by which homes' secrets are found.
enum HomeSeal {
    static let code = SealedField("invitation", "code_index")
    static let proof = SealedField("register_line", "proof_index")

    static func index(of code: InvitationCode, with keyring: Keyring) -> [UInt8] {
        keyring.blindIndex(code.characters, of: Self.code)
    }

    static func proof(_ home: ID<Place>, _ name: PersonName, _ lastFour: String, with keyring: Keyring) -> [UInt8] {
        let name = name.written.filter { !$0.isWhitespace }.lowercased()
        return keyring.blindIndex("\(home)|\(name)|\(lastFour.uppercased())", of: proof)
    }
}
