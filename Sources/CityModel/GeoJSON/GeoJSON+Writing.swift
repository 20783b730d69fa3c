extension GeoJSON {
    /// The collection as bytes without white space.
    ///
    /// - Parameter decimals: Decimals of x and y, 0 to 15: 9 are a tenth of a millimetre in degrees.
    ///
    /// Source: RFC 7946 section 3.3.
    public func bytes(decimals: Int = 9) -> [UInt8] {
        var step = 1.0
        for _ in 0..<max(0, min(15, decimals)) { step *= 10 }
        var writer = JSONWriter(capacity: features.count * 256)
        writer.beginObject()
        writer.key("type")
        writer.string("FeatureCollection")
        if let referenceSystem {
            writer.key("crs")
            writer.value(["type": "name", "properties": ["name": .string(referenceSystem)]])
        }
        writer.key("features")
        writer.beginArray()
        for feature in features {
            writer.beginObject()
            writer.key("type")
            writer.string("Feature")
            if let id = feature.id {
                writer.key("id")
                writer.value(id)
            }
            writer.key("geometry")
            if let geometry = feature.geometry { Self.write(geometry, step, to: &writer) } else { writer.null() }
            writer.key("properties")
            if let properties = feature.properties { writer.value(.object(properties)) } else { writer.null() }
            writer.members(feature.extra)
            writer.endObject()
        }
        writer.endArray()
        writer.members(extra)
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ geometry: GeoJSONGeometry, _ step: Double, to writer: inout JSONWriter) {
        writer.beginObject()
        func begin(_ type: String) {
            writer.key("type")
            writer.string(type)
            writer.key(type == "GeometryCollection" ? "geometries" : "coordinates")
        }
        func list<T>(_ items: [T], _ write: (T) -> Void) {
            writer.beginArray()
            for item in items { write(item) }
            writer.endArray()
        }
        func position(_ position: GeoJSONPosition) {
            writer.beginArray()
            for value in [position.x, position.y] {
                let scaled = value * step
                writer.double(abs(scaled) < 1e15 ? scaled.rounded() / step : value)
            }
            if let z = position.z { writer.double(abs(z) < 1e12 ? (z * 1000).rounded() / 1000 : z) }
            writer.endArray()
        }
        func line(_ line: [GeoJSONPosition]) { list(line, position) }
        switch geometry {
        case .point(let value):
            begin("Point")
            position(value)
        case .multiPoint(let value):
            begin("MultiPoint")
            list(value, position)
        case .lineString(let value):
            begin("LineString")
            line(value)
        case .multiLineString(let value):
            begin("MultiLineString")
            list(value, line)
        case .polygon(let value):
            begin("Polygon")
            list(value, line)
        case .multiPolygon(let value):
            begin("MultiPolygon")
            list(value) { list($0, line) }
        case .collection(let value):
            begin("GeometryCollection")
            writer.beginArray()
            for item in value { write(item, step, to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }
}
