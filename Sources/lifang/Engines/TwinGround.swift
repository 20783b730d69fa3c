import ArgumentParser
import CityModel
import Foundation
import IFC

/// Says where the coordinates of a building model lie.
struct TwinGround {
    /// The address of the reference system; nil for the project's own coordinates.
    let system: String?
    /// The project's origin in that system.
    let origin: SIMD3<Double>
    private let xAxis: SIMD2<Double>
    private let factor: Double

    /// The project's own coordinates in metres.
    static let own = TwinGround(system: nil, origin: .zero, xAxis: SIMD2(1, 0), factor: 1)

    private init(system: String?, origin: SIMD3<Double>, xAxis: SIMD2<Double>, factor: Double) {
        self.system = system
        self.origin = origin
        self.xAxis = xAxis
        self.factor = factor
    }

    /// The coordinates of a point of the project in metres.
    func place(_ point: SIMD3<Double>) -> SIMD3<Double> {
        let east: Double = xAxis.x * point.x - xAxis.y * point.y
        let north: Double = xAxis.y * point.x + xAxis.x * point.y
        let turned = SIMD3<Double>(east, north, point.z)
        return origin + turned * factor
    }

    /// Reads the map conversion of a model.
    ///
    /// Its scale turns units of the project into metres of the map. In projects of millimetres programs also leave it
    /// at 1 or write 1000 for the same; all three are understood. A system that is not known here is kept by its number;
    /// its coordinates are taken for metres.
    ///
    /// - Throws: ``TwinRefusal`` with the reason why the model does not lie on the map.
    ///
    /// Source: ISO 16739-1, IfcMapConversion (Eastings, Northings, OrthogonalHeight, XAxisAbscissa, Scale).
    init(of model: IFCModel) throws(TwinRefusal) {
        guard let reference = model.georeference() else { throw .noMapConversion }
        guard let name = reference.system, let code = Self.code(in: name) else {
            throw .unknownSystem(reference.system ?? "")
        }
        let known = ReferenceSystem(epsg: code)
        guard known?.isGeographic != true else { throw .geographicSystem(name) }
        let (east, north) = (reference.xAxisAbscissa, reference.xAxisOrdinate)
        let length: Double = (east * east + north * north).squareRoot()
        // Scale factors of projections stay within a hundredth of 1.
        let factors = [
            reference.scale / model.lengthUnitScale, reference.scale * model.lengthUnitScale, reference.scale,
        ]
        guard length > 0, length.isFinite, let factor = factors.first(where: { abs($0 - 1) <= 0.01 }) else {
            throw .scale(reference.scale)
        }
        let origin = SIMD3<Double>(reference.eastings, reference.northings, reference.height)
        let reach = max(abs(origin.x), abs(origin.y), abs(origin.z))
        guard reach < 1e9 else { throw .noMapConversion }
        self.init(
            system: "https://www.opengis.net/def/crs/EPSG/0/\(code)", origin: origin,
            xAxis: SIMD2<Double>(east / length, north / length), factor: factor)
    }

    /// The EPSG code in an address, in `EPSG:4549`, or in a bare number.
    private static func code(in name: String) -> Int? {
        let trimmed = name.trimmingCharacters(in: .whitespaces)
        if let bare = Int(trimmed) { return bare > 0 ? bare : nil }
        guard trimmed.uppercased().contains("EPSG"),
            let last = trimmed.split(whereSeparator: { $0 == "/" || $0 == ":" }).last, let code = Int(last), code > 0
        else { return nil }
        return code
    }
}

/// Says why a building model cannot become what was asked for.
enum TwinRefusal: Error, CustomStringConvertible {
    case noMapConversion
    case unknownSystem(String)
    case geographicSystem(String)
    case scale(Double)
    case nothingDrawn
    case coordinates

    var description: String {
        switch self {
        case .noMapConversion: "The model does not say where it stands: it has no IfcMapConversion."
        case .unknownSystem(let name): "The model stands in a reference system that is not known here: \"\(name)\"."
        case .geographicSystem(let name): "The model stands in \(name), whose coordinates are degrees and not metres."
        case .scale(let scale): "The scale of the model's IfcMapConversion, \(scale), does not fit its unit of length."
        case .nothingDrawn: "The model has nothing that can be drawn."
        case .coordinates: "The model's coordinates cannot be drawn."
        }
    }
}
