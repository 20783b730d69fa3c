/// Is one position: longitude and latitude, or x and y, and a height where there is one.
public struct GeoJSONPosition: Sendable, Equatable {
    /// Longitude, or x.
    public var x: Double
    /// Latitude, or y.
    public var y: Double
    /// Height in metres; nil when absent.
    public var z: Double?

    /// Makes a position.
    public init(_ x: Double, _ y: Double, _ z: Double? = nil) {
        self.x = x
        self.y = y
        self.z = z
    }
}

/// Is a geometry of GeoJSON.
///
/// Source: RFC 7946 section 3.1.
public indirect enum GeoJSONGeometry: Sendable, Equatable {
    case point(GeoJSONPosition)
    case multiPoint([GeoJSONPosition])
    case lineString([GeoJSONPosition])
    case multiLineString([[GeoJSONPosition]])
    case polygon([[GeoJSONPosition]])
    case multiPolygon([[[GeoJSONPosition]]])
    case collection([GeoJSONGeometry])
}

/// Is one feature of GeoJSON.
///
/// Source: RFC 7946 section 3.2.
public struct GeoJSONFeature: Sendable, Equatable {
    /// Identifier, a string or a number; nil when absent.
    public var id: JSONValue?
    /// Geometry; nil when `null`.
    public var geometry: GeoJSONGeometry?
    /// Properties; nil when `null`.
    public var properties: JSONObject?
    /// Every other member.
    public var extra: [JSONObject.Member] = []

    /// Makes a feature.
    public init(id: JSONValue? = nil, geometry: GeoJSONGeometry?, properties: JSONObject? = nil) {
        self.id = id
        self.geometry = geometry
        self.properties = properties
    }
}

/// Says why a text is not GeoJSON.
public enum GeoJSONError: Error, Equatable, Sendable {
    /// Names the rule that is broken.
    public enum Reason: String, Sendable {
        case notAnObject = "must be an object"
        case notAnArray = "must be an array"
        case unknownType = "is not a type of GeoJSON"
        case missingMember = "is required and missing"
        case badPosition = "must be two or more finite numbers"
        case shortLine = "must have two or more positions"
        case shortRing = "must have four or more positions"
        case openRing = "must end where it starts"
        case badIdentifier = "must be a string or a number"
    }
    /// Not JSON, or over a limit.
    case json(JSONError)
    /// JSON, but not GeoJSON.
    case invalid(path: String, reason: Reason)
}

extension GeoJSONError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .json(let error): error.description
        case .invalid(let path, let reason): "\(path) \(reason.rawValue)"
        }
    }
}

/// Is a GeoJSON text: features, and the reference system where an old file names one.
public struct GeoJSON: Sendable, Equatable {
    /// Features in order; a lone feature or geometry makes one.
    public var features: [GeoJSONFeature]
    /// Name in the `crs` member that GeoJSON had before RFC 7946; nil means WGS 84 longitude and latitude.
    public var referenceSystem: String?
    /// Every other member of the collection.
    public var extra: [JSONObject.Member] = []

    /// Makes a collection.
    public init(features: [GeoJSONFeature], referenceSystem: String? = nil) {
        self.features = features
        self.referenceSystem = referenceSystem
    }

