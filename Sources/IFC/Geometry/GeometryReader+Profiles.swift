#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// An outline in a plane: corners, some of them rounded.
struct Outline {
    private(set) var corners: [(point: Vector2, radius: Double)] = []

    mutating func add(_ x: Double, _ y: Double, radius: Double = 0) { corners.append((Vector2(x, y), radius)) }

    /// The loop with each rounded corner as an arc; a radius that does not fit leaves the corner sharp.
    var loop: [Vector2] {
        var result: [Vector2] = []
        for index in corners.indices {
            let (corner, radius) = corners[index]
            let before = corners[(index + corners.count - 1) % corners.count].point - corner
            let after = corners[(index + 1) % corners.count].point - corner
            guard radius > 1e-9, before.length > 1e-12, after.length > 1e-12 else {
                result.append(corner)
                continue
            }
            let u = before / before.length
            let v = after / after.length
            let opening = atan2(abs(u.cross(v)), u.dot(v))
            let tangent = radius / tan(opening / 2)
            guard opening > 1e-3, opening < .pi - 1e-3, tangent <= before.length + 1e-9, tangent <= after.length + 1e-9
            else {
                result.append(corner)
                continue
            }
            let bisector = (u + v) / (u + v).length
            let centre = corner + bisector * (radius / sin(opening / 2))
            let start = corner + u * tangent - centre
            let sweep = (.pi - opening) * (u.cross(v) < 0 ? 1 : -1)
            let count = Discretisation.pieces(radius: radius, sweep: sweep)
            for step in 0...count {
                let turn = sweep * Double(step) / Double(count)
                result.append(
                    centre
                        + Vector2(start.x * cos(turn) - start.y * sin(turn), start.x * sin(turn) + start.y * cos(turn)))
            }
        }
        return result
    }
}

extension GeometryReader {
    /// The flat regions of a profile.
    ///
    /// Source: ISO 16739-1, IfcProfileDef and its subtypes.
    func regions(_ id: UInt32, depth: Int = 0) throws(GeometryFailure) -> [Region] {
        guard depth < Self.depthMax else { throw GeometryFailure(.tooDeep, id) }
        try spend(1, id)
        let values = model.values(id)
        let entity = model.entity(id)
        var regions: [Region]
        switch entity {
        case .arbitraryProfile, .arbitraryProfileWithVoids:
            guard let outer = values[at: 2].reference else { throw GeometryFailure(.badProfile, id) }
            regions = [Region(outer: try flat(outer))]
            if entity == .arbitraryProfileWithVoids {
                for hole in values[at: 3].references { regions[0].holes.append(try flat(hole)) }
            }
        case .compositeProfile:
            regions = []
            for part in values[at: 2].references { regions += try self.regions(part, depth: depth + 1) }
        case .derivedProfile, .mirroredProfile:
            guard let parent = values[at: 2].reference else { throw GeometryFailure(.badProfile, id) }
            regions = try self.regions(parent, depth: depth + 1)
            var map = Transform.identity
            if entity == .derivedProfile, let operatorId = values[at: 3].reference {
                map = try transformation(operatorId)
            } else {
                map.x = [-1, 0, 0]
            }
            regions = regions.map { GeometryReader.map($0, map) }
        case .centerLineProfile: regions = [Region(outer: try centreLine(values, id))]
        default:
            let map = try axes(values[at: 2].reference)
            regions = [GeometryReader.map(try parameterised(id, entity, values), map)]
        }
        let oriented = regions.compactMap { $0.oriented() }
        guard !oriented.isEmpty else { throw GeometryFailure(.badProfile, id) }
        return oriented
    }

    private static func map(_ region: Region, _ map: Transform) -> Region {
        func move(_ loop: [Vector2]) -> [Vector2] {
            loop.map {
                let p = map.point([$0.x, $0.y, 0])
                return Vector2(p.x, p.y)
            }
        }
        return Region(outer: move(region.outer), holes: region.holes.map(move))
    }

    private func flat(_ id: UInt32) throws(GeometryFailure) -> [Vector2] {
        try curve(id).map { Vector2($0.x, $0.y) }
    }

    /// A band of even thickness along a line.
    private func centreLine(_ values: [STEPValue], _ id: UInt32) throws(GeometryFailure) -> [Vector2] {
        guard let line = values[at: 2].reference else { throw GeometryFailure(.badProfile, id) }
        let half = try metres(values[at: 3], id) / 2
        let points = try flat(line)
        guard points.count >= 2, half > 0 else { throw GeometryFailure(.badProfile, id) }
        var left: [Vector2] = []
        var right: [Vector2] = []
        for index in points.indices {
            let before = index > 0 ? points[index] - points[index - 1] : points[1] - points[0]
            let after = index + 1 < points.count ? points[index + 1] - points[index] : before
            let a = Vector2(-before.y, before.x) / max(before.length, 1e-30)
            let b = Vector2(-after.y, after.x) / max(after.length, 1e-30)
            let offset = (a + b) / max(1 + a.dot(b), 1e-3) * half
            left.append(points[index] + offset)
            right.append(points[index] - offset)
        }
        return right + left.reversed()
    }

    private func round(_ radius: Double, _ second: Double? = nil) -> [Vector2] {
        let conic = Conic(frame: .identity, first: radius, second: second ?? radius)
        return conic.points(from: 0, to: 2 * .pi).dropLast().map { Vector2($0.x, $0.y) }
    }

    /// A region from its measures, before it is placed.
    private func parameterised(_ id: UInt32, _ entity: Entity, _ values: [STEPValue]) throws(GeometryFailure) -> Region
    {
        func size(_ position: Int) throws(GeometryFailure) -> Double {
            let value = try metres(values[at: position], id)
            guard value > 0 else { throw GeometryFailure(.badProfile, id) }
            return value
        }
        func optional(_ position: Int) -> Double { max(0, (values[at: position].number ?? 0) * length) }
        switch entity {
        case .circleProfile: return Region(outer: round(try size(3)))
        case .circleHollowProfile:
            let radius = try size(3)
            let inner = radius - (try size(4))
            return Region(outer: round(radius), holes: inner > 1e-9 ? [round(inner)] : [])
        case .ellipseProfile: return Region(outer: round(try size(3), try size(4)))
        case .rectangleProfile, .roundedRectangleProfile, .rectangleHollowProfile:
            let x = try size(3) / 2
            let y = try size(4) / 2
            if entity == .rectangleProfile { return Region(outer: rectangle(x, y, 0)) }
            if entity == .roundedRectangleProfile { return Region(outer: rectangle(x, y, optional(5))) }
            let wall = try size(5)
            guard wall < x, wall < y else { throw GeometryFailure(.badProfile, id) }
            return Region(outer: rectangle(x, y, optional(7)), holes: [rectangle(x - wall, y - wall, optional(6))])
        case .trapeziumProfile:
            let x = try size(3) / 2
            let top = try size(4)
            let y = try size(5) / 2
            let offset = try metres(values[at: 6], id)
            var outline = Outline()
            outline.add(-x, -y)
            outline.add(x, -y)
            outline.add(-x + offset + top, y)
            outline.add(-x + offset, y)
            return Region(outer: outline.loop)
        default: return Region(outer: try rolled(id, entity, values))
        }
    }

    private func rectangle(_ x: Double, _ y: Double, _ radius: Double) -> [Vector2] {
        var outline = Outline()
        outline.add(-x, -y, radius: radius)
        outline.add(x, -y, radius: radius)
        outline.add(x, y, radius: radius)
        outline.add(-x, y, radius: radius)
        return outline.loop
    }
}
