import MajorityRules
import Testing

@Suite("Rolls, ballots, proxies, disputes")
struct RecordTests {
    /// Three units of 100 m²; the third has a key. One paper batch at log index 50, closed at 60.
    func vote(
        _ ballots: [Ballot], proxies: [Proxy] = [], voids: [VoidRecord] = [], rules: VoteRules = VoteRules()
    ) throws -> OwnersVote {
        let roll = try Roll(
            ["a", "b", "c"].map {
                RollLine(unit: $0, areaCentiSquareMetres: 10_000, headGroup: $0, hasKey: $0 == "c")
            })
        return try OwnersVote(
            roll: roll,
            motions: [Motion(number: 1, item: try MatterItem(1)), Motion(number: 2, item: try MatterItem(6))],
            rules: rules, opensAtMs: 100, closesAtMs: 200, closeIndex: 60, ballots: ballots, proxies: proxies,
            voids: voids, batches: [50: 3])
    }

    func ballot(
        _ index: Int, row: Int = 0, _ choice: Choice = .agree, by caster: Ballot.Caster = .owner,
        _ channel: Ballot.Channel = .web, at moment: Int = 150, signed: Bool = false, motions: [Int] = [1]
    ) -> Ballot {
        Ballot(
            index: index, row: row, caster: caster, channel: channel,
            choices: Dictionary(uniqueKeysWithValues: motions.map { ($0, choice) }), castAtMs: moment, isSigned: signed,
            scan: channel == .paper ? .init(batch: 50, number: index % 3) : nil)
    }

    @Test("of several ballots the last counts, or the first if the rules say so")
    func revote() throws {
        let both = [ballot(10, .agree), ballot(11, .against)]
        let last = try vote(both).count()
        #expect(last.status == [.superseded, .counted])
        #expect(last.motions[0].area.against == 10_000)
        let first = try vote(both, rules: VoteRules(revote: .first)).count()
        #expect(first.status == [.counted, .superseded])
        #expect(first.motions[0].area.agree == 10_000)
    }

    @Test("paper counts before web whatever the order, unless the rules say otherwise")
    func paper() throws {
        let mixed = [ballot(10, .agree, .paper), ballot(20, .against, .web)].map { $0 }
        #expect(try vote(mixed).count().status == [.counted, .superseded])
        #expect(try vote(mixed, rules: VoteRules(paperOverrides: false)).count().status == [.superseded, .counted])
        let counter = [ballot(10, .agree, .web), ballot(20, .against, .counter)]
        #expect(try vote(counter).count().status == [.superseded, .counted])
    }

    @Test("paper may be keyed after the close, because the box was sealed before it")
    func keyedLate() throws {
        let keyed = try vote([ballot(70, .agree, .paper, at: 300)]).count()
        #expect(keyed.status == [.counted])
        #expect(try vote([ballot(70, .agree, .web)]).count().status == [.late])
    }

    @Test("ballots outside the window do not count; the first moment does, the closing moment does not")
    func window() throws {
        let moments = [99, 100, 199, 200]
        let fates = try moments.map { try vote([ballot(10, at: $0)]).count().status[0] }
        #expect(fates == [.outOfWindow, .counted, .counted, .outOfWindow])
        #expect(try vote([ballot(10, .agree, .paper, at: 99)]).count().status == [.outOfWindow])
    }

