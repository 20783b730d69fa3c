/// Finds where drawn lines meet.
struct WalkNoding {
    struct Segment {
        var line: Int
        var start: Int
        var end: Int
        /// The level along the piece, or nil for a piece between levels, which nothing crosses.
        var level: Int?
        var slopePermille: Int16?
    }
    private struct Cell: Hashable {
        var level: Int
        var x: Int
        var y: Int
    }

    private(set) var nodes: [WalkNode] = []
    private(set) var segments: [Segment] = []
    private var levels: [Int] = []
    private var points: [(x: Double, y: Double)] = []
    private var cells: [Cell: [Int]] = [:]
    private let tolerance: Double
    private let origin: WalkPosition
    private let perLongitude: Double

    init(lines: [WalkLine], toleranceMillimetres: Int) throws(WalkGraphError) {
        tolerance = Double(toleranceMillimetres) / 1_000
        origin = lines.first?.positions.first ?? WalkPosition(latitude: 0, longitude: 0)
        perLongitude = WalkPosition.metresPerLongitude(at: origin.latitude)
        for (number, line) in lines.enumerated() where line.positions.count >= 2 {
            if let heights = line.heightsMetres, heights.count != line.positions.count { throw .lengthMismatch }
            guard line.positions.allSatisfy(\.isValid) else { throw .invalidPosition }
            var before: Int?
            for (at, position) in line.positions.enumerated() {
                let level = at == line.positions.count - 1 ? line.endLevel : line.startLevel
                let isEnd = at == 0 || at == line.positions.count - 1
                let isBetween = line.startLevel != line.endLevel && !isEnd
                let node = isBetween ? add(position, level: nil) : node(at: position, level: level)
                if let before, before != node {
                    let permille = line.heightsMetres.map { slopePermille(before, node, $0[at] - $0[at - 1]) }
                    segments.append(
                        Segment(
                            line: number, start: before, end: node,
                            level: line.startLevel == line.endLevel ? line.startLevel : nil, slopePermille: permille))
                }
                before = node
            }
        }
        guard segments.count < 1 << 18 else { throw .tooLarge }
    }

    private func slopePermille(_ a: Int, _ b: Int, _ rise: Double) -> Int16 {
        let run = max(0.001, length(points[a], points[b]))
        let permille = (rise / run * 1_000).rounded()
        return permille.isFinite ? Int16(max(-5_000, min(5_000, permille))) : 0
    }

    private func length(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) -> Double {
        ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
    }

    private func point(_ position: WalkPosition) -> (x: Double, y: Double) {
        (
            (position.longitude - origin.longitude) * perLongitude,
            (position.latitude - origin.latitude) * WalkPosition.metresPerDegree
        )
    }

    private func cell(_ point: (x: Double, y: Double), level: Int, dx: Int = 0, dy: Int = 0) -> Cell {
        let size = max(tolerance, 0.001)
        return Cell(
            level: level, x: Int((point.x / size).rounded(.down)) + dx, y: Int((point.y / size).rounded(.down)) + dy)
    }

    private mutating func add(_ position: WalkPosition, level: Int?) -> Int {
        nodes.append(WalkNode(id: Int64(nodes.count + 1), position: position))
        points.append(point(position))
        levels.append(level ?? .min)
        return nodes.count - 1
    }

    /// The node of this level within the tolerance: the nearest, of equally near ones the first; else a new one.
    private mutating func node(at position: WalkPosition, level: Int) -> Int {
        let here = point(position)
        var best: (Double, Int)?
        for dx in -1...1 {
            for dy in -1...1 {
                for node in cells[cell(here, level: level, dx: dx, dy: dy)] ?? [] {
                    let found = (length(points[node], here), node)
                    if found.0 <= tolerance, best.map({ found < $0 }) ?? true { best = found }
                }
            }
        }
        if let best { return best.1 }
        let made = add(position, level: level)
        cells[cell(here, level: level), default: []].append(made)
        return made
    }

    /// Puts gates on the lines that pass within the tolerance.
    mutating func addGates(_ gates: [WalkDrawnGate]) {
        for drawn in gates where drawn.position.isValid {
            let here = point(drawn.position)
            let isNear = segments.contains { segment in
                segment.level == drawn.level && gap(here, points[segment.start], points[segment.end]).gap <= tolerance
            }
            guard isNear else { continue }
            nodes[node(at: drawn.position, level: drawn.level)].gate = drawn.gate
        }
    }

    /// Makes a node where two pieces of one level cross.
    mutating func addCrossings() {
        let order = segments.indices.sorted { (left($0), $0) < (left($1), $1) }
        for (rank, a) in order.enumerated() {
            guard let level = segments[a].level else { continue }
            let right = max(points[segments[a].start].x, points[segments[a].end].x)
            for b in order[(rank + 1)...] {
                if left(b) > right { break }
                guard segments[b].level == level, let crossing = crossing(segments[a], segments[b]) else { continue }
                _ = node(at: crossing, level: level)
            }
        }
    }

    private func left(_ segment: Int) -> Double {
        min(points[segments[segment].start].x, points[segments[segment].end].x)
    }

    private func crossing(_ a: Segment, _ b: Segment) -> WalkPosition? {
        let (p, q, r, s) = (points[a.start], points[a.end], points[b.start], points[b.end])
        let (ux, uy, vx, vy) = (q.x - p.x, q.y - p.y, s.x - r.x, s.y - r.y)
        let cross = ux * vy - uy * vx
        guard cross != 0 else { return nil }
        let t = ((r.x - p.x) * vy - (r.y - p.y) * vx) / cross
        let u = ((r.x - p.x) * uy - (r.y - p.y) * ux) / cross
        guard t > 0, t < 1, u > 0, u < 1 else { return nil }
        return WalkPosition(
            latitude: origin.latitude + (p.y + t * uy) / WalkPosition.metresPerDegree,
            longitude: origin.longitude + (p.x + t * ux) / perLongitude)
    }

    private func gap(
        _ p: (x: Double, y: Double), _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
    ) -> (gap: Double, share: Double) {
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let squared = dx * dx + dy * dy
        let share = squared > 0 ? min(1, max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / squared)) : 0
        return (length(p, (a.x + share * dx, a.y + share * dy)), share)
    }

    /// The nodes of the piece's level that lie on it, from its start to its end.
    func stops(on segment: Segment) -> [Int] {
        guard let level = segment.level else { return [segment.start, segment.end] }
        let (a, b) = (points[segment.start], points[segment.end])
        var found: [(share: Double, node: Int)] = []
        // Cells along the piece, in steps of the tolerance, each with its neighbours.
        let steps = Int(min(1e6, (length(a, b) / max(tolerance, 0.001)).rounded(.up)))
        var seen: Set<Int> = [segment.start, segment.end]
        for step in 0...max(1, steps) {
            let share = Double(step) / Double(max(1, steps))
            let here = (x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y))
            for dx in -1...1 {
                for dy in -1...1 {
                    for node in cells[cell(here, level: level, dx: dx, dy: dy)] ?? [] where seen.insert(node).inserted {
                        let near = gap(points[node], a, b)
                        if near.gap <= tolerance { found.append((near.share, node)) }
                    }
                }
            }
        }
        found.sort { ($0.share, $0.node) < ($1.share, $1.node) }
        return [segment.start] + found.map(\.node) + [segment.end]
    }
}
