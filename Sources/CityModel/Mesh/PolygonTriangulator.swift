/// Cuts polygons with holes into triangles, with exact predicates on an integer grid.
///
/// Corners are projected along the axis in which the face is flattest on, which keeps planar faces exact and copes
/// with faces that are not quite planar. Ears are cut one by one; a grid of cells keeps long rings quick. The doubled
/// area of the triangles is compared with that of the polygon, in whole numbers.
///
/// Source: Eberly, "Triangulation by Ear Clipping", Geometric Tools (2002–2015), for the bridges to holes.
public struct PolygonTriangulator: Sendable {
    /// Corner numbers, three per triangle, in the orientation of the outer ring; filled by the last call.
    public private(set) var triangles: [Int32] = []
    /// Whether the triangles of the last call cover exactly the area of the polygon.
    public private(set) var isExact = true

    var x: [Int64] = []
    var y: [Int64] = []
    /// Corner that a node of the ring stands for.
    var corner: [Int32] = []
    var next: [Int32] = []
    var previous: [Int32] = []
    private var cells = ReflexCells()
    private var doubledArea: Int128 = 0

    /// Makes a triangulator; its buffers are reused from call to call.
    public init() {}

    /// Cuts one face.
    ///
    /// - Parameters:
    ///   - corners: Corners of all rings one after the other, on an integer grid. Coordinates beyond ±2^60 are clamped.
    ///   - rings: Number of corners of each ring; the first is the outer one, the others are holes, in any orientation.
    /// - Complexity: about linear for usual faces, quadratic in the worst case.
    public mutating func triangulate(corners: [SIMD3<Int64>], rings: [Int]) {
        triangles.removeAll(keepingCapacity: true)
        isExact = true
        guard let outer = rings.first, outer >= 3, corners.count >= rings.reduce(0, +) else {
            isExact = false
            return
        }
        project(corners, outer: outer)
        x.removeAll(keepingCapacity: true)
        y.removeAll(keepingCapacity: true)
        corner.removeAll(keepingCapacity: true)
        next.removeAll(keepingCapacity: true)
        previous.removeAll(keepingCapacity: true)
        doubledArea = 0
        guard var start = link(0..<outer, isHole: false) else {
            isExact = false
            return
        }
        if rings.count > 1 { start = joinHoles(rings, start) }
        cut(from: start)
    }

    // MARK: projection

    /// Projected corners, within ±2^29 so that products stay exact in 64 bits.
    private var flat: [(x: Int64, y: Int64)] = []

    private mutating func project(_ corners: [SIMD3<Int64>], outer: Int) {
        let corners = corners.map(Self.clamped)
        let base = corners[0]
        var normal = SIMD3<Double>()
        var reach: Int64 = 1
        for corner in corners {
            for axis in 0..<3 { reach = max(reach, abs(corner[axis] &- base[axis])) }
        }
        for index in 0..<outer {
            let a = Self.double(corners[index] &- base)
            let b = Self.double(corners[index + 1 == outer ? 0 : index + 1] &- base)
            normal += SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
        }
        let size = SIMD3(abs(normal.x), abs(normal.y), abs(normal.z))
        var (first, second, along) = (0, 1, normal.z)
        if size.x > size.y, size.x > size.z {
            (first, second, along) = (1, 2, normal.x)
        } else if size.y > size.z {
            (first, second, along) = (2, 0, normal.y)
        }
        if along < 0 { swap(&first, &second) }
        var shift: Int64 = 0
        while reach >> shift >= 1 << 29 { shift += 1 }
        flat.removeAll(keepingCapacity: true)
        for corner in corners {
            let offset = corner &- base
            flat.append((offset[first] >> shift, offset[second] >> shift))
        }
    }

    private static func clamped(_ vector: SIMD3<Int64>) -> SIMD3<Int64> {
        let limit = SIMD3<Int64>(repeating: 1 << 60)
        return vector.clamped(lowerBound: 0 &- limit, upperBound: limit)
    }

    private static func double(_ vector: SIMD3<Int64>) -> SIMD3<Double> {
        SIMD3(Double(vector.x), Double(vector.y), Double(vector.z))
    }

    // MARK: ring

