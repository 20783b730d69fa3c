/// A flat region: an outer loop and holes; loops are not closed by repeating the first point.
struct Region: Sendable {
    var outer: [Vector2]
    var holes: [[Vector2]] = []

    /// Turns the outer loop counter-clockwise and the holes clockwise and drops repeated points.
    func oriented() -> Region? {
        guard var outer = Region.cleaned(outer) else { return nil }
        if Region.area(outer) < 0 { outer.reverse() }
        let holes = holes.compactMap { Region.cleaned($0) }.map { Region.area($0) > 0 ? Array($0.reversed()) : $0 }
        return Region(outer: outer, holes: holes)
    }

    /// Twice the signed area is the sum of the cross products.
    static func area(_ loop: [Vector2]) -> Double {
        guard let first = loop.first else { return 0 }
        var sum = 0.0
        for index in loop.indices {
            let next = index + 1 < loop.count ? loop[index + 1] : first
            sum += (loop[index] - first).cross(next - first)
        }
        return sum / 2
    }

    static func cleaned(_ loop: [Vector2]) -> [Vector2]? {
        var result: [Vector2] = []
        result.reserveCapacity(loop.count)
        for point in loop where result.last.map({ ($0 - point).length > 1e-9 }) ?? true {
            guard point.x.isFinite, point.y.isFinite else { return nil }
            result.append(point)
        }
        while result.count > 1, let first = result.first, let last = result.last, (first - last).length <= 1e-9 {
            result.removeLast()
        }
        return result.count >= 3 ? result : nil
    }
}

/// Cuts flat regions into triangles by clipping ears; holes are joined to the outer loop by bridges.
struct Triangulator {
    private var points: [Vector2] = []
    private var next: [Int] = []
    private var previous: [Int] = []
    private var original: [Int] = []
    private var triangles: [Int] = []

    /// The triangles of a region as indices into the outer loop followed by the holes; counter-clockwise where the
    /// outer loop is counter-clockwise and the holes are clockwise.
    static func triangulate(_ region: Region) -> [Int] {
        if region.holes.isEmpty {
            if region.outer.count == 3 { return [0, 1, 2] }
            if region.outer.count == 4 { return quad(region.outer) }
        }
        var work = Triangulator()
        let start = work.link(region)
        guard start >= 0 else { return [] }
        work.clip(from: start)
        return work.triangles
    }

    private static func quad(_ p: [Vector2]) -> [Int] {
        func cross(_ a: Int, _ b: Int, _ c: Int) -> Double { (p[b] - p[a]).cross(p[c] - p[a]) }
        // The diagonal must run through the reflex corner, if there is one.
        if cross(0, 1, 2) >= 0, cross(0, 2, 3) >= 0 { return [0, 1, 2, 0, 2, 3] }
        return [1, 2, 3, 1, 3, 0]
    }

    private mutating func loop(_ loop: [Vector2], base: Int) -> Int {
        let start = points.count
        for (index, point) in loop.enumerated() {
            points.append(point)
            original.append(base + index)
            next.append(start + (index + 1) % loop.count)
            previous.append(start + (index + loop.count - 1) % loop.count)
        }
        return start
    }

    /// Links the outer loop and joins the holes to it, those farthest to the right first.
    private mutating func link(_ region: Region) -> Int {
        guard region.outer.count >= 3 else { return -1 }
        let start = loop(region.outer, base: 0)
        var base = region.outer.count
        var holes: [(start: Int, count: Int)] = []
        for hole in region.holes {
            if hole.count >= 3 { holes.append((loop(hole, base: base), hole.count)) }
            base += hole.count
        }
        let rightmost = holes.map { hole in
            (hole.start..<hole.start + hole.count).max { (points[$0].x, points[$0].y) < (points[$1].x, points[$1].y) }!
        }
        let ordered = rightmost.sorted { (points[$0].x, $1) > (points[$1].x, $0) }
        for vertex in ordered {
            if let bridge = bridge(to: vertex, loop: start) { split(bridge, vertex) }
        }
        return start
    }

