/// Cuts the surfaces of a model into triangles.
///
/// One mesher serves one model after another on one thread; nothing is shared between meshers.
public struct CityMesher {
    /// Which levels of detail are drawn.
    public var lods: CityLodChoice = .highest
    /// Theme whose materials colour the surfaces; nil takes the model's default theme.
    public var theme: String?
    /// Asked every 256 objects; true stops with ``CityJSONError/cancelled``.
    public var isCancelled: () -> Bool = { false }
    /// Told how many objects are done, every 256 objects.
    public var progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }

    private var triangulator = PolygonTriangulator()
    private var corners: [SIMD3<Int64>] = []
    private var points: [SIMD3<Double>] = []
    private var ringLengths: [Int] = []

    /// Makes a mesher.
    public init() {}

    /// Cuts the surfaces of all or some objects.
    ///
    /// - Parameter selection: Indices of the objects to draw; nil draws all.
    /// - Throws: ``CityJSONError/cancelled`` when asked to stop.
    /// - Complexity: about linear in the corners.
    public mutating func mesh(
        _ model: CityModel, selection: [Int]? = nil
    ) throws(CityJSONError) -> CityMesh {
        let indices = selection ?? Array(model.body.objects.indices)
        var builder = MeshBuilder(model, theme: theme)
        builder.setOrigin(CityBounds.of(model, indices))
        for (done, index) in indices.enumerated() {
            if done & 255 == 0 {
                if isCancelled() { throw .cancelled }
                progress(done, indices.count)
            }
            let object = model.body.objects[index]
            guard let list = object.geometry, !list.isEmpty else { continue }
            builder.beginFeature(index)
            let levels = list.map(\.lod)
            for geometry in list where lods.takes(geometry.lod, among: levels) {
                draw(geometry, of: object, model, &builder)
            }
        }
        progress(indices.count, indices.count)
        return builder.mesh
    }

    private mutating func draw(
        _ geometry: CityGeometry, of object: CityObject, _ model: CityModel, _ builder: inout MeshBuilder
    ) {
        if let instance = geometry.instance {
            drawInstance(instance, geometry, of: object, model, &builder)
            return
        }
        let scale = model.header.transform.scale
        let centre = builder.centre
        surfaces(geometry, of: object, &builder) { index in
            let vertex = model.body.vertices[index]
            // Coordinates that no sensible model has are clamped, so that sums stay within 64 bits.
            let corner = SIMD3(vertex.x, vertex.y, vertex.z)
                .clamped(lowerBound: SIMD3(repeating: -(1 << 60)), upperBound: SIMD3(repeating: 1 << 60))
            let offset = corner &- centre
            return (corner, SIMD3(Double(offset.x), Double(offset.y), Double(offset.z)) * scale)
        }
    }

    /// Draws a template: matrix first, then the reference point is added.
    private mutating func drawInstance(
        _ instance: CityInstance, _ geometry: CityGeometry, of object: CityObject, _ model: CityModel,
        _ builder: inout MeshBuilder
    ) {
        guard let anchor = geometry.boundaries.indices.first, let templates = model.header.templates,
            templates.geometries.indices.contains(instance.template)
        else { return }
        let matrix = instance.matrix.map(\.double)
        let base = model.header.transform.point(model.body.vertices[anchor]) - builder.mesh.origin
        surfaces(templates.geometries[instance.template], of: object, &builder) { index in
            let v = templates.vertices[index].map(\.double)
            var point = base
            for row in 0..<3 {
                point[row] +=
                    matrix[row * 4] * v[0] + matrix[row * 4 + 1] * v[1] + matrix[row * 4 + 2] * v[2]
                    + matrix[row * 4 + 3]
            }
            // Predicates run on a grid of 1/65,536 of the unit.
            var corner = SIMD3<Int64>()
            for axis in 0..<3 {
                let steps = (point[axis] * 65536).rounded()
                corner[axis] = steps.isFinite ? Int64(max(-0x1p60, min(0x1p60, steps))) : 0
                if !point[axis].isFinite { point[axis] = 0 }
            }
            return (corner, point)
        }
    }

    private mutating func surfaces(
        _ geometry: CityGeometry, of object: CityObject, _ builder: inout MeshBuilder,
        vertex: (Int) -> (SIMD3<Int64>, SIMD3<Double>)
    ) {
        let depth = geometry.type.depth
        guard depth >= 3 else {
            builder.mesh.counts.geometriesUndrawn += 1
            return
        }
        let parts = builder.parts(of: geometry, object: object.type)
        let tokens = geometry.boundaries.tokens
        var surface = 0
        geometry.boundaries.forEachSurface(depth: depth) { rings in
            corners.removeAll(keepingCapacity: true)
            points.removeAll(keepingCapacity: true)
            ringLengths.removeAll(keepingCapacity: true)
            for ring in rings {
                ringLengths.append(ring.count)
                for position in ring {
                    let (corner, point) = vertex(Int(tokens[position]))
                    corners.append(corner)
                    points.append(point)
                }
            }
            builder.mesh.counts.surfaces += 1
            cut(part: parts.part(surface), &builder)
            surface += 1
        }
    }

    private mutating func cut(part: Int, _ builder: inout MeshBuilder) {
        let outer = ringLengths.first ?? 0
        var normal = SIMD3<Double>()
        // Whether there is any area shows on the grid, so that it does not depend on where the mesh's origin is.
        var gridNormal = SIMD3<Double>()
        if outer >= 3 {
            for index in 1..<outer - 1 {
                let (p, q) = (
                    SIMD3<Double>(corners[index] &- corners[0]), SIMD3<Double>(corners[index + 1] &- corners[0])
                )
                gridNormal += SIMD3(p.y * q.z - p.z * q.y, p.z * q.x - p.x * q.z, p.x * q.y - p.y * q.x)
                let (a, b) = (points[index] - points[0], points[index + 1] - points[0])
                normal += SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
            }
        }
        let length = (normal * normal).sum().squareRoot()
        guard outer >= 3, gridNormal != .zero, length > 0, length.isFinite else {
            builder.mesh.counts.surfacesEmpty += 1
            return
        }
        let unit = SIMD3<Float>(normal / length)
        if outer == 3, ringLengths.count == 1 {
            builder.mesh.counts.triangles += 1
            builder.add(points, unit, [0, 1, 2], part)
            return
        }
        triangulator.triangulate(corners: corners, rings: ringLengths)
        if !triangulator.isExact { builder.mesh.counts.surfacesInexact += 1 }
        if triangulator.triangles.isEmpty { builder.mesh.counts.surfacesEmpty += 1 }
        builder.mesh.counts.triangles += triangulator.triangles.count / 3
        builder.add(points, unit, triangulator.triangles, part)
    }
}
