extension CityJSONValidator {
    /// Checks every object and the references between them.
    mutating func objects(_ node: JSONNode, used: inout [Bool]) {
        var byName = [String: JSONNode](minimumCapacity: node.count)
        let members = node.members
        for (name, object) in members { byName[name] = object }
        for (name, object) in members {
            guard object.isObject else {
                add(object, .notAnObject)
                continue
            }
            cityObject(object, used: &used)
            references(object, name, "children", back: "parents", byName, unaware: .childUnaware)
            references(object, name, "parents", back: "children", byName, unaware: .parentUnaware)
        }
    }

    private mutating func references(
        _ object: JSONNode, _ name: String, _ member: String, back: String, _ byName: [String: JSONNode],
        unaware: CityJSONReason
    ) {
        guard let list = object[member] else { return }
        guard list.isArray else { return add(list, .notAnArray) }
        for item in list.items {
            guard let other = item.string else {
                add(item, .notAString)
                continue
            }
            guard let found = byName[other] else {
                add(item, .objectMissing)
                continue
            }
            if !(found[back]?.items.contains { $0.string == name } ?? false) { add(item, unaware) }
        }
    }

    private mutating func cityObject(_ node: JSONNode, used: inout [Bool]) {
        guard let typeNode = node["type"] else { return addMissing("type", in: node) }
        guard let type = typeNode.string else { return add(typeNode, .notAString) }
        var allowed = Set(CityGeometryType.allCases)
        if type.hasPrefix("+") {
            if !CityJSONTypes.isExtensionObject(type) { add(typeNode, .unknownCityObjectType) }
            extensionUse(typeNode)
        } else if let list = CityJSONTypes.geometries(of: type), context.isVersion2 || type != "GenericCityObject" {
            allowed = list
        } else {
            add(typeNode, .unknownCityObjectType)
        }
        if CityJSONTypes.isSecondLevel(type) {
            if let parents = node["parents"] {
                if parents.isArray, parents.count == 0 { add(parents, .missingParents) }
            } else {
                add(node, .missingParents)
            }
        }
        if type == "CityObjectGroup", node["children"] == nil { addMissing("children", in: node) }
        for (name, part) in node.members { objectMember(name, part, of: node, allowed: allowed, used: &used) }
    }

    private mutating func objectMember(
        _ name: String, _ node: JSONNode, of object: JSONNode, allowed: Set<CityGeometryType>, used: inout [Bool]
    ) {
        switch name {
        case "attributes":
            guard node.isObject else { return add(node, .notAnObject) }
            for (key, value) in node.members where key.hasPrefix("+") { extensionUse(value) }
        case "geographicalExtent": numbers(node, count: 6...6)
        case "geometry":
            guard node.isArray else { return add(node, .notAnArray) }
            for item in node.items { geometry(item, allowed: allowed, used: &used) }
        case "address":
            // Version 1.0 had one object here; 1.1 and 2.0 have an array.
            guard node.isArray else { return add(node, .notAnArray) }
            for item in node.items {
                guard item.isObject else {
                    add(item, .notAnObject)
                    continue
                }
                if let location = item["location"] { geometry(location, allowed: [.multiPoint], used: &used) }
            }
        case "children_roles":
            guard node.isArray else { return add(node, .notAnArray) }
            for item in node.items where !item.isString && !item.isNull { add(item, .notAString) }
            if node.count != object["children"]?.count ?? 0 { add(node, .wrongCount) }
        default:
            if name.hasPrefix("+") {
                extensionUse(node)
            } else if !CityJSONTypes.objectMembers.contains(name) {
                add(node, .unknownRootMember, warning: true)
            }
        }
    }
}
