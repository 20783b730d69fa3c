import CityModel
import Foundation
import WalkGraph

/// Networks of the tests: small drawn ones, random ones, and the real ones that stand beside the project.
enum Maps {
    /// The folder of shared maps: `LIFANG_SHARED_DATA`,
    /// else `shared/data` beside an ancestor of this file; nil where absent.
    static let folder: URL? = {
        var candidates: [URL] = []
        if let path = ProcessInfo.processInfo.environment["LIFANG_SHARED_DATA"] {
            candidates = [URL(fileURLWithPath: path)]
        } else {
            var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            while folder.path != "/" {
                candidates.append(folder.appendingPathComponent("shared/data"))
                folder.deleteLastPathComponent()
            }
        }
        return candidates.map { $0.appendingPathComponent("twin/osm") }
            .first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("EXPECTED.json").path) }
    }()

    static func network(
        _ extract: OSMExtract, rules: WalkTagRules = WalkTagRules()
    ) throws -> (network: WalkNetwork, builder: WalkNetworkBuilder) {
        var builder = WalkNetworkBuilder(rules: rules)
        for node in extract.nodes {
            let position = WalkPosition(latitude: node.latitude, longitude: node.longitude)
            builder.addNode(node.id, at: position, tags: { node.tags[$0] })
        }
        for way in extract.ways { builder.addWay(nodes: way.nodes) { way.tags[$0] } }
        return (try builder.network(), builder)
    }

    static func real(_ name: String, rules: WalkTagRules = WalkTagRules()) throws -> WalkNetwork {
        let url = (folder ?? URL(fileURLWithPath: "/")).appendingPathComponent(name)
        return try network(OSMExtract(reading: [UInt8](Data(contentsOf: url))), rules: rules).network
    }

    /// A position so many metres north and east of 30° N 120° E.
    static func at(_ east: Double, _ north: Double) -> WalkPosition {
        let degree = 6_371_008.8 * Double.pi / 180
        return WalkPosition(latitude: 30 + north / degree, longitude: 120 + east / (degree * cos(Double.pi / 6)))
    }

    /// A random number that is the same on every run.
    struct Dice {
        var state: UInt64
        mutating func roll(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
    }

    /// A random network: some edges with one direction, stairs or a slope, some nodes with a closed gate.
    static func random(seed: UInt64, nodes count: Int, edges edgeCount: Int) throws -> WalkNetwork {
        var dice = Dice(state: seed)
        let nodes = (0..<count).map { number in
            WalkNode(
                id: Int64(number * 3), position: at(Double(dice.roll(900)), Double(dice.roll(900))),
                gate: dice.roll(12) == 0 ? WalkGate(access: .residents) : nil)
        }
        let traits = [
            WalkTraits(), WalkTraits(kind: .stairs), WalkTraits(direction: .forwards),
            WalkTraits(direction: .backwards),
            WalkTraits(slopePermille: 60), WalkTraits(access: .residents),
        ]
        let edges = (0..<edgeCount).map { _ in
            WalkEdge(
                from: Int32(dice.roll(count)), to: Int32(dice.roll(count)),
                lengthTenthMillimetres: Int32(dice.roll(3_000_000)),
                traits: Int32(dice.roll(traits.count)), crossingHalves: UInt8(dice.roll(3)))
        }
        return try WalkNetwork(nodes: nodes, edges: edges, traits: traits)
    }
}
