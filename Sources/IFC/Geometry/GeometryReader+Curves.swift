#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A circle or an ellipse.
struct Conic {
    var frame: Transform
    var first: Double
    var second: Double

    func point(_ t: Double) -> Vector3 { frame.point([first * cos(t), second * sin(t), 0]) }

    func parameter(of point: Vector3) -> Double {
        let local = point - frame.origin
        return atan2(local.dot(frame.y) / second, local.dot(frame.x) / first)
    }

    /// Points from one parameter to another, ends included; `refined` times as many pieces as an edge needs.
    func points(from start: Double, to end: Double, refined: Int = 1) -> [Vector3] {
        if first == second {
            let count = Discretisation.pieces(radius: first, sweep: end - start) * refined
            return (0...count).map { point(start + (end - start) * Double($0) / Double(count)) }
        }
        let steps = max(2, Int((abs(end - start) / 0.8).rounded(.up)))
        return Discretisation.points(from: start, to: end, steps: steps, point)
    }
}

extension GeometryReader {
    /// The points of a bounded curve, ends included; a closed curve repeats its first point.
    ///
    /// Source: ISO 16739-1, IfcBoundedCurve and its subtypes, IfcConic.
    func curve(_ id: UInt32, depth: Int = 0) throws(GeometryFailure) -> [Vector3] {
        guard depth < Self.depthMax else { throw GeometryFailure(.tooDeep, id) }
        try spend(1, id)
        switch model.entity(id) {
        case .polyline:
            guard let row = model.file.row(of: id), let ids = model.file.read(row: row, { $0.firstReferences() }) else {
                throw GeometryFailure(.badCurve, id)
            }
            var points: [Vector3] = []
            for id in ids { points.append(try point(id)) }
            return points
        case .indexedPolyCurve: return try indexedPolyCurve(id)
        case .compositeCurve, .compositeCurveOnSurface, .boundaryCurve, .outerBoundaryCurve, .compositeCurve2D:
            if let first = model.values(id)[at: 0].references.first, model.entity(first) == .curveSegment {
                return try alignment(id)
            }
            return try compositeCurve(id, depth: depth)
        case .gradientCurve: return try alignment(id)
        case .trimmedCurve: return try trimmedCurve(id, depth: depth)
        case .circle, .ellipse:
            var points = try conic(id).points(from: 0, to: 2 * .pi, refined: refinement)
            points[points.count - 1] = points[0]
            return points
        case .bSplineCurve, .rationalBSplineCurve:
            let spline = try bSpline(id)
            return spline.points(from: spline.start, to: spline.end)
        case .surfaceCurve, .seamCurve:
            guard let basis = model.values(id)[at: 0].reference else { throw GeometryFailure(.badCurve, id) }
            return try curve(basis, depth: depth + 1)
        default: throw GeometryFailure(.notInList, id)
        }
    }

    func conic(_ id: UInt32) throws(GeometryFailure) -> Conic {
        let values = model.values(id)
        let frame = try axes(values[at: 0].reference)
        let first = try metres(values[at: 1], id)
        let second = model.entity(id) == .ellipse ? try metres(values[at: 2], id) : first
        guard first > 0, second > 0 else { throw GeometryFailure(.badValue, id) }
        return Conic(frame: frame, first: first, second: second)
    }

    private func compositeCurve(_ id: UInt32, depth: Int) throws(GeometryFailure) -> [Vector3] {
        var result: [Vector3] = []
        for segment in model.values(id)[at: 0].references {
            let values = model.values(segment)
            guard model.entity(segment) == .compositeCurveSegment, let parent = values[at: 2].reference else {
                throw GeometryFailure(.notInList, segment)
            }
            var points = try curve(parent, depth: depth + 1)
            if values[at: 1].truth == false { points.reverse() }
            if let last = result.last, let first = points.first, let end = points.last {
                // Some writers give the sense of a segment the wrong way round.
                if (last - first).length > 1e-4, (last - end).length < 1e-5 { points.reverse() }
                if (last - points[0]).length < 1e-4 { points.removeFirst() }
            }
            result.append(contentsOf: points)
            try spend(points.count / 16, id)
        }
        guard result.count >= 2 else { throw GeometryFailure(.badCurve, id) }
        return result
    }

