#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How curves become straight pieces.
///
/// A piece turns by at most 0.25 rad and leaves its curve by at most 0.5 mm; the same rule as the mesher of the field's
/// reference implementation, so that volumes agree.
///
/// Source: Open CASCADE 7.8, GCPnts_TangentialDeflection with the parameters of IfcOpenShell 0.9
/// (mesher-linear-deflection 1 mm, mesher-angular-deflection 0.5 rad, both halved on edges).
enum Discretisation {
    static let deflection = 0.0005
    static let angle = 0.25
    private static let pieceLengthMin = 0.0001

    /// The number of straight pieces for an arc: at least 3, at most 4,096.
    static func pieces(radius: Double, sweep: Double) -> Int {
        guard radius > 1e-7, sweep.isFinite else { return 3 }
        var step = 2 * acos(max(1 - deflection / radius, 0))
        step = max(min(step, angle), min(pieceLengthMin / radius, .pi / 2))
        return Int(max(3, min((abs(sweep) / step - 1e-9).rounded(.up), 4_096)))
    }

    /// Points of a curve given as a function, ends included.
    static func points(from start: Double, to end: Double, steps: Int, _ curve: (Double) -> Vector3) -> [Vector3] {
        var result = [curve(start)]
        for step in 0..<max(1, steps) {
            let a = start + (end - start) * Double(step) / Double(max(1, steps))
            let b = start + (end - start) * Double(step + 1) / Double(max(1, steps))
            refine(a, result[result.count - 1], b, curve(b), depth: 0, curve, &result)
        }
        return result
    }

    private static func refine(
        _ a: Double, _ pointA: Vector3, _ b: Double, _ pointB: Vector3, depth: Int, _ curve: (Double) -> Vector3,
        _ result: inout [Vector3]
    ) {
        let middle = (a + b) / 2
        let point = curve(middle)
        let first = point - pointA
        let second = pointB - point
        let bend = atan2(first.cross(second).length, first.dot(second))
        let sag = (point - (pointA + pointB) / 2).length
        if depth < 7, bend > angle / 2 && sag > 1e-6 || sag > deflection {
            refine(a, pointA, middle, point, depth: depth + 1, curve, &result)
            refine(middle, point, b, pointB, depth: depth + 1, curve, &result)
        } else {
            result.append(pointB)
        }
    }
}
