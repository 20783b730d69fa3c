#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension IFCMesh {
    /// Adds a region carried through frames: sides between the frames, ends at the first and last unless it closes.
    ///
    /// The regions of all frames have the same numbers of points. The sweep runs along +z of the frames.
    mutating func sweep(_ regions: [Region], _ frames: [Transform], isRing: Bool = false) {
        guard let first = regions.first, let last = regions.last, frames.count >= 2, regions.count == frames.count
        else { return }
        func loops(_ region: Region) -> [[Vector2]] { [region.outer] + region.holes }
        func place(_ loop: [Vector2], _ frame: Transform) -> [UInt32] {
            loop.map { add(frame.point([$0.x, $0.y, 0])) }
        }
        let corners = frames.indices.map { index in loops(regions[index]).map { place($0, frames[index]) } }
        for step in 0..<(isRing ? frames.count : frames.count - 1) {
            let low = corners[step]
            let high = corners[(step + 1) % frames.count]
            for loop in low.indices {
                for a in low[loop].indices {
                    let b = (a + 1) % low[loop].count
                    quad(low[loop][a], low[loop][b], high[loop][b], high[loop][a])
                }
            }
        }
        if isRing { return }
        let bottom = corners[0].flatMap { $0 }
        let top = corners[frames.count - 1].flatMap { $0 }
        beginFace()
        let start = Triangulator.triangulate(first)
        for index in stride(from: 0, to: start.count - 2, by: 3) {
            add(bottom[start[index]], bottom[start[index + 2]], bottom[start[index + 1]])
        }
        beginFace()
        let end = Triangulator.triangulate(last)
        for index in stride(from: 0, to: end.count - 2, by: 3) {
            add(top[end[index]], top[end[index + 1]], top[end[index + 2]])
        }
    }

    /// Adds two triangles; without area they are left out.
    mutating func quad(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) {
        beginFace()
        let p = [a, b, c, d].map { positions[Int($0)] }
        if p[0] != p[1], p[1] != p[2], p[0] != p[2] { add(a, b, c) }
        if p[0] != p[2], p[2] != p[3], p[0] != p[3] { add(a, c, d) }
    }
}

extension GeometryReader {
    /// The mesh of a swept solid.
    ///
    /// Source: ISO 16739-1, IfcSweptAreaSolid and its subtypes, IfcSweptDiskSolid.
    func swept(_ id: UInt32) throws(GeometryFailure) -> IFCMesh {
        let values = model.values(id)
        let entity = model.entity(id)
        if entity == .sweptDiskSolid || entity == .sweptDiskSolidPolygonal { return try sweptDisk(id, values) }
        guard let profile = values[at: 0].reference else { throw GeometryFailure(.badProfile, id) }
        let regions = try regions(profile)
        var mesh = IFCMesh()
        switch entity {
        case .extrudedSolid, .extrudedSolidTapered:
            try extrude(id, values, regions, into: &mesh)
        case .revolvedSolid:
            try revolve(id, values, regions, into: &mesh)
        case .fixedReferenceSweptSolid, .surfaceCurveSweptSolid:
            try sweepFixed(id, values, regions, into: &mesh)
        default: throw GeometryFailure(.notInList, id)
        }
        return mesh.transformed(by: try axes(values[at: 1].reference))
    }

    private func extrude(
        _ id: UInt32, _ values: [STEPValue], _ regions: [Region], into mesh: inout IFCMesh
    ) throws(GeometryFailure) {
        let depth = try metres(values[at: 3], id)
        guard let direction = direction(values[at: 2].reference), abs(depth) > 1e-9 else {
            throw GeometryFailure(.badValue, id)
        }
        let way = direction * depth
        guard abs(way.z) > 1e-12 else { throw GeometryFailure(.badValue, id) }
        var ends = regions
        if model.entity(id) == .extrudedSolidTapered, let end = values[at: 4].reference {
            ends = try self.regions(end)
            guard ends.count == regions.count else { throw GeometryFailure(.badProfile, id) }
            for (a, b) in zip(regions, ends) where a.holes.count != b.holes.count {
                throw GeometryFailure(.badProfile, id)
            }
        }
        for (start, end) in zip(regions, ends).map(GeometryReader.matched) {
            var piece = IFCMesh()
            var top = Transform.identity
            top.origin = way
            piece.sweep([start, end], [.identity, top])
            if way.z < 0 { piece.flip() }
            mesh.append(piece)
        }
    }

