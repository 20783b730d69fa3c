/// Which element of the file a feature comes from.
public struct OSMSource: Sendable, Equatable {
    /// What the element is.
    public var kind: OSMMemberKind
    /// Its number.
    public var id: Int64
}

/// A building or a part of one.
public struct OSMBuilding: Sendable, Equatable {
    /// Where a height comes from.
    public enum HeightSource: String, Sendable {
        /// The tag `height` or `building:height`.
        case height
        /// The tag `building:levels`, and `roof:levels` where it stands, times the storey height.
        case levels
        /// Neither: the default height.
        case assumed
    }
    /// The element.
    public var source: OSMSource
    /// True for `building:part`.
    public var isPart: Bool
    /// The areas on the ground; at least one.
    public var polygons: [OSMPolygon]
    /// Metres from the ground to the top, > 0.
    public var heightMetres: Double
    /// Metres from the ground to the underside, ≥ 0: an archway or a bridge.
    public var minHeightMetres: Double
    /// Where the height comes from.
    public var heightSource: HeightSource
    /// Storeys above the ground, as tagged.
    public var levels: Double?
    /// The tags.
    public var tags: OSMTags
}

/// A road, a path or another `highway` line.
public struct OSMRoad: Sendable, Equatable {
    /// The element.
    public var source: OSMSource
    /// The value of `highway`.
    public var kind: String
    /// The line; nodes that the extract lacks are left out.
    ///
    /// At least two positions.
    public var line: [OSMCoordinate]
    /// The tags.
    public var tags: OSMTags
}

/// An area of one use.
public struct OSMLandUse: Sendable, Equatable {
    /// The element.
    public var source: OSMSource
    /// Key and value that decided, such as `landuse=residential`.
    public var kind: String
    /// The areas; at least one.
    public var polygons: [OSMPolygon]
    /// The tags.
    public var tags: OSMTags
}

/// A place where something is offered.
public struct OSMFacility: Sendable, Equatable {
    /// The element.
    public var source: OSMSource
    /// What it is for.
    public var kind: OSMFacilityKind
    /// The node, or the centre of gravity of the (first) area, or the middle node of an open line.
    public var position: OSMCoordinate
    /// The tags.
    public var tags: OSMTags
}

/// How heights are taken where they are not tagged.
public struct OSMHeightPolicy: Sendable, Equatable {
    /// Metres of a storey.
    ///
    /// Default 3: residential storeys of 2.8–3.0 m (GB 50096-2011, 5.5.1: 2.8 m), rounded up.
    public var storeyMetres = 3.0
    /// Metres where neither height nor storeys are tagged.
    ///
    /// Default 9: three storeys.
    public var assumedMetres = 9.0

    /// The default heights.
    public init() {}
}

/// The buildings, roads, land use and facilities of an extract.
public struct OSMFeatures: Sendable, Equatable {
    /// The buildings, ways before relations, in the order of the file.
    public var buildings: [OSMBuilding] = []
    /// The roads, in the order of the file.
    public var roads: [OSMRoad] = []
    /// The areas of land use, ways before relations, in the order of the file.
    public var landUses: [OSMLandUse] = []
    /// The facilities: nodes, ways, relations, each in the order of the file.
    public var facilities: [OSMFacility] = []
    /// Elements with such tags whose shape could not be made, as nodes or ways are missing or rings stay open.
    public var shapelessCount = 0

    /// Classifies an extract.
    ///
    /// - Complexity: O(n log n) of the elements with tags.
    public init(_ extract: OSMExtract, heights: OSMHeightPolicy = OSMHeightPolicy()) {
        let outlines = OSMOutlines(extract)
        for node in extract.nodes where !node.tags.isEmpty {
            guard let kind = OSMFacilityKind(node.tags) else { continue }
            let position = OSMCoordinate(latitude: node.latitude, longitude: node.longitude)
            let source = OSMSource(kind: .node, id: node.id)
            facilities.append(OSMFacility(source: source, kind: kind, position: position, tags: node.tags))
        }
        for way in extract.ways where !way.tags.isEmpty { add(way, outlines, heights) }
        for relation in extract.relations where !relation.tags.isEmpty {
            let type = relation.tags["type"]
            guard type == "multipolygon" || type == "building" || type == "site" else { continue }
            let source = OSMSource(kind: .relation, id: relation.id)
            addArea(source, relation.tags, { outlines.polygons(of: relation) }, heights)
        }
    }

