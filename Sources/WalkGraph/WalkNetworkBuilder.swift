/// What was left out when a network was made of OpenStreetMap.
public struct WalkOmissions: Sendable, Equatable {
    /// Ways with a `highway` that may not be walked.
    public var barredWays = 0
    /// Pieces of ways that lack a node.
    public var piecesWithoutNode = 0
    /// Pieces longer than 100 km.
    public var tooLongPieces = 0
    /// Ways whose opening hours could not be read; they count as always open.
    public var unreadHours = 0
}

/// Makes a walking network of the nodes and ways of OpenStreetMap.
///
/// Every two nodes that follow each other on a walkable way give one edge, also where two ways share them.
public struct WalkNetworkBuilder {
    private let rules: WalkTagRules
    private var nodes: [WalkNode] = []
    private var isCrossing: [Bool] = []
    private var isSorted = true
    private var sorted: [Int32] = []
    private var edges: [WalkEdge] = []
    private var traits: [WalkTraits] = []
    private var traitsIndex: [WalkTraits: Int32] = [:]

    /// What was left out so far.
    public private(set) var omissions = WalkOmissions()
    /// Ways that may be walked so far.
    public private(set) var walkableWayCount = 0

    /// Makes an empty builder.
    public init(rules: WalkTagRules = WalkTagRules()) { self.rules = rules }

    /// Adds a node.
    ///
    /// All nodes come before the first way; of two with one number the later is meant.
    ///
    /// - Parameters:
    ///   - id: The number.
    ///   - position: Degrees, WGS-84.
    ///   - tags: Answers the value of a key; nil where the node has no tags.
    public mutating func addNode(_ id: Int64, at position: WalkPosition, tags: ((String) -> String?)? = nil) {
        if let last = nodes.last, last.id >= id { isSorted = false }
        nodes.append(WalkNode(id: id, position: position, gate: tags.flatMap(rules.gate)))
        isCrossing.append(tags.map { $0("highway") == "crossing" } ?? false)
    }

    /// Adds a way where it may be walked.
    ///
    /// - Parameters:
    ///   - ids: The numbers of its nodes in order.
    ///   - tags: Answers the value of a key.
    public mutating func addWay(nodes ids: [Int64], tags: (String) -> String?) {
        guard tags("highway") != nil else { return }
        guard let wayTraits = rules.traits(tags) else {
            omissions.barredWays += 1
            return
        }
        walkableWayCount += 1
        if wayTraits.hours == nil, tags("opening_hours:foot") ?? tags("opening_hours") != nil {
            omissions.unreadHours += 1
        }
        let number = number(of: wayTraits)
        var last: Int32?
        for (at, id) in ids.enumerated() {
            let next = place(of: id)
            defer { last = next }
            guard at > 0 else { continue }
            guard let last, let next else {
                omissions.piecesWithoutNode += 1
                continue
            }
            guard last != next else { continue }
            guard
                let length = try? WalkNetwork.tenthMillimetres(
                    // A piece that cannot be measured is left out and counted, not the whole file.
                    nodes[Int(last)].position, nodes[Int(next)].position)
            else {
                omissions.tooLongPieces += 1
                continue
            }
            let halves =
                wayTraits.kind != .crossing ? 0 : (isCrossing[Int(last)] ? 1 : 0) + (isCrossing[Int(next)] ? 1 : 0)
            edges.append(
                WalkEdge(
                    from: last, to: next, lengthTenthMillimetres: length, traits: number, crossingHalves: UInt8(halves))
            )
        }
    }

    private mutating func number(of wayTraits: WalkTraits) -> Int32 {
        if let known = traitsIndex[wayTraits] { return known }
        traits.append(wayTraits)
        traitsIndex[wayTraits] = Int32(traits.count - 1)
        return Int32(traits.count - 1)
    }

    private mutating func place(of id: Int64) -> Int32? {
        if !isSorted, sorted.count != nodes.count {
            sorted = (0..<Int32(nodes.count)).sorted { (nodes[Int($0)].id, $0) < (nodes[Int($1)].id, $1) }
        }
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) >> 1
            if nodes[isSorted ? middle : Int(sorted[middle])].id <= id { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let found = isSorted ? low - 1 : Int(sorted[low - 1])
        return nodes[found].id == id ? Int32(found) : nil
    }

    /// The network.
    ///
    /// - Throws: ``WalkGraphError/tooLarge``, ``WalkGraphError/invalidPosition``.
    public func network() throws(WalkGraphError) -> WalkNetwork {
        try WalkNetwork(nodes: nodes, edges: edges, traits: traits)
    }
}
