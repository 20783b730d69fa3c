import Journal
public import Keyring
import Places
public import Store
public import Vocabulary

extension People {
    /// Adds a person with a data key of the own.
    ///
    /// - Parameters:
    ///   - draft: What is known, and where the person belongs.
    ///   - id: Chosen by the system only, for set-up; nil makes one.
    /// - Returns: The new person's identifier.
    /// - Throws: ``PeopleError/notAllowed(_:)`` unless the actor is the system or a role with ``PeopleRight/addPerson``
    ///   reaches the place; ``PeopleError/phoneTaken``, ``PeopleError/documentTaken``, ``PeopleError/phoneMissing``,
    ///   ``PeopleError/birthDisagrees``, ``PeopleError/unfit(_:)``, `PlaceError.notFound`, `KeyringError`, `StoreError`.
    @discardableResult
    public static func add(
        _ draft: PersonDraft, id: ID<Person>? = nil, with keyring: Keyring, in tx: Transaction
    ) throws -> ID<Person> {
        let place = try draft.place.map { try Places.place(ID($0), in: tx) }
        if !tx.actor.isSystem {
            guard let place, try Reach.holds(tx.actor, PeopleRight.addPerson.roles, at: place.id, in: tx),
                draft.serviceName == nil, id == nil
            else { throw PeopleError.notAllowed(.addPerson) }
        }
        let id = id ?? tx.id(Person.self)
        try insert(draft, id, with: keyring, in: tx)
        if let place { try belong(id, at: place, .registered, cause: id.raw, draft, with: keyring, in: tx) }
        try Journal.append(
            EntryKind("person.added"), about: id.raw, at: place?.entryPlace, under: "person.add", in: tx)
        return id
    }

