import Crypto
import Foundation
public import Vocabulary

/// Another house that vouches for people: 浙里办, 浙政钉, or any that speaks OpenID Connect.
public struct SignInProvider: Sendable {
    /// Who may come in this way.
    public enum Door: String, Sendable, Hashable, CaseIterable {
        /// Residents, with the roles of neighbours.
        case residents
        /// Staff, who show their second factor here after it.
        case staff
    }

    /// Names it in addresses and rows: 2 to 20 of `a–z` and `-`.
    public let code: String
    /// What people call it.
    public let name: LocalizedText
    /// Who signs its tokens; compared byte by byte.
    public let issuer: String
    /// How this house is known there.
    public let clientID: String
    /// Where they come back to; registered there exactly so.
    public let redirect: String
    /// Who may come in this way.
    public let doors: Set<Door>
    /// How it is asked.
    public let client: ProviderClient

    /// Declares a provider; nil for a code, a name or an address that cannot be.
    public init?(
        code: String, name: LocalizedText, issuer: String, clientID: String, redirect: String,
        doors: Set<Door> = Set(Door.allCases), client: ProviderClient
    ) {
        let letters = code.utf8.allSatisfy {
            $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") || $0 == UInt8(ascii: "-")
        }
        guard (2...20).contains(code.utf8.count), letters, !clientID.isEmpty, !issuer.isEmpty,
            !redirect.isEmpty, !doors.isEmpty
        else { return nil }
        self.code = code
        self.name = name
        self.issuer = issuer
        self.clientID = clientID
        self.redirect = redirect
        self.doors = doors
        self.client = client
    }

    /// The address to which a browser is sent.
    ///
    /// Source: OpenID Connect Core 1.0, 3.1.2.1; RFC 7636, 4.3 (S256).
    func address(at authorization: String, state: Secret, nonce: Secret, verifier: Secret) -> String {
        let challenge = IDToken.base64URL(Array(SHA256.hash(data: Data(verifier.text.utf8))))
        let items = [
            ("response_type", "code"), ("scope", "openid"), ("client_id", clientID), ("redirect_uri", redirect),
            ("state", state.text), ("nonce", nonce.text), ("code_challenge", challenge),
            ("code_challenge_method", "S256"),
        ]
        let query = items.map { "\($0.0)=\(Self.encoded($0.1))" }.joined(separator: "&")
        return authorization + (authorization.contains("?") ? "&" : "?") + query
    }

    private static func encoded(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}

/// Asks a sign-in provider, from server to server.
public struct ProviderClient: Sendable {
    /// Where people sign in there: an address with `https`, or on this machine.
    public var authorization: @Sendable () async throws -> String
    /// Changes a code for the ID token, with the secret of RFC 7636 that only this house knows.
    public var exchange: @Sendable (_ code: String, _ verifier: String, _ redirect: String) async throws -> String
    /// The keys by which the provider signs: a JSON Web Key Set. Renewed ones are asked for when those that were kept do
    /// not fit.
    public var keys: @Sendable (_ isRenewed: Bool) async throws -> [UInt8]

    /// Puts a client together.
    public init(
        authorization: @escaping @Sendable () async throws -> String,
        exchange: @escaping @Sendable (_ code: String, _ verifier: String, _ redirect: String) async throws -> String,
        keys: @escaping @Sendable (_ isRenewed: Bool) async throws -> [UInt8]
    ) {
        self.authorization = authorization
        self.exchange = exchange
        self.keys = keys
    }
}
