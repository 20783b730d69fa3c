/// Writes a mesh as binary glTF with one feature number per city object and a table of what they are.
///
/// Positions are relative to the mesh's origin, which stands in `asset.extras`; one node turns z-up into y-up.
///
/// Source: glTF 2.0 (ISO/IEC 12113); EXT_mesh_features and EXT_structural_metadata of 3D Tiles 1.1 (OGC 22-025r4).
public struct GLBWriter: Sendable {
    /// Whether attributes become columns of the feature table, beside identifier, type and parent.
    public var includesAttributes = true

    private var binary = [UInt8]()
    private var views: [JSONValue] = []
    private var accessors: [JSONValue] = []

    /// Makes a writer.
    public init() {}

    /// The mesh as the bytes of a `.glb` file.
    ///
    /// - Complexity: linear in the mesh.
    public mutating func glb(_ mesh: CityMesh, of model: CityModel) -> [UInt8] {
        binary.removeAll(keepingCapacity: true)
        binary.reserveCapacity(mesh.parts.reduce(4096) { $0 + $1.features.count * 28 + $1.indices.count * 4 })
        (views, accessors) = ([], [])
        var primitives = [JSONValue]()
        var materials = [JSONValue]()
        for part in mesh.parts where !part.indices.isEmpty {
            primitives.append(primitive(part, material: materials.count, features: mesh.features.count))
            materials.append(Self.material(part.material))
        }
        var asset: JSONValue = ["version": "2.0", "generator": "Lifang"]
        asset = asset.adding(
            "extras",
            [
                "origin": .array((0..<3).map { .double(mesh.origin[$0]) }),
                "referenceSystem": .text(model.header.referenceSystem),
            ])
        var root: JSONValue = ["asset": asset, "scene": 0]
        if primitives.isEmpty {
            root = root.adding("scenes", [["nodes": []]])
        } else {
            root = root.adding("scenes", [["nodes": [0]]])
            root = root.adding("nodes", [["mesh": 0, "matrix": [1, 0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1]]])
            root = root.adding("meshes", [["primitives": .array(primitives)]])
            root = root.adding("materials", .array(materials))
            root = root.adding("extensionsUsed", ["EXT_mesh_features", "EXT_structural_metadata"])
            var table = FeatureTable(model, mesh.features, includesAttributes: includesAttributes)
            let metadata = table.metadata { add($0, alignment: 8, target: nil) }
            root = root.adding("extensions", ["EXT_structural_metadata": metadata])
            root = root.adding("accessors", .array(accessors))
            root = root.adding("bufferViews", .array(views))
            pad(to: 4, with: 0)
            root = root.adding("buffers", [["byteLength": .integer(binary.count)]])
        }
        return Self.container(root.bytes, binary)
    }

    private mutating func primitive(_ part: CityMeshPart, material: Int, features: Int) -> JSONValue {
        let count = part.features.count
        var low = SIMD3<Float>(repeating: .infinity)
        var high = SIMD3<Float>(repeating: -.infinity)
        for index in 0..<count {
            let point = SIMD3(part.positions[3 * index], part.positions[3 * index + 1], part.positions[3 * index + 2])
            low = pointwiseMin(low, point)
            high = pointwiseMax(high, point)
        }
        let position = accessor(
            part.positions.withUnsafeBytes { add($0, alignment: 4, target: 34962) }, 5126, count, "VEC3"
        )
        .adding("min", .array((0..<3).map { .double(Double(low[$0])) }))
        .adding("max", .array((0..<3).map { .double(Double(high[$0])) }))
        let normal = accessor(
            part.normals.withUnsafeBytes { add($0, alignment: 4, target: 34962) }, 5126, count, "VEC3")
        let feature = accessor(
            part.features.withUnsafeBytes { add($0, alignment: 4, target: 34962) }, 5126, count, "SCALAR")
        let index: JSONValue
        if count <= 0xFFFF {
            let short = part.indices.map { UInt16(truncatingIfNeeded: $0) }
            index = accessor(
                short.withUnsafeBytes { add($0, alignment: 4, target: 34963) }, 5123, short.count, "SCALAR")
        } else {
            let view = part.indices.withUnsafeBytes { add($0, alignment: 4, target: 34963) }
            index = accessor(view, 5125, part.indices.count, "SCALAR")
        }
        let first = accessors.count
        accessors.append(contentsOf: [position, normal, feature, index])
        let featureIds: JSONValue = [["featureCount": .integer(features), "attribute": 0, "propertyTable": 0]]
        return [
            "attributes": [
                "POSITION": .integer(first), "NORMAL": .integer(first + 1), "_FEATURE_ID_0": .integer(first + 2),
            ],
            "indices": .integer(first + 3), "material": .integer(material), "mode": 4,
            "extensions": ["EXT_mesh_features": ["featureIds": featureIds]],
        ]
    }

    private func accessor(_ view: Int, _ component: Int, _ count: Int, _ type: String) -> JSONValue {
        [
            "bufferView": .integer(view), "componentType": .integer(component), "count": .integer(count),
            "type": .string(type),
        ]
    }

    private static func material(_ material: CityMeshMaterial) -> JSONValue {
        let factor = (0..<4).map { JSONValue.double(Double((material.colour[$0] * 1000).rounded()) / 1000) }
        let value: JSONValue = [
            "name": .string(material.name), "doubleSided": true,
            "pbrMetallicRoughness": [
                "baseColorFactor": .array(factor), "metallicFactor": 0, "roughnessFactor": 1,
            ],
        ]
        return material.colour.w < 1 ? value.adding("alphaMode", "BLEND") : value
    }

    /// Appends bytes as a new view and returns its number.
    private mutating func add(_ bytes: UnsafeRawBufferPointer, alignment: Int, target: Int?) -> Int {
        pad(to: alignment, with: 0)
        var view: JSONValue = [
            "buffer": 0, "byteOffset": .integer(binary.count), "byteLength": .integer(bytes.count),
        ]
        if let target { view = view.adding("target", .integer(target)) }
        binary.append(contentsOf: bytes)
        views.append(view)
        return views.count - 1
    }

    private mutating func pad(to alignment: Int, with byte: UInt8) {
        while binary.count % alignment != 0 { binary.append(byte) }
    }

    private static func container(_ json: [UInt8], _ binary: [UInt8]) -> [UInt8] {
        let text = json + [UInt8](repeating: 0x20, count: (8 - (json.count + 12 + 8 + 8) % 8) % 8)
        var out = [UInt8]()
        let hasBinary = !binary.isEmpty
        let total = 12 + 8 + text.count + (hasBinary ? 8 + binary.count : 0)
        out.reserveCapacity(total)
        func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        out.append(contentsOf: Array("glTF".utf8) + word(2) + word(total))
        out.append(contentsOf: word(text.count) + Array("JSON".utf8))
        out.append(contentsOf: text)
        if hasBinary {
            out.append(contentsOf: word(binary.count) + [0x42, 0x49, 0x4E, 0x00])
            out.append(contentsOf: binary)
        }
        return out
    }
}

extension JSONValue {
    /// The object with one more member.
    func adding(_ key: String, _ value: JSONValue) -> JSONValue {
        guard case .object(var object) = self else { return self }
        object.members.append(.init(key: key, value: value))
        return .object(object)
    }
}