    /// Twice the signed area of a triangle of nodes.
    @inline(__always)
    func turn(_ a: Int32, _ b: Int32, _ c: Int32) -> Int64 {
        let (a, b, c) = (Int(a), Int(b), Int(c))
        return (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a])
    }

    @inline(__always)
    func isSamePlace(_ a: Int32, _ b: Int32) -> Bool { x[Int(a)] == x[Int(b)] && y[Int(a)] == y[Int(b)] }

    /// Links one ring, outer counter-clockwise and holes clockwise, without repeated corners; nil when none is left.
    mutating func link(_ range: Range<Int>, isHole: Bool) -> Int32? {
        var area: Int128 = 0
        var before = flat[range.upperBound - 1]
        for index in range {
            let here = flat[index]
            area += Int128(before.x * here.y - before.y * here.x)
            before = here
        }
        doubledArea += isHole ? -abs(area) : abs(area)
        let reverse = isHole ? area > 0 : area < 0
        let first = Int32(x.count)
        for step in 0..<range.count {
            let index = reverse ? range.upperBound - 1 - step : range.lowerBound + step
            let point = flat[index]
            if x.count > Int(first), point.x == x[x.count - 1], point.y == y[y.count - 1] { continue }
            append(point.x, point.y, Int32(index))
        }
        while x.count > Int(first) + 1, x[x.count - 1] == x[Int(first)], y[y.count - 1] == y[Int(first)] {
            x.removeLast()
            y.removeLast()
            corner.removeLast()
            next.removeLast()
            previous.removeLast()
        }
        let count = Int32(x.count) - first
        guard count >= (isHole ? 1 : 3) else { return nil }
        for index in 0..<count {
            next[Int(first + index)] = first + (index + 1) % count
            previous[Int(first + index)] = first + (index + count - 1) % count
        }
        return first
    }

    mutating func append(_ x: Int64, _ y: Int64, _ corner: Int32) {
        self.x.append(x)
        self.y.append(y)
        self.corner.append(corner)
        next.append(0)
        previous.append(0)
    }

    mutating func markInexact() { isExact = false }

    // MARK: ears

    private mutating func cut(from start: Int32) {
        var count = 0
        var node = start
        repeat {
            count += 1
            node = next[Int(node)]
        } while node != start
        let usesCells = count > 48
        if usesCells { cells.fill(self, start) }
        var remaining = doubledArea
        var sinceEar = 0
        var strictness = 0
        node = start
        while count > 2 {
            let before = previous[Int(node)]
            let after = next[Int(node)]
            let area = turn(before, node, after)
            let isEar: Bool
            switch strictness {
            case 0: isEar = area > 0 && isFree(before, node, after, strict: true, usesCells: usesCells)
            case 1: isEar = area == 0
            case 2: isEar = area > 0 && isFree(before, node, after, strict: false, usesCells: usesCells)
            case 3: isEar = area > 0
            default: isEar = true
            }
            if isEar {
                next[Int(before)] = after
                previous[Int(after)] = before
                next[Int(node)] = -1
                count -= 1
                if area > 0 {
                    remaining -= Int128(area)
                    triangles.append(corner[Int(before)])
                    triangles.append(corner[Int(node)])
                    triangles.append(corner[Int(after)])
                }
                // Stepping over one corner keeps triangles from becoming a thin fan.
                node = strictness == 0 ? next[Int(after)] : after
                sinceEar = 0
                strictness = 0
                continue
            }
            node = after
            sinceEar += 1
            if sinceEar > count {
                strictness += 1
                sinceEar = 0
            }
        }
        if remaining != 0 { isExact = false }
    }

    /// Whether no other corner stands in the way of cutting an ear.
    @inline(__always)
    private func isFree(_ a: Int32, _ b: Int32, _ c: Int32, strict: Bool, usesCells: Bool) -> Bool {
        if usesCells { return cells.isFree(self, a, b, c, strict: strict) }
        var node = next[Int(c)]
        while node != a {
            if isInTheWay(node, a, b, c, strict: strict) { return false }
            node = next[Int(node)]
        }
        return true
    }

    /// Whether a corner that is not convex stands in a triangle; on its edges too when strict, but not on a or c.
    @inline(__always)
    func isInTheWay(_ node: Int32, _ a: Int32, _ b: Int32, _ c: Int32, strict: Bool) -> Bool {
        let (one, two, three) = (turn(a, b, node), turn(b, c, node), turn(c, a, node))
        let edge: Int64 = strict ? 0 : 1
        guard one >= edge, two >= edge, three >= edge else { return false }
        if isSamePlace(node, a) || isSamePlace(node, c) { return false }
        return isSamePlace(node, b) || turn(previous[Int(node)], node, next[Int(node)]) <= 0
    }
}
