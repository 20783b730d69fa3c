import Crypto
import CryptoExtras
import Foundation
import Vocabulary

/// What a provider says about somebody, once it is proven that the provider said it, to us, now, for this attempt.
///
/// Source: OpenID Connect Core 1.0, 3.1.3.7; RFC 8725 (algorithms by an own list, never by what the token says alone).
struct IDToken: Sendable, Hashable {
    /// Whom the provider means; stays the same for one person.
    let subject: String

    /// How far clocks may differ.
    ///
    /// Source: OpenID Connect Core 1.0, 3.1.3.7 leaves it to the client; a minute is usual.
    static let clockSeconds: Int64 = 60
    /// Bytes of a token at most.
    static let bytesMax = 16_384

    private struct Header: Decodable {
        let alg: String
        let kid: String?
        let crit: [String]?
    }

    private struct Claims: Decodable {
        let iss: String
        let sub: String
        let aud: Audience
        let azp: String?
        let exp: Double
        let iat: Double?
        let nbf: Double?
        let nonce: String?
    }

    private enum Audience: Decodable {
        case one(String)
        case many([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                self = .one(one)
            } else {
                self = .many(try container.decode([String].self))
            }
        }

        var all: [String] {
            switch self {
            case .one(let text): [text]
            case .many(let texts): texts
            }
        }
    }

    /// Checks a token.
    ///
    /// - Parameters:
    ///   - text: Three parts of base64url.
    ///   - keys: The provider's JSON Web Key Set.
    ///   - nonce: What this house sent along for this attempt.
    /// - Throws: ``SignInError/providerRefused(_:)``.
    init(
        _ text: String, from provider: SignInProvider, signedBy keys: [UInt8], nonce: String, at now: Instant
    ) throws(SignInError) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, text.utf8.count <= Self.bytesMax, let head = Self.bytes(ofBase64URL: parts[0]),
            let body = Self.bytes(ofBase64URL: parts[1]), let signature = Self.bytes(ofBase64URL: parts[2]),
            let header = try? JSONDecoder().decode(Header.self, from: Data(head))
        else { throw .providerRefused(.form) }
        guard header.alg == "ES256" || header.alg == "RS256", header.crit == nil else {
            throw .providerRefused(.algorithm)
        }
        let signed = Data((parts[0] + "." + parts[1]).utf8)
        guard ProviderKeys(keys).made(signature, over: signed, by: header.alg, key: header.kid) else {
            throw .providerRefused(.signature)
        }
        guard let claims = try? JSONDecoder().decode(Claims.self, from: Data(body)) else {
            throw .providerRefused(.form)
        }
        try Self.check(claims, from: provider, nonce: nonce, at: now)
        subject = claims.sub
    }

    private static func check(
        _ claims: Claims, from provider: SignInProvider, nonce: String, at now: Instant
    ) throws(SignInError) {
        guard claims.iss == provider.issuer else { throw .providerRefused(.issuer) }
        let audience = claims.aud.all
        guard audience.contains(provider.clientID), audience.count == 1 || claims.azp == provider.clientID else {
            throw .providerRefused(.audience)
        }
        let (seconds, aside) = (Double(now.millisecondsSince1970) / 1_000, Double(clockSeconds))
        guard claims.exp > seconds - aside, (claims.nbf ?? 0) <= seconds + aside, (claims.iat ?? 0) <= seconds + aside
        else { throw .providerRefused(.time) }
        guard let given = claims.nonce, isSame(given.utf8, nonce.utf8) else { throw .providerRefused(.nonce) }
        guard (1...255).contains(claims.sub.utf8.count) else { throw .providerRefused(.form) }
    }

    static func base64URL(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    static func bytes(ofBase64URL text: String) -> [UInt8]? {
        guard !text.contains("+"), !text.contains("/"), !text.contains("=") else { return nil }
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        let padded = plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        return Data(base64Encoded: padded).map { [UInt8]($0) }
    }
}

/// The keys by which a provider signs.
struct ProviderKeys {
    private struct Key: Decodable {
        let kty: String
        let kid: String?
        let use: String?
        let alg: String?
        let crv: String?
        let x: String?
        let y: String?
        let n: String?
        let e: String?
    }

    private struct KeySet: Decodable {
        let keys: [Key]
    }

    private let keys: [Key]
    /// Bits of an RSA key at least.
    ///
    /// Source: RFC 7518, 3.3.
    private static let modulusBytesMin = 256

    /// Reads a JSON Web Key Set; without any key where it cannot be read.
    init(_ bytes: [UInt8]) {
        keys = (try? JSONDecoder().decode(KeySet.self, from: Data(bytes)))?.keys ?? []
    }

    /// Whether one of the keys made a signature.
    func made(_ signature: [UInt8], over signed: Data, by algorithm: String, key name: String?) -> Bool {
        keys.contains { key in
            guard name == nil || key.kid == name, key.use == nil || key.use == "sig",
                key.alg == nil || key.alg == algorithm
            else { return false }
            return algorithm == "ES256" ? isByCurve(key, signature, signed) : isByRSA(key, signature, signed)
        }
    }

    private func isByCurve(_ key: Key, _ signature: [UInt8], _ signed: Data) -> Bool {
        guard key.kty == "EC", key.crv == "P-256", let x = key.x.flatMap(IDToken.bytes(ofBase64URL:)),
            let y = key.y.flatMap(IDToken.bytes(ofBase64URL:)),
            let point = try? P256.Signing.PublicKey(rawRepresentation: x + y),
            let read = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
        else { return false }
        return point.isValidSignature(read, for: signed)
    }

    private func isByRSA(_ key: Key, _ signature: [UInt8], _ signed: Data) -> Bool {
        guard key.kty == "RSA", let n = key.n.flatMap(IDToken.bytes(ofBase64URL:)),
            let e = key.e.flatMap(IDToken.bytes(ofBase64URL:)), n.count >= Self.modulusBytesMin,
            let made = try? _RSA.Signing.PublicKey(n: n, e: e)
        else { return false }
        return made.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: Data(signature)), for: signed, padding: .insecurePKCS1v1_5)
    }
}
