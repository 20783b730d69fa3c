public import Journal
public import Store
public import Vocabulary

extension SignIn {
    /// Closes the door of somebody whose key was destroyed, wherever that was: also when an erasure is replayed.
    public static let forgetting = Follower(
        "sign-in.forgetting",
        .inside { entry, tx in
            guard entry.entry.kind.description == "key.destroyed" else { return }
            try forget(entry.entry.subject, in: tx)
        })

    /// Ends the sessions of a person, closes the account and takes away all by which it was proven; the keys of programs
    /// that the person made are withdrawn. Doing it twice changes nothing.
    ///
    /// - Throws: `StoreError`.
    public static func forget(_ person: Identifier, in tx: Transaction) throws {
        let who = Value.identifier(person)
        for table in ["session", "account_invitation"] {
            try tx.execute("DELETE FROM \(table) WHERE person = ?", [who])
        }
        try KnownDevices.forget(person, in: tx)
        try tx.execute("DELETE FROM sign_in_rate WHERE subject = ?", [.bytes(Doorkeeper.bytes(of: person))])
        guard try isRemembered(person, in: tx) else { return }
        for table in ["recovery_code", "provider_link"] {
            try tx.execute("DELETE FROM \(table) WHERE person = ?", [who])
        }
        let keys = try tx.execute(
            "UPDATE program_key SET withdrawn_ms = ? WHERE made_by = ? AND withdrawn_ms IS NULL",
            [.instant(tx.now), who])
        try tx.execute(
            """
            UPDATE account SET state = 'disabled', name_index = NULL, password = NULL, password_set_ms = NULL, \
            totp_secret = NULL, totp_step = -1 WHERE person = ?
            """, [who])
        try Journal.append(
            EntryKind("account.forgotten"), about: person, at: nil, under: "person.forget",
            Payload(["keys": .integer(Int64(keys))]), in: tx)
    }

    private static func isRemembered(_ person: Identifier, in tx: Transaction) throws -> Bool {
        let questions = [
            """
            SELECT 1 FROM account WHERE person = ? AND (state = 'active' OR name_index IS NOT NULL \
            OR password IS NOT NULL OR totp_secret IS NOT NULL)
            """,
            "SELECT 1 FROM recovery_code WHERE person = ? LIMIT 1",
            "SELECT 1 FROM provider_link WHERE person = ? LIMIT 1",
            "SELECT 1 FROM program_key WHERE made_by = ? AND withdrawn_ms IS NULL LIMIT 1",
        ]
        return try questions.contains { try tx.integer($0, [.identifier(person)]) != nil }
    }
}
