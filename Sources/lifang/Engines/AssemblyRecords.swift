import Crypto
import Log
import MajorityRules

/// Ballots, proxies, voids and paper batches of a bundle, opened against the log's commitments.
struct AssemblyRecords: Sendable {
    private(set) var ballots: [Ballot] = []
    private(set) var proxies: [Proxy] = []
    private(set) var voids: [VoidRecord] = []
    private(set) var batches: [Int: Int] = [:]

    private let election: AssemblyElection
    private let roll: AssemblyRoll
    private var scans: Set<Ballot.Scan> = []

    private static let batchFields: MemberNames = "index scans"
    private static let voidedBallot: MemberNames = "v e r i"
    private static let voidedUnit: MemberNames = "v e r u"
    private static let voidedScan: MemberNames = "v e r s"
    private static let proxyFields: MemberNames = "v e u agent m x d"
    private static let ballotFields: MemberNames = "v e u by ch m t n"
    private static let paperFields: MemberNames = "v e u by ch m t n s"

    /// The records that are committed to.
    private enum Kind: String {
        case ballot, proxy, void

        var name: StaticString {
            switch self {
            case .ballot: "ballot"
            case .proxy: "proxy"
            case .void: "void"
            }
        }

        private static let ballotLine: MemberNames = "index salt ballot sig?"
        private static let proxyLine: MemberNames = "index salt proxy"
        private static let voidLine: MemberNames = "index salt void"

        var lineFields: MemberNames {
            switch self {
            case .ballot: Self.ballotLine
            case .proxy: Self.proxyLine
            case .void: Self.voidLine
            }
        }
    }

    private struct Opened {
        let index: Int
        let record: CanonicalValue
        let line: CanonicalValue
    }

    /// Opens all records. V6 to V10.
    init(
        _ bundle: AssemblyBundle, election: AssemblyElection, roll: AssemblyRoll, evidence: AssemblyEvidence
    ) throws(BundleRefusal) {
        self.election = election
        self.roll = roll
        try readBatches(try bundle.lines("paper/batches.ndjson"), evidence.entries(.paperBatch))
        let ballotEntries = evidence.entries(.ballot)
        for opened in try open(bundle, "voids.ndjson", .void, evidence.entries(.void)) {
            try readVoid(opened, ballotEntries)
        }
        try need(voids.count == evidence.entries(.void).count, "V6", "a void is not opened")
        for opened in try open(bundle, "proxies.ndjson", .proxy, evidence.entries(.proxy)) { try readProxy(opened) }
        try need(proxies.count == evidence.entries(.proxy).count, "V9", "a proxy is not opened")
        for opened in try open(bundle, "ballots.ndjson", .ballot, ballotEntries) {
            try readBallot(opened)
        }
        var known = Set(ballots.map(\.index))
        for void in voids {
            if case .ballot(let index) = void.target { known.insert(index) }
        }
        try need(ballotEntries.keys.allSatisfy(known.contains), "V6", "a ballot is neither opened nor void")
        try need(scans.count == batches.values.reduce(0, +), "V10", "a sealed scan is not accounted for")
    }

    private func open(
        _ bundle: AssemblyBundle, _ file: String, _ kind: Kind, _ entries: [Int: CanonicalValue]
    ) throws(BundleRefusal) -> [Opened] {
        var list: [Opened] = []
        for line in try bundle.lines(file) {
            guard line.has(kind.lineFields), let index = line["index"]?.natural,
                index > list.last?.index ?? -1, let entry = entries[index], let salt = line["salt"]?.base64(32),
                let record = line[kind.name],
                let made = try? Commitment(kind: kind.rawValue, salt: salt, record: record)
            else { throw BundleRefusal("V6", "a line of \(file)") }
            try need(entry["c"]?.hash == made.hash, "V6", "\(file): entry \(index) commits to something else")
            try need(
                record["e"]?.isText(election.id) == true && record["v"]?.integer == 1, "V6",
                "\(file): a record of another vote")
            list.append(Opened(index: index, record: record, line: line))
        }
        return list
    }

    private mutating func readBatches(
        _ lines: [CanonicalValue], _ entries: [Int: CanonicalValue]
    ) throws(BundleRefusal) {
        var last = -1
        for line in lines {
            guard line.has(Self.batchFields), let index = line["index"]?.natural, index > last,
                let entry = entries[index], let values = line["scans"]?.array
            else { throw BundleRefusal("V10", "a batch of paper") }
            let hashes = values.compactMap { $0.base64(32) }
            let root = MerkleTree(leaves: hashes.map { TreeHash.leaf($0) }).root
            try need(
                hashes.count == values.count && entry["n"]?.integer == hashes.count
                    && entry["root"]?.hash == root, "V10", "batch \(index) is not what was sealed")
            batches[index] = hashes.count
            last = index
        }
        try need(batches.count == entries.count, "V10", "a sealed batch is missing")
    }

