import MajorityRules
import Testing

/// A vote without paper or proxies: one web ballot for each choice that is not nil.
func counted(
    _ choices: [Choice?], areas: [Int]? = nil, groups: [String]? = nil, item: Int = 5, rules: VoteRules = VoteRules()
) throws -> MotionCount {
    let lines = choices.indices.map { row in
        let unit = "u" + String(repeating: "0", count: 5 - String(row).count) + String(row)
        return RollLine(unit: unit, areaCentiSquareMetres: areas?[row] ?? 10_000, headGroup: groups?[row] ?? unit)
    }
    var ballots: [Ballot] = []
    for (row, choice) in choices.enumerated() {
        guard let choice else { continue }
        ballots.append(
            Ballot(
                index: 10 + row, row: row, caster: .owner, channel: choice == .invalid ? .counter : .web,
                choices: [1: choice], castAtMs: 5))
    }
    let vote = try OwnersVote(
        roll: try Roll(lines), motions: [Motion(number: 1, item: try MatterItem(item))], rules: rules, opensAtMs: 1,
        closesAtMs: 10, closeIndex: 1_000_000, ballots: ballots)
    return vote.count().motions[0]
}

func choices(_ agree: Int, _ against: Int = 0, _ abstain: Int = 0, missing: Int = 0) -> [Choice?] {
    [Choice?](repeating: .agree, count: agree) + [Choice?](repeating: .against, count: against)
        + [Choice?](repeating: .abstain, count: abstain) + [Choice?](repeating: nil, count: missing)
}

@Suite("Thresholds of Civil Code article 278")
struct ThresholdTests {
    @Test("six of nine owners are two thirds, five are not; nobody demands seven")
    func nine() throws {
        #expect(try counted(choices(6, missing: 3)).hasParticipation)
        #expect(try !counted(choices(5, missing: 4)).hasParticipation)
        #expect(try counted(choices(6, missing: 3)).passed)
    }

    @Test("seven of ten owners are two thirds, six are not")
    func ten() throws {
        #expect(try counted(choices(7, missing: 3)).hasParticipation)
        #expect(try !counted(choices(6, missing: 4)).hasParticipation)
    }

    @Test("exactly half is not more than half")
    func half() throws {
        #expect(try !counted(choices(5, 5)).passed)
        #expect(try counted(choices(6, 5)).passed)
        #expect(try !counted(choices(5, 3, 2)).passed)
        #expect(try counted(choices(6, 3, 2)).passed)
    }

    @Test("exactly three quarters is at least three quarters")
    func threeQuarters() throws {
        #expect(try counted(choices(6, 2), item: 6).passed)
        #expect(try !counted(choices(5, 2), item: 6).passed)
        #expect(try counted(choices(3, 0, 1), item: 7).passed)
        #expect(try !counted(choices(74, 26), item: 8).passed)
        #expect(try counted(choices(75, 25), item: 8).passed)
    }

    @Test("area that passes does not make up for heads that fail, nor the other way round")
    func bothTests() throws {
        let largeAgree = [100_000, 100_000, 10_000, 10_000, 10_000, 10_000]
        let areaOnly = try counted(choices(2, 4), areas: largeAgree)
        #expect(areaOnly.checks.map(\.holds) == [true, true, true, false])
        #expect(!areaOnly.passed)
        let headsOnly = try counted(choices(4, 2), areas: largeAgree.reversed())
        #expect(headsOnly.checks.map(\.holds) == [true, true, false, true])
        #expect(!headsOnly.passed)
        let fewHeads = try counted(choices(2, missing: 4), areas: largeAgree)
        #expect(fewHeads.checks.map(\.holds) == [true, false, true, true])
        let littleArea = try counted(choices(4, missing: 2), areas: largeAgree.reversed())
        #expect(littleArea.checks.map(\.holds) == [false, true, true, true])
        #expect(!littleArea.passed)
    }

    @Test("one owner with thirty of a hundred flats is one head of seventy-one")
    func oneBuyer() throws {
        let groups = (0..<100).map { $0 < 30 ? "one" : "g\($0)" }
        let count = try counted(choices(100), groups: groups)
        #expect(count.totalHeads == 71)
        #expect(count.heads.agree == 71)
        #expect(count.area.agree == 1_000_000)
    }

    @Test("sixty per cent is enough to use the repair fund and not enough to raise it")
    func repairFund() throws {
        #expect(try counted(choices(60, 40), item: 5).passed)
        #expect(try !counted(choices(60, 40), item: 6).passed)
        let special = try (1...9).map { try MatterItem($0).majorityClass == .special }
        #expect(special == [false, false, false, false, false, true, true, true, false])
        #expect(throws: MajorityError.unknownItem) { try MatterItem(10) }
        #expect(throws: MajorityError.unknownItem) { try MatterItem(0) }
    }

    @Test("two thirds of 10,000.01 m² are reached by 6,666.68 m² and missed by 6,666.67 m²")
    func hundredths() throws {
        let missed = try counted([.agree, nil], areas: [666_667, 333_334])
        #expect(missed.checks[0].left == 2_000_001)
        #expect(missed.checks[0].right == 2_000_002)
        #expect(!missed.checks[0].holds)
        let reached = try counted([.agree, nil], areas: [666_668, 333_333])
        #expect(reached.checks[0].holds)
    }

