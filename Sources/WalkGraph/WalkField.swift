/// Distances to the ways that are reached, at the corners of a square grid.
struct WalkField {
    private let origin: WalkPosition
    private let perLongitude: Double
    private let cell: Double
    private let buffer: Double
    private let columns: Int
    private let rows: Int
    /// Buffer minus distance, in half millimetres and always odd: never zero.
    ///
    /// Positive inside.
    private var values: [Int32]

    init(around pieces: [(WalkPosition, WalkPosition)], _ style: WalkOutlineStyle) throws(WalkGraphError) {
        var low = pieces[0].0
        var high = low
        for point in pieces.flatMap({ [$0.0, $0.1] }) {
            low = WalkPosition(
                latitude: min(low.latitude, point.latitude), longitude: min(low.longitude, point.longitude))
            high = WalkPosition(
                latitude: max(high.latitude, point.latitude), longitude: max(high.longitude, point.longitude))
        }
        cell = style.cellMetres
        buffer = style.bufferMetres
        perLongitude = WalkPosition.metresPerLongitude(at: (low.latitude + high.latitude) / 2)
        // Two cells beyond the buffer, so that the outermost corners are always outside.
        let margin = buffer + 2 * cell
        origin = WalkPosition(
            latitude: low.latitude - margin / WalkPosition.metresPerDegree,
            longitude: low.longitude - margin / perLongitude)
        let across = ((high.longitude - low.longitude) * perLongitude + 2 * margin) / cell + 2
        let along = ((high.latitude - low.latitude) * WalkPosition.metresPerDegree + 2 * margin) / cell + 2
        guard across * along <= 16_000_000 else { throw .invalidOutline }
        columns = Int(across)
        rows = Int(along)
        values = [Int32](repeating: -1_000_001, count: columns * rows)
    }

    mutating func add(_ piece: (WalkPosition, WalkPosition)) {
        let (ax, ay) = point(piece.0)
        let (bx, by) = point(piece.1)
        let (dx, dy) = (bx - ax, by - ay)
        let squared = dx * dx + dy * dy
        let bound = buffer + 2 * cell
        let left = max(0, Int((min(ax, bx) - bound) / cell))
        let right = min(columns - 1, Int((max(ax, bx) + bound) / cell) + 1)
        let bottom = max(0, Int((min(ay, by) - bound) / cell))
        let top = min(rows - 1, Int((max(ay, by) + bound) / cell) + 1)
        guard left <= right, bottom <= top else { return }
        for row in bottom...top {
            for column in left...right {
                let (x, y) = (Double(column) * cell, Double(row) * cell)
                let share = squared > 0 ? min(1, max(0, ((x - ax) * dx + (y - ay) * dy) / squared)) : 0
                let (gx, gy) = (x - ax - share * dx, y - ay - share * dy)
                let gap = (gx * gx + gy * gy).squareRoot()
                let value = Int32(((buffer - gap) * 1_000).rounded()) * 2 + 1
                if value > values[row * columns + column] { values[row * columns + column] = value }
            }
        }
    }

    private func point(_ position: WalkPosition) -> (Double, Double) {
        (
            (position.longitude - origin.longitude) * perLongitude,
            (position.latitude - origin.latitude) * WalkPosition.metresPerDegree
        )
    }

    private func isInside(_ column: Int, _ row: Int) -> Bool { values[row * columns + column] > 0 }

    /// The side of a grid cell that an outline crosses: the corner at its left or lower end, and its direction.
    private struct Side: Hashable {
        var corner: Int32
        var isUpright: Bool
    }

    /// The outlines as rings of sides, the inside always to the left.
    private func rings() -> [[Side]] {
        var next: [Side: Side] = [:]
        var starts: [Side] = []
        for row in 0..<rows - 1 {
            for column in 0..<columns - 1 {
                for (from, to) in steps(column, row) {
                    next[from] = to
                    starts.append(from)
                }
            }
        }
        var rings: [[Side]] = []
        for start in starts {
            guard next[start] != nil else { continue }
            var ring: [Side] = []
            var at = start
            while let following = next.removeValue(forKey: at) {
                ring.append(at)
                at = following
            }
            rings.append(ring)
        }
        return rings
    }

