import ArgumentParser
import CityModel
import Foundation

/// `lifang twin convert FILE OUT`: turns a model into another format, chosen by the name of the output.
struct TwinConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Convert a model to .glb, .city.json, .city.jsonl or .geojson.")

    @Argument(help: "CityJSON, CityJSONSeq or GeoJSON.")
    var file: String

    @Argument(help: "Output; its ending chooses the format.")
    var output: String

    @Option(help: "Level of detail for .glb: highest, all, or one such as 2.2.")
    var lod = "highest"

    @Option(help: "EPSG code to convert coordinates to (4490, 4491-4554, 4326, 3857, UTM).")
    var epsg: Int?

    @Flag(help: "Add the processor time of reading, cutting and writing a .glb to its report.")
    var timings = false

    func run() async throws {
        let start = clock()
        var model = try TwinModel.read(URL(fileURLWithPath: file))
        if let epsg {
            guard let target = ReferenceSystem(epsg: epsg), let converted = model.converted(to: target) else {
                throw ValidationError("Cannot convert the coordinates of this model to EPSG:\(epsg).")
            }
            model = converted
        }
        let url = URL(fileURLWithPath: output)
        switch output.lowercased() {
        case let name where name.hasSuffix(".glb"):
            try glb(model, since: start).write(to: url)
        case let name where name.hasSuffix(".jsonl"):
            try Data(model.cityJSONSequence).write(to: url)
        case let name where name.hasSuffix(".geojson"):
            let collection = model.geoJSON()
            try Data(collection.bytes(decimals: collection.referenceSystem == nil ? 9 : 4)).write(to: url)
        case let name where name.hasSuffix(".json"):
            try Data(model.cityJSON).write(to: url)
        default: throw ValidationError("The output must end in .glb, .city.json, .city.jsonl or .geojson.")
        }
    }

    private func glb(_ model: CityModel, since start: clock_t) throws -> Data {
        let read = clock()
        guard let metres = model.inMetres() else { throw ValidationError("The model's coordinates cannot be drawn.") }
        var mesher = CityMesher()
        mesher.lods = TwinModel.lods(lod)
        mesher.isCancelled = { Task.isCancelled }
        let mesh = try mesher.mesh(metres)
        let cut = clock()
        var writer = GLBWriter()
        let bytes = writer.glb(mesh, of: metres)
        let end = clock()
        let bounds = mesh.bounds.map { box -> JSONValue in
            [.array((0..<3).map { .double(box.low[$0]) }), .array((0..<3).map { .double(box.high[$0]) })]
        }
        var object: JSONValue = [
            "triangles": .integer(mesh.counts.triangles), "features": .integer(mesh.features.count),
            "surfaces": .integer(mesh.counts.surfaces), "surfaces_inexact": .integer(mesh.counts.surfacesInexact),
            "surfaces_empty": .integer(mesh.counts.surfacesEmpty),
            "geometries_undrawn": .integer(mesh.counts.geometriesUndrawn), "bbox": bounds ?? .null,
            "bytes": .integer(bytes.count),
        ]
        if timings, case .object(var report) = object {
            for (name, ticks) in [("read", read - start), ("mesh", cut - read), ("glb", end - cut)] {
                report["cpu_ms_\(name)"] = .double(Double(ticks) * 1000 / Double(CLOCKS_PER_SEC))
            }
            object = .object(report)
        }
        print(String(decoding: object.bytes, as: UTF8.self))
        return Data(bytes)
    }
}

/// Reads whatever can become a city model.
enum TwinModel {
    static func read(_ url: URL) throws -> CityModel {
        let bytes = [UInt8](try Data(contentsOf: url))
        switch TwinFormat(sniffing: bytes) {
        case .city: return try CityModel(city: bytes)
        case .geoJSON:
            guard let model = CityModel(geoJSON: try GeoJSON(bytes)) else {
                throw ValidationError("A position lies outside of the reference system.")
            }
            return model
        case .ifc: throw ValidationError("IFC is inspected, not converted, by this version.")
        }
    }

    static func lods(_ text: String) -> CityLodChoice {
        switch text {
        case "highest": .highest
        case "all": .all
        default: .exactly(text)
        }
    }
}
