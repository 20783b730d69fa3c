import Crypto

/// A SHA-256 value as the Merkle tree uses it: an entry's leaf, an inner node or a root.
///
/// Shape: exactly 32 bytes. Two domains keep leaves and nodes apart, so a node can never be passed off as an entry.
///
/// Source: RFC 6962 §2.1.
public struct TreeHash: Hashable, Sendable {
    var words: (UInt64, UInt64, UInt64, UInt64)

    @inline(__always)
    init(digest: SHA256Digest) {
        words = digest.withUnsafeBytes { raw in
            (
                raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        }
    }

    /// Takes 32 bytes as they stand.
    ///
    /// - Returns: nil unless there are exactly 32 bytes.
    public init?(bytes: some Collection<UInt8>) {
        self.init(array: Array(bytes))
    }

    init?(array: [UInt8]) {
        guard array.count == 32 else { return nil }
        words = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: array) }
    }

    /// Reads the standard Base 64 of 32 bytes, padding included.
    ///
    /// - Returns: nil unless the text is the one canonical encoding of 32 bytes.
    public init?(base64: String) {
        guard let bytes = Base64.decode(base64.utf8) else { return nil }
        self.init(bytes: bytes)
    }

    /// The root of the tree without entries: SHA-256 of nothing.
    ///
    /// Source: RFC 6962 §2.1.
    public static let emptyRoot = TreeHash(digest: SHA256.hash(data: [UInt8]()))

    /// The leaf of one entry: SHA-256(0x00 ‖ entry).
    ///
    /// Source: RFC 6962 §2.1.
    public static func leaf(_ entry: some Sequence<UInt8>) -> TreeHash {
        leaf(Array(entry)[...])
    }

    /// The leaf of one entry that is part of an array: SHA-256(0x00 ‖ entry).
    ///
    /// Source: RFC 6962 §2.1.
    public static func leaf(_ entry: ArraySlice<UInt8>) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: entry.count + 1, alignment: 1) { buffer in
            buffer[0] = 0
            entry.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[1...]).copyMemory(from: $0) }
            return TreeHash(digest: digest(UnsafeRawBufferPointer(buffer)))
        }
    }

    @inline(__always)
    private static func digest(_ bytes: UnsafeRawBufferPointer) -> SHA256Digest {
        var hasher = SHA256()
        hasher.update(bufferPointer: bytes)
        return hasher.finalize()
    }

    /// The inner node over two children: SHA-256(0x01 ‖ left ‖ right).
    ///
    /// Source: RFC 6962 §2.1.
    @inline(__always)
    public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 65, alignment: 1) { buffer in
            buffer[0] = 1
            withUnsafeBytes(of: left.words) { source in
                UnsafeMutableRawBufferPointer(rebasing: buffer[1..<33]).copyMemory(from: source)
            }
            withUnsafeBytes(of: right.words) { source in
                UnsafeMutableRawBufferPointer(rebasing: buffer[33..<65]).copyMemory(from: source)
            }
            return TreeHash(digest: digest(UnsafeRawBufferPointer(buffer)))
        }
    }

    /// SHA-256 of bytes without any domain: for files, policies and commitments, never for the tree.
    public static func plain(_ bytes: some Sequence<UInt8>) -> TreeHash {
        TreeHash(digest: SHA256.hash(data: Array(bytes)))
    }

    /// The bytes of hashes one after another, as a tile holds them.
    static func joined(_ hashes: ArraySlice<TreeHash>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32 * hashes.count)
        for hash in hashes { withUnsafeBytes(of: hash.words) { bytes.append(contentsOf: $0) } }
        return bytes
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// The standard Base 64 of the 32 bytes: 44 characters.
    public var base64: String { Base64.encode(bytes) }

    /// The 64 lower-case hexadecimal digits of the 32 bytes.
    public var hex: String { Base64.hex(bytes) }

    public static func == (one: TreeHash, other: TreeHash) -> Bool { one.words == other.words }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }
}
