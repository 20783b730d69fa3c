public import HTTPTypes

/// One address that answers: a method, a path with `{names}` in it, and what answers.
public struct Route: Sendable {
    /// What answers; throws what ``Problem/init(_:)`` can tell.
    public typealias Handler = @Sendable (WebRequest) async throws -> WebResponse

    /// GET or POST.
    public let method: HTTPRequest.Method
    /// `/matters/{id}/verdict`; a name matches one segment.
    public let path: String
    /// What answers.
    public let handler: Handler
    /// How a refusal looks to whoever calls this address.
    public let refusal: Refusal

    /// How a body comes to the handler.
    public enum Intake: Sendable, Hashable {
        /// Read completely before; at most `WebRequest.bodyBytesMax`.
        case whole
        /// Piece by piece, through `WebRequest.stream`; the handler keeps the limits.
        case stream
    }
    /// How a body comes to the handler.
    public let intake: Intake

    /// How a refusal is told.
    public typealias Refusal = @Sendable (Problem, WebRequest) async -> WebResponse

    /// Declares an address.
    public init(
        _ method: HTTPRequest.Method, _ path: String, intake: Intake = .whole, refusal: @escaping Refusal,
        _ handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.intake = intake
        self.refusal = refusal
        self.handler = handler
    }
}
