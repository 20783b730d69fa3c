/// A piece of a product in one colour.
public struct IFCShapePart: Sendable {
    /// The triangles, in the coordinates of the project, metres.
    public let mesh: IFCMesh
    /// The colour, nil where the model names none.
    public let colour: IFCColour?
}

/// A product as it is drawn.
public struct IFCShape: Sendable {
    /// The instance number of the product.
    public let product: UInt32
    /// The GlobalId: 22 characters.
    public let globalId: String
    /// The entity, such as `IfcWall`.
    public let className: String
    /// The name, nil where none is given.
    public let name: String?
    /// The GlobalId of the storey that holds the product, nil where none does.
    public let storey: String?
    /// The pieces; not empty.
    public let parts: [IFCShapePart]

    /// The number of triangles of all pieces.
    public var triangleCount: Int { parts.reduce(0) { $0 + $1.mesh.triangleCount } }

    /// The volume that the triangles enclose, cubic metres; for an open surface the figure depends on the origin.
    public var signedVolume: Double { parts.reduce(0) { $0 + $1.mesh.signedVolume } }

    /// The upright box around all pieces.
    public var box: IFCBox {
        var box = IFCBox.empty
        for part in parts {
            let own = part.mesh.box
            if !own.isEmpty {
                box.add(own.low)
                box.add(own.high)
            }
        }
        return box
    }
}

/// All products of a model as they are drawn, and what is not.
public struct IFCShapes: Sendable {
    /// The products with a surface, ascending by instance number.
    public let shapes: [IFCShape]
    /// What is not drawn, or not as the file says; each once, in the order in which it was met.
    public let undrawn: [IFCUndrawn]
}

extension IFCModel {
    /// Reads the geometry of all products.
    ///
    /// Openings are cut out of the elements they void, and out of the parts of an aggregated element.
    ///
    /// - Parameters:
    ///   - progress: Called with the number of products done and the number of all.
    ///   - isCancelled: Asked for each item; when true the work stops.
    /// - Throws: ``IFCError/cancelled``.
    public func shapes(
        progress: (Int, Int) -> Void = { _, _ in }, isCancelled: @escaping () -> Bool = { false }
    ) throws(IFCError) -> IFCShapes {
        let reader = GeometryReader(self, isCancelled: isCancelled)
        let products = products
        let usable = reader.bodyContexts()
        var shapes: [IFCShape] = []
        for (index, product) in products.enumerated() {
            if isCancelled() { throw .cancelled }
            if let shape = reader.shape(of: product, contexts: usable) { shapes.append(shape) }
            progress(index + 1, products.count)
        }
        if isCancelled() { throw .cancelled }
        return IFCShapes(shapes: shapes, undrawn: reader.undrawn)
    }
}

extension GeometryReader {
    /// The contexts of bodies: those of type Model or Design and their sub-contexts; all where there are none.
    ///
    /// Source: ISO 16739-1, IfcGeometricRepresentationContext.ContextType.
    func bodyContexts() -> Set<UInt32> {
        let contexts = model.instances(.context, .subContext)
        var chosen: Set<UInt32> = []
        for id in contexts where model.entity(id) == .context {
            let type = model.values(id)[at: 1].text?.lowercased() ?? ""
            if ["model", "design", "model view", "detail view"].contains(type) { chosen.insert(id) }
        }
        if chosen.isEmpty { return Set(contexts) }
        for id in contexts where model.entity(id) == .subContext {
            if let parent = model.values(id)[at: 6].reference, chosen.contains(parent) { chosen.insert(id) }
        }
        return chosen
    }

