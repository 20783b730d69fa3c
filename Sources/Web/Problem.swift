public import HTTPTypes

/// A refusal or failure as a caller sees it: a code, a status, a sentence in the reader's language and the fields concerned.
///
/// Source: RFC 9457.
public struct Problem: Error, Sendable, Hashable {
    /// The closed list of what can be told; the raw value stands in `type` and in the files of strings.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The request cannot be read: broken JSON, broken escape, not UTF-8.
        case unreadable
        /// Fields are missing, unknown or have values that they may not have.
        case fields
        /// The body has another media type.
        case mediaType = "media-type"
        /// The body is too large.
        case tooLarge = "too-large"
        /// Nothing of the request came for too long.
        case tooSlow = "too-slow"
        /// The request came from another site.
        case crossSite = "cross-site"
        /// Somebody has to sign in first.
        case signInNeeded = "sign-in-needed"
        /// A second factor has to be shown again for this.
        case proofNeeded = "proof-needed"
        /// Too often in too short a time; later again.
        case tooOften = "too-often"
        /// The actor sees the thing but may not do this.
        case notAllowed = "not-allowed"
        /// There is no such thing, or not for this actor.
        case notFound = "not-found"
        /// The address does not take this method.
        case method
        /// The thing's state does not allow it.
        case state
        /// Somebody changed it meanwhile.
        case changed
        /// The same key came with another request.
        case keyReused = "key-reused"
        /// The place lies above every community.
        case noCommunity = "no-community"
        /// Too much at once; later again.
        case busy
        /// No space is left.
        case noSpace = "no-space"
        /// Our fault.
        case failure
    }

    /// One field and what would do.
    public struct Field: Sendable, Hashable {
        /// The closed list of what can be wrong with a field.
        public enum Reason: String, Sendable, Hashable, CaseIterable {
            /// It must be given.
            case missing
            /// It is not known here.
            case unknown
            /// It has another type.
            case type
            /// It is shorter or smaller than it may be.
            case tooSmall = "too-small"
            /// It is longer or larger than it may be.
            case tooLarge = "too-large"
            /// It is not one of the values that it may have.
            case choice
            /// It has characters or a form that it may not have.
            case form
        }

        /// The field as the caller named it: a JSON pointer or the name of a parameter.
        public let name: String
        /// What is wrong.
        public let reason: Reason
        /// The limit or the choices, where there are some.
        public let limit: String?

        /// Says what is wrong with a field.
        public init(_ name: String, _ reason: Reason, limit: String? = nil) {
            self.name = name
            self.reason = reason
            self.limit = limit
        }
    }

    /// What kind.
    public let code: Code
    /// The fields concerned; empty where none is.
    public let fields: [Field]
    /// More about the state, where ``Code/state`` is told: the state that is.
    public let state: String?
    /// When the same request may do again, in seconds from now; where ``Code/tooOften`` is told.
    public let secondsToWait: Int?

    /// Says a problem.
    public init(_ code: Code, fields: [Field] = [], state: String? = nil, secondsToWait: Int? = nil) {
        self.code = code
        self.fields = fields
        self.state = state
        self.secondsToWait = secondsToWait
    }

    /// The status of the answer.
    public var status: HTTPResponse.Status {
        switch code {
        case .unreadable, .fields: .badRequest
        case .mediaType: .unsupportedMediaType
        case .tooLarge: .contentTooLarge
        case .tooSlow: .requestTimeout
        case .signInNeeded: .unauthorized
        case .tooOften: .tooManyRequests
        case .crossSite, .notAllowed, .proofNeeded: .forbidden
        case .notFound: .notFound
        case .method: .methodNotAllowed
        case .state, .noCommunity, .keyReused: .unprocessableContent
        case .changed: .conflict
        case .busy: .serviceUnavailable
        case .noSpace: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage")
        case .failure: .internalServerError
        }
    }

    /// Whether the same request may do later.
    public var isWorthRepeating: Bool { code == .busy || code == .failure || code == .noSpace }
}
