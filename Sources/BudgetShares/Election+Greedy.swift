extension Election {
    /// Satisfaction for each unit of cost; a free project that satisfies somebody comes before all others.
    private struct Value {
        let satisfaction: Int128
        let cost: Int128

        static func exceeds(_ left: Value, _ right: Value) -> Bool {
            if (left.cost == 0) != (right.cost == 0) { return left.cost == 0 }
            return left.cost == 0 ? false : left.satisfaction * right.cost > right.satisfaction * left.cost
        }

        var fraction: Allocation.Fraction {
            var (larger, smaller) = (satisfaction, cost)
            while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
            guard larger > 0, cost > 0 else { return "\(satisfaction)" }
            return cost == larger ? "\(satisfaction / larger)" : "\(satisfaction / larger)/\(cost / larger)"
        }
    }

    /// Projects by satisfaction for each unit of cost, the greatest first, as far as they fit.
    func greedy(_ satisfaction: Satisfaction) -> Allocation {
        var totals = [Int128](repeating: 0, count: projects.count)
        for ballot in ballots {
            for support in ballot { totals[support.project] += satisfaction == .points ? Int128(support.points) : 1 }
        }
        let values = projects.indices.map { project -> Value in
            // By cost, the satisfaction of all is supporters times cost: the cost cancels out.
            let isNothing = totals[project] == 0 || satisfaction == .cost && projects[project].cost == 0
            if isNothing { return Value(satisfaction: 0, cost: 1) }
            return Value(
                satisfaction: totals[project], cost: satisfaction == .cost ? 1 : Int128(projects[project].cost))
        }
        let byIdentifier = order()
        let ranked = byIdentifier.indices.sorted { left, right in
            let (first, second) = (values[byIdentifier[left]], values[byIdentifier[right]])
            if Value.exceeds(first, second) { return true }
            return Value.exceeds(second, first) ? false : left < right
        }.map { byIdentifier[$0] }
        var left = budget
        var reasons = [Allocation.Reason](repeating: .unsupported, count: projects.count)
        var chosen: Set<Int> = []
        for project in ranked {
            let value = values[project].fraction
            guard projects[project].cost <= left else {
                reasons[project] = .doesNotFit(left: left, satisfactionPerUnit: value)
                continue
            }
            left -= projects[project].cost
            chosen.insert(project)
            reasons[project] = .bestValue(place: chosen.count, satisfactionPerUnit: value)
        }
        return Allocation(
            selected: byIdentifier.filter { chosen.contains($0) }, spent: budget - left, reasons: reasons,
            addedPerVoter: 0)
    }
}
