import Foundation
public import Notices
public import Vocabulary

/// Sends template messages (公众号) or subscription messages (小程序) of WeChat.
///
/// Source: WeChat open documentation, "getStableAccessToken", "sendSubscribeMessage", "Template Message Interface".
public struct WeChatConnector: Sendable {
    /// Sends one notice; throws `SendingError` where it was not taken.
    public let send: Dispatching.Send

    /// Puts a connector together.
    public init(send: @escaping Dispatching.Send) { self.send = send }

    /// What WeChat needs to know us, and how our sentences fill the templates that it approved.
    public struct Settings: Sendable, Decodable {
        let base: String
        let appId: String
        let appSecret: String
        /// `template` or `subscribe`.
        let kind: String
        let templates: [String: String]
        /// Our parameter (`text`, `number`, `count`) → the template's key (`thing1`).
        let fields: [String: String]
    }

    /// WeChat itself, or what stands in for it.
    public static func service(
        _ settings: Settings, _ exchange: HTTPExchange, clock: @escaping @Sendable () -> Instant
    ) -> WeChatConnector {
        let tokens = WeChatTokens(settings, exchange, clock)
        return WeChatConnector { message in
            do {
                try await post(message, settings, exchange, token: try await tokens.token())
            } catch StaleToken.stale(let stale) {
                do {
                    try await post(message, settings, exchange, token: try await tokens.token(insteadOf: stale))
                } catch StaleToken.stale {
                    throw SendingError(.credentials)
                }
            }
        }
    }

    private enum StaleToken: Error { case stale(String) }

    /// Characters of a value of the kind "thing"; longer ones are refused by WeChat.
    private static let thingCharactersMax = 20

    private static func post(
        _ message: OutgoingNotice, _ settings: Settings, _ exchange: HTTPExchange, token: String
    ) async throws {
        guard let template = settings.templates[message.templateName] ?? settings.templates["notice"] else {
            throw SendingError(.refused)
        }
        let path = settings.kind == "template" ? "template/send" : "subscribe/send"
        guard let url = EgressURL("\(settings.base)/cgi-bin/message/\(path)?access_token=\(token)") else {
            throw SendingError(.guarded)
        }
        var data: [String: Body.Entry] = [:]
        for (name, value) in message.templateParameters {
            guard let field = settings.fields[name] else { continue }
            let isLong = field.hasPrefix("thing") && value.count > thingCharactersMax
            data[field] = Body.Entry(value: isLong ? value.prefix(thingCharactersMax - 1) + "…" : value)
        }
        let body = Body(
            touser: message.address, template_id: template, data: data, client_msg_id: message.id.description)
        let answer = try await exchange.post(url, headers: [], body: Array(try JSONEncoder.stable.encode(body)))
        guard (200...299).contains(answer.status) else { throw answer.failure }
        guard let read = try? JSONDecoder().decode(Answered.self, from: Data(answer.body)) else {
            throw SendingError(.unreadable)
        }
        switch read.errcode {
        case 0: return
        case 40_001, 40_014, 42_001: throw StaleToken.stale(token)
        case -1, 45_009, 45_011: throw SendingError(.busy)
        // A message with this client_msg_id was taken before.
        case 45_065: return
        default: throw SendingError(.refused)
        }
    }

    private struct Body: Encodable {
        struct Entry: Encodable { let value: String }
        let touser: String
        let template_id: String
        let data: [String: Entry]
        let client_msg_id: String

        init(touser: String, template_id: String, data: [String: Entry], client_msg_id: String) {
            self.touser = touser
            self.template_id = template_id
            self.data = data
            self.client_msg_id = client_msg_id
        }
    }

    private struct Answered: Decodable { let errcode: Int }
}

/// The access token: fetched once, kept until shortly before its end, fetched anew when WeChat does not know it any more.
private actor WeChatTokens {
    private let settings: WeChatConnector.Settings
    private let exchange: HTTPExchange
    private let clock: @Sendable () -> Instant
    private var held: (token: String, until: Instant)?
    private var fetching: Task<(token: String, until: Instant), any Error>?

    /// A token is fetched anew so long before its end.
    private static let marginSeconds: Int64 = 300

    init(
        _ settings: WeChatConnector.Settings, _ exchange: HTTPExchange, _ clock: @escaping @Sendable () -> Instant
    ) {
        self.settings = settings
        self.exchange = exchange
        self.clock = clock
    }

    /// The token; many who ask at one moment cause one fetch.
    func token(insteadOf stale: String? = nil) async throws -> String {
        if let held, held.until > clock(), held.token != stale { return held.token }
        let task =
            fetching
            ?? Task { [settings, exchange, clock] in
                try await Self.fetch(settings, exchange, clock, isForced: stale != nil)
            }
        fetching = task
        defer { if fetching == task { fetching = nil } }
        let fresh = try await task.value
        held = fresh
        return fresh.token
    }

    private struct Request: Encodable {
        let grant_type = "client_credential"
        let appid: String
        let secret: String
        let force_refresh: Bool
    }

    private struct Answered: Decodable {
        let access_token: String
        let expires_in: Int64
    }

    private static func fetch(
        _ settings: WeChatConnector.Settings, _ exchange: HTTPExchange, _ clock: @Sendable () -> Instant,
        isForced: Bool
    ) async throws -> (token: String, until: Instant) {
        guard let url = EgressURL(settings.base + "/cgi-bin/stable_token") else { throw SendingError(.guarded) }
        let request = Request(appid: settings.appId, secret: settings.appSecret, force_refresh: isForced)
        let answer = try await exchange.post(url, headers: [], body: Array(try JSONEncoder.stable.encode(request)))
        guard (200...299).contains(answer.status) else { throw answer.failure }
        guard let read = try? JSONDecoder().decode(Answered.self, from: Data(answer.body)) else {
            throw SendingError(.credentials)
        }
        let isToken =
            (1...512).contains(read.access_token.utf8.count)
            && read.access_token.utf8.allSatisfy {
                $0 == 0x2D || $0 == 0x5F || (0x30...0x7A).contains($0) && $0 != 0x40 && $0 != 0x3F && $0 != 0x5C
            }
        guard isToken, (0...86_400).contains(read.expires_in) else { throw SendingError(.unreadable) }
        let seconds = max(60, read.expires_in - marginSeconds)
        return (read.access_token, clock().advanced(byMilliseconds: seconds * 1_000))
    }
}
