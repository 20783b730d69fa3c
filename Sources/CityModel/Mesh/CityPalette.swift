/// Gives surfaces without a material a colour by what they mean.
///
/// The colours are our choice: muted, apart in lightness, with the usual hues of city maps.
enum CityPalette {
    static func material(surface: String?, object: String) -> CityMeshMaterial {
        switch surface {
        case "RoofSurface": make("RoofSurface", 0.55, 0.20, 0.15)
        case "WallSurface", "InteriorWallSurface": make("WallSurface", 0.72, 0.68, 0.60)
        case "GroundSurface", "OuterFloorSurface", "FloorSurface": make("GroundSurface", 0.35, 0.33, 0.30)
        case "Window": make("Window", 0.30, 0.50, 0.65, 0.6)
        case "Door": make("Door", 0.40, 0.25, 0.12)
        case "WaterSurface", "WaterGroundSurface": make("WaterSurface", 0.16, 0.38, 0.62)
        case "TrafficArea": make("TrafficArea", 0.28, 0.28, 0.30)
        case "AuxiliaryTrafficArea": make("AuxiliaryTrafficArea", 0.45, 0.50, 0.40)
        default: material(object: object)
        }
    }

    private static func material(object: String) -> CityMeshMaterial {
        if object.hasPrefix("Building") || object == "OtherConstruction" { return make("Building", 0.70, 0.66, 0.60) }
        if object.hasPrefix("Bridge") || object.hasPrefix("Tunnel") { return make("Bridge", 0.50, 0.50, 0.52) }
        switch object {
        case "Road", "Railway", "TransportSquare": return make("Road", 0.28, 0.28, 0.30)
        case "WaterBody", "Waterway": return make("WaterBody", 0.16, 0.38, 0.62)
        case "PlantCover", "SolitaryVegetationObject": return make("PlantCover", 0.18, 0.42, 0.16)
        case "LandUse", "TINRelief": return make("LandUse", 0.52, 0.56, 0.38)
        default: return make("Other", 0.60, 0.60, 0.60)
        }
    }

    private static func make(
        _ name: String, _ red: Float, _ green: Float, _ blue: Float, _ opacity: Float = 1
    ) -> CityMeshMaterial {
        CityMeshMaterial(name: name, colour: SIMD4(red, green, blue, opacity))
    }

    /// A material of the model's appearance; the specification's colours are in the range 0 to 1.
    static func material(_ object: JSONObject) -> CityMeshMaterial {
        let colour = object["diffuseColor"]?.array?.compactMap(\.double) ?? []
        let opacity = 1 - (object["transparency"]?.double ?? 0)
        func part(_ value: Double) -> Float { value.isFinite ? Float(max(0, min(1, value))) : 1 }
        let parts = colour.count == 3 ? colour.map(part) : [0.8, 0.8, 0.8]
        return CityMeshMaterial(
            name: object["name"]?.string ?? "", colour: SIMD4(parts[0], parts[1], parts[2], part(opacity)))
    }
}
