/// A place on the earth in degrees, WGS-84.
public struct OSMCoordinate: Sendable, Equatable {
    /// Degrees north.
    public var latitude: Double
    /// Degrees east.
    public var longitude: Double

    /// Makes a position.
    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }
}

/// An area: one outer ring and the holes in it; each ring is closed, its first position again at the end.
public struct OSMPolygon: Sendable, Equatable {
    /// The outer ring, counter-clockwise seen from above; at least four positions.
    public var outer: [OSMCoordinate]
    /// The holes, clockwise; each at least four positions.
    public var holes: [[OSMCoordinate]]

    /// The centre of gravity of the outer ring.
    public var centre: OSMCoordinate { Ring.centre(outer) }
}

/// Sums over rings, taken from the first corner so that small rings far from zero keep their digits.
enum Ring {
    static func doubledArea(_ ring: [OSMCoordinate]) -> Double {
        guard let first = ring.first else { return 0 }
        var sum = 0.0
        for (a, b) in zip(ring, ring.dropFirst()) {
            sum +=
                (a.longitude - first.longitude) * (b.latitude - first.latitude)
                - (b.longitude - first.longitude) * (a.latitude - first.latitude)
        }
        return sum
    }

    static func centre(_ ring: [OSMCoordinate]) -> OSMCoordinate {
        guard let first = ring.first else { return OSMCoordinate(latitude: 0, longitude: 0) }
        var x = 0.0
        var y = 0.0
        var area = 0.0
        for (a, b) in zip(ring, ring.dropFirst()) {
            let (ax, ay) = (a.longitude - first.longitude, a.latitude - first.latitude)
            let (bx, by) = (b.longitude - first.longitude, b.latitude - first.latitude)
            let cross = ax * by - bx * ay
            area += cross
            x += (ax + bx) * cross
            y += (ay + by) * cross
        }
        guard area != 0 else { return first }
        return OSMCoordinate(latitude: first.latitude + y / (3 * area), longitude: first.longitude + x / (3 * area))
    }

    static func contains(_ ring: [OSMCoordinate], _ point: OSMCoordinate) -> Bool {
        var isInside = false
        for (a, b) in zip(ring, ring.dropFirst()) where (a.latitude > point.latitude) != (b.latitude > point.latitude) {
            let share = (point.latitude - a.latitude) / (b.latitude - a.latitude)
            if point.longitude < a.longitude + share * (b.longitude - a.longitude) { isInside.toggle() }
        }
        return isInside
    }

    static func turned(_ ring: [OSMCoordinate], counterClockwise: Bool) -> [OSMCoordinate] {
        (doubledArea(ring) > 0) == counterClockwise ? ring : ring.reversed()
    }
}

/// Joins ways to rings and rings to areas.
///
/// Ways of a relation are joined end to end by node numbers, in the order of the members; a chain that does not close,
/// or that lacks a way or a node in the extract, is left out. A hole belongs to the smallest outer ring around it.
///
/// Source: OpenStreetMap wiki, "Relation:multipolygon"; an empty role is taken as outer.
struct OSMOutlines {
    let extract: OSMExtract
    let nodes: OSMIndex
    let ways: OSMIndex

    init(_ extract: OSMExtract) {
        self.extract = extract
        nodes = extract.nodeIndex()
        ways = extract.wayIndex()
    }

    func positions(_ ids: [Int64]) -> [OSMCoordinate]? {
        var list: [OSMCoordinate] = []
        list.reserveCapacity(ids.count)
        for id in ids {
            guard let at = nodes.position(of: id) else { return nil }
            list.append(OSMCoordinate(latitude: extract.nodes[at].latitude, longitude: extract.nodes[at].longitude))
        }
        return list
    }

    func polygon(of way: OSMWay) -> OSMPolygon? {
        guard way.isClosed, let ring = positions(way.nodes), Ring.doubledArea(ring) != 0 else { return nil }
        return OSMPolygon(outer: Ring.turned(ring, counterClockwise: true), holes: [])
    }

    /// Ways of one relation; more give no shape, as finding which hole lies in which ring costs their product.
    static let wayCountMax = 5_000

    func polygons(of relation: OSMRelation) -> [OSMPolygon] {
        var outerWays: [[Int64]] = []
        var innerWays: [[Int64]] = []
        for member in relation.members where member.kind == .way {
            guard let at = ways.position(of: member.id), extract.ways[at].nodes.count >= 2 else { continue }
            switch member.role {
            case "outer", "", "outline": outerWays.append(extract.ways[at].nodes)
            case "inner": innerWays.append(extract.ways[at].nodes)
            default: continue
            }
        }
        guard outerWays.count + innerWays.count <= Self.wayCountMax else { return [] }
        var polygons = rings(outerWays).map {
            OSMPolygon(outer: Ring.turned($0, counterClockwise: true), holes: [])
        }
        for hole in rings(innerWays) {
            let owner = polygons.indices
                .filter { Ring.contains(polygons[$0].outer, hole[0]) }
                .min { abs(Ring.doubledArea(polygons[$0].outer)) < abs(Ring.doubledArea(polygons[$1].outer)) }
            if let owner { polygons[owner].holes.append(Ring.turned(hole, counterClockwise: false)) }
        }
        return polygons
    }

    private func rings(_ chains: [[Int64]]) -> [[OSMCoordinate]] {
        var endings: [Int64: [Int]] = [:]
        for (at, chain) in chains.enumerated() where chain.first != chain.last {
            endings[chain[0], default: []].append(at)
            endings[chain[chain.count - 1], default: []].append(at)
        }
        var isUsed = [Bool](repeating: false, count: chains.count)
        var rings: [[OSMCoordinate]] = []
        for at in chains.indices where !isUsed[at] {
            isUsed[at] = true
            var ring = chains[at]
            while let last = ring.last, last != ring.first,
                let next = endings[last]?.first(where: { !isUsed[$0] })
            {
                isUsed[next] = true
                ring += chains[next].first == last ? chains[next].dropFirst() : chains[next].reversed().dropFirst()
            }
            guard ring.count >= 4, ring.first == ring.last, let points = positions(ring), Ring.doubledArea(points) != 0
            else { continue }
            rings.append(points)
        }
        return rings
    }
}
