/// A log that one node writes: entries are added in batches, then published as tiles, bundles and a signed checkpoint.
///
/// Nothing is signed before what it covers was written. The caller makes `append` durable by its own transaction first;
/// the files are derived from it and can be made again.
///
/// Source: C2SP tlog-tiles and tlog-checkpoint.
public struct TiledLog<Storage: LogStorage>: Sendable {
    /// The log's identity, `<host>/log/<epoch>`.
    public let origin: String
    /// The files.
    public private(set) var storage: Storage
    /// The tree over all entries, published or not.
    public private(set) var tree = MerkleTree()
    /// The number of entries that the last checkpoint covers.
    public private(set) var publishedSize = 0

    /// Entries from the beginning of the last bundle that is not full and published.
    private var waiting: [[UInt8]] = []
    private var partial: [String: [String]] = [:]

    /// The path of the signed checkpoint.
    public static var checkpointPath: String { "checkpoint" }

    /// Makes a log without entries.
    public init(origin: String, storage: Storage) {
        self.origin = origin
        self.storage = storage
    }

    /// Opens a published log and checks that its tiles give the signed root.
    ///
    /// - Throws: ``LogError/missing`` if a part is not there; ``LogError/invalidSignature``, ``LogError/unverified`` or
    ///   ``LogError/wrongOrigin`` if the checkpoint is not this log's; ``LogError/treeMismatch(level:index:)`` if the
    ///   tiles give another root: then nothing may be signed any more.
    public init(opening storage: Storage, key: VerifierKey) throws(LogError) {
        guard let bytes = try storage.read(Self.checkpointPath) else { throw .missing }
        let note = try SignedNote(parsing: bytes)
        _ = try note.verified(by: [key])
        let checkpoint = try Checkpoint(parsing: note.text)
        guard checkpoint.origin.isSameText(as: key.name) else { throw .wrongOrigin }
        guard let size = Int(exactly: checkpoint.size) else { throw .outOfRange }
        origin = checkpoint.origin
        self.storage = storage
        for path in try Self.row(size: size) {
            guard let tile = try storage.read(path.path) else { throw .missing }
            guard tile.count == 32 * path.width else { throw .malformed(.tile, line: 0) }
            tree.append(
                contentsOf: stride(from: 0, to: tile.count, by: 32).compactMap { TreeHash(bytes: tile[$0..<($0 + 32)]) }
            )
        }
        guard tree.root == checkpoint.root else { throw .treeMismatch(level: 0, index: 0) }
        if size % TilePath.span > 0 {
            let path = try TilePath(level: nil, index: size / TilePath.span, width: size % TilePath.span)
            guard let bundle = try storage.read(path.path) else { throw .missing }
            waiting = try EntryBundle.decode(bundle)
            guard waiting.count == path.width else { throw .malformed(.entryBundle, line: 0) }
        }
        publishedSize = size
    }

    /// Adds entries in their order.
    ///
    /// - Returns: The indexes that they got.
    /// - Throws: ``LogError/entryTooLong`` if one has more than 65,535 bytes; then none is added.
    public mutating func append(_ entries: [[UInt8]]) throws(LogError) -> Range<Int> {
        guard entries.allSatisfy({ $0.count <= EntryBundle.entryByteLimit }) else { throw .entryTooLong }
        let first = tree.size
        tree.append(contentsOf: entries.map { TreeHash.leaf($0[...]) })
        waiting.append(contentsOf: entries)
        return first..<tree.size
    }

    /// Writes all new bundles and tiles, then signs and writes the checkpoint.
    ///
    /// - Parameter key: The log's key; its name is the origin.
    /// - Throws: what the storage throws; ``LogError/wrongOrigin`` if the key is another log's.
    public mutating func publish(signedBy key: SignerKey) throws(LogError) -> SignedNote {
        let note = try Checkpoint(origin: origin, size: UInt64(tree.size), root: tree.root).signed(by: key)
        try writeBundles()
        var level = 0
        var old = publishedSize
        var count = tree.size
        while count > 0 {
            try writeTiles(level: level, from: old / TilePath.span, count: count)
            level += 1
            old /= TilePath.span
            count /= TilePath.span
        }
        try storage.write(Array(note.serialized.utf8), to: Self.checkpointPath)
        publishedSize = tree.size
        return note
    }

    private mutating func writeBundles() throws(LogError) {
        var index = publishedSize / TilePath.span
        var low = 0
        while low < waiting.count {
            let high = min(low + TilePath.span, waiting.count)
            let path = try TilePath(level: nil, index: index, width: high - low)
            try put(try EntryBundle.encode(waiting[low..<high]), at: path)
            guard high - low == TilePath.span else { break }
            low = high
            index += 1
        }
        waiting.removeFirst(low)
    }

    private mutating func writeTiles(level: Int, from first: Int, count: Int) throws(LogError) {
        guard first * TilePath.span < count else { return }
        for index in first...((count - 1) / TilePath.span) {
            let low = index * TilePath.span
            let high = min(low + TilePath.span, count)
            let bytes = TreeHash.joined(tree.levels[8 * level][low..<high])
            try put(bytes, at: try TilePath(level: level, index: index, width: high - low))
        }
    }

    /// Writes one piece and forgets its narrower forerunners once it is full.
    private mutating func put(_ bytes: [UInt8], at path: TilePath) throws(LogError) {
        let text = path.path
        try storage.write(bytes, to: text)
        let full = try TilePath(level: path.level, index: path.index).path
        if path.width < TilePath.span {
            partial[full, default: []].append(text)
        } else if let narrower = partial.removeValue(forKey: full) {
            for path in narrower { try storage.remove(path) }
        }
    }

    private static func row(size: Int) throws(LogError) -> [TilePath] {
        var paths: [TilePath] = []
        for path in try TilePath.all(size: size) where path.level == 0 { paths.append(path) }
        return paths
    }
}
