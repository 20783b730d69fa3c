import Foundation
import NIOCore
import NIOPosix
import NIOSSL
public import Notices
import Vocabulary

/// Sends e-mail by SMTP with TLS.
public struct MailConnector: Sendable {
    /// Sends one; throws `SendingError` where it was not taken.
    public let send: @Sendable (MailMessage) async throws -> Void

    /// Puts a connector together.
    public init(send: @escaping @Sendable (MailMessage) async throws -> Void) { self.send = send }

    /// The mail server and who we are to it.
    public struct Settings: Sendable, Decodable {
        let host: String
        /// 587 or 25 begin in clear and must offer STARTTLS; 465 is TLS from the first byte.
        let port: Int
        let user: String?
        let password: String?
        let from: String
        let fromName: String?
        /// A file of certificates to trust instead of the machine's, for a server of our own.
        let certificates: String?

        var isImplicitTLS: Bool { port == 465 }
        var ownName: String { from.split(separator: "@").last.map(String.init) ?? "localhost" }
    }

    /// A mail server.
    public static func server(
        _ settings: Settings, _ egress: Egress, limit: Duration = .seconds(Connectors.secondsMax)
    ) -> MailConnector {
        MailConnector { message in
            guard MailMessage.isAddress(message.to), MailMessage.isAddress(message.from) else {
                throw SendingError(.refused)
            }
            let isPlain = settings.certificates == nil && IPAddress(settings.host)?.reach == .machine
            let way = try await egress.way(to: settings.host, port: settings.port, isPlain: isPlain)
            try await HTTPExchange.within(limit) {
                do {
                    try await converse(message, settings, way)
                } catch let error as SendingError {
                    throw error
                } catch {
                    throw SendingError(.unreachable)
                }
            }
        }
    }

    private static func converse(_ message: MailMessage, _ settings: Settings, _ way: Egress.Way) async throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let file = settings.certificates { configuration.trustRoots = .file(file) }
        let security = try NIOSSLContext(configuration: configuration)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(Connectors.connectSeconds))
            .connect(host: way.address.description, port: way.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        try await channel.executeThenClose { inbound, outbound in
            var iterator = inbound.makeAsyncIterator()
            let exchange = SMTPExchange(channel: channel.channel, way: way, settings: settings, security: security)
            try await exchange.deliver(message, &iterator, outbound)
        }
    }
}

extension MailConnector {
    /// Sends notices as e-mail.
    ///
    /// - Parameters:
    ///   - publicAddress: Where people find our pages; nil leaves links out.
    public func notices(from settings: Settings, publicAddress: String?) -> Dispatching.Send {
        { message in
            var lines = message.sentences
            if let publicAddress { lines += ["", "\(publicAddress)/notices"] }
            try await send(
                MailMessage(
                    id: message.id.description, from: settings.from, fromName: settings.fromName ?? "里坊 Lifang",
                    to: message.address, subject: message.title, text: lines.joined(separator: "\n") + "\n",
                    choicesAddress: publicAddress.map { $0 + "/me/notices" }, date: message.made))
        }
    }
}
