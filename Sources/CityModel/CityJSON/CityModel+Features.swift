extension CityModel {
    /// Splits the model into features: one per first-level object with all of its descendants, own vertices and
    /// own part of the appearance.
    ///
    /// Objects keep their file order by first-level object; an object that no first-level object reaches makes a
    /// feature of its own.
    ///
    /// - Complexity: linear in objects, indices and texture vertices.
    ///
    /// Source: CityJSON 2.0 section 8 (CityJSONSeq).
    public func features() -> [CityFeature] {
        var byName = [String: Int](minimumCapacity: body.objects.count)
        for (index, object) in body.objects.enumerated() { byName[object.id] = index }
        var isTaken = [Bool](repeating: false, count: body.objects.count)
        var features = [CityFeature]()
        var vertexMap = [Int32](repeating: -1, count: body.vertices.count)

        func collect(_ root: Int) {
            var members = [Int]()
            var pending = [root]
            while let next = pending.popLast() {
                guard !isTaken[next] else { continue }
                isTaken[next] = true
                members.append(next)
                for child in (body.objects[next].children ?? []).reversed() {
                    if let index = byName[child], !isTaken[index] { pending.append(index) }
                }
            }
            features.append(feature(of: members, vertexMap: &vertexMap))
        }
        for (index, object) in body.objects.enumerated() where !isTaken[index] && object.parents?.isEmpty ?? true {
            collect(index)
        }
        for index in body.objects.indices where !isTaken[index] { collect(index) }
        return features
    }

    private func feature(of members: [Int], vertexMap: inout [Int32]) -> CityFeature {
        var feature = CityFeature(id: members.first.map { body.objects[$0].id } ?? "")
        var used = [Int32]()
        var appearance = AppearanceSubset(body.appearance)
        for member in members {
            var object = body.objects[member]
            object.mapVertices { old in
                if vertexMap[Int(old)] < 0 {
                    vertexMap[Int(old)] = Int32(used.count)
                    used.append(old)
                }
                return vertexMap[Int(old)]
            }
            object.mapAppearance(
                material: { appearance.material($0) }, texture: { appearance.texture($0) },
                textureVertex: { appearance.textureVertex($0) })
            feature.objects.append(object)
        }
        feature.vertices = used.map { body.vertices[Int($0)] }
        feature.appearance = appearance.result
        for old in used { vertexMap[Int(old)] = -1 }
        return feature
    }

    /// Adds the objects of a feature; vertices are appended, equal materials and textures are shared.
    ///
    /// - Throws: ``CityJSONError/invalid(_:)`` with ``CityJSONReason/tooMany`` over 2^31 vertices.
    public mutating func append(_ feature: CityFeature) throws(CityJSONError) {
        let offset = body.vertices.count
        guard offset + feature.vertices.count <= IndexTree.indexMax else {
            throw .invalid(CityJSONIssue(line: nil, path: "$.vertices", reason: .tooMany, isWarning: false))
        }
        body.vertices.append(contentsOf: feature.vertices)
        var merge: AppearanceMerge?
        if let appearance = feature.appearance {
            merge = AppearanceMerge(into: &body.appearance, appearance)
        }
        for object in feature.objects {
            var object = object
            object.mapVertices { $0 + Int32(offset) }
            if let merge {
                object.mapAppearance(
                    material: { merge.materials[safe: $0] }, texture: { merge.textures[safe: $0] },
                    textureVertex: { $0 + merge.textureVertexOffset })
            }
            body.objects.append(object)
        }
    }
}

extension [Int32] {
    /// The item, or the index itself where a file points outside of its own list.
    fileprivate subscript(safe index: Int32) -> Int32 {
        indices.contains(Int(index)) ? self[Int(index)] : index
    }
}

/// Collects the materials, textures and texture vertices that a feature uses.
private struct AppearanceSubset {
    private let source: JSONObject?
    private var lists: [String: [JSONValue]] = [:]
    private var maps: [String: [Int32: Int32]] = [:]
    private let all: [String: [JSONValue]]

    init(_ source: JSONObject?) {
        self.source = source
        var all = [String: [JSONValue]]()
        for name in ["materials", "textures", "vertices-texture"] { all[name] = source?[name]?.array ?? [] }
        self.all = all
    }

    mutating func material(_ old: Int32) -> Int32 { take("materials", old) }
    mutating func texture(_ old: Int32) -> Int32 { take("textures", old) }
    mutating func textureVertex(_ old: Int32) -> Int32 { take("vertices-texture", old) }

    private mutating func take(_ name: String, _ old: Int32) -> Int32 {
        if let known = maps[name]?[old] { return known }
        guard let list = all[name], list.indices.contains(Int(old)) else { return old }
        let new = Int32(lists[name]?.count ?? 0)
        lists[name, default: []].append(list[Int(old)])
        maps[name, default: [:]][old] = new
        return new
    }

    /// The part of the appearance, nil when the feature uses none of it.
    var result: JSONObject? {
        guard !lists.isEmpty, let source else { return nil }
        var result = JSONObject()
        for member in source.members {
            if let list = lists[member.key] {
                result[member.key] = .array(list)
            } else if all[member.key] == nil {
                result[member.key] = member.value
            }
        }
        return result
    }
}

/// Adds one appearance to another and tells where everything went.
private struct AppearanceMerge {
    private(set) var materials: [Int32]
    private(set) var textures: [Int32]
    let textureVertexOffset: Int32

    init(into target: inout JSONObject?, _ source: JSONObject) {
        var merged = target ?? JSONObject()
        func share(_ name: String) -> [Int32] {
            guard let added = source[name]?.array else { return [] }
            var list = merged[name]?.array ?? []
            var known = [[UInt8]: Int32]()
            for (index, item) in list.enumerated() where known[item.bytes] == nil { known[item.bytes] = Int32(index) }
            var map = [Int32]()
            for item in added {
                let key = item.bytes
                if let index = known[key] {
                    map.append(index)
                } else {
                    known[key] = Int32(list.count)
                    map.append(Int32(list.count))
                    list.append(item)
                }
            }
            merged[name] = .array(list)
            return map
        }
        materials = share("materials")
        textures = share("textures")
        let before = merged["vertices-texture"]?.array ?? []
        textureVertexOffset = Int32(clamping: before.count)
        if let added = source["vertices-texture"]?.array { merged["vertices-texture"] = .array(before + added) }
        for member in source.members where merged[member.key] == nil { merged[member.key] = member.value }
        target = merged
    }
}
