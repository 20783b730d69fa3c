import Journal
public import Keyring
public import Places
public import Store
public import Vocabulary

extension People {
    /// Adds a child of the actor, with the guardian's consent to keeping its data.
    ///
    /// - Parameters:
    ///   - details: Name and birth date of the child; the guardian's telephone need not be repeated.
    ///   - home: Where the child lives with the guardian, who has a home there.
    /// - Returns: The child.
    /// - Throws: ``PeopleError/ageUnfit`` unless the child is under 18 and the guardian, if the age is known, is not;
    ///   ``PeopleError/unfit(_:)`` without a birth date, ``PeopleError/notFound`` unless the actor has that home, and as
    ///   ``add(_:id:with:in:)``.
    @discardableResult
    public static func addChild(
        _ details: PersonDetails, at home: ID<Place>, sounds: Set<String> = [], with keyring: Keyring,
        in tx: Transaction
    ) throws -> ID<Person> {
        let guardian = ID<Person>(tx.actor.id)
        let place = try requireHome(home, in: tx)
        let has = try tx.integer(
            "SELECT 1 FROM tenure WHERE home = ? AND person = ? AND until_ms IS NULL LIMIT 1",
            [.id(home), .id(guardian)])
        guard has != nil else { throw PeopleError.notFound }
        guard let birth = details.birth else { throw PeopleError.unfit(.birth) }
        let today = LocalDay(tx.now, offsetSeconds: 28_800)
        let ownBirth = try own(of: tx.actor, with: keyring, in: tx).birth
        guard birth.wholeYears(until: today) < LegalAge.majorityYears,
            ownBirth.map({ $0.wholeYears(until: today) >= LegalAge.majorityYears }) ?? true
        else { throw PeopleError.ageUnfit }
        let child = tx.id(Person.self)
        try insert(PersonDraft(details, at: nil, sounds: sounds), child, with: keyring, in: tx)
        try Journal.append(
            EntryKind("person.added"), about: child.raw, at: place.entryPlace, under: "home.claim", in: tx)
        try insertGuardianship(.guardian, guardian, child, in: tx)
        try insertConsent(of: child, to: .childData, by: .page, in: tx)
        _ = try begin(.occupant, of: child, at: place, nil, nil, .child, under: "home.claim", with: keyring, in: tx)
        return child
    }

    /// Lets somebody act for a person: the person asks for a carer, or staff enters a guardian or a carer.
    ///
    /// - Throws: ``PeopleError/notFound`` unless the actor is the ward or a role with ``PeopleRight/checkClaims`` reaches
    ///   the ward, who is not protected: whoever acts for somebody reads everything, and a protected person is opened by
    ///   two; ``PeopleError/ownHand`` for staff who would act themselves; ``PeopleError/ageUnfit`` for a guardian of
    ///   somebody grown up; ``PeopleError/notAllowed(_:)`` where a ward would choose a guardian; `StoreError`.
    public static func appoint(
        _ kind: Guardianship.Kind, _ guardian: ID<Person>, of ward: ID<Person>, with keyring: Keyring,
        in tx: Transaction
    ) throws {
        let isOwn = ward.raw == tx.actor.id
        guard try isOwn || reaches(tx.actor, PeopleRight.checkClaims.roles, ward, in: tx),
            try isOwn || tx.actor.isSystem || !person(ward, in: tx).isProtected
        else { throw PeopleError.notFound }
        guard guardian.raw != tx.actor.id || tx.actor.isSystem, guardian != ward else { throw PeopleError.ownHand }
        if isOwn {
            guard kind == .carer else { throw PeopleError.notAllowed(.checkClaims) }
            try requireActing(for: ward, with: keyring, in: tx)
        }
        _ = try person(guardian, in: tx)
        let birth = try sealed(ward, in: tx).openBirth(with: Opener(keyring, for: [ward.raw], in: tx))
        if kind == .guardian, let birth,
            birth.wholeYears(until: LocalDay(tx.now, offsetSeconds: 28_800)) >= LegalAge.majorityYears
        {
            throw PeopleError.ageUnfit
        }
        try insertGuardianship(kind, guardian, ward, in: tx)
    }

