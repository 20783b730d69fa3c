extension GeometryReader {
    /// The map of an object placement into the coordinates of the project.
    func placement(_ id: UInt32?) throws(GeometryFailure) -> Transform {
        guard var current = id else { return .identity }
        var chain: [UInt32] = []
        var result = Transform.identity
        while true {
            if let known = placements[current] {
                result = known
                break
            }
            chain.append(current)
            guard chain.count <= 256 else { throw GeometryFailure(.badPlacement, current) }
            let values = model.values(current)
            switch model.entity(current) {
            case .localPlacement, .linearPlacement, .gridPlacement: break
            default: throw GeometryFailure(.notInList, current)
            }
            guard let parent = parent(of: current, values) else { break }
            current = parent
        }
        for id in chain.reversed() {
            let values = model.values(id)
            switch model.entity(id) {
            case .gridPlacement: result = result * (try gridAxes(id, values))
            case .linearPlacement:
                // The position along the line is given in plain coordinates too.
                guard let own = values[at: 2].reference else { throw GeometryFailure(.notInList, id) }
                result = result * (try axes(own))
            default:
                guard let own = values[at: 1].reference else { throw GeometryFailure(.badPlacement, id) }
                result = result * (try axes(own))
            }
            placements[id] = result
        }
        return result
    }

    /// The placement to which another one is relative; before IFC4X3 a grid placement is relative to the grid's.
    private func parent(of id: UInt32, _ values: [STEPValue]) -> UInt32? {
        guard model.entity(id) == .gridPlacement, gridLocation(values) == 0 else { return values[at: 0].reference }
        guard let location = values[at: 0].reference, let axis = model.values(location)[at: 0].references.first else {
            return nil
        }
        return gridPlacement(of: axis)
    }

    /// The placement of the grid that holds an axis.
    private func gridPlacement(of axis: UInt32) -> UInt32? {
        for grid in model.file.instances(of: ["IFCGRID"]) {
            let values = model.values(grid)
            let axes = values[at: 7].references + values[at: 8].references + values[at: 9].references
            if axes.contains(axis) { return values[at: 5].reference }
        }
        return nil
    }

    /// Which attribute is the location: IFC4X3 puts the parent before it.
    private func gridLocation(_ values: [STEPValue]) -> Int {
        values[at: 1].reference.map { model.entity($0) == .virtualGridIntersection } ?? false
            && !(values[at: 0].reference.map { model.entity($0) == .virtualGridIntersection } ?? false) ? 1 : 0
    }

    /// The frame at the crossing of two straight axes of a grid.
    ///
    /// Source: ISO 16739-1, IfcGridPlacement, IfcVirtualGridIntersection.
    private func gridAxes(_ id: UInt32, _ values: [STEPValue]) throws(GeometryFailure) -> Transform {
        let at = gridLocation(values)
        guard let location = values[at: at].reference else { throw GeometryFailure(.badPlacement, id) }
        let (origin, along) = try crossing(location)
        var axis = along
        if let reference = values[at: at + 1].reference {
            if model.entity(reference) == .virtualGridIntersection {
                axis = try crossing(reference).point - origin
            } else {
                axis = direction(reference) ?? along
            }
        }
        return .frame(origin: origin, axis: [0, 0, 1], reference: axis)
    }

    private func crossing(_ id: UInt32) throws(GeometryFailure) -> (point: Vector3, along: Vector3) {
        let values = model.values(id)
        let axes = values[at: 0].references
        let offsets = values[at: 1].numbers.map { $0 * length }
        guard model.entity(id) == .virtualGridIntersection, axes.count == 2 else {
            throw GeometryFailure(.badPlacement, id)
        }
        var lines: [(start: Vector3, along: Vector3)] = []
        for (index, axis) in axes.enumerated() {
            let axisValues = model.values(axis)
            guard let curveId = axisValues[at: 1].reference else { throw GeometryFailure(.badCurve, axis) }
            var points = try curve(curveId)
            if axisValues[at: 2].truth == false { points.reverse() }
            guard points.count == 2, let along = (points[1] - points[0]).unit else {
                throw GeometryFailure(.notInList, curveId)
            }
            // Offsets count to the left of the axis.
            let left = Vector3(-along.y, along.x, 0) * (index < offsets.count ? offsets[index] : 0)
            lines.append((points[0] + left, along))
        }
        let det = lines[0].along.x * lines[1].along.y - lines[0].along.y * lines[1].along.x
        guard abs(det) > 1e-9 else { throw GeometryFailure(.badPlacement, id) }
        let gap = lines[1].start - lines[0].start
        let t = (gap.x * lines[1].along.y - gap.y * lines[1].along.x) / det
        var point = lines[0].start + lines[0].along * t
        point.z += offsets.count > 2 ? offsets[2] : 0
        return (point, lines[0].along)
    }
}
