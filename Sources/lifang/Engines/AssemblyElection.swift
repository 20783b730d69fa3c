import Log
import MajorityRules

/// The announced vote as `election.json` has it, with the roll.
struct AssemblyElection: Sendable {
    let id: String
    let motions: [Motion]
    let rules: VoteRules
    let noticeAtMs: Int
    let opensAtMs: Int
    let closesAtMs: Int
    let rollRoot: TreeHash
    let rollSize: Int
    let totalArea: Int
    let totalHeads: Int
    let policyHash: TreeHash
    let verifierHash: TreeHash
    /// The choices that each motion offers.
    let options: [[Choice]]

    static let optionLists: [[Choice]] = [[.agree, .against], [.agree, .against, .abstain]]

    /// Reads and checks the announcement; thresholds other than the law's are refused.
    init(_ value: CanonicalValue) throws(BundleRefusal) {
        let names: MemberNames = """
            id compound motions notice_at opens_at closes_at rules roll_root roll_size total_area total_heads \
            policy_sha256 verifier_sha256
            """
        try need(value.has(names), "V5", "fields of the election")
        guard let id = value["id"]?.string, let notice = value["notice_at"]?.natural,
            let opens = value["opens_at"]?.natural, let closes = value["closes_at"]?.natural,
            notice < opens, opens < closes
        else { throw BundleRefusal("V5", "id or times of the election") }
        guard let root = value["roll_root"]?.hash,
            let size = value["roll_size"]?.natural, let area = value["total_area"]?.natural,
            let heads = value["total_heads"]?.natural,
            let policy = value["policy_sha256"]?.hash,
            let verifier = value["verifier_sha256"]?.hash
        else { throw BundleRefusal("V5", "roll or hashes of the election") }
        self.id = id
        noticeAtMs = notice
        opensAtMs = opens
        closesAtMs = closes
        rollRoot = root
        rollSize = size
        totalArea = area
        totalHeads = heads
        policyHash = policy
        verifierHash = verifier
        rules = try Self.rules(value["rules"])
        (motions, options) = try Self.motions(value["motions"])
    }

    private static func rules(_ value: CanonicalValue?) throws(BundleRefusal) -> VoteRules {
        let names: MemberNames = """
            participation ordinary special revote paper_overrides proxy_max parking_counts follow_majority \
            invalid_participates?
            """
        guard let value, value.has(names),
            value["participation"]?.string == "2/3", value["ordinary"]?.string == ">1/2",
            value["special"]?.string == ">=3/4",
            let revote = value["revote"]?.string.flatMap(VoteRules.Revote.init(rawValue:)),
            let paper = value["paper_overrides"]?.bool, let parking = value["parking_counts"]?.bool,
            let follow = value["follow_majority"]?.bool, let limit = value["proxy_max"],
            limit.isNull || limit.natural != nil
        else { throw BundleRefusal("V5", "rules of the election are not the law's or not complete") }
        var invalidParticipates = false
        if let field = value["invalid_participates"] {
            guard let chosen = field.bool else { throw BundleRefusal("V5", "rules of the election") }
            invalidParticipates = chosen
        }
        return VoteRules(
            revote: revote, paperOverrides: paper, proxyUnitsMax: limit.natural, parkingCounts: parking,
            invalidParticipates: invalidParticipates, followMajority: follow)
    }

    private static func motions(_ value: CanonicalValue?) throws(BundleRefusal) -> ([Motion], [[Choice]]) {
        guard let list = value?.array, !list.isEmpty else { throw BundleRefusal("V5", "no motions") }
        var motions: [Motion] = []
        var options: [[Choice]] = []
        for (index, value) in list.enumerated() {
            guard value.has("no text_sha256 item278 class options"), value["no"]?.integer == index + 1,
                let item = try? MatterItem(value["item278"]?.integer ?? 0), value["text_sha256"]?.hash != nil,
                value["class"]?.string == item.majorityClass.rawValue
            else { throw BundleRefusal("V5", "motion \(index + 1): number, item or class") }
            let names = value["options"]?.array?.map(\.string) ?? []
            guard let list = optionLists.first(where: { $0.map(\.word) == names }) else {
                throw BundleRefusal("V5", "motion \(index + 1): options")
            }
            motions.append(Motion(number: index + 1, item: item))
            options.append(list)
        }
        return (motions, options)
    }
}

extension Choice {
    /// The choice as the files write it.
    var word: String {
        switch self {
        case .agree: "agree"
        case .against: "against"
        case .abstain: "abstain"
        case .invalid: "invalid"
        }
    }

    static func named(_ word: String) -> Choice? { allCases.first { $0.word == word } }
}

/// The roll as `roll.ndjson` has it.
struct AssemblyRoll: Sendable {
    let roll: Roll
    /// The registered Ed25519 keys by row.
    let keys: [[UInt8]?]

    private static let fields: MemberNames = "u a g k"

    /// Reads the roll and compares it with the announcement.
    init(_ lines: [CanonicalValue], election: AssemblyElection) throws(BundleRefusal) {
        var rows: [RollLine] = []
        var keys: [[UInt8]?] = []
        var leaves: [TreeHash] = []
        for line in lines {
            guard line.has(Self.fields), let unit = line["u"]?.string, let area = line["a"]?.natural,
                let group = line["g"]?.string, let key = line["k"]
            else { throw BundleRefusal("V5", "a line of the roll") }
            if key.isNull {
                keys.append(nil)
            } else {
                guard let text = key.string, text.hasPrefix("ed25519:"),
                    let raw = Base64.decode(text.utf8.dropFirst(8)), raw.count == 32
                else { throw BundleRefusal("V5", "a key of the roll") }
                keys.append(raw)
            }
            rows.append(
                RollLine(unit: unit, areaCentiSquareMetres: area, headGroup: group, hasKey: keys[rows.count] != nil))
            leaves.append(.leaf(line.bytes))
        }
        do { roll = try Roll(rows) } catch { throw BundleRefusal("V5", error.description) }
        self.keys = keys
        try need(MerkleTree(leaves: leaves).root == election.rollRoot, "V5", "the roll's root is another one")
        try need(
            roll.lines.count == election.rollSize && roll.totalAreaCentiSquareMetres == election.totalArea
                && roll.totalHeads == election.totalHeads, "V5", "the roll's totals are others than announced")
    }
}
