extension StoreError.Code {
    /// Whether the refusal concerns rows of a table, which then belongs into the error.
    package var concernsRows: Bool {
        switch self {
        case .uniqueViolation, .foreignKeyViolation, .checkViolation, .notNullViolation, .wrongType: true
        default: false
        }
    }
}
