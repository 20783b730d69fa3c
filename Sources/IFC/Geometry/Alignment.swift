#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// One piece of an alignment in a plane: where it begins, its heading there, and its curvature along it.
struct AlignmentPiece {
    var start: Vector2
    var heading: Double
    var length: Double
    /// Change of heading for one metre, after a distance from the beginning of the piece.
    var curvature: (Double) -> Double
}

/// A line of a road or railway in a plane, as points at close distances.
struct AlignmentLine {
    private(set) var stations: [Double] = []
    private(set) var points: [Vector2] = []
    private(set) var headings: [Double] = []

    var length: Double { stations.last ?? 0 }

    /// Follows pieces with the midpoint rule in steps of at most a metre and a thousandth of a radian.
    init(_ pieces: [AlignmentPiece], isHorizontal: Bool) {
        for piece in pieces where piece.length > 1e-9 {
            let base = isHorizontal ? stations.last ?? 0 : piece.start.x
            let bend = max(
                abs(piece.curvature(0)), abs(piece.curvature(piece.length)), abs(piece.curvature(piece.length / 2)))
            let steps = Int(min(max(piece.length, piece.length * bend * 1_000, 1).rounded(.up), 20_000))
            var point = piece.start
            var heading = piece.heading
            append(base, point, heading)
            let step = piece.length / Double(steps)
            for index in 0..<steps {
                let middle = heading + piece.curvature((Double(index) + 0.25) * step) * step / 2
                point += Vector2(cos(middle), sin(middle)) * step
                heading += piece.curvature((Double(index) + 0.5) * step) * step
                append(isHorizontal ? base + step * Double(index + 1) : point.x, point, heading)
            }
        }
    }

    private mutating func append(_ station: Double, _ point: Vector2, _ heading: Double) {
        if let last = stations.last, station <= last + 1e-9 {
            points[points.count - 1] = point
            headings[headings.count - 1] = heading
            return
        }
        stations.append(station)
        points.append(point)
        headings.append(heading)
    }

    /// The point and heading after a distance; before the beginning and behind the end the line goes on straight.
    func at(_ station: Double) -> (point: Vector2, heading: Double) {
        guard let first = stations.first, let last = stations.last else { return (.zero, 0) }
        if station <= first {
            return (points[0] + Vector2(cos(headings[0]), sin(headings[0])) * (station - first), headings[0])
        }
        if station >= last {
            let heading = headings[headings.count - 1]
            return (points[points.count - 1] + Vector2(cos(heading), sin(heading)) * (station - last), heading)
        }
        var low = 0
        var high = stations.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if stations[middle] <= station { low = middle } else { high = middle }
        }
        let share = (station - stations[low]) / (stations[high] - stations[low])
        return (
            points[low] + (points[high] - points[low]) * share, headings[low] + (headings[high] - headings[low]) * share
        )
    }
}

extension GeometryReader {
    /// The pieces of the segments of a curve.
    ///
    /// Source: ISO 16739-1:2024, IfcCurveSegment, IfcClothoid (curvature s / (A·|A|)), IfcCircle, IfcLine.
    private func pieces(_ segments: [UInt32]) throws(GeometryFailure) -> [AlignmentPiece] {
        var result: [AlignmentPiece] = []
        for id in segments {
            let values = model.values(id)
            guard model.entity(id) == .curveSegment, let parent = values[at: 4].reference else {
                throw GeometryFailure(.notInList, id)
            }
            let place = try axes(values[at: 1].reference)
            let start = try metres(values[at: 2], id)
            let length = try metres(values[at: 3], id)
            let sense: Double = length < 0 ? -1 : 1
            guard abs(length) < 1e7 else { throw GeometryFailure(.badValue, id) }
            let curve = model.values(parent)
            let curvature: (Double) -> Double
            switch model.entity(parent) {
            case .line: curvature = { _ in 0 }
            case .circle:
                let radius = try metres(curve[at: 1], parent)
                guard radius > 1e-6 else { throw GeometryFailure(.badValue, parent) }
                curvature = { _ in sense / radius }
            case .clothoid:
                let constant = try metres(curve[at: 1], parent)
                guard abs(constant) > 1e-6 else { throw GeometryFailure(.badValue, parent) }
                curvature = { sense * (start + sense * $0) / (constant * abs(constant)) }
            default: throw GeometryFailure(.notInList, parent)
            }
            result.append(
                AlignmentPiece(
                    start: Vector2(place.origin.x, place.origin.y), heading: atan2(place.x.y, place.x.x),
                    length: abs(length), curvature: curvature))
        }
        return result
    }

