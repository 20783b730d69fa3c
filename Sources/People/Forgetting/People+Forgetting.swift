public import Journal
public import Keyring
public import Store
import Vocabulary

/// Why somebody cannot be forgotten now.
public enum ForgettingError: Error, Sendable, Hashable {
    /// A second factor has to be shown first.
    case proofNeeded
    /// Somebody who serves hands back the role first.
    case holdsOffice
    /// There is nobody to forget.
    case notFound
}

extension People {
    /// Forgets the actor: destroys the data key and ends everything that still runs in the person's name.
    ///
    /// What stays holds identifiers only: the journal, who read what, closed tenures and memberships.
    ///
    /// - Throws: ``ForgettingError``; `KeyringError`, `StoreError`.
    ///
    /// Source: Personal Information Protection Law, article 47.
    public static func forgetMe(with keyring: Keyring, in tx: Transaction) throws {
        guard !tx.actor.isSystem, !tx.actor.isPasserBy else { throw ForgettingError.notFound }
        guard tx.actor.isProven(at: tx.now) else { throw ForgettingError.proofNeeded }
        guard tx.actor.grants.allSatisfy({ Role.neighbours.contains($0.role) }) else {
            throw ForgettingError.holdsOffice
        }
        let person = ID<Person>(tx.actor.id)
        guard try tx.integer("SELECT 1 FROM person WHERE id = ?", [.id(person)]) != nil else {
            throw ForgettingError.notFound
        }
        try keyring.destroyKey(of: person.raw, because: .asked, in: tx)
        try clear(person, in: tx)
    }

    /// Clears what a destroyed key has left, wherever it was destroyed: also when an erasure is replayed after a restore.
    public static let forgetting = Follower(
        "people.forgetting",
        .inside { entry, tx in
            guard entry.entry.kind.description == "key.destroyed" else { return }
            try clear(ID(entry.entry.subject), in: tx)
        })

    /// Empties the sealed columns and their indexes, and ends what runs; doing it twice changes nothing.
    static func clear(_ person: ID<Person>, in tx: Transaction) throws {
        // Asked first: a statement that changes nothing would still want a journal entry.
        let isKnown = try tx.integer(
            "SELECT 1 FROM person WHERE id = ? AND name <> ?", [.id(person), .bytes([])])
        guard isKnown != nil else { return }
        let cleared = try tx.execute(
            """
            UPDATE person SET name = ?, latin = NULL, phone = NULL, phone_index = NULL, document = NULL, \
            document_index = NULL, birth = NULL, language = ?, service_zh = NULL, service_en = NULL, is_account = 0, \
            version = version + 1 WHERE id = ? AND name <> ?
            """, [.bytes([]), .bytes([]), .id(person), .bytes([])])
        guard cleared == 1 else { return }
        for table in ["name_token", "contact_address"] {
            try tx.execute("DELETE FROM \(table) WHERE person = ?", [.id(person)])
        }
        let ends = [
            ("belonging", "person"), ("guardianship", "guardian"), ("guardianship", "ward"),
            ("household_member", "person"), ("tenure", "person"), ("membership", "person"),
        ]
        for (table, column) in ends {
            try tx.execute(
                """
                UPDATE \(table) SET until_ms = CASE WHEN from_ms < ? THEN ? ELSE from_ms + 1 END \
                WHERE \(column) = ? AND (until_ms IS NULL OR until_ms > ?)
                """, [.instant(tx.now), .instant(tx.now), .id(person), .instant(tx.now)])
        }
        try tx.execute(
            "UPDATE role_grant SET withdrawn_by = ?, withdrawn_ms = ? WHERE person = ? AND withdrawn_ms IS NULL",
            [.identifier(tx.actor.id), .instant(tx.now), .id(person)])
        try tx.execute(
            """
            UPDATE claim SET state = 'withdrawn', decided_ms = ?, decided_by = ?, reason = NULL \
            WHERE person = ? AND state = 'waiting'
            """, [.instant(tx.now), .identifier(tx.actor.id), .id(person)])
        try tx.execute(
            "UPDATE consent SET withdrawn_ms = ? WHERE person = ? AND withdrawn_ms IS NULL",
            [.instant(tx.now), .id(person)])
        try Journal.append(EntryKind("person.forgotten"), about: person.raw, at: nil, under: "person.forget", in: tx)
    }
}
