extension CityJSONReader {
    /// Decodes one city object.
    static func cityObject(
        _ id: String, _ node: JSONNode, vertices: Int, templates: Int
    ) throws(CityJSONError) -> CityObject {
        guard node.isObject else { throw .invalid(node, .notAnObject) }
        var object = CityObject(id: id, type: "")
        for (key, member) in node.members {
            switch key {
            case "type":
                guard let type = member.string else { throw .invalid(member, .notAString) }
                object.type = type
            case "attributes": object.attributes = try self.object(member)
            case "parents": object.parents = try strings(member)
            case "children": object.children = try strings(member)
            case "geometry":
                guard member.isArray else { throw .invalid(member, .notAnArray) }
                var list = [CityGeometry]()
                for item in member.items {
                    list.append(try geometry(item, vertices: vertices, templates: templates))
                }
                object.geometry = list
            case "address":
                try checkAddresses(member, vertices: vertices)
                object.extra.append(.init(key: key, value: member.value))
            default: object.extra.append(.init(key: key, value: member.value))
            }
        }
        guard !object.type.isEmpty else { throw .missing("type", in: node) }
        return object
    }

    private static func strings(_ node: JSONNode) throws(CityJSONError) -> [String] {
        guard node.isArray else { throw .invalid(node, .notAnArray) }
        var strings = [String]()
        for item in node.items {
            guard let string = item.string else { throw .invalid(item, .notAString) }
            strings.append(string)
        }
        return strings
    }

    /// Addresses keep their JSON; only the vertices of their location must exist.
    private static func checkAddresses(_ node: JSONNode, vertices: Int) throws(CityJSONError) {
        for address in node.items {
            guard let location = address["location"] else { continue }
            _ = try geometry(location, vertices: vertices, templates: 0)
        }
    }

    /// Decodes one geometry whose indices must stay below `vertices`.
    static func geometry(_ node: JSONNode, vertices: Int, templates: Int) throws(CityJSONError) -> CityGeometry {
        guard node.isObject else { throw .invalid(node, .notAnObject) }
        guard let typeNode = node["type"] else { throw .missing("type", in: node) }
        guard let name = typeNode.string, let type = CityGeometryType(rawValue: name) else {
            throw .invalid(typeNode, .unknownGeometryType)
        }
        guard let boundaryNode = node["boundaries"] else { throw .missing("boundaries", in: node) }
        let boundaries = try Self.boundaries(boundaryNode, depth: type.depth, limit: vertices)
        var geometry = CityGeometry(type: type, lod: nil, boundaries: boundaries)
        for (key, member) in node.members {
            switch key {
            case "lod":
                if case .number(let number) = member.value {
                    geometry.lod = number.text
                    geometry.isLodNumber = true
                    continue
                }
                guard let lod = member.string else { throw .invalid(member, .notAString) }
                geometry.lod = lod
            case "semantics": geometry.semantics = try semantics(member)
            case "material": geometry.materials = try themes(member, hasValue: true)
            case "texture": geometry.textures = try themes(member, hasValue: false)
            case "type", "boundaries": break
            case "template" where type == .geometryInstance, "transformationMatrix" where type == .geometryInstance:
                break
            default: throw .invalid(member, .memberNotAllowed)
            }
        }
        if type == .geometryInstance { geometry.instance = try instance(node, templates: templates) }
        return geometry
    }

    private static func instance(_ node: JSONNode, templates: Int) throws(CityJSONError) -> CityInstance {
        guard let templateNode = node["template"] else { throw .missing("template", in: node) }
        guard let matrixNode = node["transformationMatrix"] else {
            throw .missing("transformationMatrix", in: node)
        }
        guard let template = templateNode.int else { throw .invalid(templateNode, .notAnInteger) }
        guard template >= 0, template < templates else { throw .invalid(templateNode, .indexOutOfRange) }
        guard node["boundaries"]?.count == 1 else { throw .invalid(node["boundaries"] ?? node, .wrongCount) }
        guard matrixNode.count == 16 else { throw .invalid(matrixNode, .wrongCount) }
        var matrix = [JSONNumber]()
        for item in matrixNode.items {
            guard case .number(let number) = item.value, number.double.isFinite else {
                throw .invalid(item, .notANumber)
            }
            matrix.append(number)
        }
        return CityInstance(template: Int(template), matrix: matrix)
    }

