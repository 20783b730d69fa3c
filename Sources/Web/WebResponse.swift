public import HTTPTypes

/// An answer: status, headers and a body that is either there or streams.
public struct WebResponse: Sendable {
    /// What follows the headers.
    public enum Body: Sendable {
        /// All of it.
        case bytes([UInt8])
        /// Server-sent events until one side has enough.
        case events(EventStream)
        /// A file, or a part of one, as it is read.
        case file(FilePieces)
    }

    /// The status.
    public var status: HTTPResponse.Status
    /// Headers of this answer; those of every answer are added on the way out.
    public var headers: HTTPFields
    /// What follows the headers.
    public var body: Body

    /// Puts an answer together.
    public init(status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A page; never stored by browsers or anything between, because it may show what only this reader may see.
    public static func page(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> WebResponse {
        WebResponse(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .bytes(bytes))
    }

    /// A file of this version, kept by browsers for a year: its address holds the version.
    public static func file(_ bytes: [UInt8], type: String) -> WebResponse {
        WebResponse(
            headers: [.contentType: type, .cacheControl: "public, max-age=31536000, immutable"], body: .bytes(bytes))
    }

    /// Sends the browser to look at another page, after a form.
    public static func see(_ address: String) -> WebResponse {
        WebResponse(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }

    /// Adds a cookie that is not sent from other sites and not read by scripts.
    ///
    /// - Parameter seconds: How long browsers keep it; 0 removes it, nil keeps it until the browser is closed.
    public func settingCookie(
        _ name: String, _ value: String, isSecure: Bool, seconds: Int64? = 31_536_000
    ) -> WebResponse {
        var response = self
        let age = seconds.map { "; Max-Age=\($0)" } ?? ""
        let secure = isSecure ? "; Secure" : ""
        response.headers.append(
            HTTPField(name: .setCookie, value: "\(name)=\(value); Path=/\(age); HttpOnly; SameSite=Lax\(secure)"))
        return response
    }

    /// Adds the cookies of somebody who signed in.
    ///
    /// - Parameter seconds: How long browsers keep the session; nil until they are closed.
    public func settingSession(_ session: String, isSecure: Bool, seconds: Int64?) -> WebResponse {
        settingCookie(
            isSecure ? Visitor.CookieName.session : Visitor.CookieName.plainSession, session, isSecure: isSecure,
            seconds: seconds)
    }

    /// Adds the mark of a device on which somebody signed in.
    public func settingDevice(_ mark: String, isSecure: Bool) -> WebResponse {
        settingCookie(
            isSecure ? Visitor.CookieName.device : Visitor.CookieName.plainDevice, mark, isSecure: isSecure)
    }
}

extension WebResponse {
    /// Adds what is kept while somebody signs in elsewhere.
    ///
    /// - Parameter seconds: How long browsers keep it; 0 removes it.
    public func settingRound(_ round: String, isSecure: Bool, seconds: Int64) -> WebResponse {
        settingCookie(
            isSecure ? Visitor.CookieName.round : Visitor.CookieName.plainRound, round, isSecure: isSecure,
            seconds: seconds)
    }
}

/// Server-sent events as they come.
public struct EventStream: Sendable {
    /// One event.
    public struct Event: Sendable, Hashable {
        /// The number that a browser sends back as `Last-Event-ID`.
        public let id: Int64
        /// The event's name.
        public let name: String
        /// One line of data, without personal data.
        public let data: String

        /// Says an event.
        public init(id: Int64, name: String, data: String) {
            self.id = id
            self.name = name
            self.data = data
        }

        var bytes: [UInt8] { Array("id: \(id)\nevent: \(name)\ndata: \(data)\n\n".utf8) }
    }

    /// The events; ending the iteration unsubscribes.
    public let events: AsyncStream<Event>

    /// Wraps events.
    public init(_ events: AsyncStream<Event>) { self.events = events }
}
