/// A building model in IFC: the records of a file and the relations between them.
///
/// Reading a model builds the tables of relations in one pass; values and geometry are read when they are asked for.
///
/// Source: IFC2X3 TC1, ISO 16739-1:2018 (IFC4), ISO 16739-1:2024 (IFC4X3).
public final class IFCModel: Sendable {
    /// The records.
    public let file: STEPFile
    /// Whether attribute positions of IFC2X3 apply.
    public let isIFC2X3: Bool
    let kinds: [Entity]
    let kindGroups: [ClassNames.Group?]
    let relations: Relations
    /// Metres for one unit of length of the project; 1 where the project names none.
    public let lengthUnitScale: Double
    /// Radians for one unit of plane angle of the project; 1 where the project names none.
    public let angleUnitScale: Double

    /// Reads a model.
    ///
    /// - Parameters:
    ///   - bytes: A STEP file, or a ZIP archive (`.ifczip`) whose first `.ifc` entry is one.
    ///   - isCancelled: Asked from time to time; when true the work stops.
    /// - Throws: ``IFCError`` as ``STEPFile/init(_:isCancelled:)``; ``IFCError/damagedArchive``.
    public convenience init(_ bytes: [UInt8], isCancelled: () -> Bool = { false }) throws(IFCError) {
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self.init(try STEPFile(try Archive.model(in: bytes), isCancelled: isCancelled))
        } else {
            self.init(try STEPFile(bytes, isCancelled: isCancelled))
        }
    }

    /// Builds the tables of relations of a file.
    public init(_ file: STEPFile) {
        self.file = file
        isIFC2X3 = file.schema.hasPrefix("IFC2X")
        let kinds = file.kindNames.map { Entity(rawValue: $0) ?? .other }
        self.kinds = kinds
        kindGroups = file.kindNames.map(ClassNames.group)
        let relations = Relations(file, kinds)
        self.relations = relations
        let units = Units(file, kinds, project: relations.projects.first)
        lengthUnitScale = units.scale(of: "LENGTHUNIT") ?? 1
        angleUnitScale = units.scale(of: "PLANEANGLEUNIT") ?? 1
    }

    @inline(__always)
    func entity(_ id: UInt32) -> Entity {
        guard let row = file.row(of: id) else { return .other }
        return kinds[file.kind(row: row)]
    }

    /// The values of an instance, empty where it cannot be read.
    @inline(__always)
    func values(_ id: UInt32) -> [STEPValue] { file.arguments(of: id) ?? [] }

    func group(_ id: UInt32) -> ClassNames.Group? {
        guard let row = file.row(of: id) else { return nil }
        return kindGroups[file.kind(row: row)]
    }

    /// The entity of an instance as the standard spells it, such as `IfcWallStandardCase`.
    public func className(of id: UInt32) -> String {
        file.entity(of: id).map(ClassNames.spelling) ?? ""
    }

    /// The instances of one entity of the closed list, ascending.
    func instances(_ wanted: Entity...) -> [UInt32] {
        let numbers = kinds.map { wanted.contains($0) }
        guard numbers.contains(true) else { return [] }
        return file.ids.indices.compactMap { numbers[file.kind(row: $0)] ? file.ids[$0] : nil }
    }

    func instances(in wanted: Set<ClassNames.Group>) -> [UInt32] {
        let numbers = kindGroups.map { $0.map(wanted.contains) ?? false }
        return file.ids.indices.compactMap { numbers[file.kind(row: $0)] ? file.ids[$0] : nil }
    }

    /// All products: elements, features, and parts of the spatial structure, ascending by instance number.
    public var products: [UInt32] { instances(in: [.element, .feature, .product]) }

    /// All elements without openings and other features, ascending by instance number.
    public var elements: [UInt32] { instances(in: [.element]) }
}

extension IFCModel {
    /// Everything that makes the file invalid: its structure, its values, its schema.
    ///
    /// - Returns: At most 2,000 problems, structure first. Empty for a good file.
    ///
    /// Source: ISO 10303-21, clauses 5 to 11.
    public func problems() -> [STEPProblem] {
        var result = file.problems + file.check().filter { $0.reason != .missingInstance }
        let known = ["IFC2X3", "IFC4"]
        if !file.schema.isEmpty, !known.contains(where: file.schema.hasPrefix) {
            result.append(STEPProblem(.unknownSchema, line: 1))
        }
        return result
    }

    /// What breaks a rule but hinders nobody: references to instances that do not exist, at most 1,000.
    ///
    /// Such references are met in the files of known programs and every reader takes them as not given.
    public func warnings() -> [STEPProblem] { file.check().filter { $0.reason == .missingInstance } }
}
