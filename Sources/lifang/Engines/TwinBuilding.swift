import CityModel
import Foundation
import IFC

/// Turns a building model in IFC into a city model: buildings, storeys, rooms, elements with their colours and meaning.
///
/// The result has grid steps of 0.1 mm. It lies on the map where the model says how, else in the project's own metres.
///
/// Source: CityJSON 2.0 section 2.3; ISO 16739-1, IfcRelAggregates, IfcRelContainedInSpatialStructure.
struct TwinBuilding {
    /// The city model.
    private(set) var model: CityModel
    /// What is not drawn, or not as the file says.
    let undrawn: [IFCUndrawn]

    private let ifc: IFCModel
    private var materials: [CityMaterial: Int] = [:]
    private var names: Set<String> = []
    private var objectOfPlace: [UInt32: Int] = [:]
    private var placeOfElement: [UInt32: Int] = [:]
    private var buildings: [Int] = []

    /// Reads and draws a model.
    ///
    /// - Parameters:
    ///   - ground: Where the project's coordinates lie.
    ///   - drawsRooms: Whether rooms get their shape, which hides what is in them.
    /// - Throws: ``IFCError/cancelled``.
    init(_ ifc: IFCModel, on ground: TwinGround, drawsRooms: Bool, isCancelled: @escaping () -> Bool) throws(IFCError) {
        self.ifc = ifc
        let drawn = try ifc.shapes(isCancelled: isCancelled)
        undrawn = drawn.undrawn
        var metadata = JSONObject()
        if let system = ground.system { metadata["referenceSystem"] = .string(system) }
        model = CityModel(
            header: CityHeader(
                transform: CityTransform(scale: SIMD3(repeating: 1e-4), translate: ground.origin),
                metadata: metadata.members.isEmpty ? nil : metadata))
        for place in ifc.spatialTree() { add(place, within: nil) }
        for shape in drawn.shapes where !Self.isVoid(shape.className) {
            if isCancelled() { throw .cancelled }
            add(shape, on: ground, drawsRooms: drawsRooms)
        }
        removeEmptyPlaces()
    }

    // MARK: The spatial structure

    private mutating func add(_ place: IFCPlace, within parent: Int?) {
        var here = parent
        switch place.className {
        case "IfcBuilding": here = addPlace(place, "Building", within: nil)
        case "IfcBuildingStorey":
            if let parent { here = addPlace(place, "BuildingStorey", within: parent) }
        case "IfcSpace":
            if let parent { here = addPlace(place, "BuildingRoom", within: parent) }
        default: break
        }
        if place.className == "IfcBuilding", let here { buildings.append(here) }
        if let here { for element in place.elements { placeOfElement[element] = here } }
        for part in place.parts { add(part, within: here) }
    }

    private mutating func addPlace(_ place: IFCPlace, _ type: String, within parent: Int?) -> Int {
        var attributes = describe(place.id, place.className, place.name)
        if let elevation = place.elevation {
            attributes["elevation"] = .double(rounded(elevation * ifc.lengthUnitScale))
        }
        let object = CityObject(id: unique(place.globalId), type: type, attributes: attributes)
        model.body.objects.append(object)
        let index = model.body.objects.count - 1
        objectOfPlace[place.id] = index
        if let parent { join(index, to: parent) }
        return index
    }

    private mutating func join(_ child: Int, to parent: Int) {
        model.body.objects[child].parents = [model.body.objects[parent].id]
        let name = model.body.objects[child].id
        if model.body.objects[parent].children == nil { model.body.objects[parent].children = [] }
        model.body.objects[parent].children?.append(name)
    }

    /// The place of an element: the one that contains it, else its storey, else the only building.
    private func place(of product: UInt32) -> Int? {
        placeOfElement[product] ?? ifc.storey(of: product).flatMap { objectOfPlace[$0] }
            ?? (buildings.count == 1 ? buildings[0] : nil)
    }

    /// Takes away storeys and buildings that neither hold anything nor are drawn, so that nothing points to air.
    private mutating func removeEmptyPlaces() {
        while true {
            let empty = Set(
                model.body.objects.filter {
                    ["Building", "BuildingStorey"].contains($0.type) && $0.geometry == nil
                        && ($0.children ?? []).isEmpty
                }.map(\.id))
            if empty.isEmpty { return }
            model.body.objects.removeAll { empty.contains($0.id) }
            for index in model.body.objects.indices {
                model.body.objects[index].children?.removeAll { empty.contains($0) }
            }
        }
    }

    // MARK: Shapes

