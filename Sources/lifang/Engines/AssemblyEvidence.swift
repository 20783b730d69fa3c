import Log

/// What the log proves about a vote: its own entries, in their order, under cosigned heads.
struct AssemblyEvidence: Sendable {
    /// An entry of this vote.
    struct Entry: Sendable {
        let index: Int
        let kind: Kind
        let value: CanonicalValue
    }

    /// The kinds of entries that a vote has.
    enum Kind: String, Sendable {
        case roll, open, ballot, proxy, void, close, result
        case rollFix = "roll.fix"
        case paperBatch = "paper-batch"
    }

    /// The heads that the bundle names.
    struct Heads: Sendable {
        let roll: Checkpoint
        let close: Checkpoint
        let final: Checkpoint
    }

    /// The vote's entries in the order of the log.
    private var entries: [Entry] = []
    private var byKind: [Kind: [Int: CanonicalValue]] = [:]
    /// The index of the close entry.
    private(set) var closeIndex = 0
    /// The index of the roll entry that counts.
    private(set) var rollIndex = 0
    private var resultIndex = 0
    /// The pieces of the log that were read.
    private(set) var pieces: Set<String> = []

    private static let fields: [Kind: MemberNames] = [
        .roll: "v k t e root n", .rollFix: "v k t e root n approvals", .open: "v k t e h", .ballot: "v k t e c",
        .proxy: "v k t e c", .paperBatch: "v k t e root n", .void: "v k t e c", .close: "v k t e n",
        .result: "v k t e h",
    ]
    private static let stages: [Set<Kind>] = [
        [.roll], [.rollFix, .open], [.ballot, .proxy, .paperBatch, .void, .close], [.ballot, .void, .result], [],
    ]

    /// The entries of one kind by log index.
    func entries(_ kind: Kind) -> [Int: CanonicalValue] { byKind[kind] ?? [:] }

    /// Verifies the three checkpoints by the bundle's policy. V2 and the sizes of V3.
    static func heads(_ bundle: AssemblyBundle, election: AssemblyElection) throws(BundleRefusal) -> Heads {
        let text = try bundle.file("policy.txt")
        try need(TreeHash.plain(text) == election.policyHash, "V2", "the policy is not the announced one")
        guard let policy = try? WitnessPolicy(parsing: text) else {
            throw BundleRefusal("V2", "the policy is malformed")
        }
        let opens = UInt64(election.opensAtMs)
        let closes = UInt64(election.closesAtMs)
        let latest = UInt64(Int64.max)
        let roll = try head("roll", bundle, policy, 0...((opens - 1) / 1000))
        let close = try head("close", bundle, policy, ((closes + 999) / 1000)...latest)
        let final = try head("final", bundle, policy, 0...latest)
        try need(
            roll.origin == final.origin && close.origin == final.origin && roll.size <= close.size
                && close.size <= final.size, "V3", "the checkpoints are not of one growing log")
        return Heads(roll: roll, close: close, final: final)
    }

    private static func head(
        _ name: String, _ bundle: AssemblyBundle, _ policy: WitnessPolicy, _ moments: ClosedRange<UInt64>
    ) throws(BundleRefusal) -> Checkpoint {
        let bytes = try bundle.file("checkpoints/\(name)")
        do {
            let note = try SignedNote(parsing: bytes)
            let (checkpoint, attestations) = try policy.verify(note, moments: moments)
            try need(
                attestations.count == note.signatures.count && checkpoint.extensions.isEmpty
                    && checkpoint.size < 1 << 50, "V2", "checkpoint \(name) has foreign lines")
            return checkpoint
        } catch let refusal as BundleRefusal {
            throw refusal
        } catch {
            throw BundleRefusal("V2", "checkpoint \(name): \(error)")
        }
    }

    /// Rebuilds the tree from the published pieces and reads the vote's entries. V3, V4 and V6.
    ///
    /// - Parameter heads: nil if only the size matters: then nothing is proven.
    init(_ bundle: AssemblyBundle, election: AssemblyElection, size: Int, heads: Heads?) throws(BundleRefusal) {
        do {
            let start = try readPieces(bundle, election: election, size: size, heads: heads)
            try finish(election, start: start)
            if let heads {
                try need(
                    rollIndex < heads.roll.size && closeIndex < heads.close.size && heads.close.size <= resultIndex,
                    "V2", "a checkpoint does not cover its entry, or covers the result")
            }
        } catch let refusal as BundleRefusal {
            throw refusal
        } catch {
            throw BundleRefusal("V4", "\(error)")
        }
    }

