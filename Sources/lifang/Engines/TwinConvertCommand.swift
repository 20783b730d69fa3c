import ArgumentParser
import CityModel
import Foundation

/// `lifang twin convert FILE OUT`: turns a model into another format, chosen by the name of the output.
struct TwinConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Convert a model to .glb, .city.json, .city.jsonl or .geojson.")

    @Argument(help: "IFC, CityJSON, CityJSONSeq or GeoJSON.")
    var file: String

    @Argument(help: "Output; its ending chooses the format.")
    var output: String

    @Option(help: "Level of detail for .glb: highest, all, or one such as 2.2.")
    var lod = "highest"

    @Option(help: "EPSG code to convert coordinates to (4490, 4491-4554, 4326, 3857, UTM).")
    var epsg: Int?

    @Flag(help: "Draw the rooms of an IFC model too; they hide what is in them.")
    var rooms = false

    @Flag(help: "Keep an IFC model in its own metres, without a place on the map.")
    var local = false

    @Flag(help: "Add the processor time of reading, cutting and writing a .glb to its report.")
    var timings = false

    func run() async throws {
        let start = clock()
        let isDrawing = output.lowercased().hasSuffix(".glb")
        let read = try TwinModel(
            URL(fileURLWithPath: file), ground: local ? .own : isDrawing ? .mapOrOwn : .map,
            drawsRooms: rooms || !isDrawing)
        var model = read.city
        if let epsg {
            guard let target = ReferenceSystem(epsg: epsg), let converted = model.converted(to: target) else {
                throw ValidationError("Cannot convert the coordinates of this model to EPSG:\(epsg).")
            }
            model = converted
        }
        let url = URL(fileURLWithPath: output)
        switch output.lowercased() {
        case let name where name.hasSuffix(".glb"):
            try glb(model, undrawn: read.undrawn.count, since: start).write(to: url)
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

    private func glb(_ model: CityModel, undrawn: Int, since start: clock_t) throws -> Data {
        let read = clock()
        guard let metres = model.inMetres() else { throw TwinRefusal.coordinates }
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
            "geometries_undrawn": .integer(mesh.counts.geometriesUndrawn), "items_undrawn": .integer(undrawn),
            "bbox": bounds ?? .null,
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