    /// The horizontal line and the heights of a directrix; a curve without heights lies at 0.
    private func directrix(_ id: UInt32) throws(GeometryFailure) -> (plan: AlignmentLine, heights: AlignmentLine?) {
        let values = model.values(id)
        switch model.entity(id) {
        case .gradientCurve:
            guard let base = values[at: 2].reference else { throw GeometryFailure(.badCurve, id) }
            let plan = AlignmentLine(try pieces(model.values(base)[at: 0].references), isHorizontal: true)
            return (plan, AlignmentLine(try pieces(values[at: 0].references), isHorizontal: false))
        case .compositeCurve:
            return (AlignmentLine(try pieces(values[at: 0].references), isHorizontal: true), nil)
        default: throw GeometryFailure(.notInList, id)
        }
    }

    /// The points of an alignment, at most a metre apart; between two lengths along it where they are given.
    func alignment(_ id: UInt32, from: Double? = nil, to: Double? = nil) throws(GeometryFailure) -> [Vector3] {
        let line = try directrix(id)
        let start = max(from ?? 0, 0)
        let end = min(to ?? line.plan.length, line.plan.length)
        guard end > start, end - start < 1e6 else { throw GeometryFailure(.badCurve, id) }
        let steps = Int(min(max(1, (end - start).rounded(.up)), 20_000))
        try spend(steps, id)
        return (0...steps).map { step in
            let station = start + (end - start) * Double(step) / Double(steps)
            let point = line.plan.at(station).point
            return Vector3(point.x, point.y, line.heights?.at(station).point.y ?? 0)
        }
    }

    /// A body between upright sections along an alignment.
    ///
    /// The sections stand upright, their x axes point to the left.
    ///
    /// Source: ISO 16739-1:2024, IfcSectionedSolidHorizontal.
    func sectionedSolid(_ id: UInt32) throws(GeometryFailure) -> IFCMesh {
        let values = model.values(id)
        guard let directrixId = values[at: 0].reference else { throw GeometryFailure(.badCurve, id) }
        let line = try directrix(directrixId)
        let sections = values[at: 1].references
        let positions = values[at: 2].references
        guard sections.count == positions.count, sections.count >= 2, sections.count < 10_000 else {
            throw GeometryFailure(.badValue, id)
        }
        var stations: [(at: Double, aside: Double, up: Double)] = []
        for position in positions {
            guard let pointId = model.values(position)[at: 0].reference else {
                throw GeometryFailure(.badPlacement, position)
            }
            let point = model.values(pointId)
            stations.append(
                (
                    try metres(point[at: 0], pointId), (point[at: 1].number ?? 0) * length,
                    (point[at: 2].number ?? 0) * length
                ))
        }
        var regions: [Region] = []
        for section in sections {
            let parts = try self.regions(section)
            guard parts.count == 1, parts[0].outer.count == (regions.first ?? parts[0]).outer.count,
                parts[0].holes.map(\.count) == (regions.first ?? parts[0]).holes.map(\.count)
            else { throw GeometryFailure(.badProfile, section) }
            regions.append(parts[0])
        }
        var loops: [Region] = []
        var frames: [Transform] = []
        for (index, to) in stations.enumerated().dropFirst() {
            let from = stations[index - 1]
            guard to.at > from.at, to.at - from.at < 1e6 else { throw GeometryFailure(.badValue, id) }
            let steps = Int(min(max(1, (to.at - from.at).rounded(.up)), 5_000))
            guard frames.count < 100_000 else { throw GeometryFailure(.tooLarge, id) }
            for step in (index == 1 ? 0 : 1)...steps {
                let share = Double(step) / Double(steps)
                let station = from.at + (to.at - from.at) * share
                let aside = from.aside + (to.aside - from.aside) * share
                let up = from.up + (to.up - from.up) * share
                frames.append(GeometryReader.upright(line, station, aside, up))
                loops.append(GeometryReader.blend(regions[index - 1], regions[index], share))
            }
        }
        var mesh = IFCMesh()
        mesh.sweep(loops, frames)
        return GeometryReader.outward(mesh)
    }

    private static func upright(
        _ line: (plan: AlignmentLine, heights: AlignmentLine?), _ station: Double, _ aside: Double, _ up: Double
    ) -> Transform {
        let (point, heading) = line.plan.at(station)
        let height = line.heights?.at(station).point.y ?? 0
        let left = Vector3(-sin(heading), cos(heading), 0)
        let origin = Vector3(point.x, point.y, height) + left * aside + Vector3(0, 0, up)
        return Transform(x: left, y: [0, 0, 1], z: [cos(heading), sin(heading), 0], origin: origin)
    }

    private static func blend(_ a: Region, _ b: Region, _ share: Double) -> Region {
        func mix(_ one: [Vector2], _ two: [Vector2]) -> [Vector2] { zip(one, two).map { $0 + ($1 - $0) * share } }
        return Region(outer: mix(a.outer, b.outer), holes: zip(a.holes, b.holes).map { mix($0, $1) })
    }
}
