#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A curved surface with two parameters.
///
/// Source: ISO 10303-42, elementary, swept and B-spline surfaces.
struct Surface {
    /// The point at two parameters.
    let point: (Double, Double) -> Vector3
    /// The parameters of the nearest point, where they follow from a formula.
    let parameters: ((Vector3) -> Vector2)?
    /// After which change of the first parameter the surface repeats, 0 for never.
    var period: Double = 0
    /// After which change of the second parameter the surface repeats, 0 for never.
    var secondPeriod: Double = 0
    /// The bounds of the parameters, for the search of the nearest point.
    var low: Vector2 = [0, 0]
    var high: Vector2 = [1, 1]

    /// The parameters of the nearest point: by formula, or by Newton's method from the best of a grid.
    func nearest(_ target: Vector3, grid: [(Vector2, Vector3)]) -> Vector2 {
        if let parameters { return parameters(target) }
        var best = grid[0].0
        var bestDistance = Double.infinity
        for (uv, p) in grid {
            let d = p - target
            let distance = d.dot(d)
            if distance < bestDistance {
                bestDistance = distance
                best = uv
            }
        }
        let size = high - low
        let step = size * 1e-5
        for _ in 0..<24 {
            let here = point(best.x, best.y)
            let off = target - here
            let du = (clamped(best + Vector2(step.x, 0), along: 0) - here) / step.x
            let dv = (clamped(best + Vector2(0, step.y), along: 1) - here) / step.y
            let a = du.dot(du)
            let b = du.dot(dv)
            let c = dv.dot(dv)
            let det = a * c - b * b
            guard abs(det) > 1e-30 else { break }
            let change = Vector2((du.dot(off) * c - dv.dot(off) * b) / det, (dv.dot(off) * a - du.dot(off) * b) / det)
            guard change.x.isFinite, change.y.isFinite else { break }
            let next = (best + change).clamped(lowerBound: low, upperBound: high)
            let moved = (next - best) / size
            best = next
            if abs(moved.x) + abs(moved.y) < 1e-10 { break }
        }
        let found = point(best.x, best.y) - target
        // Newton may leave its valley: the grid point is kept where it is nearer.
        if found.dot(found) > bestDistance { return grid.min { ($0.1 - target).length < ($1.1 - target).length }!.0 }
        return best
    }

    /// A neighbour for the difference quotient; beyond the bounds the mirrored one.
    private func clamped(_ uv: Vector2, along axis: Int) -> Vector3 {
        if uv[axis] <= high[axis] { return point(uv.x, uv.y) }
        var back = uv
        let step = (high[axis] - low[axis]) * 1e-5
        back[axis] = uv[axis] - 2 * step
        var here = uv
        here[axis] = uv[axis] - step
        let middle = point(here.x, here.y)
        return middle + (middle - point(back.x, back.y))
    }

    /// The same surface with its parameters exchanged; its outside becomes its inside.
    var swapped: Surface {
        let point = point
        var result = Surface(
            point: { point($1, $0) },
            parameters: parameters.map { formula in
                { p in
                    let uv = formula(p)
                    return Vector2(uv.y, uv.x)
                }
            })
        result.period = secondPeriod
        result.secondPeriod = period
        result.low = [low.y, low.x]
        result.high = [high.y, high.x]
        return result
    }

    func makeGrid(_ count: Int = 24) -> [(Vector2, Vector3)] {
        var result: [(Vector2, Vector3)] = []
        for i in 0...count {
            for j in 0...count {
                let uv = low + (high - low) * Vector2(Double(i) / Double(count), Double(j) / Double(count))
                result.append((uv, point(uv.x, uv.y)))
            }
        }
        return result
    }
}

/// A B-spline surface, rational where weights differ.
struct BSplineSurface {
    let u: BSpline
    let rows: [BSpline]

    /// The point: curves along the second parameter give the control points of a curve along the first.
    func point(_ a: Double, _ b: Double) -> Vector3 {
        let points = rows.map { $0.homogeneous(b) }
        guard let curve = BSpline(degree: u.degree, points: points, knots: u.knots) else { return .zero }
        return curve.point(a)
    }
}

extension GeometryReader {
    /// The surface of an instance.
    func surface(_ id: UInt32) throws(GeometryFailure) -> Surface {
        let values = model.values(id)
        switch model.entity(id) {
        case .cylindricalSurface:
            let frame = try axes(values[at: 0].reference)
            let radius = try metres(values[at: 1], id)
            guard radius > 0 else { throw GeometryFailure(.badValue, id) }
            return Surface(
                point: { u, v in frame.point([radius * cos(u), radius * sin(u), v]) },
                parameters: { p in
                    let local = p - frame.origin
                    return Vector2(atan2(local.dot(frame.y), local.dot(frame.x)), local.dot(frame.z))
                }, period: 2 * .pi)
        case .sphericalSurface, .toroidalSurface: return try roundSurface(id, values)
        case .surfaceOfRevolution: return try revolution(id, values)
        case .surfaceOfLinearExtrusion: return try extrusionSurface(id, values)
        case .bSplineSurface, .rationalBSplineSurface: return try bSplineSurface(id, values)
        default: throw GeometryFailure(.notInList, id)
        }
    }

