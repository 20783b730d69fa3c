import Crypto
import Foundation
import Journal
public import Notices
public import Vocabulary

/// A text message as gateways in China take it: a registered template and what fills it.
public struct TextMessage: Sendable, Hashable {
    /// The same in every attempt.
    public let id: String
    /// The telephone number, 5 to 20 digits, with + before a country code.
    public let phone: String
    /// What the template is called in our settings: the code of a notice, `digest` or `code`.
    public let template: String
    /// The language of the person.
    public let language: Language
    /// What fills the template.
    public let parameters: [String: String]

    /// Puts a message together.
    public init(id: String, phone: String, template: String, language: Language, parameters: [String: String]) {
        self.id = id
        self.phone = phone
        self.template = template
        self.language = language
        self.parameters = parameters
    }
}

/// Sends text messages.
public struct SMSConnector: Sendable {
    /// Sends one; throws `SendingError` where it was not taken.
    public let send: @Sendable (TextMessage) async throws -> Void

    /// Puts a connector together.
    public init(send: @escaping @Sendable (TextMessage) async throws -> Void) { self.send = send }

    /// What a gateway needs to know us.
    public struct Settings: Sendable, Decodable {
        let url: String
        let keyId: String
        let secret: String
        let templates: [String: String]
    }

    /// A gateway that takes JSON over HTTPS, signed with HMAC-SHA-256; `docs/notices.md` describes the format.
    public static func gateway(
        _ settings: Settings, _ exchange: HTTPExchange, clock: @escaping @Sendable () -> Instant
    ) -> SMSConnector {
        SMSConnector { message in
            guard let url = EgressURL(settings.url) else { throw SendingError(.guarded) }
            guard isPhone(message.phone),
                let template = settings.templates[message.template] ?? settings.templates["notice"]
            else { throw SendingError(.refused) }
            let body = Array(
                try JSONEncoder.stable.encode(
                    Body(
                        id: message.id, to: message.phone, template: template, language: message.language.rawValue,
                        parameters: message.parameters)))
            let seconds = String(clock().millisecondsSince1970 / 1_000)
            let signed = "POST\n\(url.path)\n\(seconds)\n\(message.id)\n\(hex(SHA256.hash(data: body)))"
            let code = HMAC<SHA256>.authenticationCode(
                for: Data(signed.utf8), using: SymmetricKey(data: Data(settings.secret.utf8)))
            let answer = try await exchange.post(
                url,
                headers: [
                    ("x-key-id", settings.keyId), ("x-timestamp", seconds), ("x-request-id", message.id),
                    ("x-signature", hex(code)),
                ], body: body)
            try check(answer)
        }
    }

    private struct Body: Encodable {
        let id: String
        let to: String
        let template: String
        let language: String
        let parameters: [String: String]
    }

    private struct Answered: Decodable { let status: String }

    private static func check(_ answer: HTTPExchange.Answer) throws(SendingError) {
        switch answer.status {
        case 200...299:
            guard let read = try? JSONDecoder().decode(Answered.self, from: Data(answer.body)) else {
                throw SendingError(.unreadable)
            }
            switch read.status {
            case "accepted", "repeated": return
            case "refused": throw SendingError(.refused)
            default: throw SendingError(.unreadable)
            }
        default: throw answer.failure
        }
    }

    static func isPhone(_ text: String) -> Bool {
        let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
        return (5...20).contains(digits.utf8.count) && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

extension SMSConnector {
    /// Sends notices as text messages.
    public var notices: Dispatching.Send {
        { message in
            try await send(
                TextMessage(
                    id: message.id.description, phone: message.address, template: message.templateName,
                    language: message.language, parameters: message.templateParameters))
        }
    }

    /// Sends a one-time code for signing in; what `SignIn` is given.
    ///
    /// - Parameter identifiers: Makes the message's id.
    /// - Returns: A function of telephone number, code and language; it throws `SendingError`.
    public func signInCodes(
        identifiers: @escaping @Sendable () -> Identifier
    ) -> @Sendable (_ phone: String, _ code: String, _ language: Language) async throws -> Void {
        { phone, code, language in
            try await send(
                TextMessage(
                    id: identifiers().description, phone: phone, template: "code", language: language,
                    parameters: ["code": code]))
        }
    }
}

extension OutgoingNotice {
    /// The code of what is said, under which the settings name a template.
    var templateName: String { notices.count > 1 ? "digest" : notices.first?.kind.rawValue ?? "notice" }

    /// What fills a template: the sentence, the number of the matter, and how many notices there are.
    var templateParameters: [String: String] {
        var parameters = ["text": title, "count": String(notices.count)]
        if notices.count == 1, let number = notices[0].facts.code(NoticeFact.number) {
            parameters["number"] = number.uppercased()
        }
        return parameters
    }
}

extension HTTPExchange.Answer {
    /// What an answer that is no success says.
    var failure: SendingError {
        switch status {
        case 300...399: SendingError(.guarded)
        case 401, 403: SendingError(.credentials)
        case 408, 425, 429, 500...599: SendingError(.busy, waitSeconds: waitSeconds)
        case 410: SendingError(.gone)
        default: SendingError(.refused)
        }
    }
}

extension JSONEncoder {
    /// Keys in order, so that equal messages are equal bytes and have equal signatures.
    static var stable: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
}
