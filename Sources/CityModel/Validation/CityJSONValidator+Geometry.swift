extension CityJSONValidator {
    /// Checks one geometry and marks the vertices that it uses.
    mutating func geometry(_ node: JSONNode, allowed: Set<CityGeometryType>, used: inout [Bool]) {
        let limit = used.count
        let templates = context.templates
        guard
            let geometry = read({ () throws(CityJSONError) in
                try CityJSONReader.geometry(node, vertices: limit, templates: templates)
            })
        else { return }
        for token in geometry.boundaries.tokens where token >= 0 { used[Int(token)] = true }
        if !allowed.contains(geometry.type) { add(node["type"] ?? node, .geometryNotAllowed) }
        lod(node, geometry)
        let depth = geometry.type.depth
        if context.isVersion2, geometry.boundaries.tokens.contains(IndexTree.array(0)) {
            add(node["boundaries"] ?? node, .emptyArray)
        }
        if let semantics = geometry.semantics { self.semantics(node["semantics"] ?? node, semantics, geometry) }
        if depth < 3 {
            for name in ["material", "texture"] { if let part = node[name] { add(part, .memberNotAllowed) } }
            return
        }
        var isDegenerate = false
        let tokens = geometry.boundaries.tokens
        geometry.boundaries.forEachSurface(depth: depth) { rings in
            for ring in rings where ring.count < 3 || Set(tokens[ring]).count < 3 { isDegenerate = true }
        }
        if isDegenerate { add(node["boundaries"] ?? node, .degenerateRing, warning: true) }
        for theme in geometry.materials ?? [] {
            materials(node["material"]?[theme.name] ?? node, theme, geometry)
        }
        for theme in geometry.textures ?? [] {
            textures(node["texture"]?[theme.name] ?? node, theme, geometry)
        }
    }

    private mutating func lod(_ node: JSONNode, _ geometry: CityGeometry) {
        if geometry.type == .geometryInstance {
            for name in ["lod", "semantics", "material", "texture"] {
                if let part = node[name] { add(part, .memberNotAllowed) }
            }
        } else if let lod = geometry.lod {
            if geometry.isLodNumber { add(node["lod"] ?? node, .notAString, warning: !context.isVersion2) }
            if !CityJSONTypes.isLod(lod) { add(node["lod"] ?? node, .unknownLod) }
        } else {
            addMissing("lod", in: node)
        }
    }

    private mutating func semantics(_ node: JSONNode, _ semantics: CitySemantics, _ geometry: CityGeometry) {
        for (index, item) in (node["surfaces"]?.items ?? []).enumerated() {
            guard let typeNode = item["type"] else {
                addMissing("type", in: item)
                continue
            }
            let type = typeNode.string ?? ""
            if type.hasPrefix("+"), type.utf8.count > 1 {
                // Semantic surfaces of extensions are declared since version 2.0 only.
                if context.isVersion2 { extensionUse(typeNode) }
            } else if !CityJSONTypes.semantics.contains(type) {
                add(typeNode, .unknownSemantic)
            }
            var others = item["children"].map(\.items) ?? []
            if let parent = item["parent"] { others.append(parent) }
            for other in others {
                guard let number = other.int else {
                    add(other, .notAnInteger)
                    continue
                }
                if number < 0 || number >= semantics.surfaces.count || number == index { add(other, .indexOutOfRange) }
            }
        }
        guard let values = semantics.values, let valueNode = node["values"] else { return }
        let depth = geometry.type.depth
        if depth >= 3 {
            guard values.surfaceValues(of: geometry.boundaries, depth: depth) != nil else {
                return add(valueNode, .shapeDiffers)
            }
        } else if values.count != geometry.boundaries.count || values.tokens.count != values.count + 1 {
            return add(valueNode, .shapeDiffers)
        }
        if values.tokens.contains(where: { $0 >= semantics.surfaces.count }) { add(valueNode, .indexOutOfRange) }
    }

    private mutating func materials(_ node: JSONNode, _ theme: CityTheme, _ geometry: CityGeometry) {
        let hasValues = theme.values != nil || theme.writesNull
        guard hasValues != (theme.value != nil) else { return add(node, .valueOrValues) }
        if let value = theme.value, value >= context.materials { add(node["value"] ?? node, .indexOutOfRange) }
        guard let values = theme.values, let valueNode = node["values"] else { return }
        if values.surfaceValues(of: geometry.boundaries, depth: geometry.type.depth) == nil {
            return add(valueNode, .shapeDiffers)
        }
        if values.tokens.contains(where: { $0 >= context.materials }) { add(valueNode, .indexOutOfRange) }
    }

    private mutating func textures(_ node: JSONNode, _ theme: CityTheme, _ geometry: CityGeometry) {
        guard let values = theme.values, let valueNode = node["values"] else { return }
        var own = 0
        var other = 0
        var isOutside = false
        let limits = (textures: context.textures, vertices: context.textureVertices)

        // Walks both trees; at the rings, the values are one texture and then one texture vertex per vertex, or nulls.
        func walk(_ levels: Int) -> Bool {
            guard own < values.tokens.count, other < geometry.boundaries.tokens.count else { return false }
            let token = values.tokens[own]
            let boundary = geometry.boundaries.tokens[other]
            if token == -1 {
                own += 1
                other = geometry.boundaries.end(of: other)
                return true
            }
            guard token < -1, boundary < -1 else { return false }
            let count = IndexTree.count(token)
            own += 1
            if levels == 0 {
                guard own + count <= values.tokens.count else { return false }
                let ring = values.tokens[own..<own + count]
                own += count
                other = geometry.boundaries.end(of: other)
                if ring.allSatisfy({ $0 == -1 }) { return true }
                guard count == IndexTree.count(boundary) + 1, ring.allSatisfy({ $0 >= 0 }) else { return false }
                if let first = ring.first, first >= limits.textures { isOutside = true }
                if ring.dropFirst().contains(where: { $0 >= limits.vertices }) { isOutside = true }
                return true
            }
            guard count == IndexTree.count(boundary) else { return false }
            other += 1
            for _ in 0..<count where !walk(levels - 1) { return false }
            return true
        }
        guard walk(geometry.type.depth - 1) else { return add(valueNode, .shapeDiffers) }
        if isOutside { add(valueNode, .indexOutOfRange) }
    }
}
