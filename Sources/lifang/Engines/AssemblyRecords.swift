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

    private struct Opened {
        let index: Int
        let record: JSONValue
        let line: JSONValue
    }

    /// Opens all records. V6 to V10.
    init(
        _ bundle: AssemblyBundle, election: AssemblyElection, roll: AssemblyRoll, evidence: AssemblyEvidence
    ) throws(BundleRefusal) {
        self.election = election
        self.roll = roll
        try readBatches(try bundle.lines("paper/batches.ndjson"), evidence.entries("paper-batch"))
        let ballotEntries = evidence.entries("ballot")
        for opened in try open(bundle, "voids.ndjson", "void", evidence.entries("void")) {
            try readVoid(opened, ballotEntries)
        }
        try need(voids.count == evidence.entries("void").count, "V6", "a void is not opened")
        for opened in try open(bundle, "proxies.ndjson", "proxy", evidence.entries("proxy")) { try readProxy(opened) }
        try need(proxies.count == evidence.entries("proxy").count, "V9", "a proxy is not opened")
        for opened in try open(bundle, "ballots.ndjson", "ballot", ballotEntries, optional: "sig") {
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
        _ bundle: AssemblyBundle, _ file: String, _ kind: String, _ entries: [Int: JSONValue], optional: String = ""
    ) throws(BundleRefusal) -> [Opened] {
        var list: [Opened] = []
        for line in try bundle.lines(file) {
            guard line.has("index salt " + kind, optional: optional), let index = line["index"]?.natural,
                index > list.last?.index ?? -1, let entry = entries[index], let salt = line["salt"]?.bytes(32),
                let record = line[kind], let made = try? Commitment(kind: kind, salt: salt, record: record)
            else { throw BundleRefusal("V6", "a line of \(file)") }
            try need(entry["c"]?.string == made.hash.base64, "V6", "\(file): entry \(index) commits to something else")
            try need(
                record["e"]?.string?.utf8.elementsEqual(election.id.utf8) == true && record["v"]?.integer == 1, "V6",
                "\(file): a record of another vote")
            list.append(Opened(index: index, record: record, line: line))
        }
        return list
    }

    private mutating func readBatches(
        _ lines: [JSONValue], _ entries: [Int: JSONValue]
    ) throws(BundleRefusal) {
        var last = -1
        for line in lines {
            guard line.has("index scans"), let index = line["index"]?.natural, index > last,
                let entry = entries[index], let values = line["scans"]?.array
            else { throw BundleRefusal("V10", "a batch of paper") }
            let hashes = values.compactMap { $0.bytes(32) }
            let root = MerkleTree(leaves: hashes.map { TreeHash.leaf($0) }).root
            try need(
                hashes.count == values.count && entry["n"]?.integer == hashes.count
                    && entry["root"]?.string == root.base64, "V10", "batch \(index) is not what was sealed")
            batches[index] = hashes.count
            last = index
        }
        try need(batches.count == entries.count, "V10", "a sealed batch is missing")
    }

    private func row(_ value: JSONValue?) throws(BundleRefusal) -> Int {
        guard let unit = value?.string, let row = roll.roll.row(of: unit) else {
            throw BundleRefusal("V7", "a unit is not on the roll")
        }
        return row
    }

    private mutating func use(_ value: JSONValue?) throws(BundleRefusal) -> Ballot.Scan {
        let numbers = value?.array?.compactMap(\.natural) ?? []
        guard value?.array?.count == 2, numbers.count == 2, numbers[1] < batches[numbers[0]] ?? 0 else {
            throw BundleRefusal("V10", "a scan that was not sealed")
        }
        let scan = Ballot.Scan(batch: numbers[0], number: numbers[1])
        try need(scans.insert(scan).inserted, "V10", "a scan is used twice")
        return scan
    }

    private mutating func readVoid(
        _ opened: Opened, _ ballots: [Int: JSONValue]
    ) throws(BundleRefusal) {
        let record = opened.record
        let reason = record["r"]?.string ?? ""
        let target: VoidRecord.Target
        if record.has("v e r i"), let index = record["i"]?.natural,
            ["withdrawn", "not-entitled", "forged", "duplicate", "error"].contains(reason)
        {
            try need(index < opened.index && ballots[index] != nil, "V6", "a void of no ballot")
            target = .ballot(index)
        } else if record.has("v e r u"), ["disputed", "resolved"].contains(reason) {
            let row = try row(record["u"])
            target = reason == "disputed" ? .disputed(row: row) : .resolved(row: row)
        } else if record.has("v e r s"), reason == "spoiled" {
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
        guard record.has("v e u agent m x d"), let agent = record["agent"]?.string, !agent.isEmpty,
            let expires = record["x"]?.natural, record["d"]?.bytes(32) != nil, !motions.isEmpty,
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
            record.has("v e u by ch m t n" + (channel == .paper ? " s" : "")), let castAt = record["t"]?.natural,
            record["n"]?.bytes(16) != nil, let marks = record["m"]?.members, !marks.isEmpty
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
    private func isSigned(_ record: JSONValue, by key: [UInt8]?, _ signature: JSONValue) -> Bool {
        guard let key, let bytes = signature.bytes(64), let text = try? record.canonical(),
            let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
        else { return false }
        return publicKey.isValidSignature(bytes, for: AssemblyRecords.challenge(text))
    }

    /// What an owner's key signs.
    static func challenge(_ ballot: [UInt8]) -> [UInt8] {
        TreeHash.plain(Array("lf/ballot/v1\n".utf8) + ballot).bytes
    }
}
