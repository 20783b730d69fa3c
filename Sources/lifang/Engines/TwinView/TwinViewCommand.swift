import ArgumentParser
import CityModel
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import ServiceLifecycle
import UnixSignals

/// `lifang twin view FILE`: shows a model in the browser of this machine.
struct TwinViewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "view", abstract: "Show a model in the browser: pick, storeys, section, colours.",
        discussion:
            "Serves on this machine only, until it is stopped. Nothing is written and nothing leaves the machine.")

    @Argument(help: "IFC, CityJSON, CityJSONSeq or GeoJSON.")
    var file: String

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 0

    @Option(help: "The folder of browser libraries that set-up fetched.")
    var vendor = "vendor"

    @Option(help: "Level of detail: highest, all, or one such as 2.2.")
    var lod = "highest"

    @Flag(help: "Draw the rooms of an IFC model too; they hide what is in them.")
    var rooms = false

    func run() async throws {
        let three = vendor + "/" + TwinViewSite.threePath.dropFirst("vendor/".count)
        guard let library = FileManager.default.contents(atPath: three) else {
            throw ValidationError("\(three) is missing. Run Scripts/setup, or name the folder with --vendor.")
        }
        let url = URL(fileURLWithPath: file)
        let read = try TwinModel(url, ground: .mapOrOwn, drawsRooms: rooms)
        let picture = try TwinPicture(read.city, title: url.lastPathComponent, lods: TwinModel.lods(lod))
        let site = TwinViewSite(model: picture.glb, metadata: picture.metadata, three: [UInt8](library))
        let undrawn = read.undrawn.isEmpty ? "" : ", \(read.undrawn.count) not drawn"
        print("\(picture.featureCount) things, \(picture.triangleCount) triangles\(undrawn)")
        try await serve(site)
    }

    private func serve(_ site: TwinViewSite) async throws {
        let logger = Logger.command
        let router = Router()
        router.get("**") { request, _ in Self.response(site, request) }
        router.get { request, _ in Self.response(site, request) }
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                FileHandle.standardOutput.write(Data("Open http://127.0.0.1:\(port)/\n".utf8))
            }, logger: logger)
        let group = ServiceGroupConfiguration(
            services: [.init(service: application)], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await ServiceGroup(configuration: group).run()
    }

    /// A page of another site may learn our port and lead its own name here; only this machine's names are answered.
    private static func response(_ site: TwinViewSite, _ request: Request) -> Response {
        var headers = HTTPFields()
        for (name, value) in TwinViewSite.headers {
            if let field = HTTPField.Name(name) { headers[field] = value }
        }
        headers[.cacheControl] = "no-store"
        let host = request.head.authority?.split(separator: ":").first.map(String.init) ?? ""
        guard ["127.0.0.1", "localhost"].contains(host) else {
            return Response(status: .misdirectedRequest, headers: headers)
        }
        guard let answer = site.answer(request.uri.path) else { return Response(status: .notFound, headers: headers) }
        headers[.contentType] = answer.contentType
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.bytes)))
    }
}
