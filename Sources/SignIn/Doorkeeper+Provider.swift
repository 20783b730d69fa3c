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
        /// The provider's person is one of our staff: the second factor is shown next.
        case halfOpen(Secret)
        /// Nobody of ours yet: whoever signs in here may connect it with this ticket, and has to say so.
        case unknown(ticket: Secret)
    }

    /// How long somebody may be away.
    private static let roundMilliseconds: Int64 = 10 * 60_000
    static let subjectField = SealedField("provider_link", "subject_index")

    /// Sends somebody to sign in elsewhere.
    ///
    /// - Throws: ``SignInError/tooOften(seconds:)``, ``SignInError/providerRefused(_:)`` where it does not answer,
    ///   `StoreError`.
    public func depart(to provider: SignInProvider, from comer: Comer) async throws -> Departure {
        try await store.write(as: .passerBy) { tx in
            try Rates.take(.attemptsFromAddress, of: counted(comer.address), in: tx)
        }
        guard let authorization = try? await provider.client.authorization() else {
            throw SignInError.providerRefused(.answer)
        }
        let (state, nonce, verifier, browser) = (makeSecret(), makeSecret(), makeSecret(), makeSecret())
        try await store.write(as: .passerBy) { tx in
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
            address: provider.address(at: authorization, state: state, nonce: nonce, verifier: verifier),
            browser: browser)
    }

    /// Takes in somebody who comes back: the round is used up, the code is changed for a token, the token is checked.
    ///
    /// - Parameters:
    ///   - state: As it came back.
    ///   - code: As it came back; used once.
    ///   - issuer: Who sent the browser back, if it says so.
    ///   - browser: What the cookie brought.
    /// - Throws: ``SignInError/tooLate`` for a round that does not stand or began in another browser,
    ///   ``SignInError/providerRefused(_:)``, ``SignInError/wrong`` for a closed account, ``SignInError/notAllowed`` for
    ///   somebody at the door of staff without a second factor; `StoreError`.
    ///
    /// Source: RFC 9207 for the issuer; OpenID Connect Core 1.0, 10.1.1 for keys that have changed.
    public func arrive(
        from provider: SignInProvider, at door: SignInProvider.Door, state: String, code: String, issuer: String? = nil,
        browser: String?, comer: Comer
    ) async throws -> Arrival {
        guard let state = Secret(state), let browser = browser.flatMap({ Secret($0) }) else {
            throw SignInError.tooLate
        }
        let round = try await takeRound(state, browser, of: provider)
        guard issuer == nil || issuer == provider.issuer else { throw SignInError.providerRefused(.issuer) }
        let text: String
        do {
            text = try await provider.client.exchange(code, round.verifier, provider.redirect)
        } catch {
            throw SignInError.providerRefused(.answer)
        }
        let token: IDToken
        do {
            token = try await read(text, from: provider, nonce: round.nonce, renewing: false)
        } catch SignInError.providerRefused(.signature) {
            token = try await read(text, from: provider, nonce: round.nonce, renewing: true)
        }
        return try await settle(token, of: provider, at: door, from: comer)
    }

    private func read(
        _ text: String, from provider: SignInProvider, nonce: String, renewing: Bool
    ) async throws -> IDToken {
        guard let keys = try? await provider.client.keys(renewing) else { throw SignInError.providerRefused(.answer) }
        return try IDToken(text, from: provider, signedBy: keys, nonce: nonce, at: surroundings.now())
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

    private func settle(
        _ token: IDToken, of provider: SignInProvider, at door: SignInProvider.Door, from comer: Comer
    ) async throws -> Arrival {
        guard provider.doors.contains(door) else { throw SignInError.notAllowed }
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
            guard let account = try Accounts.account(of: person, in: tx), account.state == .active else {
                throw SignInError.wrong
            }
            if door == .staff {
                guard account.hasSecondFactor else { throw SignInError.notAllowed }
                try Attempts.vouched(for: person, by: provider.code, in: tx)
                try Sessions.open(
                    signedIn.session, for: person, as: .half, on: comer.device, holding: [], proven: nil, in: tx)
                return .halfOpen(signedIn.session)
            }
            try Attempts.made(by: person, .provider, on: comer.device, in: tx)
            try Sessions.open(
                signedIn.session, for: person, as: .resident, on: comer.device, holding: holding(person, tx.now, tx),
                proven: nil, in: tx)
            return .signedIn(signedIn)
        }
    }
}
