import Crypto

/// Names a content for ever: its SHA-256.
///
/// Source: FIPS 180-4.
public struct ContentHash: Sendable, Hashable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// Takes 32 bytes; nil for any other length.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == SHA256.byteCount else { return nil }
        self.bytes = bytes
    }

    init(_ digest: SHA256.Digest) { bytes = Array(digest) }

    /// The hash of some bytes.
    public init(of content: [UInt8]) { self.init(SHA256.hash(data: content)) }

    private static let digits = Array("0123456789abcdef".utf8)

    /// 64 hexadecimal digits, lower case.
    public var description: String {
        String(decoding: bytes.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