    private mutating func add(_ shape: IFCShape, on ground: TwinGround, drawsRooms: Bool) {
        let isRoom = shape.className == "IfcSpace"
        if isRoom, !drawsRooms { return }
        let pieces = shape.parts.map { part in
            CityTriangles(
                positions: part.mesh.positions.map(ground.place), triangles: part.mesh.triangles,
                material: part.colour.map { material($0) })
        }
        if let known = objectOfPlace[shape.product] {
            let object = model.body.objects[known]
            let drawn = model.add(pieces, id: "", type: object.type)
            model.body.objects[known].geometry = model.body.objects[drawn].geometry
            model.body.objects.removeLast()
            return
        }
        let parent = place(of: shape.product)
        var attributes = describe(shape.product, shape.className, shape.name)
        if let storey = ifc.storey(of: shape.product), let name = ifc.name(of: storey) {
            attributes["storey"] = .string(name)
        }
        let index = model.add(
            pieces, id: unique(shape.globalId), type: Self.type(of: shape.className, isInside: parent != nil),
            attributes: attributes)
        if let parent, model.body.objects[index].type.hasPrefix("Building") { join(index, to: parent) }
    }

    private mutating func material(_ colour: IFCColour) -> Int {
        let channels = SIMD3<Double>(colour.red, colour.green, colour.blue)
        var name = "#"
        for axis in 0..<3 {
            let share: Double = max(0, min(1, channels[axis]))
            name += String(format: "%02x", Int((share * 255).rounded()))
        }
        let material = CityMaterial(name: name, colour: channels, opacity: colour.opacity)
        if let known = materials[material] { return known }
        let index = model.addMaterial(material)
        materials[material] = index
        return index
    }

    /// What is cut out of other things, and what is only a boundary in thought.
    private static func isVoid(_ className: String) -> Bool {
        ["IfcOpeningElement", "IfcOpeningStandardCase", "IfcVoidingFeature", "IfcVirtualElement"].contains(className)
    }

    /// The type of city object that stands for an entity.
    static func type(of className: String, isInside: Bool) -> String {
        switch className {
        case "IfcSite", "IfcGeographicElement": return "LandUse"
        case "IfcSpace": return isInside ? "BuildingRoom" : "GenericCityObject"
        default: break
        }
        guard isInside else { return "OtherConstruction" }
        if className.hasPrefix("IfcFurni") || className == "IfcSystemFurnitureElement" { return "BuildingFurniture" }
        return constructive.contains { className.hasPrefix($0) }
            ? "BuildingConstructiveElement" : "BuildingInstallation"
    }

    private static let constructive = [
        "IfcWall", "IfcSlab", "IfcBeam", "IfcColumn", "IfcDoor", "IfcWindow", "IfcRoof", "IfcStair", "IfcRamp",
        "IfcRailing", "IfcCovering", "IfcCurtainWall", "IfcPlate", "IfcMember", "IfcFooting", "IfcPile",
        "IfcBuildingElement", "IfcBuiltElement", "IfcReinforcing", "IfcTendon", "IfcElementAssembly", "IfcChimney",
        "IfcShadingDevice", "IfcDeepFoundation",
    ]

    // MARK: Meaning

    private func describe(_ id: UInt32, _ className: String, _ name: String?) -> JSONObject {
        var attributes = JSONObject([.init(key: "class", value: .string(className))])
        if let name { attributes["name"] = .string(name) }
        let materials = ifc.materials(of: id).map(\.name).filter { !$0.isEmpty }
        if !materials.isEmpty { attributes["material"] = .string(materials.joined(separator: ", ")) }
        for set in ifc.propertySets(of: id) {
            for property in set.properties {
                if let value = property.value.plain { attributes["\(set.name).\(property.name)"] = value }
            }
        }
        return attributes
    }

    private mutating func unique(_ globalId: String) -> String {
        let base = globalId.isEmpty ? "object" : globalId
        var name = base
        var number = 1
        while !names.insert(name).inserted {
            number += 1
            name = "\(base)#\(number)"
        }
        return name
    }

    private func rounded(_ metres: Double) -> Double { (metres * 10_000).rounded() / 10_000 }
}

extension STEPValue {
    /// The value as JSON; lists as text; nil where nothing is given or it is a reference.
    var plain: JSONValue? {
        if let truth { return .bool(truth) }
        if let whole { return .integer(whole) }
        if let number { return number.isFinite ? .double(number) : nil }
        if let text { return text.isEmpty ? nil : .string(text) }
        if let name { return name == "U" ? nil : .string(name) }
        guard let list else { return nil }
        let texts = list.prefix(32).compactMap { item -> String? in
            guard let plain = item.plain else { return nil }
            return plain.string ?? String(decoding: plain.bytes, as: UTF8.self)
        }
        return texts.isEmpty ? nil : .string(texts.joined(separator: ", "))
    }
}
