public import Keyring
import Places
public import Store
public import Vocabulary

/// How somebody is called on a page, as the reader may know.
public enum ShownName: Sendable, Hashable {
    /// The name under which somebody serves, published.
    case service(LocalizedText)
    /// The reader's own name, or that of somebody for whom the reader acts.
    case own(String)
    /// A masked name, for the staff and for those who live in one household.
    case masked(String)
    /// A neighbour, by the first character of the name.
    case neighbour(initial: String)
    /// A protected person, for those of the staff who may propose that one is opened.
    case protected
    /// Somebody of whom nothing may be said, or who is not known (any more).
    case nobody
}

extension People {
    /// How a person is called to a reader.
    ///
    /// - Throws: `KeyringError` where keys or rows were changed, `StoreError`.
    public static func shownName(
        of id: Identifier, to reader: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> ShownName {
        let found = try snapshot.first("SELECT \(SealedPerson.columns) FROM person p WHERE p.id = ?", [.identifier(id)])
        {
            try SealedPerson($0)
        }
        guard let found else { return .nobody }
        if let serviceName = found.person.serviceName, id != reader.id { return .service(serviceName) }
        let opener = try Opener(keyring, for: [id], in: snapshot)
        do {
            if try isActedFor(id, by: reader, in: snapshot) {
                return .own(try found.openName(with: opener).written)
            }
            if try reaches(reader, PeopleRight.seePersons.roles, found.person.id, in: snapshot) {
                guard found.person.isProtected else { return .masked(try found.openName(with: opener).masked) }
                return try mayProtect(found.person.id, for: reader, in: snapshot) ? .protected : .nobody
            }
            if found.person.isProtected { return .nobody }
            if try livesWith(found.person.id, reader, in: snapshot) {
                return .masked(try found.openName(with: opener).masked)
            }
            return try isNeighbour(found.person.id, of: reader, in: snapshot)
                ? .neighbour(initial: try found.openName(with: opener).initial) : .nobody
        } catch KeyringError.destroyed {
            return .nobody
        }
    }

    /// One person as the staff see one, masked.
    ///
    /// - Throws: ``PeopleError/notFound`` unless a role with ``PeopleRight/seePersons`` reaches the person, for a protected
    ///   one a role with ``PeopleRight/protect`` too; `KeyringError`, `StoreError`.
    public static func masked(
        _ id: ID<Person>, for actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> MaskedPerson {
        guard try reaches(actor, PeopleRight.seePersons.roles, id, in: snapshot) else { throw PeopleError.notFound }
        let found = try sealed(id, in: snapshot)
        guard try !found.person.isProtected || mayProtect(id, for: actor, in: snapshot) else {
            throw PeopleError.notFound
        }
        return try found.masked(with: Opener(keyring, for: [id.raw], in: snapshot))
    }

    /// Whoever claims a home, masked, for those who check the claim: the person need not belong to the community yet.
    ///
    /// - Throws: ``PeopleError/notFound`` unless a role with ``PeopleRight/checkClaims`` reaches the home, `KeyringError`,
    ///   `StoreError`.
    public static func masked(
        claim: Claim, for actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> MaskedPerson {
        guard try Reach.holds(actor, PeopleRight.checkClaims.roles, at: claim.home, in: snapshot) else {
            throw PeopleError.notFound
        }
        return try sealed(claim.person, in: snapshot)
            .masked(with: Opener(keyring, for: [claim.person.raw], in: snapshot))
    }

    /// How somebody is called in a list of roles: by the published name, otherwise masked.
    ///
    /// - Throws: `KeyringError`, `StoreError`.
    public static func roleHolderName(
        _ grant: RoleGrant, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> ShownName {
        let found = try sealed(grant.person, in: snapshot)
        if let name = found.person.serviceName { return .service(name) }
        let masked = try found.masked(with: Opener(keyring, for: [grant.person.raw], in: snapshot))
        return masked.isProtected ? .protected : masked.name.map { .masked($0) } ?? .nobody
    }

    /// How the person of a proposal is called to the second of the two, who may not find them otherwise.
    ///
    /// - Throws: `KeyringError`, `StoreError`.
    public static func subjectName(
        of proposal: TwoPersons, to reader: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> ShownName {
        try workName(of: proposal.subject, to: reader, with: keyring, in: snapshot)
    }

    /// How a member of an organisation is called to those who see its members.
    ///
    /// - Throws: `KeyringError`, `StoreError`.
    public static func colleagueName(
        _ membership: Membership, to reader: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> ShownName {
        try workName(of: membership.person, to: reader, with: keyring, in: snapshot)
    }

    /// How one of the two of a guardianship is called to the other one, and to those who see the relation.
    ///
    /// - Throws: `KeyringError`, `StoreError`.
    public static func partnerName(
        of relation: Guardianship, _ person: ID<Person>, to reader: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> ShownName {
        guard [relation.guardian, relation.ward].contains(person) else { return .nobody }
        return try workName(of: person, to: reader, with: keyring, in: snapshot)
    }

    /// The published name, otherwise masked; the own name and that of wards in full.
    private static func workName(
        of id: ID<Person>, to reader: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> ShownName {
        if case .own(let name) = try shownName(of: id.raw, to: reader, with: keyring, in: snapshot) {
            return .own(name)
        }
        let found = try sealed(id, in: snapshot)
        if let name = found.person.serviceName { return .service(name) }
        let masked = try found.masked(with: Opener(keyring, for: [id.raw], in: snapshot))
        if masked.isProtected { return try mayProtect(id, for: reader, in: snapshot) ? .protected : .nobody }
        return masked.name.map { .masked($0) } ?? .nobody
    }

    private static func isActedFor(_ id: Identifier, by reader: Actor, in snapshot: Snapshot) throws -> Bool {
        let (sql, arguments) = Scope.actsFor(reader).condition(ScopeColumns(person: "p.id"))
        return try snapshot.integer(
            "SELECT 1 FROM person p WHERE p.id = ? AND (\(sql))", [.identifier(id)] + arguments) != nil
    }

    private static func livesWith(_ id: ID<Person>, _ reader: Actor, in snapshot: Snapshot) throws -> Bool {
        let (sql, arguments) = Scope.household(of: reader.id).condition(ScopeColumns(person: "p.id"))
        return try snapshot.integer("SELECT 1 FROM person p WHERE p.id = ? AND (\(sql))", [.id(id)] + arguments) != nil
    }

    /// Whether reader and person belong to one community.
    private static func isNeighbour(_ id: ID<Person>, of reader: Actor, in snapshot: Snapshot) throws -> Bool {
        try snapshot.integer(
            """
            SELECT 1 FROM belonging b JOIN place p ON p.id = b.place, belonging c JOIN place q ON q.id = c.place \
            WHERE b.person = ? AND b.until_ms IS NULL AND c.person = ? AND c.until_ms IS NULL \
            AND p.community = q.community LIMIT 1
            """, [.id(id), .identifier(reader.id)]) != nil
    }
}
