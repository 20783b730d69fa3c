/// What a complete check of a published log found.
public struct LogVerification: Equatable, Sendable {
    /// The signed head.
    public let checkpoint: Checkpoint
    /// Who signed it.
    public let attestations: [Attestation]
    /// How many tiles and bundles were read.
    public let pieces: Int

    /// Re-hashes every entry and every tile of a published log and verifies the checkpoint.
    ///
    /// - Parameter keys: The keys that one trusts; the log's own must be among them.
    /// - Throws: ``LogError/missing`` for an absent piece; ``LogError/treeMismatch(level:index:)`` for a tile that is not
    ///   what the entries give (level 0), what the tiles below give, or for a root that is not the signed one; errors of
    ///   ``SignedNote`` and ``Checkpoint`` for the head.
    /// - Complexity: two hashes for an entry; the leaf hashes are held in memory (32 bytes each).
    public static func verify(_ storage: some LogStorage, keys: [VerifierKey]) throws(LogError) -> LogVerification {
        guard let bytes = try storage.read("checkpoint") else { throw .missing }
        let note = try SignedNote(parsing: bytes)
        let attestations = try note.verified(by: keys)
        let checkpoint = try Checkpoint(parsing: note.text)
        guard attestations.contains(where: { $0.key.kind == .ed25519 && $0.key.name.isSameText(as: checkpoint.origin) })
        else { throw .wrongOrigin }
        guard let size = Int(exactly: checkpoint.size) else { throw .outOfRange }
        var tree = MerkleTree()
        let paths = try TilePath.all(size: size)
        for path in paths where path.level == nil {
            guard let bundle = try storage.read(path.path) else { throw .missing }
            let entries = try EntryBundle.decode(bundle)
            guard entries.count == path.width else { throw .treeMismatch(level: 0, index: path.index) }
            tree.append(contentsOf: entries.map { TreeHash.leaf($0[...]) })
        }
        guard tree.root == checkpoint.root else { throw .treeMismatch(level: 0, index: 0) }
        for path in paths {
            guard let level = path.level else { continue }
            guard let tile = try storage.read(path.path) else { throw .missing }
            let low = path.index * TilePath.span
            guard tile == TreeHash.joined(tree.levels[8 * level][low..<(low + path.width)]) else {
                throw .treeMismatch(level: level, index: path.index)
            }
        }
        return LogVerification(checkpoint: checkpoint, attestations: attestations, pieces: paths.count)
    }
}
