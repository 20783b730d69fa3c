public import HTTPTypes
public import Vocabulary

/// A request as far as an edge needs it.
public struct WebRequest: Sendable {
    /// The method.
    public let method: HTTPRequest.Method
    /// The path as it came, percent-encoded, without the query.
    public let path: String
    /// The values of the path's names, decoded.
    public let parameters: [String: String]
    /// The query's items, decoded, in order.
    public let query: Fields
    /// The headers.
    public let headers: HTTPFields
    /// The body; at most ``bodyBytesMax``, and empty where the route takes it piece by piece.
    public let body: [UInt8]
    /// The body piece by piece, for routes that take it so; it can be read once.
    public let stream: BodyStream
    /// Who asks, as far as cookies and headers tell.
    public let visitor: Visitor
    /// The host and port that the browser asked, as it wrote them; nil if it wrote none.
    public let host: String?
    /// The address from which it came, for counting attempts; nil where none is known.
    public let address: String?

    /// A body is refused beyond this many bytes.
    ///
    /// Source: Decision 0004; words have at most 500 characters, a form of them at most 6 kB when percent-encoded.
    public static let bodyBytesMax = 65_536

    /// Puts a request together; see the properties.
    public init(
        method: HTTPRequest.Method, path: String, parameters: [String: String] = [:], query: Fields = Fields([]),
        headers: HTTPFields = [:], body: [UInt8] = [], stream: BodyStream? = nil, visitor: Visitor,
        host: String? = nil, address: String? = nil
    ) {
        self.method = method
        self.path = path
        self.parameters = parameters
        self.query = query
        self.headers = headers
        self.body = body
        self.stream = stream ?? BodyStream(body)
        self.visitor = visitor
        self.host = host
        self.address = address
    }

    /// The identifier in the path under a name.
    ///
    /// - Throws: ``Problem`` with status 404: an address that cannot exist and one that does not look alike.
    public func id<Subject>(_ name: String, of subject: Subject.Type = Subject.self) throws -> ID<Subject> {
        guard let text = parameters[name], let id = ID<Subject>(text) else { throw Problem(.notFound) }
        return id
    }

    /// The fields of a form in the body.
    ///
    /// - Throws: ``Problem`` with status 415 for another media type, 400 for a body that is no form.
    public func form() throws -> Fields {
        let type = headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
        guard type == "application/x-www-form-urlencoded" else { throw Problem(.mediaType) }
        guard let fields = Fields(urlEncoded: body) else { throw Problem(.unreadable) }
        return fields
    }
}

/// Who asks: the demo identity, the language and the mode of the page.
public struct Visitor: Sendable, Hashable {
    /// The code of the demo identity; counts in the demo only.
    public var identity: String?
    /// The secret of the session's cookie; nil for somebody who has not signed in.
    public var session: String?
    /// The key of a program (`Authorization: Bearer`); nil without one.
    public var key: String?
    /// The mark by which a device is known on which somebody signed in before; nil for a new one.
    public var device: String?
    /// What the browser keeps while somebody signs in elsewhere; nil for nobody who does.
    public var round: String?
    /// The language of every answer.
    public var language: Language
    /// Whether the page is in elder mode.
    public var isElder: Bool
    /// `light`, `dark`, or nil for the device's own.
    public var theme: String?
    /// The community that the visitor chose; nil before.
    public var community: Identifier?

    /// Says who asks.
    public init(
        identity: String? = nil, session: String? = nil, key: String? = nil, language: Language = .zhHans,
        isElder: Bool = false, theme: String? = nil,
        community: Identifier? = nil
    ) {
        self.identity = identity
        self.session = session
        self.key = key
        self.language = language
        self.isElder = isElder
        self.theme = theme
        self.community = community
    }
}

extension Visitor {
    /// Names of the cookies; none holds anything about a person.
    public enum CookieName {
        /// The secret of a session where browsers come by HTTPS; the prefix keeps other hosts and paths from setting it.
        public static let session = "__Host-lf"
        /// The secret of a session on a machine of one's own, without HTTPS.
        public static let plainSession = "lf_session"
        /// The mark of a known device where browsers come by HTTPS.
        public static let device = "__Host-lf-device"
        /// The mark of a known device on a machine of one's own, without HTTPS.
        public static let plainDevice = "lf_device"
        /// What is kept while somebody signs in elsewhere, where browsers come by HTTPS.
        public static let round = "__Host-lf-round"
        /// What is kept while somebody signs in elsewhere, without HTTPS.
        public static let plainRound = "lf_round"
        /// Code of the demo identity.
        public static let identity = "lf_identity"
        /// `zh-Hans` or `en`.
        public static let language = "lf_language"
        /// `elder`.
        public static let mode = "lf_mode"
        /// `light` or `dark`.
        public static let theme = "lf_theme"
        /// Identifier of a community.
        public static let community = "lf_community"
    }

    /// Reads cookies and `Accept-Language`; what is not understood is passed over.
    ///
    /// - Parameter isBehindTLS: Browsers come by HTTPS only: a session without the prefix may have been set by another
    ///   host of the domain, and is not looked at.
    public init(headers: HTTPFields, isBehindTLS: Bool = false) {
        var cookies: [Substring: Substring] = [:]
        for header in headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
                if parts.count == 2 { cookies[parts[0]] = parts[1] }
            }
        }
        func cookie(_ name: String) -> String? { cookies[Substring(name)].map(String.init) }
        self.init(
            identity: headers[.demoIdentity] ?? cookie(CookieName.identity),
            session: cookie(isBehindTLS ? CookieName.session : CookieName.plainSession),
            key: headers[.authorization].flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil },
            language: cookie(CookieName.language).flatMap { Language(rawValue: $0) }
                ?? Self.language(accepting: headers[.acceptLanguage]),
            isElder: cookie(CookieName.mode) == "elder",
            theme: cookie(CookieName.theme).flatMap { ["light", "dark"].contains($0) ? $0 : nil },
            community: cookie(CookieName.community).flatMap { Identifier($0) })
        device = cookie(isBehindTLS ? CookieName.device : CookieName.plainDevice)
        round = cookie(isBehindTLS ? CookieName.round : CookieName.plainRound)
    }

    /// The first of our languages that is accepted; quality values are taken as being in order, as browsers send them.
    static func language(accepting header: String?) -> Language {
        for range in (header ?? "").lowercased().split(separator: ",") {
            let tag = range.drop { $0 == " " }
            if tag.hasPrefix("zh") { return .zhHans }
            if tag.hasPrefix("en") { return .en }
        }
        return .zhHans
    }
}

extension HTTPField.Name {
    /// Code of the demo identity, for programs; pages use a cookie.
    public static var demoIdentity: HTTPField.Name { HTTPField.Name("Lifang-Demo-Identity")! }
    /// A key against repetition.
    public static var idempotencyKey: HTTPField.Name { HTTPField.Name("Idempotency-Key")! }
}
