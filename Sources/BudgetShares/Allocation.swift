/// How projects are chosen.
public enum BudgetRule: String, Sendable, Equatable, CaseIterable {
    /// By satisfaction for each unit of cost, skipping what no longer fits.
    case greedy
    /// The method of equal shares, without completion.
    case equalShares = "equal-shares"
    /// The method of equal shares, repeated with one more unit of currency for every voter until nothing more fits, or
    /// the budget would be passed; then the last outcome within the budget counts.
    case equalSharesAddOne = "equal-shares-add1"
}

/// What a voter is taken to get from a project that is chosen.
public enum Satisfaction: String, Sendable, Equatable, CaseIterable {
    /// The cost of each supported project.
    case cost
    /// One for each supported project.
    case cardinality
    /// The points given to it.
    case points

    /// What is usual for a kind of votes: points where there are any, otherwise cost.
    public static func usual(for voteType: Election.VoteType) -> Satisfaction {
        switch voteType {
        case .approval, .chooseOne: .cost
        case .cumulative, .scoring, .ordinal: .points
        }
    }
}

/// Which projects are chosen, and why each was or was not.
public struct Allocation: Sendable, Equatable {
    /// A fraction of whole numbers of any size, in lowest terms, as text: `7` or `7/3`.
    public typealias Fraction = String

    /// Why a project was or was not chosen.
    public enum Reason: Sendable, Equatable {
        /// Chosen by greedy at this place, with so much satisfaction for each unit of cost.
        case bestValue(place: Int, satisfactionPerUnit: Fraction)
        /// Not chosen by greedy: when its turn came, less was left than it costs. Units.
        case doesNotFit(left: Int, satisfactionPerUnit: Fraction)
        /// Chosen by equal shares in this round. Its supporters pay at most `highestShare` units each; `inFull` of them
        /// pay in proportion to their satisfaction, the others all they have left.
        case paidBySupporters(round: Int, supporters: Int, inFull: Int, highestShare: Fraction)
        /// Not chosen by equal shares: its supporters together have less left than it costs. Units.
        case supportersLack(supporters: Int, left: Fraction)
        /// Costs nothing and is supported.
        case free
        /// Nobody supports it.
        case unsupported
    }

    /// The numbers of the chosen projects, ascending by identifier.
    public let selected: [Int]
    /// What the chosen projects cost together. Units.
    public let spent: Int
    /// For each project the reason.
    public let reasons: [Reason]
    /// Whole units of currency that were added to the share of each voter; 0 without completion.
    public let addedPerVoter: Int
}

extension Election {
    /// Chooses projects. Ties go to the identifier that is first, code point by code point.
    ///
    /// No floating-point number is involved: all comparisons are of whole numbers and fractions of any size.
    ///
    /// - Returns: The allocation; its cost never exceeds ``budget``.
    ///
    /// Source: Peters, Pierczyński, Skowron, "Proportional participatory budgeting with additive utilities", NeurIPS
    /// 2021 (equal shares); Faliszewski et al., IJCAI 2023 (completion by adding one). Zero-cost and unsupported
    /// projects as
    /// in docs/budget-shares.md.
    public func allocation(by rule: BudgetRule, satisfaction: Satisfaction) -> Allocation {
        switch rule {
        case .greedy: greedy(satisfaction)
        case .equalShares: equalShares(satisfaction)
        case .equalSharesAddOne: equalSharesAddOne(satisfaction)
        }
    }

    /// The numbers of the projects, ascending by identifier.
    func order() -> [Int] {
        projects.indices.sorted {
            projects[$0].id.unicodeScalars.lexicographicallyPrecedes(projects[$1].id.unicodeScalars)
        }
    }
}
