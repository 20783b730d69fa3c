/// A point where edges meet.
public struct WalkNode: Sendable, Equatable {
    /// The number that the caller gave; unique in a network.
    public var id: Int64
    /// Where it is.
    public var position: WalkPosition
    /// What stands on it, or nil.
    public var gate: WalkGate?

    /// Makes a node.
    public init(id: Int64, position: WalkPosition, gate: WalkGate? = nil) {
        self.id = id
        self.position = position
        self.gate = gate
    }
}

/// A straight piece of way between two nodes.
public struct WalkEdge: Sendable, Equatable {
    /// The first node, as an index into ``WalkNetwork/nodes``.
    public var from: Int32
    /// The last node, as an index into ``WalkNetwork/nodes``.
    public var to: Int32
    /// The length, tenths of a millimetre.
    public var lengthTenthMillimetres: Int32
    /// The traits, as an index into ``WalkNetwork/traits``.
    public var traits: Int32
    /// Halves of the wait at a crossing that fall on this edge, 0…2.
    public var crossingHalves: UInt8

    /// Makes an edge.
    ///
    /// - Parameters:
    ///   - from: Index of the first node.
    ///   - to: Index of the last node.
    ///   - lengthTenthMillimetres: 0…1,000,000,000 (100 km).
    ///   - traits: Index of the traits.
    ///   - crossingHalves: 0…2.
    public init(from: Int32, to: Int32, lengthTenthMillimetres: Int32, traits: Int32, crossingHalves: UInt8 = 0) {
        self.from = from
        self.to = to
        self.lengthTenthMillimetres = lengthTenthMillimetres
        self.traits = traits
        self.crossingHalves = min(crossingHalves, 2)
    }
}

/// A walking network: nodes, straight edges, and for each node the edges at it.
///
/// The network is a value, never changes and may be asked from many tasks at once. It holds no costs; see
/// ``WalkCosts``.
public struct WalkNetwork: Sendable {
    /// The nodes that edges touch, in ascending order of their numbers.
    public let nodes: [WalkNode]
    /// The edges, in the order in which they were given.
    public let edges: [WalkEdge]
    /// The different traits of edges.
    public let traits: [WalkTraits]
    /// For node `i` the arcs `firstArc[i]..<firstArc[i + 1]`.
    let firstArc: [Int32]
    /// Twice the number of the edge; odd where the arc runs from the edge's last node to its first.
    let arcs: [Int32]
    let grid: WalkGrid

    /// Makes a network of nodes and edges.
    ///
    /// - Parameters:
    ///   - nodes: In any order. Nodes without an edge are left out.
    ///   - edges: Indices into `nodes` and `traits`. An edge from a node to itself is left out.
    ///   - traits: The traits that edges name.
    /// - Throws: ``WalkGraphError/tooLarge``, ``WalkGraphError/invalidPosition``, ``WalkGraphError/edgeTooLong``,
    ///   ``WalkGraphError/unknownNode``.
    /// - Complexity: O(n log n) for unsorted nodes, O(n) for sorted ones.
    public init(nodes: [WalkNode], edges: [WalkEdge], traits: [WalkTraits]) throws(WalkGraphError) {
        guard nodes.count < 1 << 30, edges.count < 1 << 29 else { throw .tooLarge }
        var isUsed = [Bool](repeating: false, count: nodes.count)
        for edge in edges where edge.from != edge.to {
            guard nodes.indices.contains(Int(edge.from)), nodes.indices.contains(Int(edge.to)),
                traits.indices.contains(Int(edge.traits)), edge.lengthTenthMillimetres >= 0
            else { throw .unknownNode }
            guard edge.lengthTenthMillimetres <= Self.edgeTenthMillimetresMax else { throw .edgeTooLong }
            isUsed[Int(edge.from)] = true
            isUsed[Int(edge.to)] = true
        }
        var order = nodes.indices.filter { isUsed[$0] }
        if !zip(order, order.dropFirst()).allSatisfy({ nodes[$0].id < nodes[$1].id }) {
            order.sort { (nodes[$0].id, $0) < (nodes[$1].id, $1) }
        }
        var place = [Int32](repeating: -1, count: nodes.count)
        for (new, old) in order.enumerated() {
            guard nodes[old].position.isValid else { throw .invalidPosition }
            place[old] = Int32(new)
        }
        self.nodes = order.map { nodes[$0] }
        self.traits = traits
        self.edges = edges.filter { $0.from != $0.to }.map { edge in
            var edge = edge
            edge.from = place[Int(edge.from)]
            edge.to = place[Int(edge.to)]
            return edge
        }
        (firstArc, arcs) = Self.adjacency(self.edges, nodeCount: self.nodes.count)
        grid = WalkGrid(nodes: self.nodes, edges: self.edges)
    }

    /// Tenths of a millimetre: 100 km.
    static let edgeTenthMillimetresMax: Int32 = 1_000_000_000

    private static func adjacency(_ edges: [WalkEdge], nodeCount: Int) -> ([Int32], [Int32]) {
        var first = [Int32](repeating: 0, count: nodeCount + 1)
        for edge in edges {
            first[Int(edge.from) + 1] += 1
            first[Int(edge.to) + 1] += 1
        }
        for node in 0..<nodeCount { first[node + 1] += first[node] }
        var next = first
        var arcs = [Int32](repeating: 0, count: edges.count * 2)
        for (at, edge) in edges.enumerated() {
            arcs[Int(next[Int(edge.from)])] = Int32(at * 2)
            next[Int(edge.from)] += 1
            arcs[Int(next[Int(edge.to)])] = Int32(at * 2 + 1)
            next[Int(edge.to)] += 1
        }
        return (first, arcs)
    }

    /// The length of all edges, millimetres.
    public var lengthMillimetres: Int {
        (edges.reduce(0) { $0 + Int($1.lengthTenthMillimetres) } + 5) / 10
    }

    /// The number of nodes of the largest part that hangs together, whoever may walk it.
    public var largestPartNodeCount: Int {
        var parent = Array(0..<Int32(nodes.count))
        func root(_ node: Int32) -> Int32 {
            var at = node
            while parent[Int(at)] != at {
                parent[Int(at)] = parent[Int(parent[Int(at)])]
                at = parent[Int(at)]
            }
            return at
        }
        for edge in edges {
            let (a, b) = (root(edge.from), root(edge.to))
            if a != b { parent[Int(max(a, b))] = min(a, b) }
        }
        var counts = [Int](repeating: 0, count: nodes.count)
        for node in nodes.indices { counts[Int(root(Int32(node)))] += 1 }
        return counts.max() ?? 0
    }

    /// The index of the node with a number, or nil.
    public func index(ofNode id: Int64) -> Int? {
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) >> 1
            if nodes[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < nodes.count && nodes[low].id == id ? low : nil
    }

    /// The length between two positions, tenths of a millimetre, rounded to the nearest.
    static func tenthMillimetres(_ a: WalkPosition, _ b: WalkPosition) throws(WalkGraphError) -> Int32 {
        let length = (a.metres(to: b) * 10_000).rounded()
        guard length.isFinite else { throw .invalidPosition }
        guard length <= Double(edgeTenthMillimetresMax) else { throw .edgeTooLong }
        return Int32(length)
    }
}
