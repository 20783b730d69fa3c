#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension GeometryReader {
    /// The outline of a rolled or bent section, centred on its bounding box as the standard says.
    ///
    /// Slopes turn the inner faces about the points at which the standard measures thickness.
    ///
    /// Source: ISO 16739-1, IfcIShapeProfileDef, IfcLShapeProfileDef, IfcTShapeProfileDef, IfcUShapeProfileDef,
    /// IfcZShapeProfileDef, IfcCShapeProfileDef.
    func rolled(_ id: UInt32, _ entity: Entity, _ values: [STEPValue]) throws(GeometryFailure) -> [Vector2] {
        switch entity {
        case .iShapeProfile: return try iShape(id, values)
        case .asymmetricIShapeProfile: return try asymmetricIShape(id, values)
        case .lShapeProfile: return try lShape(id, values)
        case .tShapeProfile: return try tShape(id, values)
        case .uShapeProfile: return try uShape(id, values)
        case .zShapeProfile: return try zShape(id, values)
        case .cShapeProfile: return try cShape(id, values)
        default: throw GeometryFailure(.notInList, id)
        }
    }

    private func sizes(_ values: [STEPValue], _ positions: ClosedRange<Int>, _ id: UInt32) throws(GeometryFailure)
        -> [Double]
    {
        var result: [Double] = []
        for position in positions {
            let value = try metres(values[at: position], id)
            guard value > 1e-9 else { throw GeometryFailure(.badProfile, id) }
            result.append(value)
        }
        return result
    }

    private func radius(_ values: [STEPValue], _ position: Int) -> Double {
        max(0, (values[at: position].number ?? 0) * length)
    }

    private func slope(_ values: [STEPValue], _ position: Int) -> Double {
        let angle = (values[at: position].number ?? 0) * angle
        return abs(angle) < 1.5 ? tan(angle) : 0
    }

    private func iShape(_ id: UInt32, _ values: [STEPValue]) throws(GeometryFailure) -> [Vector2] {
        let s = try sizes(values, 3...6, id)
        let fillet = radius(values, 7)
        let edge = model.isIFC2X3 ? 0 : radius(values, 8)
        let rise = model.isIFC2X3 ? 0 : (s[0] - s[2]) / 2 * slope(values, 9)
        let flange = Flange(half: s[0] / 2, thickness: s[3], fillet: fillet, edge: edge, rise: rise)
        return iOutline(depth: s[1], web: s[2], flange, flange)
    }

    private func asymmetricIShape(_ id: UInt32, _ values: [STEPValue]) throws(GeometryFailure) -> [Vector2] {
        let s = try sizes(values, 3...6, id)
        var bottom = Flange(half: s[0] / 2, thickness: s[3], fillet: radius(values, 7))
        var top = Flange(half: (values[at: 8].number ?? 0) * length / 2, thickness: s[3], fillet: 0)
        if let thickness = values[at: 9].number { top.thickness = thickness * length }
        top.fillet = radius(values, 10)
        if !model.isIFC2X3 {
            bottom.edge = radius(values, 11)
            bottom.rise = (s[0] - s[2]) / 2 * slope(values, 12)
            top.edge = radius(values, 13)
            top.rise = (top.half - s[2] / 2) * slope(values, 14)
        }
        guard top.half > 1e-9, top.thickness > 1e-9 else { throw GeometryFailure(.badProfile, id) }
        return iOutline(depth: s[1], web: s[2], bottom, top)
    }

    private struct Flange {
        var half: Double
        var thickness: Double
        var fillet: Double
        var edge = 0.0
        var rise = 0.0
    }

    private func iOutline(depth: Double, web: Double, _ bottom: Flange, _ top: Flange) -> [Vector2] {
        let y = depth / 2
        let w = web / 2
        var outline = Outline()
        outline.add(-bottom.half, -y)
        outline.add(bottom.half, -y)
        outline.add(bottom.half, -y + bottom.thickness, radius: bottom.edge)
        outline.add(w, -y + bottom.thickness + bottom.rise, radius: bottom.fillet)
        outline.add(w, y - top.thickness - top.rise, radius: top.fillet)
        outline.add(top.half, y - top.thickness, radius: top.edge)
        outline.add(top.half, y)
        outline.add(-top.half, y)
        outline.add(-top.half, y - top.thickness, radius: top.edge)
        outline.add(-w, y - top.thickness - top.rise, radius: top.fillet)
        outline.add(-w, -y + bottom.thickness + bottom.rise, radius: bottom.fillet)
        outline.add(-bottom.half, -y + bottom.thickness, radius: bottom.edge)
        return outline.loop
    }

    /// Where two lines meet, each given by two points.
    private func meet(_ a: Vector2, _ b: Vector2, _ c: Vector2, _ d: Vector2) -> Vector2? {
        let u = b - a
        let v = d - c
        let det = u.cross(v)
        guard abs(det) > 1e-12 else { return nil }
        return a + u * ((c - a).cross(v) / det)
    }

    private func lShape(_ id: UInt32, _ values: [STEPValue]) throws(GeometryFailure) -> [Vector2] {
        let y = try sizes(values, 3...3, id)[0] / 2
        let x = values[at: 4].number.map { $0 * length / 2 } ?? y
        let d = try sizes(values, 5...5, id)[0]
        guard x > 1e-9, d < 2 * x, d < 2 * y else { throw GeometryFailure(.badProfile, id) }
        let fillet = radius(values, 6)
        let edge = radius(values, 7)
        let t = slope(values, 8)
        // The inner faces pass through points at half of each leg at the given thickness.
        let toe = Vector2(x, -y + d - t * x)
        let tip = Vector2(-x + d - t * y, y)
        var inner = Vector2(-x + d, -y + d)
        if t != 0 {
            guard let found = meet(toe, [-x + d, -y + d + t * (x - d)], tip, [-x + d + t * (y - d), -y + d]) else {
                throw GeometryFailure(.badProfile, id)
            }
            inner = found
        }
        var outline = Outline()
        outline.add(-x, -y)
        outline.add(x, -y)
        outline.add(toe.x, toe.y, radius: edge)
        outline.add(inner.x, inner.y, radius: fillet)
        outline.add(tip.x, tip.y, radius: edge)
        outline.add(-x, y)
        return outline.loop
    }

    private func tShape(_ id: UInt32, _ values: [STEPValue]) throws(GeometryFailure) -> [Vector2] {
        let s = try sizes(values, 3...6, id)
        let y = s[0] / 2
        let x = s[1] / 2
        let w = s[2] / 2
        let fillet = radius(values, 7)
        let flangeEdge = radius(values, 8)
        let webEdge = radius(values, 9)
        let webSlope = slope(values, 10)
        let flangeSlope = slope(values, 11)
        let foot = Vector2(w - y * webSlope, -y)
        let toe = Vector2(x, y - s[3] + x / 2 * flangeSlope)
        var inner = Vector2(w, y - s[3])
        if webSlope != 0 || flangeSlope != 0 {
            let head = Vector2(w + (y - s[3]) * webSlope, y - s[3])
            let root = Vector2(w, y - s[3] - (x / 2 - s[2]) * flangeSlope)
            guard let found = meet(foot, head, toe, root) else { throw GeometryFailure(.badProfile, id) }
            inner = found
        }
        var outline = Outline()
        outline.add(foot.x, foot.y, radius: webEdge)
        outline.add(inner.x, inner.y, radius: fillet)
        outline.add(toe.x, toe.y, radius: flangeEdge)
        outline.add(x, y)
        outline.add(-x, y)
        outline.add(-toe.x, toe.y, radius: flangeEdge)
        outline.add(-inner.x, inner.y, radius: fillet)
        outline.add(-foot.x, foot.y, radius: webEdge)
        return outline.loop
    }

    private func uShape(_ id: UInt32, _ values: [STEPValue]) throws(GeometryFailure) -> [Vector2] {
        let s = try sizes(values, 3...6, id)
        let y = s[0] / 2
        let x = s[1] / 2
        let fillet = radius(values, 7)
        let edge = radius(values, 8)
        let t = slope(values, 9)
        let root = (x - s[2]) * t
        let toe = x * t
        var outline = Outline()
        outline.add(-x, -y)
        outline.add(x, -y)
        outline.add(x, -y + s[3] - toe, radius: edge)
        outline.add(-x + s[2], -y + s[3] + root, radius: fillet)
        outline.add(-x + s[2], y - s[3] - root, radius: fillet)
        outline.add(x, y - s[3] + toe, radius: edge)
        outline.add(x, y)
        outline.add(-x, y)
        return outline.loop
    }

    private func zShape(_ id: UInt32, _ values: [STEPValue]) throws(GeometryFailure) -> [Vector2] {
        let s = try sizes(values, 3...6, id)
        let y = s[0] / 2
        let w = s[2] / 2
        // The width of a flange counts from the middle of the web, as the reference implementation has it.
        let x = s[1]
        let fillet = radius(values, 7)
        let edge = radius(values, 8)
        var outline = Outline()
        outline.add(-w, -y)
        outline.add(x, -y)
        outline.add(x, -y + s[3], radius: edge)
        outline.add(w, -y + s[3], radius: fillet)
        outline.add(w, y)
        outline.add(-x, y)
        outline.add(-x, y - s[3], radius: edge)
        outline.add(-w, y - s[3], radius: fillet)
        return outline.loop
    }

    private func cShape(_ id: UInt32, _ values: [STEPValue]) throws(GeometryFailure) -> [Vector2] {
        let s = try sizes(values, 3...6, id)
        let y = s[0] / 2
        let x = s[1] / 2
        let d = s[2]
        let girth = s[3]
        let inner = radius(values, 7)
        let outer = inner > 0 ? inner + d : 0
        var outline = Outline()
        outline.add(-x, -y, radius: outer)
        outline.add(x, -y, radius: outer)
        outline.add(x, -y + girth)
        outline.add(x - d, -y + girth)
        outline.add(x - d, -y + d, radius: inner)
        outline.add(-x + d, -y + d, radius: inner)
        outline.add(-x + d, y - d, radius: inner)
        outline.add(x - d, y - d, radius: inner)
        outline.add(x - d, y - girth)
        outline.add(x, y - girth)
        outline.add(x, y, radius: outer)
        outline.add(-x, y, radius: outer)
        return outline.loop
    }
}
