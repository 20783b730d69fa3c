/// Edges by square cells of the map, for finding the nearest one.
struct WalkGrid: Sendable {
    private let south: Double
    private let west: Double
    private let cellLatitude: Double
    private let cellLongitude: Double
    private let rows: Int
    private let columns: Int
    private let first: [Int32]
    private let items: [Int32]

    /// Cells of 64 m, or larger so that there are at most four times as many cells as edges (and 1,024).
    init(nodes: [WalkNode], edges: [WalkEdge]) {
        var low = WalkPosition(latitude: 90, longitude: 180)
        var high = WalkPosition(latitude: -90, longitude: -180)
        for node in nodes {
            low.latitude = min(low.latitude, node.position.latitude)
            low.longitude = min(low.longitude, node.position.longitude)
            high.latitude = max(high.latitude, node.position.latitude)
            high.longitude = max(high.longitude, node.position.longitude)
        }
        south = low.latitude
        west = low.longitude
        let heightDegrees = max(0, high.latitude - low.latitude)
        let widthDegrees = max(0, high.longitude - low.longitude)
        let middle = low.latitude + heightDegrees / 2
        let cellsMax = Double(max(1_024, edges.count * 4))
        var metres = 64.0
        func count(_ degrees: Double, _ metresPerDegree: Double) -> Double {
            (degrees * metresPerDegree / metres).rounded(.down) + 1
        }
        let perLongitude = WalkPosition.metresPerLongitude(at: middle)
        while count(heightDegrees, WalkPosition.metresPerDegree) * count(widthDegrees, perLongitude) > cellsMax {
            metres *= 2
        }
        cellLatitude = metres / WalkPosition.metresPerDegree
        cellLongitude = metres / perLongitude
        rows = Int(count(heightDegrees, WalkPosition.metresPerDegree))
        columns = Int(count(widthDegrees, perLongitude))
        var counts = [Int32](repeating: 0, count: rows * columns + 1)
        let frame = Frame(south, west, cellLatitude, cellLongitude, rows, columns)
        for edge in edges { frame.cells(of: edge, nodes) { counts[$0 + 1] += 1 } }
        for cell in 0..<rows * columns { counts[cell + 1] += counts[cell] }
        var next = counts
        var items = [Int32](repeating: 0, count: Int(counts[rows * columns]))
        for (at, edge) in edges.enumerated() {
            frame.cells(of: edge, nodes) { cell in
                items[Int(next[cell])] = Int32(at)
                next[cell] += 1
            }
        }
        first = counts
        self.items = items
    }

    /// The cells that a straight edge crosses, row by row, with a margin for rounding.
    private struct Frame {
        let south: Double
        let west: Double
        let cellLatitude: Double
        let cellLongitude: Double
        let rows: Int
        let columns: Int

        init(_ south: Double, _ west: Double, _ latitude: Double, _ longitude: Double, _ rows: Int, _ columns: Int) {
            self.south = south
            self.west = west
            cellLatitude = latitude
            cellLongitude = longitude
            self.rows = rows
            self.columns = columns
        }

        func cells(of edge: WalkEdge, _ nodes: [WalkNode], _ body: (Int) -> Void) {
            let a = nodes[Int(edge.from)].position
            let b = nodes[Int(edge.to)].position
            let (ax, ay) = ((a.longitude - west) / cellLongitude, (a.latitude - south) / cellLatitude)
            let (bx, by) = ((b.longitude - west) / cellLongitude, (b.latitude - south) / cellLatitude)
            let margin = 1e-6
            let bottom = max(0, Int(min(ay, by) - margin))
            let top = min(rows - 1, Int(max(ay, by) + margin))
            guard bottom <= top else { return }
            for row in bottom...top {
                var left = min(ax, bx)
                var right = max(ax, bx)
                if abs(by - ay) > 1e-9 {
                    let low = ax + (bx - ax) * ((Double(row) - margin - ay) / (by - ay))
                    let high = ax + (bx - ax) * ((Double(row) + 1 + margin - ay) / (by - ay))
                    left = max(left, min(low, high))
                    right = min(right, max(low, high))
                }
                let start = max(0, Int(left - margin))
                let end = min(columns - 1, Int(max(left, right) + margin))
                if start <= end { for column in start...end { body(row * columns + column) } }
            }
        }
    }

    /// Calls for each edge in the cells within a number of metres of a position; an edge may come several times.
    func forEdges(near position: WalkPosition, metres: Double, _ body: (Int) -> Void) {
        let up = metres / WalkPosition.metresPerDegree
        let side = metres / WalkPosition.metresPerLongitude(at: position.latitude)
        let bottom = max(0, Self.cell((position.latitude - up - south) / cellLatitude) - 1)
        let top = min(rows - 1, Self.cell((position.latitude + up - south) / cellLatitude) + 1)
        let left = max(0, Self.cell((position.longitude - side - west) / cellLongitude) - 1)
        let right = min(columns - 1, Self.cell((position.longitude + side - west) / cellLongitude) + 1)
        guard bottom <= top, left <= right else { return }
        for row in bottom...top {
            let start = first[row * columns + left]
            let end = first[row * columns + right + 1]
            for at in start..<end { body(Int(items[Int(at)])) }
        }
    }

    private static func cell(_ value: Double) -> Int { Int(max(-1e9, min(1e9, value.rounded(.down)))) }
}
