/// A material of an object, with the thickness of its layer where it is one.
public struct IFCMaterial: Sendable, Hashable {
    /// The name of the material; empty where none is given.
    public let name: String
    /// The thickness of the layer in metres, nil where it is no layer.
    public let thicknessMetres: Double?
    /// The name of the layer, constituent or profile, nil where none is given.
    public let role: String?
}

/// A reference into a classification system.
public struct IFCClassification: Sendable, Hashable {
    /// The name of the system, nil where none is given.
    public let system: String?
    /// The code in the system, nil where none is given.
    public let code: String?
    /// The name of the class, nil where none is given.
    public let name: String?
}

extension IFCModel {
    /// The materials of an object, else those of its type: layers, constituents and profiles in file order.
    ///
    /// Source: ISO 16739-1, IfcRelAssociatesMaterial, IfcMaterialSelect.
    public func materials(of object: UInt32) -> [IFCMaterial] {
        let own = relations.materials[object] ?? relations.type[object].flatMap { relations.materials[$0] } ?? []
        var result: [IFCMaterial] = []
        for id in own { collect(id, role: nil, thickness: nil, depth: 0, &result) }
        return result
    }

    private func collect(_ id: UInt32, role: String?, thickness: Double?, depth: Int, _ result: inout [IFCMaterial]) {
        guard depth < 8, result.count < 10_000 else { return }
        let values = values(id)
        func into(_ reference: UInt32?, _ role: String? = nil, _ thickness: Double? = nil) {
            if let reference { collect(reference, role: role, thickness: thickness, depth: depth + 1, &result) }
        }
        switch entity(id) {
        case .material:
            result.append(IFCMaterial(name: values[at: 0].text ?? "", thicknessMetres: thickness, role: role))
        case .materialLayerSetUsage, .materialProfileSetUsage: into(values[at: 0].reference)
        case .materialLayerSet, .materialList: values[at: 0].references.forEach { into($0) }
        case .materialProfileSet, .materialConstituentSet: values[at: 2].references.forEach { into($0) }
        case .materialLayer, .materialLayerWithOffsets:
            let metres = values[at: 1].number.map { $0 * lengthUnitScale }
            if let material = values[at: 0].reference {
                into(material, values[at: 3].text, metres)
            } else {
                result.append(IFCMaterial(name: "", thicknessMetres: metres, role: values[at: 3].text))
            }
        case .materialConstituent, .materialProfile: into(values[at: 2].reference, values[at: 0].text)
        default: break
        }
    }

    /// The instances of IfcMaterial that a list of material definitions leads to.
    func materialIds(of definitions: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var work = definitions.reversed().map { ($0, 0) }
        while let (id, depth) = work.popLast(), result.count < 1_000 {
            guard depth < 8 else { continue }
            let values = values(id)
            switch entity(id) {
            case .material: result.append(id)
            case .materialLayerSetUsage, .materialProfileSetUsage, .materialLayer, .materialLayerWithOffsets:
                if let next = values[at: 0].reference { work.append((next, depth + 1)) }
            case .materialLayerSet, .materialList:
                work += values[at: 0].references.reversed().map { ($0, depth + 1) }
            case .materialProfileSet, .materialConstituentSet:
                work += values[at: 2].references.reversed().map { ($0, depth + 1) }
            case .materialConstituent, .materialProfile:
                if let next = values[at: 2].reference { work.append((next, depth + 1)) }
            default: break
            }
        }
        return result
    }

    /// The classifications of an object and of its type, in file order.
    ///
    /// Source: ISO 16739-1, IfcRelAssociatesClassification, IfcClassificationReference.
    public func classifications(of object: UInt32) -> [IFCClassification] {
        let own = relations.classifications[object] ?? []
        let type = relations.type[object].flatMap { relations.classifications[$0] } ?? []
        return (own + type).map { id in
            let values = values(id)
            guard entity(id) == .classificationReference else {
                return IFCClassification(system: values[at: 3].text ?? values[at: 0].text, code: nil, name: nil)
            }
            var source = values[at: 3].reference
            for _ in 0..<16 where source.map({ entity($0) == .classificationReference }) ?? false {
                source = source.flatMap { self.values($0)[at: 3].reference }
            }
            return IFCClassification(
                system: source.flatMap { self.values($0)[at: 3].text }, code: values[at: 1].text,
                name: values[at: 2].text)
        }
    }
}