    /// The pieces of outline in one cell; where both pairs of opposite corners differ, the inside corners stay apart.
    private func steps(_ column: Int, _ row: Int) -> [(Side, Side)] {
        let (sw, se) = (isInside(column, row), isInside(column + 1, row))
        let (nw, ne) = (isInside(column, row + 1), isInside(column + 1, row + 1))
        let corner = Int32(row * columns + column)
        let south = Side(corner: corner, isUpright: false)
        let north = Side(corner: corner + Int32(columns), isUpright: false)
        let west = Side(corner: corner, isUpright: true)
        let east = Side(corner: corner + 1, isUpright: true)
        switch (sw, se, nw, ne) {
        case (false, false, false, false), (true, true, true, true): return []
        case (true, false, false, false): return [(south, west)]
        case (false, true, false, false): return [(east, south)]
        case (true, true, false, false): return [(east, west)]
        case (false, false, true, false): return [(west, north)]
        case (true, false, true, false): return [(south, north)]
        case (false, true, true, false): return [(east, south), (west, north)]
        case (true, true, true, false): return [(east, north)]
        case (false, false, false, true): return [(north, east)]
        case (true, false, false, true): return [(south, west), (north, east)]
        case (false, true, false, true): return [(north, south)]
        case (true, true, false, true): return [(north, west)]
        case (false, false, true, true): return [(west, east)]
        case (true, false, true, true): return [(south, east)]
        case (false, true, true, true): return [(west, south)]
        }
    }

    /// Where an outline crosses a side, in cells; kept away from the corners so that no two crossings meet.
    private func crossing(_ side: Side) -> (x: Double, y: Double) {
        let corner = Int(side.corner)
        let other = side.isUpright ? corner + columns : corner + 1
        let (a, b) = (Double(values[corner]), Double(values[other]))
        let share = min(0.95, max(0.05, a / (a - b)))
        let (x, y) = (Double(corner % columns), Double(corner / columns))
        return side.isUpright ? (x, y + share) : (x + share, y)
    }

    func areas(holeSquareMetresMin: Double) -> [WalkArea] {
        var outers: [(ring: [(x: Double, y: Double)], area: Double)] = []
        var holes: [[(x: Double, y: Double)]] = []
        for sides in rings() {
            let ring = sides.map(crossing)
            let area = Self.area(ring)
            if area > 0 {
                outers.append((ring, area))
            } else if -area * cell * cell >= holeSquareMetresMin {
                holes.append(ring)
            }
        }
        var owned = [[[WalkPosition]]](repeating: [], count: outers.count)
        for hole in holes {
            let owner = outers.indices.filter { Self.contains(outers[$0].ring, hole[0]) }
                .min { outers[$0].area < outers[$1].area }
            if let owner { owned[owner].append(positions(hole)) }
        }
        // An area that stands in a filled hole is part of the area around it.
        return outers.indices.filter { inner in
            !outers.indices.contains { outer in
                outer != inner && Self.contains(outers[outer].ring, outers[inner].ring[0])
                    && !holes.contains {
                        Self.contains($0, outers[inner].ring[0]) && Self.contains(outers[outer].ring, $0[0])
                    }
            }
        }.map { WalkArea(outer: positions(outers[$0].ring), holes: owned[$0]) }
    }

    private func positions(_ ring: [(x: Double, y: Double)]) -> [WalkPosition] {
        let list = ring.map { point in
            WalkPosition(
                latitude: origin.latitude + point.y * cell / WalkPosition.metresPerDegree,
                longitude: origin.longitude + point.x * cell / perLongitude)
        }
        return list + list.prefix(1)
    }

    private static func area(_ ring: [(x: Double, y: Double)]) -> Double {
        var sum = 0.0
        for at in ring.indices {
            let (a, b) = (ring[at], ring[(at + 1) % ring.count])
            sum += (a.x - ring[0].x) * (b.y - ring[0].y) - (b.x - ring[0].x) * (a.y - ring[0].y)
        }
        return sum / 2
    }

    private static func contains(_ ring: [(x: Double, y: Double)], _ point: (x: Double, y: Double)) -> Bool {
        var isInside = false
        for at in ring.indices {
            let (a, b) = (ring[at], ring[(at + 1) % ring.count])
            if (a.y > point.y) != (b.y > point.y), point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x) {
                isInside.toggle()
            }
        }
        return isInside
    }
}
