import Crypto
import Foundation
public import Vocabulary

/// Signs and checks webhooks by Standard Webhooks: `v1` with a shared secret, `v1a` with a pair of keys.
///
/// Source: Standard Webhooks specification, "Signature scheme"; S-45 of the security list.
public struct WebhookKeys: Sendable {
    private let secrets: [SymmetricKey]
    private let signing: Curve25519.Signing.PrivateKey?
    private let known: [Curve25519.Signing.PublicKey]

    /// How far a message's time may lie from ours, both ways.
    public static let toleranceSeconds: Int64 = 300

    /// Reads keys; nil if one has another form.
    ///
    /// - Parameters:
    ///   - secrets: `whsec_` and 24 to 64 bytes in Base64; the first signs, all are accepted while keys change.
    ///   - signingKey: `whsk_` and 32 or 64 bytes in Base64 (an Ed25519 seed, or seed and public key); nil signs by `v1` alone.
    ///   - publicKeys: `whpk_` and 32 bytes in Base64; signatures of others that are accepted.
    public init?(secrets: [String], signingKey: String? = nil, publicKeys: [String] = []) {
        var read: [SymmetricKey] = []
        for secret in secrets {
            guard let bytes = Self.bytes(secret, "whsec_"), (24...64).contains(bytes.count) else { return nil }
            read.append(SymmetricKey(data: bytes))
        }
        self.secrets = read
        if let signingKey {
            guard let bytes = Self.bytes(signingKey, "whsk_"), bytes.count == 32 || bytes.count == 64,
                let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.prefix(32))
            else { return nil }
            signing = key
        } else {
            signing = nil
        }
        var known: [Curve25519.Signing.PublicKey] = []
        for text in publicKeys {
            guard let bytes = Self.bytes(text, "whpk_"),
                let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
            else { return nil }
            known.append(key)
        }
        self.known = known
        guard !read.isEmpty || signing != nil || !known.isEmpty else { return nil }
    }

    /// What receivers check `v1a` with: `whpk_` and 32 bytes in Base64; nil without a signing key.
    public var publicKey: String? {
        signing.map { "whpk_" + Data($0.publicKey.rawRepresentation).base64EncodedString() }
    }

    /// The value of `webhook-signature`: one signature for each key, separated by blanks.
    public func signature(of id: String, at seconds: Int64, _ body: [UInt8]) -> String {
        let signed = Self.signed(id, seconds, body)
        var parts: [String] = []
        if let secret = secrets.first {
            let code = HMAC<SHA256>.authenticationCode(for: signed, using: secret)
            parts.append("v1," + Data(code).base64EncodedString())
        }
        // Signing fails for no key and no message; without it the other signature stands.
        if let signing, let signature = try? signing.signature(for: signed) {
            parts.append("v1a," + Data(signature).base64EncodedString())
        }
        return parts.joined(separator: " ")
    }

    /// Whether a message is signed by a known key and was signed within five minutes of now.
    ///
    /// The id must be taken with `WebhookReceipts` in the transaction that takes the message; a repetition is refused there.
    ///
    /// - Parameters:
    ///   - id: The header `webhook-id`.
    ///   - timestamp: The header `webhook-timestamp`, whole seconds since 1970.
    ///   - signatures: The header `webhook-signature`.
    ///   - body: The body as it came, unread.
    public func accepts(id: String, timestamp: String, signatures: String, body: [UInt8], now: Instant) -> Bool {
        guard (1...256).contains(id.utf8.count), !id.contains("."), let seconds = Int64(timestamp),
            abs(now.millisecondsSince1970 / 1_000 - max(0, min(seconds, 253_402_300_799))) <= Self.toleranceSeconds
        else { return false }
        let signed = Self.signed(id, seconds, body)
        return signatures.split(separator: " ").prefix(16).contains { part in
            let pair = part.split(separator: ",", maxSplits: 1)
            guard pair.count == 2, let bytes = Data(base64Encoded: String(pair[1])) else { return false }
            switch pair[0] {
            case "v1":
                return secrets.contains {
                    HMAC<SHA256>.isValidAuthenticationCode(bytes, authenticating: signed, using: $0)
                }
            case "v1a": return known.contains { $0.isValidSignature(bytes, for: signed) }
            default: return false
            }
        }
    }

    private static func signed(_ id: String, _ seconds: Int64, _ body: [UInt8]) -> Data {
        Data("\(id).\(seconds).".utf8) + Data(body)
    }

    private static func bytes(_ text: String, _ prefix: String) -> Data? {
        guard text.hasPrefix(prefix) else { return nil }
        return Data(base64Encoded: String(text.dropFirst(prefix.count)))
    }
}
