internal import BigInt

/// One run of the method of equal shares, in fractions of one common denominator.
///
/// Voters who cast the same vote always have the same left, so they are kept together.
struct EqualShares {
    /// A supporter of a project: a group of voters with the same vote.
    struct Supporter {
        let group: Int
        /// The points of each, 1 without points.
        let points: Int
    }

    /// A project that is supported and costs something.
    struct Candidate {
        let project: Int
        let cost: Int
        /// What one point is worth: the cost where satisfaction is cost, otherwise 1.
        let weight: Int
        var supporters: [Supporter]
        let pointsOfAll: Int
    }

    let groupSizes: [Int]
    let voterCount: Int
    let candidates: [Candidate]
    /// Supported projects that cost nothing.
    let free: [Int]
    /// For each project its place in the order of identifiers.
    let rank: [Int]

    init(_ election: Election, satisfaction: Satisfaction) {
        var numbers: [[Election.Support]: Int] = [:]
        var sizes: [Int] = []
        var supporters = [[Supporter]](repeating: [], count: election.projects.count)
        for ballot in election.ballots {
            let key = satisfaction == .points ? ballot : ballot.map { Election.Support(project: $0.project, points: 1) }
            if let number = numbers[key] {
                sizes[number] += 1
                continue
            }
            numbers[key] = sizes.count
            for support in key {
                supporters[support.project].append(Supporter(group: sizes.count, points: support.points))
            }
            sizes.append(1)
        }
        var candidates: [Candidate] = []
        var free: [Int] = []
        for (project, own) in supporters.enumerated() where !own.isEmpty {
            let cost = election.projects[project].cost
            if cost > 0 {
                candidates.append(
                    Candidate(
                        project: project, cost: cost, weight: satisfaction == .cost ? cost : 1, supporters: own,
                        pointsOfAll: own.reduce(0) { $0 + $1.points * sizes[$1.group] }))
            } else if satisfaction != .cost {
                // By cost, a free project satisfies nobody.
                free.append(project)
            }
        }
        groupSizes = sizes
        voterCount = election.ballots.count
        self.candidates = candidates
        self.free = free
        var rank = [Int](repeating: 0, count: election.projects.count)
        for (place, project) in election.order().enumerated() { rank[project] = place }
        self.rank = rank
    }

    /// The price of a project for one point as a fraction, and what the point is worth.
    private struct Price {
        var numerator: BigInt
        var denominator: BigInt
        var weight: Int

        static func < (left: Price, right: Price) -> Bool {
            left.numerator * right.denominator * BigInt(right.weight)
                < right.numerator * left.denominator * BigInt(left.weight)
        }
    }

    /// What the voters of each group have left, as fractions of one denominator.
    private struct Purses {
        var left: [BigInt]
        var denominator: BigInt
    }

    /// Runs the rule, or follows the order in which another run has chosen.
    ///
    /// - Parameters:
    ///   - share: What all voters have together at the beginning. Units.
    ///   - order: Projects in the order to choose them in; nil to find it.
    /// - Returns: The projects in the order in which they are chosen, and for each supported project the reason.
    func run(share: BigInt, following order: [Int]? = nil) -> (selected: [Int], reasons: [Int: Allocation.Reason]) {
        var selected: [Int] = []
        var reasons: [Int: Allocation.Reason] = [:]
        guard voterCount > 0 else { return (selected, reasons) }
        var purses = Purses(
            left: [BigInt](repeating: share, count: groupSizes.count), denominator: BigInt(voterCount))
        var remaining = candidates
        var prices = remaining.map {
            Price(numerator: BigInt($0.cost), denominator: BigInt($0.pointsOfAll), weight: $0.weight)
        }
        while true {
            let next: (index: Int, price: Price)?
            if let order {
                next =
                    selected.count < order.count
                    ? remaining.firstIndex { $0.project == order[selected.count] }
                        .map { ($0, price(&remaining[$0], purses)) }
                    : nil
            } else {
                next = best(&remaining, &prices, purses)
            }
            guard let (index, price) = next else { break }
            let project = remaining[index].project
            selected.append(project)
            reasons[project] = pay(remaining[index], price: price, round: selected.count, &purses)
            remaining.remove(at: index)
            prices.remove(at: index)
        }
        for candidate in candidates where reasons[candidate.project] == nil {
            reasons[candidate.project] = .supportersLack(
                supporters: candidate.supporters.reduce(0) { $0 + groupSizes[$1.group] },
                left: EqualShares.fraction(available(candidate, purses), purses.denominator))
        }
        return (selected, reasons)
    }

