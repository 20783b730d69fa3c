extension GeometryReader {
    /// The pieces of one representation item; curves, texts and boxes have none.
    ///
    /// Source: ISO 16739-1, IfcRepresentationItem; the list is closed, everything else is reported.
    func parts(of id: UInt32, depth: Int) throws(GeometryFailure) -> [Part] {
        guard depth < Self.depthMax else { throw GeometryFailure(.tooDeep, id) }
        try spend(1, id)
        if isCancelled() { throw GeometryFailure(.cancelled, id) }
        let entity = model.entity(id)
        var mesh = IFCMesh()
        switch entity {
        case .mappedItem: return try mappedParts(id, depth: depth)
        case .geometricSet:
            var parts: [Part] = []
            for member in model.values(id)[at: 0].references where GeometryReader.isSurface(model.entity(member)) {
                parts += try self.parts(of: member, depth: depth + 1)
            }
            return parts
        case .geometricCurveSet, .boundingBox, .textLiteral, .textLiteralWithExtent, .annotationFillArea, .polyline,
            .trimmedCurve, .compositeCurve, .circle, .ellipse, .indexedPolyCurve, .bSplineCurve, .line, .point:
            return []
        case .extrudedSolid, .extrudedSolidTapered, .revolvedSolid, .sweptDiskSolid, .sweptDiskSolidPolygonal,
            .fixedReferenceSweptSolid, .surfaceCurveSweptSolid:
            mesh = try swept(id)
        case .sectionedSolidHorizontal: mesh = try sectionedSolid(id)
        case .facetedBrep, .facetedBrepWithVoids, .advancedBrep, .advancedBrepWithVoids:
            try brep(id, into: &mesh)
        case .faceBasedSurfaceModel, .shellBasedSurfaceModel:
            for set in model.values(id)[at: 0].references { try shell(set, into: &mesh) }
        case .closedShell, .openShell, .connectedFaceSet: try shell(id, into: &mesh)
        case .triangulatedFaceSet, .triangulatedIrregularNetwork: mesh = try triangulatedFaceSet(id)
        case .polygonalFaceSet: mesh = try polygonalFaceSet(id)
        case .block, .rectangularPyramid, .cone, .cylinder, .sphere: mesh = try primitive(id)
        case .csgSolid, .booleanResult, .booleanClippingResult: mesh = try solid(id, depth: depth + 1).mesh
        default: throw GeometryFailure(.notInList, id)
        }
        guard mesh.triangleCount > 0 else { throw GeometryFailure(.emptyShape, id) }
        return [Part(mesh: mesh, colour: colour(of: id))]
    }

    static func isSurface(_ entity: Entity) -> Bool {
        switch entity {
        case .faceBasedSurfaceModel, .shellBasedSurfaceModel, .triangulatedFaceSet, .polygonalFaceSet: true
        default: false
        }
    }

    private func brep(_ id: UInt32, into mesh: inout IFCMesh) throws(GeometryFailure) {
        let values = model.values(id)
        guard let outer = values[at: 0].reference else { throw GeometryFailure(.badValue, id) }
        try shell(outer, into: &mesh)
        mesh = GeometryReader.outward(mesh)
        for hollow in values[at: 1].references {
            var inner = IFCMesh()
            try shell(hollow, into: &inner)
            // The outside of a hollow is the inside of the body.
            inner = GeometryReader.outward(inner)
            inner.flip()
            mesh.append(inner)
        }
    }

    private func mappedParts(_ id: UInt32, depth: Int) throws(GeometryFailure) -> [Part] {
        let values = model.values(id)
        guard let mapId = values[at: 0].reference, let target = values[at: 1].reference else {
            throw GeometryFailure(.badValue, id)
        }
        let source = model.values(mapId)
        guard model.entity(mapId) == .representationMap, let representation = source[at: 1].reference else {
            throw GeometryFailure(.badValue, mapId)
        }
        let parts: [Part]
        if let known = mapped[representation] {
            parts = known
        } else {
            guard mapping.insert(representation).inserted else { throw GeometryFailure(.tooDeep, id) }
            parts = itemParts(of: representation, depth: depth + 1)
            mapping.remove(representation)
            mapped[representation] = parts
        }
        let map = try transformation(target) * (try axes(source[at: 0].reference))
        let own = colour(of: id)
        try spend(parts.reduce(0) { $0 + 1 + $1.mesh.triangleCount / 64 }, id)
        return parts.map { Part(mesh: $0.mesh.transformed(by: map), colour: $0.colour ?? own) }
    }

    /// The pieces of all items of a representation; items that fail are reported.
    func itemParts(of representation: UInt32, depth: Int) -> [Part] {
        var parts: [Part] = []
        for item in model.values(representation)[at: 3].references {
            do throws(GeometryFailure) {
                parts += try self.parts(of: item, depth: depth + 1)
            } catch {
                note(error)
            }
        }
        return parts
    }

    // MARK: Colours

    /// The surface colour of an item, nil where it has no style of its own.
    ///
    /// Source: ISO 16739-1, IfcStyledItem, IfcSurfaceStyleShading.
    func colour(of item: UInt32) -> IFCColour? {
        var current = item
        for _ in 0..<64 {
            if let styles = model.relations.styles[current] {
                for style in styles { if let colour = surfaceColour(style, depth: 0) { return colour } }
            }
            guard model.entity(current) == .booleanClippingResult || model.entity(current) == .booleanResult,
                let first = model.values(current)[at: 1].reference
            else { return nil }
            current = first
        }
        return nil
    }

    private func surfaceColour(_ id: UInt32, depth: Int) -> IFCColour? {
        if let known = colours[id] { return known }
        var result: IFCColour?
        let values = model.values(id)
        switch model.entity(id) {
        case .presentationStyleAssignment where depth < 4:
            for style in values[at: 0].references where result == nil {
                result = surfaceColour(style, depth: depth + 1)
            }
        case .surfaceStyle where depth < 4:
            for style in values[at: 2].references where result == nil {
                result = surfaceColour(style, depth: depth + 1)
            }
        case .surfaceStyleRendering, .surfaceStyleShading:
            guard let colourId = values[at: 0].reference else { break }
            let rgb = model.values(colourId)
            let opacity = 1 - (values[at: 1].number ?? 0)
            if let red = rgb[at: 1].number, let green = rgb[at: 2].number, let blue = rgb[at: 3].number {
                result = IFCColour(
                    red: GeometryReader.share(red), green: GeometryReader.share(green),
                    blue: GeometryReader.share(blue),
                    opacity: GeometryReader.share(opacity))
            }
        default: break
        }
        colours[id] = result
        return result
    }

    private static func share(_ value: Double) -> Double { value.isFinite ? min(max(value, 0), 1) : 0 }

    /// The colour of a product's material, nil where it has none.
    func materialColour(of product: UInt32) -> IFCColour? {
        let own = model.relations.materials[product]
        let type = model.relations.type[product].flatMap { model.relations.materials[$0] }
        for material in model.materialIds(of: own ?? type ?? []) {
            guard let definition = model.relations.materialDefinitions[material] else { continue }
            for representation in model.values(definition)[at: 2].references {
                for item in model.values(representation)[at: 3].references where model.entity(item) == .styledItem {
                    for style in model.values(item)[at: 1].references {
                        if let colour = surfaceColour(style, depth: 0) { return colour }
                    }
                }
            }
        }
        return nil
    }
}
