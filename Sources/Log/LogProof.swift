/// A receipt that can be checked offline: this entry stands at this index of a log that witnesses have seen.
///
/// ```
/// "c2sp.org/tlog-proof@v1\n" ["extra " b64 "\n"] "index " i "\n" *(b64 hash "\n") "\n" checkpoint with all signatures
/// ```
/// The extra data is not authenticated: ours carries record and salt, which the entry's commitment then proves.
///
/// Source: C2SP tlog-proof.
public struct LogProof: Sendable {
    /// Opaque data; nil for none.
    public let extra: [UInt8]?
    /// The entry's index, from 0.
    public let index: UInt64
    /// The audit path, from the leaf's sibling up.
    public let path: [TreeHash]
    /// The checkpoint with its signatures.
    public let note: SignedNote

    /// The first line.
    public static let header = "c2sp.org/tlog-proof@v1"

    /// Makes a proof.
    public init(extra: [UInt8]?, index: UInt64, path: [TreeHash], note: SignedNote) {
        self.extra = extra
        self.index = index
        self.path = path
        self.note = note
    }

    /// Reads a proof.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` if the bytes do not follow the format.
    public init(parsing bytes: some Collection<UInt8>) throws(LogError) {
        var lines = TextLines(bytes)
        guard let first = lines.next(), first.elementsEqual(Self.header.utf8) else { throw .malformed(.proof, line: 1) }
        var line = lines.next()
        var extra: [UInt8]?
        if let found = line, found.starts(with: Array("extra ".utf8)) {
            guard let data = Base64.decode(found.dropFirst(6)) else { throw .malformed(.proof, line: 2) }
            extra = data
            line = lines.next()
        }
        guard let found = line, found.starts(with: Array("index ".utf8)), let index = found.dropFirst(6).decimal else {
            throw .malformed(.proof, line: lines.number)
        }
        var path: [TreeHash] = []
        while true {
            guard let line = lines.next() else { throw .malformed(.proof, line: lines.number + 1) }
            if line.isEmpty { break }
            guard path.count < 63, let data = Base64.decode(line), let hash = TreeHash(bytes: data) else {
                throw .malformed(.proof, line: lines.number)
            }
            path.append(hash)
        }
        self.extra = extra
        self.index = index
        self.path = path
        note = try SignedNote(parsing: lines.remaining)
    }

    /// The proof as a file `.tlog-proof`.
    public var serialized: String {
        let extraLine = extra.map { "extra \(Base64.encode($0))\n" } ?? ""
        return "\(Self.header)\n\(extraLine)index \(index)\n" + path.map { $0.base64 + "\n" }.joined() + "\n"
            + note.serialized
    }

    /// Verifies the checkpoint by a policy and the path to the entry.
    ///
    /// - Returns: The checkpoint and who signed it.
    /// - Throws: what ``WitnessPolicy/verify(_:moments:)`` throws; ``LogError/proofRefused`` if the entry is not there.
    public func verify(
        entry: some Sequence<UInt8>, policy: WitnessPolicy
    ) throws(LogError) -> (checkpoint: Checkpoint, attestations: [Attestation]) {
        let verified = try policy.verify(note)
        let head = verified.checkpoint
        guard MerkleProof.includes(leaf: .leaf(entry), index: index, size: head.size, root: head.root, path: path)
        else { throw .proofRefused }
        return verified
    }
}
