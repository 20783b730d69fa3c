extension OwnersVote {
    /// Counts the vote.
    ///
    /// - Complexity: linear in parts and ballots for each motion.
    ///
    /// Source: Civil Code art. 278; SPC interpretation on partitioned ownership (2020-12-29) art. 8, 9.
    public func count() -> VoteCount {
        let valid = validProxies()
        let disputed = disputedRows()
        let (status, chosen) = precedence(disputed: disputed, proxies: valid)
        return VoteCount(
            units: roll.lines.count,
            totalArea: roll.totalAreaCentiSquareMetres,
            totalHeads: roll.totalHeads,
            status: status,
            proxiesOverLimit: proxies.count - valid.count,
            proxies: proxies.count,
            batches: batches.count,
            sealedScans: batches.values.reduce(0, +),
            spoiledScans: voids.count(where: { if case .spoiled = $0.target { true } else { false } }),
            disputedUnits: disputed.count,
            disputedArea: disputed.reduce(0) { $0 + roll.lines[$1].areaCentiSquareMetres },
            motions: motions.map { motionCount($0, chosen: chosen, disputed: disputed) })
    }

    private func motionCount(_ motion: Motion, chosen: [Int?], disputed: Set<Int>) -> MotionCount {
        let cast = chosen.map { $0.flatMap { ballots[$0].choices[motion.number] } }
        var result = tally(motion, cast)
        var shares: [AssuranceClass: MotionCount.ClassShare] = [:]
        for assurance in AssuranceClass.allCases { shares[assurance] = .init() }
        var classB: [Int] = []
        for (row, choice) in cast.enumerated() {
            guard let choice, let position = chosen[row] else { continue }
            let assurance = ballots[position].assurance
            let area = roll.lines[row].areaCentiSquareMetres
            shares[assurance]?.units += 1
            shares[assurance]?.area += area
            if choice == .agree { shares[assurance]?.agreeArea += area }
            if assurance == .attested { classB.append(row) }
        }
        result.byClass = shares
        result.dependsOnClassB = [nil, .agree, .against].contains {
            tally(motion, Self.replacing(cast, rows: classB, with: $0)).passed != result.passed
        }
        result.dependsOnDisputes = [.agree, .against].contains {
            tally(motion, Self.replacing(cast, rows: disputed, with: $0)).passed != result.passed
        }
        if rules.followMajority { result.followMajority = following(result, cast: cast, disputed: disputed) }
        return result
    }

    private static func replacing(
        _ cast: [Choice?], rows: some Sequence<Int>, with choice: Choice?
    ) -> [Choice?] {
        var other = cast
        for row in rows { other[row] = choice }
        return other
    }

    private func following(
        _ count: MotionCount, cast: [Choice?], disputed: Set<Int>
    ) -> MotionCount.FollowMajority {
        func lead(_ sums: ChoiceSums) -> Choice? {
            sums.agree == sums.against ? nil : sums.agree > sums.against ? .agree : .against
        }
        let option = lead(count.area) == lead(count.heads) ? lead(count.area) : nil
        let rows = option == nil ? [] : cast.indices.filter { cast[$0] == nil && !disputed.contains($0) }
        let other = tally(count.motion, Self.replacing(cast, rows: rows, with: option))
        return MotionCount.FollowMajority(
            option: option, units: rows.count, area: other.area, heads: other.heads, splitHeads: other.splitHeads,
            passed: other.passed)
    }

    /// Adds up one motion's choices by row.
    ///
    /// A head takes part once, with whichever of its parts take part. If they disagree it votes for what more than half
    /// of its participating area chose, else it abstains.
    private func tally(_ motion: Motion, _ cast: [Choice?]) -> MotionCount {
        var area = ChoiceSums()
        var units = ChoiceSums()
        var heads = ChoiceSums()
        var groups = [ChoiceSums](repeating: ChoiceSums(), count: roll.totalHeads)
        for (row, choice) in cast.enumerated() {
            guard let choice else { continue }
            let amount = roll.lines[row].areaCentiSquareMetres
            area.add(amount, to: choice)
            units.add(1, to: choice)
            guard choice != .invalid || rules.invalidParticipates else { continue }
            area.part += amount
            units.part += 1
            groups[roll.group[row]].add(amount, to: choice)
            groups[roll.group[row]].part += amount
        }
        var split = 0
        for group in groups where group.part > 0 {
            let byChoice: [(Choice, Int)] = [
                (.agree, group.agree), (.against, group.against), (.abstain, group.abstain), (.invalid, group.invalid),
            ]
            if byChoice.count(where: { $0.1 > 0 }) > 1 { split += 1 }
            heads.part += 1
            heads.add(1, to: byChoice.first { 2 * $0.1 > group.part }?.0 ?? .abstain)
        }
        let checks =
            Thresholds.participation(
                area: area.part, totalArea: roll.totalAreaCentiSquareMetres, heads: heads.part,
                totalHeads: roll.totalHeads)
            + Thresholds.majority(
                motion.item.majorityClass, agreeArea: area.agree, area: area.part, agreeHeads: heads.agree,
                heads: heads.part)
        return MotionCount(
            motion: motion, area: area, heads: heads, units: units, totalArea: roll.totalAreaCentiSquareMetres,
            totalHeads: roll.totalHeads, splitHeads: split, checks: checks)
    }
}
