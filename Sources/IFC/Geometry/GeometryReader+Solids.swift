#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension GeometryReader {
    /// The mesh of a constructive primitive.
    ///
    /// Source: ISO 16739-1, IfcCsgPrimitive3D and its subtypes.
    func primitive(_ id: UInt32) throws(GeometryFailure) -> IFCMesh {
        let values = model.values(id)
        let frame = try axes(values[at: 0].reference)
        func size(_ position: Int) throws(GeometryFailure) -> Double {
            let value = try metres(values[at: position], id)
            guard value > 1e-9 else { throw GeometryFailure(.badValue, id) }
            return value
        }
        var mesh = IFCMesh()
        switch model.entity(id) {
        case .block:
            let (x, y, z) = (try size(1), try size(2), try size(3))
            mesh.sweep(
                Array(repeating: Region(outer: [[0, 0], [x, 0], [x, y], [0, y]]), count: 2),
                [.identity, Transform(origin: [0, 0, z])])
        case .rectangularPyramid:
            let (x, y, z) = (try size(1), try size(2), try size(3))
            let base = [Vector3(0, 0, 0), [x, 0, 0], [x, y, 0], [0, y, 0]]
            mesh.cone(base, apex: [x / 2, y / 2, z])
        case .cone:
            let height = try size(1)
            let radius = try size(2)
            let conic = Conic(frame: .identity, first: radius, second: radius)
            mesh.cone(conic.points(from: 0, to: 2 * .pi).dropLast(), apex: [0, 0, height])
        case .cylinder:
            let height = try size(1)
            let radius = try size(2)
            let conic = Conic(frame: .identity, first: radius, second: radius)
            let ring = conic.points(from: 0, to: 2 * .pi).dropLast().map { Vector2($0.x, $0.y) }
            mesh.sweep(
                Array(repeating: Region(outer: ring), count: 2), [.identity, Transform(origin: [0, 0, height])])
        case .sphere:
            mesh.sphere(try size(1))
        default: throw GeometryFailure(.notInList, id)
        }
        return mesh.transformed(by: frame)
    }

    /// The solid of a boolean operand, in the coordinates of the product.
    func solid(_ id: UInt32, depth: Int) throws(GeometryFailure) -> Solid {
        guard depth < Self.depthMax else { throw GeometryFailure(.tooDeep, id) }
        try spend(10, id)
        if isCancelled() { throw GeometryFailure(.cancelled, id) }
        switch model.entity(id) {
        case .booleanResult, .booleanClippingResult: return try boolean(id, depth: depth)
        case .csgSolid:
            guard let root = model.values(id)[at: 0].reference else { throw GeometryFailure(.badValue, id) }
            return try solid(root, depth: depth + 1)
        default:
            var whole = IFCMesh()
            for part in try parts(of: id, depth: depth + 1) { whole.append(part.mesh.oriented()) }
            guard whole.triangleCount > 0 else { throw GeometryFailure(.emptyShape, id) }
            return Solid(GeometryReader.outward(whole))
        }
    }

    /// A closed mesh that faces inwards is turned round.
    static func outward(_ mesh: IFCMesh) -> IFCMesh {
        guard let centre = mesh.positions.first, mesh.signedVolume(about: centre) < 0 else { return mesh }
        var turned = mesh
        turned.flip()
        return turned
    }

    /// Evaluates an IfcBooleanResult; long chains of first operands are followed in a loop.
    private func boolean(_ id: UInt32, depth: Int) throws(GeometryFailure) -> Solid {
        var steps: [(operation: BooleanOperation, second: UInt32, id: UInt32)] = []
        var current = id
        while model.entity(current) == .booleanResult || model.entity(current) == .booleanClippingResult {
            let values = model.values(current)
            guard steps.count < 10_000, let first = values[at: 1].reference, let second = values[at: 2].reference else {
                throw GeometryFailure(steps.count >= 10_000 ? .tooDeep : .badValue, current)
            }
            let operation: BooleanOperation
            switch values[at: 0].name {
            case "UNION": operation = .union
            case "INTERSECTION": operation = .intersection
            case "DIFFERENCE": operation = .difference
            default: throw GeometryFailure(.badValue, current)
            }
            steps.append((operation, second, current))
            current = first
        }
        var result = try solid(current, depth: depth + 1)
        for step in steps.reversed() {
            if isCancelled() { throw GeometryFailure(.cancelled, id) }
            do throws(GeometryFailure) {
                result = try apply(step.operation, result, step.second, step.id, depth)
            } catch {
                // What is left of the first operand is drawn; the report names what was not applied.
                if error.reason == .cancelled || error.reason == .tooDeep { throw error }
                note(error)
            }
        }
        return result
    }

    private func apply(
        _ operation: BooleanOperation, _ first: Solid, _ second: UInt32, _ id: UInt32, _ depth: Int
    ) throws(GeometryFailure) -> Solid {
        let entity = model.entity(second)
        if entity == .halfSpace || entity == .boxedHalfSpace || entity == .polygonalHalfSpace {
            return try clip(first, with: second, entity, operation)
        }
        let other = try solid(second, depth: depth + 1)
        return try combine(first, other, operation, id)
    }

    /// Combines two solids within what a model of this length may spend on cuts.
    private func combine(
        _ first: Solid, _ second: Solid, _ operation: BooleanOperation, _ id: UInt32
    ) throws(GeometryFailure) -> Solid {
        guard spendCut(first.facets.count + second.facets.count),
            let result = Solid.combine(first, second, operation, isCancelled: isCancelled)
        else { throw GeometryFailure(.tooLarge, id) }
        return result
    }

    /// Cuts a half-space away, or keeps only what lies in it.
    ///
    /// Source: ISO 16739-1, IfcHalfSpaceSolid (the material is where the normal does not point, if AgreementFlag is
    /// true), IfcPolygonalBoundedHalfSpace.
    private func clip(
        _ first: Solid, with id: UInt32, _ entity: Entity, _ operation: BooleanOperation
    ) throws(GeometryFailure) -> Solid {
        let values = model.values(id)
        guard let surface = values[at: 0].reference, model.entity(surface) == .plane else {
            throw GeometryFailure(.notInList, values[at: 0].reference ?? id)
        }
        let frame = try axes(model.values(surface)[at: 0].reference)
        var plane = Plane(normal: frame.z, offset: frame.z.dot(frame.origin))
        if values[at: 1].truth == false { plane = plane.flipped }
        // The material of the half-space is behind `plane`.
        if entity == .polygonalHalfSpace {
            let prism = try boundedHalfSpace(values, plane, around: first.box, id)
            return try combine(first, prism, operation, id)
        }
        let result: Solid?
        switch operation {
        case .difference: result = first.clipped(behind: plane, isCancelled: isCancelled)
        case .intersection: result = first.clipped(behind: plane.flipped, isCancelled: isCancelled)
        case .union: throw GeometryFailure(.badValue, id)
        }
        guard let result else { throw GeometryFailure(.tooLarge, id) }
        return result
    }

    /// The part of a bounded half-space that can touch a box.
    private func boundedHalfSpace(
        _ values: [STEPValue], _ plane: Plane, around box: IFCBox, _ id: UInt32
    ) throws(GeometryFailure) -> Solid {
        let frame = try axes(values[at: 2].reference)
        guard let boundary = values[at: 3].reference else { throw GeometryFailure(.badValue, id) }
        let points = try curve(boundary)
        guard let region = Region(outer: points.map { Vector2($0.x, $0.y) }).oriented() else {
            throw GeometryFailure(.badProfile, id)
        }
        let centre = (box.low + box.high) / 2
        let reach = (box.high - box.low).length + 1
        let middle = (centre - frame.origin).dot(frame.z)
        var mesh = IFCMesh()
        mesh.sweep(
            [region, region],
            [Transform(origin: [0, 0, middle - reach]), Transform(origin: [0, 0, middle + reach])])
        let prism = Solid(mesh.transformed(by: frame))
        guard let cut = prism.clipped(behind: plane.flipped) else { throw GeometryFailure(.tooLarge, id) }
        return cut
    }
}

