import Testing

@testable import WalkGraph

@Suite("Who may walk where")
struct WalkerTests {
    /// Two ways from A (0, 0) to B (0, 100): straight on, and round by the east, 300 m.
    private func twoWays(_ straight: WalkTraits) throws -> WalkNetwork {
        try WalkNetwork(lines: [
            WalkLine([Maps.at(0, 0), Maps.at(0, 100)], traits: straight),
            WalkLine([Maps.at(0, 0), Maps.at(100, 0), Maps.at(100, 100), Maps.at(0, 100)]),
        ])
    }

    private func metres(
        _ network: WalkNetwork, _ profile: WalkProfile, at minute: WalkMinute? = nil, back: Bool = false
    ) throws -> Int {
        let costs = WalkCosts(network, for: profile, at: minute)
        let (a, b) = (try #require(costs.snap(Maps.at(0, 0))), try #require(costs.snap(Maps.at(0, 100))))
        let cost = try #require(costs.costs(from: back ? b : a, to: [back ? a : b])[0])
        return (cost.thousandths + 500) / 1_000
    }

    @Test("prams and wheelchairs go round stairs, unless there is their ramp")
    func avoidsStairs() throws {
        var stairs = WalkTraits(kind: .stairs)
        #expect(try metres(twoWays(stairs), .adult) == 100)
        #expect(try metres(twoWays(stairs), .elder) == 100)
        #expect(try metres(twoWays(stairs), .pram) == 300)
        #expect(try metres(twoWays(stairs), .wheelchair) == 300)
        stairs.hasPramRamp = true
        #expect(try metres(twoWays(stairs), .pram) == 100)
        #expect(try metres(twoWays(stairs), .wheelchair) == 300)
        stairs.hasWheelchairRamp = true
        #expect(try metres(twoWays(stairs), .wheelchair) == 100)
    }

    @Test("wheelchairs go round slopes over 1:12, up and down")
    func avoidsSlopes() throws {
        for (permille, expected) in [(83, 100), (84, 300), (-83, 100), (-84, 300)] {
            let network = try twoWays(WalkTraits(slopePermille: Int16(permille)))
            #expect(try metres(network, .wheelchair) == expected)
            #expect(try metres(network, .adult) == 100)
        }
        var barred = WalkTraits()
        barred.isBarredToWheelchairs = true
        #expect(try metres(twoWays(barred), .wheelchair) == 300)
        #expect(try metres(twoWays(barred), .pram) == 100)
    }

    @Test("private ways are for residents, closed ones for nobody, one-way ones for one direction")
    func asksAccess() throws {
        var resident = WalkProfile.adult
        resident.isResident = true
        #expect(try metres(twoWays(WalkTraits(access: .residents)), .adult) == 300)
        #expect(try metres(twoWays(WalkTraits(access: .residents)), resident) == 100)
        #expect(try metres(twoWays(WalkTraits(access: .nobody)), resident) == 300)
        #expect(try metres(twoWays(WalkTraits(direction: .forwards)), .adult) == 100)
        #expect(try metres(twoWays(WalkTraits(direction: .forwards)), .adult, back: true) == 300)
        #expect(try metres(twoWays(WalkTraits(direction: .backwards)), .adult) == 300)
    }

    @Test("a gate stops who comes after its hours, and a turnstile stops wheels")
    func asksGates() throws {
        func network(_ gate: WalkGate) throws -> WalkNetwork {
            try WalkNetwork(
                lines: [
                    WalkLine([Maps.at(0, 0), Maps.at(0, 100)]),
                    WalkLine([Maps.at(0, 0), Maps.at(100, 0), Maps.at(100, 100), Maps.at(0, 100)]),
                ], gates: [WalkDrawnGate(Maps.at(0.2, 50), gate: gate)])
        }
        let hours = try #require(WalkHours(openingHours: "06:00-22:00"))
        let gated = try network(WalkGate(hours: hours))
        #expect(gated.nodes.count == 5)
        #expect(try metres(gated, .adult, at: WalkMinute(day: 2, hour: 21, minute: 59)) == 100)
        #expect(try metres(gated, .adult, at: WalkMinute(day: 2, hour: 22, minute: 0)) == 300)
        #expect(try metres(gated, .adult) == 100)
        let narrow = try network(WalkGate(isPassableOnWheels: false))
        #expect(try metres(narrow, .pram) == 300)
        #expect(try metres(narrow, .elder) == 100)
    }

    @Test("time counts speed, stairs, climb and the wait at crossings")
    func countsTime() throws {
        func seconds(_ traits: WalkTraits, heights: [Double]? = nil, back: Bool = false, wait: Int32 = 0) throws -> Int
        {
            let network = try WalkNetwork(lines: [
                WalkLine([Maps.at(0, 0), Maps.at(0, 120)], traits: traits, heightsMetres: heights)
            ])
            var walker = WalkProfile(name: "test", speedMillimetresPerSecond: 1_200)
            walker.crossingMilliseconds = wait
            let costs = WalkCosts(network, for: walker, by: .time)
            let ends = [try #require(network.snap(node: 0)), try #require(network.snap(node: 1))]
            let cost = try #require(costs.costs(from: ends[back ? 1 : 0], to: [ends[back ? 0 : 1]])[0])
            return (cost.thousandths + 500) / 1_000
        }
        #expect(try seconds(WalkTraits()) == 100)
        #expect(try seconds(WalkTraits(kind: .stairs)) == 200)
        #expect(try seconds(WalkTraits(), heights: [0, 10]) == 160, "ten metres of climb cost a minute")
        #expect(try seconds(WalkTraits(), heights: [0, 10], back: true) == 100)
        #expect(try seconds(WalkTraits(kind: .crossing), wait: 20_000) == 120)
    }

    @Test("the tags of a way say who walks it")
    func readsTags() {
        func traits(_ tags: [String: String], _ change: (inout WalkTagRules) -> Void = { _ in }) -> WalkTraits? {
            var rules = WalkTagRules()
            change(&rules)
            return rules.traits { tags[$0] }
        }
        #expect(traits(["highway": "footway"])?.kind == .path)
        #expect(traits(["highway": "footway", "footway": "crossing"])?.kind == .crossing)
        #expect(traits(["highway": "steps", "ramp:stroller": "yes"])?.hasPramRamp == true)
        #expect(traits(["highway": "residential"])?.kind == .street)
        for highway in [
            "motorway", "motorway_link", "trunk", "construction", "proposed", "platform", "raceway", "bus_stop",
        ] {
            #expect(traits(["highway": highway]) == nil, "\(highway)")
        }
        #expect(traits(["highway": "trunk", "foot": "yes"]) != nil)
        #expect(traits(["highway": "motorway", "foot": "yes"]) == nil)
        #expect(traits(["highway": "service", "foot": "no"]) == nil)
        #expect(traits(["highway": "service", "access": "private"]) == nil)
        #expect(traits(["highway": "service", "access": "no"]) == nil)
        #expect(traits(["highway": "service", "access": "private", "foot": "permissive"])?.access == .everybody)
        #expect(traits(["highway": "service", "access": "private"]) { $0.keepsPrivate = true }?.access == .residents)
        #expect(traits(["highway": "service", "access": "no"]) { $0.ignoresAccess = true } != nil)
        #expect(traits(["highway": "service", "foot": "no"]) { $0.ignoresAccess = true } == nil)
        #expect(traits(["building": "yes"]) == nil)
        #expect(traits(["highway": "steps", "oneway": "yes"])?.direction == .forwards)
        #expect(traits(["highway": "service", "oneway": "yes"])?.direction == .both)
        #expect(traits(["highway": "path", "incline": "-8.5%"])?.slopePermille == -85)
        #expect(traits(["highway": "path", "incline": "5°"])?.slopePermille == 87)
        for text in ["up", "90°", "%", "1e9%", "nan%"] { #expect(WalkTagRules.slope(text) == nil, "\(text)") }
    }

    @Test("gates are read only where the rules ask for them")
    func readsGates() {
        func gate(_ tags: [String: String], reads: Bool = true) -> WalkGate? {
            var rules = WalkTagRules()
            rules.readsGates = reads
            return rules.gate { tags[$0] }
        }
        #expect(gate(["barrier": "gate"], reads: false) == nil)
        #expect(gate(["barrier": "gate"]) == WalkGate())
        #expect(gate(["barrier": "entrance"]) == nil)
        #expect(gate(["barrier": "gate", "access": "private"])?.access == .residents)
        #expect(gate(["barrier": "gate", "access": "private", "foot": "yes"])?.access == .everybody)
        #expect(gate(["barrier": "gate", "locked": "yes"])?.access == .residents)
        #expect(gate(["barrier": "gate", "access": "no"])?.access == .nobody)
        #expect(gate(["barrier": "stile"])?.isPassableOnWheels == false)
    }

    @Test("opening hours are read, and what cannot be read is not guessed")
    func readsHours() throws {
        func isOpen(_ text: String, _ day: Int, _ hour: Int, _ minute: Int = 0) throws -> Bool {
            let hours = try #require(WalkHours(openingHours: text), "\(text)")
            let moment = try #require(WalkMinute(day: day, hour: hour, minute: minute))
            return hours.isOpen(at: moment)
        }
        #expect(try isOpen("24/7", 6, 23, 59))
        #expect(try isOpen("06:00-22:00", 0, 6))
        #expect(try !isOpen("06:00-22:00", 0, 5, 59))
        #expect(try !isOpen("Mo-Fr 06:00-22:00", 5, 12))
        #expect(try isOpen("Mo-Fr 06:00-22:00; Sa,Su 08:00-18:00", 6, 17, 59))
        #expect(try !isOpen("Mo-Su 06:00-22:00; We off", 2, 12))
        #expect(try isOpen("Mo 06:00-09:00,16:00-20:00", 0, 16))
        #expect(try !isOpen("Mo 06:00-09:00,16:00-20:00", 0, 12))
        #expect(try isOpen("22:00-02:00", 0, 1), "Sunday night runs into Monday")
        #expect(try isOpen("Su 22:00-26:00", 0, 1))
        #expect(try isOpen("Sa-Mo 10:00-11:00", 0, 10))
        for text in [
            "sunrise-sunset", "Jan-Mar 08:00-12:00", "PH off", "8-12", "Mo 25:00-26:00", "06:00", "", " ", " ; ", ";",
            "06:0-08:00",
        ] {
            #expect(WalkHours(openingHours: text) == nil, "\(text)")
        }
        #expect(WalkMinute(day: 7, hour: 0, minute: 0) == nil)
        #expect(WalkMinute(rawValue: 10_080) == nil)
    }
}
