extension CityJSONValidator {
    /// Checks the members that only a file or a first line has.
    mutating func header(_ root: JSONNode) {
        for name in ["type", "version", "transform", "CityObjects", "vertices"] where root[name] == nil {
            addMissing(name, in: root)
        }
        if let type = root["type"], type.string != "CityJSON" { add(type, .wrongType) }
        if let version = root["version"] {
            if !["1.1", "2.0"].contains(version.string) { add(version, .unsupportedVersion) }
            context.isVersion2 = version.string != "1.1"
        }
        if let node = root["transform"] { transform(node) }
        if let node = root["extensions"] { extensions(node) }
        if let node = root["metadata"] { metadata(node) }
        for (name, node) in root.members where !CityJSONTypes.rootMembers.contains(name) {
            if name.hasPrefix("+") { extensionUse(node) } else { add(node, .unknownRootMember, warning: true) }
        }
        // Templates may use the appearance of the same line.
        if let node = root["appearance"] { appearance(node) }
        if let node = root["geometry-templates"] { templates(node) }
    }

    /// Something with a `+` in its name: an error without any declared extension, else a note.
    mutating func extensionUse(_ node: JSONNode) {
        if context.hasExtensions {
            add(node, .extensionUnchecked, warning: true)
        } else {
            add(node, .undeclaredExtension)
        }
    }

    private mutating func transform(_ node: JSONNode) {
        guard node.isObject else { return add(node, .notAnObject) }
        for name in ["scale", "translate"] {
            guard let part = node[name] else {
                addMissing(name, in: node)
                continue
            }
            _ = read { () throws(CityJSONError) in try CityJSONReader.triple(part) }
        }
        for (name, part) in node.members where name != "scale" && name != "translate" { add(part, .memberNotAllowed) }
    }

    private mutating func extensions(_ node: JSONNode) {
        guard node.isObject else { return add(node, .notAnObject) }
        context.hasExtensions = node.count > 0
        for (_, part) in node.members {
            guard part.isObject else {
                add(part, .notAnObject)
                continue
            }
            if let url = part["url"] {
                if !url.isString { add(url, .notAString) }
            } else {
                addMissing("url", in: part)
            }
            guard let version = part["version"] else {
                addMissing("version", in: part)
                continue
            }
            if !CityJSONTypes.isExtensionVersion(version.string ?? "") { add(version, .badExtension) }
        }
    }

    private mutating func metadata(_ node: JSONNode) {
        guard node.isObject else { return add(node, .notAnObject) }
        for (name, part) in node.members {
            switch name {
            case "identifier", "referenceDate", "title":
                if !part.isString { add(part, .notAString) }
            case "geographicalExtent": numbers(part, count: 6...6)
            case "referenceSystem":
                guard let text = part.string else {
                    add(part, .notAString)
                    continue
                }
                if !CityJSONTypes.isReferenceSystem(text) {
                    // Files of version 1.1 commonly carry a URN; it names the same systems.
                    add(part, .badReferenceSystem, warning: !context.isVersion2 && text.hasPrefix("urn:ogc:def:crs:"))
                }
            case "pointOfContact": contact(part)
            default:
                if name.hasPrefix("+") { extensionUse(part) } else { add(part, .unknownRootMember, warning: true) }
            }
        }
    }

    private mutating func contact(_ node: JSONNode) {
        guard node.isObject else { return add(node, .notAnObject) }
        for name in ["contactName", "emailAddress"] where node[name] == nil { addMissing(name, in: node) }
        for (name, part) in node.members {
            switch name {
            case "contactName", "emailAddress", "phone", "organization", "website":
                if !part.isString { add(part, .notAString) }
            case "address":
                if context.isVersion2, !part.isObject { add(part, .notAnObject) }
            case "contactType":
                if !["individual", "organization"].contains(part.string) { add(part, .unknownValue) }
            case "role":
                if !CityJSONTypes.roles.contains(part.string ?? "") { add(part, .unknownValue) }
            default: break
            }
        }
    }

    /// An array of so many finite numbers.
    mutating func numbers(_ node: JSONNode, count: ClosedRange<Int>) {
        guard node.isArray else { return add(node, .notAnArray) }
        guard count.contains(node.count) else { return add(node, .wrongCount) }
        for item in node.items where !(item.double?.isFinite ?? false) { add(item, .notANumber) }
    }

    private mutating func templates(_ node: JSONNode) {
        guard node.isObject else { return add(node, .notAnObject) }
        guard let list = node["templates"] else { return addMissing("templates", in: node) }
        guard let vertices = node["vertices-templates"] else { return addMissing("vertices-templates", in: node) }
        guard list.isArray else { return add(list, .notAnArray) }
        guard vertices.isArray else { return add(vertices, .notAnArray) }
        for (name, part) in node.members where name != "templates" && name != "vertices-templates" {
            add(part, .memberNotAllowed)
        }
        for item in vertices.items { numbers(item, count: 3...3) }
        var used = [Bool](repeating: false, count: vertices.count)
        let allowed = Set(CityGeometryType.allCases).subtracting([.geometryInstance])
        for item in list.items { geometry(item, allowed: allowed, used: &used) }
        context.templates = list.count
    }

    /// Checks materials and textures and remembers how many there are.
    mutating func appearance(_ node: JSONNode) {
        guard node.isObject else { return add(node, .notAnObject) }
        (context.materials, context.textures, context.textureVertices) = (0, 0, 0)
        for (name, part) in node.members {
            switch name {
            case "default-theme-texture", "default-theme-material":
                if !part.isString { add(part, .notAString) }
            case "materials", "textures", "vertices-texture":
                guard part.isArray else {
                    add(part, .notAnArray)
                    continue
                }
                switch name {
                case "materials":
                    context.materials = part.count
                    for item in part.items { material(item) }
                case "textures":
                    context.textures = part.count
                    for item in part.items { texture(item) }
                default:
                    context.textureVertices = part.count
                    for item in part.items { numbers(item, count: 2...2) }
                }
            default: add(part, .memberNotAllowed)
            }
        }
    }

    private mutating func material(_ node: JSONNode) {
        guard node.isObject else { return add(node, .notAnObject) }
        if node["name"] == nil { addMissing("name", in: node) }
        for (name, part) in node.members {
            switch name {
            case "name": if !part.isString { add(part, .notAString) }
            case "ambientIntensity", "shininess", "transparency": if !part.isNumber { add(part, .notANumber) }
            case "diffuseColor", "emissiveColor", "specularColor": numbers(part, count: 3...3)
            case "isSmooth": if !part.isBool { add(part, .notABoolean) }
            default: add(part, .memberNotAllowed)
            }
        }
    }

    private mutating func texture(_ node: JSONNode) {
        guard node.isObject else { return add(node, .notAnObject) }
        for name in ["type", "image"] where node[name] == nil { addMissing(name, in: node) }
        for (name, part) in node.members {
            switch name {
            case "image": if !part.isString { add(part, .notAString) }
            case "borderColor": numbers(part, count: 3...4)
            case "type", "wrapMode", "textureType":
                if !(CityJSONTypes.textureValues[name]?.contains(part.string ?? "") ?? false) {
                    add(part, .unknownValue)
                }
            default: add(part, .memberNotAllowed)
            }
        }
    }
}
