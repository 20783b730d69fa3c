import Testing

@testable import WalkGraph

@Suite("Drawn lines, snapping, outlines and figures")
struct WalkDrawingTests {
    @Test("lines that cross are joined where they cross, those on a bridge are not")
    func joinsCrossings() throws {
        let east = WalkLine([Maps.at(-50, 0), Maps.at(50, 0)])
        let flat = try WalkNetwork(lines: [east, WalkLine([Maps.at(0, -50), Maps.at(0, 50)])])
        #expect(flat.nodes.count == 5)
        #expect(flat.edges.count == 4)
        #expect(flat.largestPartNodeCount == 5)
        let bridge = try WalkNetwork(lines: [east, WalkLine([Maps.at(0, -50), Maps.at(0, 50)], startLevel: 1)])
        #expect(bridge.edges.count == 2)
        #expect(bridge.largestPartNodeCount == 2)
        let stairs = WalkLine(
            [Maps.at(0, 50), Maps.at(10, 25), Maps.at(20, 0)], traits: WalkTraits(kind: .stairs), startLevel: 1,
            endLevel: 0)
        let joined = try WalkNetwork(lines: [east, WalkLine([Maps.at(0, -50), Maps.at(0, 50)], startLevel: 1), stairs])
        #expect(joined.largestPartNodeCount == 6)
    }

    @Test("ends within the tolerance meet, farther ones do not")
    func mergesEnds() throws {
        let line = WalkLine([Maps.at(0, 0), Maps.at(0, 100)])
        func parts(_ gap: Double) throws -> (Int, Int) {
            let network = try WalkNetwork(lines: [line, WalkLine([Maps.at(gap, 50), Maps.at(80, 50)])])
            return (network.edges.count, network.largestPartNodeCount)
        }
        #expect(try parts(0.4) == (3, 4))
        #expect(try parts(-0.4) == (3, 4), "an end that runs a little over stands on the line")
        #expect(try parts(0.6) == (2, 2))
        #expect(try parts(-5) == (4, 5))
    }

