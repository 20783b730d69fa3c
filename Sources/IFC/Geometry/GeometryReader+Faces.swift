extension GeometryReader {
    /// The mesh of faces bounded by loops: shells, face sets, breps.
    ///
    /// Source: ISO 16739-1, IfcConnectedFaceSet, IfcFace, IfcFaceBound, IfcPolyLoop.
    func shell(_ id: UInt32, into mesh: inout IFCMesh) throws(GeometryFailure) {
        guard let row = model.file.row(of: id), let faces = model.file.read(row: row, { $0.firstReferences() }) else {
            throw GeometryFailure(.badValue, id)
        }
        var corners: [UInt32: UInt32] = [:]
        for face in faces {
            do throws(GeometryFailure) {
                try self.face(face, &corners, into: &mesh)
            } catch {
                note(error)
            }
        }
    }

    private func face(_ id: UInt32, _ corners: inout [UInt32: UInt32], into mesh: inout IFCMesh) throws(GeometryFailure)
    {
        let entity = model.entity(id)
        if entity == .advancedFace || entity == .faceSurface {
            return try curvedFace(id, into: &mesh)
        }
        guard let row = model.file.row(of: id), let bounds = model.file.read(row: row, { $0.firstReferences() }) else {
            throw GeometryFailure(.badValue, id)
        }
        var loops: [[UInt32]] = []
        for bound in bounds {
            let values = model.values(bound)
            guard let loopId = values[at: 0].reference else { throw GeometryFailure(.badValue, bound) }
            var loop = try polyLoop(loopId, &corners, &mesh)
            if values[at: 1].truth == false { loop.reverse() }
            if model.entity(bound) == .faceOuterBound, !loops.isEmpty {
                loops.insert(loop, at: 0)
            } else {
                loops.append(loop)
            }
        }
        try add(loops, id, into: &mesh)
    }

    private func polyLoop(
        _ id: UInt32, _ corners: inout [UInt32: UInt32], _ mesh: inout IFCMesh
    ) throws(GeometryFailure) -> [UInt32] {
        guard let row = model.file.row(of: id) else { throw GeometryFailure(.badValue, id) }
        let entity = model.kinds[model.file.kind(row: row)]
        if entity == .edgeLoop { return try edgeLoop(id).map { mesh.add($0) } }
        guard entity == .polyLoop, let points = model.file.read(row: row, { $0.firstReferences() }) else {
            throw GeometryFailure(.notInList, id)
        }
        var loop: [UInt32] = []
        loop.reserveCapacity(points.count)
        for id in points {
            let corner: UInt32
            if let known = corners[id] {
                corner = known
            } else {
                corner = mesh.add(try point(id))
                corners[id] = corner
            }
            if loop.last != corner { loop.append(corner) }
        }
        if loop.count > 1, loop.first == loop.last { loop.removeLast() }
        return loop
    }

    /// Adds one flat face: the first loop is its outside, the others are holes.
    func add(_ loops: [[UInt32]], _ id: UInt32, into mesh: inout IFCMesh) throws(GeometryFailure) {
        guard let outer = loops.first, outer.count >= 3 else { throw GeometryFailure(.badProfile, id) }
        mesh.beginFace()
        if loops.count == 1, outer.count == 3 {
            mesh.add(outer[0], outer[1], outer[2])
            return
        }
        // Newell's method: the normal is the sum of the areas seen along the axes.
        let origin = mesh.positions[Int(outer[0])]
        var normal = Vector3.zero
        for index in outer.indices {
            let a = mesh.positions[Int(outer[index])] - origin
            let b = mesh.positions[Int(outer[(index + 1) % outer.count])] - origin
            normal += a.cross(b)
        }
        guard let z = normal.unit else { throw GeometryFailure(.badProfile, id) }
        let x = z.anyNormal
        let y = z.cross(x)
        func project(_ loop: [UInt32]) -> [Vector2] {
            loop.map {
                let p = mesh.positions[Int($0)] - origin
                return Vector2(p.dot(x), p.dot(y))
            }
        }
        var all = outer
        var holes: [[Vector2]] = []
        for loop in loops.dropFirst() where loop.count >= 3 {
            var flat = project(loop)
            var indices = loop
            if Region.area(flat) > 0 {
                flat.reverse()
                indices.reverse()
            }
            all += indices
            holes.append(flat)
        }
        let triangles = Triangulator.triangulate(Region(outer: project(outer), holes: holes))
        for index in stride(from: 0, to: triangles.count - 2, by: 3) {
            mesh.add(all[triangles[index]], all[triangles[index + 1]], all[triangles[index + 2]])
        }
    }

    /// The points of a loop of edges, the first not repeated.
    func edgeLoop(_ id: UInt32) throws(GeometryFailure) -> [Vector3] {
        var result: [Vector3] = []
        for edge in model.values(id)[at: 0].references {
            var points = try orientedEdge(edge)
            if let last = result.last, (last - points[0]).length < 1e-6 { points.removeFirst() }
            result.append(contentsOf: points)
        }
        if result.count > 1, (result[0] - result[result.count - 1]).length < 1e-6 { result.removeLast() }
        guard result.count >= 3 else { throw GeometryFailure(.badCurve, id) }
        return result
    }

    private func orientedEdge(_ id: UInt32) throws(GeometryFailure) -> [Vector3] {
        let values = model.values(id)
        guard model.entity(id) == .orientedEdge, let element = values[at: 2].reference else {
            throw GeometryFailure(.notInList, id)
        }
        let edge = model.values(element)
        guard let startId = edge[at: 0].reference, let endId = edge[at: 1].reference else {
            throw GeometryFailure(.badCurve, element)
        }
        let start = try vertex(startId)
        let end = try vertex(endId)
        var points = [start, end]
        if model.entity(element) == .edgeCurve, let curveId = edge[at: 2].reference {
            points = try between(start, end, on: curveId, forward: edge[at: 3].truth ?? true)
        }
        return values[at: 3].truth == false ? points.reversed() : points
    }

    private func vertex(_ id: UInt32) throws(GeometryFailure) -> Vector3 {
        guard model.entity(id) == .vertexPoint, let point = model.values(id)[at: 0].reference else {
            throw GeometryFailure(.badValue, id)
        }
        return try self.point(point)
    }

    /// The part of an edge's curve between its vertices.
    private func between(
        _ start: Vector3, _ end: Vector3, on id: UInt32, forward: Bool
    ) throws(GeometryFailure) -> [Vector3] {
        let isLoop = (start - end).length < 1e-9
        switch model.entity(id) {
        case .line: return [start, end]
        case .surfaceCurve, .seamCurve:
            guard let basis = model.values(id)[at: 0].reference, basis != id, model.entity(basis) != .surfaceCurve
            else {
                throw GeometryFailure(.badCurve, id)
            }
            return try between(start, end, on: basis, forward: forward)
        case .circle, .ellipse:
            let conic = try conic(id)
            var a = conic.parameter(of: start)
            var b = conic.parameter(of: end)
            if !forward { swap(&a, &b) }
            while b <= a + 1e-9 { b += 2 * .pi }
            if isLoop { b = a + 2 * .pi }
            var points = conic.points(from: a, to: b)
            if !forward { points.reverse() }
            points[0] = start
            points[points.count - 1] = end
            return points
        default:
            var points = try curve(id)
            guard points.count >= 2 else { throw GeometryFailure(.badCurve, id) }
            if !forward { points.reverse() }
            if isLoop {
                // A closed curve may begin anywhere: it is turned to begin at the vertex.
                points.removeLast()
                let first = points.indices.min { (points[$0] - start).length < (points[$1] - start).length } ?? 0
                let turned = Array(points[first...] + points[..<first])
                return [start] + turned.drop { ($0 - start).length < 1e-6 } + [start]
            }
            if (points[0] - end).length < (points[0] - start).length { points.reverse() }
            points[0] = start
            points[points.count - 1] = end
            return points
        }
    }
}
