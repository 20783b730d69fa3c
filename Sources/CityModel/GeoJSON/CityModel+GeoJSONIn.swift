extension CityModel {
    /// Turns features seen from above into city objects.
    ///
    /// A polygon with a height (`height`, `measuredHeight`, or `building:levels` or `levels` × 3 m) stands up as a
    /// solid, over `min_height` where given; any other polygon is a surface, lines are lines and points are points.
    /// The type is `cityObjectType` where that is a type of CityJSON, else "Building" with a height and
    /// "GenericCityObject" without. Properties become attributes.
    ///
    /// - Parameters:
    ///   - geoJSON: Features; longitude and latitude unless the collection names another known system.
    ///   - target: System of the model; nil takes the 3° Gauss–Krüger zone, or outside of China the UTM zone, of the
    ///     first position.
    /// - Returns: The model; features without geometry become objects without geometry. nil when a position lies
    ///   outside of what the systems reach.
    public init?(geoJSON: GeoJSON, target: ReferenceSystem? = nil) {
        guard let source = geoJSON.referenceSystem.map({ ReferenceSystem(name: $0) }) ?? .wgs84 else { return nil }
        var builder = GeoJSONBuilder(source: source, target: target)
        guard builder.begin(at: geoJSON.features.lazy.compactMap(\.geometry?.firstPosition).first) else { return nil }
        for (number, feature) in geoJSON.features.enumerated() {
            guard builder.add(feature, number) else { return nil }
        }
        self = builder.model
    }
}

/// Collects city objects from features.
private struct GeoJSONBuilder {
    var model = CityModel()
    private let source: ReferenceSystem
    private var target: ReferenceSystem
    private let wanted: ReferenceSystem?
    private var ids = Set<String>()

    init(source: ReferenceSystem, target: ReferenceSystem?) {
        self.source = source
        self.target = target ?? source
        wanted = target
    }

    /// Chooses the system and puts the grid's origin near the first position.
    mutating func begin(at first: GeoJSONPosition?) -> Bool {
        if let first {
            guard let place = source.geographic(x: first.x, y: first.y) else { return false }
            if wanted == nil, source.isGeographic {
                let zone = max(1, min(60, Int((max(-180, min(180, place.longitude)) + 180) / 6) + 1))
                guard
                    let system = ReferenceSystem.gaussKrueger(longitude: place.longitude)
                        ?? ReferenceSystem(epsg: (place.latitude < 0 ? 32700 : 32600) + zone)
                else { return false }
                target = system
            }
            guard let point = target.coordinates(longitude: place.longitude, latitude: place.latitude) else {
                return false
            }
            let step = target.isGeographic ? 1e-9 : 0.001
            model.header.transform = CityTransform(
                scale: SIMD3(step, step, 0.001),
                translate: target.isGeographic
                    ? SIMD3(point.x, point.y, 0) : SIMD3(point.x.rounded(.down), point.y.rounded(.down), 0))
        }
        model.header.metadata = JSONObject([.init(key: "referenceSystem", value: .string(target.address))])
        return true
    }

    private func point(_ position: GeoJSONPosition) -> SIMD3<Double>? {
        guard let place = source.geographic(x: position.x, y: position.y),
            let point = target.coordinates(longitude: place.longitude, latitude: place.latitude)
        else { return nil }
        return SIMD3(point.x, point.y, position.z ?? 0)
    }

