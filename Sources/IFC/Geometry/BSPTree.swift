/// A plane: points `p` with `normal · p = offset`; the normal has unit length.
struct Plane: Sendable {
    var normal: Vector3
    var offset: Double

    @inline(__always)
    func height(_ p: Vector3) -> Double { normal.dot(p) - offset }

    var flipped: Plane { Plane(normal: -normal, offset: -offset) }
}

/// A convex flat polygon with the plane in which it lies.
struct Facet: Sendable {
    var points: [Vector3]
    var plane: Plane
    var tag: UInt32 = 0

    var flipped: Facet { Facet(points: points.reversed(), plane: plane.flipped, tag: tag) }

    var box: IFCBox { IFCBox(of: points) }
}

/// A binary partition of space by the planes of a solid's facets.
///
/// Points behind every plane on their way are inside. All walks use stacks of their own, so depth is bounded by memory,
/// not by the call stack.
///
/// Source: B. Naylor, J. Amanatides, W. Thibault, "Merging BSP trees yields polyhedral set operations", 1990.
struct BSPTree {
    private struct Node {
        var plane: Plane
        var front: Int32 = -1
        var back: Int32 = -1
    }

    private var nodes: [Node] = []
    private let tolerance: Double
    private let isCancelled: () -> Bool
    /// Facets between two questions whether to stop.
    private static let pause = 4_096

    /// Builds the tree.
    ///
    /// - Parameters:
    ///   - facets: The whole surface of the solid, facing outwards.
    ///   - tolerance: Points within this height of a plane lie in it, metres.
    ///   - limit: The most facets, pieces included, that the tree may hold.
    ///   - isCancelled: Asked every few thousand facets.
    /// - Returns: nil where the limit is passed or the work is cancelled.
    init?(_ facets: [Facet], tolerance: Double, limit: Int = 400_000, isCancelled: @escaping () -> Bool) {
        self.tolerance = tolerance
        self.isCancelled = isCancelled
        guard !facets.isEmpty else { return }
        var work: [(parent: Int32, isFront: Bool, facets: [Facet])] = [(-1, false, facets)]
        var spent = 0
        var asked = 0
        while let item = work.popLast() {
            var plane = BSPTree.choose(item.facets, tolerance)
            var sides = BSPTree.divide(item.facets, plane, tolerance)
            // Surfaces that bulge give planes with everything on one side: a plane through their middle divides them.
            if item.facets.count > 24, min(sides.front.count, sides.back.count) * 8 < item.facets.count,
                let middle = BSPTree.middle(of: item.facets)
            {
                let halves = BSPTree.divide(item.facets, middle, tolerance)
                if halves.inPlane == 0, max(halves.front.count, halves.back.count) * 4 < item.facets.count * 3,
                    min(halves.front.count, halves.back.count) > 0
                {
                    plane = middle
                    sides = halves
                }
            }
            let index = Int32(nodes.count)
            nodes.append(Node(plane: plane))
            if item.parent >= 0 {
                if item.isFront { nodes[Int(item.parent)].front = index } else { nodes[Int(item.parent)].back = index }
            }
            spent += sides.front.count + sides.back.count
            if spent > 300_000 + 60 * facets.count || nodes.count > limit { return nil }
            if spent - asked > BSPTree.pause {
                asked = spent
                if isCancelled() { return nil }
            }
            if !sides.front.isEmpty { work.append((index, true, sides.front)) }
            if !sides.back.isEmpty { work.append((index, false, sides.back)) }
        }
    }

    private static func divide(
        _ facets: [Facet], _ plane: Plane, _ tolerance: Double
    ) -> (front: [Facet], back: [Facet], inPlane: Int) {
        var front: [Facet] = []
        var back: [Facet] = []
        var inPlane = 0
        for facet in facets {
            switch split(facet, by: plane, tolerance) {
            case .inPlane: inPlane += 1
            case .front: front.append(facet)
            case .back: back.append(facet)
            case .both(let a, let b):
                front.append(a)
                back.append(b)
            }
        }
        return (front, back, inPlane)
    }

    /// An upright plane across the longest side of the facets' box, at the median of their first points.
    private static func middle(of facets: [Facet]) -> Plane? {
        var box = IFCBox.empty
        for facet in facets { for point in facet.points { box.add(point) } }
        let size = box.high - box.low
        let axis = size.x >= size.y && size.x >= size.z ? 0 : (size.y >= size.z ? 1 : 2)
        let centres = facets.map { facet in
            facet.points.reduce(0) { $0 + $1[axis] } / Double(facet.points.count)
        }.sorted()
        // Not quite the median: facets of regular bodies lie in round places.
        let low = centres[centres.count / 2 - 1]
        let high = centres[centres.count / 2]
        var normal = Vector3.zero
        normal[axis] = 1
        return Plane(normal: normal, offset: low + (high - low) * 0.4371 + size[axis] * 1e-4)
    }

