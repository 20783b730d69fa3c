/// Collects triangles by material.
struct MeshBuilder {
    var mesh = CityMesh()
    /// Grid vertex at the mesh's origin.
    private(set) var centre = SIMD3<Int64>()
    private let transform: CityTransform
    private let appearance: [JSONObject]
    private let theme: String?
    private var partOfMaterial: [CityMeshMaterial: Int] = [:]
    private var feature: Float = 0

    /// Part of each surface of one geometry.
    struct Parts {
        let perSurface: [Int]
        let fallback: Int

        func part(_ surface: Int) -> Int { surface < perSurface.count ? perSurface[surface] : fallback }
    }

    init(_ model: CityModel, theme: String?) {
        transform = model.header.transform
        appearance = (model.body.appearance?["materials"]?.array ?? []).compactMap(\.object)
        self.theme = theme ?? model.body.appearance?["default-theme-material"]?.string
    }

    /// Puts the origin at the middle of the base of the objects, on the grid.
    mutating func setOrigin(_ bounds: CityBounds?) {
        guard let bounds else { return }
        let low = bounds.low.clamped(lowerBound: SIMD3(repeating: -(1 << 60)), upperBound: SIMD3(repeating: 1 << 60))
        let high = bounds.high.clamped(lowerBound: SIMD3(repeating: -(1 << 60)), upperBound: SIMD3(repeating: 1 << 60))
        centre = SIMD3(low.x / 2 + high.x / 2, low.y / 2 + high.y / 2, low.z)
        mesh.origin = transform.point(GridVertex(centre.x, centre.y, centre.z))
    }

    mutating func beginFeature(_ object: Int) {
        feature = Float(mesh.features.count)
        mesh.features.append(object)
    }

    /// Chooses the part of every surface: by material of the theme, else by meaning.
    mutating func parts(of geometry: CityGeometry, object: String) -> Parts {
        let fallback = part(CityPalette.material(surface: nil, object: object))
        let depth = geometry.type.depth
        let bound = geometry.materials.flatMap { themes in themes.first { $0.name == theme } ?? themes.first }
        let materials = bound?.values?.surfaceValues(of: geometry.boundaries, depth: depth)
        let kinds = geometry.semantics?.values?.surfaceValues(of: geometry.boundaries, depth: depth)
        if bound?.value == nil, materials == nil, kinds == nil { return Parts(perSurface: [], fallback: fallback) }
        let surfaces = geometry.semantics?.surfaces ?? []
        var partOfKind = [Int](repeating: -1, count: surfaces.count)
        let count = max(materials?.count ?? 0, kinds?.count ?? 0, bound?.value == nil ? 0 : geometry.surfaceCount)
        var result = [Int](repeating: fallback, count: count)
        for index in result.indices {
            let material = bound?.value ?? materials.map { Int($0[index]) } ?? -1
            if appearance.indices.contains(material) {
                result[index] = part(CityPalette.material(appearance[material]))
                continue
            }
            guard let kinds, kinds.indices.contains(index), surfaces.indices.contains(Int(kinds[index])) else {
                continue
            }
            let kind = Int(kinds[index])
            if partOfKind[kind] < 0 {
                partOfKind[kind] = part(CityPalette.material(surface: surfaces[kind]["type"]?.string, object: object))
            }
            result[index] = partOfKind[kind]
        }
        return Parts(perSurface: result, fallback: fallback)
    }

    private mutating func part(_ material: CityMeshMaterial) -> Int {
        if let known = partOfMaterial[material] { return known }
        mesh.parts.append(CityMeshPart(material: material))
        partOfMaterial[material] = mesh.parts.count - 1
        return mesh.parts.count - 1
    }

    /// Adds the corners of one face and its triangles.
    mutating func add(_ points: [SIMD3<Double>], _ normal: SIMD3<Float>, _ triangles: [Int32], _ part: Int) {
        guard !triangles.isEmpty else { return }
        mesh.parts[part].add(points, normal, triangles, feature)
    }
}

extension CityMeshPart {
    /// Adds one face; written so that the arrays of a part are reached once per face.
    fileprivate mutating func add(
        _ points: [SIMD3<Double>], _ normal: SIMD3<Float>, _ triangles: [Int32], _ feature: Float
    ) {
        let base = UInt32(truncatingIfNeeded: features.count)
        for point in points {
            positions.append(Float(point.x))
            positions.append(Float(point.y))
            positions.append(Float(point.z))
            normals.append(normal.x)
            normals.append(normal.y)
            normals.append(normal.z)
            features.append(feature)
        }
        for corner in triangles { indices.append(base &+ UInt32(bitPattern: corner)) }
    }
}

/// Is a box on the integer grid.
public struct CityBounds: Sendable, Equatable {
    /// Lowest steps along x, y, z.
    public var low: SIMD3<Int64>
    /// Highest steps along x, y, z.
    public var high: SIMD3<Int64>

    /// Box of the vertices that some objects use, template instances by their reference point; nil without any.
    public static func of(_ model: CityModel, _ objects: [Int]) -> CityBounds? {
        var low = SIMD3<Int64>(repeating: .max)
        var high = SIMD3<Int64>(repeating: .min)
        for index in objects {
            for geometry in model.body.objects[index].geometry ?? [] {
                for token in geometry.boundaries.tokens where token >= 0 {
                    let vertex = model.body.vertices[Int(token)]
                    let point = SIMD3(vertex.x, vertex.y, vertex.z)
                    low = pointwiseMin(low, point)
                    high = pointwiseMax(high, point)
                }
            }
        }
        return low.x <= high.x ? CityBounds(low: low, high: high) : nil
    }
}
