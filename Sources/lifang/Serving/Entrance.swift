import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import Pages
import QRCodes
import Vocabulary
import Web

/// How browsers come in: by HTTP, by HTTPS with given files, or by HTTPS with a certificate of this machine's own.
struct Entrance: Sendable {
    private let serve: Serve
    private let logger: Logger
    /// Set where connections are encrypted here.
    let certificates: Certificates?
    private let dev: DevCertificate?

    /// Reads or makes the certificate.
    ///
    /// - Throws: ``Refusal`` if it cannot be had.
    init(_ serve: Serve, _ surroundings: Surroundings, logger: Logger) throws {
        self.serve = serve
        self.logger = logger
        dev = serve.devCertificate ? DevCertificate(beside: serve.store.data) : nil
        if let dev {
            certificates = try Certificates(try dev.make(), surroundings, logger: logger)
        } else if let certificate = serve.certificate, let privateKey = serve.privateKey {
            certificates = try Certificates(
                CertificateFiles(certificate: certificate, privateKey: privateKey), surroundings, logger: logger)
        } else {
            certificates = nil
        }
    }

    /// Whether browsers come by HTTPS only, here or at a proxy in front.
    var isSecure: Bool { serve.behindTLS || certificates != nil }

    /// Whether browsers are told to come by HTTPS only from now on; not for a certificate that nobody else trusts.
    var promisesHTTPS: Bool { isSecure && dev == nil }

    /// The address to listen on.
    var host: String { serve.host ?? (dev == nil ? "127.0.0.1" : "0.0.0.0") }

    /// The server; `whenOpen` is told the address as soon as it answers.
    func application(
        _ router: Router<WebContext>, whenOpen: @escaping @Sendable (String) async -> Void
    ) throws -> Application<RouterResponder<WebContext>> {
        let open: @Sendable (any Channel) async -> Void = { channel in
            await whenOpen(announce(channel.localAddress?.port ?? 0))
        }
        let configuration = ApplicationConfiguration(
            address: .hostname(host, port: serve.port), serverName: nil, backlog: 4_096)
        return Application(
            responder: router.buildResponder(), server: server, configuration: configuration, onServerRunning: open,
            logger: logger)
    }

    /// What speaks with one connection; those that say nothing are closed.
    private var server: HTTPServerBuilder {
        let streams = HTTP1Channel.Configuration(idleTimeout: TimeAmount(Setting.idleConnection))
        guard let certificates else {
            return HTTPServerBuilder { Attentive(HTTP1Channel(responder: $0, configuration: streams)) }
        }
        let configuration = HTTP2ChannelConfiguration(
            idleTimeout: Setting.idleConnection, gracefulCloseTimeout: Setting.closingConnection,
            streamConfiguration: streams)
        return HTTPServerBuilder {
            Attentive(
                try HTTP2UpgradeChannel(
                    tlsConfiguration: certificates.configuration, configuration: configuration, responder: $0))
        }
    }

    private func announce(_ port: Int) -> String {
        logger.notice("serving", metadata: ["port": "\(port)", "https": "\(certificates != nil)"])
        let scheme = certificates == nil ? "http" : "https"
        let address = "\(scheme)://\(dev == nil ? "127.0.0.1" : "localhost"):\(port)"
        var text = "Open \(address)\n"
        if let address = dev?.phoneAddress, host == "0.0.0.0" || host == "::" {
            let link = "https://\(address.contains(":") ? "[\(address)]" : address):\(port)/"
            text += "On a phone in the same network: \(link) (its browser warns of the certificate once)\n"
            if let code = try? QRCode(link, correction: .low) { text += TerminalDrawing.lines(of: code) }
        }
        FileHandle.standardOutput.write(Data(text.utf8))
        return address
    }
}

/// A QR code in a terminal: two modules above each other in one character, light on dark as most terminals are.
enum TerminalDrawing {
    static func lines(of code: QRCode) -> String {
        let quiet = QRCode.quietModules / 2
        var text = ""
        for row in stride(from: -quiet, to: code.side + quiet, by: 2) {
            for column in -quiet..<code.side + quiet {
                switch (code.isDark(column: column, row: row), code.isDark(column: column, row: row + 1)) {
                case (false, false): text += "█"
                case (false, true): text += "▀"
                case (true, false): text += "▄"
                case (true, true): text += " "
                }
            }
            text += "\n"
        }
        return text
    }
}

/// Sends browsers that come by HTTP to the same page by HTTPS.
struct Redirection: Sendable {
    /// The port of HTTPS.
    let port: Int

    func application(host: String, on redirectPort: Int, logger: Logger) -> Application<
        CallbackResponder<BasicRequestContext>
    > {
        Application(
            responder: CallbackResponder { request, _ in answer(request) },
            server: HTTPServerBuilder {
                Attentive(
                    HTTP1Channel(
                        responder: $0,
                        configuration: HTTP1Channel.Configuration(idleTimeout: TimeAmount(Setting.idleConnection))))
            },
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: redirectPort), serverName: nil, backlog: 1_024), logger: logger)
    }

    private func answer(_ request: Request) -> Response {
        var headers: HTTPFields = [.contentLength: "0", .connection: "close"]
        guard let target = target(of: request) else { return Response(status: .badRequest, headers: headers) }
        headers[.location] = target
        return Response(status: .permanentRedirect, headers: headers)
    }

    /// The same page by HTTPS; nil where the host is no name, or the path could become another header.
    private func target(of request: Request) -> String? {
        guard var name = request.head.authority?.lowercased() else { return nil }
        if let colon = name.lastIndex(of: ":"), !name.hasSuffix("]") { name = String(name[..<colon]) }
        let isName =
            !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.[]:".contains($0)) }
        let path = request.head.path ?? "/"
        guard isName, path.hasPrefix("/"), path.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        return "https://" + name + (port == 443 ? "" : ":\(port)") + path
    }
}
