import CityModel
import Foundation

/// Makes what the viewer shows of a city model: binary glTF and the metadata beside it.
///
/// The form of the metadata is in docs/twin-view.md.
struct TwinPicture {
    /// Binary glTF.
    let glb: [UInt8]
    /// JSON.
    let metadata: [UInt8]
    /// Things that can be picked.
    let featureCount: Int
    /// Triangles drawn.
    let triangleCount: Int

    /// At most this many attributes are listed, those of most things first; a longer list helps nobody to choose.
    private static let attributesMax = 200

    /// Draws a model.
    ///
    /// - Parameters:
    ///   - title: Said above the picture.
    ///   - lods: Levels of detail to draw.
    /// - Throws: ``TwinRefusal``; ``CityJSONError/cancelled``.
    init(_ model: CityModel, title: String, lods: CityLodChoice) throws {
        guard let metres = model.inMetres() else { throw TwinRefusal.coordinates }
        var mesher = CityMesher()
        mesher.lods = lods
        mesher.isCancelled = { Task.isCancelled }
        let mesh = try mesher.mesh(metres)
        guard mesh.counts.triangles > 0 else { throw TwinRefusal.nothingDrawn }
        var writer = GLBWriter()
        writer.includesAttributes = false
        glb = writer.glb(mesh, of: metres)
        metadata = Self.metadata(of: metres, mesh.features, title)
        featureCount = mesh.features.count
        triangleCount = mesh.counts.triangles
    }

    private static func metadata(of model: CityModel, _ drawn: [Int], _ title: String) -> [UInt8] {
        let objects = model.body.objects
        var place: [String: Int] = [:]
        for (index, object) in objects.enumerated() { place[object.id] = index }
        func parent(_ object: CityObject) -> CityObject? {
            guard let name = object.parents?.first, let index = place[name] else { return nil }
            return objects[index]
        }
        var uses: [String: Int] = [:]
        var words: Set<String> = []
        let features = drawn.enumerated().map { number, index -> JSONValue in
            let object = objects[index]
            var values = attributes(of: object, parent(object))
            let name = values["name"]?.string
            let storey = storey(of: object, parent)
            values["name"] = nil
            if storey != nil { values["storey"] = nil }
            if values["class"]?.string?.hasPrefix("Ifc") != true { values["type"] = .string(object.type) }
            for member in values.members {
                uses[member.key, default: 0] += 1
                if member.value.double == nil { words.insert(member.key) }
            }
            var feature = JSONObject([
                .init(key: "id", value: .integer(number)), .init(key: "key", value: .string(object.id)),
                .init(key: "name", value: .string(name ?? object.id)),
            ])
            if let storey { feature["storey"] = .string(storey) }
            feature["values"] = .object(values)
            return .object(feature)
        }
        let root: JSONValue = [
            "title": .string(title), "storeys": .array(storeys(objects)),
            "attributes": .array(attributeList(uses, words)), "features": .array(features),
        ]
        return root.bytes
    }

    /// Plain attributes of an object; a part of a building also has those of the building.
    private static func attributes(of object: CityObject, _ parent: CityObject?) -> JSONObject {
        var members = (object.attributes?.members ?? []).filter { isPlain($0.value) }
        if let parent, object.type == parent.type + "Part" {
            let own = Set(members.map(\.key))
            members += (parent.attributes?.members ?? []).filter { isPlain($0.value) && !own.contains($0.key) }
        }
        return JSONObject(members)
    }

    private static func isPlain(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .array, .object: false
        case .bool, .number, .string: true
        }
    }

    private static func storey(of object: CityObject, _ parent: (CityObject) -> CityObject?) -> String? {
        var current: CityObject? = object
        for _ in 0..<64 {
            guard let here = current else { return nil }
            if here.type == "BuildingStorey" { return here.id }
            current = parent(here)
        }
        return nil
    }

    /// The storeys from the top down, as in a section of the house.
    private static func storeys(_ objects: [CityObject]) -> [JSONValue] {
        func elevation(_ object: CityObject) -> Double { object.attributes?["elevation"]?.double ?? 0 }
        let storeys = objects.filter { $0.type == "BuildingStorey" }.enumerated().sorted { left, right in
            let (low, high) = (elevation(left.element), elevation(right.element))
            return low == high ? left.offset < right.offset : low > high
        }
        return storeys.map { _, object in
            var value = JSONObject([
                .init(key: "id", value: .string(object.id)),
                .init(key: "name", value: .string(object.attributes?["name"]?.string ?? object.id)),
            ])
            value["elevation"] = object.attributes?["elevation"]
            return .object(value)
        }
    }

    private static func attributeList(_ uses: [String: Int], _ words: Set<String>) -> [JSONValue] {
        let known: [String: JSONValue] = [
            "class": ["zh": "类别", "en": "Class"], "type": ["zh": "类型", "en": "Type"],
            "material": ["zh": "材料", "en": "Material"],
        ]
        let order = uses.keys.sorted { left, right in
            let (isLeft, isRight) = (known[left] != nil, known[right] != nil)
            if isLeft != isRight { return isLeft }
            let (leftUses, rightUses) = (uses[left] ?? 0, uses[right] ?? 0)
            return leftUses == rightUses ? left < right : leftUses > rightUses
        }
        return order.prefix(attributesMax).map { key -> JSONValue in
            let kind: JSONValue = words.contains(key) ? "category" : "number"
            return ["key": .string(key), "name": known[key] ?? .string(key), "kind": kind]
        }
    }
}
