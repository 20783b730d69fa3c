import Crypto
import Foundation

/// The rules for a new password.
///
/// Long is good, everything may be typed, nothing has to be mixed in, nothing runs out.
/// Source: OWASP ASVS 5.0, 6.2.1 – 6.2.12 (≥ 8, ≥ 64 accepted, any characters, commonest 3,000 and context words refused).
public enum Password {
    /// Characters that a password has at least.
    public static let characterMin = 8
    /// Characters that a password has at most; four times what the source asks to accept.
    public static let characterMax = 256
    /// A context word shorter than this says nothing.
    private static let contextWordMin = 4
    private static let houseWords = ["lifang", "里坊", "weilaishequ", "未来社区"]

    /// Which rule a password breaks first; nil for one that may be taken.
    ///
    /// - Parameter context: User name and telephone number of the account.
    public static func fault(in password: String, context: [String] = []) -> PasswordFault? {
        let characters = password.unicodeScalars.count
        guard characters >= characterMin else { return .short }
        guard characters <= characterMax else { return .long }
        let folded = normalised(password).lowercased()
        if commonMarks.contains(mark(of: folded)) { return .common }
        let words = context.map { $0.lowercased() }.filter { $0.count >= contextWordMin } + houseWords
        return words.contains { folded.contains($0) } ? .context : nil
    }

    /// One spelling for texts that look alike: Unicode's canonical composition.
    ///
    /// Source: NIST SP 800-63B, 5.1.1.2.
    static func normalised(_ password: String) -> String { password.precomposedStringWithCanonicalMapping }

    /// The first five bytes of the SHA-256 of each common password; made by `Scripts/common-passwords.py`, which names the source.
    private static let commonMarks: Set<UInt64> = {
        let bytes = PackageResources.common_passwords_bin
        let starts = stride(from: 0, to: bytes.count - markBytes + 1, by: markBytes)
        return Set(starts.map { start in bytes[start..<start + markBytes].reduce(0) { $0 << 8 | UInt64($1) } })
    }()
    private static let markBytes = 5

    private static func mark(of folded: String) -> UInt64 {
        SHA256.hash(data: Data(folded.utf8)).prefix(markBytes).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
