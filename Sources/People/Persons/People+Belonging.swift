import Keyring
import Places
import Store
import Vocabulary

/// Why somebody is to be found at a place.
enum BelongingReason: String {
    case registered, home, work
}

extension People {
    /// Lets a person be found at a place and by name in its community.
    static func belong(
        _ id: ID<Person>, at place: Place, _ why: BelongingReason, cause: Identifier, _ draft: PersonDraft,
        with keyring: Keyring, in tx: Transaction
    ) throws {
        try belong(id, at: place, why, cause: cause, in: tx)
        try addTokens(
            of: id, named: draft.details.name, sounds: draft.sounds, at: place.community ?? place.id, with: keyring,
            in: tx)
    }

    /// Lets a person be found at a place; the name is found there too.
    static func belong(
        _ id: ID<Person>, at place: Place, _ why: BelongingReason, cause: Identifier, with keyring: Keyring,
        in tx: Transaction
    ) throws {
        try belong(id, at: place, why, cause: cause, in: tx)
        let name = try sealed(id, in: tx).openName(with: Opener(keyring, for: [id.raw], in: tx))
        try addTokens(of: id, named: name, sounds: [], at: place.community ?? place.id, with: keyring, in: tx)
    }

    private static func belong(
        _ id: ID<Person>, at place: Place, _ why: BelongingReason, cause: Identifier, in tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO belonging (id, person, place, why, cause, from_ms, until_ms) VALUES (?, ?, ?, ?, ?, ?, NULL) \
            ON CONFLICT (person, place, why, cause) WHERE until_ms IS NULL DO NOTHING
            """,
            [
                .identifier(tx.identifier()), .id(id), .id(place.id), .text(why.rawValue), .identifier(cause),
                .instant(tx.now),
            ])
    }

    /// Ends what one cause gave; the name is found no longer in communities to which nothing else binds the person.
    static func endBelonging(of id: ID<Person>, cause: Identifier, in tx: Transaction) throws {
        try tx.execute(
            "UPDATE belonging SET until_ms = ? WHERE person = ? AND cause = ? AND until_ms IS NULL",
            [.instant(tx.now), .id(id), .identifier(cause)])
        try tx.execute(
            """
            DELETE FROM name_token WHERE person = ? AND NOT EXISTS (SELECT 1 FROM belonging b \
            JOIN place p ON p.id = b.place WHERE b.person = name_token.person AND b.until_ms IS NULL \
            AND coalesce(p.community, p.id) = name_token.place)
            """, [.id(id)])
    }

    private static func addTokens(
        of id: ID<Person>, named name: PersonName, sounds: Set<String>, at place: ID<Place>, with keyring: Keyring,
        in tx: Transaction
    ) throws {
        for word in name.searchWords.union(sounds.map { $0.lowercased() }) {
            try tx.execute(
                "INSERT INTO name_token (place, token, person) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [.id(place), .bytes(PersonSeal.token(word, at: place.raw, with: keyring)), .id(id)])
        }
    }

    /// Makes the words anew under which a person is found, after the name changed.
    static func renewTokens(
        of id: ID<Person>, named name: PersonName, sounds: Set<String>, with keyring: Keyring, in tx: Transaction
    ) throws {
        try tx.execute("DELETE FROM name_token WHERE person = ?", [.id(id)])
        let places = try tx.rows(
            """
            SELECT DISTINCT coalesce(p.community, p.id) FROM belonging b JOIN place p ON p.id = b.place \
            WHERE b.person = ? AND b.until_ms IS NULL
            """, [.id(id)]
        ) { try $0.id(0, of: Place.self) }
        for place in places {
            try addTokens(of: id, named: name, sounds: sounds, at: place, with: keyring, in: tx)
        }
    }
}
