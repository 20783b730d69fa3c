public import HTML

/// The page that stands in for one that cannot be shown; says what to do, blames nobody.
public struct ErrorPage: Sendable {
    /// What went wrong, by status.
    public enum Kind: Int, CaseIterable, Sendable {
        case badRequest = 400
        case forbidden = 403
        case notFound = 404
        case conflict = 409
        case broken = 500
        case busy = 503

        var phrases: (title: Phrase, hint: Phrase) {
            switch self {
            case .badRequest: (.errorBadRequest, .errorBadRequestHint)
            case .forbidden: (.errorForbidden, .errorForbiddenHint)
            case .notFound: (.errorNotFound, .errorNotFoundHint)
            case .conflict: (.errorConflict, .errorConflictHint)
            case .broken: (.errorBroken, .errorBrokenHint)
            case .busy: (.errorBusy, .errorBusyHint)
            }
        }
    }

    /// What went wrong.
    public var kind: Kind
    /// The id of the log line that tells more; nil where there is none.
    public var reference: String?
    /// The page that shows how the thing stands now, for ``Kind/conflict``.
    public var now: Link?

    /// Fills the model; see the properties.
    public init(_ kind: Kind, reference: String? = nil, now: Link? = nil) {
        self.kind = kind
        self.reference = reference
        self.now = now
    }
}