    /// Two regions with the same numbers of points: where they differ, both loops are divided evenly.
    private static func matched(_ a: Region, _ b: Region) -> (Region, Region) {
        var first = a
        var second = b
        func even(_ loop: [Vector2], _ count: Int) -> [Vector2] {
            let lengths = loop.indices.map { (loop[($0 + 1) % loop.count] - loop[$0]).length }
            let step = lengths.reduce(0, +) / Double(count)
            var result: [Vector2] = []
            var side = 0
            var passed = 0.0
            for index in 0..<count {
                let at = Double(index) * step
                while side + 1 < loop.count, passed + lengths[side] <= at {
                    passed += lengths[side]
                    side += 1
                }
                let share = lengths[side] > 0 ? (at - passed) / lengths[side] : 0
                result.append(loop[side] + (loop[(side + 1) % loop.count] - loop[side]) * Swift.min(share, 1))
            }
            return result
        }
        func match(_ one: inout [Vector2], _ two: inout [Vector2]) {
            guard one.count != two.count else { return }
            let count = Swift.max(one.count, two.count)
            one = even(one, count)
            two = even(two, count)
        }
        match(&first.outer, &second.outer)
        for index in first.holes.indices { match(&first.holes[index], &second.holes[index]) }
        return (first, second)
    }

    private func revolve(
        _ id: UInt32, _ values: [STEPValue], _ regions: [Region], into mesh: inout IFCMesh
    ) throws(GeometryFailure) {
        let axis = try axes(values[at: 2].reference)
        let full = try number(values[at: 3], id) * angle
        guard abs(full) > 1e-9 else { throw GeometryFailure(.badValue, id) }
        let sweep = abs(full) >= 2 * .pi - 1e-6 ? (full < 0 ? -2 : 2) * Double.pi : full
        let isRing = abs(sweep) >= 2 * .pi - 1e-6
        for region in regions {
            // The farthest point from the axis decides how fine the turns are.
            let radius =
                region.outer.map { point -> Double in
                    let p = Vector3(point.x, point.y, 0) - axis.origin
                    return (p - axis.z * p.dot(axis.z)).length
                }.max() ?? 0
            // A body of many points gets fewer turns: no more than 100,000 sides in all.
            let fine = Discretisation.pieces(radius: radius, sweep: sweep)
            let sides = region.outer.count + region.holes.reduce(0) { $0 + $1.count }
            let count = min(fine, max(3, 100_000 / max(sides, 1)))
            try spend(sides * count / 16, id)
            let frames = (0..<(isRing ? count : count + 1)).map { step in
                GeometryReader.rotation(about: axis, by: sweep * Double(step) / Double(count))
            }
            var piece = IFCMesh()
            piece.sweep(Array(repeating: region, count: frames.count), frames, isRing: isRing)
            if piece.signedVolume(about: piece.positions.first ?? .zero) < 0 { piece.flip() }
            mesh.append(piece)
        }
    }

    static func rotation(about axis: Transform, by angle: Double) -> Transform {
        let k = axis.z
        func turn(_ v: Vector3) -> Vector3 {
            v * cos(angle) + k.cross(v) * sin(angle) + k * (k.dot(v) * (1 - cos(angle)))
        }
        return Transform(
            x: turn([1, 0, 0]), y: turn([0, 1, 0]), z: turn([0, 0, 1]), origin: axis.origin - turn(axis.origin))
    }

    /// A disk, perhaps with a hole, carried along a line; corners are mitred.
    private func sweptDisk(_ id: UInt32, _ values: [STEPValue]) throws(GeometryFailure) -> IFCMesh {
        guard let line = values[at: 0].reference else { throw GeometryFailure(.badCurve, id) }
        let radius = try metres(values[at: 1], id)
        let inner = (values[at: 2].number ?? 0) * length
        guard radius > 1e-9, inner < radius else { throw GeometryFailure(.badValue, id) }
        var points = try curve(line)
        if let start = values[at: 3].number, let end = values[at: 4].number {
            points = trimmed(line, points, start, end)
        }
        func ring(_ radius: Double) -> [Vector2] {
            let fine = Discretisation.pieces(radius: radius, sweep: 2 * .pi)
            let count = min(fine, max(12, 200_000 / max(points.count, 1)))
            return (0..<count).map {
                let t = 2 * Double.pi * Double($0) / Double(count)
                return Vector2(radius * cos(t), radius * sin(t))
            }
        }
        let region = Region(outer: ring(radius), holes: inner > 1e-9 ? [ring(inner).reversed()] : [])
        var mesh = IFCMesh()
        try carry(region, along: points, up: nil, id, into: &mesh)
        return mesh
    }

