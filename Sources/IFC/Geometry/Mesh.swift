/// Triangles in space.
public struct IFCMesh: Sendable, Hashable {
    /// Corners, metres.
    public internal(set) var positions: [SIMD3<Double>] = []
    /// Indices of corners, three for each triangle, counter-clockwise seen from outside.
    public internal(set) var triangles: [UInt32] = []
    /// For each triangle the flat face to which it belongs.
    var faces: [UInt32] = []
    private(set) var faceCount: UInt32 = 0

    /// The number of triangles.
    public var triangleCount: Int { triangles.count / 3 }

    init() {}

    /// Begins a flat face: triangles added from now on belong to it.
    mutating func beginFace() { faceCount += 1 }

    mutating func add(_ point: Vector3) -> UInt32 {
        positions.append(point)
        return UInt32(positions.count - 1)
    }

    mutating func add(_ a: UInt32, _ b: UInt32, _ c: UInt32) {
        triangles.append(a)
        triangles.append(b)
        triangles.append(c)
        faces.append(faceCount)
    }

    /// Adds all triangles of another mesh.
    mutating func append(_ other: IFCMesh) {
        let base = UInt32(positions.count)
        let faceBase = faceCount
        positions.append(contentsOf: other.positions)
        triangles.append(contentsOf: other.triangles.lazy.map { $0 + base })
        faces.append(contentsOf: other.faces.lazy.map { $0 + faceBase })
        faceCount += other.faceCount + 1
    }

    /// The mesh under a map; triangles are turned where the map mirrors.
    func transformed(by transform: Transform) -> IFCMesh {
        if transform == .identity { return self }
        var result = self
        for index in result.positions.indices { result.positions[index] = transform.point(positions[index]) }
        if transform.determinant < 0 { result.flip() }
        return result
    }

    mutating func flip() {
        var index = 0
        while index + 2 < triangles.count {
            triangles.swapAt(index + 1, index + 2)
            index += 3
        }
    }

    /// The upright box around all corners that a triangle uses.
    public var box: IFCBox {
        var box = IFCBox.empty
        for index in triangles { box.add(positions[Int(index)]) }
        return box
    }

    /// The volume that the triangles enclose, cubic metres; positive where they face outwards.
    ///
    /// For an open mesh the figure depends on the origin. The sum is taken near the mesh and carried to the origin,
    /// which keeps digits where coordinates are those of a map.
    public var signedVolume: Double {
        guard let centre = positions.first else { return 0 }
        let near = signedVolume(about: centre)
        let area = areaSum
        return area.isClosed ? near : near + centre.dot(area.vector) / 3
    }

    /// The volume measured from a point near the mesh.
    func signedVolume(about centre: Vector3) -> Double {
        var sum = 0.0
        for index in stride(from: 0, to: triangles.count - 2, by: 3) {
            let a = positions[Int(triangles[index])] - centre
            let b = positions[Int(triangles[index + 1])] - centre
            let c = positions[Int(triangles[index + 2])] - centre
            sum += a.dot(b.cross(c))
        }
        return sum / 6
    }

    /// The sum of the areas as vectors: zero, within rounding, for a closed surface.
    private var areaSum: (vector: Vector3, isClosed: Bool) {
        var vector = Vector3.zero
        var total = 0.0
        for index in stride(from: 0, to: triangles.count - 2, by: 3) {
            let a = positions[Int(triangles[index])]
            let area = (positions[Int(triangles[index + 1])] - a).cross(positions[Int(triangles[index + 2])] - a) / 2
            vector += area
            total += area.length
        }
        // Far from the origin the corners themselves carry rounding errors.
        let noise = 1e-12 * (positions.first?.largest ?? 0) * total.squareRoot()
        return (vector, vector.length <= 1e-6 * total + noise)
    }

    /// Whether the surface encloses a volume: its areas as vectors sum to nothing.
    var isClosed: Bool { !triangles.isEmpty && areaSum.isClosed }
}
