import Foundation
public import Notices
public import Vocabulary

/// The settings of all connectors with their secrets: one JSON file that nobody but the program's user may read.
public struct ConnectorsFile: Sendable, Decodable {
    /// Where people find our pages, `https://…` without a slash at the end; nil leaves links out of messages.
    public let publicAddress: String?
    /// What may be reached from inside.
    public let egress: [EgressRule]
    /// The gateway of text messages; nil for none.
    public let sms: SMSConnector.Settings?
    /// WeChat; nil for none.
    public let wechat: WeChatConnector.Settings?
    /// The mail server; nil for none.
    public let mail: MailConnector.Settings?
    /// Systems of organisations.
    public let webhooks: [Webhook]?
    /// Sign-in providers.
    public let signIn: [ProviderSettings]?

    /// A system of an organisation.
    public struct Webhook: Sendable, Decodable {
        let id: String
        let url: String
        let secrets: [String]
        let signingKey: String?
        let community: String
        let topics: [String]
    }

    /// Why the file cannot be used, in a sentence without its content.
    public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
        /// It is not there, or may not be read.
        case missing
        /// Others than its owner may read it.
        case openToOthers
        /// It is no JSON.
        case unreadable
        /// A key means nothing here; the keys that would, so that a slip of the pen is found.
        case unknownKey(path: String, known: [String])
        /// A value is missing or has another form.
        case value(path: String)
        /// The id, the community, a topic or a key of a webhook has another form; counted from 0.
        case webhook(Int)
        /// A sign-in provider has a code, name, door or address of another form, or `publicAddress` is missing.
        case provider

        /// The sentence for whoever runs the server.
        public var description: String {
            switch self {
            case .missing: "The connectors file cannot be read."
            case .openToOthers: "The connectors file holds secrets and others may read it: chmod 600."
            case .unreadable: "The connectors file is not JSON; docs/connectors.md shows one."
            case .unknownKey(let path, let known):
                "The connectors file has “\(path)”, which means nothing there. Known are: \(known.joined(separator: ", "))."
            case .value(let path):
                "The connectors file lacks “\(path)”, or it has another form; docs/connectors.md says which."
            case .webhook(let index):
                """
                “webhooks[\(index)]” of the connectors file has an id, a community, a topic or a key of another form; \
                docs/connectors.md says which.
                """
            case .provider:
                """
                A provider under “signIn” of the connectors file has a code, name, door or address of another form, or \
                “publicAddress” is missing; docs/sign-in.md says which.
                """
            }
        }
    }

    /// Which file cannot be used, and why.
    public struct Refused: Error, Sendable, Hashable, CustomStringConvertible {
        /// The file.
        public let path: String
        /// What is wrong with it.
        public let fault: Fault

        /// The sentence for whoever runs the server.
        public var description: String { "\(path): \(fault)" }
    }

    /// Reads the file.
    ///
    /// - Throws: ``Refused``.
    public static func read(_ path: String) throws(Refused) -> ConnectorsFile {
        do {
            return try content(of: path)
        } catch {
            throw Refused(path: path, fault: error)
        }
    }

    private static func content(of path: String) throws(Fault) -> ConnectorsFile {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let data = FileManager.default.contents(atPath: path)
        else { throw .missing }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        guard mode & 0o077 == 0 else { throw .openToOthers }
        guard let tree = try? JSONSerialization.jsonObject(with: data) else { throw .unreadable }
        if let fault = ConnectorsForm.file.fault(of: tree, at: "") { throw fault }
        let file: ConnectorsFile
        do {
            file = try JSONDecoder().decode(ConnectorsFile.self, from: data)
        } catch {
            throw .value(path: ConnectorsForm.path(of: error))
        }
        for (index, webhook) in (file.webhooks ?? []).enumerated() where webhook.read == nil { throw .webhook(index) }
        guard file.areProvidersFit else { throw .provider }
        return file
    }
}

/// A webhook whose values have been read.
public struct WebhookSubscription: Sendable {
    /// Names it, and stands where a person's id stands.
    public let id: Identifier
    /// The community whose matters it hears of.
    public let community: Identifier
    /// What it hears of.
    public let topics: Set<NoticeTopic>
    let endpoint: WebhookConnector.Endpoint
}

extension ConnectorsFile.Webhook {
    var read: WebhookSubscription? {
        let topics = topics.compactMap { NoticeTopic(rawValue: $0) }
        guard let id = Identifier(id), let community = Identifier(community), topics.count == self.topics.count,
            let keys = WebhookKeys(secrets: secrets, signingKey: signingKey)
        else { return nil }
        return WebhookSubscription(
            id: id, community: community, topics: Set(topics),
            endpoint: WebhookConnector.Endpoint(url: url, keys: keys))
    }
}

extension ConnectorsFile {
    /// The webhooks of the file.
    public var subscriptions: [WebhookSubscription] { (webhooks ?? []).compactMap(\.read) }

    /// What sends, by channel, for the channels that the file names.
    public func senders(
        clock: @escaping @Sendable () -> Instant, resolver: HostResolver = .system
    ) -> [NoticeChannel: Dispatching.Send] {
        let guarded = Egress(egress, resolver: resolver)
        let exchange = HTTPExchange(guarded)
        var senders: [NoticeChannel: Dispatching.Send] = [:]
        if let sms { senders[.sms] = SMSConnector.gateway(sms, exchange, clock: clock).notices }
        if let wechat { senders[.wechat] = WeChatConnector.service(wechat, exchange, clock: clock).send }
        if let mail {
            senders[.email] = MailConnector.server(mail, guarded).notices(from: mail, publicAddress: publicAddress)
        }
        let endpoints = Dictionary(
            subscriptions.map { ($0.id.description, $0.endpoint) }, uniquingKeysWith: { first, _ in first })
        if !endpoints.isEmpty {
            senders[.webhook] = WebhookConnector.standard(endpoints, exchange, clock: clock).send
        }
        return senders
    }

    /// What sends codes for signing in; nil without a gateway of text messages.
    public func signInCodes(
        _ surroundings: Surroundings, resolver: HostResolver = .system
    ) -> (@Sendable (_ phone: String, _ code: String, _ language: Language) async throws -> Void)? {
        sms.map {
            SMSConnector.gateway($0, HTTPExchange(Egress(egress, resolver: resolver)), clock: { surroundings.now() })
                .signInCodes(identifiers: { surroundings.identifier() })
        }
    }
}
