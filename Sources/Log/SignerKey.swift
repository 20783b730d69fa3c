import Crypto

/// The private key of a log or of a witness.
///
/// Ed25519 signatures are made by RFC 8032: the same key and text give the same bytes, on Linux with BoringSSL.
/// Never log or print this value; its description is the name.
///
/// Source: C2SP signed-note v1.0.0; tlog-cosignature.
public struct SignerKey: Sendable, CustomStringConvertible {
    private let privateKey: Curve25519.Signing.PrivateKey
    /// The public half, with name and kind.
    public let verifier: VerifierKey

    /// Makes a key from 32 secret bytes.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` if the name breaks its rules or the seed has not 32 bytes.
    public init(name: String, kind: VerifierKey.Kind, seed: [UInt8]) throws(LogError) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw .malformed(.signerKey, line: 0)
        }
        privateKey = key
        verifier = try VerifierKey(name: name, kind: kind, publicKey: Array(key.publicKey.rawRepresentation))
    }

    /// Reads the text form `PRIVATE+KEY+name+id+base64(type ‖ seed)` that Go's note package writes.
    ///
    /// - Throws: ``LogError/malformed(_:line:)``, ``LogError/unsupportedKeyType(_:)`` or ``LogError/keyIDMismatch``
    ///   as for ``VerifierKey``.
    public init(parsing text: String) throws(LogError) {
        let fields = Array(text.utf8).split(
            separator: UInt8(ascii: "+"), maxSplits: 4, omittingEmptySubsequences: false)
        guard fields.count == 5, fields[0].elementsEqual("PRIVATE".utf8), fields[1].elementsEqual("KEY".utf8),
            let name = fields[2].text, fields[3].count == 8, let id = Base64.bytes(hex: fields[3]),
            let blob = Base64.decode(fields[4]), let type = blob.first
        else { throw .malformed(.signerKey, line: 0) }
        guard let kind = VerifierKey.Kind(rawValue: type) else { throw .unsupportedKeyType(type) }
        try self.init(name: name, kind: kind, seed: Array(blob[1...]))
        guard verifier.keyID == id.reduce(UInt32(0), { $0 << 8 | UInt32($1) }) else { throw .keyIDMismatch }
    }

    /// Signs a text as a log does.
    ///
    /// - Throws: ``LogError/unsupportedKeyType(_:)`` if this is a witness's key.
    public func signature(over text: String) throws(LogError) -> SignedNote.Signature {
        guard verifier.kind == .ed25519 else { throw .unsupportedKeyType(verifier.kind.rawValue) }
        return line(try bytes(Array(text.utf8)))
    }

    /// Cosigns a checkpoint's text as a witness does at a moment.
    ///
    /// - Parameter unixSeconds: The witness's clock, seconds since 1970 UTC, at most 2^63 − 1.
    /// - Throws: ``LogError/unsupportedKeyType(_:)`` if this is a log's key; ``LogError/outOfRange`` for a later moment.
    public func cosignature(over text: String, unixSeconds: UInt64) throws(LogError) -> SignedNote.Signature {
        guard verifier.kind == .cosignature else { throw .unsupportedKeyType(verifier.kind.rawValue) }
        guard unixSeconds <= UInt64(Int64.max) else { throw .outOfRange }
        let time = (0..<8).map { UInt8(truncatingIfNeeded: unixSeconds >> (56 - 8 * UInt64($0))) }
        return line(time + (try bytes(VerifierKey.cosigned(text, unixSeconds: unixSeconds))))
    }

    /// The key's name, nothing secret.
    public var description: String { verifier.name }

    private func bytes(_ message: [UInt8]) throws(LogError) -> [UInt8] {
        guard let signature = try? privateKey.signature(for: message) else { throw .invalidSignature }
        return Array(signature)
    }

    private func line(_ bytes: [UInt8]) -> SignedNote.Signature {
        SignedNote.Signature(keyName: verifier.name, keyID: verifier.keyID, bytes: bytes)
    }
}
