/// Finds corners near a triangle by square cells, so that long rings are cut in about linear time.
struct ReflexCells: Sendable {
    private var starts: [Int32] = []
    private var nodes: [Int32] = []
    private var columns = 1
    private var low: (x: Int64, y: Int64) = (0, 0)
    private var step: (x: Int64, y: Int64) = (1, 1)

    /// Sorts the corners of a ring that may block an ear into cells.
    mutating func fill(_ polygon: PolygonTriangulator, _ start: Int32) {
        var members = [Int32]()
        var (lowX, lowY, highX, highY) = (Int64.max, Int64.max, Int64.min, Int64.min)
        var node = start
        repeat {
            members.append(node)
            (lowX, highX) = (min(lowX, polygon.x[Int(node)]), max(highX, polygon.x[Int(node)]))
            (lowY, highY) = (min(lowY, polygon.y[Int(node)]), max(highY, polygon.y[Int(node)]))
            node = polygon.next[Int(node)]
        } while node != start
        columns = max(1, min(1024, Int(Double(members.count).squareRoot())))
        low = (lowX, lowY)
        step = ((highX - lowX) / Int64(columns) + 1, (highY - lowY) / Int64(columns) + 1)
        starts = [Int32](repeating: 0, count: columns * columns + 1)
        for node in members { starts[cell(polygon, node) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        nodes = [Int32](repeating: 0, count: members.count)
        var fill = starts
        for node in members {
            let cell = cell(polygon, node)
            nodes[Int(fill[cell])] = node
            fill[cell] += 1
        }
    }

    private func cell(_ polygon: PolygonTriangulator, _ node: Int32) -> Int {
        let column = Int((polygon.x[Int(node)] - low.x) / step.x)
        let row = Int((polygon.y[Int(node)] - low.y) / step.y)
        return row * columns + column
    }

    /// Whether no corner that is still in the ring blocks the ear a b c.
    func isFree(_ polygon: PolygonTriangulator, _ a: Int32, _ b: Int32, _ c: Int32, strict: Bool) -> Bool {
        let xs = (polygon.x[Int(a)], polygon.x[Int(b)], polygon.x[Int(c)])
        let ys = (polygon.y[Int(a)], polygon.y[Int(b)], polygon.y[Int(c)])
        let firstColumn = Int((min(xs.0, xs.1, xs.2) - low.x) / step.x)
        let lastColumn = Int((max(xs.0, xs.1, xs.2) - low.x) / step.x)
        let firstRow = Int((min(ys.0, ys.1, ys.2) - low.y) / step.y)
        let lastRow = Int((max(ys.0, ys.1, ys.2) - low.y) / step.y)
        for row in firstRow...lastRow {
            let first = Int(starts[row * columns + firstColumn])
            let last = Int(starts[row * columns + lastColumn + 1])
            for index in first..<last {
                let node = nodes[index]
                if node == a || node == b || node == c || polygon.next[Int(node)] < 0 { continue }
                if polygon.isInTheWay(node, a, b, c, strict: strict) { return false }
            }
        }
        return true
    }
}
