internal import BigInt

extension Election {
    /// The method of equal shares, without completion.
    func equalShares(_ satisfaction: Satisfaction) -> Allocation {
        let method = EqualShares(self, satisfaction: satisfaction)
        let order = FixedShares(method, budget: budget)?.run(shares: budget...budget)
        return allocation(method, order: order, addedPerVoter: 0)
    }

    /// The method of equal shares, completed by adding one unit of currency to each share.
    func equalSharesAddOne(_ satisfaction: Satisfaction) -> Allocation {
        let method = EqualShares(self, satisfaction: satisfaction)
        let fixed = FixedShares(method, budget: budget)
        let supported = Set(method.candidates.map(\.project))
        var added = 0
        var last: [Int] = []
        // How many further increments to decide at once: as many as have one and the same course.
        var width = 0
        while true {
            let order = fixed.flatMap { fixed -> [Int]? in
                let (least, most) = (share(added: added), share(added: added + width))
                return most <= BigInt(Int.max) ? fixed.run(shares: Int(least)...Int(most)) : nil
            }
            if order == nil, width > 0 {
                width /= 4
                continue
            }
            let selected = order ?? method.run(share: share(added: added)).selected
            if cost(selected) > Int128(budget) {
                return allocation(method, order: last, addedPerVoter: max(added - 1, 0))
            }
            if isExhaustive(selected, among: supported) {
                return allocation(method, order: selected, addedPerVoter: added)
            }
            last = selected
            added += width + 1
            width = min(width * 2 + 1, 1 << 32)
        }
    }

    /// What all voters have together when so many units of currency were added to the share of each.
    private func share(added: Int) -> BigInt {
        BigInt(budget) + BigInt(added) * BigInt(unitsPerCurrencyUnit) * BigInt(ballots.count)
    }

    private func cost(_ selected: [Int]) -> Int128 { selected.reduce(Int128(0)) { $0 + Int128(projects[$1].cost) } }

    /// Whether no further supported project fits.
    private func isExhaustive(_ selected: [Int], among supported: Set<Int>) -> Bool {
        let left = Int128(budget) - cost(selected)
        return !supported.subtracting(selected).contains { Int128(projects[$0].cost) <= left }
    }

    private func allocation(_ method: EqualShares, order: [Int]?, addedPerVoter: Int) -> Allocation {
        let outcome = method.run(share: share(added: addedPerVoter), following: order)
        let chosen = Set(outcome.selected + method.free)
        let reasons = projects.indices.map { project in
            outcome.reasons[project] ?? (chosen.contains(project) ? .free : .unsupported)
        }
        return Allocation(
            selected: self.order().filter { chosen.contains($0) }, spent: Int(cost(outcome.selected)),
            reasons: reasons, addedPerVoter: addedPerVoter)
    }
}
