/// A value that one engine would refuse and the other store in another form: refused before either sees it.
package enum RefusedValue: Sendable {
    /// PostgreSQL refuses U+0000 in text, SQLite's functions stop at it.
    case nullCharacter
    /// SQLite stores NaN as NULL.
    case notANumber

    /// The refusal, as of a CHECK that every column has.
    package func error(for sql: String) -> StoreError {
        let words =
            switch self {
            case .nullCharacter: "text contains U+0000"
            case .notANumber: "a number is NaN"
            }
        return StoreError(.checkViolation, words, table: StatementCatalogue.tableWritten(by: sql))
    }
}
