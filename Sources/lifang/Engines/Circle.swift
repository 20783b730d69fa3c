import CityModel
import Foundation
import WalkGraph

/// A map, its walking network and what is within reach of one place.
struct Circle {
    let byteCount: Int
    let extract: OSMExtract
    let network: WalkNetwork
    let walkableWayCount: Int
    let omissions: WalkOmissions
    let origin: WalkSnap
    let walker: WalkProfile
    let lengths: WalkCosts
    let times: WalkCosts

    init(
        file: String, origin: WalkPosition, rules: WalkTagRules, walker: WalkProfile, minute: WalkMinute?
    ) throws {
        (extract, byteCount) = try Self.read(file)
        var builder = WalkNetworkBuilder(rules: rules)
        for node in extract.nodes {
            let position = WalkPosition(latitude: node.latitude, longitude: node.longitude)
            builder.addNode(node.id, at: position, tags: node.tags.isEmpty ? nil : { node.tags[$0] })
        }
        for way in extract.ways { builder.addWay(nodes: way.nodes) { way.tags[$0] } }
        network = try builder.network()
        walkableWayCount = builder.walkableWayCount
        omissions = builder.omissions
        self.walker = walker
        lengths = WalkCosts(network, for: walker, by: .distance, at: minute)
        times = WalkCosts(network, for: walker, by: .time, at: minute)
        guard let snap = lengths.snap(origin, within: 5_000) else {
            throw CircleFailure(text: "no way for this walker within 5 km of the origin")
        }
        self.origin = snap
    }

    /// Reads a file in pieces of 1 MiB.
    static func read(_ file: String) throws -> (OSMExtract, Int) {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw CircleFailure(text: "\(file): cannot be opened")
        }
        defer { try? handle.close() }  // Nothing was written: a failing close loses nothing.
        var reader = OSMReader()
        var byteCount = 0
        while true {
            // The system's error names the path twice and no reason that helps: ours says what to do.
            guard let piece = try? handle.read(upToCount: 1 << 20) ?? Data() else {
                throw CircleFailure(text: "\(file): cannot be read")
            }
            if piece.isEmpty { break }
            byteCount += piece.count
            try piece.withUnsafeBytes { try reader.feed($0) }
        }
        return (try reader.finish(), byteCount)
    }

    /// The number and position of the network's node nearest to the origin along its edge.
    var originNode: WalkNode {
        let edge = network.edges[Int(origin.edge)]
        let isFirst = origin.offsetTenthMillimetres * 2 <= edge.lengthTenthMillimetres
        return network.nodes[Int(isFirst ? edge.from : edge.to)]
    }

    /// Kilometres of a length in millimetres, with three digits.
    static func kilometres(_ millimetres: Int) -> Double { Double((millimetres + 500) / 1_000) / 1_000 }

    func json(metres: [Int], minutes: [Int]) -> String {
        var reach: [String: Any] = [:]
        let widest = lengths.reach(from: origin, limit: .metres(metres.last ?? 0))
        for limit in metres { reach["\(limit)"] = ["nodes": widest.nodeCount(within: .metres(limit))] }
        var object: [String: Any] = [
            "bytes": byteCount, "nodes": extract.nodes.count, "ways": extract.ways.count,
            "relations": extract.relations.count,
            "buildings": extract.ways.filter { $0.tags.has("building") }.count,
            "highway_ways": extract.ways.filter { $0.tags.has("highway") }.count,
            "walkable_ways": walkableWayCount, "walk_nodes": network.nodes.count,
            "walk_edges_undirected": network.edges.count, "walk_km": Self.kilometres(network.lengthMillimetres),
            "largest_component_nodes": network.largestPartNodeCount, "reach": reach, "profile": walker.name,
            "origin": [
                "node": "\(originNode.id)", "lat": origin.position.latitude, "lon": origin.position.longitude,
                "gap_m": Double(origin.gapTenthMillimetres / 10) / 1_000,
            ] as [String: Any],
            "omitted": [
                "barred_ways": omissions.barredWays, "pieces_without_node": omissions.piecesWithoutNode,
                "too_long_pieces": omissions.tooLongPieces, "unread_hours": omissions.unreadHours,
            ],
        ]
        if let bounds = extract.bounds {
            object["bounds"] = [
                "minlat": bounds.minLatitude, "minlon": bounds.minLongitude, "maxlat": bounds.maxLatitude,
                "maxlon": bounds.maxLongitude,
            ]
        }
        if let last = minutes.last {
            let longest = times.reach(from: origin, limit: .minutes(last))
            object["reach_minutes"] = Dictionary(
                uniqueKeysWithValues: minutes.map { ("\($0)", ["nodes": longest.nodeCount(within: .minutes($0))]) })
        }
        return Self.text(object)
    }

    func table(metres: [Int], minutes: [Int]) -> String {
        let kilometres = Self.kilometres(network.lengthMillimetres)
        var lines = ["\(network.nodes.count) nodes, \(network.edges.count) edges, \(kilometres) km"]
        let widest = lengths.reach(from: origin, limit: .metres(metres.last ?? 0))
        lines += metres.map { "\($0) m: \(widest.nodeCount(within: .metres($0))) nodes" }
        if let last = minutes.last {
            let longest = times.reach(from: origin, limit: .minutes(last))
            lines += minutes.map { "\($0) min (\(walker.name)): \(longest.nodeCount(within: .minutes($0))) nodes" }
        }
        return lines.joined(separator: "\n")
    }

    /// The areas as GeoJSON (RFC 7946), the widest first so that the narrower ones lie on top.
    func geoJSON(metres: [Int], minutes: [Int]) throws -> String {
        var features: [Any] = []
        func add(_ costs: WalkCosts, _ limit: WalkCost, _ properties: [String: Any]) throws {
            let areas = try costs.outline(of: costs.reach(from: origin, limit: limit))
            features.append(
                [
                    "type": "Feature", "properties": properties,
                    "geometry": [
                        "type": "MultiPolygon",
                        "coordinates": areas.map { area in ([area.outer] + area.holes).map { $0.map(Self.rounded) } },
                    ] as [String: Any],
                ] as [String: Any])
        }
        for limit in metres.reversed() { try add(lengths, .metres(limit), ["metres": limit]) }
        for limit in minutes.reversed() {
            try add(times, .minutes(limit), ["minutes": limit, "profile": walker.name])
        }
        return Self.text(["type": "FeatureCollection", "features": features], isPretty: false)
    }

    /// Longitude and latitude with seven digits, a centimetre.
    private static func rounded(_ position: WalkPosition) -> [NSDecimalNumber] {
        [position.longitude, position.latitude].map { degrees in
            let units = (abs(degrees) * 1e7).rounded()
            return NSDecimalNumber(mantissa: UInt64(units), exponent: -7, isNegative: degrees < 0)
        }
    }

    private static func text(_ object: Any, isPretty: Bool = true) -> String {
        let options: JSONSerialization.WritingOptions = isPretty ? [.sortedKeys, .prettyPrinted] : [.sortedKeys]
        guard let data = try? JSONSerialization.data(withJSONObject: object, options: options)
        // Only numbers, texts, lists and dictionaries are put in above: writing them cannot fail.
        else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}
