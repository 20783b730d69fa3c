import Crypto
import Log
import MajorityRules

/// Makes a whole vote from a seed: the example of the guide, and the cases of tests and measurements.
struct AssemblyExample {
    /// A small generator with a published rule, so that every machine makes the same vote.
    ///
    /// Source: SplitMix64 (Steele, Lea, Flood 2014).
    struct Chance: RandomNumberGenerator, Sendable {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }

        mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

        mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
    }

    /// 2027-03-01 00:00 in Hangzhou.
    static let opensAtMs = 1_803_830_400_000
    static let closesAtMs = opensAtMs + 15 * 86_400_000

    private var chance: Chance
    private let rules: VoteRules
    private let units: Int
    private var draft: AssemblyDraft
    private var names: [String] = []
    private var keyed: [String: Curve25519.Signing.PrivateKey] = [:]
    private let motionCount: Int
    private var paper: [JSONValue] = []

    /// Makes the draft of a vote, closed but without a result.
    ///
    /// - Parameters:
    ///   - units: Parts, 1 to 1,000,000.
    ///   - keyedUnits: How many owners have a signing key.
    ///   - turnout: Units of 100 that take part.
    ///   - before: Entries of other kinds that the log holds already.
    static func draft(
        units: Int, seed: UInt64, keyedUnits: Int = 3, turnout: Int = 80, before: Int = 300, verifier: [UInt8]
    ) throws -> AssemblyDraft {
        var example = try AssemblyExample(
            units: units, seed: seed, keyedUnits: keyedUnits, before: before, verifier: verifier)
        try example.vote(turnout: turnout)
        return example.draft
    }

    private init(units: Int, seed: UInt64, keyedUnits: Int, before: Int, verifier: [UInt8]) throws {
        var chance = Chance(state: seed)
        rules = VoteRules(
            revote: chance.below(4) == 0 ? .first : .last, paperOverrides: chance.below(4) > 0,
            proxyUnitsMax: [3, 1, nil, 0, 2][chance.below(5)], parkingCounts: chance.below(3) == 0,
            invalidParticipates: chance.below(3) == 0, followMajority: chance.below(2) == 0)
        let parts = Self.parts(units, &chance)
        for unit in parts.prefix(keyedUnits) {
            keyed[unit.unit] = try Curve25519.Signing.PrivateKey(rawRepresentation: chance.bytes(32))
        }
        let roll = try Roll(parts: parts, rules: rules, keyed: Set(keyed.keys))
        let keys = keyed
        let lines: [JSONValue] = roll.lines.map { line in
            let key = keys[line.unit].map { "ed25519:" + Base64.encode($0.publicKey.rawRepresentation) }
            return .object([
                .init("u", .string(line.unit)), .init("a", .number(Double(line.areaCentiSquareMetres))),
                .init("g", .string(line.headGroup)), .init("k", key.map { .string($0) } ?? .null),
            ])
        }
        names = roll.lines.map(\.unit)
        self.units = names.count
        motionCount = 1 + chance.below(4)
        let items = (0..<motionCount).map { $0 == 0 ? 5 : $0 == 1 ? 6 : 1 + chance.below(9) }
        let election = try Self.election(
            roll, lines, items: items, rules: rules, verifier: verifier, policy: try AssemblyDraft.Signers().policy)
        draft = try AssemblyDraft(
            id: "liyuan-2027-1", election: election, roll: lines, before: before, verifier: verifier)
        self.chance = chance
    }

    private static func parts(_ units: Int, _ chance: inout Chance) -> [ExclusivePart] {
        var parts: [ExclusivePart] = []
        for number in 0..<units {
            let building = 1 + number / 400
            let floor = 1 + number % 400 / 20
            let isParking = chance.below(20) == 0
            let several = number > 0 && chance.below(12) == 0
            let owner = several ? "owner-\(chance.below(number))" : "owner-\(number)"
            let source: ExclusivePart.AreaSource = chance.below(10) == 0 ? .contract : .registered
            parts.append(
                ExclusivePart(
                    unit: "\(building)-\(floor)-\(number % 20 + 1)", areas: [source: 4000 + chance.below(12_000)],
                    use: isParking ? .parking : .home,
                    buyers: chance.below(5) == 0 ? [owner, "co-" + owner] : [owner], isSold: chance.below(15) > 0,
                    isDelivered: chance.below(30) > 0))
        }
        return parts
    }

    private static func election(
        _ roll: Roll, _ lines: [JSONValue], items: [Int], rules: VoteRules, verifier: [UInt8], policy: String
    ) throws -> [String: JSONValue] {
        let motions: [JSONValue] = try items.enumerated().map { index, item in
            .object([
                .init("no", .number(Double(index + 1))), .init("item278", .number(Double(item))),
                .init("text_sha256", .string(TreeHash.plain("motion \(index + 1)".utf8).base64)),
                .init("class", .string(try MatterItem(item).majorityClass.rawValue)),
                .init("options", .array(["agree", "against", "abstain"].map { .string($0) })),
            ])
        }
        let ruleMembers: [JSONValue.Member] = [
            .init("participation", .string("2/3")), .init("ordinary", .string(">1/2")),
            .init("special", .string(">=3/4")), .init("revote", .string(rules.revote.rawValue)),
            .init("paper_overrides", .bool(rules.paperOverrides)),
            .init("proxy_max", rules.proxyUnitsMax.map { .number(Double($0)) } ?? .null),
            .init("parking_counts", .bool(rules.parkingCounts)),
            .init("follow_majority", .bool(rules.followMajority)),
            .init("invalid_participates", .bool(rules.invalidParticipates)),
        ]
        let root = MerkleTree(leaves: try lines.map { TreeHash.leaf(try $0.canonical()) }).root
        return [
            "id": .string("liyuan-2027-1"), "compound": .string("里苑"), "motions": .array(motions),
            "notice_at": .number(Double(opensAtMs - 15 * 86_400_000)), "opens_at": .number(Double(opensAtMs)),
            "closes_at": .number(Double(closesAtMs)), "rules": .object(ruleMembers),
            "roll_root": .string(root.base64), "roll_size": .number(Double(roll.lines.count)),
            "total_area": .number(Double(roll.totalAreaCentiSquareMetres)),
            "total_heads": .number(Double(roll.totalHeads)),
            "policy_sha256": .string(TreeHash.plain(policy.utf8).base64),
            "verifier_sha256": .string(TreeHash.plain(verifier).base64),
        ]
    }

    private mutating func vote(turnout: Int) throws {
        let opens = Self.opensAtMs
        let closes = Self.closesAtMs
        let root = draft.election["roll_root"] ?? .null
        _ = try draft.log("roll", [.init("root", root), .init("n", .number(Double(units)))], at: opens - 86_400_000)
        draft.rollSize = draft.entries.count
        draft.rollSeconds = UInt64(opens / 1000 - 3600)
        let hash = TreeHash.plain(try draft.electionBytes()).base64
        _ = try draft.log("open", [.init("h", .string(hash))], at: opens)
        for unit in names where chance.below(25) == 0 { try proxy(unit) }
        var onPaper: [String] = []
        for unit in names where chance.below(100) < turnout {
            if chance.below(8) == 0 {
                onPaper.append(unit)
                if chance.below(2) == 0 { continue }
            }
            for _ in 0...(chance.below(6) == 0 ? 1 : 0) { try ballot(unit) }
        }
        let scans = onPaper.map { _ in TreeHash.plain(chance.bytes(8)) } + [TreeHash.plain(chance.bytes(8))]
        let batch = try draft.log(
            "paper-batch",
            [
                .init("root", .string(MerkleTree(leaves: scans.map { TreeHash.leaf($0.bytes) }).root.base64)),
                .init("n", .number(Double(scans.count))),
            ], at: closes)
        draft.batches = [
            .object([
                .init("index", .number(Double(batch))), .init("scans", .array(scans.map { .string($0.base64) })),
            ])
        ]
        let cast = draft.ballots.count
        _ = try draft.log("close", [.init("n", .number(Double(cast)))], at: closes)
        draft.closeSize = draft.entries.count
        draft.closeSeconds = UInt64(closes / 1000 + 60)
        for (number, unit) in onPaper.enumerated() { try ballot(unit, scan: (batch, number)) }
        try void([.init("s", Self.pair(batch, onPaper.count)), .init("r", .string("spoiled"))])
        for line in draft.ballots where chance.below(40) == 0 {
            try void([.init("i", line["index"] ?? .null), .init("r", .string("withdrawn"))])
        }
        for unit in names where chance.below(50) == 0 {
            try void([.init("u", .string(unit)), .init("r", .string("disputed"))])
            if chance.below(2) == 0 { try void([.init("u", .string(unit)), .init("r", .string("resolved"))]) }
        }
    }

    private static func pair(_ one: Int, _ two: Int) -> JSONValue {
        .array([.number(Double(one)), .number(Double(two))])
    }

    private func record(_ members: [JSONValue.Member]) -> JSONValue {
        .object([.init("v", .number(1)), .init("e", .string(draft.id))] + members)
    }

    private mutating func void(_ members: [JSONValue.Member]) throws {
        let line = try draft.commit("void", record(members), salt: chance.bytes(32), at: Self.closesAtMs + 5)
        draft.voids.append(line)
    }

    private mutating func proxy(_ unit: String) throws {
        let motions = (1...motionCount).filter { _ in chance.below(5) > 0 }
        let expires = chance.below(6) == 0 ? Self.opensAtMs + 1000 : Self.closesAtMs + 1000
        let members: [JSONValue.Member] = [
            .init("u", .string(unit)), .init("agent", .string("agent-\(chance.below(4))")),
            .init("m", .array((motions.isEmpty ? [1] : motions).map { .string(String($0)) })),
            .init("x", .number(Double(expires))), .init("d", .string(Base64.encode(chance.bytes(32)))),
        ]
        draft.proxies.append(
            try draft.commit("proxy", record(members), salt: chance.bytes(32), at: Self.opensAtMs + 1))
    }

    private mutating func ballot(_ unit: String, scan: (Int, Int)? = nil) throws {
        let channel = scan == nil ? (chance.below(5) == 0 ? "counter" : "web") : "paper"
        var marks: [JSONValue.Member] = []
        for number in 1...motionCount where number == 1 || chance.below(12) > 0 {
            var words = ["agree", "agree", "agree", "agree", "agree", "agree", "against", "abstain"]
            if channel != "web" && chance.below(6) == 0 { words = ["invalid"] }
            marks.append(.init(String(number), .string(words[chance.below(words.count)])))
        }
        let casters = ["owner", "owner", "owner", "owner", "coowner", "guardian", "proxy"]
        let moment =
            Self.opensAtMs + chance.below(Self.closesAtMs - Self.opensAtMs) + (chance.below(40) == 0 ? 1 << 31 : 0)
        var members: [JSONValue.Member] = [
            .init("u", .string(unit)), .init("by", .string(casters[chance.below(casters.count)])),
            .init("ch", .string(channel)), .init("m", .object(marks)), .init("t", .number(Double(moment))),
            .init("n", .string(Base64.encode(chance.bytes(16)))),
        ]
        if let scan { members.append(.init("s", Self.pair(scan.0, scan.1))) }
        let record = record(members)
        var more: [JSONValue.Member] = []
        if scan == nil, let key = keyed[unit], chance.below(4) > 0 {
            let signature = try key.signature(for: AssemblyRecords.challenge(try record.canonical()))
            more.append(.init("sig", .string(Base64.encode(signature))))
        }
        draft.ballots.append(
            try draft.commit("ballot", record, salt: chance.bytes(32), at: min(moment, Self.closesAtMs), more: more))
    }
}