    private func row(_ value: CanonicalValue?) throws(BundleRefusal) -> Int {
        guard let unit = value?.string, let row = roll.roll.row(of: unit) else {
            throw BundleRefusal("V7", "a unit is not on the roll")
        }
        return row
    }

    private mutating func use(_ value: CanonicalValue?) throws(BundleRefusal) -> Ballot.Scan {
        let numbers = value?.array?.compactMap(\.natural) ?? []
        guard value?.array?.count == 2, numbers.count == 2, numbers[1] < batches[numbers[0]] ?? 0 else {
            throw BundleRefusal("V10", "a scan that was not sealed")
        }
        let scan = Ballot.Scan(batch: numbers[0], number: numbers[1])
        try need(scans.insert(scan).inserted, "V10", "a scan is used twice")
        return scan
    }

    private mutating func readVoid(
        _ opened: Opened, _ ballots: [Int: CanonicalValue]
    ) throws(BundleRefusal) {
        let record = opened.record
        let reason = record["r"]?.string ?? ""
        let target: VoidRecord.Target
        if record.has(Self.voidedBallot), let index = record["i"]?.natural,
            ["withdrawn", "not-entitled", "forged", "duplicate", "error"].contains(reason)
        {
            try need(index < opened.index && ballots[index] != nil, "V6", "a void of no ballot")
            target = .ballot(index)
        } else if record.has(Self.voidedUnit), ["disputed", "resolved"].contains(reason) {
            let row = try row(record["u"])
            target = reason == "disputed" ? .disputed(row: row) : .resolved(row: row)
        } else if record.has(Self.voidedScan), reason == "spoiled" {
            target = .spoiled(try use(record["s"]))
        } else {
            throw BundleRefusal("V6", "a void without a known reason")
        }
        voids.append(VoidRecord(index: opened.index, target: target))
    }

    private mutating func readProxy(_ opened: Opened) throws(BundleRefusal) {
        let record = opened.record
        let row = try row(record["u"])
        let motions = record["m"]?.array?.compactMap { motion($0.string ?? "") } ?? []
        guard record.has(Self.proxyFields), let agent = record["agent"]?.string, !agent.isEmpty,
            let expires = record["x"]?.natural, record["d"]?.hash != nil, !motions.isEmpty,
            motions.count == record["m"]?.array?.count, Set(motions).count == motions.count
        else { throw BundleRefusal("V9", "a proxy") }
        proxies.append(
            Proxy(index: opened.index, row: row, agent: agent, motions: Set(motions), expiresAtMs: expires))
    }

    /// The number of a motion that is put, from its one spelling.
    private func motion(_ text: String) -> Int? {
        guard let number = Int(text), election.motions.indices.contains(number - 1),
            text.utf8.elementsEqual(String(number).utf8)
        else { return nil }
        return number
    }

    private mutating func readBallot(_ opened: Opened) throws(BundleRefusal) {
        let record = opened.record
        let row = try row(record["u"])
        guard let channel = record["ch"]?.string.flatMap(Ballot.Channel.init(rawValue:)),
            let caster = record["by"]?.string.flatMap(Ballot.Caster.init(rawValue:)),
            record.has(channel == .paper ? Self.paperFields : Self.ballotFields), let castAt = record["t"]?.natural,
            record["n"]?.base64(16) != nil, let marks = record["m"]?.members, !marks.isEmpty
        else { throw BundleRefusal("V7", "a ballot's fields") }
        var choices: [Int: Choice] = [:]
        for mark in marks {
            guard let number = motion(mark.name), let choice = mark.value.string.flatMap(Choice.named),
                election.options[number - 1].contains(choice) || (choice == .invalid && channel != .web)
            else { throw BundleRefusal("V7", "a ballot's options") }
            choices[number] = choice
        }
        let scan = channel == .paper ? try use(record["s"]) : nil
        try need(scan.map { $0.batch < opened.index } ?? true, "V10", "a paper ballot before its batch")
        if let signature = opened.line["sig"] {
            try need(channel != .paper && isSigned(record, by: roll.keys[row], signature), "V8", "a signature fails")
        }
        ballots.append(
            Ballot(
                index: opened.index, row: row, caster: caster, channel: channel, choices: choices, castAtMs: castAt,
                isSigned: opened.line["sig"] != nil, scan: scan))
    }

    /// Ed25519 over the challenge SHA-256("lf/ballot/v1\n" ‖ JCS(ballot)).
    private func isSigned(_ record: CanonicalValue, by key: [UInt8]?, _ signature: CanonicalValue) -> Bool {
        guard let key, let bytes = signature.base64(64),
            let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
        else { return false }
        return publicKey.isValidSignature(bytes, for: AssemblyRecords.challenge(Array(record.bytes)))
    }

    /// What an owner's key signs.
    static func challenge(_ ballot: [UInt8]) -> [UInt8] {
        TreeHash.plain(Array("lf/ballot/v1\n".utf8) + ballot).bytes
    }
}
