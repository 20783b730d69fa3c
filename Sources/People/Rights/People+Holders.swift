public import Places
public import Store
public import Vocabulary

extension People {
    /// Who holds roles for a place: of each role those nearest to it, at the place itself or at the next one above.
    ///
    /// A butler of the compound stands before a butler of the community; a clerk of the community is found beside either.
    ///
    /// - Parameters:
    ///   - roles: Roles of those who serve; of neighbours, who are many, nobody is found.
    ///   - now: The moment at which the roles are held.
    /// - Returns: At most 200 people, each once, in the order of their identifiers; for others than parts of the system
    ///   without protected people.
    /// - Throws: ``PeopleError/notFound`` unless the actor is a part of the system or has ``PeopleRight/seeRoles`` at the
    ///   place; ``PeopleError/unreadable``, `StoreError`.
    public static func nearestHolders(
        of roles: Set<Role>, for place: ID<Place>, at now: Instant, for actor: Actor, in snapshot: Snapshot
    ) throws -> [ID<Person>] {
        guard try Reach.holds(actor, PeopleRight.seeRoles.roles, at: place, in: snapshot) else {
            throw PeopleError.notFound
        }
        let wanted = roles.subtracting(Role.neighbours).map(\.rawValue).sorted()
        guard !wanted.isEmpty else { return [] }
        let scope: Scope = actor.isSystem ? .everything : .unprotected
        let (veto, arguments) = scope.condition(ScopeColumns(person: "g.person"))
        let marks = wanted.map { _ in "?" }.joined(separator: ", ")
        let found = try snapshot.rows(
            """
            SELECT g.person, g.role, a.level FROM reach r JOIN place a ON a.id = r.ancestor \
            JOIN role_grant g ON g.place = r.ancestor AND g.withdrawn_ms IS NULL AND g.role IN (\(marks)) \
            WHERE r.place = ? AND r.until_ms IS NULL AND g.from_ms <= ? AND (g.until_ms IS NULL OR g.until_ms > ?) \
            AND (\(veto)) ORDER BY a.level DESC, g.given_ms, g.id LIMIT 1000
            """,
            wanted.map { .text($0) } + [.id(place), .instant(now), .instant(now)] + arguments
        ) { (person: try $0.id(0, of: Person.self), role: try $0.text(1), level: try $0.integer(2)) }
        var nearest: [String: Int64] = [:]
        for each in found { nearest[each.role] = max(nearest[each.role] ?? each.level, each.level) }
        let people = Set(found.filter { $0.level == nearest[$0.role] }.map(\.person))
        return Array(people.sorted { $0.raw < $1.raw }.prefix(holdersMax))
    }

    /// So many people are found for one place at most.
    ///
    /// Source: Decision 0013; a street has fewer who serve it.
    private static let holdersMax = 200

    /// Whether somebody may still be told something: not forgotten, and not gone from every place.
    ///
    /// Somebody new, who belongs nowhere yet, may be told.
    ///
    /// - Throws: `StoreError`.
    public static func isReachable(_ id: ID<Person>, at now: Instant, in snapshot: Snapshot) throws -> Bool {
        let found = try snapshot.first("SELECT p.name FROM person p WHERE p.id = ?", [.id(id)]) { try $0.bytes(0) }
        guard let found, !found.isEmpty else { return false }
        let stands = try snapshot.integer(
            """
            SELECT 1 FROM belonging b WHERE b.person = ? AND (b.until_ms IS NULL OR b.until_ms > ?) \
            UNION ALL SELECT 1 FROM role_grant g WHERE g.person = ? AND g.withdrawn_ms IS NULL \
            AND (g.until_ms IS NULL OR g.until_ms > ?) LIMIT 1
            """, [.id(id), .instant(now), .id(id), .instant(now)])
        if stands != nil { return true }
        return try snapshot.integer("SELECT 1 FROM belonging WHERE person = ? LIMIT 1", [.id(id)]) == nil
    }

    /// Who acts for somebody now: guardians and carers.
    ///
    /// - Throws: ``PeopleError/notAllowed(_:)`` unless the actor is a part of the system, `StoreError`.
    public static func actingFor(
        _ ward: ID<Person>, _ kinds: Set<Guardianship.Kind>, for actor: Actor, in snapshot: Snapshot
    ) throws -> [ID<Person>] {
        guard actor.isSystem else { throw PeopleError.notAllowed(.seePersons) }
        return try snapshot.rows(
            """
            SELECT \(Guardianship.columns) FROM guardianship g WHERE g.ward = ? AND g.until_ms IS NULL \
            ORDER BY g.from_ms, g.id LIMIT 50
            """, [.id(ward)]
        ) { try Guardianship($0) }.filter { kinds.contains($0.kind) }.map(\.guardian)
    }

    /// One claim to a home, for a part of the system.
    ///
    /// - Throws: ``PeopleError/notAllowed(_:)`` unless the actor is a part of the system, ``PeopleError/notFound``,
    ///   `StoreError`.
    public static func claim(_ id: ID<Claim>, for actor: Actor, in snapshot: Snapshot) throws -> Claim {
        guard actor.isSystem else { throw PeopleError.notAllowed(.checkClaims) }
        return try claim(id, in: snapshot)
    }
}
