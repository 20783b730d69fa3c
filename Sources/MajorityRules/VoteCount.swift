/// Sums by choice, in 0.01 m² for area, in persons for heads, in parts for units.
public struct ChoiceSums: Equatable, Sendable {
    /// What agreed.
    public internal(set) var agree = 0
    /// What was against.
    public internal(set) var against = 0
    /// What abstained.
    public internal(set) var abstain = 0
    /// What was marked invalidly.
    public internal(set) var invalid = 0
    /// What took part: the first three, and the fourth if the rules say so.
    public internal(set) var part = 0

    mutating func add(_ amount: Int, to choice: Choice) {
        switch choice {
        case .agree: agree += amount
        case .against: against += amount
        case .abstain: abstain += amount
        case .invalid: invalid += amount
        }
    }
}

/// One test of a threshold, in integers with their factors: what is printed is what was compared.
public struct Comparison: Equatable, Sendable {
    /// Which test.
    public enum Rule: String, Sendable {
        case participationArea = "participation.area"
        case participationHeads = "participation.heads"
        case ordinaryArea = "ordinary.area"
        case ordinaryHeads = "ordinary.heads"
        case specialArea = "special.area"
        case specialHeads = "special.heads"
    }

    /// Which test.
    public let rule: Rule
    /// The left side with its factor.
    public let left: Int
    /// The right side with its factor.
    public let right: Int
    /// Whether equality is enough: "以上" includes the number, "过半数" does not.
    public let isEqualEnough: Bool

    /// Whether the test holds.
    public var holds: Bool { isEqualEnough ? left >= right : left > right }
    /// `>=` or `>`.
    public var sign: String { isEqualEnough ? ">=" : ">" }
}

/// The thresholds of the law as comparisons of integers: no division, no rounding, no floating point.
///
/// Source: Civil Code art. 278 para. 2, art. 1259.
public enum Thresholds {
    /// At least two thirds of all area and of all heads take part.
    public static func participation(
        area: Int, totalArea: Int, heads: Int, totalHeads: Int
    ) -> [Comparison] {
        [
            Comparison(rule: .participationArea, left: 3 * area, right: 2 * totalArea, isEqualEnough: true),
            Comparison(rule: .participationHeads, left: 3 * heads, right: 2 * totalHeads, isEqualEnough: true),
        ]
    }

    /// The majority of the participating area and heads that a class needs.
    public static func majority(
        _ majorityClass: MajorityClass, agreeArea: Int, area: Int, agreeHeads: Int, heads: Int
    ) -> [Comparison] {
        switch majorityClass {
        case .ordinary:
            [
                Comparison(rule: .ordinaryArea, left: 2 * agreeArea, right: area, isEqualEnough: false),
                Comparison(rule: .ordinaryHeads, left: 2 * agreeHeads, right: heads, isEqualEnough: false),
            ]
        case .special:
            [
                Comparison(rule: .specialArea, left: 4 * agreeArea, right: 3 * area, isEqualEnough: true),
                Comparison(rule: .specialHeads, left: 4 * agreeHeads, right: 3 * heads, isEqualEnough: true),
            ]
        }
    }
}

/// The count of one motion with every number it used.
public struct MotionCount: Equatable, Sendable {
    /// What the ballots of one class of assurance hold of the motion.
    public struct ClassShare: Equatable, Sendable {
        /// Units with a choice.
        public internal(set) var units = 0
        /// Their area, in 0.01 m².
        public internal(set) var area = 0
        /// The area of those that agree, in 0.01 m².
        public internal(set) var agreeArea = 0

        /// Makes an empty share.
        public init() {}
    }

    /// The count with unreturned units added to the majority: printed when the rules ask for it, never deciding.
    public struct FollowMajority: Equatable, Sendable {
        /// The side that leads by area and by heads; nil if they differ or are even.
        public let option: Choice?
        /// How many units were added.
        public let units: Int
        /// Area with them.
        public let area: ChoiceSums
        /// Heads with them.
        public let heads: ChoiceSums
        /// The number of heads whose parts disagree.
        public let splitHeads: Int
        /// Whether it would pass.
        public let passed: Bool
    }

    /// The motion.
    public let motion: Motion
    /// Area, in 0.01 m².
    public let area: ChoiceSums
    /// Heads.
    public let heads: ChoiceSums
    /// Units.
    public let units: ChoiceSums
    /// All area on the roll, in 0.01 m².
    public let totalArea: Int
    /// All heads on the roll.
    public let totalHeads: Int
    /// Heads whose parts disagree; such a head votes as the majority of its participating area, else it abstains.
    public let splitHeads: Int
    /// The four tests in their order.
    public let checks: [Comparison]
    /// The shares of the classes of assurance.
    public internal(set) var byClass: [AssuranceClass: ClassShare] = [:]
    /// Whether the outcome would change if all class B ballots agreed, were against, or were missing.
    public internal(set) var dependsOnClassB = false
    /// Whether the outcome would change if all disputed units agreed or were against.
    public internal(set) var dependsOnDisputes = false
    /// The other count, if the rules ask for it.
    public internal(set) var followMajority: FollowMajority?

    /// Whether enough owners took part.
    public var hasParticipation: Bool { checks[0].holds && checks[1].holds }
    /// Whether the motion passes.
    public var passed: Bool { checks.allSatisfy(\.holds) }
}

/// The count of a vote.
public struct VoteCount: Equatable, Sendable {
    /// Parts on the roll.
    public let units: Int
    /// Their area, in 0.01 m².
    public let totalArea: Int
    /// Heads on the roll.
    public let totalHeads: Int
    /// What became of each ballot, in their order.
    public let status: [BallotStatus]
    /// Proxies beyond their agents' limit.
    public let proxiesOverLimit: Int
    /// Proxies logged.
    public let proxies: Int
    /// Sealed batches of paper.
    public let batches: Int
    /// Scans in them.
    public let sealedScans: Int
    /// Scans that are no ballot.
    public let spoiledScans: Int
    /// Disputed units.
    public let disputedUnits: Int
    /// Their area, in 0.01 m².
    public let disputedArea: Int
    /// The motions in their order.
    public let motions: [MotionCount]

    /// How many ballots had a fate.
    public func ballots(_ fate: BallotStatus) -> Int { status.count(where: { $0 == fate }) }
}
