/// A part of an edge that is within reach.
public struct WalkStretch: Sendable, Equatable {
    /// The edge, as an index into ``WalkNetwork/edges``.
    public var edge: Int32
    /// Where the part starts, tenths of a millimetre from the edge's first node.
    public var startTenthMillimetres: Int32
    /// Where the part ends, tenths of a millimetre from the edge's first node; not before the start.
    public var endTenthMillimetres: Int32
}

/// What can be reached from one place within a limit.
public struct WalkReach: Sendable {
    /// The start.
    public let origin: WalkSnap
    /// The greatest cost, included.
    public let limit: WalkCost
    /// The nodes within the limit, as ascending indices into ``WalkNetwork/nodes``.
    public let nodes: [Int32]
    /// The cost of each of these nodes.
    public let costs: [WalkCost]

    /// The number of nodes within a smaller limit, which is included.
    public func nodeCount(within limit: WalkCost) -> Int {
        costs.reduce(0) { $1 <= limit ? $0 + 1 : $0 }
    }
}

extension WalkCosts {
    /// What can be reached from a place: one bounded search forwards.
    ///
    /// - Parameters:
    ///   - origin: Joined to the network with the same costs.
    ///   - limit: The greatest cost, included.
    /// - Returns: The nodes within the limit and their costs.
    public func reach(from origin: WalkSnap, limit: WalkCost) -> WalkReach {
        var search = WalkSearch(nodeCount: network.nodes.count)
        spreadForwards(from: origin, limit: limit, with: &search)
        let nodes = search.touched.sorted()
        return WalkReach(
            origin: origin, limit: limit, nodes: nodes, costs: nodes.map { WalkCost(rawValue: search.costs[Int($0)]) })
    }

    /// The cost from one place to each of several; nil where it is over the limit.
    public func costs(from origin: WalkSnap, to places: [WalkSnap], limit: WalkCost = .greatest) -> [WalkCost?] {
        var search = WalkSearch(nodeCount: network.nodes.count)
        spreadForwards(from: origin, limit: limit, with: &search)
        return places.map { place in
            let edge = network.edges[Int(place.edge)]
            let gap = gap(place)
            var best = Int(limit.rawValue) + 1
            for (node, end) in [(edge.from, 0), (edge.to, edge.lengthTenthMillimetres)] {
                let before = search.costs[Int(node)]
                guard before != WalkSearch.far,
                    let cost = partial(place.edge, from: end, to: place.offsetTenthMillimetres)
                else { continue }
                best = min(best, Int(before) + cost + gap)
            }
            if place.edge == origin.edge,
                let cost = partial(place.edge, from: origin.offsetTenthMillimetres, to: place.offsetTenthMillimetres)
            {
                best = min(best, cost + gap + self.gap(origin))
            }
            return best <= Int(limit.rawValue) ? WalkCost(rawValue: Int32(clamping: best)) : nil
        }
    }

    private func spreadForwards(from origin: WalkSnap, limit: WalkCost, with search: inout WalkSearch) {
        let edge = network.edges[Int(origin.edge)]
        let gap = gap(origin)
        for (node, end) in [(edge.from, 0), (edge.to, edge.lengthTenthMillimetres)] where !isClosed[Int(node)] {
            guard let cost = partial(origin.edge, from: origin.offsetTenthMillimetres, to: end) else { continue }
            search.offer(node, cost: cost + gap, label: 0, limit: limit.rawValue)
        }
        search.spread(over: leaving, limit: limit.rawValue)
    }

    /// The parts of edges within reach, in ascending order of edges; two parts of one edge do not overlap.
    public func stretches(of reach: WalkReach) -> [WalkStretch] {
        var costs = [Int32](repeating: WalkSearch.far, count: network.nodes.count)
        for (node, cost) in zip(reach.nodes, reach.costs) { costs[Int(node)] = cost.rawValue }
        var touched: Set<Int32> = [reach.origin.edge]
        for node in reach.nodes where !isClosed[Int(node)] {
            for at in Int(network.firstArc[Int(node)])..<Int(network.firstArc[Int(node) + 1]) {
                touched.insert(network.arcs[at] / 2)
            }
        }
        var list: [WalkStretch] = []
        for edge in touched.sorted() where allows(edge: Int(edge)) {
            list += stretches(on: edge, costs, reach)
        }
        return list
    }

    private func stretches(on edge: Int32, _ costs: [Int32], _ reach: WalkReach) -> [WalkStretch] {
        let ends = network.edges[Int(edge)]
        let length = ends.lengthTenthMillimetres
        let limit = Int(reach.limit.rawValue)
        var parts: [(Int32, Int32)] = []
        func run(_ cost: Int, from start: Int32, along whole: Int32, towards end: Int32) {
            guard whole >= 0, cost <= limit else { return }
            let span = abs(Int(end) - Int(start))
            let far = whole == 0 ? span : min(span, (limit - cost) * Int(length) / Int(whole))
            let stop = start + (end >= start ? 1 : -1) * Int32(far)
            parts.append((min(start, stop), max(start, stop)))
        }
        let (from, to) = (costs[Int(ends.from)], costs[Int(ends.to)])
        if from != WalkSearch.far, !isClosed[Int(ends.from)] {
            run(Int(from), from: 0, along: forwards[Int(edge)], towards: length)
        }
        if to != WalkSearch.far, !isClosed[Int(ends.to)] {
            run(Int(to), from: length, along: backwards[Int(edge)], towards: 0)
        }
        if edge == reach.origin.edge {
            let start = reach.origin.offsetTenthMillimetres
            run(gap(reach.origin), from: start, along: forwards[Int(edge)], towards: length)
            run(gap(reach.origin), from: start, along: backwards[Int(edge)], towards: 0)
        }
        var list: [WalkStretch] = []
        for (start, end) in parts.sorted(by: <) {
            if let last = list.last, start <= last.endTenthMillimetres {
                list[list.count - 1].endTenthMillimetres = max(last.endTenthMillimetres, end)
            } else {
                list.append(WalkStretch(edge: edge, startTenthMillimetres: start, endTenthMillimetres: end))
            }
        }
        return list
    }
}
