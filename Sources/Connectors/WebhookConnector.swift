import Foundation
import Journal
public import Notices
public import Vocabulary

/// Tells the systems of organisations, by Standard Webhooks.
public struct WebhookConnector: Sendable {
    /// Sends one notice; throws `SendingError` where it was not taken.
    public let send: Dispatching.Send

    /// Puts a connector together.
    public init(send: @escaping Dispatching.Send) { self.send = send }

    /// One address and its keys.
    public struct Endpoint: Sendable {
        let url: String
        let keys: WebhookKeys

        /// Says an endpoint.
        public init(url: String, keys: WebhookKeys) {
            self.url = url
            self.keys = keys
        }
    }

    /// Sends signed JSON to endpoints by their names; the name is what the address book gives.
    public static func standard(
        _ endpoints: [String: Endpoint], _ exchange: HTTPExchange, clock: @escaping @Sendable () -> Instant
    ) -> WebhookConnector {
        WebhookConnector { message in
            guard let endpoint = endpoints[message.address], let url = EgressURL(endpoint.url) else {
                throw SendingError(.guarded)
            }
            let body = Array(try JSONEncoder.stable.encode(Body(message)))
            let (id, seconds) = (message.id.description, clock().millisecondsSince1970 / 1_000)
            let answer = try await exchange.post(
                url,
                headers: [
                    ("webhook-id", id), ("webhook-timestamp", String(seconds)),
                    ("webhook-signature", endpoint.keys.signature(of: id, at: seconds, body)),
                ], body: body)
            guard (200...299).contains(answer.status) else { throw failure(answer) }
        }
    }

    /// Every failure but "gone" and a redirect is tried again on the schedule of the specification.
    private static func failure(_ answer: HTTPExchange.Answer) -> SendingError {
        let failure = answer.failure
        return failure.reason == .refused ? SendingError(.unreadable) : failure
    }

    private struct Body: Encodable {
        struct Happening: Encodable {
            let notice: String
            let type: String
            let subject: String
            let community: String?
            let at: String
            let number: String?
        }
        let type: String
        let timestamp: String
        let data: [Happening]

        init(_ message: OutgoingNotice) {
            type = message.templateName
            timestamp = message.made.description
            data = message.notices.map {
                Happening(
                    notice: $0.id.description, type: $0.kind.rawValue, subject: $0.subject.description,
                    community: $0.community?.description, at: $0.at.description,
                    number: $0.facts.code(NoticeFact.number)?.uppercased())
            }
        }
    }
}
