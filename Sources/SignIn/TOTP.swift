import Crypto
import Foundation
public import Vocabulary

/// The second factor of staff: six digits that a device and this house compute from a shared secret and the clock.
///
/// Source: RFC 6238, RFC 4226; SHA-1, 30 seconds and six digits are what authenticator programs take without a choice.
public enum TOTP {
    /// How long one code stands, in seconds.
    public static let stepSeconds: Int64 = 30
    /// How many digits a code has.
    public static let digitCount = 6
    /// Steps before and after the present one that are taken, for clocks that are not quite right.
    ///
    /// Source: RFC 6238, 5.2 recommends one.
    public static let stepsAside: Int64 = 1
    /// Bytes of a new secret.
    ///
    /// Source: RFC 4226, 4, R6 recommends 160 bits.
    public static let secretBytes = 20

    /// A new shared secret.
    public static func makeSecret(by surroundings: Surroundings) -> [UInt8] {
        Secret.bytes(secretBytes, by: surroundings)
    }

    /// The number of the step in which a moment lies.
    public static func step(at moment: Instant) -> Int64 { moment.millisecondsSince1970 / 1_000 / stepSeconds }

    /// The code of one step.
    public static func code(_ secret: [UInt8], step: Int64, digits: Int = digitCount) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Data($0) }
        let mark = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mark[mark.count - 1] & 0x0F)
        let word = mark[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(UInt32(1)) { value, _ in value * 10 }
        let number = String(word % modulus)
        return String(repeating: "0", count: max(0, digits - number.count)) + number
    }

    /// Which step a code belongs to, looking one step to each side; nil for a wrong code and for a step that is used up.
    ///
    /// - Parameter used: The last step whose code was taken; it and earlier ones are refused, so a code works once.
    public static func step(
        of code: String, for secret: [UInt8], at moment: Instant, after used: Int64
    ) -> Int64? {
        let present = step(at: moment)
        var found: Int64?
        for step in (present - stepsAside)...(present + stepsAside) {
            if isSame(self.code(secret, step: step).utf8, code.utf8), step > used { found = step }
        }
        return found
    }

    /// The secret in groups of four letters, for those who type it.
    ///
    /// Source: RFC 4648, 6, without padding.
    public static func base32(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (text, buffer, bits) = ("", UInt32(0), 0)
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(letters[Int(buffer >> UInt32(bits)) & 31])
            }
            buffer &= (1 << UInt32(bits)) - 1
        }
        if bits > 0 { text.append(letters[Int(buffer << UInt32(5 - bits)) & 31]) }
        return text
    }

    /// Reads the letters back; nil for anything that ``base32(_:)`` does not write.
    public static func bytes(ofBase32 text: String) -> [UInt8]? {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var (bytes, buffer, bits) = ([UInt8](), UInt32(0), 0)
        for letter in text.utf8 {
            guard let value = letters.firstIndex(of: letter), bytes.count < 64 else { return nil }
            buffer = buffer << 5 | UInt32(value)
            bits += 5
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
            buffer &= (1 << UInt32(bits)) - 1
        }
        return buffer == 0 ? bytes : nil
    }

    /// What an authenticator program reads from the picture.
    ///
    /// Holds no name of a person: the account is named by what the house calls itself.
    /// Source: Key URI Format of Google Authenticator, in use by all of them.
    public static func address(_ secret: [UInt8], house: String) -> String {
        let name = house.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "Lifang"
        return "otpauth://totp/\(name)?secret=\(base32(secret))&issuer=\(name)&digits=6&period=30"
    }
}
