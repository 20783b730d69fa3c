/// A B-spline curve, rational where weights differ.
///
/// Source: ISO 10303-42, B_spline_curve_with_knots; de Boor's algorithm.
struct BSpline {
    let degree: Int
    let points: [SIMD4<Double>]
    let knots: [Double]

    var start: Double { knots[degree] }
    var end: Double { knots[points.count] }

    /// nil where the numbers of points, knots and the degree do not fit together.
    init?(degree: Int, points: [SIMD4<Double>], knots: [Double]) {
        guard degree >= 1, degree <= 24, points.count > degree, knots.count == points.count + degree + 1,
            zip(knots, knots.dropFirst()).allSatisfy({ $0 <= $1 }), knots.allSatisfy(\.isFinite)
        else { return nil }
        self.degree = degree
        self.points = points
        self.knots = knots
        guard start < end else { return nil }
    }

    func clamp(_ t: Double) -> Double { min(max(t, start), end) }

    func span(_ t: Double) -> Int {
        var low = degree
        var high = points.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if knots[middle] <= t { low = middle } else { high = middle }
        }
        return low
    }

    /// The point with its weight: divide by the fourth component.
    func homogeneous(_ t: Double) -> SIMD4<Double> {
        let t = clamp(t)
        let span = span(t)
        var work = Array(points[(span - degree)...span])
        for level in 1...degree {
            for index in stride(from: degree, through: level, by: -1) {
                let low = knots[span - degree + index]
                let high = knots[span + 1 + index - level]
                let share = high > low ? (t - low) / (high - low) : 0
                work[index] = work[index - 1] * (1 - share) + work[index] * share
            }
        }
        return work[degree]
    }

    func point(_ t: Double) -> Vector3 {
        let p = homogeneous(t)
        return Vector3(p.x, p.y, p.z) / (p.w == 0 ? 1 : p.w)
    }

    func points(from a: Double, to b: Double) -> [Vector3] {
        var stops = [a]
        for knot in knots where knot > a + 1e-12 && knot < b - 1e-12 && knot > stops[stops.count - 1] {
            stops.append(knot)
        }
        stops.append(b)
        var result: [Vector3] = [point(a)]
        for (low, high) in zip(stops, stops.dropFirst()) {
            let piece = Discretisation.points(from: low, to: high, steps: degree == 1 ? 1 : 4) { point($0) }
            result.append(contentsOf: piece.dropFirst())
        }
        return result
    }

    /// Repeats each knot as often as its multiplicity says.
    static func expand(_ knots: [Double], _ counts: [Int]) -> [Double] {
        guard counts.count == knots.count, counts.allSatisfy({ $0 >= 0 && $0 < 10_000 }) else { return [] }
        return zip(knots, counts).flatMap { Array(repeating: $0, count: $1) }
    }
}

extension GeometryReader {
    func bSpline(_ id: UInt32) throws(GeometryFailure) -> BSpline {
        let values = model.values(id)
        let weights = model.entity(id) == .rationalBSplineCurve ? values[at: 8].numbers : []
        var points: [SIMD4<Double>] = []
        for (index, reference) in values[at: 1].references.enumerated() {
            let weight = index < weights.count ? weights[index] : 1
            points.append(SIMD4(try point(reference) * weight, weight))
        }
        let counts = values[at: 5].list?.compactMap(\.whole) ?? []
        let expanded = BSpline.expand(values[at: 6].numbers, counts)
        guard let degree = values[at: 0].whole, let spline = BSpline(degree: degree, points: points, knots: expanded)
        else { throw GeometryFailure(.badCurve, id) }
        return spline
    }
}
