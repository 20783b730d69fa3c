/// One property or quantity.
public struct IFCProperty: Sendable, Hashable {
    /// The name, unique in its set.
    public let name: String
    /// The value; `null` where none is given. Enumerated and list values are lists; bounded values are
    /// upper, lower, set point; table values are a list of defining and a list of defined values.
    public let value: STEPValue
    /// The kind in the words of the standard, such as `IfcPropertySingleValue` or `IfcQuantityArea`.
    public let kind: String
    /// The instance that names the unit, where it is not the project's.
    public let unit: UInt32?
}

/// A property set or a set of quantities.
public struct IFCPropertySet: Sendable, Hashable {
    /// The name, unique for one object.
    public let name: String
    /// Whether the members are quantities.
    public let isQuantities: Bool
    /// The members, in file order.
    public internal(set) var properties: [IFCProperty]
}

extension IFCModel {
    /// The property sets and quantities of an object: those of its type, then its own, which win by name.
    ///
    /// - Returns: Sets in file order, each name once. Empty where nothing is defined.
    ///
    /// Source: ISO 16739-1, IfcRelDefinesByProperties, IfcTypeObject.HasPropertySets.
    public func propertySets(of object: UInt32) -> [IFCPropertySet] {
        var sets: [IFCPropertySet] = []
        if let type = relations.type[object] {
            for definition in values(type)[at: 5].references { merge(definition, into: &sets) }
        }
        if group(object) == .type {
            for definition in values(object)[at: 5].references { merge(definition, into: &sets) }
        }
        for definition in relations.propertySets[object] ?? [] { merge(definition, into: &sets) }
        return sets
    }

    private func merge(_ definition: UInt32, into sets: inout [IFCPropertySet]) {
        let values = values(definition)
        guard values.count >= 4 else { return }
        let entity = entity(definition)
        let name = values[at: 2].text ?? ""
        let members: [IFCProperty]
        switch entity {
        case .propertySet: members = values[at: 4].references.compactMap { property($0) }
        case .elementQuantity: members = values[at: 5].references.compactMap { quantity($0) }
        default: members = predefined(definition, values)
        }
        let place: Int
        if let found = sets.firstIndex(where: { $0.name == name }) {
            place = found
        } else {
            place = sets.count
            sets.append(IFCPropertySet(name: name, isQuantities: entity == .elementQuantity, properties: []))
        }
        for member in members {
            if let found = sets[place].properties.firstIndex(where: { $0.name == member.name }) {
                sets[place].properties[found] = member
            } else {
                sets[place].properties.append(member)
            }
        }
    }

    private func property(_ id: UInt32) -> IFCProperty? {
        let values = values(id)
        guard let name = values[at: 0].text else { return nil }
        let value: STEPValue
        var unit: UInt32?
        switch entity(id) {
        case .singleValue:
            value = values[at: 2]
            unit = values[at: 3].reference
        case .enumeratedValue, .listValue:
            value = values[at: 2]
            unit = entity(id) == .listValue ? values[at: 3].reference : nil
        case .boundedValue:
            value = .list([values[at: 2], values[at: 3], values[at: 5]])
            unit = values[at: 4].reference
        case .tableValue: value = .list([values[at: 2], values[at: 3]])
        case .complexProperty: value = values[at: 3]
        default: value = values[at: 3]
        }
        return IFCProperty(name: name, value: value, kind: className(of: id), unit: unit)
    }

    private func quantity(_ id: UInt32) -> IFCProperty? {
        let values = values(id)
        guard let name = values[at: 0].text else { return nil }
        let value = entity(id) == .complexQuantity ? values[at: 2] : values[at: 3]
        return IFCProperty(name: name, value: value, kind: className(of: id), unit: values[at: 2].reference)
    }

    /// The given attributes of a set that the schema defines itself, such as the lining of a door.
    private func predefined(_ id: UInt32, _ values: [STEPValue]) -> [IFCProperty] {
        let names = IFCModel.predefinedNames[file.entity(of: id) ?? ""] ?? []
        let kind = className(of: id)
        return values.indices.dropFirst(4).compactMap { place in
            if values[place] == .null { return nil }
            let name = place - 4 < names.count ? String(names[place - 4]) : "attribute \(place + 1)"
            return IFCProperty(name: name, value: values[place], kind: kind, unit: nil)
        }
    }

    private static let predefinedNames: [String: [Substring]] = [
        "IFCDOORLININGPROPERTIES":
            ("LiningDepth LiningThickness ThresholdDepth ThresholdThickness TransomThickness TransomOffset "
            + "LiningOffset ThresholdOffset CasingThickness CasingDepth ShapeAspectStyle LiningToPanelOffsetX "
            + "LiningToPanelOffsetY").split(separator: " "),
        "IFCDOORPANELPROPERTIES":
            "PanelDepth PanelOperation PanelWidth PanelPosition ShapeAspectStyle".split(separator: " "),
        "IFCWINDOWLININGPROPERTIES":
            ("LiningDepth LiningThickness TransomThickness MullionThickness FirstTransomOffset SecondTransomOffset "
            + "FirstMullionOffset SecondMullionOffset ShapeAspectStyle LiningOffset LiningToPanelOffsetX "
            + "LiningToPanelOffsetY").split(separator: " "),
        "IFCWINDOWPANELPROPERTIES":
            "OperationType PanelPosition FrameDepth FrameThickness ShapeAspectStyle".split(separator: " "),
        "IFCPERMEABLECOVERINGPROPERTIES":
            "OperationType PanelPosition FrameDepth FrameThickness ShapeAspectStyle".split(separator: " "),
        "IFCREINFORCEMENTDEFINITIONPROPERTIES":
            "DefinitionType ReinforcementSectionDefinitions".split(separator: " "),
    ]
}
