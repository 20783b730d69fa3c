import Foundation
import Notices
import SignIn
import Vocabulary

/// Speaks with a sign-in provider by OpenID Connect: finds its addresses, changes codes for tokens, keeps its keys.
///
/// Source: OpenID Connect Discovery 1.0, 4; OpenID Connect Core 1.0, 3.1.3 and 10.1.1; RFC 6749, 2.3.1; RFC 7636, 4.5.
actor ProviderConnector {
    private let settings: ProviderSettings
    private let exchange: HTTPExchange
    private let clock: @Sendable () -> Instant
    private var addresses: (value: ProviderAddresses, at: Instant)?
    private var keys: (value: [UInt8], at: Instant)?

    /// How long addresses and keys are kept.
    ///
    /// Source: Decision 0011; providers announce new keys a day and more before they sign with them.
    static let keptMilliseconds: Int64 = 3_600_000
    /// Keys that do not fit are fetched again after this at the earliest, so that forged tokens cause no traffic.
    ///
    /// Source: Decision 0011.
    static let restMilliseconds: Int64 = 30_000

    init(_ settings: ProviderSettings, _ exchange: HTTPExchange, clock: @escaping @Sendable () -> Instant) {
        self.settings = settings
        self.exchange = exchange
        self.clock = clock
    }

    /// What sign-in asks for.
    nonisolated var client: ProviderClient {
        ProviderClient(
            authorization: { try await self.found().authorization },
            exchange: { try await self.token(for: $0, verifier: $1, redirect: $2) },
            keys: { try await self.currentKeys(isRenewed: $0) })
    }

    private func found() async throws -> ProviderAddresses {
        if let given = settings.addresses { return given }
        let now = clock()
        if let addresses, now.milliseconds(since: addresses.at) < Self.keptMilliseconds { return addresses.value }
        let base = settings.issuer.hasSuffix("/") ? String(settings.issuer.dropLast()) : settings.issuer
        let answer = try await read(base + "/.well-known/openid-configuration")
        guard let document = try? JSONDecoder().decode(Discovered.self, from: Data(answer)),
            document.issuer == settings.issuer
        else { throw SendingError(.unreadable) }
        let value = ProviderAddresses(
            authorization: document.authorization_endpoint, token: document.token_endpoint, keys: document.jwks_uri)
        guard value.isFit else { throw SendingError(.guarded) }
        addresses = (value, now)
        return value
    }

    private func currentKeys(isRenewed: Bool) async throws -> [UInt8] {
        let now = clock()
        if let keys {
            let age = now.milliseconds(since: keys.at)
            if age < (isRenewed ? Self.restMilliseconds : Self.keptMilliseconds) { return keys.value }
        }
        let value = try await read(try await found().keys)
        keys = (value, now)
        return value
    }

    private func read(_ address: String) async throws -> [UInt8] {
        guard let url = EgressURL(address) else { throw SendingError(.guarded) }
        let answer = try await exchange.get(url)
        guard answer.status == 200 else { throw answer.failure }
        return answer.body
    }

    private func token(for code: String, verifier: String, redirect: String) async throws -> String {
        guard let url = EgressURL(try await found().token) else { throw SendingError(.guarded) }
        var form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect),
            ("code_verifier", verifier),
        ]
        var headers: [(String, String)] = []
        switch (settings.clientSecret, settings.authentication ?? .basic) {
        case (let secret?, .basic):
            let pair = HTTPExchange.encoded(settings.clientId) + ":" + HTTPExchange.encoded(secret)
            headers = [("authorization", "Basic " + Data(pair.utf8).base64EncodedString())]
        case (let secret?, .post): form += [("client_id", settings.clientId), ("client_secret", secret)]
        case (nil, _): form += [("client_id", settings.clientId)]
        }
        let answer = try await exchange.post(url, form: form, headers: headers)
        guard answer.status == 200 else { throw answer.failure }
        guard let read = try? JSONDecoder().decode(Answered.self, from: Data(answer.body)) else {
            throw SendingError(.unreadable)
        }
        return read.id_token
    }

    private struct Discovered: Decodable {
        let issuer: String
        let authorization_endpoint: String
        let token_endpoint: String
        let jwks_uri: String
    }

    private struct Answered: Decodable { let id_token: String }
}

/// The addresses of a provider.
struct ProviderAddresses: Sendable, Decodable {
    /// Where people sign in.
    let authorization: String
    /// Where codes are changed for tokens.
    let token: String
    /// Where the keys stand.
    let keys: String

    /// Whether people may be sent there: by HTTPS, or on this machine.
    var isFit: Bool {
        guard let url = EgressURL(authorization), EgressURL(token) != nil, EgressURL(keys) != nil else { return false }
        return !url.isPlain || ["127.0.0.1", "localhost"].contains(url.host)
    }
}