    private func indexedPolyCurve(_ id: UInt32) throws(GeometryFailure) -> [Vector3] {
        let values = model.values(id)
        guard let listId = values[at: 0].reference else { throw GeometryFailure(.badCurve, id) }
        let points = try pointList(listId)
        guard let segments = values[at: 1].list else { return points }
        var result: [Vector3] = []
        for segment in segments {
            guard case .typed(let kind, let inner) = segment else { throw GeometryFailure(.badCurve, id) }
            let indices = inner.list?.compactMap(\.whole) ?? []
            guard indices.count >= 2, indices.allSatisfy({ $0 >= 1 && $0 <= points.count }) else {
                throw GeometryFailure(.badCurve, id)
            }
            var piece = indices.map { points[$0 - 1] }
            if kind == "IFCARCINDEX", piece.count == 3 { piece = arc(piece[0], piece[1], piece[2]) }
            if let last = result.last, (last - piece[0]).length < 1e-9 { piece.removeFirst() }
            result.append(contentsOf: piece)
        }
        return result
    }

    /// The points of a list in two or three dimensions.
    func pointList(_ id: UInt32) throws(GeometryFailure) -> [Vector3] {
        guard let rows = model.values(id)[at: 0].list else { throw GeometryFailure(.badValue, id) }
        var points: [Vector3] = []
        points.reserveCapacity(rows.count)
        for row in rows {
            guard case .list(let c) = row, c.count >= 2, let x = c[0].number, let y = c[1].number else {
                throw GeometryFailure(.badValue, id)
            }
            let point = Vector3(x, y, c.count > 2 ? c[2].number ?? 0 : 0) * length
            guard point.isFinite, point.largest < 1e12 else { throw GeometryFailure(.badValue, id) }
            points.append(point)
        }
        return points
    }

    /// The arc through three points.
    func arc(_ a: Vector3, _ b: Vector3, _ c: Vector3) -> [Vector3] {
        let ab = b - a
        let ac = c - a
        let normal = ab.cross(ac)
        let square = normal.dot(normal)
        guard square > 1e-24 else { return [a, b, c] }
        let toCentre = (normal.cross(ab) * ac.dot(ac) + ac.cross(normal) * ab.dot(ab)) / (2 * square)
        let radius = toCentre.length
        guard radius.isFinite, radius < 1e7, let axis = normal.unit, let x = (-toCentre).unit else { return [a, b, c] }
        let conic = Conic(
            frame: Transform(x: x, y: axis.cross(x), z: axis, origin: a + toCentre), first: radius, second: radius)
        var end = conic.parameter(of: c)
        if end <= 0 { end += 2 * .pi }
        var points = conic.points(from: 0, to: end)
        points[0] = a
        points[points.count - 1] = c
        return points
    }

    // MARK: Trimmed curves

