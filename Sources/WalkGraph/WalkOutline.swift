/// An area within reach: one outer ring and the holes in it, each closed, its first position again at the end.
public struct WalkArea: Sendable, Equatable {
    /// The outer ring, counter-clockwise.
    public var outer: [WalkPosition]
    /// The holes, clockwise.
    public var holes: [[WalkPosition]]
}

/// How the outline of what is within reach is drawn.
public struct WalkOutlineStyle: Sendable, Equatable {
    /// How far beside a way the area goes, metres, 5…500.
    public var bufferMetres = 25.0
    /// The distance of the points at which the area is measured, metres, 2…the buffer.
    public var cellMetres = 10.0
    /// Holes smaller than this are filled, square metres, ≥ 0.
    public var holeSquareMetresMin = 2_500.0

    /// The default style.
    public init() {}
}

extension WalkCosts {
    /// The areas within reach: everything within a buffer of the ways that are reached.
    ///
    /// The gap to the ways is measured at the corners of a square grid, and the outline runs where it equals the buffer
    /// (marching squares). No corner ever lies on the outline and no two rings touch, so every area is valid: closed,
    /// without crossings of itself, holes inside.
    ///
    /// - Parameters:
    ///   - reach: What is reached, by the same costs.
    ///   - style: How it is drawn.
    /// - Returns: The areas, the southernmost first; empty where nothing is reached.
    /// - Throws: ``WalkGraphError/invalidOutline`` where a number is out of its range or the grid would have more than
    ///   16 million corners.
    public func outline(of reach: WalkReach, style: WalkOutlineStyle = WalkOutlineStyle()) throws(WalkGraphError)
        -> [WalkArea]
    {
        guard (5...500).contains(style.bufferMetres), (2...style.bufferMetres).contains(style.cellMetres),
            style.holeSquareMetresMin >= 0
        else { throw .invalidOutline }
        let pieces = stretches(of: reach).map { stretch in
            let edge = Int(stretch.edge)
            let length = Double(max(1, network.edges[edge].lengthTenthMillimetres))
            return (
                network.position(onEdge: edge, share: Double(stretch.startTenthMillimetres) / length),
                network.position(onEdge: edge, share: Double(stretch.endTenthMillimetres) / length)
            )
        }
        guard !pieces.isEmpty else { return [] }
        var field = try WalkField(around: pieces, style)
        for piece in pieces { field.add(piece) }
        return field.areas(holeSquareMetresMin: style.holeSquareMetresMin)
    }
}