    private mutating func readPieces(
        _ bundle: AssemblyBundle, election: AssemblyElection, size: Int, heads: Heads?
    ) throws -> Int {
        let paths = try TilePath.all(size: size)
        let bundles = paths.filter { $0.level == nil }
        let start = bundles.first { bundle.files[$0.path] != nil }?.index ?? bundles.count
        var chunks: [TreeHash] = []
        for path in paths where path.level == 1 {
            let tile = try bundle.file(path.path)
            pieces.insert(path.path)
            try need(tile.count == 32 * path.width, "V4", "\(path.path) has another length")
            chunks += stride(from: 0, to: tile.count, by: 32).compactMap { TreeHash(bytes: tile[$0..<($0 + 32)]) }
        }
        var leaves: [Int: [TreeHash]] = [:]
        for path in bundles where path.index >= start {
            let found = try EntryBundle.decode(try bundle.file(path.path))
            let hashes = found.map { TreeHash.leaf($0) }
            let tile = try TilePath(level: 0, index: path.index, width: path.width).path
            try need(
                found.count == path.width && hashes.flatMap(\.bytes) == (try bundle.file(tile)), "V4",
                "\(path.path) does not give its tile")
            try need(
                path.width < TilePath.span || MerkleTree(leaves: hashes).root == chunks[path.index], "V4",
                "\(path.path) does not give the tile above")
            pieces.formUnion([path.path, tile])
            leaves[path.index] = hashes
            for (offset, bytes) in found.enumerated() {
                try read(bytes, index: path.index * TilePath.span + offset, election: election)
            }
        }
        for head in heads.map({ [$0.roll, $0.close, $0.final] }) ?? [] {
            let count = Int(head.size) / TilePath.span
            let rest = Int(head.size) % TilePath.span
            try need(Int(head.size) >= start * TilePath.span, "V3", "a checkpoint lies before the bundle")
            var nodes = Array(chunks.prefix(count))
            if rest > 0 { nodes.append(MerkleTree(leaves: Array((leaves[count] ?? []).prefix(rest))).root) }
            try need(MerkleTree(leaves: nodes).root == head.root, "V3", "the entries do not give a checkpoint's root")
        }
        return start
    }

    private mutating func read(_ bytes: [UInt8], index: Int, election: AssemblyElection) throws(BundleRefusal) {
        let value = try AssemblyBundle.canonical(bytes, "an entry")
        guard value["v"]?.integer == 1, value["t"]?.natural != nil, let kind = value["k"]?.string else {
            throw BundleRefusal("V6", "entry \(index) is none of ours")
        }
        guard value["e"]?.isText(election.id) == true else { return }
        guard let kind = Kind(rawValue: kind), let fields = Self.fields[kind], value.has(fields) else {
            throw BundleRefusal("V6", "entry \(index) has an unknown kind or other fields")
        }
        entries.append(Entry(index: index, kind: kind, value: value))
        byKind[kind, default: [:]][index] = value
    }

    /// Checks the order of the entries and what they say about roll, announcement and close.
    private mutating func finish(_ election: AssemblyElection, start: Int) throws(BundleRefusal) {
        var stage = 0
        var firstRoll = 0
        var cast = 0
        for entry in entries {
            let index = entry.index
            try need(Self.stages[stage].contains(entry.kind), "V6", "entry \(index) is out of order")
            switch entry.kind {
            case .roll:
                stage += 1
                firstRoll = index
                rollIndex = index
            case .rollFix:
                rollIndex = index
                try Self.checkApprovals(entry.value["approvals"]?.array ?? [])
            case .open: stage += 1
            case .ballot: if stage == 2 { cast += 1 }
            case .close:
                stage += 1
                closeIndex = index
                try need(entry.value["n"]?.integer == cast, "V6", "the close counts other ballots")
            case .result:
                stage += 1
                resultIndex = index
            case .proxy, .void, .paperBatch: break
            }
        }
        try need(stage == 4, "V6", "entries are missing")
        let roll = byKind[.rollFix]?[rollIndex] ?? byKind[.roll]?[rollIndex]
        try need(
            roll?["root"]?.hash == election.rollRoot && roll?["n"]?.integer == election.rollSize, "V5",
            "the logged roll is another one")
        try need(firstRoll / TilePath.span == start, "V4", "the bundle does not begin with the roll's piece")
    }

    private static func checkApprovals(_ values: [CanonicalValue]) throws(BundleRefusal) {
        let hashes = Set(values.compactMap { $0.base64(32) })
        try need(hashes.count == values.count && hashes.count >= 2, "V5", "a roll.fix needs two approvers")
    }
}