    private func trimmedCurve(_ id: UInt32, depth: Int) throws(GeometryFailure) -> [Vector3] {
        let values = model.values(id)
        guard let basis = values[at: 0].reference else { throw GeometryFailure(.badCurve, id) }
        let prefersPoints = values[at: 4].name == "CARTESIAN"
        let first = try trim(values[at: 1], prefersPoints)
        let second = try trim(values[at: 2], prefersPoints)
        let agrees = values[at: 3].truth ?? true
        switch model.entity(basis) {
        case .circle, .ellipse:
            let conic = try conic(basis)
            var start = first.parameter.map { $0 * angle } ?? conic.parameter(of: first.point ?? .zero)
            var end = second.parameter.map { $0 * angle } ?? conic.parameter(of: second.point ?? .zero)
            guard abs(start) < 1e6, abs(end) < 1e6 else { throw GeometryFailure(.badValue, id) }
            if !agrees { swap(&start, &end) }
            let turn = 2 * Double.pi
            end -= ((end - start) / turn).rounded(.down) * turn
            if end - start < 1e-9 { end = start + turn }
            let points = conic.points(from: start, to: end, refined: refinement)
            return agrees ? points : points.reversed()
        case .line:
            let line = model.values(basis)
            guard let originId = line[at: 0].reference, let vectorId = line[at: 1].reference else {
                throw GeometryFailure(.badCurve, basis)
            }
            let vector = model.values(vectorId)
            let origin = try point(originId)
            let step = (direction(vector[at: 0].reference) ?? [1, 0, 0]) * (try metres(vector[at: 1], vectorId))
            let ends = [first, second].map { $0.parameter.map { origin + step * $0 } ?? $0.point ?? origin }
            return ends
        case .bSplineCurve, .rationalBSplineCurve:
            let spline = try bSpline(basis)
            guard let start = first.parameter, let end = second.parameter else {
                return try curve(basis, depth: depth + 1)
            }
            let points = spline.points(from: spline.clamp(min(start, end)), to: spline.clamp(max(start, end)))
            return agrees == (start <= end) ? points : points.reversed()
        default:
            let points = try curve(basis, depth: depth + 1)
            return try trim(points, first, second, agrees, id)
        }
    }

    private struct Trim {
        var parameter: Double?
        var point: Vector3?
    }

    private func trim(_ value: STEPValue, _ prefersPoints: Bool) throws(GeometryFailure) -> Trim {
        var result = Trim()
        for member in value.list ?? [value] {
            if let id = member.reference {
                result.point = try point(id)
            } else if let number = member.number, number.isFinite {
                result.parameter = number
            }
        }
        if prefersPoints, result.point != nil { result.parameter = nil }
        return result
    }

    /// The part of a polyline between two trims. Its parameter is the number of the corner, from 0; numbers beyond the
    /// last corner are lengths along the line, which some programs write.
    private func trim(
        _ points: [Vector3], _ first: Trim, _ second: Trim, _ agrees: Bool, _ id: UInt32
    ) throws(GeometryFailure) -> [Vector3] {
        guard points.count >= 2 else { throw GeometryFailure(.badCurve, id) }
        let isLength = max(first.parameter ?? 0, second.parameter ?? 0) > Double(points.count - 1) + 1e-6
        func position(_ trim: Trim) -> Double {
            if let parameter = trim.parameter {
                if isLength { return GeometryReader.corner(at: parameter * length, along: points) }
                return min(max(parameter, 0), Double(points.count - 1))
            }
            guard let target = trim.point else { return 0 }
            var best = (distance: Double.infinity, at: 0.0)
            for index in 0..<points.count - 1 {
                let side = points[index + 1] - points[index]
                let share = min(max((target - points[index]).dot(side) / max(side.dot(side), 1e-30), 0), 1)
                let distance = (points[index] + side * share - target).length
                if distance < best.distance - 1e-9 { best = (distance, Double(index) + share) }
            }
            return best.at
        }
        func at(_ t: Double) -> Vector3 {
            let index = min(Int(t), points.count - 2)
            return points[index] + (points[index + 1] - points[index]) * (t - Double(index))
        }
        let a = position(first)
        let b = position(second)
        let low = min(a, b)
        let high = max(a, b)
        var result = [at(low)]
        for index in points.indices where Double(index) > low + 1e-9 && Double(index) < high - 1e-9 {
            result.append(points[index])
        }
        result.append(at(high))
        return (a <= b) == agrees ? result : result.reversed()
    }

    /// The parameter of the point at a distance along a polyline.
    private static func corner(at distance: Double, along points: [Vector3]) -> Double {
        var left = max(distance, 0)
        for index in 0..<points.count - 1 {
            let side = (points[index + 1] - points[index]).length
            if left <= side { return Double(index) + (side > 0 ? left / side : 0) }
            left -= side
        }
        return Double(points.count - 1)
    }
}
