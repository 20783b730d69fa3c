/// What to do with two solids.
enum BooleanOperation: Sendable {
    case union, difference, intersection
}

/// A solid as the facets of its surface, for cutting and joining.
struct Solid {
    var facets: [Facet]

    /// Heights below this count as in the plane, metres.
    ///
    /// Source: the precision of 10 µm that models name in their contexts; half of it here.
    static let tolerance = 5e-6

    init(facets: [Facet]) { self.facets = facets }

    /// The facets of a mesh; triangles without area are left out.
    init(_ mesh: IFCMesh) {
        facets = []
        facets.reserveCapacity(mesh.triangleCount)
        let planes = Solid.facePlanes(mesh)
        for triangle in 0..<mesh.triangleCount {
            let points = (0..<3).map { mesh.positions[Int(mesh.triangles[3 * triangle + $0])] }
            let area = (points[1] - points[0]).cross(points[2] - points[0])
            guard let normal = area.unit, area.length > 1e-16 else { continue }
            let own = Plane(normal: normal, offset: normal.dot((points[0] + points[1] + points[2]) / 3))
            var plane = own
            if let shared = planes[mesh.faces[triangle]],
                points.allSatisfy({ abs(shared.height($0)) < Solid.tolerance / 4 }), shared.normal.dot(normal) > 0.5
            {
                plane = shared
            }
            facets.append(Facet(points: points, plane: plane))
        }
    }

    private static func facePlanes(_ mesh: IFCMesh) -> [UInt32: Plane] {
        var sums: [UInt32: (area: Vector3, moment: Vector3, weight: Double)] = [:]
        for triangle in 0..<mesh.triangleCount {
            let a = mesh.positions[Int(mesh.triangles[3 * triangle])]
            let b = mesh.positions[Int(mesh.triangles[3 * triangle + 1])]
            let c = mesh.positions[Int(mesh.triangles[3 * triangle + 2])]
            let area = (b - a).cross(c - a)
            let weight = area.length
            var sum = sums[mesh.faces[triangle]] ?? (.zero, .zero, 0)
            sum.area += area
            sum.moment += (a + b + c) / 3 * weight
            sum.weight += weight
            sums[mesh.faces[triangle]] = sum
        }
        return sums.compactMapValues { sum in
            guard let normal = sum.area.unit, sum.weight > 0 else { return nil }
            return Plane(normal: normal, offset: normal.dot(sum.moment / sum.weight))
        }
    }

    /// The facets as triangles; each facet is a fan.
    var mesh: IFCMesh {
        var mesh = IFCMesh()
        var welded: [Vector3: UInt32] = [:]
        for facet in facets {
            mesh.beginFace()
            let indices = facet.points.map { point -> UInt32 in
                if let known = welded[point] { return known }
                let index = mesh.add(point)
                welded[point] = index
                return index
            }
            for corner in 1..<max(1, indices.count - 1) {
                let (a, b, c) = (indices[0], indices[corner], indices[corner + 1])
                if a != b, b != c, a != c { mesh.add(a, b, c) }
            }
        }
        return mesh
    }

    var box: IFCBox {
        var box = IFCBox.empty
        for facet in facets { for point in facet.points { box.add(point) } }
        return box
    }

    func transformed(by transform: Transform) -> Solid {
        Solid(mesh.transformed(by: transform))
    }

    /// Combines two solids; nil where the work grows beyond its limits.
    ///
    /// Facets of one solid away from the box of the other are not touched.
    static func combine(
        _ a: Solid, _ b: Solid, _ operation: BooleanOperation, isCancelled: @escaping () -> Bool = { false }
    ) -> Solid? {
        guard !a.facets.isEmpty else { return operation == .union ? b : a }
        guard !b.facets.isEmpty else { return operation == .intersection ? b : a }
        let boxA = a.box
        let boxB = b.box
        if !boxA.meets(boxB, margin: tolerance) {
            switch operation {
            case .union: return Solid(facets: a.facets + b.facets)
            case .difference: return a
            case .intersection: return Solid(facets: [])
            }
        }
        guard let treeA = BSPTree(a.facets, tolerance: tolerance, isCancelled: isCancelled),
            let treeB = BSPTree(b.facets, tolerance: tolerance, isCancelled: isCancelled)
        else { return nil }
        let (nearA, farA) = near(a.facets, boxB)
        let (nearB, farB) = near(b.facets, boxA)
        return joined(operation, (treeA, nearA, farA), (treeB, nearB, farB))
    }

    private typealias Side = (tree: BSPTree, near: [Facet], far: [Facet])

    /// Puts together what is left of both surfaces.
    private static func joined(_ operation: BooleanOperation, _ a: Side, _ b: Side) -> Solid? {
        func flip(_ facets: [Facet]?) -> [Facet]? { facets.map { $0.map(\.flipped) } }
        func keep(_ facets: [Facet]?, _ tree: BSPTree) -> [Facet]? { facets.flatMap(tree.outside) }
        switch operation {
        case .union:
            guard let partA = keep(a.near, b.tree), let partB = flip(keep(flip(keep(b.near, a.tree)), a.tree)) else {
                return nil
            }
            return Solid(facets: a.far + partA + b.far + partB)
        case .difference:
            let inverse = a.tree.inverted
            guard let partA = flip(keep(flip(a.near), b.tree)),
                let partB = keep(flip(keep(b.near, inverse)), inverse)
            else { return nil }
            return Solid(facets: a.far + partA + partB)
        case .intersection:
            let inverse = a.tree.inverted
            guard let partB = flip(keep(b.near, inverse)), let partA = keep(flip(a.near), b.tree.inverted),
                let last = keep(partB, inverse)
            else { return nil }
            return Solid(facets: (partA + last).map(\.flipped))
        }
    }

    private static func near(_ facets: [Facet], _ box: IFCBox) -> (near: [Facet], far: [Facet]) {
        var near: [Facet] = []
        var far: [Facet] = []
        for facet in facets {
            if facet.box.meets(box, margin: 2 * tolerance) { near.append(facet) } else { far.append(facet) }
        }
        return (near, far)
    }

    /// Cuts away everything behind a plane and closes the cut; nil where the work grows beyond its limits.
    func clipped(behind plane: Plane, isCancelled: @escaping () -> Bool = { false }) -> Solid? {
        let box = box
        guard !box.isEmpty else { return self }
        let centre = (box.low + box.high) / 2
        let size = (box.high - box.low).length + 1
        let foot = centre - plane.normal * plane.height(centre)
        let u = plane.normal.anyNormal
        let v = plane.normal.cross(u)
        let corners = [
            foot - u * size - v * size, foot + u * size - v * size, foot + u * size + v * size,
            foot - u * size + v * size,
        ]
        let sheet = Solid(facets: [Facet(points: corners, plane: plane)])
        guard let tree = BSPTree(facets, tolerance: Solid.tolerance, isCancelled: isCancelled)?.inverted,
            let half = BSPTree(sheet.facets, tolerance: Solid.tolerance, isCancelled: isCancelled)
        else { return nil }
        // The half-space is the material behind the sheet: a difference with it keeps what is in front.
        guard let kept = half.outside(facets.map(\.flipped)), let inside = tree.outside(sheet.facets),
            let cap = tree.outside(inside.map(\.flipped))
        else { return nil }
        return Solid(facets: kept.map(\.flipped) + cap)
    }
}