    /// The plane of one of a few candidates: the one that cuts the fewest facets and divides the rest evenly.
    private static func choose(_ facets: [Facet], _ tolerance: Double) -> Plane {
        guard facets.count > 8 else { return facets[0].plane }
        var best = facets[0].plane
        var bestCost = Int.max
        let step = max(1, facets.count / 5)
        let sample = max(1, facets.count / 64)
        for candidate in stride(from: 0, to: facets.count, by: step) {
            let plane = facets[candidate].plane
            var cuts = 0
            var front = 0
            var back = 0
            for index in stride(from: 0, to: facets.count, by: sample) {
                var isFront = false
                var isBack = false
                for point in facets[index].points {
                    let height = plane.height(point)
                    if height > tolerance { isFront = true } else if height < -tolerance { isBack = true }
                }
                if isFront && isBack { cuts += 1 } else if isFront { front += 1 } else if isBack { back += 1 }
            }
            let cost = 8 * cuts + abs(front - back)
            if cost < bestCost {
                bestCost = cost
                best = plane
            }
        }
        return best
    }

    /// The tree of the complement.
    var inverted: BSPTree {
        var result = self
        for index in result.nodes.indices {
            result.nodes[index].plane = nodes[index].plane.flipped
            result.nodes[index].front = nodes[index].back
            result.nodes[index].back = nodes[index].front
        }
        return result
    }

    /// The parts of facets outside the solid; facets in its surface stay where they face the same way.
    /// nil where the work grows beyond its limit.
    func outside(_ facets: [Facet]) -> [Facet]? {
        guard !nodes.isEmpty else { return facets }
        var result: [Facet] = []
        result.reserveCapacity(facets.count)
        var stack: [(Int32, Facet)] = []
        var spent = 0
        for facet in facets {
            let before = result.count
            var lost = false
            stack.append((0, facet))
            while let (index, piece) = stack.popLast() {
                spent += 1
                if spent > 1_000_000 + 500 * facets.count { return nil }
                if spent % BSPTree.pause == 0, isCancelled() { return nil }
                let node = nodes[Int(index)]
                var front: Facet?
                var back: Facet?
                switch BSPTree.split(piece, by: node.plane, tolerance) {
                case .inPlane: if node.plane.normal.dot(piece.plane.normal) > 0 { front = piece } else { back = piece }
                case .front: front = piece
                case .back: back = piece
                case .both(let a, let b):
                    front = a
                    back = b
                }
                if let front {
                    if node.front >= 0 { stack.append((node.front, front)) } else { result.append(front) }
                }
                if let back {
                    if node.back >= 0 { stack.append((node.back, back)) } else { lost = true }
                }
            }
            if !lost, result.count > before + 1 {
                result.removeLast(result.count - before)
                result.append(facet)
            }
        }
        return result
    }

    enum Side {
        case inPlane
        case front
        case back
        case both(Facet, Facet)
    }

    /// Divides a facet at a plane.
    static func split(_ facet: Facet, by plane: Plane, _ tolerance: Double) -> Side {
        var isFront = false
        var isBack = false
        for point in facet.points {
            let height = plane.height(point)
            if height > tolerance { isFront = true } else if height < -tolerance { isBack = true }
        }
        if !isFront { return isBack ? .back : .inPlane }
        if !isBack { return .front }
        var front: [Vector3] = []
        var back: [Vector3] = []
        let count = facet.points.count
        var here = plane.height(facet.points[count - 1])
        var from = facet.points[count - 1]
        for point in facet.points {
            let there = plane.height(point)
            if (here > tolerance && there < -tolerance) || (here < -tolerance && there > tolerance) {
                let cut = from + (point - from) * (here / (here - there))
                front.append(cut)
                back.append(cut)
            }
            if there >= -tolerance { front.append(point) }
            if there <= tolerance { back.append(point) }
            here = there
            from = point
        }
        if front.count < 3 { return .back }
        if back.count < 3 { return .front }
        return .both(
            Facet(points: front, plane: facet.plane, tag: facet.tag),
            Facet(points: back, plane: facet.plane, tag: facet.tag))
    }
}