    @Test("a unit with a key counts signed ballots and paper only")
    func keys() throws {
        #expect(try vote([ballot(10, row: 2)]).count().status == [.needsSignature])
        #expect(try vote([ballot(10, row: 2, .agree, .counter)]).count().status == [.needsSignature])
        #expect(
            try vote([ballot(10, row: 2, signed: true), ballot(11, row: 2)]).count().status == [
                .counted, .needsSignature,
            ])
        #expect(try vote([ballot(10, row: 2, .agree, .paper)]).count().status == [.counted])
    }

    func proxy(_ index: Int, row: Int = 0, _ agent: String = "x", motions: Set<Int> = [1, 2], until: Int = 500) -> Proxy
    {
        Proxy(index: index, row: row, agent: agent, motions: motions, expiresAtMs: until)
    }

    @Test("an agent's ballot needs an earlier, unexpired proxy for every motion it marks")
    func proxies() throws {
        let cast = ballot(10, by: .proxy, motions: [1, 2])
        #expect(try vote([cast], proxies: [proxy(5)]).count().status == [.counted])
        #expect(try vote([cast]).count().status == [.proxy])
        #expect(try vote([cast], proxies: [proxy(11)]).count().status == [.proxy])
        #expect(try vote([cast], proxies: [proxy(5, until: 149)]).count().status == [.proxy])
        #expect(try vote([cast], proxies: [proxy(5, until: 150)]).count().status == [.counted])
        #expect(try vote([cast], proxies: [proxy(5, motions: [1])]).count().status == [.proxy])
        #expect(try vote([cast], proxies: [proxy(5, row: 1)]).count().status == [.proxy])
        #expect(try vote([cast], proxies: [proxy(5), proxy(6, motions: [1])]).count().status == [.proxy])
    }

    @Test("an owner's own ballot revokes the proxy, before or after the agent's, even against paper")
    func ownVote() throws {
        let agent = ballot(10, .agree, by: .proxy)
        #expect(
            try vote([agent, ballot(11, .against)], proxies: [proxy(5)]).count().status == [.superseded, .counted])
        let early = [ballot(9, .against), agent]
        #expect(try vote(early, proxies: [proxy(5)]).count().status == [.counted, .superseded])
        let paper = [ballot(9, .against), ballot(70, .agree, by: .proxy, .paper)]
        #expect(try vote(paper, proxies: [proxy(5)]).count().status == [.counted, .superseded])
    }

    @Test("an agent votes for no more units than the limit, in the order of the log")
    func proxyLimit() throws {
        let cast = [ballot(10, row: 0, by: .proxy), ballot(11, row: 1, by: .proxy)]
        let granted = [proxy(4, row: 1), proxy(5, row: 0), proxy(6, row: 1)]
        let one = try vote(cast, proxies: granted, rules: VoteRules(proxyUnitsMax: 1)).count()
        #expect(one.status == [.proxy, .counted])
        #expect(one.proxiesOverLimit == 1)
        #expect(
            try vote(cast, proxies: granted, rules: VoteRules(proxyUnitsMax: 0)).count().status == [.proxy, .proxy])
        #expect(try vote(cast, proxies: granted, rules: VoteRules(proxyUnitsMax: nil)).count().proxiesOverLimit == 0)
    }

    @Test("a disputed unit takes no part until the dispute is settled; the denominators keep it")
    func disputes() throws {
        let cast = [ballot(10, .agree, by: .coowner), ballot(11, .against, by: .coowner), ballot(12, row: 1)]
        let open = try vote(cast, voids: [VoidRecord(index: 65, target: .disputed(row: 0))]).count()
        #expect(open.status == [.disputed, .disputed, .counted])
        #expect(open.disputedUnits == 1)
        #expect(open.disputedArea == 10_000)
        #expect(open.motions[0].totalArea == 30_000)
        #expect(open.motions[0].area.part == 10_000)
        #expect(open.motions[0].dependsOnDisputes)
        let settled = try vote(
            cast,
            voids: [
                VoidRecord(index: 65, target: .disputed(row: 0)), VoidRecord(index: 66, target: .resolved(row: 0)),
            ]
        ).count()
        #expect(settled.status == [.superseded, .counted, .counted])
        #expect(settled.disputedUnits == 0)
    }

    @Test("a void ballot gives way to the one before it")
    func voids() throws {
        let cast = [ballot(10, .agree), ballot(11, .against)]
        let count = try vote(cast, voids: [VoidRecord(index: 62, target: .ballot(11))]).count()
        #expect(count.status == [.counted, .void])
    }

    @Test("the result says when it rests on ballots that only the server attests")
    func classes() throws {
        let weak = try vote([ballot(10), ballot(11, row: 1)]).count().motions[0]
        #expect(weak.dependsOnClassB)
        #expect(weak.byClass[.attested]?.area == 20_000)
        #expect(weak.byClass[.signed]?.units == 0)
        let strong = try vote([ballot(12, .agree, .paper), ballot(13, row: 1, .agree, .paper)]).count().motions[0]
        #expect(!strong.dependsOnClassB)
        #expect(strong.byClass[.paper]?.agreeArea == 20_000)
        let signed = try vote([ballot(10, row: 2, signed: true)]).count().motions[0]
        #expect(signed.byClass[.signed]?.units == 1)
    }

    @Test("a motion that a ballot leaves out is one its unit takes no part in")
    func blanks() throws {
        let count = try vote([ballot(10), ballot(11, row: 1, motions: [1, 2])]).count()
        #expect(count.motions[0].area.part == 20_000)
        #expect(count.motions[1].area.part == 10_000)
    }

    @Test("records that cannot be are refused")
    func refused() throws {
        #expect(throws: MajorityError.recordsNotOrdered(position: 1)) { try vote([ballot(11), ballot(10)]) }
        #expect(throws: MajorityError.recordsNotOrdered(position: 1)) { try vote([ballot(11), ballot(11)]) }
        #expect(throws: MajorityError.rowOutOfRange(position: 0)) { try vote([ballot(11, row: 3)]) }
        #expect(throws: MajorityError.rowOutOfRange(position: 0)) { try vote([], proxies: [proxy(1, row: 9)]) }
        #expect(throws: MajorityError.motionUnknown(position: 0)) { try vote([ballot(11, motions: [3])]) }
        #expect(throws: MajorityError.motionUnknown(position: 0)) { try vote([ballot(11, motions: [])]) }
        for scan in [nil, Ballot.Scan(batch: 50, number: 3), .init(batch: 51, number: 0), .init(batch: 50, number: -1)]
        {
            let bad = Ballot(
                index: 1, row: 0, caster: .owner, channel: .paper, choices: [1: .agree], castAtMs: 150, scan: scan)
            #expect(throws: MajorityError.scanMismatch(position: 0)) { try vote([bad]) }
        }
        let web = Ballot(
            index: 1, row: 0, caster: .owner, channel: .web, choices: [1: .agree], castAtMs: 150,
            scan: .init(batch: 50, number: 0))
        #expect(throws: MajorityError.scanMismatch(position: 0)) { try vote([web]) }
    }

    @Test("rolls that cannot be are refused")
    func badRolls() {
        func line(_ unit: String, _ area: Int = 1, _ group: String = "g") -> RollLine {
            RollLine(unit: unit, areaCentiSquareMetres: area, headGroup: group)
        }
        #expect(throws: MajorityError.rollSize) { try Roll([]) }
        #expect(throws: MajorityError.unitsNotOrdered(row: 1)) { try Roll([line("b"), line("a")]) }
        #expect(throws: MajorityError.unitsNotOrdered(row: 1)) { try Roll([line("a"), line("a")]) }
        #expect(throws: MajorityError.nameMissing(row: 0)) { try Roll([line("")]) }
        #expect(throws: MajorityError.nameMissing(row: 0)) { try Roll([line("a", 1, "")]) }
        for area in [0, -1, 10_000_000_001] {
            #expect(throws: MajorityError.areaOutOfRange(row: 0)) { try Roll([line("a", area)]) }
        }
    }
}

