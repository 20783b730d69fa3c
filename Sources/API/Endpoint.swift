import HTTPTypes
import Store
import Vocabulary
import Web

/// One address of the interface: the route, what it takes, what it answers and its part of the OpenAPI document.
struct Endpoint: Sendable {
    /// A value in the path or the query.
    struct Parameter: Sendable {
        let name: String
        let isInPath: Bool
        let schema: Schema
        let hint: String

        static func path(_ name: String, _ hint: String) -> Parameter {
            Parameter(name: name, isInPath: true, schema: .identifier, hint: hint)
        }

        static func query(_ name: String, _ schema: Schema, _ hint: String) -> Parameter {
            Parameter(name: name, isInPath: false, schema: schema, hint: hint)
        }
    }

    let method: HTTPRequest.Method
    /// Below `/api/v1`.
    let path: String
    /// A name for client generators.
    let operation: String
    let summary: String
    let parameters: [Parameter]
    let body: Schema?
    let success: HTTPResponse.Status
    let answer: Schema
    /// Problems that this address may tell, besides those that every address may.
    let problems: [Problem.Code]
    let handler: @Sendable (Call) async throws -> JSON
    /// What takes or gives bytes instead of JSON; nil for most.
    var bytes: Bytes? = nil
    /// Whether a request that comes again with its `Idempotency-Key` is done once.
    var takesKey = false

    /// An address whose request or answer is bytes.
    struct Bytes: Sendable {
        /// Media types that the request has; empty for none.
        let takes: [String]
        /// Media types that the answer has; empty for JSON.
        let gives: [String]
        let handler: @Sendable (WebRequest) async throws -> WebResponse
    }
}

/// A request whose parameters and body have passed their shapes.
struct Call: Sendable {
    let request: WebRequest
    let body: JSON
    let admission: Admission

    /// Reads one snapshot as whoever calls.
    func read(
        guests: Admission.Guests = .askedToSignIn, _ body: @escaping @Sendable (Actor, Snapshot) throws -> JSON
    ) async throws -> JSON {
        try await admission.read(as: request.visitor, guests: guests, body)
    }

    /// Changes the database as whoever calls.
    func write(_ body: @escaping @Sendable (Transaction) throws -> JSON) async throws -> JSON {
        try await admission.write(as: request.visitor, body)
    }

    func id<Subject>(_ name: String, of subject: Subject.Type = Subject.self) throws -> ID<Subject> {
        try request.id(name)
    }

    func integer(_ name: String, else fallback: Int) -> Int { request.query[name].flatMap { Int($0) } ?? fallback }

    func text(_ name: String) -> String? { request.query[name] }

    /// The key against repetition, if the client sent one.
    var key: String? { request.headers[.idempotencyKey] }
}

extension Endpoint {
    /// The address as a route.
    func route(_ admission: Admission) -> Route {
        if let bytes {
            return Route(
                method, APIEdge.prefix + path, intake: bytes.takes.isEmpty ? .whole : .stream,
                refusal: ProblemBody.response
            ) { request in
                let problems = Self.queryProblems(request.query, parameters)
                guard problems.isEmpty else { throw Problem(.fields, fields: problems) }
                return try await bytes.handler(request)
            }
        }
        return jsonRoute(admission)
    }

    private func jsonRoute(_ admission: Admission) -> Route {
        Route(method, APIEdge.prefix + path, refusal: ProblemBody.response) { request in
            let problems = try Self.queryProblems(request.query, parameters) + bodyProblems(request)
            guard problems.isEmpty else { throw Problem(.fields, fields: problems) }
            let value = body == nil ? JSON.null : JSON(reading: request.body) ?? .null
            let answer = try await handler(Call(request: request, body: value, admission: admission))
            var headers: HTTPFields = [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"]
            if success == .created, let id = answer["id"]?.text {
                headers[.location] = APIEdge.prefix + path + "/" + id
            }
            return WebResponse(status: success, headers: headers, body: .bytes(answer.bytes))
        }
    }

    private static func queryProblems(_ query: Fields, _ parameters: [Parameter]) -> [Problem.Field] {
        query.items.flatMap { item -> [Problem.Field] in
            guard let parameter = parameters.first(where: { $0.name == item.name && !$0.isInPath }) else {
                return [Problem.Field(Schema.shown(item.name), .unknown)]
            }
            if case .integer = parameter.schema {
                guard let number = Int64(item.value) else { return [Problem.Field(item.name, .type)] }
                return parameter.schema.problems(with: .integer(number), at: item.name)
            }
            return parameter.schema.problems(with: .text(item.value), at: item.name)
        }
    }

    private func bodyProblems(_ request: WebRequest) throws -> [Problem.Field] {
        guard let body else { return [] }
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() } ?? ""
        guard type == "application/json" else { throw Problem(.mediaType) }
        guard let value = JSON(reading: request.body) else { throw Problem(.unreadable) }
        return body.problems(with: value, at: "")
    }
}

/// How the interface tells a refusal.
enum ProblemBody {
    static let response: Route.Refusal = { problem, request in
        let language = request.visitor.language
        var members: [JSON.Member] = [
            JSON.Member("type", .text("urn:lifang:problem:\(problem.code.rawValue)")),
            JSON.Member("title", .text(problem.sentence(language))),
            JSON.Member("status", .integer(Int64(problem.status.code))),
        ]
        if let state = problem.state { members.append(JSON.Member("state", .text(state))) }
        if !problem.fields.isEmpty {
            members.append(
                JSON.Member(
                    "errors",
                    .array(
                        problem.fields.prefix(50).map { field in
                            .object(
                                ("field", .text(field.name)), ("reason", .text(field.reason.rawValue)),
                                ("detail", .text(field.sentence(language))))
                        })))
        }
        return WebResponse(
            status: problem.status,
            headers: [
                .contentType: "application/problem+json", .contentLanguage: language.htmlLanguage,
                .cacheControl: "no-store",
            ], body: .bytes(JSON.object(members).bytes))
    }

    static let schema = Schema.object([
        Schema.Member("type", .text(max: 200, hint: "Names the kind of problem.")),
        Schema.Member("title", .text(max: 500, hint: "One sentence in the reader's language.")),
        Schema.Member("status", .integer(min: 400, max: 599)),
        Schema.Member("state", .text(max: 64, hint: "The state that does not allow it."), isRequired: false),
        Schema.Member(
            "errors",
            .array(
                .object([
                    Schema.Member("field", .text(max: 500, hint: "JSON pointer or name of the parameter.")),
                    Schema.Member("reason", .choice(Problem.Field.Reason.allCases.map(\.rawValue))),
                    Schema.Member("detail", .text(max: 1_000, hint: "What would do.")),
                ]), max: 50), isRequired: false),
    ])
}
