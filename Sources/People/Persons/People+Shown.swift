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
    /// A masked name, for the staff.
    case masked(String)
    /// A neighbour, by the first character of the name.
    case neighbour(initial: String)
    /// A protected person, for the staff.
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
                return found.person.isProtected ? .protected : .masked(try found.openName(with: opener).masked)
            }
            if found.person.isProtected { return .nobody }
            return try isNeighbour(found.person.id, of: reader, in: snapshot)
                ? .neighbour(initial: try found.openName(with: opener).initial) : .nobody
        } catch KeyringError.destroyed {
            return .nobody
        }
    }

    private static func isActedFor(_ id: Identifier, by reader: Actor, in snapshot: Snapshot) throws -> Bool {
        let (sql, arguments) = Scope.actsFor(reader).condition(ScopeColumns(person: "p.id"))
        return try snapshot.integer(
            "SELECT 1 FROM person p WHERE p.id = ? AND (\(sql))", [.identifier(id)] + arguments) != nil
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
