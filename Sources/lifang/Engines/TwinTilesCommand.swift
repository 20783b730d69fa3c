import ArgumentParser
import CityModel
import Foundation

/// `lifang twin tiles FILE… OUTDIR`: writes 3D Tiles 1.1.
struct TwinTilesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tiles", abstract: "Write models as 3D Tiles 1.1: a quadtree of .glb files and tileset.json.")

    @Argument(help: "Models, then the folder to write to.")
    var paths: [String]

    @Option(help: "Level of detail: highest, all, or one such as 2.2.")
    var lod = "highest"

    @Flag(help: "Draw the rooms of IFC models too; they hide what is in them.")
    var rooms = false

    @Flag(help: "Keep IFC models in their own metres, without a place on the map.")
    var local = false

    @Option(help: "Corners of surfaces above which a square is cut in four.")
    var corners = 60_000

    func validate() throws {
        if paths.count < 2 { throw ValidationError("Name one model or more, then the folder to write to.") }
    }

    func run() async throws {
        let folder = URL(fileURLWithPath: paths[paths.count - 1])
        var model: CityModel?
        for path in paths.dropLast() {
            let next = try TwinModel(
                URL(fileURLWithPath: path), ground: local ? .own : paths.count > 2 ? .map : .mapOrOwn, drawsRooms: rooms
            ).city
            if model == nil { model = next } else { try model?.merge(next) }
        }
        guard let metres = model?.inMetres() else { throw TwinRefusal.coordinates }
        var tiler = CityTiler()
        tiler.cornersMax = corners
        tiler.lods = TwinModel.lods(lod)
        tiler.isCancelled = { Task.isCancelled }
        let counts = try tiler.write(metres) { name, bytes in
            let file = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        let report: JSONValue = [
            "tiles": .integer(counts.tiles), "features": .integer(counts.features), "level": .integer(counts.level),
            "triangles": .integer(counts.mesh.triangles), "surfaces_inexact": .integer(counts.mesh.surfacesInexact),
        ]
        print(String(decoding: report.bytes, as: UTF8.self))
    }
}
