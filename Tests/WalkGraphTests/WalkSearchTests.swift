import Testing

@testable import WalkGraph

@Suite("Searches on random networks")
struct WalkSearchTests {
    /// All distances by Bellman and Ford, over a list of arcs made straight from the rules.
    private func all(from start: Int, _ costs: WalkCosts) -> [Int?] {
        var best = [Int?](repeating: nil, count: costs.network.nodes.count)
        best[start] = 0
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for (at, edge) in costs.network.edges.enumerated() {
                let ends = [(edge.from, edge.to, costs.forwards[at]), (edge.to, edge.from, costs.backwards[at])]
                for (from, to, cost) in ends where cost >= 0 {
                    guard !costs.isClosed[Int(from)], !costs.isClosed[Int(to)], let before = best[Int(from)] else {
                        continue
                    }
                    if best[Int(to)].map({ before + Int(cost) < $0 }) ?? true {
                        best[Int(to)] = before + Int(cost)
                        hasChanged = true
                    }
                }
            }
        }
        return best
    }

    @Test("one-to-many equals a plain search, at every limit", arguments: 1...12)
    func equalsPlainSearch(_ seed: Int) throws {
        let network = try Maps.random(seed: UInt64(seed), nodes: 60, edges: 90 + seed * 5)
        for metric in [WalkMetric.distance, .time] {
            for profile in WalkProfile.all {
                let costs = WalkCosts(network, for: profile, by: metric)
                for start in stride(from: 0, to: network.nodes.count, by: 17) where !costs.isClosed[start] {
                    let truth = all(from: start, costs)
                    var search = WalkSearch(nodeCount: network.nodes.count)
                    search.offer(Int32(start), cost: 0, label: 0, limit: .max)
                    search.spread(over: costs.leaving, limit: .max)
                    #expect(truth == search.costs.map { $0 == WalkSearch.far ? nil : Int($0) })
                    let limit: Int32 = 4_000_000
                    search.clear()
                    search.offer(Int32(start), cost: 0, label: 0, limit: limit)
                    search.spread(over: costs.leaving, limit: limit)
                    #expect(
                        truth.map { $0.flatMap { $0 <= Int(limit) ? $0 : nil } }
                            == search.costs.map { $0 == WalkSearch.far ? nil : Int($0) })
                }
            }
        }
    }

    @Test("many-to-one, nearest and one-to-many agree for places in the middle of edges", arguments: 1...8)
    func agreesOnEdges(_ seed: Int) throws {
        let network = try Maps.random(seed: UInt64(seed) * 77, nodes: 50, edges: 110)
        let costs = WalkCosts(network, for: .adult, by: seed % 2 == 0 ? .time : .distance)
        var dice = Maps.Dice(state: UInt64(seed))
        let places = (0..<40).compactMap { _ in
            costs.snap(Maps.at(Double(dice.roll(900)), Double(dice.roll(900))))
        }
        let facilities = Array(places.prefix(6))
        let limit = WalkCost(rawValue: 9_000_000)
        let nearest = costs.nearest(of: facilities, for: places, limit: limit)
        let backwards = facilities.map { costs.costs(from: places, to: $0, limit: limit) }
        for (at, place) in places.enumerated() {
            let forwards = costs.costs(from: place, to: facilities, limit: limit)
            #expect(forwards == backwards.map { $0[at] })
            let best = forwards.enumerated().compactMap { pair in pair.element.map { ($0, Int32(pair.offset)) } }
                .min { $0 < $1 }
            #expect(nearest[at]?.cost == best?.0)
            #expect(nearest[at]?.facility == best?.1, "of equally near facilities the first is named")
        }
    }

    @Test("the heap gives keys in order")
    func ordersHeap() {
        var heap = WalkHeap()
        var dice = Maps.Dice(state: 9)
        var keys: [Int32] = []
        for _ in 0..<500 {
            let cost = Int32(dice.roll(100))
            keys.append(cost)
            heap.push(cost: cost, node: Int32(dice.roll(50)))
        }
        var popped: [Int32] = []
        while let (cost, _) = heap.pop() { popped.append(cost) }
        #expect(popped == keys.sorted())
    }

    @Test("nothing to ask and nothing to find give empty answers")
    func answersEmpty() throws {
        let empty = try WalkNetwork(nodes: [], edges: [], traits: [])
        let costs = WalkCosts(empty)
        #expect(costs.snap(Maps.at(0, 0)) == nil)
        #expect(costs.nearest(of: [], for: []).isEmpty)
        #expect(empty.lengthMillimetres == 0)
        #expect(empty.largestPartNodeCount == 0)
        #expect(empty.snap(node: 0) == nil)
        let network = try Maps.random(seed: 1, nodes: 10, edges: 20)
        let home = try #require(network.snap(node: 0))
        #expect(WalkCosts(network).nearest(of: [], for: [home]) == [nil])
        let table = try WalkCosts(network).nearestTable(of: [[], [home]], for: [home])
        #expect(table.costs[0] == [nil])
        #expect(throws: WalkGraphError.cancelled) {
            try WalkCosts(network).nearestTable(of: [[], []], for: [home]) { _ in false }
        }
    }

    @Test("wrong nodes, positions and lengths are refused")
    func refusesWrong() {
        let a = WalkNode(id: 1, position: Maps.at(0, 0))
        let b = WalkNode(id: 2, position: WalkPosition(latitude: 95, longitude: 0))
        func edge(_ to: Int32, _ length: Int32, _ traits: Int32 = 0) -> WalkEdge {
            WalkEdge(from: 0, to: to, lengthTenthMillimetres: length, traits: traits, crossingHalves: 0)
        }
        let plain = [WalkTraits()]
        #expect(throws: WalkGraphError.unknownNode) { try WalkNetwork(nodes: [a], edges: [edge(1, 5)], traits: plain) }
        #expect(throws: WalkGraphError.unknownNode) {
            try WalkNetwork(nodes: [a, a], edges: [edge(1, 5, 1)], traits: plain)
        }
        #expect(throws: WalkGraphError.invalidPosition) {
            try WalkNetwork(nodes: [a, b], edges: [edge(1, 5)], traits: plain)
        }
        #expect(throws: WalkGraphError.edgeTooLong) {
            try WalkNetwork(nodes: [a, b], edges: [edge(1, 1_000_000_001)], traits: plain)
        }
    }

    @Test("costs are in tenths and do not overflow")
    func countsTenths() {
        #expect(WalkCost.metres(300).rawValue == 3_000_000)
        #expect(WalkCost.minutes(15).rawValue == 9_000_000)
        #expect(WalkCost.metres(Int.max).rawValue == .max)
        #expect(WalkCost.minutes(Int.max).rawValue == .max)
        #expect(WalkCost.minutes(Int.min).rawValue == 0)
        #expect(WalkCost.metres(-5).rawValue == 0)
        #expect(WalkCost(rawValue: 15).thousandths == 2)
    }
}
