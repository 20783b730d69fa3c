import Log
import MajorityRules

/// The published result: every number of the count, and the words.
enum AssemblyResult {
    /// The value of `result.json`.
    static func json(_ count: VoteCount, id: String) -> JSONValue {
        let refused = BallotStatus.allCases.filter { $0 != .counted && $0 != .superseded && count.ballots($0) > 0 }
        return .object([
            .init("v", number(1)),
            .init("e", .string(id)),
            .init("roll", numbers(["units": count.units, "area": count.totalArea, "heads": count.totalHeads])),
            .init(
                "ballots",
                .object([
                    .init("received", number(count.status.count)),
                    .init("counted", number(count.ballots(.counted))),
                    .init("superseded", number(count.ballots(.superseded))),
                    .init("refused", .object(refused.map { .init($0.rawValue, number(count.ballots($0))) })),
                ])),
            .init("proxies", numbers(["entries": count.proxies, "over_limit": count.proxiesOverLimit])),
            .init(
                "paper",
                numbers(["batches": count.batches, "sealed": count.sealedScans, "spoiled": count.spoiledScans])),
            .init("disputed", numbers(["units": count.disputedUnits, "area": count.disputedArea])),
            .init("motions", .array(count.motions.map(motion))),
        ])
    }

    private static func motion(_ count: MotionCount) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("no", number(count.motion.number)),
            .init("item278", number(count.motion.item.number)),
            .init("class", .string(count.motion.item.majorityClass.rawValue)),
            .init("area", sums(count.area, total: count.totalArea)),
            .init("heads", sums(count.heads, total: count.totalHeads, split: count.splitHeads)),
            .init("units", sums(count.units)),
            .init("checks", .array(count.checks.map(check))),
            .init("participation", .bool(count.hasParticipation)),
            .init("passed", .bool(count.passed)),
            .init(
                "by_class",
                .object(
                    AssuranceClass.allCases.map { name in
                        let share = count.byClass[name] ?? .init()
                        let values = ["units": share.units, "area": share.area, "agree_area": share.agreeArea]
                        return .init(name.rawValue, numbers(values))
                    })),
            .init(
                "depends_on",
                .object([
                    .init("class_b", .bool(count.dependsOnClassB)), .init("disputes", .bool(count.dependsOnDisputes)),
                ])),
            .init("zh", .string(count.chinese)),
            .init("en", .string(count.english)),
        ]
        if let other = count.followMajority {
            members.append(
                .init(
                    "follow_majority",
                    .object([
                        .init("option", other.option.map { .string($0.word) } ?? .null),
                        .init("units", number(other.units)),
                        .init("area", sums(other.area, total: count.totalArea)),
                        .init("heads", sums(other.heads, total: count.totalHeads, split: other.splitHeads)),
                        .init("passed", .bool(other.passed)),
                    ])))
        }
        return .object(members)
    }

    private static func check(_ check: Comparison) -> JSONValue {
        .object([
            .init("rule", .string(check.rule.rawValue)), .init("left", number(check.left)),
            .init("op", .string(check.sign)), .init("right", number(check.right)), .init("holds", .bool(check.holds)),
        ])
    }

    private static func sums(_ sums: ChoiceSums, total: Int? = nil, split: Int? = nil) -> JSONValue {
        var values = [
            "agree": sums.agree, "against": sums.against, "abstain": sums.abstain, "invalid": sums.invalid,
            "part": sums.part,
        ]
        values["total"] = total
        values["split"] = split
        return numbers(values)
    }

    private static func numbers(_ values: [String: Int]) -> JSONValue {
        .object(values.map { .init($0.key, number($0.value)) })
    }

    /// The roll's limits keep four times all area below 2^53, so each number is exact.
    private static func number(_ value: Int) -> JSONValue { .number(Double(value)) }
}