    @Test("drawing is refused where a position or a list of heights is wrong")
    func refusesWrong() {
        #expect(throws: WalkGraphError.invalidPosition) {
            try WalkNetwork(lines: [WalkLine([Maps.at(0, 0), WalkPosition(latitude: .nan, longitude: 0)])])
        }
        #expect(throws: WalkGraphError.lengthMismatch) {
            try WalkNetwork(lines: [WalkLine([Maps.at(0, 0), Maps.at(0, 9)], heightsMetres: [1])])
        }
        #expect(throws: WalkGraphError.edgeTooLong) {
            try WalkNetwork(lines: [WalkLine([Maps.at(0, 0), Maps.at(0, 200_000)])])
        }
        #expect((try? WalkNetwork(lines: [WalkLine([Maps.at(0, 0)])]))?.edges.isEmpty == true)
    }

    @Test("a position joins the middle of the nearest edge, not the nearest node")
    func snapsToEdges() throws {
        let network = try WalkNetwork(lines: [
            WalkLine([Maps.at(0, 0), Maps.at(0, 1_000)]),
            WalkLine([Maps.at(30, 480), Maps.at(30, 600)], traits: WalkTraits(kind: .stairs)),
        ])
        let snap = try #require(network.snap(Maps.at(10, 500)))
        #expect(snap.edge == 0)
        #expect(abs(snap.offsetTenthMillimetres - 5_000_000) <= 20)
        #expect(abs(snap.gapTenthMillimetres - 100_000) <= 20)
        #expect(network.snap(Maps.at(28, 500))?.edge == 1)
        #expect(WalkCosts(network, for: .wheelchair).snap(Maps.at(28, 500))?.edge == 0)
        #expect(network.snap(Maps.at(700, 0)) == nil)
        #expect(network.snap(Maps.at(700, 0), within: 800)?.offsetTenthMillimetres == 0)
        #expect(network.snap(WalkPosition(latitude: .nan, longitude: 0)) == nil)
        let costs = WalkCosts(network)
        let other = try #require(costs.snap(Maps.at(0, 800)))
        let cost = try #require(costs.costs(from: snap, to: [other])[0])
        #expect(abs(cost.rawValue - 3_100_000) <= 60, "300 m and the gap of 10 m")
    }

    @Test("snapping finds what looking at every edge finds")
    func snapsLikeAll() throws {
        let network = try Maps.random(seed: 5, nodes: 200, edges: 300)
        var dice = Maps.Dice(state: 8)
        for _ in 0..<200 {
            let position = Maps.at(Double(dice.roll(1_100)) - 100, Double(dice.roll(1_100)) - 100)
            let found = network.snap(position, within: 2_000)
            let best = network.edges.indices.compactMap { only in
                network.snap(position, within: 2_000, where: { $0 == only })?.gapTenthMillimetres
            }.min()
            #expect(found?.gapTenthMillimetres == best)
        }
    }

    @Test("stretches end where the limit ends")
    func measuresStretches() throws {
        let network = try WalkNetwork(lines: [WalkLine([Maps.at(0, 0), Maps.at(0, 1_000)])])
        let costs = WalkCosts(network)
        let middle = try #require(costs.snap(Maps.at(0, 500)))
        let short = costs.stretches(of: costs.reach(from: middle, limit: .metres(100)))
        #expect(short.count == 1)
        #expect(abs(short[0].startTenthMillimetres - 4_000_000) <= 30)
        #expect(abs(short[0].endTenthMillimetres - 6_000_000) <= 30)
        let long = costs.stretches(of: costs.reach(from: middle, limit: .metres(600)))
        #expect(long.map(\.startTenthMillimetres) == [0])
        #expect(long.map(\.endTenthMillimetres) == [network.edges[0].lengthTenthMillimetres])
    }

    @Test("outlines are closed rings that go round what is reached and nothing else")
    func drawsOutlines() throws {
        let ring = [Maps.at(0, 0), Maps.at(200, 0), Maps.at(200, 200), Maps.at(0, 200), Maps.at(0, 0)]
        let network = try WalkNetwork(lines: [WalkLine(ring)])
        let costs = WalkCosts(network)
        let origin = try #require(network.snap(node: 0))
        let whole = try costs.outline(of: costs.reach(from: origin, limit: .metres(500)))
        #expect(whole.count == 1)
        #expect(whole[0].holes.count == 1)
        for closed in [whole[0].outer, whole[0].holes[0]] {
            #expect(closed.first == closed.last)
            #expect(Set(closed.dropLast()).count == closed.count - 1, "no position stands twice")
        }
        #expect(
            whole[0].outer.allSatisfy {
                Maps.at(-30, -30).latitude < $0.latitude && $0.longitude < Maps.at(230, 0).longitude
            })
        let part = try costs.outline(of: costs.reach(from: origin, limit: .metres(100)))
        #expect(part.map(\.holes.count) == [0])
        var filled = WalkOutlineStyle()
        filled.holeSquareMetresMin = 1e6
        #expect(try costs.outline(of: costs.reach(from: origin, limit: .metres(500)), style: filled)[0].holes.isEmpty)
        let nothing = try costs.outline(of: costs.reach(from: origin, limit: .metres(0)))
        #expect(nothing.count == 1, "the origin itself is always within reach")
        var wrong = WalkOutlineStyle()
        wrong.cellMetres = 40
        #expect(throws: WalkGraphError.invalidOutline) {
            try costs.outline(of: costs.reach(from: origin, limit: .metres(9)), style: wrong)
        }
    }

    @Test("coverage counts homes and people within the limit")
    func countsCoverage() throws {
        let table = WalkNearestTable(
            homeCount: 3, costs: [[.metres(300), nil, .metres(301)], [nil, nil, nil]])
        let coverage = try table.coverage(within: .metres(300), people: [2, 5, 3])
        #expect(coverage[0] == WalkCoverage(coveredHomes: 1, homes: 3, coveredPeople: 2, people: 10))
        #expect(coverage[0].homesPermille == 333)
        #expect(coverage[0].peoplePermille == 200)
        #expect(coverage[1].homesPermille == 0)
        #expect(WalkCoverage(coveredHomes: 0, homes: 0, coveredPeople: 0, people: 0).homesPermille == nil)
        #expect(throws: WalkGraphError.lengthMismatch) { try table.coverage(within: .metres(1), people: [1]) }
    }

    @Test("entropy is 0 for one function and 1 for equal parts")
    func measuresEntropy() {
        #expect(WalkMix(counts: []).entropy == 0)
        #expect(WalkMix(counts: [0, 0]).entropy == 0)
        #expect(WalkMix(counts: [7, 0, 0]).entropy == 0)
        #expect(abs(WalkMix(counts: [4, 4, 4]).entropy - 1) < 1e-12)
        #expect(abs(WalkMix(counts: [3, 1]).entropy - 0.811278) < 1e-6)
        let square = [Maps.at(0, 0), Maps.at(10, 0), Maps.at(10, 10), Maps.at(0, 10)]
        let next = [Maps.at(10, 0), Maps.at(20, 0), Maps.at(20, 10), Maps.at(10, 10)]
        let mixes = WalkMix.mixes(
            of: [square, next],
            things: [
                (Maps.at(5, 5), 0), (Maps.at(15, 5), 1), (Maps.at(10, 5), 1), (Maps.at(50, 5), 0), (Maps.at(5, 5), 9),
            ],
            functionCount: 2)
        #expect(mixes[0].counts[0] == 1)
        #expect(mixes[0].counts[1] + mixes[1].counts[1] == 2, "what stands on the edge counts once")
    }
}
