/// The relations between objects, by the number of the object that is asked about; lists are in file order.
struct Relations: Sendable {
    private(set) var projects: [UInt32] = []
    private(set) var children: [UInt32: [UInt32]] = [:]
    private(set) var parent: [UInt32: UInt32] = [:]
    private(set) var contained: [UInt32: [UInt32]] = [:]
    private(set) var container: [UInt32: UInt32] = [:]
    private(set) var openings: [UInt32: [UInt32]] = [:]
    private(set) var voidedElement: [UInt32: UInt32] = [:]
    private(set) var fillings: [UInt32: [UInt32]] = [:]
    private(set) var filledOpening: [UInt32: UInt32] = [:]
    private(set) var propertySets: [UInt32: [UInt32]] = [:]
    private(set) var type: [UInt32: UInt32] = [:]
    private(set) var materials: [UInt32: [UInt32]] = [:]
    private(set) var classifications: [UInt32: [UInt32]] = [:]
    private(set) var groupMembers: [UInt32: [UInt32]] = [:]
    private(set) var styles: [UInt32: [UInt32]] = [:]
    private(set) var materialDefinitions: [UInt32: UInt32] = [:]
    private(set) var colourMaps: [UInt32: UInt32] = [:]

    init(_ file: STEPFile, _ kinds: [Entity]) {
        for row in file.ids.indices {
            let kind = kinds[file.kind(row: row)]
            switch kind {
            case .project: projects.append(file.ids[row])
            case .relAggregates, .relNests, .relContained, .relVoids, .relFills, .relDefinesByProperties,
                .relDefinesByType, .relAssociatesMaterial, .relAssociatesClassification, .relAssignsToGroup,
                .relAssignsToGroupByFactor, .relProjects:
                guard let values = file.arguments(row: row) else { continue }
                add(kind, values)
            case .styledItem, .materialDefinitionRepresentation, .indexedColourMap:
                guard let values = file.arguments(row: row) else { continue }
                addStyle(kind, values, file.ids[row])
            default: break
            }
        }
    }

    private mutating func add(_ kind: Entity, _ values: [STEPValue]) {
        switch kind {
        case .relAggregates, .relNests:
            guard let whole = values[at: 4].reference else { return }
            for part in values[at: 5].references where part != whole {
                children[whole, default: []].append(part)
                if parent[part] == nil { parent[part] = whole }
            }
        case .relContained:
            guard let structure = values[at: 5].reference else { return }
            for element in values[at: 4].references {
                contained[structure, default: []].append(element)
                if container[element] == nil { container[element] = structure }
            }
        case .relVoids:
            guard let element = values[at: 4].reference, let opening = values[at: 5].reference else { return }
            openings[element, default: []].append(opening)
            voidedElement[opening] = element
        case .relFills:
            guard let opening = values[at: 4].reference, let element = values[at: 5].reference else { return }
            fillings[opening, default: []].append(element)
            filledOpening[element] = opening
        case .relDefinesByProperties:
            var sets: [UInt32] = []
            if let one = values[at: 5].reference { sets = [one] } else { sets = values[at: 5].references }
            for object in values[at: 4].references { propertySets[object, default: []].append(contentsOf: sets) }
        case .relDefinesByType:
            guard let definition = values[at: 5].reference else { return }
            for object in values[at: 4].references { type[object] = definition }
        case .relAssociatesMaterial:
            guard let material = values[at: 5].reference else { return }
            for object in values[at: 4].references { materials[object, default: []].append(material) }
        case .relAssociatesClassification:
            guard let reference = values[at: 5].reference else { return }
            for object in values[at: 4].references { classifications[object, default: []].append(reference) }
        case .relAssignsToGroup, .relAssignsToGroupByFactor:
            guard let group = values[at: 6].reference else { return }
            groupMembers[group, default: []].append(contentsOf: values[at: 4].references)
        default: break
        }
    }

    private mutating func addStyle(_ kind: Entity, _ values: [STEPValue], _ id: UInt32) {
        switch kind {
        case .styledItem:
            guard let item = values[at: 0].reference else { return }
            if styles[item] == nil { styles[item] = values[at: 1].references }
        case .materialDefinitionRepresentation:
            guard let material = values[at: 3].reference, let first = values[at: 2].references.first else { return }
            materialDefinitions[material] = first
        case .indexedColourMap:
            guard let item = values[at: 0].reference else { return }
            colourMaps[item] = id
        default: break
        }
    }
}
