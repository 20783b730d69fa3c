/// A position joined to the network: the nearest point of the nearest edge.
public struct WalkSnap: Sendable, Equatable {
    /// The edge, as an index into ``WalkNetwork/edges``.
    public var edge: Int32
    /// From the first node of the edge to the point, tenths of a millimetre, 0…length.
    public var offsetTenthMillimetres: Int32
    /// From the position to the point, tenths of a millimetre.
    public var gapTenthMillimetres: Int32
    /// The point on the edge.
    public var position: WalkPosition
}

extension WalkNetwork {
    /// Joins a position to the nearest edge that the condition allows.
    ///
    /// Where two edges are equally near (to a tenth of a millimetre), an end of an edge wins over its middle, then the
    /// edge that was given first.
    ///
    /// - Parameters:
    ///   - position: Degrees, WGS-84.
    ///   - metresMax: No edge farther away is taken. 1…100,000.
    ///   - allows: Answers for an edge's index whether it may be taken.
    /// - Returns: The point on the edge, or nil where no edge is near enough.
    public func snap(
        _ position: WalkPosition, within metresMax: Double = 500, where allows: (Int) -> Bool = { _ in true }
    ) -> WalkSnap? {
        guard position.isValid, !edges.isEmpty, metresMax > 0 else { return nil }
        let bound = min(metresMax, 100_000)
        let perLongitude = WalkPosition.metresPerLongitude(at: position.latitude)
        var metres = min(64, bound)
        while true {
            var best: (gap: Int64, isInside: Int, edge: Int, share: Double)?
            grid.forEdges(near: position, metres: metres) { at in
                guard allows(at) else { return }
                let (gap, share) = nearest(position, at, perLongitude)
                let found = (gap, share > 0 && share < 1 ? 1 : 0, at, share)
                if let best, (best.gap, best.isInside, best.edge) <= (found.0, found.1, found.2) { return }
                best = found
            }
            if let best, Double(best.gap) <= metres * 10_000 { return makeSnap(best.edge, best.share, best.gap) }
            if metres >= bound { return nil }
            metres = min(metres * 2, bound)
        }
    }

    /// Tenths of a millimetre from a position to an edge, and the share of the edge at the nearest point.
    private func nearest(_ position: WalkPosition, _ edge: Int, _ perLongitude: Double) -> (Int64, Double) {
        let a = nodes[Int(edges[edge].from)].position
        let b = nodes[Int(edges[edge].to)].position
        let ax = (a.longitude - position.longitude) * perLongitude
        let ay = (a.latitude - position.latitude) * WalkPosition.metresPerDegree
        let bx = (b.longitude - position.longitude) * perLongitude
        let by = (b.latitude - position.latitude) * WalkPosition.metresPerDegree
        let (dx, dy) = (bx - ax, by - ay)
        let squared = dx * dx + dy * dy
        let share = squared > 0 ? min(1, max(0, -(ax * dx + ay * dy) / squared)) : 0
        // At the ends the very position of the node counts, so that a point on a node has no gap at all.
        let x = share == 1 ? bx : ax + share * dx
        let y = share == 1 ? by : ay + share * dy
        return (Int64(((x * x + y * y).squareRoot() * 10_000).rounded()), share)
    }

    private func makeSnap(_ edge: Int, _ share: Double, _ gap: Int64) -> WalkSnap {
        let length = edges[edge].lengthTenthMillimetres
        return WalkSnap(
            edge: Int32(edge), offsetTenthMillimetres: Int32((Double(length) * share).rounded()),
            gapTenthMillimetres: Int32(clamping: gap), position: position(onEdge: edge, share: share))
    }

    /// The position on an edge, by the share of its length from its first node, 0…1.
    func position(onEdge edge: Int, share: Double) -> WalkPosition {
        let a = nodes[Int(edges[edge].from)].position
        let b = nodes[Int(edges[edge].to)].position
        if share <= 0 { return a }
        if share >= 1 { return b }
        return WalkPosition(
            latitude: a.latitude + (b.latitude - a.latitude) * share,
            longitude: a.longitude + (b.longitude - a.longitude) * share)
    }

    /// The snap of a node itself: an end of the first edge at it.
    ///
    /// - Parameter node: An index into ``nodes``.
    /// - Returns: Nil outside the list.
    public func snap(node: Int) -> WalkSnap? {
        guard nodes.indices.contains(node) else { return nil }
        let arc = arcs[Int(firstArc[node])]
        let edge = edges[Int(arc / 2)]
        return WalkSnap(
            edge: arc / 2, offsetTenthMillimetres: arc % 2 == 0 ? 0 : edge.lengthTenthMillimetres,
            gapTenthMillimetres: 0, position: nodes[node].position)
    }
}