    /// Reads a FeatureCollection, a Feature or a geometry.
    ///
    /// - Throws: ``GeoJSONError/json(_:)`` for text that is not JSON; ``GeoJSONError/invalid(path:reason:)`` for JSON
    ///   that breaks a rule.
    ///
    /// Source: RFC 7946; `crs` as in the GeoJSON format specification of 2008.
    public init(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(GeoJSONError) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(bytes, limits: limits)
        } catch {
            throw .json(error)
        }
        self.init(features: [])
        let root = document.root
        guard root.isObject else { throw Self.refuse(root, .notAnObject) }
        guard let type = root["type"] else { throw Self.missing("type", root) }
        referenceSystem = root["crs"]?["properties"]?["name"]?.string
        if type.string == "FeatureCollection" {
            guard let list = root["features"] else { throw Self.missing("features", root) }
            guard list.isArray else { throw Self.refuse(list, .notAnArray) }
            for node in list.items { features.append(try Self.feature(node)) }
            for (key, node) in root.members where !["type", "features", "crs"].contains(key) {
                extra.append(.init(key: key, value: node.value))
            }
        } else if type.string == "Feature" {
            features = [try Self.feature(root)]
        } else {
            features = [GeoJSONFeature(geometry: try Self.geometry(root))]
        }
    }

    static func refuse(_ node: JSONNode, _ reason: GeoJSONError.Reason) -> GeoJSONError {
        .invalid(path: node.document.path(to: node.index), reason: reason)
    }

    static func missing(_ name: String, _ node: JSONNode) -> GeoJSONError {
        .invalid(path: node.document.path(to: node.index) + JSONDocument.step(name), reason: .missingMember)
    }

    private static func feature(_ node: JSONNode) throws(GeoJSONError) -> GeoJSONFeature {
        guard node.isObject else { throw refuse(node, .notAnObject) }
        guard let type = node["type"] else { throw missing("type", node) }
        guard type.string == "Feature" else { throw refuse(type, .unknownType) }
        guard let geometryNode = node["geometry"] else { throw missing("geometry", node) }
        var feature = GeoJSONFeature(geometry: geometryNode.isNull ? nil : try geometry(geometryNode))
        for (key, member) in node.members {
            switch key {
            case "id":
                guard member.isString || member.isNumber else { throw refuse(member, .badIdentifier) }
                feature.id = member.value
            case "properties":
                if member.isNull { continue }
                guard case .object(let object) = member.value else { throw refuse(member, .notAnObject) }
                feature.properties = object
            case "type", "geometry", "crs": break
            default: feature.extra.append(.init(key: key, value: member.value))
            }
        }
        return feature
    }

    private static func geometry(_ node: JSONNode) throws(GeoJSONError) -> GeoJSONGeometry {
        guard node.isObject else { throw refuse(node, .notAnObject) }
        guard let type = node["type"] else { throw missing("type", node) }
        if type.string == "GeometryCollection" {
            guard let list = node["geometries"] else { throw missing("geometries", node) }
            return .collection(try array(list, geometry))
        }
        guard let coordinates = node["coordinates"] else { throw missing("coordinates", node) }
        switch type.string {
        case "Point": return .point(try position(coordinates))
        case "MultiPoint": return .multiPoint(try array(coordinates, position))
        case "LineString": return .lineString(try line(coordinates))
        case "MultiLineString": return .multiLineString(try array(coordinates, line))
        case "Polygon": return .polygon(try array(coordinates, ring))
        case "MultiPolygon":
            return .multiPolygon(
                try array(coordinates) { (item: JSONNode) throws(GeoJSONError) in
                    try array(item, ring)
                })
        default: throw refuse(type, .unknownType)
        }
    }

    private static func array<T>(
        _ node: JSONNode, _ read: (JSONNode) throws(GeoJSONError) -> T
    ) throws(GeoJSONError) -> [T] {
        guard node.isArray else { throw refuse(node, .notAnArray) }
        var list = [T]()
        list.reserveCapacity(node.count)
        for item in node.items { list.append(try read(item)) }
        return list
    }

    private static func position(_ node: JSONNode) throws(GeoJSONError) -> GeoJSONPosition {
        let items = node.items
        guard items.count >= 2, let x = items[0].double, let y = items[1].double, x.isFinite, y.isFinite else {
            throw refuse(node, .badPosition)
        }
        guard items.count > 2 else { return GeoJSONPosition(x, y) }
        guard let z = items[2].double, z.isFinite else { throw refuse(node, .badPosition) }
        return GeoJSONPosition(x, y, z)
    }

    private static func line(_ node: JSONNode) throws(GeoJSONError) -> [GeoJSONPosition] {
        let line = try array(node, position)
        guard line.count >= 2 else { throw refuse(node, .shortLine) }
        return line
    }

    private static func ring(_ node: JSONNode) throws(GeoJSONError) -> [GeoJSONPosition] {
        let ring = try array(node, position)
        guard ring.count >= 4 else { throw refuse(node, .shortRing) }
        guard ring.first == ring.last else { throw refuse(node, .openRing) }
        return ring
    }
}
