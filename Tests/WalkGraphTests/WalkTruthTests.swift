import CityModel
import Foundation
import Testing
import WalkGraph

@Suite("Circles on real maps", .enabled(if: Maps.folder != nil, "shared/data/twin/osm is absent"))
struct WalkTruthTests {
    struct Truth {
        let name: String
        let numbers: [String: Any]
    }

    static func truths() throws -> [Truth] {
        guard let folder = Maps.folder else { return [] }
        let data = try Data(contentsOf: folder.appendingPathComponent("EXPECTED.json"))
        let all = try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]] ?? [:]
        return all.sorted { $0.key < $1.key }.map { Truth(name: $0.key, numbers: $0.value) }
    }

    @Test("networks and circles equal the truth file to the node, sample distances to a millimetre")
    func equalsTruth() throws {
        let truths = try Self.truths()
        #expect(truths.count >= 4)
        for truth in truths {
            let network = try Maps.real(truth.name)
            #expect(network.nodes.count == truth.numbers["walk_nodes"] as? Int)
            #expect(network.edges.count == truth.numbers["walk_edges_undirected"] as? Int)
            #expect(network.largestPartNodeCount == truth.numbers["largest_component_nodes"] as? Int)
            let kilometres = try #require(truth.numbers["walk_km"] as? Double)
            #expect(abs(Double(network.lengthMillimetres) / 1e6 - kilometres) <= 0.000_500_1)

            let origin = try #require(truth.numbers["origin"] as? [String: Any])
            let position = WalkPosition(
                latitude: try #require(origin["lat"] as? Double), longitude: try #require(origin["lon"] as? Double))
            let costs = WalkCosts(network)
            let snap = try #require(costs.snap(position))
            #expect(snap.gapTenthMillimetres == 0)
            let reach = try #require(truth.numbers["reach"] as? [String: [String: Int]])
            for (metres, count) in reach {
                let bound = try #require(Int(metres))
                let limit = WalkCost.metres(bound)
                #expect(costs.reach(from: snap, limit: limit).nodes.count == count["nodes"], "\(truth.name) \(metres)")
            }
            let samples = try #require(truth.numbers["sample_distances"] as? [String: Double])
            for (number, metres) in samples {
                let id = try #require(Int64(number))
                let node = try #require(network.index(ofNode: id))
                let place = try #require(network.snap(node: node))
                let forth = try #require(costs.costs(from: snap, to: [place])[0])
                let back = try #require(costs.costs(from: [place], to: snap)[0])
                #expect(abs(Double(forth.thousandths) - metres * 1_000) <= 1, "\(truth.name) \(number)")
                #expect(forth == back)
            }
        }
    }

    @Test("Porto Alegre without the tag access has the network that was measured with pandana")
    func equalsPandana() throws {
        var rules = WalkTagRules()
        rules.ignoresAccess = true
        let network = try Maps.real("r5r_poa_osm.pbf", rules: rules)
        #expect(network.nodes.count == 40_109)
        #expect(network.edges.count == 48_046)
    }

    @Test("one search for all homes gives what a search from each home gives")
    func nearestEqualsEach() throws {
        let network = try Maps.real("beijing_haidian_bupt.osm")
        let costs = WalkCosts(network, for: .elder, by: .time)
        var dice = Maps.Dice(state: 3)
        let facilities = (0..<7).compactMap { _ in network.snap(node: dice.roll(network.nodes.count)) }
        let homes = (0..<60).compactMap { _ in
            costs.snap(
                WalkPosition(
                    latitude: 39.9570 + Double(dice.roll(6_000)) * 1e-6,
                    longitude: 116.3490 + Double(dice.roll(6_000)) * 1e-6))
        }
        #expect(homes.count == 60)
        let all = costs.nearest(of: facilities, for: homes, limit: .minutes(15))
        for (home, nearest) in zip(homes, all) {
            let each = costs.costs(from: home, to: facilities, limit: .minutes(15))
            #expect(nearest?.cost == each.compactMap { $0 }.min())
        }
        #expect(all.contains { $0 != nil })
    }
}
