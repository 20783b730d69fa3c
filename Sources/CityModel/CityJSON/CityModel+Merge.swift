extension CityModel {
    /// Adds the objects of another model, moved to this one's grid and reference system.
    ///
    /// Identifiers that are taken get a suffix. Templates come along; metadata and extensions of the other model are
    /// added where this one has none of that name.
    ///
    /// - Throws: ``CityJSONError/invalid(_:)`` with ``CityJSONReason/badReferenceSystem`` where the systems differ and
    ///   one of them is not known; with ``CityJSONReason/tooMany`` over 2^31 vertices.
    public mutating func merge(_ other: CityModel) throws(CityJSONError) {
        var other = other
        let (mine, theirs) = (header.referenceSystem, other.header.referenceSystem)
        if let mine, let theirs, mine != theirs {
            guard let system = ReferenceSystem(name: mine), let moved = other.converted(to: system) else {
                throw .invalid(
                    CityJSONIssue(
                        line: nil, path: "$.metadata.referenceSystem", reason: .badReferenceSystem, isWarning: false))
            }
            other = moved
        }
        let (from, to) = (other.header.transform, header.transform)
        if from.scale != to.scale || from.translate != to.translate {
            other.body.vertices = other.body.vertices.map { to.vertex(from.point($0)) }
        }
        other.rename(taken: Set(body.objects.map(\.id)))
        mergeTemplates(of: &other)
        for member in other.header.metadata?.members ?? [] where header.metadata?[member.key] == nil {
            if header.metadata == nil { header.metadata = JSONObject() }
            header.metadata?[member.key] = member.value
        }
        header.metadata?["geographicalExtent"] = nil
        for member in other.header.extensions?.members ?? [] where header.extensions?[member.key] == nil {
            if header.extensions == nil { header.extensions = JSONObject() }
            header.extensions?[member.key] = member.value
        }
        try append(other.body)
    }

    private mutating func rename(taken: Set<String>) {
        var names = [String: String]()
        var all = taken
        for object in body.objects {
            var name = object.id
            var number = 2
            while !all.insert(name).inserted {
                name = "\(object.id)-\(number)"
                number += 1
            }
            if name != object.id { names[object.id] = name }
        }
        guard !names.isEmpty else { return }
        for index in body.objects.indices {
            body.objects[index].id = names[body.objects[index].id] ?? body.objects[index].id
            body.objects[index].parents = body.objects[index].parents?.map { names[$0] ?? $0 }
            body.objects[index].children = body.objects[index].children?.map { names[$0] ?? $0 }
        }
    }

    private mutating func mergeTemplates(of other: inout CityModel) {
        guard let added = other.header.templates else { return }
        var templates = header.templates ?? CityTemplates(geometries: [], vertices: [])
        let (geometryOffset, vertexOffset) = (templates.geometries.count, templates.vertices.count)
        templates.vertices += added.vertices
        templates.geometries += added.geometries.map { geometry in
            var geometry = geometry
            geometry.boundaries.mapIndices { Int32(clamping: Int($0) + vertexOffset) }
            // Appearances are merged by feature, so templates from elsewhere lose theirs.
            (geometry.materials, geometry.textures) = (nil, nil)
            return geometry
        }
        header.templates = templates
        for object in other.body.objects.indices {
            for index in other.body.objects[object].geometry?.indices ?? 0..<0 {
                other.body.objects[object].geometry?[index].instance?.template += geometryOffset
            }
        }
    }
}