    /// Where the line is a polyline, parameters count its corners; other lines are taken whole.
    private func trimmed(_ line: UInt32, _ points: [Vector3], _ start: Double, _ end: Double) -> [Vector3] {
        guard model.entity(line) == .polyline, start >= 0, end > start, end <= Double(points.count - 1) else {
            return points
        }
        func at(_ t: Double) -> Vector3 {
            let index = min(Int(t), points.count - 2)
            return points[index] + (points[index + 1] - points[index]) * (t - Double(index))
        }
        return [at(start)] + points.indices.filter { Double($0) > start && Double($0) < end }.map { points[$0] } + [
            at(end)
        ]
    }

    private func sweepFixed(
        _ id: UInt32, _ values: [STEPValue], _ regions: [Region], into mesh: inout IFCMesh
    ) throws(GeometryFailure) {
        guard let line = values[at: 2].reference, let last = values[at: 5].reference else {
            throw GeometryFailure(.badCurve, id)
        }
        var reference: Vector3?
        if model.entity(last) == .plane {
            reference = try axes(model.values(last)[at: 0].reference).z
        } else {
            reference = direction(last)
        }
        guard let reference else { throw GeometryFailure(.notInList, last) }
        var points: [Vector3]
        if model.entity(line) == .gradientCurve {
            let ends = [3, 4].map { values[at: $0].number.map { $0 * length } }
            points = try alignment(line, from: ends[0], to: ends[1])
        } else {
            points = try curve(line)
            if let start = values[at: 3].number, let end = values[at: 4].number {
                points = trimmed(line, points, start, end)
            }
        }
        for region in regions { try carry(region, along: points, up: reference, id, into: &mesh) }
    }

    /// Carries a region along a polyline. Without a fixed reference the frame turns as little as it can.
    private func carry(
        _ region: Region, along line: [Vector3], up: Vector3?, _ id: UInt32, into mesh: inout IFCMesh
    ) throws(GeometryFailure) {
        var points: [Vector3] = []
        for point in line where points.last.map({ ($0 - point).length > 1e-7 }) ?? true { points.append(point) }
        guard points.count >= 2 else { throw GeometryFailure(.badCurve, id) }
        try spend(points.count * (region.outer.count + region.holes.reduce(0) { $0 + $1.count }) / 16, id)
        let isRing = points.count > 3 && (points[0] - points[points.count - 1]).length < 1e-6
        if isRing { points.removeLast() }
        let sides = points.indices.map { index -> Vector3 in
            (points[(index + 1) % points.count] - points[index]).unit ?? [0, 0, 1]
        }
        var frame = Transform.frame(origin: points[0], axis: sides[0], reference: up ?? sides[0].anyNormal)
        var frames: [Transform] = []
        for index in points.indices {
            let out = index + 1 < points.count || isRing ? sides[index] : sides[index - 1]
            let back = index > 0 ? sides[index - 1] : (isRing ? sides[points.count - 1] : out)
            if index > 0 { frame = GeometryReader.turned(frame, to: out, up: up) }
            // The cut between two sides is the plane that halves their angle.
            let plane = (out + back).unit ?? out
            let slant = max(plane.dot(out), 0.05)
            func onto(_ v: Vector3) -> Vector3 { v - out * (v.dot(plane) / slant) }
            frames.append(Transform(x: onto(frame.x), y: onto(frame.y), z: out, origin: points[index]))
        }
        var piece = IFCMesh()
        piece.sweep(Array(repeating: region, count: frames.count), frames, isRing: isRing)
        mesh.append(piece)
    }

    private static func turned(_ frame: Transform, to axis: Vector3, up: Vector3?) -> Transform {
        if let up { return .frame(origin: frame.origin, axis: axis, reference: up) }
        let turn = frame.z.cross(axis)
        guard let k = turn.unit else { return .frame(origin: frame.origin, axis: axis, reference: frame.x) }
        let angle = atan2(turn.length, frame.z.dot(axis))
        let spin = rotation(about: Transform(x: k.anyNormal, y: k.cross(k.anyNormal), z: k, origin: .zero), by: angle)
        return .frame(origin: frame.origin, axis: axis, reference: spin.direction(frame.x))
    }
}
