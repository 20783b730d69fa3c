public import Keyring
public import Places
public import Store
public import Vocabulary

/// What somebody at the desk looks for.
public enum PersonQuery: Sendable, Hashable {
    /// Everybody, in the order in which they were added.
    case everybody
    /// A telephone number, whole.
    case phone(PhoneNumber)
    /// Words of a name; each must be found.
    case name(String)
    /// Everybody who belongs at a place or below it.
    case at(Identifier)

    /// Reads what was typed into one field: a telephone number if it can be one, otherwise words of a name.
    public init(_ text: String) {
        if let phone = PhoneNumber(text) {
            self = .phone(phone)
        } else {
            self = PersonName.searchWords(in: text).isEmpty ? .everybody : .name(text)
        }
    }
}

extension People {
    /// At most so many words of a name are looked for; more make a search no sharper.
    ///
    /// Source: Decision 0010.
    static let searchWordsMax = 8

    /// Finds people whom a role of the actor reaches, masked; protected people are never among them.
    ///
    /// - Parameters:
    ///   - community: The community in which names are looked for.
    ///   - skipping: How many to pass over; for pages with numbers.
    ///   - limit: 1 to 200.
    /// - Throws: ``PeopleError/notFound`` unless a role with ``PeopleRight/seePersons`` reaches the community or a place
    ///   in it, `KeyringError`, `StoreError`.
    public static func search(
        _ query: PersonQuery, in community: ID<Place>, skipping: Int = 0, limit: Int, for actor: Actor,
        with keyring: Keyring, in snapshot: Snapshot
    ) throws -> [MaskedPerson] {
        try requirePersons(community, for: actor, in: snapshot)
        let (sql, arguments, order) = try condition(query, community, actor, with: keyring, in: snapshot)
        let found = try snapshot.rows(
            "SELECT \(SealedPerson.columns) FROM \(sql) ORDER BY \(order) LIMIT ? OFFSET ?",
            arguments + [.integer(limit), .integer(skipping)]
        ) { try SealedPerson($0) }
        let opener = try Opener(keyring, for: found.map(\.person.id.raw), in: snapshot)
        return try found.map { try $0.masked(with: opener) }
    }

    /// How many people a search finds; protected people are in no figure.
    ///
    /// - Throws: As ``search(_:in:skipping:limit:for:with:in:)``.
    public static func count(
        _ query: PersonQuery, in community: ID<Place>, for actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> Int {
        try requirePersons(community, for: actor, in: snapshot)
        let (sql, arguments, _) = try condition(query, community, actor, with: keyring, in: snapshot)
        return Int(try snapshot.integer("SELECT count(*) FROM \(sql)", arguments) ?? 0)
    }

    /// Lets those pass who find people in a community or at a place in it.
    ///
    /// - Throws: ``PeopleError/notFound`` for a place that is no community and for whom no such role brings there.
    public static func requirePersons(_ community: ID<Place>, for actor: Actor, in snapshot: Snapshot) throws {
        let kind = try snapshot.first("SELECT kind FROM place WHERE id = ?", [.id(community)]) { try $0.text(0) }
        guard kind == PlaceKind.community.rawValue else { throw PeopleError.notFound }
        if try Reach.holds(actor, PeopleRight.seePersons.roles, at: community, in: snapshot) { return }
        for grant in actor.grants where PeopleRight.seePersons.roles.contains(grant.role) {
            if try Reach.includes(ID(grant.place), below: community, in: snapshot) { return }
        }
        throw PeopleError.notFound
    }

    /// FROM and WHERE of a search, and the column of the person by which it is ordered.
    ///
    /// The smallest set of rows comes first, and what it is ordered by is the index that finds it, so that the first page
    /// of a frequent name reads no further.
    private static func condition(
        _ query: PersonQuery, _ community: ID<Place>, _ actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> (sql: String, arguments: [Value], order: String) {
        let person = ScopeColumns(person: "p.id")
        // Whoever reaches the whole community finds whoever belongs there; others where their role reaches.
        let reachesAll = try Reach.holds(actor, PeopleRight.seePersons.roles, at: community, in: snapshot)
        let (scope, scopeArguments) = (reachesAll ? Scope.unprotected : Scope.persons(for: actor)).condition(person)
        let (here, hereArguments) = Scope.below([community.raw]).condition(person)
        switch query {
        case .everybody:
            return ("person p WHERE \(everybody) AND \(scope)", [.id(community)] + scopeArguments, "p.id")
        case .at(let place):
            return (
                "person p WHERE \(everybody) AND \(here) AND \(scope)",
                [.identifier(place)] + hereArguments + scopeArguments, "p.id"
            )
        case .phone(let phone):
            let index = Value.bytes(PersonSeal.index(of: phone, with: keyring))
            return (
                "person p WHERE p.phone_index = ? AND \(here) AND \(scope)", [index] + hereArguments + scopeArguments,
                "p.id"
            )
        case .name(let words):
            let tokens = try rarestFirst(words, in: community, with: keyring, in: snapshot)
            let joins = tokens.indices.map { "name_token n\($0)" }.joined(separator: " CROSS JOIN ")
            let conditions = tokens.indices.map { index in
                "n\(index).place = ? AND n\(index).token = ?" + (index > 0 ? " AND n\(index).person = n0.person" : "")
            }
            return (
                """
                \(joins) CROSS JOIN person p WHERE \(conditions.joined(separator: " AND ")) AND p.id = n0.person \
                AND \(here) AND \(scope)
                """,
                tokens.flatMap { [.id(community), $0] } + hereArguments + scopeArguments, "n0.person"
            )
        }
    }

    /// People who belong at a place or below it, as a set that is made once.
    private static let everybody = """
        p.id IN (SELECT sw.person FROM reach sr CROSS JOIN belonging sw WHERE sr.ancestor = ? AND sr.until_ms IS NULL \
        AND sw.place = sr.place AND sw.until_ms IS NULL)
        """

    /// The words of a search as they stand in the index, the rarest first as far as a short look tells.
    private static func rarestFirst(
        _ words: String, in community: ID<Place>, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> [Value] {
        let tokens = PersonName.searchWords(in: words).sorted().prefix(searchWordsMax).map {
            Value.bytes(PersonSeal.token($0, at: community.raw, with: keyring))
        }
        guard tokens.count > 1 else { return tokens.isEmpty ? [.bytes([])] : tokens }
        let counted = try tokens.map { token in
            let count = try snapshot.integer(
                """
                SELECT count(*) FROM (SELECT 1 FROM name_token WHERE place = ? AND token = ? LIMIT 200) AS looked
                """, [.id(community), token])
            return (token: token, count: count ?? 0)
        }
        return counted.sorted { $0.count < $1.count }.map(\.token)
    }
}