    mutating func add(_ feature: GeoJSONFeature, _ number: Int) -> Bool {
        let properties = feature.properties
        let levels = Self.number(properties?["building:levels"]) ?? Self.number(properties?["levels"])
        let height =
            Self.number(properties?["height"]) ?? Self.number(properties?["measuredHeight"])
            ?? levels.map { $0 * 3 }
        let base = Self.number(properties?["min_height"]) ?? 0
        let named = properties?["cityObjectType"]?.string
        let type =
            named.flatMap { CityJSONTypes.isSecondLevel($0) ? nil : CityJSONTypes.geometries(of: $0) } != nil
            ? named ?? "GenericCityObject" : ((height ?? 0) > base ? "Building" : "GenericCityObject")
        var id =
            feature.id?.string ?? feature.id.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "feature-\(number)"
        while !ids.insert(id).inserted { id += "-\(number)" }
        let parts = feature.geometry.map(\.parts) ?? []
        let allowed = CityJSONTypes.geometries(of: type) ?? []
        var object = CityObject(id: id, type: type, attributes: properties)
        var geometries = [CityGeometry]()
        for part in parts {
            if case .polygon(let rings) = part, let height, height > base, allowed.contains(.solid) {
                var flat = [[SIMD2<Double>]]()
                for ring in rings {
                    var points = [SIMD2<Double>]()
                    for position in ring {
                        guard let point = point(position) else { return false }
                        points.append(SIMD2(point.x, point.y))
                    }
                    flat.append(points)
                }
                let footprint = CityFootprint(outer: flat.first ?? [], holes: Array(flat.dropFirst()))
                guard let index = model.extrude(footprint: footprint, height: height - base, base: base, id: id) else {
                    continue
                }
                geometries += model.body.objects[index].geometry ?? []
                model.body.objects.removeLast()
            } else {
                guard let geometry = plain(part) else { return false }
                if allowed.contains(geometry.type) { geometries.append(geometry) }
            }
        }
        if !geometries.isEmpty { object.geometry = merged(geometries) }
        model.body.objects.append(object)
        return true
    }

    /// Surfaces, lines and points of one kind become one geometry each; solids stay single.
    private func merged(_ list: [CityGeometry]) -> [CityGeometry] {
        var result = [CityGeometry]()
        for geometry in list {
            guard geometry.type != .solid, let index = result.firstIndex(where: { $0.type == geometry.type }) else {
                result.append(geometry)
                continue
            }
            let count = result[index].boundaries.count + geometry.boundaries.count
            result[index].boundaries.tokens[0] = IndexTree.array(count)
            result[index].boundaries.tokens.append(contentsOf: geometry.boundaries.tokens.dropFirst())
        }
        return result
    }

    private mutating func plain(_ part: GeoJSONGeometry) -> CityGeometry? {
        func indices(_ line: [GeoJSONPosition]) -> [Int]? {
            var indices = [Int]()
            for position in line {
                guard let point = point(position) else { return nil }
                model.body.vertices.append(model.header.transform.vertex(point))
                indices.append(model.body.vertices.count - 1)
            }
            return indices
        }
        switch part {
        case .polygon(let rings):
            var surface = [[Int]]()
            for ring in rings {
                guard let ring = indices(ring.dropLast()) else { return nil }
                surface.append(ring)
            }
            return CityGeometry(
                type: .multiSurface, lod: "0", boundaries: IndexTree(surfaces: [surface], depth: 3))
        case .lineString(let line):
            guard let line = indices(line) else { return nil }
            return CityGeometry(type: .multiLineString, lod: "0", boundaries: IndexTree(shells: [line]))
        case .point(let position):
            guard let point = indices([position]) else { return nil }
            return CityGeometry(type: .multiPoint, lod: "0", boundaries: IndexTree(point))
        default: return nil
        }
    }

    /// A number, also when written as text with a unit behind it ("12.5 m").
    private static func number(_ value: JSONValue?) -> Double? {
        if let number = value?.double { return number.isFinite ? number : nil }
        guard let text = value?.string else { return nil }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
        return Double(digits)
    }
}

extension GeoJSONGeometry {
    /// Single polygons, lines and points.
    var parts: [GeoJSONGeometry] {
        switch self {
        case .point, .lineString: [self]
        case .polygon(let rings): rings.isEmpty ? [] : [self]
        case .multiPoint(let list): list.map(GeoJSONGeometry.point)
        case .multiLineString(let list): list.map(GeoJSONGeometry.lineString)
        case .multiPolygon(let list): list.filter { !$0.isEmpty }.map(GeoJSONGeometry.polygon)
        case .collection(let list): list.flatMap(\.parts)
        }
    }

    var firstPosition: GeoJSONPosition? {
        switch self {
        case .point(let position): position
        case .multiPoint(let list), .lineString(let list): list.first
        case .multiLineString(let list), .polygon(let list): list.first?.first
        case .multiPolygon(let list): list.first?.first?.first
        case .collection(let list): list.lazy.compactMap(\.firstPosition).first
        }
    }
}