    private mutating func add(_ way: OSMWay, _ outlines: OSMOutlines, _ heights: OSMHeightPolicy) {
        let source = OSMSource(kind: .way, id: way.id)
        if let kind = way.tags["highway"] {
            let line = way.nodes.compactMap { id in
                outlines.nodes.position(of: id).map {
                    let node = outlines.extract.nodes[$0]
                    return OSMCoordinate(latitude: node.latitude, longitude: node.longitude)
                }
            }
            if line.count >= 2 {
                roads.append(OSMRoad(source: source, kind: kind, line: line, tags: way.tags))
            } else {
                shapelessCount += 1
            }
        }
        if way.isClosed {
            addArea(source, way.tags, { outlines.polygon(of: way).map { [$0] } ?? [] }, heights)
        } else if let kind = OSMFacilityKind(way.tags) {
            let known = way.nodes.compactMap { outlines.nodes.position(of: $0) }
            guard !known.isEmpty else {
                shapelessCount += 1
                return
            }
            let node = outlines.extract.nodes[known[known.count / 2]]
            let position = OSMCoordinate(latitude: node.latitude, longitude: node.longitude)
            facilities.append(OSMFacility(source: source, kind: kind, position: position, tags: way.tags))
        }
    }

    private mutating func addArea(
        _ source: OSMSource, _ tags: OSMTags, _ shape: () -> [OSMPolygon], _ heights: OSMHeightPolicy
    ) {
        let isBuilding = tags["building"].map { $0 != "no" } ?? false
        let isPart = tags["building:part"].map { $0 != "no" } ?? false
        let use = Self.use(tags)
        let kind = OSMFacilityKind(tags)
        guard isBuilding || isPart || use != nil || kind != nil else { return }
        let polygons = shape()
        guard let first = polygons.first else {
            shapelessCount += 1
            return
        }
        if isBuilding || isPart {
            buildings.append(OSMBuilding(source, tags, polygons, isPart: !isBuilding, heights))
        } else if let use {
            landUses.append(OSMLandUse(source: source, kind: use, polygons: polygons, tags: tags))
        }
        if let kind {
            facilities.append(OSMFacility(source: source, kind: kind, position: first.centre, tags: tags))
        }
    }

    /// Key and value of the use of an area, or nil.
    static func use(_ tags: OSMTags) -> String? {
        for key in ["landuse", "leisure", "natural", "waterway", "amenity", "landcover", "place"] {
            guard let value = tags[key] else { continue }
            let isUse =
                switch key {
                case "landuse", "natural", "landcover": true
                case "leisure": ["park", "garden", "pitch", "playground", "nature_reserve", "track"].contains(value)
                case "waterway": value == "riverbank"
                case "amenity":
                    ["school", "university", "college", "hospital", "parking", "kindergarten"].contains(value)
                default: value == "square"
                }
            if isUse { return "\(key)=\(value)" }
        }
        return nil
    }
}

extension OSMBuilding {
    init(_ source: OSMSource, _ tags: OSMTags, _ polygons: [OSMPolygon], isPart: Bool, _ policy: OSMHeightPolicy) {
        func levels(_ key: String) -> Double? {
            tags[key].flatMap { OSMMeasure.number($0[...]) }.flatMap { $0 >= 0 && $0 <= 250 ? $0 : nil }
        }
        func metres(_ key: String) -> Double? {
            tags[key].flatMap(OSMMeasure.metres).flatMap { $0 >= 0 && $0 <= 1000 ? $0 : nil }
        }
        let storeys = levels("building:levels").map { $0 + (levels("roof:levels") ?? 0) }
        var height = policy.assumedMetres
        var heightSource = HeightSource.assumed
        if let tagged = metres("height") ?? metres("building:height"), tagged > 0 {
            height = tagged
            heightSource = .height
        } else if let storeys, storeys > 0 {
            height = storeys * policy.storeyMetres
            heightSource = .levels
        }
        let under = metres("min_height") ?? levels("building:min_level").map { $0 * policy.storeyMetres } ?? 0
        self.init(
            source: source, isPart: isPart, polygons: polygons, heightMetres: height,
            minHeightMetres: under < height ? under : 0, heightSource: heightSource,
            levels: levels("building:levels"), tags: tags)
    }
}
