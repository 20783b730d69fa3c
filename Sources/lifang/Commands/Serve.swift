import ArgumentParser
import Foundation
import Keyring
import Logging
import Store
import StoreSQLite

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves pages and interface until it is stopped.")

    @OptionGroup var store: StoreOptions

    @OptionGroup var files: FileOptions

    @Option(help: "The largest file that is taken, in MiB; 1 to 1,024.")
    var uploadLimit = 20

    @Option(
        help: "The address to listen on; 0.0.0.0 lets other machines in. 127.0.0.1, with --dev-certificate 0.0.0.0.")
    var host: String?

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 8080

    @Option(help: "The folder of browser libraries that set-up fetched.")
    var vendor = "vendor"

    @Flag(help: "Browsers reach this server by HTTPS only, through a proxy: cookies are Secure, HSTS is sent.")
    var behindTLS = false

    @Flag(help: "Everything is made up: a small community, a cast whom anybody may be, codes shown on the page.")
    var demo = false
    @Option(
        help: """
            The file of connectors (text messages, WeChat, e-mail, webhooks) with their secrets, outside the data folder \
            and readable by nobody else. Also LIFANG_CONNECTORS. Without it notices stay in the inbox.
            """)
    var connectors: String?

    /// Where the connectors file lies; nil for none.
    var connectorsPath: String? { connectors ?? ProcessInfo.processInfo.environment["LIFANG_CONNECTORS"] }
    @Option(help: "A certificate chain in PEM: serves HTTPS with HTTP/2. Read again when it changes or on SIGHUP.")
    var certificate: String?

    @Option(help: "The private key of the certificate in PEM, without a password.")
    var privateKey: String?

    @Flag(help: "Serves HTTPS with a certificate that this machine makes for itself: for a phone in the same network.")
    var devCertificate = false

    @Option(help: "Another port, on which browsers that come by HTTP are sent to HTTPS.")
    var redirectPort: Int?

    func validate() throws {
        guard (1...1_024).contains(uploadLimit) else { throw ValidationError("--upload-limit is 1 to 1024") }
        guard (certificate == nil) == (privateKey == nil) else {
            throw ValidationError("--certificate and --private-key go together")
        }
        guard !devCertificate || certificate == nil else {
            throw ValidationError("--dev-certificate makes its own certificate; leave --certificate out")
        }
        let isHTTPS = devCertificate || certificate != nil
        guard !(behindTLS && isHTTPS) else {
            throw ValidationError("--behind-tls is for a proxy that speaks HTTPS; here this server does")
        }
        guard redirectPort == nil || (isHTTPS && port != 0) else {
            throw ValidationError("--redirect-port needs HTTPS on a port that is given")
        }
    }

    func run() async throws {
        LoggingSystem.bootstrap { LineLog(label: $0) }
        let logger = Logger(label: "lifang")
        let opened = try await store.open(logger)
        let house: House
        do {
            house = try House(self, opened, try await store.openKeyring(for: opened), logger)
        } catch {
            await opened.close()
            throw error
        }
        try await house.run()
    }
}

extension Logger {
    /// For commands: warnings and worse, so that what a command prints is its answer.
    static var command: Logger {
        var logger = Logger(label: "lifang") { LineLog(label: $0) }
        logger.logLevel = .warning
        return logger
    }
}
