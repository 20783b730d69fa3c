/// Counts what a CityJSON file or sequence holds.
///
/// `surfaces` leaves out templates; `lods` counts template instances as "None".
public struct CitySummary: Sendable, Equatable {
    /// Version of CityJSON.
    public var version = ""
    /// City objects.
    public var objects = 0
    /// City objects by type.
    public var objectsByType: [String: Int] = [:]
    /// Geometries by type.
    public var geometries: [String: Int] = [:]
    /// Geometries by level of detail.
    public var lods: [String: Int] = [:]
    /// Surfaces of all geometries.
    public var surfaces = 0
    /// Vertices.
    public var vertices = 0
    /// Semantic objects by type.
    public var semanticSurfaces: [String: Int] = [:]
    /// Different names of attributes.
    public var attributes: Set<String> = []
    /// Reference system as written.
    public var referenceSystem: String?
    /// Transform as written.
    public var transform: JSONValue = .null
    /// Lines after the first; nil for a file.
    public var features: Int?
    /// Box of all vertices; nil without vertices.
    public var bounds: (low: SIMD3<Double>, high: SIMD3<Double>)?
    /// Whether there are materials or textures.
    public var hasAppearance = false
    /// Templates.
    public var templates = 0
    /// Names of declared extensions, in file order.
    public var extensions: [String] = []
    private var grid: CityTransform?

    /// Makes an empty summary.
    public init() {}

    /// Takes over what a header says.
    public mutating func add(_ header: CityHeader) {
        version = header.version
        referenceSystem = header.referenceSystem
        transform = header.transform.source ?? .null
        grid = header.transform
        templates = header.templates?.geometries.count ?? 0
        extensions = header.extensions?.members.map(\.key) ?? []
        if header.appearance != nil { hasAppearance = true }
    }

    /// Counts the objects of a file or a feature; the header comes first.
    public mutating func add(_ body: CityFeature) {
        if body.appearance != nil { hasAppearance = true }
        objects += body.objects.count
        vertices += body.vertices.count
        for vertex in body.vertices {
            guard let point = grid?.point(vertex) else { continue }
            bounds = bounds.map { (pointwiseMin($0.low, point), pointwiseMax($0.high, point)) } ?? (point, point)
        }
        for object in body.objects {
            objectsByType[object.type, default: 0] += 1
            for member in object.attributes?.members ?? [] { attributes.insert(member.key) }
            for geometry in object.geometry ?? [] {
                geometries[geometry.type.rawValue, default: 0] += 1
                lods[geometry.lod ?? "None", default: 0] += 1
                surfaces += geometry.surfaceCount
                for surface in geometry.semantics?.surfaces ?? [] {
                    semanticSurfaces[surface["type"]?.string ?? "", default: 0] += 1
                }
            }
        }
    }

    public static func == (left: CitySummary, right: CitySummary) -> Bool {
        left.json(bytes: 0) == right.json(bytes: 0)
    }

    /// The counts as a JSON object; coordinates of the box have three decimals, degrees nine.
    public func json(bytes: Int) -> JSONValue {
        func counts(_ table: [String: Int]) -> JSONValue {
            .object(JSONObject(table.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: .integer($0.value)) }))
        }
        var value: JSONValue = [
            "version": .string(version), "cityobjects": .integer(objects), "by_type": counts(objectsByType),
            "geometries": counts(geometries), "lods": counts(lods), "surfaces": .integer(surfaces),
            "vertices": .integer(vertices), "semantic_surfaces": counts(semanticSurfaces),
            "attributes": .integer(attributes.count), "crs": .text(referenceSystem), "transform": transform,
        ]
        if let features { value = value.adding("features", .integer(features)) }
        if let bounds {
            let isDegrees = referenceSystem.flatMap { ReferenceSystem(name: $0) }?.isGeographic ?? false
            let places = isDegrees ? 1e9 : 1e3
            func rounded(_ point: SIMD3<Double>) -> JSONValue {
                .array(
                    (0..<3).map { axis in
                        let scaled = point[axis] * places
                        return .double(abs(scaled) < 1e15 ? scaled.rounded() / places : point[axis])
                    })
            }
            value = value.adding("bbox", [rounded(bounds.low), rounded(bounds.high)])
        }
        return value.adding("appearance", .bool(hasAppearance)).adding("templates", .integer(templates))
            .adding("extensions", .array(extensions.sorted().map(JSONValue.string))).adding("bytes", .integer(bytes))
    }
}
