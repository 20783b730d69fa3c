/// Why something cannot be drawn.
public enum UndrawnReason: String, Error, Sendable, Hashable, CaseIterable {
    case notInList = "the entity is not in the list that the reader draws"
    case badValue = "a value is missing, not finite or out of range"
    case badProfile = "the outline does not enclose an area"
    case badCurve = "the curve cannot be followed"
    case badPlacement = "the placement has no axes or refers to itself"
    case emptyShape = "no triangle is left"
    case openBody = "the body to be cut is not closed"
    case tooLarge = "the cut would need more than 400,000 facets"
    case tooDeep = "items are nested deeper than 64 or in a circle"
    case cancelled = "the work was cancelled"
}

/// An item that is not drawn, or not as the file says.
public struct IFCUndrawn: Sendable, Hashable {
    /// The product to which it belongs: its GlobalId.
    public let globalId: String
    /// The instance number of the item.
    public let item: UInt32
    /// The entity of the item as the standard spells it.
    public let entity: String
    /// Why.
    public let reason: UndrawnReason
}

/// A colour with opacity; each from 0 to 1.
public struct IFCColour: Sendable, Hashable {
    /// Share of red.
    public let red: Double
    /// Share of green.
    public let green: Double
    /// Share of blue.
    public let blue: Double
    /// 1 is solid, 0 is invisible.
    public let opacity: Double
}

/// A piece of a product in one colour.
struct Part {
    var mesh: IFCMesh
    var colour: IFCColour?
}

/// Where reading an item stopped.
struct GeometryFailure: Error {
    let reason: UndrawnReason
    let item: UInt32

    init(_ reason: UndrawnReason, _ item: UInt32) {
        self.reason = reason
        self.item = item
    }
}

/// Reads the geometry of one model; lengths are metres from here on.
///
/// One reader serves one thread. It keeps what is used more than once: placements, mapped shapes, colours.
final class GeometryReader {
    let model: IFCModel
    let length: Double
    let angle: Double
    private(set) var undrawn: [IFCUndrawn] = []
    private var undrawnSeen: Set<IFCUndrawn> = []
    var placements: [UInt32: Transform] = [:]
    var mapped: [UInt32: [Part]] = [:]
    /// The mapped shapes that are being read.
    var mapping: Set<UInt32> = []
    var colours: [UInt32: IFCColour?] = [:]
    var currentProduct = ""
    /// How many times finer than edges curves are divided; more than 1 for the outlines of curved surfaces.
    var refinement = 1
    private var work = 0
    private let workMax: Int
    private var cutsLeft: Int
    let isCancelled: () -> Bool
    static let depthMax = 64

    init(_ model: IFCModel, isCancelled: @escaping () -> Bool) {
        self.model = model
        length = model.lengthUnitScale
        angle = model.angleUnitScale
        workMax = 500_000 + 50 * model.file.count
        cutsLeft = 1_000_000 + 500 * model.file.count
        self.isCancelled = isCancelled
    }

    /// Counts work; items that use one another over and over would otherwise multiply without end.
    func spend(_ amount: Int, _ item: UInt32) throws(GeometryFailure) {
        work += amount
        if work > workMax { throw GeometryFailure(.tooDeep, item) }
    }

    /// Takes the facets of a cut from what a model of this length may spend on cuts; false when it is spent.
    ///
    /// A few lines can ask for many cuts of large round bodies; a hundred thousand facets take about a second.
    func spendCut(_ facets: Int) -> Bool {
        cutsLeft -= facets
        return cutsLeft >= 0
    }

    func note(_ failure: GeometryFailure) {
        let entry = IFCUndrawn(
            globalId: currentProduct, item: failure.item, entity: model.className(of: failure.item),
            reason: failure.reason)
        if undrawnSeen.insert(entry).inserted { undrawn.append(entry) }
    }

    // MARK: Points and directions

