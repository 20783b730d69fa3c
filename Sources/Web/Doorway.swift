import HTTPTypes
public import Hummingbird
import Logging
import NIOCore
import Vocabulary

/// Where requests come in: reads them, refuses what comes from other sites, answers by the routes, adds every answer's headers.
public struct Doorway: Sendable {
    private let routes: [Route]
    private let fallback: Route.Refusal
    private let counters: RequestCounters
    private let isBehindTLS: Bool
    private let isBehindProxy: Bool
    private let policy: String

    /// Puts a doorway over routes.
    ///
    /// - Parameters:
    ///   - routes: Every address that answers.
    ///   - fallback: How an address that does not exist is told.
    ///   - counters: Counts requests for `/metrics`.
    ///   - policy: The Content-Security-Policy of every answer.
    ///   - isBehindTLS: Whether browsers reach this server by HTTPS only; adds Strict-Transport-Security.
    ///   - isBehindProxy: Whether a proxy stands before this server whose `X-Forwarded-For` tells where requests come from.
    public init(
        _ routes: [Route], fallback: @escaping Route.Refusal, counters: RequestCounters, policy: String,
        isBehindTLS: Bool, isBehindProxy: Bool = false
    ) {
        self.isBehindProxy = isBehindProxy
        self.routes = routes
        self.fallback = fallback
        self.counters = counters
        self.policy = policy
        self.isBehindTLS = isBehindTLS
    }

