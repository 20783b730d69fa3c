/// Is one vertex on the integer grid of a model's transform.
public struct GridVertex: Sendable, Hashable {
    /// Steps along each axis.
    public var x, y, z: Int64

    /// Makes a vertex.
    @inline(__always)
    public init(_ x: Int64, _ y: Int64, _ z: Int64) {
        self.x = x
        self.y = y
        self.z = z
    }
}

/// Turns grid vertices into coordinates: vertex × scale + translate.
///
/// Source: CityJSON 2.0 section 4.
public struct CityTransform: Sendable, Equatable {
    /// Size of one grid step along x, y, z in units of the reference system.
    public var scale: SIMD3<Double>
    /// Coordinates of the grid's origin.
    public var translate: SIMD3<Double>
    /// The members as they were read, so that numbers keep their text.
    var source: JSONValue?

    /// Makes a transform; the default step is 1 mm where the unit is the metre.
    public init(scale: SIMD3<Double> = SIMD3(repeating: 0.001), translate: SIMD3<Double> = .zero) {
        self.scale = scale
        self.translate = translate
    }

    /// Coordinates of a vertex.
    @inline(__always)
    public func point(_ vertex: GridVertex) -> SIMD3<Double> {
        SIMD3(Double(vertex.x), Double(vertex.y), Double(vertex.z)) * scale + translate
    }

    /// The nearest grid vertex, clamped to 2^53 steps; an axis with scale 0 gives 0.
    public func vertex(_ point: SIMD3<Double>) -> GridVertex {
        func steps(_ axis: Int) -> Int64 {
            guard scale[axis] != 0 else { return 0 }
            let steps = ((point[axis] - translate[axis]) / scale[axis]).rounded()
            guard steps.isFinite else { return 0 }
            return Int64(max(-0x1p53, min(0x1p53, steps)))
        }
        return GridVertex(steps(0), steps(1), steps(2))
    }
}

/// Is one object of the city: a building, a part, a road, a tree.
///
/// Source: CityJSON 2.0 section 2.
public struct CityObject: Sendable, Equatable {
    /// Identifier, unique in the model.
    public var id: String
    /// Type as in the specification, or one of an extension that starts with `+`.
    public var type: String
    /// Attributes; nil when absent.
    public var attributes: JSONObject?
    /// Identifiers of the objects this one is a part of; nil when absent.
    public var parents: [String]?
    /// Identifiers of its parts; nil when absent.
    public var children: [String]?
    /// Geometries; nil when absent.
    public var geometry: [CityGeometry]?
    /// Every other member: geographicalExtent, address, children_roles and those of extensions.
    public var extra: [JSONObject.Member] = []

    /// Makes an object.
    public init(id: String, type: String, attributes: JSONObject? = nil) {
        self.id = id
        self.type = type
        self.attributes = attributes
    }
}

/// Holds the shapes that instances repeat.
///
/// Source: CityJSON 2.0 section 3.4.
public struct CityTemplates: Sendable, Equatable {
    /// Templates; their boundaries index ``vertices``.
    public var geometries: [CityGeometry]
    /// Vertices, not transformed: three numbers each.
    public var vertices: [[JSONNumber]]

    /// Makes templates.
    public init(geometries: [CityGeometry], vertices: [[JSONNumber]]) {
        self.geometries = geometries
        self.vertices = vertices
    }
}

/// Holds what a file says about all of its objects: the first line of a CityJSONSeq.
public struct CityHeader: Sendable, Equatable {
    /// "1.1" or "2.0".
    public var version: String
    /// Grid.
    public var transform: CityTransform
    /// Metadata; nil when absent.
    public var metadata: JSONObject?
    /// Declared extensions; nil when absent.
    public var extensions: JSONObject?
    /// Templates; nil when absent.
    public var templates: CityTemplates?
    /// Appearance of the first line of a sequence, which templates use; nil in the header of a whole model.
    public var appearance: JSONObject?
    /// Members that the specification does not name, and those of extensions.
    public var extra: [JSONObject.Member] = []

    /// Makes the header of a CityJSON 2.0 file.
    public init(transform: CityTransform = CityTransform(), metadata: JSONObject? = nil) {
        version = "2.0"
        self.transform = transform
        self.metadata = metadata
    }

    /// The reference system as written; nil when absent.
    public var referenceSystem: String? { metadata?["referenceSystem"]?.string }
}

/// Holds objects with the vertices they share: the body of a file, or one line of a CityJSONSeq.
public struct CityFeature: Sendable, Equatable {
    /// Identifier of the feature; empty for the body of a whole file.
    public var id: String
    /// Objects in file order.
    public var objects: [CityObject]
    /// Vertices that ``objects`` index.
    public var vertices: [GridVertex]
    /// Materials, textures and texture vertices; nil when absent.
    public var appearance: JSONObject?
    /// Members that the specification does not name.
    public var extra: [JSONObject.Member] = []

    /// Makes a feature.
    public init(id: String = "", objects: [CityObject] = [], vertices: [GridVertex] = []) {
        self.id = id
        self.objects = objects
        self.vertices = vertices
    }
}

/// Is a whole city model: what a CityJSON file holds.
///
/// Source: CityJSON 2.0 (OGC 20-072r5), CityJSON 1.1.
public struct CityModel: Sendable, Equatable {
    /// What holds for all objects.
    public var header: CityHeader
    /// Objects and vertices.
    public var body: CityFeature

    /// Makes a model.
    public init(header: CityHeader = CityHeader(), body: CityFeature = CityFeature()) {
        self.header = header
        self.body = body
    }
}