extension IFCMesh {
    /// A base, counter-clockwise seen from above, joined to an apex above it.
    mutating func cone(_ base: [Vector3], apex: Vector3) {
        let ring = base.map { add($0) }
        let top = add(apex)
        for index in ring.indices {
            beginFace()
            add(ring[index], ring[(index + 1) % ring.count], top)
        }
        beginFace()
        for index in 1..<max(1, ring.count - 1) { add(ring[0], ring[index + 1], ring[index]) }
    }

    /// A ball about the origin, by parallels and meridians.
    mutating func sphere(_ radius: Double) {
        // Multiples of four put corners on all six extremes; steps of 0.025 rad and more bound large balls.
        let exact = Discretisation.pieces(radius: radius, sweep: 2 * .pi)
        let around = min(max(24, (exact + 3) / 4 * 4), 256)
        let rows = around / 2
        let south = add([0, 0, -radius])
        var last: [UInt32] = []
        for row in 1..<rows {
            let latitude = -Double.pi / 2 + .pi * Double(row) / Double(rows)
            let ring = (0..<around).map { step -> UInt32 in
                let t = 2 * Double.pi * Double(step) / Double(around)
                return add(Vector3(cos(latitude) * cos(t), cos(latitude) * sin(t), sin(latitude)) * radius)
            }
            for step in 0..<around {
                let next = (step + 1) % around
                if last.isEmpty {
                    beginFace()
                    add(south, ring[next], ring[step])
                } else {
                    quad(last[step], last[next], ring[next], ring[step])
                }
            }
            last = ring
        }
        let north = add([0, 0, radius])
        for step in 0..<around {
            beginFace()
            add(last[step], last[(step + 1) % around], north)
        }
    }
}
