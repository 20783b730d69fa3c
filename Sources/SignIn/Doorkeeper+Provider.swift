import Journal
import Keyring
import Store
import Vocabulary

extension Doorkeeper {
    /// Where a browser goes to sign in elsewhere, and what it keeps meanwhile.
    public struct Departure: Sendable, Hashable {
        /// The provider's address with everything that belongs to this attempt.
        public let address: String
        /// Goes into a cookie: only the browser that went comes back.
        public let browser: Secret
    }

    /// What became of somebody who comes back from a provider.
    public enum Arrival: Sendable, Hashable {
        /// The provider's person is one of ours.
        case signedIn(SignedIn)
        /// Nobody of ours yet: whoever signs in here may connect it with this ticket, and has to say so.
        case unknown(ticket: Secret)
    }

    /// How long somebody may be away.
    private static let roundMilliseconds: Int64 = 10 * 60_000
    static let subjectField = SealedField("provider_link", "subject_index")

    /// Sends somebody to sign in elsewhere.
    ///
    /// - Throws: ``SignInError/tooOften(seconds:)``, `StoreError`.
    public func depart(to provider: SignInProvider, from comer: Comer) async throws -> Departure {
        let (state, nonce, verifier, browser) = (makeSecret(), makeSecret(), makeSecret(), makeSecret())
        try await store.write(as: .passerBy) { tx in
            try Rates.take(.attemptsFromAddress, of: counted(comer.address), in: tx)
            try tx.execute(
                """
                INSERT INTO provider_round (state_digest, provider, nonce, verifier, browser_digest, ends_ms) \
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    .bytes(state.digest), .text(provider.code), .text(nonce.text), .text(verifier.text),
                    .bytes(browser.digest), .instant(tx.now.advanced(byMilliseconds: Self.roundMilliseconds)),
                ])
        }
        return Departure(
            address: provider.address(state: state, nonce: nonce, verifier: verifier), browser: browser)
    }

    /// Takes in somebody who comes back: the round is used up, the code is changed for a token, the token is checked.
    ///
    /// - Parameters:
    ///   - state: As it came back.
    ///   - code: As it came back; used once.
    ///   - browser: What the cookie brought.
    /// - Throws: ``SignInError/tooLate`` for a round that does not stand or began in another browser,
    ///   ``SignInError/providerRefused(_:)``, ``SignInError/wrong`` for a closed account; `StoreError`.
    public func arrive(
        from provider: SignInProvider, state: String, code: String, browser: String?, comer: Comer
    ) async throws -> Arrival {
        guard let state = Secret(state), let browser = browser.flatMap({ Secret($0) }) else {
            throw SignInError.tooLate
        }
        let round = try await takeRound(state, browser, of: provider)
        let (text, keys): (String, [UInt8])
        do {
            text = try await provider.client.exchange(code, round.verifier, provider.redirect)
            keys = try await provider.client.keys()
        } catch {
            throw SignInError.providerRefused(.answer)
        }
        let token = try IDToken(text, from: provider, signedBy: keys, nonce: round.nonce, at: surroundings.now())
        return try await settle(token, of: provider, from: comer)
    }

    private func takeRound(
        _ state: Secret, _ browser: Secret, of provider: SignInProvider
    ) async throws -> (nonce: String, verifier: String) {
        try await store.write(as: .passerBy) { tx in
            let found = try tx.first(
                """
                SELECT nonce, verifier FROM provider_round \
                WHERE state_digest = ? AND provider = ? AND browser_digest = ? AND ends_ms > ?
                """,
                [.bytes(state.digest), .text(provider.code), .bytes(browser.digest), .instant(tx.now)]
            ) { (nonce: try $0.text(0), verifier: try $0.text(1)) }
            let used = try tx.execute(
                "DELETE FROM provider_round WHERE state_digest = ? AND browser_digest = ?",
                [.bytes(state.digest), .bytes(browser.digest)])
            guard let found, used == 1 else { throw SignInError.tooLate }
            return found
        }
    }

    private func settle(_ token: IDToken, of provider: SignInProvider, from comer: Comer) async throws -> Arrival {
        let signedIn = SignedIn(session: makeSecret(), device: comer.known ?? makeSecret())
        let ticket = makeSecret()
        let index = keyring.blindIndex("\(provider.code) \(token.subject)", of: Self.subjectField)
        return try await store.write(as: .passerBy) { [holding] tx in
            let person = try tx.first(
                "SELECT person FROM provider_link WHERE provider = ? AND subject_index = ?",
                [.text(provider.code), .bytes(index)]
            ) { try $0.identifier(0) }
            guard let person else {
                try tx.execute(
                    "INSERT INTO provider_ticket (digest, provider, subject_index, ends_ms) VALUES (?, ?, ?, ?)",
                    [
                        .bytes(ticket.digest), .text(provider.code), .bytes(index),
                        .instant(tx.now.advanced(byMilliseconds: Self.roundMilliseconds)),
                    ])
                return .unknown(ticket: ticket)
            }
            guard try Accounts.account(of: person, in: tx)?.state == .active else { throw SignInError.wrong }
            try Attempts.made(by: person, .provider, on: comer.device, in: tx)
            try Sessions.open(
                signedIn.session, for: person, as: .resident, on: comer.device, holding: holding(person, tx.now, tx),
                proven: nil, in: tx)
            return .signedIn(signedIn)
        }
    }

    /// Connects a provider's person with whoever is signed in here and has just agreed to it.
    ///
    /// - Throws: ``SignInError/signInNeeded``, ``SignInError/proofNeeded`` without a proof of the last minutes,
    ///   ``SignInError/tooLate`` for a ticket that does not stand, `StoreError`.
    public func connect(_ ticket: Secret, in session: String?) async throws {
        try await store.write(as: .passerBy) { tx in
            let actor = try known(session, at: tx.now, in: tx).recognised.actor
            guard actor.isProven(at: tx.now) else { throw SignInError.proofNeeded }
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
            let facts = Payload.Code(found.provider).map { ["provider": Payload.Fact.code($0)] } ?? [:]
            try Journal.append(
                EntryKind("account.provider-connected"), about: actor.id, at: nil, under: "account.own",
                Payload(facts), in: tx)
        }
    }
}