    @Test("nobody taking part passes nothing, not even three quarters of nothing")
    func nobody() throws {
        for item in 1...9 {
            let count = try counted(choices(0, missing: 4), item: item)
            #expect(!count.passed)
            #expect(!count.hasParticipation)
        }
    }

    @Test("half of all taking part, as a stored web page tells its users, is not enough")
    func fiftyPerCent() throws {
        #expect(try !counted(choices(50, missing: 50)).hasParticipation)
        #expect(try !counted(choices(66, missing: 34)).hasParticipation)
        #expect(try counted(choices(67, missing: 33)).hasParticipation)
    }

    @Test("two thirds of the whole, as the regulations of 2018 demand, is neither needed nor enough")
    func oldRegulations() throws {
        // 54 % of the whole agree to a special matter, but they are three quarters of those who take part.
        #expect(try counted(choices(54, 18, missing: 28), item: 7).passed)
        // Two thirds of the whole agree, but of those who take part it is less than three quarters.
        #expect(try !counted(choices(67, 33), item: 7).passed)
    }

    @Test("participation counts abstentions and votes against, and invalid marks only if the rules say so")
    func invalid() throws {
        let marks = choices(4, 1, 1, missing: 2) + [.invalid]
        let strict = try counted(marks)
        #expect(strict.area.part == 60_000)
        #expect(strict.area.invalid == 10_000)
        #expect(strict.units.part == 6)
        var rules = VoteRules()
        rules.invalidParticipates = true
        let wide = try counted(marks, rules: rules)
        #expect(wide.area.part == 70_000)
        #expect(wide.heads.part == 7)
        #expect(wide.heads.invalid == 1)
        #expect(wide.area.agree == strict.area.agree)
    }

    @Test("unreturned ballots follow no majority; asked for, the other count is printed and does not decide")
    func followMajority() throws {
        let marks = choices(5, 1, missing: 4)
        #expect(try counted(marks).followMajority == nil)
        var rules = VoteRules()
        rules.followMajority = true
        let count = try counted(marks, rules: rules)
        #expect(!count.passed)
        #expect(count.followMajority?.passed == true)
        #expect(count.followMajority?.option == .agree)
        #expect(count.followMajority?.units == 4)
        let even = try counted(choices(3, 3, missing: 4), rules: rules)
        #expect(even.followMajority?.option == nil)
        #expect(even.followMajority?.units == 0)
    }

    @Test("a head whose parts disagree votes as more than half of its area, on a tie it abstains")
    func splitHeads() throws {
        let groups = ["a", "a", "a", "b", "c"]
        let areas = [6000, 3000, 2000, 5000, 5000]
        let majority = try counted([.agree, .against, .against, .agree, .against], areas: areas, groups: groups)
        #expect(majority.heads.agree == 2)
        #expect(majority.heads.against == 1)
        #expect(majority.splitHeads == 1)
        #expect(majority.area.agree == 11_000)
        let tie = try counted([.agree, .against, nil, .agree, .agree], areas: [3000, 3000, 1, 1, 1], groups: groups)
        #expect(tie.heads.abstain == 1)
        #expect(tie.heads.part == 3)
        let part = try counted([nil, .against, nil, .agree, .agree], areas: areas, groups: groups)
        #expect(part.heads.against == 1)
        #expect(part.area.part == 13_000)
    }

    @Test("the words name every number in both languages")
    func words() throws {
        let count = try counted([.agree, .agree, nil], areas: [666_668, 100, 333_233], item: 6)
        #expect(
            count.chinese
                == "议题1（民法典第二百七十八条第6项，特别事项）：专有部分总面积10000.01平方米，业主总人数3人；"
                + "参与表决6667.68平方米（3×参与与2×总数：20003.04>=20000.02 成立），2人（6>=6 成立）；"
                + "同意6667.68平方米（4×同意与3×参与：26670.72>=20003.04 成立），2人（8>=6 成立）。结论：通过。")
        #expect(
            count.english
                == "Motion 1 (Civil Code article 278 item 6, special): total 10000.01 m² and 3 heads; "
                + "took part 6667.68 m² (3×part to 2×total: 20003.04>=20000.02 holds) and 2 heads (6>=6 holds); "
                + "agreed 6667.68 m² (4×agree to 3×part: 26670.72>=20003.04 holds) and 2 heads (8>=6 holds). Passed.")
    }

    @Test("every split of up to twelve equal owners gives what fractions give")
    func allSmallVotes() throws {
        for total in 1...12 {
            for part in 0...total {
                for agree in 0...part {
                    let marks = choices(agree, part - agree, missing: total - part)
                    let ordinary = try counted(marks, item: 1)
                    let special = try counted(marks, item: 8)
                    let isEnough = part * 3 >= total * 2 && part > 0
                    #expect(ordinary.passed == (isEnough && agree > part - agree))
                    #expect(special.passed == (isEnough && agree >= 3 * (part - agree)))
                }
            }
        }
    }

    @Test("the largest roll does not overflow")
    func largest() throws {
        let areas = [Int](repeating: 10_000_000_000, count: 1000)
        let count = try counted(choices(750, 250), areas: areas, item: 7)
        #expect(count.passed)
        #expect(count.checks[2].left == 30_000_000_000_000)
    }
}