    /// The router that a server runs.
    public func router() -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: [.autoGenerateHeadEndpoints])
        for route in routes {
            router.on(RouterPath(Self.hummingbirdPath(route.path)), method: route.method) { request, context in
                await answer(request, context, route)
            }
        }
        router.add(middleware: Missing(doorway: self))
        return router
    }

    private static func hummingbirdPath(_ path: String) -> String {
        path.split(separator: "/").map { segment in
            segment.hasPrefix("{") && segment.hasSuffix("}") ? ":" + segment.dropFirst().dropLast() : String(segment)
        }.joined(separator: "/")
    }

    private func answer(_ request: Request, _ context: WebContext, _ route: Route) async -> Response {
        let start = ContinuousClock.now
        let visitor = Visitor(headers: request.headers, isBehindTLS: isBehindTLS)
        var request = request
        var response: WebResponse
        do {
            let read = try await read(&request, context, visitor, route.intake)
            do {
                response =
                    route.intake == .whole
                    ? try await route.handler(read) : try await read.stream.watched { try await route.handler(read) }
            } catch {
                response = await refuse(error, read, route.refusal, context)
            }
        } catch {
            let bare = WebRequest(
                method: request.method, path: request.uri.path, headers: request.headers, visitor: visitor)
            response = await refuse(error, bare, route.refusal, context)
        }
        finish(&response)
        counters.count(route.path, route.method.rawValue, response.status.code, start.duration(to: .now))
        return hummingbirdResponse(response, request)
    }

    private func refuse(
        _ error: any Error, _ request: WebRequest, _ refusal: Route.Refusal, _ context: WebContext
    ) async -> WebResponse {
        let problem = Problem(error)
        if problem.code == .failure || problem.code == .noSpace {
            context.logger.error(
                "a request failed", metadata: ["error": "\(error)", "status": "\(problem.status.code)"])
        }
        var response = await refusal(problem, request)
        if problem.isWorthRepeating { response.headers[.retryAfter] = "2" }
        if let seconds = problem.secondsToWait { response.headers[.retryAfter] = "\(seconds)" }
        return response
    }

    private func read(
        _ request: inout Request, _ context: WebContext, _ visitor: Visitor, _ intake: Route.Intake
    ) async throws -> WebRequest {
        if request.method != .get, request.method != .head {
            try Self.refuseOtherSites(request.headers, host: request.head.authority)
            if visitor.session != nil { try Self.refuseUnsaid(request.headers) }
        }
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters { parameters[String(name)] = String(value) }
        let query = (request.uri.query ?? "").utf8
        guard let fields = Fields(urlEncoded: query) else { throw Problem(.unreadable) }
        return WebRequest(
            method: request.method, path: request.uri.path, parameters: parameters, query: fields,
            headers: request.headers, body: intake == .whole ? try await Self.body(of: &request) : [],
            stream: intake == .stream ? BodyStream(request.body) : nil, visitor: visitor,
            host: request.head.authority, address: address(of: request, context))
    }

    /// The address of whoever asks: behind a proxy the last one that it wrote down, which nobody before it can choose.
    private func address(of request: Request, _ context: WebContext) -> String? {
        guard isBehindProxy, let chain = request.headers[values: .xForwardedFor].last,
            let last = chain.split(separator: ",").last
        else { return context.remoteAddress }
        let text = last.drop { $0 == " " }
        return text.isEmpty || text.utf8.count > 45 ? context.remoteAddress : String(text)
    }

    private static func body(of request: inout Request) async throws -> [UInt8] {
        guard request.method != .get, request.method != .head else { return [] }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > WebRequest.bodyBytesMax {
            throw Problem(.tooLarge)
        }
        var bytes: [UInt8] = []
        do {
            for try await part in request.body {
                guard bytes.count + part.readableBytes <= WebRequest.bodyBytesMax else { throw Problem(.tooLarge) }
                bytes += part.readableBytesView
            }
        } catch let problem as Problem {
            throw problem
        } catch is CancellationError {
            throw Problem(.busy)
        } catch {
            // A broken chunk or a client that left half-way: what a caller does is no fault of ours.
            throw Problem(.unreadable)
        }
        return bytes
    }

    /// Refuses a change that another site made the browser ask for.
    ///
    /// Source: OWASP Cross-Site Request Forgery Prevention, Fetch Metadata with Origin as the fallback.
    static func refuseOtherSites(_ headers: HTTPFields, host: String?) throws(Problem) {
        if let site = headers[.secFetchSite] {
            guard site == "same-origin" || site == "none" else { throw Problem(.crossSite) }
            return
        }
        guard let origin = headers[.origin] else { return }
        let originHost = origin.split(separator: "/").last.map(String.init)
        guard originHost == host else { throw Problem(.crossSite) }
    }

    /// Refuses a change with a session that says nothing of where it comes from, unless no form of another site could
    /// have sent it: its body is JSON, or it has a header that only scripts and programs of our own site can set.
    ///
    /// Source: the same sheet, "Custom Request Headers"; S-50 of the security list.
    static func refuseUnsaid(_ headers: HTTPFields) throws(Problem) {
        if headers[.secFetchSite] != nil || headers[.origin] != nil { return }
        let type = headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() }
        let own: [HTTPField.Name] = [.demoIdentity, .idempotencyKey, .xRequestedWith, .hxRequest]
        guard type == "application/json" || own.contains(where: { headers[$0] != nil }) else {
            throw Problem(.crossSite)
        }
    }

    fileprivate func missing(_ request: Request, _ context: WebContext) async -> Response {
        let bare = WebRequest(
            method: request.method, path: request.uri.path, headers: request.headers,
            visitor: Visitor(headers: request.headers, isBehindTLS: isBehindTLS))
        let allowed = routes.filter { Self.matches($0.path, request.uri.path) }.map(\.method.rawValue)
        var response = await fallback(Problem(allowed.isEmpty ? .notFound : .method), bare)
        if !allowed.isEmpty { response.headers[.allow] = Set(allowed).sorted().joined(separator: ", ") }
        finish(&response)
        counters.count("none", request.method.rawValue, response.status.code, .zero)
        return hummingbirdResponse(response, request)
    }

    private static func matches(_ pattern: String, _ path: String) -> Bool {
        let wanted = pattern.split(separator: "/")
        let given = path.split(separator: "/")
        return wanted.count == given.count && zip(wanted, given).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }

    private func finish(_ response: inout WebResponse) {
        // A file that people sent has a stricter one of its own.
        if response.headers[.contentSecurityPolicy] == nil { response.headers[.contentSecurityPolicy] = policy }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.crossOriginOpenerPolicy] = "same-origin"
        response.headers[.permissionsPolicy] = "camera=(), microphone=(), geolocation=()"
        if isBehindTLS { response.headers[.strictTransportSecurity] = "max-age=31536000; includeSubDomains" }
    }

    private func hummingbirdResponse(_ response: WebResponse, _ request: Request) -> Response {
        switch response.body {
        case .bytes(let bytes):
            return Response(
                status: response.status, headers: response.headers,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .events(let stream):
            return Response(
                status: response.status, headers: response.headers, body: EventWriting(stream).body(answering: request))
        case .file(let pieces):
            return Response(
                status: response.status, headers: response.headers,
                body: ResponseBody(contentLength: pieces.range.count) { writer in
                    try await pieces.forEach { try await writer.write(ByteBuffer(bytes: $0)) }
                    try await writer.finish(nil)
                })
        }
    }

    /// Answers what no route answers.
    private struct Missing: RouterMiddleware {
        typealias Context = WebContext
        let doorway: Doorway

        func handle(
            _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
        ) async throws -> Response {
            do {
                return try await next(request, context)
            } catch is HTTPError {
                return await doorway.missing(request, context)
            }
        }
    }
}

extension HTTPField.Name {
    /// Which site made the browser ask.
    public static var secFetchSite: HTTPField.Name { HTTPField.Name("Sec-Fetch-Site")! }
    static var xForwardedFor: HTTPField.Name { HTTPField.Name("X-Forwarded-For")! }
    static var xRequestedWith: HTTPField.Name { HTTPField.Name("X-Requested-With")! }
    static var hxRequest: HTTPField.Name { HTTPField.Name("HX-Request")! }
    static var referrerPolicy: HTTPField.Name { HTTPField.Name("Referrer-Policy")! }
    static var crossOriginOpenerPolicy: HTTPField.Name { HTTPField.Name("Cross-Origin-Opener-Policy")! }
    static var permissionsPolicy: HTTPField.Name { HTTPField.Name("Permissions-Policy")! }
}
