import Journal
public import Keyring
import Places
public import Store
public import Vocabulary

extension People {
    /// Opens some fields of a person for a purpose; the record stands before anything is opened.
    ///
    /// - Parameters:
    ///   - fields: At least one; only these are opened.
    ///   - purpose: For what; the person can read it later.
    ///   - matter: The matter for which it is needed, if it is for one.
    /// - Returns: The opened fields; those that were not asked for are nil.
    /// - Throws: ``PeopleError/notFound`` unless a role with ``PeopleRight/seePersons`` or ``PeopleRight/unmask`` reaches
    ///   the person, ``PeopleError/notAllowed(_:)`` unless one with ``PeopleRight/unmask`` does,
    ///   ``PeopleError/twoPersonsNeeded`` for a protected person whom two people have not opened, said to those who could
    ///   be one of the two; `KeyringError`, `StoreError`.
    public static func unmask(
        _ fields: Set<PersonField>, of id: ID<Person>, for purpose: Reading.Purpose, matter: Identifier? = nil,
        with keyring: Keyring, in tx: Transaction
    ) throws -> OpenedPerson {
        let person = try person(id, in: tx)
        let opens = try reaches(tx.actor, PeopleRight.unmask.roles, id, in: tx)
        let isOpened = try person.isProtected && isOpened(id, for: tx.actor, at: tx.now, in: tx)
        guard opens || isOpened else {
            let sees = try reaches(tx.actor, PeopleRight.seePersons.roles, id, in: tx)
            throw sees && !person.isProtected ? PeopleError.notAllowed(.unmask) : PeopleError.notFound
        }
        guard isOpened || !person.isProtected else {
            throw try mayProtect(id, for: tx.actor, in: tx) ? PeopleError.twoPersonsNeeded : .notFound
        }
        return try open(fields, of: id, for: purpose, matter: matter, with: keyring, in: tx)
    }

    private static func open(
        _ fields: Set<PersonField>, of id: ID<Person>, for purpose: Reading.Purpose, matter: Identifier?,
        with keyring: Keyring, in tx: Transaction
    ) throws -> OpenedPerson {
        try record(fields, of: id, for: purpose, matter: matter, in: tx)
        let sealed = try sealed(id, in: tx)
        let opener = try Opener(keyring, for: [id.raw], in: tx)
        return OpenedPerson(
            id: id, name: fields.contains(.name) ? try sealed.openName(with: opener) : nil,
            phone: fields.contains(.phone) ? try sealed.openPhone(with: opener) : nil,
            document: fields.contains(.document) ? try sealed.openDocument(with: opener) : nil,
            birth: fields.contains(.birth) ? try sealed.openBirth(with: opener) : nil,
            language: fields.contains(.language) ? try sealed.openLanguage(with: opener) : nil)
    }

    /// Writes who reads what of whom, and for what; before it is read.
    static func record(
        _ fields: Set<PersonField>, of id: ID<Person>, for purpose: Reading.Purpose, matter: Identifier?,
        in tx: Transaction
    ) throws {
        let words = fields.map(\.rawValue).sorted()
        guard !words.isEmpty else { throw PeopleError.notFound }
        try tx.execute(
            "INSERT INTO reading (id, reader, person, fields, purpose, matter, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                .identifier(tx.identifier()), .identifier(tx.actor.id), .id(id), .text(words.joined(separator: ",")),
                .text(purpose.rawValue), matter.map { .identifier($0) } ?? .null, .instant(tx.now),
            ])
        try Journal.append(
            EntryKind("person.opened"), about: id.raw, at: nil, under: "person.unmask",
            Payload([
                "purpose": .code(purpose),
                "fields": Payload.Code(words.joined(separator: ".")).map { .code($0) } ?? .flag(true),
            ]), in: tx)
    }

    /// Who read what of a person, the latest first: for the person, the guardian, and those who look on.
    ///
    /// - Parameter limit: 1 to 200.
    /// - Throws: ``PeopleError/notFound`` unless the person is the actor's own or a ward, or the actor has
    ///   ``PeopleRight/seeReadings`` where the person belongs; `StoreError`.
    public static func readings(
        of id: ID<Person>, limit: Int, for actor: Actor, in snapshot: Snapshot
    ) throws -> [Reading] {
        let (own, arguments) = Scope.actsFor(actor).condition(ScopeColumns(person: "p.id"))
        let isOwn = try snapshot.integer("SELECT 1 FROM person p WHERE p.id = ? AND (\(own))", [.id(id)] + arguments)
        guard try isOwn != nil || reaches(actor, PeopleRight.seeReadings.roles, id, in: snapshot) else {
            throw PeopleError.notFound
        }
        return try snapshot.rows(
            """
            SELECT d.id, d.reader, d.person, d.fields, d.purpose, d.matter, d.at_ms FROM reading d WHERE d.person = ? \
            ORDER BY d.at_ms DESC, d.id DESC LIMIT ?
            """, [.id(id), .integer(limit)]
        ) { row in
            guard let purpose = Reading.Purpose(rawValue: try row.text(4)) else { throw PeopleError.unreadable }
            return Reading(
                id: try row.id(0), reader: try row.identifier(1), person: try row.id(2),
                fields: try row.text(3).split(separator: ",").compactMap { PersonField(rawValue: String($0)) },
                purpose: purpose, matter: row.isNull(5) ? nil : try row.identifier(5), at: try row.instant(6))
        }
    }
}

/// The fields of a person that were opened; the others are nil.
public struct OpenedPerson: Sendable, Hashable {
    /// The person.
    public let id: ID<Person>
    /// The name, if it was asked for.
    public let name: PersonName?
    /// The telephone number, if it was asked for and there is one.
    public let phone: PhoneNumber?
    /// The document, if it was asked for and there is one.
    public let document: IdentityDocument?
    /// The birth date, if it was asked for and there is one.
    public let birth: LocalDay?
    /// The language, if it was asked for.
    public let language: Language?
}