    /// Writes the row; rights were checked by the use case.
    static func insert(
        _ draft: PersonDraft, _ id: ID<Person>, with keyring: Keyring, in tx: Transaction
    ) throws {
        try check(draft.details, isAccountHolder: draft.isAccountHolder, except: nil, with: keyring, in: tx)
        if let name = draft.serviceName {
            guard (1...50).contains(name.zhHans.unicodeScalars.count), (1...50).contains(name.en.unicodeScalars.count)
            else { throw PeopleError.unfit(.name) }
        }
        try keyring.issueKey(for: id.raw, in: tx)
        try tx.execute(
            """
            INSERT INTO person (id, service_zh, service_en, is_account, is_protected, added_ms, version, \
            \(PersonDetails.columns)) VALUES (?, ?, ?, ?, 0, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(id), .text(draft.serviceName?.zhHans), .text(draft.serviceName?.en), .flag(draft.isAccountHolder),
                .instant(tx.now),
            ] + draft.details.sealed(for: id.raw, with: keyring, in: tx))
    }

    /// Mends what is known of a person.
    ///
    /// - Parameters:
    ///   - details: Everything, as it shall be.
    ///   - version: The version that the editor saw; another one is refused.
    /// - Throws: ``PeopleError/notAllowed(_:)`` unless it is the actor's own or a role with ``PeopleRight/addPerson``
    ///   reaches the person, and for the number with which somebody signs in one with ``PeopleRight/checkClaims``;
    ///   ``PeopleError/notFound``, ``PeopleError/changedMeanwhile``, and as ``add(_:id:with:in:)``.
    public static func mend(
        _ id: ID<Person>, _ details: PersonDetails, sounds: Set<String> = [], seen version: Int64,
        with keyring: Keyring, in tx: Transaction
    ) throws {
        let person = try person(id, in: tx)
        if tx.actor.id != id.raw, !tx.actor.isSystem {
            guard !person.isProtected, try reaches(tx.actor, PeopleRight.addPerson.roles, id, in: tx) else {
                throw PeopleError.notFound
            }
            try requireNumber(details.phone, of: person, with: keyring, in: tx)
        }
        if tx.actor.id == id.raw {
            // Who one is was checked once, also the age: staff change it, looking at papers.
            let known = try own(of: tx.actor, with: keyring, in: tx)
            guard known.document == details.document, known.birth == details.birth else {
                throw PeopleError.notAllowed(.addPerson)
            }
        }
        try check(details, isAccountHolder: person.isAccountHolder, except: id, with: keyring, in: tx)
        let columns = PersonDetails.columns.split(separator: ", ").map { "\($0) = ?" }.joined(separator: ", ")
        let changed = try tx.execute(
            "UPDATE person SET \(columns), version = version + 1 WHERE id = ? AND version = ?",
            details.sealed(for: id.raw, with: keyring, in: tx) + [.id(id), .integer(version)])
        guard changed == 1 else { throw PeopleError.changedMeanwhile }
        try renewTokens(of: id, named: details.name, sounds: sounds, with: keyring, in: tx)
        try Journal.append(
            EntryKind("person.mended"), about: id.raw, at: nil, under: "person.add", in: tx)
    }

    /// Whoever sets the number with which somebody signs in could sign in as them: only those who look at papers may.
    private static func requireNumber(
        _ phone: PhoneNumber?, of person: Person, with keyring: Keyring, in tx: Transaction
    ) throws {
        guard person.isAccountHolder else { return }
        let known = try sealed(person.id, in: tx).openPhone(with: Opener(keyring, for: [person.id.raw], in: tx))
        guard try known == phone || reaches(tx.actor, PeopleRight.checkClaims.roles, person.id, in: tx) else {
            throw PeopleError.notAllowed(.checkClaims)
        }
    }

    private static func check(
        _ details: PersonDetails, isAccountHolder: Bool, except id: ID<Person>?, with keyring: Keyring,
        in tx: Transaction
    ) throws {
        if let birth = details.birth {
            if let told = details.document?.birth, told != birth { throw PeopleError.birthDisagrees }
            let today = LocalDay(tx.now, offsetSeconds: 28_800)
            guard birth <= LocalDay(daysSince1970: today.daysSince1970 + 1), birth.civil.year >= 1_880 else {
                throw PeopleError.unfit(.birth)
            }
        }
        if isAccountHolder {
            guard let phone = details.phone else { throw PeopleError.phoneMissing }
            if let holder = try find(phone: phone, with: keyring, in: tx), holder != id { throw PeopleError.phoneTaken }
        }
        if let document = details.document,
            let other = try find(document: document, with: keyring, in: tx), other != id
        {
            throw PeopleError.documentTaken
        }
    }

    /// The person as far as is known without opening anything; for modules that checked the right themselves.
    ///
    /// - Throws: ``PeopleError/notFound``, `StoreError`.
    public static func person(_ id: ID<Person>, in snapshot: Snapshot) throws -> Person {
        let found = try snapshot.first("SELECT \(Person.columns) FROM person p WHERE p.id = ?", [.id(id)]) {
            try Person($0)
        }
        guard let found else { throw PeopleError.notFound }
        return found
    }

    /// Who signs in with a telephone number; nil if nobody does.
    ///
    /// - Throws: `StoreError`.
    public static func find(
        phone: PhoneNumber, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> ID<Person>? {
        try snapshot.first(
            "SELECT id FROM person WHERE phone_index = ? AND is_account = 1",
            [.bytes(PersonSeal.index(of: phone, with: keyring))]
        ) { try $0.id(0) }
    }

    static func find(
        document: IdentityDocument, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> ID<Person>? {
        try snapshot.first(
            "SELECT id FROM person WHERE document_index = ?",
            [.bytes(PersonSeal.index(of: document, with: keyring))]
        ) { try $0.id(0) }
    }

    /// Name, telephone and language of a person for a part of the system that writes to them.
    ///
    /// - Throws: ``PeopleError/notAllowed(_:)`` unless the actor is a part of the system, ``PeopleError/notFound``,
    ///   `KeyringError`, `StoreError`.
    public static func contact(
        of id: ID<Person>, for actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> PersonDetails {
        guard actor.isSystem else { throw PeopleError.notAllowed(.unmask) }
        var details = try sealed(id, in: snapshot).details(with: Opener(keyring, for: [id.raw], in: snapshot))
        details.document = nil
        details.birth = nil
        return details
    }

    /// What is known of the actor, in clear: everybody reads their own without a purpose.
    ///
    /// - Throws: ``PeopleError/notFound`` for parts of the system and passers-by, `KeyringError`, `StoreError`.
    public static func own(
        of actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> PersonDetails {
        try sealed(ID(actor.id), in: snapshot).details(with: Opener(keyring, for: [actor.id], in: snapshot))
    }

    static func sealed(_ id: ID<Person>, in snapshot: Snapshot) throws -> SealedPerson {
        let found = try snapshot.first("SELECT \(SealedPerson.columns) FROM person p WHERE p.id = ?", [.id(id)]) {
            try SealedPerson($0)
        }
        guard let found else { throw PeopleError.notFound }
        return found
    }

    /// Whether one of some roles of the actor reaches a place at which the person belongs now.
    static func reaches(
        _ actor: Actor, _ roles: Set<Role>, _ id: ID<Person>, in snapshot: Snapshot
    ) throws -> Bool {
        if actor.isSystem { return true }
        let (sql, arguments) = Scope.role(roles, of: actor).condition(ScopeColumns(person: "p.id"))
        return try snapshot.integer("SELECT 1 FROM person p WHERE p.id = ? AND \(sql)", [.id(id)] + arguments) != nil
    }
}
