/// The method of equal shares in whole numbers of a fixed size, with bounds that hold what is exact between them.
///
/// Every amount is a pair of 64-bit numbers below and above the exact one. A decision is taken only where the bounds
/// leave no doubt, or where exact fractions of 128 bits settle it; otherwise the run gives up and ``EqualShares``
/// decides
/// with fractions of any size. So the result is the exact one, only sooner.
struct FixedShares {
    private struct Candidate {
        let project: Int
        let rank: Int
        /// Exact, in fixed units.
        let cost: Int64
        /// What the price is divided by to compare projects: the cost where satisfaction is cost, otherwise 1.
        let weight: Int64
        var groups: [Int32]
        /// Satisfaction of one voter of each group, or empty where it is 1 for all.
        let points: [Int64]
        let satisfactionOfAll: Int64
        /// A lower bound of the price for one unit of satisfaction; prices only rise.
        var low: Int64
    }

    private struct Price {
        let low: Int64
        let high: Int64
        /// The satisfaction of those who pay, if the price is cost by this exactly: nobody pays less than in full but
        /// those
        /// who have nothing left.
        let payers: Int64?
    }

    private let candidates: [Candidate]
    private let sizes: [Int64]
    private let voterCount: Int64
    private let shift: Int

    /// Nil if the numbers of the election are too large for this form.
    init?(_ method: EqualShares, budget: Int) {
        guard method.voterCount > 0, budget > 0 else { return nil }
        let shift = max(0, 54 - (Int.bitWidth - budget.leadingZeroBitCount))
        let limit = Int64(1) << 61
        var candidates: [Candidate] = []
        for own in method.candidates {
            let pointsMax = own.supporters.reduce(0) { max($0, $1.points) }
            guard own.cost <= Int(limit >> shift), own.pointsOfAll <= 1 << 40, pointsMax <= 1 << 30 else { return nil }
            let cost = Int64(own.cost) << Int64(shift)
            candidates.append(
                Candidate(
                    project: own.project, rank: method.rank[own.project], cost: cost, weight: Int64(own.weight),
                    groups: own.supporters.map { Int32($0.group) },
                    points: pointsMax == 1 ? [] : own.supporters.map { Int64($0.points) },
                    satisfactionOfAll: Int64(own.pointsOfAll), low: cost / Int64(own.pointsOfAll)))
        }
        self.candidates = candidates
        self.shift = shift
        sizes = method.groupSizes.map { Int64($0) }
        voterCount = Int64(method.voterCount)
    }

    /// The projects in the order in which they are chosen, the same for every share of the range; or nil if the bounds
    /// leave a doubt.
    ///
    /// - Parameter shares: What all voters have together at the beginning. Units.
    func run(shares: ClosedRange<Int>) -> [Int]? {
        guard shares.lowerBound >= 0, shares.upperBound <= Int((Int64(1) << 61) >> shift) else { return nil }
        let least = Int64(shares.lowerBound) << Int64(shift)
        let most = Int64(shares.upperBound) << Int64(shift)
        var low = [Int64](repeating: least / voterCount, count: sizes.count)
        var high = [Int64](repeating: (most + voterCount - 1) / voterCount, count: sizes.count)
        var remaining = candidates
        var chosen: [Int] = []
        while true {
            remaining.sort { Int128($0.low) * Int128($1.weight) < Int128($1.low) * Int128($0.weight) }
            var best: (index: Int, price: Price)?
            var hopeless: Set<Int> = []
            for index in remaining.indices {
                if let best,
                    FixedShares.product(remaining[index].low, remaining[best.index].weight)
                        > FixedShares.product(best.price.high, remaining[index].weight)
                {
                    break
                }
                switch affordability(remaining[index], low: low, high: high) {
                case .no:
                    hopeless.insert(remaining[index].project)
                    continue
                case .unknown: return nil
                case .yes: break
                }
                let price = price(&remaining[index], low: low, high: high)
                remaining[index].low = max(remaining[index].low, price.low)
                guard let known = best else {
                    best = (index, price)
                    continue
                }
                guard let isBetter = precedes(remaining[index], price, remaining[known.index], known.price) else {
                    return nil
                }
                if isBetter { best = (index, price) }
            }
            guard let (index, price) = best else { return chosen }
            pay(remaining[index], price, low: &low, high: &high)
            chosen.append(remaining[index].project)
            hopeless.insert(remaining[index].project)
            remaining.removeAll { hopeless.contains($0.project) }
        }
    }

