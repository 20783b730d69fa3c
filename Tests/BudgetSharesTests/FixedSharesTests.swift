import BigInt
import Testing

@testable import BudgetShares

@Suite("Bounds of fixed size against exact fractions")
struct FixedSharesTests {
    /// A reproducible sequence.
    struct Sequence: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test("a course that the bounds find is the exact one, in 600 random elections", arguments: Satisfaction.allCases)
    func agree(satisfaction: Satisfaction) {
        var random = Sequence(state: 7)
        var decided = 0
        for _ in 0..<600 {
            let costs = (0..<Int.random(in: 1...8, using: &random)).map { _ in Int.random(in: 1...60, using: &random) }
            let ballots = (0..<Int.random(in: 1...25, using: &random)).map { _ in
                costs.indices.filter { _ in Bool.random(using: &random) }.map {
                    Election.Support(project: $0, points: Int.random(in: 1...5, using: &random))
                }
            }
            let vote = Election(
                voteType: .cumulative, budget: Int.random(in: 1...150, using: &random), unitsPerCurrencyUnit: 1,
                projects: costs.enumerated().map { Election.Project(id: "\($0)", name: "", cost: $1) }, ballots: ballots
            )
            let method = EqualShares(vote, satisfaction: satisfaction)
            let exact = method.run(share: BigInt(vote.budget)).selected
            guard let quick = FixedShares(method, budget: vote.budget)?.run(shares: vote.budget...vote.budget) else {
                continue
            }
            decided += 1
            #expect(quick == exact)
        }
        #expect(decided > 300)
    }

    @Test("one course for a range of shares is the course of every share in it, and adding one is as one by one")
    func ranges() {
        var random = Sequence(state: 11)
        for _ in 0..<150 {
            let costs = (0..<6).map { _ in Int.random(in: 50...900, using: &random) }
            let ballots = (0..<Int.random(in: 2...12, using: &random)).map { _ in
                costs.indices.filter { _ in Bool.random(using: &random) }.map {
                    Election.Support(project: $0, points: 1)
                }
            }
            let vote = Election(
                voteType: .approval, budget: Int.random(in: 100...1_500, using: &random), unitsPerCurrencyUnit: 1,
                projects: costs.enumerated().map { Election.Project(id: "\($0)", name: "", cost: $1) }, ballots: ballots
            )
            let method = EqualShares(vote, satisfaction: .cost)
            let upper = vote.budget + 40 * ballots.count
            if let course = FixedShares(method, budget: vote.budget)?.run(shares: vote.budget...upper) {
                for share in stride(from: vote.budget, through: upper, by: ballots.count) {
                    #expect(method.run(share: BigInt(share)).selected == course)
                }
            }
            #expect(vote.allocation(by: .equalSharesAddOne, satisfaction: .cost).selected == oneByOne(vote, method))
        }
    }

    /// The completion as it is defined, without any shortcut.
    private func oneByOne(_ vote: Election, _ method: EqualShares) -> [Int] {
        var last: [Int] = []
        var share = vote.budget
        while true {
            let selected = method.run(share: BigInt(share)).selected.sorted()
            let cost = selected.reduce(0) { $0 + vote.projects[$1].cost }
            if cost > vote.budget { return last }
            let isFull = !method.candidates.contains {
                !selected.contains($0.project) && $0.cost <= vote.budget - cost
            }
            if isFull { return selected }
            last = selected
            share += vote.ballots.count
        }
    }
}
