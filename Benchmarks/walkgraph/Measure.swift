import Foundation

/// Measures one task a few times and prints the milliseconds of processor time of each, as one JSON object.
///
/// usage: measure read FILE ROUNDS | nearest FILE METRES NODES ROUNDS | table FILE ROUNDS
/// NODES is a file with the numbers of the facilities' nodes, one a line.
@main
enum Measure {
    static func main() throws {
        let words = CommandLine.arguments
        guard words.count >= 4, let rounds = Int(words[words.count - 1]), rounds > 0 else { exit(2) }
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: words[2])))
        switch words[1] {
        case "read": try read(bytes, rounds)
        case "nearest" where words.count == 6: try nearest(bytes, Int(words[3]) ?? 0, words[4], rounds)
        case "table": try table(bytes, rounds)
        default: exit(2)
        }
    }

    static func milliseconds(_ rounds: Int, _ body: () throws -> Void) rethrows -> [Double] {
        try (0..<rounds).map { _ in
            let start = processorMilliseconds()
            try body()
            return processorMilliseconds() - start
        }
    }

    /// The time that this process has had on a processor: on a busy machine the fair measure of work.
    static func processorMilliseconds() -> Double {
        var moment = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &moment)
        return Double(moment.tv_sec) * 1e3 + Double(moment.tv_nsec) / 1e6
    }

    static func answer(_ object: [String: Any]) throws {
        print(String(decoding: try JSONSerialization.data(withJSONObject: object, options: .sortedKeys), as: UTF8.self))
    }

    static func network(_ extract: OSMExtract, anyAccess: Bool) throws -> WalkNetwork {
        var rules = WalkTagRules()
        rules.ignoresAccess = anyAccess
        var builder = WalkNetworkBuilder(rules: rules)
        for node in extract.nodes {
            let position = WalkPosition(latitude: node.latitude, longitude: node.longitude)
            builder.addNode(node.id, at: position, tags: node.tags.isEmpty ? nil : { node.tags[$0] })
        }
        for way in extract.ways { builder.addWay(nodes: way.nodes) { way.tags[$0] } }
        return try builder.network()
    }

    static func read(_ bytes: [UInt8], _ rounds: Int) throws {
        var extract = OSMExtract()
        let reading = try milliseconds(rounds) { extract = try OSMExtract(reading: bytes) }
        var nodes = 0
        let building = try milliseconds(rounds) { nodes = try network(extract, anyAccess: true).nodes.count }
        try answer(["read_ms": reading, "network_ms": building, "nodes": extract.nodes.count, "walk_nodes": nodes])
    }

    static func nearest(_ bytes: [UInt8], _ metres: Int, _ list: String, _ rounds: Int) throws {
        let network = try network(OSMExtract(reading: bytes), anyAccess: true)
        let numbers = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n").compactMap { Int64($0) }
        let facilities = numbers.compactMap { network.index(ofNode: $0) }.compactMap { network.snap(node: $0) }
        var found: [WalkNearest?] = []
        var wall: [Double] = []
        let whole = milliseconds(rounds) {
            let begin = ContinuousClock.now
            defer { wall.append((ContinuousClock.now - begin) / .milliseconds(1)) }
            // The costs are made anew each time: there is no preparation that is not counted.
            let costs = WalkCosts(network)
            found = costs.nearest(of: facilities, limit: metres > 0 ? .metres(metres) : .greatest)
        }
        let reached = found.compactMap { $0?.cost.thousandths }
        try answer([
            "ms": whole, "wall_ms": wall, "nodes": network.nodes.count, "facilities": facilities.count,
            "reached": reached.count,
            "sum_mm": reached.reduce(0, +),
        ])
    }

    static func table(_ bytes: [UInt8], _ rounds: Int) throws {
        let extract = try OSMExtract(reading: bytes)
        let network = try network(extract, anyAccess: false)
        let features = OSMFeatures(extract)
        let first = WalkCosts(network)
        // Homes: every node of the network and every building, joined to its nearest edge.
        var homes = network.nodes.indices.compactMap { network.snap(node: $0) }
        for building in features.buildings {
            let centre = building.polygons[0].centre
            if let home = first.snap(WalkPosition(latitude: centre.latitude, longitude: centre.longitude)) {
                homes.append(home)
            }
        }
        var kinds: [String: [WalkSnap]] = [:]
        for facility in features.facilities {
            let position = WalkPosition(latitude: facility.position.latitude, longitude: facility.position.longitude)
            if let snap = first.snap(position) { kinds[facility.kind.rawValue, default: []].append(snap) }
        }
        // Twenty kinds: those of the map; where it has fewer, every n-th node stands for the rest.
        var lists = kinds.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(20).map(\.value)
        let real = lists.count
        while lists.count < 20 {
            lists.append(
                stride(from: lists.count, to: network.nodes.count, by: 97).compactMap { network.snap(node: $0) })
        }
        var covered = 0
        let whole = try milliseconds(rounds) {
            let table = try WalkCosts(network).nearestTable(of: lists, for: homes)
            covered = table.costs.reduce(0) { $0 + $1.reduce(0) { $1 == nil ? $0 : $0 + 1 } }
        }
        try answer([
            "ms": whole, "homes": homes.count, "kinds": lists.count, "kinds_of_the_map": real, "answers": covered,
            "nodes": network.nodes.count,
        ])
    }
}
