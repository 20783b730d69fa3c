import HTTPTypes
import Web

/// The OpenAPI 3.1 document, made from the endpoints' own declarations.
///
/// Source: OpenAPI Specification 3.1.0.
enum OpenAPI {
    static func document(_ endpoints: [Endpoint], version: String) -> JSON {
        var paths: [JSON.Member] = []
        for endpoint in endpoints {
            let path = APIEdge.prefix + endpoint.path
            let operation = JSON.Member(endpoint.method.rawValue.lowercased(), self.operation(endpoint))
            if let index = paths.firstIndex(where: { $0.name == path }), case .object(let members) = paths[index].value
            {
                paths[index] = JSON.Member(path, .object(members + [operation]))
            } else {
                paths.append(JSON.Member(path, .object([operation])))
            }
        }
        return .object(
            ("openapi", .text("3.1.0")),
            (
                "info",
                .object(
                    ("title", .text("Lifang 里坊")), ("version", .text(version)),
                    ("license", .object(("name", .text("Apache-2.0")), ("identifier", .text("Apache-2.0")))))
            ),
            ("paths", .object(paths)),
            (
                "components",
                .object(
                    (
                        "schemas",
                        .object(
                            (Shapes.all + Shapes.people + [("Problem", ProblemBody.schema)]).map {
                                JSON.Member($0.0, $0.1.description)
                            })
                    ),
                    (
                        "securitySchemes",
                        .object(
                            (
                                "demoIdentity",
                                .object(
                                    ("type", .text("apiKey")), ("in", .text("header")),
                                    ("name", .text("Lifang-Demo-Identity")),
                                    (
                                        "description",
                                        .text("Who of the demo's cast acts; means nothing outside the demo.")
                                    ))
                            ),
                            (
                                "programKey",
                                .object(
                                    ("type", .text("http")), ("scheme", .text("bearer")),
                                    ("description", .text("A key of a program: lf_ and 43 characters.")))
                            ))
                    ))
            ),
            (
                "security",
                .array([
                    .object([]), .object(("programKey", .array([]))), .object(("demoIdentity", .array([]))),
                ])
            ))
    }

    private static func operation(_ endpoint: Endpoint) -> JSON {
        var members: [JSON.Member] = [
            JSON.Member("operationId", .text(endpoint.operation)), JSON.Member("summary", .text(endpoint.summary)),
        ]
        var parameters = endpoint.parameters.map { parameter in
            JSON.object(
                ("name", .text(parameter.name)), ("in", .text(parameter.isInPath ? "path" : "query")),
                ("required", .flag(parameter.isInPath)), ("description", .text(parameter.hint)),
                ("schema", parameter.schema.description))
        }
        if endpoint.takesKey { parameters.append(idempotencyKey) }
        if !parameters.isEmpty { members.append(JSON.Member("parameters", .array(parameters))) }
        if let body = endpoint.body {
            members.append(
                JSON.Member(
                    "requestBody",
                    .object(
                        ("required", .flag(true)),
                        ("content", .object(("application/json", .object(("schema", body.description))))))))
        }
        if let takes = endpoint.bytes?.takes, !takes.isEmpty {
            members.append(
                JSON.Member("requestBody", .object(("required", .flag(true)), ("content", binary(takes)))))
        }
        members.append(JSON.Member("responses", responses(endpoint)))
        return .object(members)
    }

    /// Bytes of some media types: OpenAPI 3.1 gives them no schema.
    private static func binary(_ types: [String]) -> JSON {
        .object(types.map { JSON.Member($0, .object([])) })
    }

    private static let idempotencyKey = JSON.object(
        ("name", .text("Idempotency-Key")), ("in", .text("header")), ("required", .flag(false)),
        (
            "description",
            .text("1 to 128 visible ASCII characters; a request that comes again with its key is done once.")
        ),
        (
            "schema",
            .object(
                ("type", .text("string")), ("minLength", .integer(1)), ("maxLength", .integer(128)),
                ("pattern", .text("^[\\x21-\\x7E]+$")))
        ))

    private static func responses(_ endpoint: Endpoint) -> JSON {
        var members = [
            JSON.Member(
                String(endpoint.success.code),
                .object(
                    ("description", .text(endpoint.success.reasonPhrase)),
                    (
                        "content",
                        endpoint.bytes.flatMap { $0.gives.isEmpty ? nil : binary($0.gives) }
                            ?? .object(("application/json", .object(("schema", endpoint.answer.description))))
                    )))
        ]
        if endpoint.bytes?.gives.isEmpty == false {
            for status in [HTTPResponse.Status.partialContent, .notModified, .rangeNotSatisfiable] {
                members.append(
                    JSON.Member(String(status.code), .object(("description", .text(status.reasonPhrase)))))
            }
        }
        var codes: [Problem.Code] = [.fields, .signInNeeded, .busy, .noSpace, .failure] + endpoint.problems
        if endpoint.bytes?.takes.isEmpty == false { codes += [.mediaType, .tooLarge, .tooSlow, .crossSite, .tooOften] }
        if endpoint.body != nil { codes += [.mediaType, .tooLarge, .crossSite] }
        if endpoint.takesKey { codes.append(.keyReused) }
        for status in Set(codes.map { Problem($0).status }).sorted(by: { $0.code < $1.code }) {
            members.append(
                JSON.Member(
                    String(status.code),
                    .object(
                        ("description", .text(status.reasonPhrase)),
                        (
                            "content",
                            .object(
                                (
                                    "application/problem+json",
                                    .object(("schema", Schema.named("Problem").description))
                                ))
                        ))))
        }
        return .object(members)
    }
}
