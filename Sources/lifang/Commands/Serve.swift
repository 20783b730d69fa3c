import ArgumentParser
import Keyring
import Logging
import Store
import StoreSQLite

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serves pages and interface until it is stopped.")

    @OptionGroup var store: StoreOptions

    @Option(help: "The address to listen on; 0.0.0.0 lets other machines in.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 8080

    @Option(help: "The folder of browser libraries that set-up fetched.")
    var vendor = "vendor"

    @Flag(help: "Browsers reach this server by HTTPS only, through a proxy: cookies are Secure, HSTS is sent.")
    var behindTLS = false

    func run() async throws {
        LoggingSystem.bootstrap { LineLog(label: $0) }
        let logger = Logger(label: "lifang")
        let opened = try await store.open(logger)
        let keyring: Keyring
        do {
            keyring = try await store.openKeyring(for: opened)
        } catch {
            await opened.close()
            throw error
        }
        try await House(self, opened, keyring, logger).run()
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