    /// A product as it is drawn, nil where it has no surface.
    func shape(of product: UInt32, contexts: Set<UInt32>) -> IFCShape? {
        let values = model.values(product)
        currentProduct = values[at: 0].text ?? ""
        guard let definition = values[at: 6].reference else { return nil }
        var parts: [Part] = []
        let representations = model.values(definition)[at: 2].references.filter {
            model.values($0)[at: 0].reference.map(contexts.contains) ?? false
        }
        for representation in ordered(representations) {
            parts = itemParts(of: representation, depth: 0)
            if !parts.isEmpty { break }
        }
        guard !parts.isEmpty else { return nil }
        let place: Transform
        do throws(GeometryFailure) {
            place = try placement(values[at: 5].reference)
        } catch {
            note(error)
            return nil
        }
        parts = cut(parts, of: product, place)
        let material = parts.contains { $0.colour == nil } ? materialColour(of: product) : nil
        let drawn = parts.compactMap { part -> IFCShapePart? in
            guard part.mesh.triangleCount > 0 else { return nil }
            return IFCShapePart(mesh: part.mesh.transformed(by: place), colour: part.colour ?? material)
        }
        guard !drawn.isEmpty else { return nil }
        return IFCShape(
            product: product, globalId: currentProduct, className: model.className(of: product),
            name: values[at: 2].text, storey: model.storey(of: product).map(model.globalId), parts: drawn)
    }

    /// Bodies first, then what has no name, then the rest; boxes, axes, plans and clearances are no bodies.
    private func ordered(_ representations: [UInt32]) -> [UInt32] {
        func rank(_ id: UInt32) -> Int? {
            switch model.values(id)[at: 1].text?.lowercased() {
            case "body": 0
            case "facetation", "body-fallback", "", nil: 1
            case "box", "axis", "footprint", "plan", "annotation", "profile", "clearance", "cog", "lighting": nil
            default: 2
            }
        }
        return representations.enumerated().compactMap { index, id in rank(id).map { (rank: $0, index: index, id: id) }
        }
        .sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.id)
    }

    // MARK: Openings

    /// The openings of an element and of the elements of which it is a part.
    private func openings(of product: UInt32) -> [UInt32] {
        guard model.group(product) == .element else { return [] }
        var result = model.relations.openings[product] ?? []
        var current = product
        for _ in 0..<16 {
            guard let whole = model.relations.parent[current], model.group(whole) == .element else { break }
            result += model.relations.openings[whole] ?? []
            current = whole
        }
        return result
    }

    private func cut(_ parts: [Part], of product: UInt32, _ place: Transform) -> [Part] {
        let openings = openings(of: product)
        guard !openings.isEmpty, let toLocal = place.inverse else { return parts }
        var cutters: [(solid: Solid, box: IFCBox, id: UInt32)] = []
        for opening in openings {
            let values = model.values(opening)
            guard let definition = values[at: 6].reference else { continue }
            do throws(GeometryFailure) {
                let move = toLocal * (try placement(values[at: 5].reference))
                for representation in ordered(model.values(definition)[at: 2].references) {
                    let pieces = itemParts(of: representation, depth: 0)
                    for piece in pieces {
                        let solid = Solid(GeometryReader.outward(piece.mesh.oriented().transformed(by: move)))
                        cutters.append((solid, solid.box, opening))
                    }
                    if !pieces.isEmpty { break }
                }
            } catch {
                note(error)
            }
        }
        return parts.map { part in
            // A body that is cut must have an inside: its faces are made to agree. Others stay as the file has them.
            let part = Part(mesh: part.mesh.oriented(), colour: part.colour)
            let box = part.mesh.box
            let near = cutters.filter { box.meets($0.box, margin: -1e-6) }
            guard !near.isEmpty else { return part }
            guard part.mesh.isClosed else {
                for cutter in near { note(GeometryFailure(.openBody, cutter.id)) }
                return part
            }
            var solid = Solid(GeometryReader.outward(part.mesh))
            for cutter in near {
                if spendCut(solid.facets.count + cutter.solid.facets.count),
                    let result = Solid.combine(solid, cutter.solid, .difference, isCancelled: isCancelled)
                {
                    solid = result
                } else {
                    note(GeometryFailure(.tooLarge, cutter.id))
                }
            }
            return Part(mesh: solid.mesh, colour: part.colour)
        }
    }
}
