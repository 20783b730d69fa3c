/// A part of the spatial structure: project, site, building, storey, space, or a facility of IFC4X3.
public struct IFCPlace: Sendable {
    /// The instance number.
    public let id: UInt32
    /// The GlobalId: 22 characters.
    public let globalId: String
    /// The entity, such as `IfcBuildingStorey`.
    public let className: String
    /// The name, nil where none is given.
    public let name: String?
    /// Height above the zero of the building, in units of length of the project; storeys only.
    public let elevation: Double?
    /// The parts, in file order.
    public let parts: [IFCPlace]
    /// The elements contained here, in file order.
    public let elements: [UInt32]
}

extension IFCModel {
    /// The GlobalId of an object: 22 characters in a well-formed file; empty where there is none.
    public func globalId(of id: UInt32) -> String { values(id)[at: 0].text ?? "" }

    /// The name of an object, nil where none is given.
    public func name(of id: UInt32) -> String? { values(id)[at: 2].text }

    /// The spatial structure from the projects down, at most 64 levels deep; no place appears twice.
    ///
    /// Source: ISO 16739-1, IfcRelAggregates, IfcRelContainedInSpatialStructure.
    public func spatialTree() -> [IFCPlace] {
        var seen: Set<UInt32> = []
        return relations.projects.compactMap { place($0, &seen, depth: 0) }
    }

    private func place(_ id: UInt32, _ seen: inout Set<UInt32>, depth: Int) -> IFCPlace? {
        guard depth < 64, seen.insert(id).inserted else { return nil }
        let values = values(id)
        var parts: [IFCPlace] = []
        for part in relations.children[id] ?? [] where isPlace(part) {
            if let part = place(part, &seen, depth: depth + 1) { parts.append(part) }
        }
        return IFCPlace(
            id: id, globalId: values[at: 0].text ?? "", className: className(of: id), name: values[at: 2].text,
            elevation: entity(id) == .storey ? values[at: 9].number : nil, parts: parts,
            elements: relations.contained[id] ?? [])
    }

    private func isPlace(_ id: UInt32) -> Bool {
        group(id) == .product && relations.container[id] == nil
    }

    /// The storeys, by elevation (none counts as 0), then in file order.
    public func storeys() -> [IFCStorey] {
        let storeys = instances(.storey).map { id in
            let values = values(id)
            return IFCStorey(
                id: id, globalId: values[at: 0].text ?? "", name: values[at: 2].text, elevation: values[at: 9].number,
                elementCount: relations.contained[id]?.count ?? 0,
                spaceCount: (relations.children[id] ?? []).filter { entity($0) == .space }.count)
        }
        return storeys.enumerated().sorted {
            ($0.element.elevation ?? 0, $0.offset) < ($1.element.elevation ?? 0, $1.offset)
        }.map(\.element)
    }

    /// The storey that holds a product, found through containment, openings and wholes; nil where there is none.
    public func storey(of product: UInt32) -> UInt32? {
        var current = product
        for _ in 0..<64 {
            if entity(current) == .storey { return current }
            if let next = relations.container[current] ?? relations.parent[current]
                ?? relations.voidedElement[current] ?? relations.filledOpening[current]
            {
                current = next
            } else {
                return nil
            }
        }
        return nil
    }

    /// The members of each group or zone: its name and the GlobalIds of its members, in file order.
    ///
    /// Source: ISO 16739-1, IfcRelAssignsToGroup.
    public func groups() -> [(id: UInt32, name: String?, members: [UInt32])] {
        relations.groupMembers.keys.sorted().map { ($0, name(of: $0), relations.groupMembers[$0] ?? []) }
    }
}

/// A storey and how much it holds.
public struct IFCStorey: Sendable, Hashable {
    /// The instance number.
    public let id: UInt32
    /// The GlobalId: 22 characters.
    public let globalId: String
    /// The name, nil where none is given.
    public let name: String?
    /// Height above the zero of the building, in units of length of the project.
    public let elevation: Double?
    /// Elements contained directly in the storey.
    public let elementCount: Int
    /// Spaces that are parts of the storey.
    public let spaceCount: Int
}
