import BudgetShares
import Foundation
import Testing

/// An approval election from costs and votes; identifiers are letters.
func election(_ costs: [Int], budget: Int, votes: [[Int]], type: Election.VoteType = .approval) -> Election {
    Election(
        voteType: type, budget: budget, unitsPerCurrencyUnit: 1,
        projects: costs.enumerated().map { index, cost in
            let id = String(UnicodeScalar(UInt8(97 + index)))
            return Election.Project(id: id, name: id, cost: cost)
        },
        ballots: votes.map { $0.map { Election.Support(project: $0, points: 1) } })
}

@Suite("Choosing projects")
struct AllocationTests {
    @Test("greedy takes the project with most supporters first and skips what does not fit")
    func greedySkips() {
        let result = election([60, 50, 40], budget: 100, votes: [[0, 1], [0, 1], [0, 2], [0]])
            .allocation(by: .greedy, satisfaction: .cost)
        #expect(result.selected == [0, 2])
        #expect(result.spent == 100)
        #expect(result.reasons[1] == .doesNotFit(left: 40, satisfactionPerUnit: "2"))
    }

    @Test("a tie goes to the first identifier under every rule", arguments: BudgetRule.allCases)
    func tie(rule: BudgetRule) {
        let result = election([10, 10], budget: 10, votes: [[0, 1], [0, 1]]).allocation(by: rule, satisfaction: .cost)
        #expect(result.selected == [0])
    }

    @Test("equal shares gives a minority what its share pays, where greedy gives it nothing")
    func minority() {
        // Six voters want a, b, c; four want d. Each has 10 of 100.
        let votes = [[Int]](repeating: [0, 1, 2], count: 6) + [[Int]](repeating: [3], count: 4)
        let vote = election([30, 30, 40, 40], budget: 100, votes: votes)
        #expect(vote.allocation(by: .greedy, satisfaction: .cost).selected == [0, 1, 2])
        let fair = vote.allocation(by: .equalShares, satisfaction: .cost)
        #expect(fair.selected == [0, 1, 3])
        #expect(fair.reasons[3] == .paidBySupporters(round: 3, supporters: 4, inFull: 4, highestShare: "10"))
        #expect(fair.reasons[2] == .supportersLack(supporters: 6, left: "0"))
    }

    @Test("a supporter who has less left than the share pays all of it and the others pay the rest")
    func poorSupporter() {
        // Shares of 10. a takes 8 of voters 0 and 1; then b costs 16 of voters 1 and 2: 2 and … 14 is more than 10.
        let short = election([16, 13], budget: 30, votes: [[0], [0, 1], [1]])
            .allocation(by: .equalShares, satisfaction: .cost)
        #expect(short.selected == [0])
        #expect(short.reasons[1] == .supportersLack(supporters: 2, left: "12"))
        let enough = election([16, 12], budget: 30, votes: [[0], [0, 1], [1]])
            .allocation(by: .equalShares, satisfaction: .cost)
        #expect(enough.selected == [0, 1])
        #expect(enough.reasons[1] == .paidBySupporters(round: 2, supporters: 2, inFull: 1, highestShare: "10"))
    }

    @Test("adding one unit to each share completes what equal shares leaves unspent")
    func addOne() {
        let vote = election([16, 13], budget: 30, votes: [[0], [0, 1], [1]])
        let completed = vote.allocation(by: .equalSharesAddOne, satisfaction: .cost)
        #expect(completed.selected == [0, 1])
        #expect(completed.addedPerVoter == 1)
        #expect(completed.spent == 29)
    }

    @Test("an outcome above the budget is never returned; the last one below it is")
    func addOneStops() {
        let vote = election([6, 6], budget: 10, votes: [[0], [1]])
        let result = vote.allocation(by: .equalSharesAddOne, satisfaction: .cost)
        #expect(result.selected.isEmpty)
        #expect(result.spent == 0)
    }

    @Test("no votes, no projects and no budget give an empty or harmless outcome", arguments: BudgetRule.allCases)
    func emptiness(rule: BudgetRule) {
        #expect(election([], budget: 10, votes: [[]]).allocation(by: rule, satisfaction: .cost).selected.isEmpty)
        #expect(election([5], budget: 0, votes: [[0]]).allocation(by: rule, satisfaction: .cost).selected.isEmpty)
        let unsupported = election([5], budget: 10, votes: []).allocation(by: rule, satisfaction: .cost)
        #expect(unsupported.selected == (rule == .greedy ? [0] : []))
    }

    @Test("reasons are told in words, with the amounts in the currency")
    func words() {
        let reason = Allocation.Reason.paidBySupporters(round: 2, supporters: 5, inFull: 3, highestShare: "4000/3")
        #expect(
            reason.sentence(unitsPerCurrencyUnit: 100)
                == "chosen in round 2: 3 of 5 supporters pay their equal share, at most ≈ 13.33, the other 2 all they "
                + "had left")
    }
}

@Suite("Elections of real cities", .enabled(if: SharedElections.isPresent, "the shared Pabulib files are absent"))
struct ReferenceTests {
    struct Case: Sendable, CustomStringConvertible {
        let key: String
        let rule: BudgetRule
        let satisfaction: Satisfaction
        var description: String { key }
    }

    static let cases = [
        Case(key: "greedy_cost", rule: .greedy, satisfaction: .cost),
        Case(key: "greedy_card", rule: .greedy, satisfaction: .cardinality),
        Case(key: "greedy_add", rule: .greedy, satisfaction: .points),
        Case(key: "mes_cost", rule: .equalShares, satisfaction: .cost),
        Case(key: "mes_card", rule: .equalShares, satisfaction: .cardinality),
        Case(key: "mes_add", rule: .equalShares, satisfaction: .points),
        Case(key: "mes_add1_cost", rule: .equalSharesAddOne, satisfaction: .cost),
    ]

    @Test("every reference outcome of pabutools is reached", arguments: cases)
    func reference(which: Case) throws {
        let bytes = try SharedElections.bytes("reference_pabutools.json")
        let all = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: [String: Any]])
        var compared = 0
        for (name, entry) in all {
            guard let expected = entry[which.key] as? [String] else { continue }
            let file = name.hasSuffix(".pb") ? name : name + ".pb"
            let election = try Election(PabulibFile(text: SharedElections.bytes(file)))
            let result = election.allocation(by: which.rule, satisfaction: which.satisfaction)
            #expect(Set(result.selected.map { election.projects[$0].id }) == Set(expected), "\(name)")
            #expect(result.spent <= election.budget)
            compared += 1
        }
        #expect(compared >= 7)
    }

    @Test("every file is read, written and read again without a change, and allocated within its budget")
    func allFiles() throws {
        for name in try SharedElections.files() {
            let file = try PabulibFile(text: SharedElections.bytes(name))
            #expect(try PabulibFile(text: file.encoded()) == file, "\(name)")
            let election = try Election(file)
            for rule in [BudgetRule.greedy, .equalShares] {
                let result = election.allocation(by: rule, satisfaction: .usual(for: election.voteType))
                let cost = result.selected.reduce(0) { $0 + election.projects[$1].cost }
                #expect(cost == result.spent && cost <= election.budget, "\(name)")
            }
        }
    }
}
