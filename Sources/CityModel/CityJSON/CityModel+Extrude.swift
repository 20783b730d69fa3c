/// Is the outline of something seen from above, with holes, in the coordinates of a model.
public struct CityFootprint: Sendable, Equatable {
    /// Outer ring, in either orientation; a repeated last point is dropped.
    public var outer: [SIMD2<Double>]
    /// Rings of holes, in either orientation.
    public var holes: [[SIMD2<Double>]]

    /// Makes a footprint.
    public init(outer: [SIMD2<Double>], holes: [[SIMD2<Double>]] = []) {
        self.outer = outer
        self.holes = holes
    }
}

extension CityModel {
    /// Adds an object that stands up from a footprint: a closed solid with ground, roof and walls as semantics.
    ///
    /// The object has level of detail 1.2. Points are put on the model's grid; corners that fall together are dropped.
    ///
    /// - Parameters:
    ///   - footprint: Outline in the model's coordinates.
    ///   - height: Above `base`, in the unit of the reference system. Under one grid step the object gets its footprint
    ///     alone, as a surface of level of detail 0.
    ///   - base: Height of the ground.
    ///   - id: Identifier; must be new.
    ///   - type: Type of city object that may have a solid, such as "Building" or "BuildingPart".
    ///   - attributes: Attributes as they shall stand in the file.
    /// - Returns: Index of the object; nil, and nothing added, when fewer than three different corners are left.
    ///
    /// Source: CityJSON 2.0 sections 3.1 and 3.3 (outer shell with normals outwards).
    @discardableResult
    public mutating func extrude(
        footprint: CityFootprint, height: Double, base: Double = 0, id: String, type: String = "Building",
        attributes: JSONObject? = nil
    ) -> Int? {
        guard let outer = ring(footprint.outer, clockwise: false) else { return nil }
        let rings = [outer] + footprint.holes.compactMap { ring($0, clockwise: true) }
        var object = CityObject(id: id, type: type, attributes: attributes)
        var index = GridIndex()
        func boundary(_ z: Double, reversed: Bool) -> [[Int]] {
            rings.map { ring in
                let corners = ring.map { index.index(of: level($0, z), in: &body.vertices) }
                return reversed ? corners.reversed() : corners
            }
        }
        let levels = [base, base + height].map { header.transform.vertex(SIMD3(0, 0, $0)).z }
        if !(height > 0) || levels[0] >= levels[1] {
            let surface = boundary(base, reversed: false)
            object.geometry = [
                CityGeometry(
                    type: .multiSurface, lod: "0", boundaries: IndexTree(surfaces: [surface], depth: 3))
            ]
        } else {
            let ground = boundary(base, reversed: true)
            let roof = boundary(base + height, reversed: false)
            var surfaces = [ground, roof]
            var kinds = [0, 1]
            for (low, high) in zip(ground.map { Array($0.reversed()) }, roof) {
                for corner in low.indices {
                    let after = corner + 1 == low.count ? 0 : corner + 1
                    surfaces.append([[low[corner], low[after], high[after], high[corner]]])
                    kinds.append(2)
                }
            }
            let names = ["GroundSurface", "RoofSurface", "WallSurface"]
            let semantics = CitySemantics(
                surfaces: names.map { JSONObject([.init(key: "type", value: .string($0))]) },
                values: IndexTree(shells: [kinds]))
            object.geometry = [
                CityGeometry(
                    type: .solid, lod: "1.2", boundaries: IndexTree(surfaces: surfaces, depth: 4), semantics: semantics)
            ]
        }
        body.objects.append(object)
        return body.objects.count - 1
    }

    private func level(_ corner: GridVertex, _ z: Double) -> GridVertex {
        var corner = corner
        corner.z = header.transform.vertex(SIMD3(0, 0, z)).z
        return corner
    }

    /// A ring on the grid, without repeated corners and in the wanted orientation; nil when too little is left.
    private func ring(_ points: [SIMD2<Double>], clockwise: Bool) -> [GridVertex]? {
        var ring = [GridVertex]()
        for point in points where point.x.isFinite && point.y.isFinite {
            let vertex = header.transform.vertex(SIMD3(point.x, point.y, 0))
            if ring.last != vertex { ring.append(vertex) }
        }
        while ring.count > 1, ring.first == ring.last { ring.removeLast() }
        guard Set(ring).count >= 3 else { return nil }
        var area = Int128(0)
        for index in ring.indices {
            let (a, b) = (ring[index], ring[index + 1 == ring.count ? 0 : index + 1])
            area += Int128(a.x) * Int128(b.y) - Int128(a.y) * Int128(b.x)
        }
        if area == 0 { return nil }
        return (area < 0) == clockwise ? ring : ring.reversed()
    }
}

/// Gives equal vertices of one object one index.
struct GridIndex {
    private var known: [GridVertex: Int] = [:]

    mutating func index(of vertex: GridVertex, in vertices: inout [GridVertex]) -> Int {
        if let index = known[vertex] { return index }
        vertices.append(vertex)
        known[vertex] = vertices.count - 1
        return vertices.count - 1
    }
}

extension IndexTree {
    /// Boundaries of surfaces (rings of indices) at depth 3, or in one shell at depth 4.
    init(surfaces: [[[Int]]], depth: Int) {
        var tokens = ContiguousArray<Int32>()
        if depth == 4 { tokens.append(Self.array(1)) }
        tokens.append(Self.array(surfaces.count))
        for surface in surfaces {
            tokens.append(Self.array(surface.count))
            for ring in surface { tokens.append(contentsOf: IndexTree(ring).tokens) }
        }
        self.init(tokens: tokens)
    }

    /// One value per surface, by shell.
    init(shells: [[Int]]) {
        var tokens: ContiguousArray<Int32> = [Self.array(shells.count)]
        for shell in shells { tokens.append(contentsOf: IndexTree(shell).tokens) }
        self.init(tokens: tokens)
    }
}