    /// The project of the lowest price that its supporters can pay, ties by rank; drops those that they cannot.
    private func best(_ remaining: inout [Candidate], _ prices: inout [Price], _ purses: Purses)
        -> (index: Int, price: Price)?
    {
        var best: (index: Int, price: Price)?
        var hopeless: Set<Int> = []
        for index in remaining.indices.sorted(by: { prices[$0] < prices[$1] }) {
            // Prices only rise, so an old one is a lower bound.
            if let best, best.price < prices[index] { break }
            guard available(remaining[index], purses) >= BigInt(remaining[index].cost) * purses.denominator else {
                hopeless.insert(remaining[index].project)
                continue
            }
            let price = price(&remaining[index], purses)
            prices[index] = price
            if let known = best {
                if known.price < price { continue }
                let isTied = !(price < known.price)
                if isTied, rank[remaining[known.index].project] < rank[remaining[index].project] { continue }
            }
            best = (index, price)
        }
        guard !hopeless.isEmpty else { return best }
        let project = best.map { remaining[$0.index].project }
        let kept = remaining.indices.filter { !hopeless.contains(remaining[$0].project) }
        prices = kept.map { prices[$0] }
        remaining = kept.map { remaining[$0] }
        guard let found = best, let index = remaining.firstIndex(where: { $0.project == project }) else { return nil }
        return (index, found.price)
    }

    private func available(_ candidate: Candidate, _ purses: Purses) -> BigInt {
        candidate.supporters.reduce(BigInt(0)) { $0 + purses.left[$1.group] * BigInt(groupSizes[$1.group]) }
    }

    /// The lowest price at which the supporters together pay the cost, nobody more than is left to them.
    private func price(_ candidate: inout Candidate, _ purses: Purses) -> Price {
        candidate.supporters.sort { first, second in
            let (left, right) = (purses.left[first.group], purses.left[second.group])
            return first.points == second.points
                ? left < right : left * BigInt(second.points) < right * BigInt(first.points)
        }
        var uncovered = BigInt(candidate.cost) * purses.denominator
        var points = candidate.pointsOfAll
        for supporter in candidate.supporters {
            if uncovered * BigInt(supporter.points) <= purses.left[supporter.group] * BigInt(points) { break }
            uncovered -= purses.left[supporter.group] * BigInt(groupSizes[supporter.group])
            points -= supporter.points * groupSizes[supporter.group]
        }
        let denominator = BigInt(points) * purses.denominator
        let divisor = uncovered.greatestCommonDivisor(with: denominator)
        return Price(numerator: uncovered / divisor, denominator: denominator / divisor, weight: candidate.weight)
    }

    /// Takes the shares of a chosen project from its supporters.
    private func pay(_ candidate: Candidate, price: Price, round: Int, _ purses: inout Purses) -> Allocation.Reason {
        // A common denominator of what is left and of the price.
        let common = purses.denominator.greatestCommonDivisor(with: price.denominator)
        let raise = price.denominator / common
        let factor = price.numerator * (purses.denominator / common)
        if raise != 1 { for group in purses.left.indices { purses.left[group] *= raise } }
        purses.denominator *= raise
        var inFull = 0
        var all = 0
        var highest = BigInt(0)
        for supporter in candidate.supporters {
            let share = factor * BigInt(supporter.points)
            let paid = min(share, purses.left[supporter.group])
            all += groupSizes[supporter.group]
            if share <= purses.left[supporter.group] { inFull += groupSizes[supporter.group] }
            highest = max(highest, paid)
            purses.left[supporter.group] -= paid
        }
        return .paidBySupporters(
            round: round, supporters: all, inFull: inFull,
            highestShare: EqualShares.fraction(highest, purses.denominator))
    }

    static func fraction(_ numerator: BigInt, _ denominator: BigInt) -> Allocation.Fraction {
        let divisor = numerator.greatestCommonDivisor(with: denominator)
        guard divisor > 0 else { return "0" }
        return denominator == divisor ? "\(numerator / divisor)" : "\(numerator / divisor)/\(denominator / divisor)"
    }
}
