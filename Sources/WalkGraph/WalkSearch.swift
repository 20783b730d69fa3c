/// One bounded search from several starts: Dijkstra's algorithm with labels of the nearest start.
///
/// The lists are kept from search to search, and only what was touched is cleared.
struct WalkSearch {
    private(set) var costs: [Int32]
    private(set) var labels: [Int32]
    private(set) var touched: [Int32] = []
    private var heap = WalkHeap()

    static let far = Int32.max

    init(nodeCount: Int) {
        costs = [Int32](repeating: Self.far, count: nodeCount)
        labels = [Int32](repeating: -1, count: nodeCount)
    }

    mutating func clear() {
        for node in touched {
            costs[Int(node)] = Self.far
            labels[Int(node)] = -1
        }
        touched.removeAll(keepingCapacity: true)
        heap.removeAll()
    }

    /// Offers a start; of two with equal cost the lower label wins.
    @inline(__always)
    mutating func offer(_ node: Int32, cost: Int, label: Int32, limit: Int32) {
        let at = Int(node)
        let old = costs[at]
        guard cost <= Int(limit), cost < Int(Self.far) else { return }
        let new = Int32(truncatingIfNeeded: cost)
        guard new < old || new == old && label < labels[at] else { return }
        if old == Self.far { touched.append(node) }
        costs[at] = new
        labels[at] = label
        heap.push(cost: new, node: node)
    }

    /// Spreads the starts over the arcs up to the limit, which is included.
    mutating func spread(over graph: WalkArcs, limit: Int32) {
        while let (cost, node) = heap.pop() {
            guard cost == costs[Int(node)] else { continue }
            let label = labels[Int(node)]
            for at in Int(graph.first[Int(node)])..<Int(graph.first[Int(node) + 1]) {
                let arc = graph.arcs[at]
                offer(arc.node, cost: Int(cost) + Int(arc.cost), label: label, limit: limit)
            }
        }
    }
}
