/// A vote of the owners' assembly with everything that was logged about it, ready to be counted.
public struct OwnersVote: Sendable {
    /// The roll.
    public let roll: Roll
    /// The motions, numbered from 1.
    public let motions: [Motion]
    /// The rules of procedure.
    public let rules: VoteRules
    /// The first moment of voting, in milliseconds since 1970 UTC.
    public let opensAtMs: Int
    /// The first moment after voting, in milliseconds since 1970 UTC.
    public let closesAtMs: Int
    /// The log index of the close entry.
    public let closeIndex: Int
    /// Opened ballots in the order of the log.
    public let ballots: [Ballot]
    /// Proxies in the order of the log.
    public let proxies: [Proxy]
    /// Voids in the order of the log.
    public let voids: [VoidRecord]
    /// Sealed batches of paper: log index and number of scans.
    public let batches: [Int: Int]

    /// Puts a vote together.
    ///
    /// - Throws: ``MajorityError/motionsNotNumbered``, ``MajorityError/periodReversed``,
    ///   ``MajorityError/recordsNotOrdered(position:)``, ``MajorityError/rowOutOfRange(position:)``,
    ///   ``MajorityError/motionUnknown(position:)`` or ``MajorityError/scanMismatch(position:)``.
    public init(
        roll: Roll, motions: [Motion], rules: VoteRules, opensAtMs: Int, closesAtMs: Int, closeIndex: Int,
        ballots: [Ballot], proxies: [Proxy] = [], voids: [VoidRecord] = [], batches: [Int: Int] = [:]
    ) throws(MajorityError) {
        guard !motions.isEmpty, motions.enumerated().allSatisfy({ $0 + 1 == $1.number }) else {
            throw .motionsNotNumbered
        }
        guard opensAtMs < closesAtMs else { throw .periodReversed }
        let legal = 1...motions.count
        for (position, ballot) in ballots.enumerated() {
            guard roll.lines.indices.contains(ballot.row) else { throw .rowOutOfRange(position: position) }
            guard !ballot.choices.isEmpty, ballot.choices.keys.allSatisfy(legal.contains) else {
                throw .motionUnknown(position: position)
            }
            let isSealed = ballot.scan.map { (0..<(batches[$0.batch] ?? 0)).contains($0.number) } ?? false
            guard isSealed == (ballot.channel == .paper), isSealed || ballot.scan == nil else {
                throw .scanMismatch(position: position)
            }
        }
        for list in [ballots.map(\.index), proxies.map(\.index), voids.map(\.index)] {
            for (position, pair) in zip(list, list.dropFirst()).enumerated() where pair.0 >= pair.1 {
                throw .recordsNotOrdered(position: position + 1)
            }
        }
        let rows = proxies.map(\.row) + voids.compactMap(\.row)
        for (position, row) in rows.enumerated() where !roll.lines.indices.contains(row) {
            throw .rowOutOfRange(position: position)
        }
        self.roll = roll
        self.motions = motions
        self.rules = rules
        self.opensAtMs = opensAtMs
        self.closesAtMs = closesAtMs
        self.closeIndex = closeIndex
        self.ballots = ballots
        self.proxies = proxies
        self.voids = voids
        self.batches = batches
    }

    /// The proxies whose agents are within the limit: an agent keeps the first units, in the order of the log.
    func validProxies() -> [Proxy] {
        guard let limit = rules.proxyUnitsMax else { return proxies }
        var rows: [[UInt8]: Set<Int>] = [:]
        return proxies.filter { proxy in
            let agent = Array(proxy.agent.utf8)
            if rows[agent, default: []].contains(proxy.row) { return true }
            guard rows[agent, default: []].count < limit else { return false }
            rows[agent, default: []].insert(proxy.row)
            return true
        }
    }

    /// The units that are disputed after all voids, by row.
    func disputedRows() -> Set<Int> {
        var rows: Set<Int> = []
        for void in voids {
            switch void.target {
            case .disputed(let row): rows.insert(row)
            case .resolved(let row): rows.remove(row)
            case .ballot, .spoiled: break
            }
        }
        return rows
    }

    /// What became of each ballot, and which one counts for each row.
    ///
    /// Precedence: an owner's own ballot before an agent's; paper before web and counter if the rules say so; then the
    /// last or the first in the log.
    func precedence(disputed: Set<Int>, proxies: [Proxy]) -> (status: [BallotStatus], chosen: [Int?]) {
        var granted: [Int: [Proxy]] = [:]
        for proxy in proxies { granted[proxy.row, default: []].append(proxy) }
        let voided = Set(
            voids.compactMap { void -> Int? in
                guard case .ballot(let index) = void.target else { return nil }
                return index
            })
        var status: [BallotStatus] = []
        var held: [Int: [Int]] = [:]
        for (position, ballot) in ballots.enumerated() {
            var fate = fault(ballot, voided: voided, granted: granted[ballot.row] ?? [])
            if fate == nil && disputed.contains(ballot.row) { fate = .disputed }
            if fate == nil { held[ballot.row, default: []].append(position) }
            status.append(fate ?? .superseded)
        }
        var chosen = [Int?](repeating: nil, count: roll.lines.count)
        for (row, positions) in held {
            var rest = positions
            let own = rest.filter { ballots[$0].caster != .proxy }
            if !own.isEmpty { rest = own }
            let paper = rest.filter { ballots[$0].channel == .paper }
            if rules.paperOverrides && !paper.isEmpty { rest = paper }
            let position = rules.revote == .last ? rest[rest.count - 1] : rest[0]
            chosen[row] = position
            status[position] = .counted
        }
        return (status, chosen)
    }

    /// Why a ballot cannot count by itself; nil if it can.
    private func fault(_ ballot: Ballot, voided: Set<Int>, granted: [Proxy]) -> BallotStatus? {
        let place = ballot.scan?.batch ?? ballot.index
        let isPaper = ballot.channel == .paper
        if voided.contains(ballot.index) { return .void }
        if place > closeIndex { return .late }
        if ballot.castAtMs < opensAtMs || (!isPaper && ballot.castAtMs >= closesAtMs) { return .outOfWindow }
        if roll.lines[ballot.row].hasKey && !ballot.isSigned && !isPaper { return .needsSignature }
        if ballot.caster == .proxy {
            guard let proxy = granted.last(where: { $0.index < place }), proxy.expiresAtMs >= ballot.castAtMs,
                ballot.choices.keys.allSatisfy(proxy.motions.contains)
            else { return .proxy }
        }
        return nil
    }
}

extension VoidRecord {
    /// The row that it names, if it names one.
    var row: Int? {
        switch target {
        case .disputed(let row), .resolved(let row): row
        case .ballot, .spoiled: nil
        }
    }
}