@Suite("The roll by law")
struct RollByLawTests {
    func part(
        _ unit: String, _ buyers: [String], areas: [ExclusivePart.AreaSource: Int] = [.registered: 10_000],
        use: ExclusivePart.Use = .home, sold: Bool = true, delivered: Bool = true
    ) -> ExclusivePart {
        ExclusivePart(unit: unit, areas: areas, use: use, buyers: buyers, isSold: sold, isDelivered: delivered)
    }

    @Test("several parts of one buyer are one head, co-owners are one head, areas add up")
    func heads() throws {
        let roll = try Roll(
            parts: [
                part("1-101", ["li"]), part("1-102", ["li"]), part("1-103", ["li", "wang"]),
                part("1-104", ["wang", "li"]),
                part("1-105", ["wang"]),
            ], rules: VoteRules())
        #expect(roll.totalHeads == 3)
        #expect(roll.totalAreaCentiSquareMetres == 50_000)
        #expect(roll.lines.map(\.headGroup) == ["1-101", "1-101", "1-103", "1-103", "1-105"])
    }

    @Test("what the developer has not sold or not delivered is one head together")
    func unsold() throws {
        let roll = try Roll(
            parts: [
                part("1", [], sold: false), part("2", [], sold: false), part("3", ["a"], delivered: false),
                part("4", ["a"]), part("5", ["b"]),
            ], rules: VoteRules())
        #expect(roll.totalHeads == 3)
        #expect(roll.lines.map(\.headGroup) == ["1", "1", "1", "4", "5"])
    }

    @Test("the registered area counts, else the surveyed, else the contract's; without any there is no roll")
    func areas() throws {
        let roll = try Roll(
            parts: [
                part("1", ["a"], areas: [.contract: 3, .surveyed: 2, .registered: 1]),
                part("2", ["b"], areas: [.contract: 3, .surveyed: 2]), part("3", ["c"], areas: [.contract: 3]),
            ], rules: VoteRules())
        #expect(roll.lines.map(\.areaCentiSquareMetres) == [1, 2, 3])
        #expect(throws: MajorityError.areaOutOfRange(row: 0)) {
            try Roll(parts: [part("1", ["a"], areas: [:])], rules: VoteRules())
        }
        #expect(throws: MajorityError.buyerMissing(row: 0)) { try Roll(parts: [part("1", [])], rules: VoteRules()) }
    }

    @Test("parking stands on the roll only if the rules of procedure count it")
    func parking() throws {
        let parts = [part("1", ["a"]), part("P1", ["a"], use: .parking), part("P2", ["b"], use: .parking)]
        #expect(try Roll(parts: parts, rules: VoteRules()).totalHeads == 1)
        let counted = try Roll(parts: parts, rules: VoteRules(parkingCounts: true))
        #expect(counted.totalHeads == 2)
        #expect(counted.lines.count == 3)
    }

    @Test("the roll is in the order of its units' bytes and knows its keys")
    func order() throws {
        let roll = try Roll(
            parts: ["2", "10", "里", "1"].map { part($0, ["o" + $0]) }, rules: VoteRules(), keyed: ["10"])
        #expect(roll.lines.map(\.unit) == ["1", "10", "2", "里"])
        #expect(roll.lines.map(\.hasKey) == [false, true, false, false])
        #expect(roll.row(of: "里") == 3)
        #expect(roll.row(of: "3") == nil)
    }
}
