import Crypto
import Log
import MajorityRules

/// A vote on its way into a bundle: records and entries as they were logged, then sealed with heads, result and sums.
///
/// Used by the generated example, by tests and measurements; everything is a function of its inputs.
struct AssemblyDraft: Sendable {
    /// The keys that sign: made from seeds, for examples only.
    struct Signers: Sendable {
        let log: SignerKey
        let witnesses: [SignerKey]

        init() throws(LogError) {
            func key(_ name: String, _ kind: VerifierKey.Kind, _ seed: UInt8) throws(LogError) -> SignerKey {
                try SignerKey(name: name, kind: kind, seed: [UInt8](repeating: seed, count: 32))
            }
            log = try key("liyuan.example/log/1", .ed25519, 101)
            witnesses = [
                try key("street.example/witness", .cosignature, 102),
                try key("county.example/witness", .cosignature, 103),
                try key("owners.liyuan.example/witness", .cosignature, 104),
            ]
        }

        var policy: String {
            """
            log \(log.verifier.vkey)
            witness street \(witnesses[0].verifier.vkey)
            witness county \(witnesses[1].verifier.vkey)
            witness owners-committee \(witnesses[2].verifier.vkey)
            group gov 1 street county
            group people 1 owners-committee
            group q all gov people
            quorum q

            """
        }
    }

    let id: String
    var election: [String: JSONValue]
    var roll: [JSONValue]
    var entries: [[UInt8]]
    var ballots: [JSONValue] = []
    var proxies: [JSONValue] = []
    var voids: [JSONValue] = []
    var batches: [JSONValue] = []
    var rollSize = 0
    var closeSize = 0
    var rollSeconds: UInt64 = 0
    var closeSeconds: UInt64 = 0
    let verifier: [UInt8]
    let signers: Signers

    init(
        id: String, election: [String: JSONValue], roll: [JSONValue], before: Int, verifier: [UInt8]
    ) throws(LogError) {
        self.id = id
        self.election = election
        self.roll = roll
        self.verifier = verifier
        signers = try Signers()
        entries = []
        for day in 0..<before {
            let field = JSONValue.Member("root", .string(TreeHash.leaf("day \(day)".utf8).base64))
            entries.append(try LogEntry(kind: "ledger.day", unixMilliseconds: day * 1000, fields: [field]).serialized())
        }
    }

    /// Logs an entry of this vote.
    mutating func log(
        _ kind: String, _ fields: [JSONValue.Member] = [], commitment: Commitment? = nil, at moment: Int
    ) throws(LogError) -> Int {
        let all = fields + [JSONValue.Member("e", .string(id))]
        let entry = try LogEntry(kind: kind, unixMilliseconds: moment, commitment: commitment, fields: all)
        entries.append(try entry.serialized())
        return entries.count - 1
    }

    /// Logs the commitment to a record and returns the line that opens it.
    mutating func commit(
        _ kind: String, _ record: JSONValue, salt: [UInt8], at moment: Int, more: [JSONValue.Member] = []
    ) throws(LogError) -> JSONValue {
        let index = try log(kind, commitment: try Commitment(kind: kind, salt: salt, record: record), at: moment)
        return .object(
            [
                .init("index", .number(Double(index))), .init("salt", .string(Base64.encode(salt))),
                .init(kind, record),
            ] + more)
    }

    /// The announcement as bytes.
    func electionBytes() throws(LogError) -> [UInt8] {
        try JSONValue.object(election.map { .init($0.key, $0.value) }).canonical()
    }

    /// Adds the result, signs the heads and makes the bundle.
    ///
    /// - Parameter result: A false result, for tests; else the recount's.
    func sealed(result: [UInt8]? = nil, at moment: Int) throws -> AssemblyBundle {
        var preview = self
        let zero = TreeHash.plain([UInt8]()).base64
        _ = try preview.log("result", [.init("h", .string(zero))], at: moment)
        let published = try result ?? AssemblyVerification.count(preview.bundle(result: [])).canonical()
        var final = self
        _ = try final.log("result", [.init("h", .string(TreeHash.plain(published).base64))], at: moment)
        return try final.bundle(result: published)
    }

    /// The bundle of what is logged so far.
    func bundle(result: [UInt8]) throws -> AssemblyBundle {
        var log = TiledLog(origin: signers.log.verifier.name, storage: MemoryStorage())
        _ = try log.append(entries)
        _ = try log.publish(signedBy: signers.log)
        var files: [String: [UInt8]] = [
            "election.json": try electionBytes(), "roll.ndjson": try Self.lines(roll),
            "ballots.ndjson": try Self.lines(ballots), "proxies.ndjson": try Self.lines(proxies),
            "voids.ndjson": try Self.lines(voids), "paper/batches.ndjson": try Self.lines(batches),
            "result.json": result, "policy.txt": Array(signers.policy.utf8), "verify.py": verifier,
            "checkpoints/roll": try head(log.tree, size: rollSize, seconds: rollSeconds),
            "checkpoints/close": try head(log.tree, size: closeSize, seconds: closeSeconds),
            "checkpoints/final": try head(log.tree, size: entries.count, seconds: closeSeconds + 3600),
        ]
        let start = (rollSize - 1) / TilePath.span
        for path in try TilePath.all(size: entries.count) {
            let isWanted = path.level == 1 || ((path.level ?? 0) == 0 && path.index >= start)
            if isWanted, let bytes = try log.storage.read(path.path) { files[path.path] = bytes }
        }
        var bundle = AssemblyBundle(files: files)
        bundle.files[AssemblyBundle.sumsPath] = bundle.sums
        return bundle
    }

    private func head(_ tree: MerkleTree, size: Int, seconds: UInt64) throws -> [UInt8] {
        let size = min(size, tree.size)
        let checkpoint = try Checkpoint(
            origin: signers.log.verifier.name, size: UInt64(size), root: try tree.root(size: size))
        var note = try checkpoint.signed(by: signers.log)
        for witness in signers.witnesses {
            note.signatures.append(try witness.cosignature(over: checkpoint.text, unixSeconds: seconds))
        }
        return Array(note.serialized.utf8)
    }

    private static func lines(_ values: [JSONValue]) throws(LogError) -> [UInt8] {
        var bytes: [UInt8] = []
        for value in values {
            bytes += try value.canonical()
            bytes.append(10)
        }
        return bytes
    }
}