    private func roundSurface(_ id: UInt32, _ values: [STEPValue]) throws(GeometryFailure) -> Surface {
        let frame = try axes(values[at: 0].reference)
        let isTorus = model.entity(id) == .toroidalSurface
        let large = isTorus ? try metres(values[at: 1], id) : 0
        let small = try metres(values[at: isTorus ? 2 : 1], id)
        guard small > 0, large >= 0 else { throw GeometryFailure(.badValue, id) }
        return Surface(
            point: { u, v in
                let reach = large + small * cos(v)
                return frame.point([reach * cos(u), reach * sin(u), small * sin(v)])
            },
            parameters: { p in
                let local = p - frame.origin
                let x = local.dot(frame.x)
                let y = local.dot(frame.y)
                return Vector2(atan2(y, x), atan2(local.dot(frame.z), (x * x + y * y).squareRoot() - large))
            }, period: 2 * .pi, secondPeriod: isTorus ? 2 * .pi : 0)
    }

    private func revolution(_ id: UInt32, _ values: [STEPValue]) throws(GeometryFailure) -> Surface {
        guard let profile = values[at: 0].reference, let curveId = model.values(profile)[at: 2].reference else {
            throw GeometryFailure(.badCurve, id)
        }
        let place = try axes(values[at: 1].reference)
        let axis = try axes(values[at: 2].reference)
        refinement = 4
        defer { refinement = 1 }
        let line = try curve(curveId)
        guard line.count >= 2 else { throw GeometryFailure(.badCurve, id) }
        return Surface(
            point: { u, v in
                let t = v.isFinite ? Swift.min(Swift.max(v, 0), Double(line.count - 1)) : 0
                let index = Swift.min(Int(t), line.count - 2)
                let p = line[index] + (line[index + 1] - line[index]) * (t - Double(index))
                return place.point(GeometryReader.rotation(about: axis, by: u).point(p))
            }, parameters: nil, period: 2 * .pi, low: [0, 0], high: [2 * .pi, Double(line.count - 1)])
    }

    private func extrusionSurface(_ id: UInt32, _ values: [STEPValue]) throws(GeometryFailure) -> Surface {
        guard let profile = values[at: 0].reference, let curveId = model.values(profile)[at: 2].reference,
            let way = direction(values[at: 2].reference)
        else { throw GeometryFailure(.badCurve, id) }
        let place = try axes(values[at: 1].reference)
        let depth = try metres(values[at: 3], id)
        refinement = 4
        defer { refinement = 1 }
        let line = try curve(curveId)
        guard line.count >= 2 else { throw GeometryFailure(.badCurve, id) }
        return Surface(
            point: { u, v in
                let t = u.isFinite ? Swift.min(Swift.max(u, 0), Double(line.count - 1)) : 0
                let index = Swift.min(Int(t), line.count - 2)
                let p = line[index] + (line[index + 1] - line[index]) * (t - Double(index))
                return place.point(p + way * v)
            }, parameters: nil, low: [0, -abs(depth) * 4 - 1], high: [Double(line.count - 1), abs(depth) * 4 + 1])
    }

    private func bSplineSurface(_ id: UInt32, _ values: [STEPValue]) throws(GeometryFailure) -> Surface {
        guard let uDegree = values[at: 0].whole, let vDegree = values[at: 1].whole, let net = values[at: 2].list else {
            throw GeometryFailure(.badValue, id)
        }
        let weights = model.entity(id) == .rationalBSplineSurface ? values[at: 12].list ?? [] : []
        let uKnots = BSpline.expand(values[at: 9].numbers, values[at: 7].list?.compactMap(\.whole) ?? [])
        let vKnots = BSpline.expand(values[at: 10].numbers, values[at: 8].list?.compactMap(\.whole) ?? [])
        var rows: [BSpline] = []
        for (i, row) in net.enumerated() {
            var points: [SIMD4<Double>] = []
            for (j, reference) in row.references.enumerated() {
                let weight = i < weights.count ? weights[i].numbers[at: j] : 1
                points.append(SIMD4(try point(reference) * weight, weight))
            }
            guard let curve = BSpline(degree: vDegree, points: points, knots: vKnots) else {
                throw GeometryFailure(.badValue, id)
            }
            rows.append(curve)
        }
        let nothing = [SIMD4<Double>](repeating: .zero, count: rows.count)
        guard let u = BSpline(degree: uDegree, points: nothing, knots: uKnots), let v = rows.first,
            Set(rows.map(\.points.count)).count == 1
        else { throw GeometryFailure(.badValue, id) }
        let surface = BSplineSurface(u: u, rows: rows)
        func wrap(_ t: Double, _ low: Double, _ high: Double, _ isClosed: Bool) -> Double {
            guard isClosed, t < low || t > high else { return t }
            return t - ((t - low) / (high - low)).rounded(.down) * (high - low)
        }
        // A surface that closes where the flags say so repeats after its whole range.
        func isClosed(_ position: Int, _ a: Vector3, _ b: Vector3) -> Bool {
            values[at: position].truth == true || (a - b).length < 1e-9
        }
        let uClosed = isClosed(4, surface.point(u.start, v.start), surface.point(u.end, v.start))
        let vClosed = isClosed(5, surface.point(u.start, v.start), surface.point(u.start, v.end))
        return Surface(
            point: { surface.point(wrap($0, u.start, u.end, uClosed), wrap($1, v.start, v.end, vClosed)) },
            parameters: nil, period: uClosed ? u.end - u.start : 0,
            secondPeriod: vClosed ? v.end - v.start : 0, low: [u.start, v.start], high: [u.end, v.end])
    }
}

extension Array where Element == Double {
    /// The number at a position, 1 where the list is shorter.
    fileprivate subscript(at position: Int) -> Double { position < count ? self[position] : 1 }
}
