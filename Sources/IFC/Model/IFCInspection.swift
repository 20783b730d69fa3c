/// What a model holds, in figures; the keys are those of the reference file of the field.
public struct IFCInspection: Sendable, Encodable {
    /// One storey.
    public struct Storey: Sendable, Encodable, Hashable {
        /// The GlobalId.
        public let guid: String
        /// The name, nil where none is given.
        public let name: String?
        /// The elevation in units of length of the project, nil where none is given.
        public let elevation: Double?
        /// Elements contained directly.
        public let elements: Int
        /// Spaces that are parts.
        public let spaces: Int

        private enum CodingKeys: String, CodingKey { case guid, name, elevation, elements, spaces }

        /// Writes absent values as null.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(guid, forKey: .guid)
            try container.encode(name, forKey: .name)
            try container.encode(elevation, forKey: .elevation)
            try container.encode(elements, forKey: .elements)
            try container.encode(spaces, forKey: .spaces)
        }
    }

    /// The figures of one drawn product.
    public struct Sample: Sendable, Encodable, Hashable {
        /// The entity.
        public let type: String
        /// The number of triangles.
        public let tris: Int
        /// The amount of the enclosed volume, cubic metres.
        public let volume: Double
        /// The lowest and highest corner, metres.
        public let box: [[Double]]

        private enum CodingKeys: String, CodingKey {
            case type, tris
            case volume = "vol_m3"
            case box = "bbox_m"
        }
    }

    /// One item that is not drawn as the file says.
    public struct Undrawn: Sendable, Encodable, Hashable {
        /// The product's GlobalId.
        public let guid: String
        /// The instance number.
        public let item: UInt32
        /// The entity.
        public let entity: String
        /// Why.
        public let reason: String
    }

    /// The size of the file in bytes; of an archive, the unpacked model.
    public let bytes: Int
    /// The schema of the header.
    public let schema: String
    /// The number of records.
    public let entities: Int
    /// The number of products.
    public let products: Int
    /// Metres for one unit of length.
    public let lengthUnitScale: Double
    /// The storeys by elevation.
    public let storeys: [Storey]
    /// How often some entities and their subtypes occur; those that do not occur are left out.
    public let count: [String: Int]
    /// The twelve most frequent classes of elements, openings left out; of equal ones those met first.
    public let elementsByClass: [String: Int]
    /// The other classes of elements, nil where there are none.
    public let elementsOfOtherClasses: [String: Int]?
    /// Elements with at least one property set or quantity set.
    public let elementsWithPropertySets: Int
    /// Properties and quantities of all elements; each name once for a set of an element.
    public let propertyValues: Int
    /// How often each class of item occurs in shape representations.
    public let representationItems: [String: Int]
    /// Products with a surface; nil where geometry was not asked for.
    public let shapes: Int?
    /// Their triangles.
    public let triangles: Int?
    /// The lowest and highest corner, metres; nil where nothing is drawn.
    public let box: [[Double]]?
    /// The sum of the amounts of the volumes, cubic metres.
    public let volume: Double?
    /// Each drawn product by GlobalId.
    public let sampleShapes: [String: Sample]?
    /// What is not drawn.
    public let undrawn: [Undrawn]?

    private enum CodingKeys: String, CodingKey {
        case bytes, schema, entities, products, storeys, count, shapes, triangles, undrawn
        case lengthUnitScale = "length_unit_scale"
        case elementsByClass = "elements_by_class"
        case elementsOfOtherClasses = "elements_of_other_classes"
        case elementsWithPropertySets = "elements_with_psets"
        case propertyValues = "property_values"
        case representationItems = "representation_items"
        case box = "bbox_m"
        case volume = "sum_abs_volume_m3"
        case sampleShapes = "sample_shapes"
    }

    /// Counts a model.
    ///
    /// - Parameter drawn: The geometry, nil to leave its figures out.
    public init(_ model: IFCModel, drawn: IFCShapes?) {
        bytes = model.file.bytes.count
        schema = model.file.schema
        entities = model.file.count
        products = model.products.count
        lengthUnitScale = model.lengthUnitScale
        storeys = model.storeys().map {
            Storey(
                guid: $0.globalId, name: $0.name, elevation: $0.elevation, elements: $0.elementCount,
                spaces: $0.spaceCount)
        }
        count = IFCInspection.counts(model)
        let elements = model.elements
        (elementsByClass, elementsOfOtherClasses) = IFCInspection.classes(elements.map(model.className))
        var withSets = 0
        var values = 0
        for element in elements {
            let sets = model.propertySets(of: element)
            if !sets.isEmpty { withSets += 1 }
            values += sets.reduce(0) { $0 + $1.properties.count }
        }
        elementsWithPropertySets = withSets
        propertyValues = values
        representationItems = IFCInspection.items(model)
        shapes = drawn?.shapes.count
        triangles = drawn?.shapes.reduce(0) { $0 + $1.triangleCount }
        var box = IFCBox.empty
        for shape in drawn?.shapes ?? [] {
            box.add(shape.box.low)
            box.add(shape.box.high)
        }
        self.box = box.isEmpty ? nil : IFCInspection.corners(box)
        volume = drawn.map { $0.shapes.reduce(0) { $0 + IFCInspection.round(abs($1.signedVolume), 1e9) } }
            .map { IFCInspection.round($0, 1e6) }
        sampleShapes = drawn.map { drawn in
            var result: [String: Sample] = [:]
            for shape in drawn.shapes {
                result[shape.globalId] = Sample(
                    type: shape.className, tris: shape.triangleCount,
                    volume: IFCInspection.round(abs(shape.signedVolume), 1e7), box: IFCInspection.corners(shape.box))
            }
            return result
        }
        undrawn = drawn?.undrawn.map {
            Undrawn(guid: $0.globalId, item: $0.item, entity: $0.entity, reason: $0.reason.rawValue)
        }
    }

    private static func corners(_ box: IFCBox) -> [[Double]] {
        [box.low, box.high].map { [$0.x, $0.y, $0.z].map { round($0, 1e6) } }
    }

    private static func round(_ value: Double, _ digits: Double) -> Double { (value * digits).rounded() / digits }

    private static func classes(_ names: [String]) -> ([String: Int], [String: Int]?) {
        var order: [String] = []
        var counts: [String: Int] = [:]
        for name in names {
            if counts[name] == nil { order.append(name) }
            counts[name, default: 0] += 1
        }
        let ranked = order.enumerated().sorted {
            (-(counts[$0.element] ?? 0), $0.offset) < (-(counts[$1.element] ?? 0), $1.offset)
        }.map(\.element)
        let frequent = Set(ranked.prefix(12))
        let others = counts.filter { !frequent.contains($0.key) }
        return (counts.filter { frequent.contains($0.key) }, others.isEmpty ? nil : others)
    }

    private static func counts(_ model: IFCModel) -> [String: Int] {
        var result: [String: Int] = [:]
        let kinds = model.file.kindNames
        let groups = model.kindGroups
        var rows = [Int](repeating: 0, count: kinds.count)
        for row in model.file.ids.indices { rows[model.file.kind(row: row)] += 1 }
        for (kind, name) in kinds.enumerated() where rows[kind] > 0 {
            if groups[kind] == .element || groups[kind] == .feature { result["IfcElement", default: 0] += rows[kind] }
            if let counted = counted[name] { result[counted, default: 0] += rows[kind] }
        }
        return result
    }

    private static let counted = [
        "IFCSITE": "IfcSite", "IFCBUILDING": "IfcBuilding", "IFCSPACE": "IfcSpace", "IFCZONE": "IfcZone",
        "IFCSPATIALZONE": "IfcSpatialZone",
        "IFCOPENINGELEMENT": "IfcOpeningElement", "IFCOPENINGSTANDARDCASE": "IfcOpeningElement",
        "IFCPROPERTYSET": "IfcPropertySet", "IFCELEMENTQUANTITY": "IfcElementQuantity", "IFCTASK": "IfcTask",
        "IFCRELSEQUENCE": "IfcRelSequence", "IFCWORKSCHEDULE": "IfcWorkSchedule", "IFCMATERIAL": "IfcMaterial",
        "IFCMAPPEDITEM": "IfcMappedItem",
    ]

    private static func items(_ model: IFCModel) -> [String: Int] {
        var result: [String: Int] = [:]
        for representation in model.instances(.shapeRepresentation) {
            for item in model.values(representation)[at: 3].references where model.file.row(of: item) != nil {
                result[model.className(of: item), default: 0] += 1
            }
        }
        return result
    }
}
