/// A line that somebody drew on a plan: a path, stairs, a crossing.
public struct WalkLine: Sendable, Equatable {
    /// At least two positions.
    public var positions: [WalkPosition]
    /// Heights of the positions in metres, or nil where level; they give the slope.
    public var heightsMetres: [Double]?
    /// What decides who passes.
    ///
    /// A slope in it is taken where no heights are given.
    public var traits: WalkTraits
    /// The level of the first position; lines join and cross only on the same level.
    ///
    /// 0 is the ground.
    public var startLevel: Int
    /// The level of the last position; stairs and lifts may end on another one.
    public var endLevel: Int

    /// Makes a line on the ground, changed by what is given.
    public init(
        _ positions: [WalkPosition], traits: WalkTraits = WalkTraits(), heightsMetres: [Double]? = nil,
        startLevel: Int = 0, endLevel: Int? = nil
    ) {
        self.positions = positions
        self.traits = traits
        self.heightsMetres = heightsMetres
        self.startLevel = startLevel
        self.endLevel = endLevel ?? startLevel
    }
}

/// A gate that somebody drew; it stands on the nearest line of its level.
public struct WalkDrawnGate: Sendable, Equatable {
    /// Where it stands.
    public var position: WalkPosition
    /// Who passes, and when.
    public var gate: WalkGate
    /// Its level.
    public var level: Int

    /// Makes a gate.
    public init(_ position: WalkPosition, gate: WalkGate, level: Int = 0) {
        self.position = position
        self.gate = gate
        self.level = level
    }
}

extension WalkNetwork {
    /// Makes a network of drawn lines.
    ///
    /// Positions of one level that are within the tolerance become one node. Lines of one level that cross are joined
    /// where they cross; a line that ends on another one is joined to it. Gates within the tolerance of a line stand on
    /// it. Nodes are numbered from 1, in the order of the lines.
    ///
    /// - Parameters:
    ///   - lines: The lines; a line of fewer than two positions is left out.
    ///   - gates: The gates; one that no line passes is left out.
    ///   - toleranceMillimetres: 100…10,000.
    /// - Throws: ``WalkGraphError/invalidPosition``, ``WalkGraphError/edgeTooLong``,
    ///   ``WalkGraphError/tooLarge`` above 262,143 pieces, ``WalkGraphError/lengthMismatch`` where heights and
    ///   positions differ in number.
    public init(
        lines: [WalkLine], gates: [WalkDrawnGate] = [], toleranceMillimetres: Int = 500
    ) throws(WalkGraphError) {
        var noding = try WalkNoding(lines: lines, toleranceMillimetres: min(max(toleranceMillimetres, 100), 10_000))
        noding.addGates(gates)
        noding.addCrossings()
        try self.init(noding: noding, lines: lines)
    }

    private init(noding: WalkNoding, lines: [WalkLine]) throws(WalkGraphError) {
        var edges: [WalkEdge] = []
        var traits: [WalkTraits] = []
        var numbers: [WalkTraits: Int32] = [:]
        var crossed: Set<Int> = []
        for segment in noding.segments {
            var own = lines[segment.line].traits
            if let slope = segment.slopePermille { own.slopePermille = slope }
            let number = numbers[own] ?? Int32(traits.count)
            if number == Int32(traits.count) {
                numbers[own] = number
                traits.append(own)
            }
            let stops = noding.stops(on: segment)
            for (a, b) in zip(stops, stops.dropFirst()) where a != b {
                let length = try Self.tenthMillimetres(noding.nodes[a].position, noding.nodes[b].position)
                let isFirst = own.kind == .crossing && crossed.insert(segment.line).inserted
                edges.append(
                    WalkEdge(
                        from: Int32(a), to: Int32(b), lengthTenthMillimetres: length, traits: number,
                        crossingHalves: isFirst ? 2 : 0))
            }
        }
        try self.init(nodes: noding.nodes, edges: edges, traits: traits)
    }
}
