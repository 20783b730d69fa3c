/// Says how the triangles of one part look.
public struct CityMeshMaterial: Sendable, Hashable {
    /// Name for people.
    public var name: String
    /// Red, green, blue, opacity; linear, 0 to 1.
    public var colour: SIMD4<Float>
}

/// Holds the triangles of one material.
public struct CityMeshPart: Sendable {
    /// Look.
    public var material: CityMeshMaterial
    /// x, y, z per corner, relative to the mesh's origin.
    public internal(set) var positions: [Float] = []
    /// Unit normal per corner.
    public internal(set) var normals: [Float] = []
    /// Index into the mesh's features per corner.
    public internal(set) var features: [Float] = []
    /// Corners, three per triangle.
    public internal(set) var indices: [UInt32] = []

    init(material: CityMeshMaterial) { self.material = material }
}

/// Counts what a mesh holds and what it could not draw.
public struct CityMeshCounts: Sendable, Equatable {
    /// Surfaces cut.
    public var surfaces = 0
    /// Triangles made.
    public var triangles = 0
    /// Surfaces whose triangles do not cover exactly their area (crossing or open rings).
    public var surfacesInexact = 0
    /// Surfaces without any triangle (fewer than three different corners, or all on a line).
    public var surfacesEmpty = 0
    /// Geometries of points and lines, which are not drawn.
    public var geometriesUndrawn = 0
}

/// Holds the triangles of city objects, by material, with a number per object to pick it by.
public struct CityMesh: Sendable {
    /// Coordinates of the mesh's zero point in the model's reference system.
    public internal(set) var origin: SIMD3<Double> = .zero
    /// Triangles by material, in order of first use.
    public internal(set) var parts: [CityMeshPart] = []
    /// Index into the model's objects for each feature number.
    public internal(set) var features: [Int] = []
    /// What was drawn and what not.
    public internal(set) var counts = CityMeshCounts()

    /// Lowest and highest coordinates in the model's reference system, as the positions say; nil when empty.
    public var bounds: (low: SIMD3<Double>, high: SIMD3<Double>)? {
        var low = SIMD3<Float>(repeating: .infinity)
        var high = SIMD3<Float>(repeating: -.infinity)
        for part in parts {
            for index in stride(from: 0, to: part.positions.count, by: 3) {
                let point = SIMD3(part.positions[index], part.positions[index + 1], part.positions[index + 2])
                low = pointwiseMin(low, point)
                high = pointwiseMax(high, point)
            }
        }
        guard low.x <= high.x else { return nil }
        return (SIMD3<Double>(low) + origin, SIMD3<Double>(high) + origin)
    }
}

/// Chooses which levels of detail are drawn.
public enum CityLodChoice: Sendable, Equatable {
    /// The highest one of each object.
    case highest
    /// All.
    case all
    /// One by name; objects without it are not drawn.
    case exactly(String)

    /// Whether a geometry of that level is drawn beside the others of its object.
    func takes(_ lod: String?, among lods: [String?]) -> Bool {
        switch self {
        case .all: true
        case .exactly(let wanted): lod == wanted || lod == nil
        // Levels are digits with an optional dot, so their texts sort like their numbers.
        case .highest: lod == nil || lods.allSatisfy { ($0 ?? "") <= (lod ?? "") }
        }
    }
}