    private static func product(_ left: Int64, _ right: Int64) -> Int128 { Int128(left) * Int128(right) }

    private enum Answer { case yes, no, unknown }

    private func affordability(_ candidate: Candidate, low: [Int64], high: [Int64]) -> Answer {
        var least: Int64 = 0
        var most: Int64 = 0
        for group in candidate.groups {
            least += low[Int(group)] * sizes[Int(group)]
            most += high[Int(group)] * sizes[Int(group)]
        }
        if least >= candidate.cost { return .yes }
        return most < candidate.cost ? .no : .unknown
    }

    /// Whether the first is chosen before the second; nil if the bounds leave a doubt.
    private func precedes(_ first: Candidate, _ price: Price, _ second: Candidate, _ other: Price) -> Bool? {
        if FixedShares.product(price.high, second.weight) < FixedShares.product(other.low, first.weight) { return true }
        if FixedShares.product(other.high, first.weight) < FixedShares.product(price.low, second.weight) {
            return false
        }
        guard let payers = price.payers, let others = other.payers else { return nil }
        // cost / (satisfaction · weight); where the weight is the cost, both cancel out.
        let left = first.weight == 1 ? (first.cost, payers) : (1, payers)
        let right = second.weight == 1 ? (second.cost, others) : (1, others)
        guard (first.weight == 1) == (second.weight == 1) else { return nil }
        let difference = FixedShares.product(left.0, right.1) - FixedShares.product(right.0, left.1)
        return difference == 0 ? first.rank < second.rank : difference < 0
    }

    private func price(_ candidate: inout Candidate, low: [Int64], high: [Int64]) -> Price {
        if candidate.points.isEmpty { candidate.groups.sort { low[Int($0)] < low[Int($1)] } }
        let above = lowest(candidate, left: low, atMost: high, roundingUp: true)
        let below = lowest(candidate, left: high, atMost: high, roundingUp: false)
        return Price(low: below.price, high: above.price, payers: above.payers)
    }

    /// The lowest price at which supporters with these amounts cover the cost, rounded to one side.
    private func lowest(
        _ candidate: Candidate, left: [Int64], atMost: [Int64], roundingUp: Bool
    ) -> (price: Int64, payers: Int64?) {
        var uncovered = candidate.cost
        var satisfaction = candidate.satisfactionOfAll
        var isExact = true
        if candidate.points.isEmpty {
            for group in candidate.groups {
                let amount = left[Int(group)]
                let (product, overflow) = amount.multipliedReportingOverflow(by: satisfaction)
                if overflow || uncovered <= product { break }
                let next = satisfaction - sizes[Int(group)]
                if next <= 0 { break }
                if atMost[Int(group)] != 0 { isExact = false }
                uncovered -= amount * sizes[Int(group)]
                satisfaction = next
            }
        } else {
            let order = candidate.groups.indices.sorted {
                FixedShares.product(left[Int(candidate.groups[$0])], candidate.points[$1])
                    < FixedShares.product(left[Int(candidate.groups[$1])], candidate.points[$0])
            }
            for index in order {
                let group = Int(candidate.groups[index])
                if FixedShares.product(uncovered, candidate.points[index])
                    <= FixedShares.product(left[group], satisfaction)
                {
                    break
                }
                let next = satisfaction - sizes[group] * candidate.points[index]
                if next <= 0 { break }
                if atMost[group] != 0 { isExact = false }
                uncovered -= left[group] * sizes[group]
                satisfaction = next
            }
        }
        let price = uncovered / satisfaction
        return (roundingUp ? price + 1 : price, isExact ? satisfaction : nil)
    }

    private func pay(_ candidate: Candidate, _ price: Price, low: inout [Int64], high: inout [Int64]) {
        for (index, group) in candidate.groups.enumerated() {
            let points = candidate.points.isEmpty ? 1 : candidate.points[index]
            let most = price.high.multipliedReportingOverflow(by: points)
            let least = price.low.multipliedReportingOverflow(by: points)
            let group = Int(group)
            low[group] = most.overflow ? 0 : max(0, low[group] - most.partialValue)
            high[group] = least.overflow ? 0 : max(0, high[group] - least.partialValue)
        }
    }
}