    private static func semantics(_ node: JSONNode) throws(CityJSONError) -> CitySemantics {
        guard node.isObject else { throw .invalid(node, .notAnObject) }
        guard let list = node["surfaces"] else { throw .missing("surfaces", in: node) }
        guard list.isArray else { throw .invalid(list, .notAnArray) }
        guard let values = node["values"] else { throw .missing("values", in: node) }
        var surfaces = [JSONObject]()
        for item in list.items { surfaces.append(try object(item)) }
        var semantics = CitySemantics(surfaces: surfaces, values: values.isNull ? nil : try tree(values))
        for (key, member) in node.members where key != "surfaces" && key != "values" {
            semantics.extra.append(.init(key: key, value: member.value))
        }
        return semantics
    }

    private static func themes(_ node: JSONNode, hasValue: Bool) throws(CityJSONError) -> [CityTheme] {
        guard node.isObject else { throw .invalid(node, .notAnObject) }
        var themes = [CityTheme]()
        for (name, member) in node.members {
            guard member.isObject else { throw .invalid(member, .notAnObject) }
            var theme = CityTheme(name: name)
            for (key, part) in member.members {
                if key == "values" {
                    theme.writesNull = part.isNull
                    theme.values = part.isNull ? nil : try tree(part)
                } else if key == "value", hasValue {
                    guard let value = part.int, value >= 0, value <= IndexTree.indexMax else {
                        throw .invalid(part, .notAnInteger)
                    }
                    theme.value = Int(value)
                } else {
                    throw .invalid(part, .memberNotAllowed)
                }
            }
            themes.append(theme)
        }
        return themes
    }

    /// Decodes boundaries of exactly that depth whose numbers stay below `limit`.
    static func boundaries(_ node: JSONNode, depth: Int, limit: Int) throws(CityJSONError) -> IndexTree {
        var tokens = ContiguousArray<Int32>()
        tokens.reserveCapacity(node.end - node.index)
        try append(node.document, node.index, depth: depth, limit: Int64(limit), to: &tokens)
        return IndexTree(tokens: tokens)
    }

    private static func append(
        _ document: JSONDocument, _ index: Int, depth: Int, limit: Int64, to tokens: inout ContiguousArray<Int32>
    ) throws(CityJSONError) {
        let tape = document.tape
        let word = tape[index]
        guard JSONWord.kind(word) == JSONWord.isArray else {
            throw .invalid(JSONNode(document: document, index: index), .wrongDepth)
        }
        let count = JSONWord.count(word)
        tokens.append(IndexTree.array(count))
        var next = index + 1
        if depth > 1 {
            for _ in 0..<count {
                try append(document, next, depth: depth - 1, limit: limit, to: &tokens)
                next = JSONWord.end(tape[next])
            }
            return
        }
        for _ in 0..<count {
            let item = tape[next]
            if JSONWord.kind(item) == JSONWord.isInteger {
                let number = JSONWord.integer(item)
                guard number >= 0, number < limit else {
                    throw .invalid(JSONNode(document: document, index: next), .indexOutOfRange)
                }
                tokens.append(Int32(truncatingIfNeeded: number))
                next += 1
                continue
            }
            let node = JSONNode(document: document, index: next)
            if node.isArray { throw .invalid(node, .wrongDepth) }
            guard let number = node.int else { throw .invalid(node, .notAnInteger) }
            guard number >= 0, number < limit else { throw .invalid(node, .indexOutOfRange) }
            tokens.append(Int32(truncatingIfNeeded: number))
            next += 1
        }
    }

    /// Decodes any nesting of whole numbers ≥ 0 and nulls.
    static func tree(_ node: JSONNode) throws(CityJSONError) -> IndexTree {
        guard node.isArray else { throw .invalid(node, .notAnArray) }
        var tokens = ContiguousArray<Int32>()
        tokens.reserveCapacity(node.end - node.index)
        let tape = node.document.tape
        for index in node.index..<node.end {
            let word = tape[index]
            switch JSONWord.kind(word) {
            case JSONWord.isArray: tokens.append(IndexTree.array(JSONWord.count(word)))
            case JSONWord.isNull: tokens.append(-1)
            default:
                let item = JSONNode(document: node.document, index: index)
                guard let number = item.int else { throw .invalid(item, .notAnInteger) }
                guard number >= 0, number <= IndexTree.indexMax else { throw .invalid(item, .indexOutOfRange) }
                tokens.append(Int32(truncatingIfNeeded: number))
            }
        }
        return IndexTree(tokens: tokens)
    }
}
