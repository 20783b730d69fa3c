/// Holds the closed lists of the specification.
///
/// Source: CityJSON 2.0.2 schemas cityobjects, geomprimitives, appearance; CityJSON 1.1.
enum CityJSONTypes {
    private static let areas: Set<CityGeometryType> = [.multiSurface, .compositeSurface]
    private static let bodies: Set<CityGeometryType> = areas.union([.solid, .compositeSolid])
    private static let all = Set(CityGeometryType.allCases)

    /// Geometry types that a type of city object may have; nil for an unknown type.
    static func geometries(of type: String) -> Set<CityGeometryType>? {
        switch type {
        case "OtherConstruction", "BuildingInstallation", "BuildingConstructiveElement", "BuildingFurniture",
            "GenericCityObject", "TunnelInstallation", "TunnelConstructiveElement", "TunnelFurniture",
            "BridgeInstallation", "BridgeConstructiveElement", "BridgeFurniture", "SolitaryVegetationObject",
            "CityFurniture":
            all
        case "Building", "BuildingPart", "BuildingRoom", "BuildingUnit", "BuildingStorey", "Tunnel", "TunnelPart",
            "TunnelHollowSpace", "Bridge", "BridgePart", "BridgeRoom":
            bodies
        case "CityObjectGroup": all.subtracting([.geometryInstance])
        case "Road", "Railway", "TransportSquare", "Waterway": areas.union([.multiLineString])
        case "TINRelief": [.compositeSurface]
        case "WaterBody": bodies.union([.multiLineString])
        case "PlantCover": bodies.union([.multiSolid])
        case "LandUse": areas
        default: nil
        }
    }

    /// Whether a type needs parents.
    static func isSecondLevel(_ type: String) -> Bool {
        for family in ["Building", "Tunnel", "Bridge"] where type.hasPrefix(family) && type != family {
            return geometries(of: type) != nil
        }
        return false
    }

    /// Levels of detail: 0 to 3, and 0.0 to 3.3.
    static func isLod(_ lod: String) -> Bool {
        let bytes = Array(lod.utf8)
        let digits: ClosedRange<UInt8> = 0x30...0x33
        if bytes.count == 1 { return digits.contains(bytes[0]) }
        return bytes.count == 3 && digits.contains(bytes[0]) && bytes[1] == 0x2E && digits.contains(bytes[2])
    }

    static let semantics: Set<String> = [
        "RoofSurface", "GroundSurface", "WallSurface", "ClosureSurface", "OuterCeilingSurface", "OuterFloorSurface",
        "Window", "Door", "InteriorWallSurface", "CeilingSurface", "FloorSurface", "WaterSurface",
        "WaterGroundSurface", "WaterClosureSurface", "TrafficArea", "AuxiliaryTrafficArea", "TransportationHole",
        "TransportationMarking",
    ]

    static let textureValues: [String: Set<String>] = [
        "type": ["PNG", "JPG"],
        "wrapMode": ["none", "wrap", "mirror", "clamp", "border"],
        "textureType": ["unknown", "specific", "typical"],
    ]

    static let roles: Set<String> = [
        "resourceProvider", "custodian", "owner", "user", "distributor", "originator", "pointOfContact",
        "principalInvestigator", "processor", "publisher", "author", "sponsor", "co-author", "collaborator", "editor",
        "mediator", "rightsHolder", "contributor", "funder", "stakeholder",
    ]

    /// Members that a feature of a sequence must not have.
    static let headerOnly: Set<String> = ["transform", "version", "metadata", "geometry-templates", "extensions"]

    static let rootMembers: Set<String> = [
        "type", "version", "extensions", "transform", "metadata", "CityObjects", "vertices", "appearance",
        "geometry-templates", "id",
    ]

    static let objectMembers: Set<String> = [
        "type", "attributes", "geometry", "parents", "children", "geographicalExtent", "address", "children_roles",
    ]

    /// Whether a text is a version of an extension: two or three whole numbers with dots, no leading zeros.
    static func isExtensionVersion(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return (2...3).contains(parts.count)
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                    && (part == "0" || part.first != "0")
            }
    }

    /// Whether a name is `+` followed by a capital letter and at least one more letter, digit or underscore.
    static func isExtensionObject(_ type: String) -> Bool {
        let bytes = Array(type.utf8)
        guard bytes.count >= 3, bytes[0] == 0x2B, (0x41...0x5A).contains(bytes[1]) else { return false }
        let next = bytes[2]
        return (next | 0x20 >= 0x61 && next | 0x20 <= 0x7A) || (next >= 0x30 && next <= 0x39) || next == 0x5F
    }

    /// Whether a text has the form of a reference system of the OGC.
    static func isReferenceSystem(_ text: String) -> Bool {
        for start in ["https://www.opengis.net/def/crs/", "http://www.opengis.net/def/crs/"] where text.hasPrefix(start)
        {
            let parts = text.dropFirst(start.count).split(separator: "/", omittingEmptySubsequences: false)
            return parts.count == 3 && parts.allSatisfy { !$0.isEmpty }
        }
        return false
    }
}
