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
        let (sql, arguments) = condition(query, community, actor, with: keyring)
        let found = try snapshot.rows(
            "SELECT \(SealedPerson.columns) FROM \(sql) ORDER BY p.id LIMIT ? OFFSET ?",
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
        let (sql, arguments) = condition(query, community, actor, with: keyring)
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

    /// FROM and WHERE of a search; the smallest set of rows comes first.
    private static func condition(
        _ query: PersonQuery, _ community: ID<Place>, _ actor: Actor, with keyring: Keyring
    ) -> (sql: String, arguments: [Value]) {
        let (scope, scopeArguments) = Scope.persons(for: actor).condition(ScopeColumns(person: "p.id"))
        let (here, hereArguments) = Scope.below([community.raw]).condition(ScopeColumns(person: "p.id"))
        switch query {
        case .everybody:
            return ("person p WHERE \(here) AND \(scope)", hereArguments + scopeArguments)
        case .at(let place):
            let (there, thereArguments) = Scope.below([place]).condition(ScopeColumns(person: "p.id"))
            return (
                "person p WHERE \(there) AND \(here) AND \(scope)", thereArguments + hereArguments + scopeArguments
            )
        case .phone(let phone):
            let index = Value.bytes(PersonSeal.index(of: phone, with: keyring))
            return (
                "person p WHERE p.phone_index = ? AND \(here) AND \(scope)", [index] + hereArguments + scopeArguments
            )
        case .name(let words):
            let tokens = PersonName.searchWords(in: words).sorted().prefix(searchWordsMax).map {
                Value.bytes(PersonSeal.token($0, at: community.raw, with: keyring))
            }
            var sql = "name_token n0 JOIN person p ON p.id = n0.person"
            var conditions = ["n0.place = ?", "n0.token = ?"]
            var arguments: [Value] = [.id(community), tokens.first ?? .null]
            for (index, token) in tokens.enumerated().dropFirst() {
                sql += " JOIN name_token n\(index) ON n\(index).person = n0.person"
                conditions += ["n\(index).place = ?", "n\(index).token = ?"]
                arguments += [.id(community), token]
            }
            conditions += [here, scope]
            return (
                sql + " WHERE " + conditions.joined(separator: " AND "), arguments + hereArguments + scopeArguments
            )
        }
    }
}
