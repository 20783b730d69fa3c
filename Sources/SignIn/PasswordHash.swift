import CArgon2

/// A password as it is stored: argon2id in the form that other programs read too (PHC string).
public struct PasswordHash: Sendable, Hashable {
    /// `$argon2id$v=19$m=47104,t=1,p=1$salt$hash`.
    public let phc: String

    /// KiB of memory that one hash takes.
    ///
    /// Source: OWASP ASVS 5.0, appendix C (argon2id: m 47,104 KiB, t 1, p 1).
    public static let memoryKiB: UInt32 = 47_104
    /// Passes over the memory; same source.
    public static let passes: UInt32 = 1
    /// Lanes; same source.
    public static let lanes: UInt32 = 1
    private static let saltBytes = 16
    private static let hashBytes = 32

    /// Takes a stored form as it is.
    public init(phc: String) { self.phc = phc }

    /// Hashes what the keyring made of a password; takes about 50 ms and 46 MiB, so it belongs on the pool.
    ///
    /// - Parameters:
    ///   - peppered: The password after the keyed hash.
    ///   - salt: 16 bytes of chance.
    /// - Throws: ``SignInError/unreadable`` if there is no memory for it.
    public init(hashing peppered: [UInt8], salt: [UInt8]) throws(SignInError) {
        let length = argon2_encodedlen(
            Self.passes, Self.memoryKiB, Self.lanes, UInt32(salt.count), UInt32(Self.hashBytes), Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let code = argon2id_hash_encoded(
            Self.passes, Self.memoryKiB, Self.lanes, peppered, peppered.count, salt, salt.count, Self.hashBytes,
            &encoded, length)
        guard code == ARGON2_OK.rawValue else { throw .unreadable }
        phc = String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether a password is the one that was hashed; false also where the stored form cannot be read.
    public func isOf(_ peppered: [UInt8]) -> Bool {
        argon2id_verify(phc, peppered, peppered.count) == ARGON2_OK.rawValue
    }

    /// Whether the parameters are others than today's, so that the hash is made anew at the next sign-in.
    public var isOutdated: Bool {
        !phc.hasPrefix("$argon2id$v=19$m=\(Self.memoryKiB),t=\(Self.passes),p=\(Self.lanes)$")
    }

    /// A hash of nothing that anybody could type: whoever names an unknown account waits as long as whoever names a known one.
    static let nobody = PasswordHash(
        phc: "$argon2id$v=19$m=47104,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
}
