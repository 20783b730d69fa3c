/// Names the eight geometry types.
///
/// Source: CityJSON 2.0 (OGC 20-072r5) section 3.
public enum CityGeometryType: String, Sendable, CaseIterable {
    case multiPoint = "MultiPoint"
    case multiLineString = "MultiLineString"
    case multiSurface = "MultiSurface"
    case compositeSurface = "CompositeSurface"
    case solid = "Solid"
    case multiSolid = "MultiSolid"
    case compositeSolid = "CompositeSolid"
    case geometryInstance = "GeometryInstance"

    /// Levels of arrays in `boundaries`: 1 for points, 5 for several solids.
    public var depth: Int {
        switch self {
        case .multiPoint, .geometryInstance: 1
        case .multiLineString: 2
        case .multiSurface, .compositeSurface: 3
        case .solid: 4
        case .multiSolid, .compositeSolid: 5
        }
    }

    /// Levels of arrays in `semantics.values`.
    var semanticDepth: Int { max(depth - 2, 1) }
}

/// Holds what surfaces mean.
///
/// Source: CityJSON 2.0 section 3.3.
public struct CitySemantics: Sendable, Equatable {
    /// Semantic objects, each with its `type`.
    public var surfaces: [JSONObject]
    /// Index into ``surfaces`` per surface, two levels flatter than the boundaries; nil when written as `null`.
    public var values: IndexTree?
    /// Members that the specification does not name.
    public var extra: [JSONObject.Member] = []

    /// Makes semantics.
    public init(surfaces: [JSONObject], values: IndexTree?) {
        self.surfaces = surfaces
        self.values = values
    }
}

/// Gives surfaces of a geometry their material or texture under one theme.
///
/// Source: CityJSON 2.0 section 6.
public struct CityTheme: Sendable, Equatable {
    /// Name of the theme.
    public var name: String
    /// One material for all surfaces.
    public var value: Int?
    /// Index per surface (material) or per vertex (texture); nil when absent.
    public var values: IndexTree?
    /// Whether `values` is written although it is `null`.
    var writesNull = false

    /// Makes a theme.
    public init(name: String, value: Int? = nil, values: IndexTree? = nil) {
        self.name = name
        self.value = value
        self.values = values
    }
}

/// Places a template.
///
/// Source: CityJSON 2.0 section 3.4.
public struct CityInstance: Sendable, Equatable {
    /// Index into the templates.
    public var template: Int
    /// 16 numbers, row by row, applied to the template's vertices before the reference point is added.
    public var matrix: [JSONNumber]

    /// Makes an instance.
    public init(template: Int, matrix: [JSONNumber]) {
        self.template = template
        self.matrix = matrix
    }
}

/// Is one geometry of a city object at one level of detail.
///
/// Source: CityJSON 2.0 section 3.
public struct CityGeometry: Sendable, Equatable {
    /// Which of the eight types.
    public var type: CityGeometryType
    /// Level of detail as text ("2", "2.2"); nil only for a template instance.
    public var lod: String?
    /// Whether the level is written as a number, as files of version 1.0 and some of 1.1 do.
    public var isLodNumber = false
    /// Vertex indices, nested by ``CityGeometryType/depth``.
    public var boundaries: IndexTree
    /// What the surfaces mean.
    public var semantics: CitySemantics?
    /// Materials by theme; nil when absent.
    public var materials: [CityTheme]?
    /// Textures by theme; nil when absent.
    public var textures: [CityTheme]?
    /// Template and matrix, for a template instance.
    public var instance: CityInstance?

    /// Makes a geometry.
    public init(type: CityGeometryType, lod: String?, boundaries: IndexTree, semantics: CitySemantics? = nil) {
        self.type = type
        self.lod = lod
        self.boundaries = boundaries
        self.semantics = semantics
    }

    /// Number of surfaces; 0 for points, lines and instances.
    public var surfaceCount: Int { boundaries.surfaceCount(depth: type.depth) }
}