    func point(_ id: UInt32) throws(GeometryFailure) -> Vector3 {
        guard let row = model.file.row(of: id), model.kinds[model.file.kind(row: row)] == .point,
            let c = model.file.read(row: row, { $0.coordinates() })
        else { throw GeometryFailure(.badValue, id) }
        let point = Vector3(c.x, c.y, c.z) * length
        guard point.isFinite, point.largest < 1e12 else { throw GeometryFailure(.badValue, id) }
        return point
    }

    /// The components of a direction as given, nil where it has no length.
    func direction(_ id: UInt32?) -> Vector3? {
        guard let id, let row = model.file.row(of: id), model.kinds[model.file.kind(row: row)] == .direction,
            let c = model.file.read(row: row, { $0.coordinates() })
        else { return nil }
        return Vector3(c.x, c.y, c.z).unit
    }

    func number(_ value: STEPValue, _ id: UInt32) throws(GeometryFailure) -> Double {
        guard let number = value.number, number.isFinite, abs(number) < 1e15 else {
            throw GeometryFailure(.badValue, id)
        }
        return number
    }

    func metres(_ value: STEPValue, _ id: UInt32) throws(GeometryFailure) -> Double {
        try number(value, id) * length
    }

    // MARK: Placements

    /// The frame of an IfcAxis1Placement, IfcAxis2Placement2D or IfcAxis2Placement3D; identity for none.
    ///
    /// Source: ISO 16739-1, IfcAxis2Placement3D (IfcBuildAxes).
    func axes(_ id: UInt32?) throws(GeometryFailure) -> Transform {
        guard let id else { return .identity }
        let values = model.values(id)
        let origin = try values[at: 0].reference.map { (id) throws(GeometryFailure) in try point(id) } ?? .zero
        switch model.entity(id) {
        case .axis3D:
            return .frame(
                origin: origin, axis: direction(values[at: 1].reference), reference: direction(values[at: 2].reference))
        case .axis2D:
            return .frame(origin: origin, axis: [0, 0, 1], reference: direction(values[at: 1].reference))
        case .axis1:
            return .frame(origin: origin, axis: direction(values[at: 1].reference), reference: nil)
        default: throw GeometryFailure(.badPlacement, id)
        }
    }

    /// The map of an IfcCartesianTransformationOperator, mirrored and stretched as given.
    ///
    /// Source: ISO 16739-1, IfcCartesianTransformationOperator3D (IfcBaseAxis).
    func transformation(_ id: UInt32) throws(GeometryFailure) -> Transform {
        let values = model.values(id)
        guard let originId = values[at: 2].reference else { throw GeometryFailure(.badPlacement, id) }
        let origin = try point(originId)
        let entity = model.entity(id)
        let scale = values[at: 3].number ?? 1
        var result: Transform
        switch entity {
        case .operator3D, .operator3DNonUniform:
            let z = direction(values[at: 4].reference) ?? [0, 0, 1]
            let frame = Transform.frame(origin: origin, axis: z, reference: direction(values[at: 0].reference))
            var y = frame.y
            if let given = direction(values[at: 1].reference), given.dot(y) < 0 { y = -y }
            let second = entity == .operator3DNonUniform ? values[at: 5].number ?? scale : scale
            let third = entity == .operator3DNonUniform ? values[at: 6].number ?? scale : scale
            result = Transform(x: frame.x * scale, y: y * second, z: frame.z * third, origin: origin)
        case .operator2D, .operator2DNonUniform:
            let frame = Transform.frame(origin: origin, axis: [0, 0, 1], reference: direction(values[at: 0].reference))
            var y = frame.y
            if let given = direction(values[at: 1].reference), given.dot(y) < 0 { y = -y }
            let second = entity == .operator2DNonUniform ? values[at: 4].number ?? scale : scale
            result = Transform(x: frame.x * scale, y: y * second, z: frame.z, origin: origin)
        default: throw GeometryFailure(.badPlacement, id)
        }
        let reach = max(result.x.largest, result.y.largest, result.z.largest)
        guard abs(result.determinant) > 1e-18, reach < 1e9, result.origin.isFinite else {
            throw GeometryFailure(.badPlacement, id)
        }
        return result
    }
}
