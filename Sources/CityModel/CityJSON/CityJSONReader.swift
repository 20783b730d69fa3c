/// Decodes the members of CityJSON from a tape; refuses only what a model cannot hold.
enum CityJSONReader {
    /// Decodes the header: the root of a file, or the first line of a sequence.
    static func header(_ root: JSONNode) throws(CityJSONError) -> CityHeader {
        guard root.isObject else { throw .invalid(root, .notAnObject) }
        var header = CityHeader()
        var seen = Set<String>()
        for (key, node) in root.members {
            seen.insert(key)
            switch key {
            case "type": guard node.string == "CityJSON" else { throw .invalid(node, .wrongType) }
            case "version":
                guard let version = node.string, version == "1.1" || version == "2.0" else {
                    throw .invalid(node, .unsupportedVersion)
                }
                header.version = version
            case "transform": header.transform = try transform(node)
            case "metadata": header.metadata = try object(node)
            case "extensions": header.extensions = try object(node)
            case "geometry-templates": header.templates = try templates(node)
            case "appearance": header.appearance = try object(node)
            case "CityObjects", "vertices": break
            default: header.extra.append(.init(key: key, value: node.value))
            }
        }
        for name in ["type", "version", "transform", "CityObjects", "vertices"] where !seen.contains(name) {
            throw .missing(name, in: root)
        }
        return header
    }

    /// Decodes objects, vertices and appearance of a file or a feature.
    ///
    /// - Parameter templates: Number of templates that instances may name.
    static func body(_ root: JSONNode, templates: Int, isFeature: Bool) throws(CityJSONError) -> CityFeature {
        guard root.isObject else { throw .invalid(root, .notAnObject) }
        guard let vertexNode = root["vertices"] else { throw .missing("vertices", in: root) }
        guard let objectsNode = root["CityObjects"] else { throw .missing("CityObjects", in: root) }
        var body = CityFeature()
        body.vertices = try vertices(vertexNode)
        guard objectsNode.isObject else { throw .invalid(objectsNode, .notAnObject) }
        body.objects.reserveCapacity(objectsNode.count)
        for (id, node) in objectsNode.members {
            body.objects.append(try cityObject(id, node, vertices: body.vertices.count, templates: templates))
        }
        if let node = root["appearance"] { body.appearance = try object(node) }
        guard isFeature else { return body }
        for (key, node) in root.members {
            switch key {
            case "type": guard node.string == "CityJSONFeature" else { throw .invalid(node, .wrongFeatureType) }
            case "id":
                guard let id = node.string else { throw .invalid(node, .notAString) }
                body.id = id
            case "CityObjects", "vertices", "appearance": break
            default: body.extra.append(.init(key: key, value: node.value))
            }
        }
        return body
    }

    static func object(_ node: JSONNode) throws(CityJSONError) -> JSONObject {
        guard case .object(let object) = node.value else { throw .invalid(node, .notAnObject) }
        return object
    }

    static func triple(_ node: JSONNode) throws(CityJSONError) -> SIMD3<Double> {
        let items = node.items
        guard node.isArray else { throw .invalid(node, .notAnArray) }
        guard items.count == 3 else { throw .invalid(node, .wrongCount) }
        var triple = SIMD3<Double>()
        for axis in 0..<3 {
            guard let number = items[axis].double, number.isFinite else { throw .invalid(items[axis], .notANumber) }
            triple[axis] = number
        }
        return triple
    }

    private static func transform(_ node: JSONNode) throws(CityJSONError) -> CityTransform {
        guard node.isObject else { throw .invalid(node, .notAnObject) }
        guard let scale = node["scale"] else { throw .missing("scale", in: node) }
        guard let translate = node["translate"] else { throw .missing("translate", in: node) }
        var transform = CityTransform(scale: try triple(scale), translate: try triple(translate))
        transform.source = node.value
        return transform
    }

    private static func templates(_ node: JSONNode) throws(CityJSONError) -> CityTemplates {
        guard node.isObject else { throw .invalid(node, .notAnObject) }
        guard let list = node["templates"] else { throw .missing("templates", in: node) }
        guard let vertexNode = node["vertices-templates"] else { throw .missing("vertices-templates", in: node) }
        guard list.isArray else { throw .invalid(list, .notAnArray) }
        guard vertexNode.isArray else { throw .invalid(vertexNode, .notAnArray) }
        var vertices = [[JSONNumber]]()
        for item in vertexNode.items {
            _ = try triple(item)
            vertices.append(item.items.compactMap { if case .number(let number) = $0.value { number } else { nil } })
        }
        var geometries = [CityGeometry]()
        for item in list.items {
            let geometry = try Self.geometry(item, vertices: vertices.count, templates: 0)
            guard geometry.type != .geometryInstance else { throw .invalid(item, .geometryNotAllowed) }
            geometries.append(geometry)
        }
        return CityTemplates(geometries: geometries, vertices: vertices)
    }

    /// Decodes vertices; the usual triple of short integers takes the quick way.
    private static func vertices(_ node: JSONNode) throws(CityJSONError) -> [GridVertex] {
        guard node.isArray else { throw .invalid(node, .notAnArray) }
        let tape = node.document.tape
        let count = node.count
        guard count <= IndexTree.indexMax else { throw .invalid(node, .tooMany) }
        var vertices = [GridVertex]()
        vertices.reserveCapacity(count)
        var next = node.index + 1
        for _ in 0..<count {
            let word = tape[next]
            if JSONWord.kind(word) == JSONWord.isArray, JSONWord.count(word) == 3, JSONWord.end(word) == next + 4 {
                let (x, y, z) = (tape[next + 1], tape[next + 2], tape[next + 3])
                if JSONWord.kind(x) == JSONWord.isInteger, JSONWord.kind(y) == JSONWord.isInteger,
                    JSONWord.kind(z) == JSONWord.isInteger
                {
                    vertices.append(GridVertex(JSONWord.integer(x), JSONWord.integer(y), JSONWord.integer(z)))
                    next += 4
                    continue
                }
            }
            let item = JSONNode(document: node.document, index: next)
            guard item.isArray else { throw .invalid(item, .notAnArray) }
            let parts = item.items
            guard parts.count == 3 else { throw .invalid(item, .wrongCount) }
            guard let x = parts[0].int, let y = parts[1].int, let z = parts[2].int else {
                throw .invalid(item, .notAnInteger)
            }
            vertices.append(GridVertex(x, y, z))
            next = item.end
        }
        return vertices
    }
}