    /// A corner of the outer loop that sees the rightmost point of a hole.
    private func bridge(to hole: Int, loop start: Int) -> Int? {
        let h = points[hole]
        var best: Int?
        var bestX = Double.infinity
        var p = start
        repeat {
            let q = next[p]
            let a = points[p]
            let b = points[q]
            // Edges that pass the ray to the right from below to above (the inside is on their left).
            if a.y <= h.y, b.y >= h.y, a.y != b.y {
                let x = a.x + (h.y - a.y) / (b.y - a.y) * (b.x - a.x)
                if x >= h.x - 1e-12, x < bestX {
                    bestX = x
                    best = a.x > b.x ? p : q
                    if x == h.x, h.y == a.y { return p }
                    if x == h.x, h.y == b.y { return q }
                }
            }
            p = q
        } while p != start
        guard var found = best else { return nil }
        // Corners inside the triangle between the point, the ray's end and the found corner may hide it.
        let m = points[found]
        let end = Vector2(bestX, h.y)
        var bestTangent = Double.infinity
        p = start
        repeat {
            let c = points[p]
            if p != found, c.x >= h.x, c != m, inTriangle(h, end, m, c), isReflexOrFlat(p) {
                let tangent = abs(h.y - c.y) / max(c.x - h.x, 1e-300)
                if tangent < bestTangent || (tangent == bestTangent && c.x < points[found].x), sees(p, h) {
                    bestTangent = tangent
                    found = p
                }
            } else if p != found, c == m, sees(p, h), !sees(found, h) {
                found = p
            }
            p = next[p]
        } while p != start
        return found
    }

    private func isReflexOrFlat(_ p: Int) -> Bool {
        (points[p] - points[previous[p]]).cross(points[next[p]] - points[p]) <= 0
    }

    /// Whether a target lies inside the corner at `p`.
    private func sees(_ p: Int, _ target: Vector2) -> Bool {
        let a = points[previous[p]]
        let b = points[p]
        let c = points[next[p]]
        if (b - a).cross(c - b) > 0 {
            return (b - a).cross(target - a) >= 0 && (c - b).cross(target - b) >= 0
        }
        return !((b - a).cross(target - a) < 0 && (c - b).cross(target - b) < 0)
    }

    private func inTriangle(_ a: Vector2, _ b: Vector2, _ c: Vector2, _ p: Vector2) -> Bool {
        let d1 = (b - a).cross(p - a)
        let d2 = (c - b).cross(p - b)
        let d3 = (a - c).cross(p - c)
        return (d1 >= 0 && d2 >= 0 && d3 >= 0) || (d1 <= 0 && d2 <= 0 && d3 <= 0)
    }

    /// Joins a hole to the loop with two coincident edges.
    private mutating func split(_ a: Int, _ b: Int) {
        let a2 = points.count
        let b2 = a2 + 1
        points.append(points[a])
        points.append(points[b])
        original.append(original[a])
        original.append(original[b])
        let afterA = next[a]
        let beforeB = previous[b]
        next[a] = b
        previous[b] = a
        next.append(afterA)
        previous.append(b2)
        next.append(a2)
        previous.append(beforeB)
        previous[afterA] = a2
        next[beforeB] = b2
    }

    private mutating func clip(from start: Int) {
        var count = 1
        var p = next[start]
        while p != start {
            count += 1
            p = next[p]
        }
        p = start
        var failures = 0
        var patience = 0
        var forced = 0
        while count > 3 {
            let a = previous[p]
            let c = next[p]
            let turn = (points[p] - points[a]).cross(points[c] - points[p])
            let flat = isFlat(a, p, c, turn)
            if flat || (turn > 0 && isEar(a, p, c)) || patience > 1 || forced > 64 {
                if !flat, patience > 1 { forced += 1 }
                if !flat { triangles.append(contentsOf: [original[a], original[p], original[c]]) }
                next[a] = c
                previous[c] = a
                count -= 1
                failures = 0
                patience = 0
                p = flat ? a : next[c]
            } else {
                p = c
                failures += 1
                if failures > count {
                    failures = 0
                    patience += 1  // the loop crosses itself: take any corner rather than stop
                }
            }
        }
        triangles.append(contentsOf: [original[previous[p]], original[p], original[next[p]]])
    }

    /// A corner on a straight line or a spike carries no area, within rounding.
    private func isFlat(_ a: Int, _ p: Int, _ c: Int, _ turn: Double) -> Bool {
        let first = points[p] - points[a]
        let second = points[c] - points[p]
        return abs(turn) <= 1e-14 * max(first.length * second.length, 1e-18)
    }

    private func isEar(_ a: Int, _ p: Int, _ c: Int) -> Bool {
        let pa = points[a]
        let pp = points[p]
        let pc = points[c]
        let low = pointwiseMin(pa, pointwiseMin(pp, pc))
        let high = pointwiseMax(pa, pointwiseMax(pp, pc))
        var q = next[c]
        while q != a {
            let point = points[q]
            if point.x >= low.x, point.x <= high.x, point.y >= low.y, point.y <= high.y, point != pa, point != pp,
                point != pc, isReflexOrFlat(q), (pp - pa).cross(point - pa) >= 0, (pc - pp).cross(point - pp) >= 0,
                (pa - pc).cross(point - pc) >= 0
            {
                return false
            }
            q = next[q]
        }
        return true
    }
}