    private static func insertGuardianship(
        _ kind: Guardianship.Kind, _ guardian: ID<Person>, _ ward: ID<Person>, in tx: Transaction
    ) throws {
        let added = try tx.execute(
            """
            INSERT INTO guardianship (id, guardian, ward, kind, from_ms) VALUES (?, ?, ?, ?, ?) \
            ON CONFLICT (guardian, ward, kind) WHERE until_ms IS NULL DO NOTHING
            """,
            [.identifier(tx.identifier()), .id(guardian), .id(ward), .text(kind.rawValue), .instant(tx.now)])
        guard added == 1 else { throw PeopleError.alreadyThere }
        try Journal.append(
            EntryKind("guardianship.begun"), about: ward.raw, at: nil, under: "home.claim",
            Payload(["kind": .code(kind), "guardian": .identifier(guardian.raw)]), in: tx)
    }

    /// Ends that somebody acts for somebody: by either of the two, or by staff.
    ///
    /// - Throws: ``PeopleError/notFound`` for everybody else, ``PeopleError/guardianNeeded`` if somebody under 14 would
    ///   have no guardian left, ``PeopleError/over``, `KeyringError`, `StoreError`.
    public static func endGuardianship(_ id: ID<Guardianship>, with keyring: Keyring, in tx: Transaction) throws {
        let found = try tx.first("SELECT \(Guardianship.columns) FROM guardianship g WHERE g.id = ?", [.id(id)]) {
            try Guardianship($0)
        }
        guard let found else { throw PeopleError.notFound }
        let isOwn = [found.guardian.raw, found.ward.raw].contains(tx.actor.id)
        guard try isOwn || reaches(tx.actor, PeopleRight.checkClaims.roles, found.ward, in: tx) else {
            throw PeopleError.notFound
        }
        if found.kind == .guardian, try isUnderConsentAge(found.ward, with: keyring, in: tx) {
            let others = try tx.integer(
                """
                SELECT count(*) FROM guardianship WHERE ward = ? AND kind = 'guardian' AND until_ms IS NULL \
                AND guardian <> ?
                """, [.id(found.ward), .id(found.guardian)])
            guard (others ?? 0) > 0 else { throw PeopleError.guardianNeeded }
        }
        let ended = try tx.execute(
            "UPDATE guardianship SET until_ms = ? WHERE id = ? AND until_ms IS NULL", [.instant(tx.now), .id(id)])
        guard ended == 1 else { throw PeopleError.over }
        try Journal.append(
            EntryKind("guardianship.ended"), about: found.ward.raw, at: nil, under: "home.claim",
            Payload(["kind": .code(found.kind)]), in: tx)
    }

    /// For whom the actor acts now, the oldest relation first.
    ///
    /// - Throws: `StoreError`.
    public static func wards(of actor: Actor, in snapshot: Snapshot) throws -> [Guardianship] {
        try snapshot.rows(
            """
            SELECT \(Guardianship.columns) FROM guardianship g WHERE g.guardian = ? AND g.until_ms IS NULL \
            ORDER BY g.from_ms, g.id LIMIT 200
            """, [.identifier(actor.id)]
        ) { try Guardianship($0) }
    }

    /// How the actor acts for somebody else: as guardian before as carer.
    ///
    /// - Throws: ``PeopleError/notFound`` for everybody else, `StoreError`.
    public static func guardianship(of ward: ID<Person>, for actor: Actor, in snapshot: Snapshot) throws -> Guardianship
    {
        let found = try snapshot.first(
            """
            SELECT \(Guardianship.columns) FROM guardianship g WHERE g.guardian = ? AND g.ward = ? \
            AND g.until_ms IS NULL ORDER BY g.kind DESC LIMIT 1
            """, [.identifier(actor.id), .id(ward)]
        ) { try Guardianship($0) }
        guard let found else { throw PeopleError.notFound }
        return found
    }

