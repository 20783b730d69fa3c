import Journal
public import Store
public import Vocabulary

/// That somebody of ours may come in by way of a provider.
public struct ProviderLink: Sendable, Hashable {
    /// The provider's code; it may not be set up any more.
    public let provider: String
    /// When it was connected.
    public let made: Instant
}

/// The connections between people here and their accounts at providers.
public enum ProviderLinks {
    /// My connections, the oldest first.
    ///
    /// - Throws: `StoreError`.
    public static func own(of actor: Actor, in snapshot: Snapshot) throws -> [ProviderLink] {
        try snapshot.rows(
            "SELECT provider, MIN(made_ms) FROM provider_link WHERE person = ? GROUP BY provider ORDER BY 2, 1",
            [.identifier(actor.id)]
        ) { ProviderLink(provider: try $0.text(0), made: try $0.instant(1)) }
    }

    /// Ends my connections with a provider; nothing happens where there is none.
    ///
    /// - Throws: `StoreError`.
    public static func end(with provider: String, in tx: Transaction) throws {
        let arguments: [Value] = [.identifier(tx.actor.id), .text(provider)]
        guard
            try tx.integer("SELECT 1 FROM provider_link WHERE person = ? AND provider = ? LIMIT 1", arguments) != nil
        else { return }
        try tx.execute("DELETE FROM provider_link WHERE person = ? AND provider = ?", arguments)
        try Journal.append(
            EntryKind("account.provider-ended"), about: tx.actor.id, at: nil, under: "account.own", facts(provider),
            in: tx)
    }

    static func facts(_ provider: String) -> Payload {
        Payload(Payload.Code(provider).map { ["provider": Payload.Fact.code($0)] } ?? [:])
    }
}

extension Doorkeeper {
    /// How long ago somebody may have signed in who connects an account without a further proof.
    ///
    /// Source: Decision 0011; as long as a proof counts.
    private static let freshMilliseconds: Int64 = 5 * 60_000

    /// Connects a provider's person with whoever is signed in here and has just agreed to it.
    ///
    /// - Throws: ``SignInError/signInNeeded``, ``SignInError/proofNeeded`` unless somebody signed in or gave a proof in the
    ///   last minutes, ``SignInError/tooLate`` for a ticket that does not stand, `StoreError`.
    public func connect(_ ticket: Secret, in session: String?) async throws {
        try await store.write(as: .passerBy) { tx in
            let recognised = try known(session, at: tx.now, in: tx).recognised
            let actor = recognised.actor
            let isFresh = recognised.session.map { tx.now.milliseconds(since: $0.made) < Self.freshMilliseconds }
            guard actor.isProven(at: tx.now) || isFresh == true else { throw SignInError.proofNeeded }
            let found = try tx.first(
                "SELECT provider, subject_index FROM provider_ticket WHERE digest = ? AND ends_ms > ?",
                [.bytes(ticket.digest), .instant(tx.now)]
            ) { (provider: try $0.text(0), index: try $0.bytes(1)) }
            guard let found,
                try tx.execute("DELETE FROM provider_ticket WHERE digest = ?", [.bytes(ticket.digest)]) == 1
            else { throw SignInError.tooLate }
            tx.admit(actor)
            try tx.execute(
                """
                INSERT INTO provider_link (provider, subject_index, person, made_ms) VALUES (?, ?, ?, ?) \
                ON CONFLICT (provider, subject_index) DO UPDATE SET person = excluded.person, made_ms = excluded.made_ms
                """,
                [.text(found.provider), .bytes(found.index), .identifier(actor.id), .instant(tx.now)])
            try Journal.append(
                EntryKind("account.provider-connected"), about: actor.id, at: nil, under: "account.own",
                ProviderLinks.facts(found.provider), in: tx)
        }
    }
}
