import CPostgres
import Store

/// Turns SQLSTATE codes into the closed list of the store.
enum PostgresFailure {
    /// The error that a result reports; without a result or a code of its own the connection was lost.
    static func error(_ result: OpaquePointer?, statement sql: String?) -> StoreError {
        if PQresultStatus(result) == PGRES_EMPTY_QUERY { return StoreError(.statement, "the statement is empty") }
        guard let result, let state = field("C", of: result) else {
            return StoreError(.connectionLost, "the connection to the server was lost")
        }
        let code = storeCode(state)
        // The texts of data errors quote the data.
        let words = state.hasPrefix("22") || code == .wrongType ? nil : field("M", of: result)
        return StoreError(
            code, words ?? "the server refused a value", table: code.concernsRows ? table(of: sql) : nil,
            engineCode: state)
    }

    /// The closed code for a SQLSTATE.
    ///
    /// Source: https://www.postgresql.org/docs/15/errcodes-appendix.html
    static func storeCode(_ state: String) -> StoreError.Code {
        switch state {
        case "23505", "23P01": .uniqueViolation
        case "23503", "23001": .foreignKeyViolation
        case "23514", "22021": .checkViolation
        case "23502": .notNullViolation
        case "42804", "22P02", "22P03": .wrongType
        case "25006": .readOnly
        case "57014": .timeLimit
        case "40001", "40P01": .conflict
        case "53100": .diskFull
        case "58030": .inputOutput
        case "57P01", "57P02", "57P03", "57P05", "53300", "25P03": .connectionLost
        case "XX001", "XX002": .corrupt
        default: state.hasPrefix("08") ? .connectionLost : .statement
        }
    }

    private static func field(_ letter: Unicode.Scalar, of result: OpaquePointer) -> String? {
        PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) }
    }

    private static func table(of sql: String?) -> String? { sql.flatMap(StatementCatalogue.tableWritten(by:)) }
}