    /// Who acts for somebody now, the oldest relation first: for the person, for those who act too, and for staff.
    ///
    /// - Throws: ``PeopleError/notFound`` unless the actor acts for the person or a role with ``PeopleRight/seePersons``
    ///   reaches the person, who is not protected then; `StoreError`.
    public static func guardians(
        of ward: ID<Person>, for actor: Actor, in snapshot: Snapshot
    ) throws -> [Guardianship] {
        if try !mayActFor(ward, actor, in: snapshot) {
            guard try reaches(actor, PeopleRight.seePersons.roles, ward, in: snapshot),
                try !person(ward, in: snapshot).isProtected
            else { throw PeopleError.notFound }
        }
        return try snapshot.rows(
            """
            SELECT \(Guardianship.columns) FROM guardianship g WHERE g.ward = ? AND g.until_ms IS NULL \
            ORDER BY g.from_ms, g.id LIMIT 50
            """, [.id(ward)]
        ) { try Guardianship($0) }
    }

    /// Lets somebody whom the actor knows by the telephone number be the actor's carer.
    ///
    /// - Returns: Why nobody became the carer; nil if somebody did. Each number counts as a try, so that nobody learns by
    ///   trying who signs in.
    /// - Throws: As ``appoint(_:_:of:with:in:)``.
    public static func nameCarer(
        by phone: PhoneNumber, with keyring: Keyring, in tx: Transaction
    ) throws -> PeopleError? {
        guard try countTry(of: tx.actor.id, in: tx) else { return .tooOften }
        guard let carer = try find(phone: phone, with: keyring, in: tx) else { return .noMatch }
        try appoint(.carer, carer, of: ID(tx.actor.id), with: keyring, in: tx)
        return nil
    }

    /// Whether the actor acts for a person: for oneself, a child or somebody cared for.
    static func mayActFor(_ person: ID<Person>, _ actor: Actor, in snapshot: Snapshot) throws -> Bool {
        if person.raw == actor.id { return true }
        return try snapshot.integer(
            "SELECT 1 FROM guardianship WHERE guardian = ? AND ward = ? AND until_ms IS NULL LIMIT 1",
            [.identifier(actor.id), .id(person)]) != nil
    }

    /// Whether the actor agrees for a person: for oneself, or as a guardian; carers do not.
    static func mayConsentFor(_ person: ID<Person>, _ actor: Actor, in snapshot: Snapshot) throws -> Bool {
        if person.raw == actor.id { return true }
        return try snapshot.integer(
            "SELECT 1 FROM guardianship WHERE guardian = ? AND ward = ? AND kind = ? AND until_ms IS NULL LIMIT 1",
            [.identifier(actor.id), .id(person), .text(Guardianship.Kind.guardian.rawValue)]) != nil
    }

    /// Lets those pass who act for a person; somebody under 14 does not act alone.
    static func requireActing(for person: ID<Person>, with keyring: Keyring, in tx: Transaction) throws {
        guard try mayActFor(person, tx.actor, in: tx) else { throw PeopleError.notFound }
        _ = try self.person(person, in: tx)
        guard person.raw == tx.actor.id else { return }
        guard try !isUnderConsentAge(person, with: keyring, in: tx) else { throw PeopleError.guardianNeeded }
    }

    private static func isUnderConsentAge(_ id: ID<Person>, with keyring: Keyring, in tx: Transaction) throws -> Bool {
        let birth = try sealed(id, in: tx).openBirth(with: Opener(keyring, for: [id.raw], in: tx))
        guard let birth else { return false }
        return birth.wholeYears(until: LocalDay(tx.now, offsetSeconds: 28_800)) < LegalAge.consentYears
    }
}

extension Guardianship {
    /// Columns in the order that ``init(_:)`` reads; `g` names the table.
    static let columns = "g.id, g.guardian, g.ward, g.kind, g.from_ms"

    init(_ row: any Row) throws {
        guard let kind = Kind(rawValue: try row.text(3)) else { throw PeopleError.unreadable }
        self.init(
            id: try row.id(0), guardian: try row.id(1), ward: try row.id(2), kind: kind, from: try row.instant(4))
    }
}
