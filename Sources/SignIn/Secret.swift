import Crypto
import Foundation
public import Vocabulary

/// 256 bits of chance that only its bearer knows; the database holds its SHA-256.
///
/// Source: OWASP ASVS 5.0, 7.2.3 asks for at least 128 bits.
public struct Secret: Sendable, Hashable {
    /// The secret in 43 characters of base64url, as cookies and forms carry it.
    public let text: String

    /// Makes a secret by chance.
    public init(by surroundings: Surroundings) {
        let bytes = Secret.bytes(32, by: surroundings)
        text = Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
            "=", with: "")
    }

    /// Reads what a cookie or a form brought; nil for anything but 43 characters of base64url.
    public init?(_ text: String) {
        guard text.utf8.count == 43, text.utf8.allSatisfy(Secret.isAllowed) else { return nil }
        self.text = text
    }

    /// What is stored of it: 32 bytes.
    public var digest: [UInt8] { Secret.digest(of: text) }

    static func digest(of text: String) -> [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }

    static func bytes(_ count: Int, by surroundings: Surroundings) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            withUnsafeBytes(of: surroundings.chance()) { bytes.append(contentsOf: $0) }
        }
        return Array(bytes.prefix(count))
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

/// Compares without telling by its time where two texts differ; texts of unequal length are told at once.
func isSame(_ one: some Collection<UInt8>, _ other: some Collection<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
}
