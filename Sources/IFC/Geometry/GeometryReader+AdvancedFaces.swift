extension GeometryReader {
    /// A face on a surface: flat faces from their loops, curved ones from the surface itself.
    ///
    /// Source: ISO 16739-1, IfcFaceSurface, IfcAdvancedFace.
    func curvedFace(_ id: UInt32, into mesh: inout IFCMesh) throws(GeometryFailure) {
        let values = model.values(id)
        guard let surfaceId = values[at: 1].reference else { throw GeometryFailure(.badValue, id) }
        var loops: [[Vector3]] = []
        for bound in values[at: 0].references {
            let boundValues = model.values(bound)
            guard let loopId = boundValues[at: 0].reference else { throw GeometryFailure(.badValue, bound) }
            var loop: [Vector3] = []
            if model.entity(loopId) == .polyLoop {
                for point in model.values(loopId)[at: 0].references { loop.append(try self.point(point)) }
            } else {
                loop = try edgeLoop(loopId)
            }
            if boundValues[at: 1].truth == false { loop.reverse() }
            if model.entity(bound) == .faceOuterBound { loops.insert(loop, at: 0) } else { loops.append(loop) }
        }
        if model.entity(surfaceId) == .plane {
            return try add(loops.map { loop in loop.map { mesh.add($0) } }, id, into: &mesh)
        }
        var surface = try surface(surfaceId)
        var agrees = values[at: 2].truth ?? true
        if surface.period == 0, surface.secondPeriod > 0 {
            surface = surface.swapped
            agrees.toggle()
        }
        guard let region = flattened(loops, on: surface) else { throw GeometryFailure(.badProfile, id) }
        cover(region, surface, isTurned: !agrees, into: &mesh)
    }

    /// The loops in the parameters of a surface. A loop that runs once round a closed surface is joined to its partner.
    private func flattened(_ loops: [[Vector3]], on surface: Surface) -> Region? {
        let grid = surface.parameters == nil ? surface.makeGrid() : []
        var flat: [[Vector2]] = []
        var around: [[Vector2]] = []
        for loop in loops {
            var uvs: [Vector2] = []
            for point in loop {
                var uv = surface.nearest(point, grid: grid)
                if let last = uvs.last {
                    uv.x = GeometryReader.near(uv.x, last.x, surface.period)
                    uv.y = GeometryReader.near(uv.y, last.y, surface.secondPeriod)
                }
                uvs.append(uv)
            }
            guard let first = uvs.first, let last = uvs.last else { continue }
            let closing = GeometryReader.near(first.x, last.x, surface.period)
            if surface.period > 0, abs(closing - first.x) > surface.period / 2 {
                uvs.append(Vector2(closing, first.y))
                around.append(uvs)
            } else {
                flat.append(uvs)
            }
        }
        if around.count == 2 {
            // Two rings: one there, the other back, shifted so that their ends meet.
            var second = around[1]
            let goesBack =
                (around[0][around[0].count - 1].x - around[0][0].x) * (second[second.count - 1].x - second[0].x) < 0
            if !goesBack { second.reverse() }
            let shift = ((around[0][around[0].count - 1].x - second[0].x) / surface.period).rounded() * surface.period
            flat.insert(around[0] + second.map { Vector2($0.x + shift, $0.y) }, at: 0)
        } else if around.count == 1 {
            // One ring: the rest of the surface up to its end, such as a pole.
            let ring = around[0]
            let height = ring.reduce(0) { $0 + $1.y } / Double(ring.count)
            let end = height - surface.low.y > surface.high.y - height ? surface.low.y : surface.high.y
            flat.insert(ring + [Vector2(ring[ring.count - 1].x, end), Vector2(ring[0].x, end)], at: 0)
        }
        guard let outer = flat.first else { return nil }
        return Region(outer: outer, holes: Array(flat.dropFirst())).oriented()
    }

    private static func near(_ value: Double, _ last: Double, _ period: Double) -> Double {
        guard period > 0 else { return value }
        // A difference of half a period, within rounding, stays as it is.
        return value + ((last - value) / period * (1 - 1e-6)).rounded(.toNearestOrEven) * period
    }

    /// Covers a region of a surface with triangles no larger than the cells of a grid that follows its curvature.
    private func cover(_ region: Region, _ surface: Surface, isTurned: Bool, into mesh: inout IFCMesh) {
        let all = region.outer + region.holes.flatMap { $0 }
        var low = all[0]
        var high = all[0]
        for point in all {
            low = pointwiseMin(low, point)
            high = pointwiseMax(high, point)
        }
        let cells = [0, 1].map { axis in steps(surface, low, high, along: axis) }
        let indices = Triangulator.triangulate(region)
        var work: [[Vector2]] = []
        for index in stride(from: 0, to: indices.count - 2, by: 3) {
            work.append([all[indices[index]], all[indices[index + 1]], all[indices[index + 2]]])
        }
        for axis in 0..<2 {
            for line in 1..<max(1, cells[axis]) {
                let at = low[axis] + (high[axis] - low[axis]) * Double(line) / Double(cells[axis])
                work = work.flatMap { GeometryReader.cut($0, axis, at) }
            }
        }
        for polygon in work {
            let corners = polygon.map { mesh.add(surface.point($0.x, $0.y)) }
            for corner in 1..<max(1, corners.count - 1) {
                mesh.beginFace()
                if isTurned {
                    mesh.add(corners[0], corners[corner + 1], corners[corner])
                } else {
                    mesh.add(corners[0], corners[corner], corners[corner + 1])
                }
            }
        }
    }

    /// How many cells a surface needs along one parameter: at most 128.
    private func steps(_ surface: Surface, _ low: Vector2, _ high: Vector2, along axis: Int) -> Int {
        var most = 1
        for share in [0.1, 0.5, 0.9] {
            var fixed = low + (high - low) * share
            let line = Discretisation.points(from: low[axis], to: high[axis], steps: 2) { t in
                fixed[axis] = t
                return surface.point(fixed.x, fixed.y)
            }
            most = max(most, line.count - 1)
        }
        // A twisted surface is straight along both parameters and bends across them.
        for (from, to) in [(low, high), (Vector2(low.x, high.y), Vector2(high.x, low.y))] {
            let line = Discretisation.points(from: 0, to: 1, steps: 2) { t in
                let uv = from + (to - from) * t
                return surface.point(uv.x, uv.y)
            }
            let straight = line.count <= 3
            if !straight { most = max(most, (line.count - 1) / 2) }
        }
        return most <= 2 ? 1 : min(most, 128)
    }

    /// Divides a convex polygon at a line of constant parameter.
    private static func cut(_ polygon: [Vector2], _ axis: Int, _ at: Double) -> [[Vector2]] {
        let heights = polygon.map { $0[axis] - at }
        if heights.allSatisfy({ $0 <= 1e-12 }) || heights.allSatisfy({ $0 >= -1e-12 }) { return [polygon] }
        var below: [Vector2] = []
        var above: [Vector2] = []
        for index in polygon.indices {
            let next = (index + 1) % polygon.count
            if heights[index] <= 0 { below.append(polygon[index]) }
            if heights[index] >= 0 { above.append(polygon[index]) }
            if heights[index] * heights[next] < 0 {
                let share = heights[index] / (heights[index] - heights[next])
                let cut = polygon[index] + (polygon[next] - polygon[index]) * share
                below.append(cut)
                above.append(cut)
            }
        }
        return [below, above].filter { $0.count >= 3 }
    }
}
