import Crypto

/// The public key of a log or of a witness, with its name.
///
/// ```
/// keyID := SHA-256(keyname ‖ 0x0A ‖ type ‖ pubkey)[0..<4]
/// vkey  := keyname "+" hex(keyID) "+" base64(type ‖ pubkey)
/// ```
///
/// Source: C2SP signed-note v1.0.0, Verifier keys; tlog-cosignature, Format.
public struct VerifierKey: Equatable, Sendable {
    /// What a key's signatures are made over.
    public enum Kind: UInt8, Sendable {
        /// Ed25519 over the note's text: a log.
        case ed25519 = 1
        /// Ed25519 over time and text (cosignature/v1): a witness.
        case cosignature = 4
    }

    /// The name: not empty, no Unicode space, no plus sign, no control character.
    public let name: String
    /// What the key signs.
    public let kind: Kind
    /// The 32 bytes of the Ed25519 public key.
    public let publicKey: [UInt8]
    /// The short identifier that signature lines carry.
    public let keyID: UInt32

    /// Makes a key from its parts.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` if the name breaks its rules or the key has not 32 bytes.
    public init(name: String, kind: Kind, publicKey: [UInt8]) throws(LogError) {
        guard Self.isName(name), publicKey.count == 32 else { throw .malformed(.verifierKey, line: 0) }
        self.name = name
        self.kind = kind
        self.publicKey = publicKey
        keyID = Self.keyID(name: name, type: kind.rawValue, key: publicKey)
    }

    /// Reads a vkey.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` if the text does not follow the format;
    ///   ``LogError/unsupportedKeyType(_:)`` for another type than 01 and 04;
    ///   ``LogError/keyIDMismatch`` if the ID is not that of the key.
    public init(parsing text: String) throws(LogError) {
        let fields = Array(text.utf8).split(
            separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, let name = fields[0].text, Self.isName(name), fields[1].count == 8,
            let id = Base64.bytes(hex: fields[1]), let blob = Base64.decode(fields[2]), let type = blob.first
        else { throw .malformed(.verifierKey, line: 0) }
        guard let kind = Kind(rawValue: type) else { throw .unsupportedKeyType(type) }
        try self.init(name: name, kind: kind, publicKey: Array(blob[1...]))
        guard keyID == id.reduce(UInt32(0), { $0 << 8 | UInt32($1) }) else { throw .keyIDMismatch }
    }

    /// The vkey text.
    public var vkey: String {
        let id = (0..<4).map { UInt8(truncatingIfNeeded: keyID >> (24 - 8 * UInt32($0))) }
        return "\(name)+\(Base64.hex(id))+\(Base64.encode([kind.rawValue] + publicKey))"
    }

    /// Whether a signature line carries this key's name and ID.
    public func isNamed(in signature: SignedNote.Signature) -> Bool {
        signature.keyID == keyID && signature.keyName.isSameText(as: name)
    }

    /// Verifies one signature line over a text.
    ///
    /// - Returns: nil if it does not verify, or if a cosignature's moment lies beyond 2^63 − 1 seconds.
    public func attestation(_ signature: SignedNote.Signature, over text: String) -> Attestation? {
        guard isNamed(in: signature), let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return nil }
        switch kind {
        case .ed25519:
            guard signature.bytes.count == 64, key.isValidSignature(signature.bytes, for: Array(text.utf8))
            else { return nil }
            return Attestation(key: self, unixSeconds: nil)
        case .cosignature:
            guard signature.bytes.count == 72 else { return nil }
            let seconds = signature.bytes[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            guard seconds <= UInt64(Int64.max),
                key.isValidSignature(signature.bytes[8...], for: Self.cosigned(text, unixSeconds: seconds))
            else { return nil }
            return Attestation(key: self, unixSeconds: seconds)
        }
    }

    /// The bytes that a cosignature signs.
    ///
    /// Source: C2SP tlog-cosignature, Ed25519 signed message.
    static func cosigned(_ text: String, unixSeconds: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(unixSeconds)\n\(text)".utf8)
    }

    static func keyID(name: String, type: UInt8, key: [UInt8]) -> UInt32 {
        let digest = SHA256.hash(data: Array(name.utf8) + [10, type] + key)
        return digest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { $0.value >= 32 && $0 != "+" && !$0.properties.isWhitespace }
    }

    public static func == (one: VerifierKey, other: VerifierKey) -> Bool {
        one.kind == other.kind && one.publicKey == other.publicKey && one.name.isSameText(as: other.name)
    }
}
