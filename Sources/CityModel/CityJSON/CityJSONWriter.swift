/// Writes the members of CityJSON.
enum CityJSONWriter {
    static func header(_ header: CityHeader, to writer: inout JSONWriter) {
        writer.key("type")
        writer.string("CityJSON")
        writer.key("version")
        writer.string(header.version)
        writer.key("transform")
        transform(header.transform, to: &writer)
        optional("metadata", header.metadata, to: &writer)
        optional("extensions", header.extensions, to: &writer)
        if let templates = header.templates {
            writer.key("geometry-templates")
            writer.beginObject()
            writer.key("templates")
            writer.beginArray()
            for template in templates.geometries { geometry(template, to: &writer) }
            writer.endArray()
            writer.key("vertices-templates")
            writer.beginArray()
            for vertex in templates.vertices { writer.value(.array(vertex.map(JSONValue.number))) }
            writer.endArray()
            writer.endObject()
        }
        optional("appearance", header.appearance, to: &writer)
        writer.members(header.extra)
    }

    static func body(_ body: CityFeature, to writer: inout JSONWriter) {
        optional("appearance", body.appearance, to: &writer)
        writer.key("CityObjects")
        writer.beginObject()
        for object in body.objects {
            writer.key(object.id)
            cityObject(object, to: &writer)
        }
        writer.endObject()
        writer.key("vertices")
        writer.beginArray()
        for vertex in body.vertices {
            writer.beginArray()
            writer.integer(vertex.x)
            writer.integer(vertex.y)
            writer.integer(vertex.z)
            writer.endArray()
        }
        writer.endArray()
    }

    private static func transform(_ transform: CityTransform, to writer: inout JSONWriter) {
        if let source = transform.source?.object, numbers(source["scale"]) == transform.scale,
            numbers(source["translate"]) == transform.translate
        {
            writer.value(.object(source))
            return
        }
        writer.beginObject()
        for (name, triple) in [("scale", transform.scale), ("translate", transform.translate)] {
            writer.key(name)
            writer.beginArray()
            for axis in 0..<3 { writer.double(triple[axis]) }
            writer.endArray()
        }
        writer.endObject()
    }

    private static func numbers(_ value: JSONValue?) -> SIMD3<Double>? {
        guard let items = value?.array?.compactMap(\.double), items.count == 3 else { return nil }
        return SIMD3(items[0], items[1], items[2])
    }

    private static func optional(_ name: String, _ object: JSONObject?, to writer: inout JSONWriter) {
        guard let object else { return }
        writer.key(name)
        writer.value(.object(object))
    }

    private static func strings(_ name: String, _ strings: [String]?, to writer: inout JSONWriter) {
        guard let strings else { return }
        writer.key(name)
        writer.value(.array(strings.map(JSONValue.string)))
    }

    private static func cityObject(_ object: CityObject, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string(object.type)
        optional("attributes", object.attributes, to: &writer)
        strings("parents", object.parents, to: &writer)
        strings("children", object.children, to: &writer)
        writer.members(object.extra)
        if let list = object.geometry {
            writer.key("geometry")
            writer.beginArray()
            for item in list { geometry(item, to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }

    private static func geometry(_ geometry: CityGeometry, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string(geometry.type.rawValue)
        if let lod = geometry.lod {
            writer.key("lod")
            if geometry.isLodNumber { writer.raw(lod) } else { writer.string(lod) }
        }
        writer.key("boundaries")
        geometry.boundaries.write(to: &writer)
        if let semantics = geometry.semantics {
            writer.key("semantics")
            writer.beginObject()
            writer.key("surfaces")
            writer.value(.array(semantics.surfaces.map(JSONValue.object)))
            writer.key("values")
            if let values = semantics.values { values.write(to: &writer) } else { writer.null() }
            writer.members(semantics.extra)
            writer.endObject()
        }
        themes("material", geometry.materials, to: &writer)
        themes("texture", geometry.textures, to: &writer)
        if let instance = geometry.instance {
            writer.key("template")
            writer.integer(Int64(instance.template))
            writer.key("transformationMatrix")
            writer.value(.array(instance.matrix.map(JSONValue.number)))
        }
        writer.endObject()
    }

    private static func themes(_ name: String, _ themes: [CityTheme]?, to writer: inout JSONWriter) {
        guard let themes else { return }
        writer.key(name)
        writer.beginObject()
        for theme in themes {
            writer.key(theme.name)
            writer.beginObject()
            if let value = theme.value {
                writer.key("value")
                writer.integer(Int64(value))
            }
            if let values = theme.values {
                writer.key("values")
                values.write(to: &writer)
            } else if theme.writesNull {
                writer.key("values")
                writer.null()
            }
            writer.endObject()
        }
        writer.endObject()
    }
}

extension CityModel {
    /// The model as one CityJSON text without white space.
    public var cityJSON: [UInt8] {
        var writer = JSONWriter(capacity: body.vertices.count * 24 + 4096)
        writer.beginObject()
        CityJSONWriter.header(header, to: &writer)
        CityJSONWriter.body(body, to: &writer)
        writer.endObject()
        return writer.bytes
    }

    /// Reads one CityJSON text.
    ///
    /// Structure and indices are checked as far as the model needs; ``CityJSONValidator`` checks all the rest.
    ///
    /// - Throws: ``CityJSONError/json(_:line:)`` where the text is not JSON or exceeds the limits;
    ///   ``CityJSONError/invalid(_:)`` where it is not CityJSON.
    /// - Complexity: linear in the bytes.
    ///
    /// Source: CityJSON 2.0 (OGC 20-072r5) section 1.
    public init(cityJSON bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(CityJSONError) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(bytes, limits: limits)
        } catch {
            throw .json(error, line: nil)
        }
        try self.init(document)
    }

    /// Reads a parsed CityJSON text.
    ///
    /// - Throws: ``CityJSONError/invalid(_:)`` where it is not CityJSON.
    public init(_ document: JSONDocument) throws(CityJSONError) {
        header = try CityJSONReader.header(document.root)
        header.appearance = nil
        body = try CityJSONReader.body(
            document.root, templates: header.templates?.geometries.count ?? 0, isFeature: false)
    }
}
