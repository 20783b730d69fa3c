extension CityModel {
    /// The model in another reference system; nil when its own or a coordinate is not known there.
    ///
    /// Vertices are put on a new grid of a millimetre (a hundred-millionth of a degree for geographic systems) whose
    /// origin is the lowest corner. Heights keep their grid. Templates are not turned, only moved.
    public func converted(to target: ReferenceSystem) -> CityModel? {
        guard let name = header.referenceSystem, let source = ReferenceSystem(name: name) else { return nil }
        if source == target { return self }
        var points = [SIMD2<Double>]()
        points.reserveCapacity(body.vertices.count)
        var low = SIMD2<Double>(repeating: .infinity)
        for vertex in body.vertices {
            let point = header.transform.point(vertex)
            guard let place = source.geographic(x: point.x, y: point.y),
                let turned = target.coordinates(longitude: place.longitude, latitude: place.latitude)
            else { return nil }
            points.append(SIMD2(turned.x, turned.y))
            low = pointwiseMin(low, SIMD2(turned.x, turned.y))
        }
        let step = target.isGeographic ? 1e-8 : 0.001
        if points.isEmpty { low = .zero }
        var result = self
        result.header.transform = CityTransform(
            scale: SIMD3(step, step, header.transform.scale.z),
            translate: SIMD3(low.x, low.y, header.transform.translate.z))
        result.header.metadata = result.header.metadata ?? JSONObject()
        result.header.metadata?["referenceSystem"] = .string(target.address)
        result.header.metadata?["geographicalExtent"] = nil
        for index in points.indices {
            let moved = result.header.transform.vertex(SIMD3(points[index].x, points[index].y, 0))
            result.body.vertices[index] = GridVertex(moved.x, moved.y, body.vertices[index].z)
        }
        for index in result.body.objects.indices {
            result.body.objects[index].extra.removeAll { $0.key == "geographicalExtent" }
        }
        return result
    }

    /// The model itself, or in metres in the 3° zone of its middle when its coordinates are degrees.
    public func inMetres() -> CityModel? {
        guard let name = header.referenceSystem, let system = ReferenceSystem(name: name), system.isGeographic else {
            return self
        }
        guard let bounds = CityBounds.of(self, Array(body.objects.indices)) else { return self }
        let middle = header.transform.point(
            GridVertex(
                bounds.low.x / 2 + bounds.high.x / 2, bounds.low.y / 2 + bounds.high.y / 2, 0))
        guard middle.x.isFinite, abs(middle.x) <= 360, middle.y.isFinite else { return nil }
        let zone =
            ReferenceSystem.gaussKrueger(longitude: middle.x)
            ?? ReferenceSystem(epsg: (middle.y < 0 ? 32701 : 32601) + max(0, min(59, Int((middle.x + 180) / 6))))
        return zone.flatMap { converted(to: $0) }
    }
}
