extension CityModel {
    /// The model seen from above: one feature per city object, with its attributes.
    ///
    /// A polygon is the object's surface of level 0, else its ground surfaces, else its level surfaces that look down,
    /// else all of its surfaces. Properties get `cityObjectType`, `height` (top minus bottom) and `parent`.
    /// Coordinates are WGS 84 longitude and latitude where the model's system is known; else they stay as they are and
    /// the collection names the system in `crs`.
    ///
    /// Source: RFC 7946.
    public func geoJSON() -> GeoJSON {
        let name = header.referenceSystem
        let system = name.flatMap { ReferenceSystem(name: $0) }
        var collection = GeoJSON(features: [], referenceSystem: system == nil ? name : nil)
        for object in body.objects {
            var properties = object.attributes ?? JSONObject()
            properties["cityObjectType"] = .string(object.type)
            if let parent = object.parents?.first { properties["parent"] = .string(parent) }
            if let bounds = CityBounds.of(body.vertices, object), bounds.high.z > bounds.low.z {
                let steps = Double(bounds.high.z) - Double(bounds.low.z)
                if properties["height"] == nil {
                    properties["height"] = .double((steps * header.transform.scale.z * 1000).rounded() / 1000)
                }
            }
            collection.features.append(
                GeoJSONFeature(
                    id: .string(object.id), geometry: outline(of: object, system), properties: properties))
        }
        return collection
    }

    private func outline(of object: CityObject, _ system: ReferenceSystem?) -> GeoJSONGeometry? {
        func position(_ index: Int) -> GeoJSONPosition? {
            let point = header.transform.point(body.vertices[index])
            guard let system else { return GeoJSONPosition(point.x, point.y) }
            return system.geographic(x: point.x, y: point.y).map { GeoJSONPosition($0.longitude, $0.latitude) }
        }
        let list = object.geometry ?? []
        if let polygons = outlineSurfaces(of: list) {
            let rings = polygons.map { surface in
                surface.enumerated().compactMap { number, ring in closed(ring.compactMap(position), hole: number > 0) }
            }.filter { !$0.isEmpty }
            if rings.isEmpty { return nil }
            return rings.count == 1 ? .polygon(rings[0]) : .multiPolygon(rings)
        }
        if let lines = list.first(where: { $0.type == .multiLineString }) {
            return .multiLineString(lines.boundaries.lists.map { $0.compactMap(position) }.filter { $0.count > 1 })
        }
        guard let points = list.first?.boundaries.indices.compactMap(position), let first = points.first else {
            return nil
        }
        return points.count == 1 ? .point(first) : .multiPoint(points)
    }

    /// Rings of vertex indices per surface; nil for an object without surfaces.
    private func outlineSurfaces(of list: [CityGeometry]) -> [[[Int]]]? {
        let areas = list.filter { $0.type.depth >= 3 }
        guard
            let best = areas.first(where: { ($0.lod ?? "").hasPrefix("0") })
                ?? areas.max(by: { ($0.lod ?? "") < ($1.lod ?? "") })
        else { return nil }
        var all = [[[Int]]]()
        let tokens = best.boundaries.tokens
        best.boundaries.forEachSurface(depth: best.type.depth) { rings in
            all.append(rings.map { $0.map { Int(tokens[$0]) } })
        }
        if best.lod?.hasPrefix("0") ?? false { return all }
        if let values = best.semantics?.values?.surfaceValues(of: best.boundaries, depth: best.type.depth) {
            let kinds = best.semantics?.surfaces ?? []
            let ground = all.indices.filter { index in
                let kind = Int(values[index])
                return kinds.indices.contains(kind) && kinds[kind]["type"]?.string == "GroundSurface"
            }
            if !ground.isEmpty { return ground.map { all[$0] } }
        }
        if best.type.depth > 3 {
            let down = all.filter { slope(of: $0) < -0.7 }
            if !down.isEmpty { return down }
        }
        let flat = all.filter { abs(slope(of: $0)) > 0.05 }
        return flat.isEmpty ? all : flat
    }

    /// Upward part of the unit normal of a surface.
    private func slope(of surface: [[Int]]) -> Double {
        guard let ring = surface.first, ring.count >= 3 else { return 0 }
        let points = ring.map { header.transform.point(body.vertices[$0]) }
        var normal = SIMD3<Double>()
        for index in 1..<points.count - 1 {
            let (a, b) = (points[index] - points[0], points[index + 1] - points[0])
            normal += SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
        }
        let length = (normal * normal).sum().squareRoot()
        return length > 0 ? normal.z / length : 0
    }

    /// A closed ring, outer ones counter-clockwise; nil with fewer than three corners.
    private func closed(_ ring: [GeoJSONPosition], hole: Bool) -> [GeoJSONPosition]? {
        guard ring.count >= 3, let base = ring.first else { return nil }
        var area = 0.0
        for index in ring.indices {
            let (a, b) = (ring[index], ring[index + 1 == ring.count ? 0 : index + 1])
            area += (a.x - base.x) * (b.y - base.y) - (a.y - base.y) * (b.x - base.x)
        }
        var ring = (area < 0) == hole ? ring : ring.reversed()
        ring.append(ring[0])
        return ring
    }
}

extension CityBounds {
    /// Box of the vertices of one object; nil without any.
    static func of(_ vertices: [GridVertex], _ object: CityObject) -> CityBounds? {
        var low = SIMD3<Int64>(repeating: .max)
        var high = SIMD3<Int64>(repeating: .min)
        for geometry in object.geometry ?? [] {
            for token in geometry.boundaries.tokens where token >= 0 {
                let vertex = vertices[Int(token)]
                let point = SIMD3(vertex.x, vertex.y, vertex.z)
                low = pointwiseMin(low, point)
                high = pointwiseMax(high, point)
            }
        }
        return low.x <= high.x ? CityBounds(low: low, high: high) : nil
    }
}

extension IndexTree {
    /// Lists of numbers, for boundaries of depth 2.
    var lists: [[Int]] {
        var lists = [[Int]]()
        var position = 1
        while position < tokens.count {
            let token = tokens[position]
            let count = token < -1 ? Self.count(token) : 0
            let end = min(position + 1 + count, tokens.count)
            lists.append(tokens[position + 1..<max(end, position + 1)].filter { $0 >= 0 }.map { Int($0) })
            position = max(end, position + 1)
        }
        return lists
    }
}
