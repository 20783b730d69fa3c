/// The nearest of several facilities.
public struct WalkNearest: Sendable, Equatable {
    /// The facility, as an index into the list that was asked for.
    public var facility: Int32
    /// The cost from the home to it.
    public var cost: WalkCost
}

/// The nearest facility of each kind for each home.
public struct WalkNearestTable: Sendable, Equatable {
    /// The number of homes in a row.
    public let homeCount: Int
    /// Row by row, one for each kind: the cost of each home; nil where none is within the limit.
    public let costs: [[WalkCost?]]
}

extension WalkCosts {
    /// The nearest facility for each home: one search backwards from all facilities at once.
    ///
    /// - Parameters:
    ///   - facilities: Joined to the network with the same costs.
    ///   - homes: Joined to the network with the same costs.
    ///   - limit: The greatest cost, included.
    /// - Returns: For each home the nearest facility, of equally near ones the first; nil where none is within the
    ///   limit.
    /// - Complexity: O(m log n) for the m edges within the limit, however many facilities and homes.
    public func nearest(
        of facilities: [WalkSnap], for homes: [WalkSnap], limit: WalkCost = .greatest
    ) -> [WalkNearest?] {
        var search = WalkSearch(nodeCount: network.nodes.count)
        return nearest(of: facilities, for: homes, limit: limit, with: &search)
    }

    /// The nearest facility for every node of the network, in the order of ``WalkNetwork/nodes``.
    public func nearest(of facilities: [WalkSnap], limit: WalkCost = .greatest) -> [WalkNearest?] {
        var search = WalkSearch(nodeCount: network.nodes.count)
        spreadBackwards(from: facilities, limit: limit, with: &search)
        return network.nodes.indices.map { node in
            let cost = search.costs[node]
            guard cost != WalkSearch.far else { return nil }
            return WalkNearest(facility: search.labels[node], cost: WalkCost(rawValue: cost))
        }
    }

    /// The cost of the nearest facility of each kind for each home.
    ///
    /// - Parameters:
    ///   - kinds: For each kind its facilities; an empty list gives a row of nil.
    ///   - homes: Joined to the network with the same costs.
    ///   - limit: The greatest cost, included.
    ///   - progress: Called after each kind with the number of kinds done; false cancels.
    /// - Returns: One row for each kind, in their order.
    /// - Throws: ``WalkGraphError/cancelled``.
    public func nearestTable(
        of kinds: [[WalkSnap]], for homes: [WalkSnap], limit: WalkCost = .greatest,
        progress: ((Int) -> Bool)? = nil
    ) throws(WalkGraphError) -> WalkNearestTable {
        var search = WalkSearch(nodeCount: network.nodes.count)
        var rows: [[WalkCost?]] = []
        rows.reserveCapacity(kinds.count)
        for facilities in kinds {
            search.clear()
            rows.append(nearest(of: facilities, for: homes, limit: limit, with: &search).map { $0?.cost })
            if let progress, !progress(rows.count) { throw .cancelled }
        }
        return WalkNearestTable(homeCount: homes.count, costs: rows)
    }

    private func spreadBackwards(from facilities: [WalkSnap], limit: WalkCost, with search: inout WalkSearch) {
        for (label, facility) in facilities.enumerated() {
            let edge = network.edges[Int(facility.edge)]
            let gap = gap(facility)
            if let cost = partial(facility.edge, from: 0, to: facility.offsetTenthMillimetres),
                !isClosed[Int(edge.from)]
            {
                search.offer(edge.from, cost: cost + gap, label: Int32(label), limit: limit.rawValue)
            }
            if let cost = partial(
                facility.edge, from: edge.lengthTenthMillimetres, to: facility.offsetTenthMillimetres),
                !isClosed[Int(edge.to)]
            {
                search.offer(edge.to, cost: cost + gap, label: Int32(label), limit: limit.rawValue)
            }
        }
        search.spread(over: entering, limit: limit.rawValue)
    }

    private func nearest(
        of facilities: [WalkSnap], for homes: [WalkSnap], limit: WalkCost, with search: inout WalkSearch
    ) -> [WalkNearest?] {
        spreadBackwards(from: facilities, limit: limit, with: &search)
        let onEdge = Dictionary(grouping: facilities.indices, by: { facilities[$0].edge })
        return homes.map { home in
            let edge = network.edges[Int(home.edge)]
            let gap = gap(home)
            var best: (cost: Int, facility: Int32)?
            func offer(_ cost: Int, _ facility: Int32) {
                guard cost <= Int(limit.rawValue) else { return }
                if let best, best <= (cost, facility) { return }
                best = (cost, facility)
            }
            for (node, end) in [(edge.from, 0), (edge.to, edge.lengthTenthMillimetres)] {
                let rest = search.costs[Int(node)]
                guard rest != WalkSearch.far,
                    let cost = partial(home.edge, from: home.offsetTenthMillimetres, to: end)
                else { continue }
                offer(cost + gap + Int(rest), search.labels[Int(node)])
            }
            for facility in onEdge[home.edge] ?? [] {
                let other = facilities[facility]
                guard let cost = partial(home.edge, from: home.offsetTenthMillimetres, to: other.offsetTenthMillimetres)
                else { continue }
                offer(cost + gap + self.gap(other), Int32(facility))
            }
            return best.map { WalkNearest(facility: $0.facility, cost: WalkCost(rawValue: Int32(clamping: $0.cost))) }
        }
    }

    /// The cost from each home to one place: a search backwards; nil where it is over the limit.
    public func costs(from homes: [WalkSnap], to place: WalkSnap, limit: WalkCost = .greatest) -> [WalkCost?] {
        nearest(of: [place], for: homes, limit: limit).map { $0?.cost }
    }
}
