import CSQLite
import Glibc
import Store

/// Turns SQLite's result codes into the closed list of the store.
enum SQLiteFailure {
    /// The error that a connection reports after a call returned `code`.
    static func error(_ code: Int32, on handle: OpaquePointer?, statement sql: String?) -> StoreError {
        let extended = handle.map { sqlite3_extended_errcode($0) } ?? code
        // Some calls return a code without setting the connection's; then the returned one is the truth.
        let exact = extended & 0xFF == code & 0xFF ? extended : code
        let isOutOfSpace = exact & 0xFF == SQLITE_IOERR && handle.map { sqlite3_system_errno($0) } == ENOSPC
        let kind = isOutOfSpace ? .diskFull : storeCode(exact)
        return StoreError(
            kind, message(kind, exact, on: handle), table: kind.concernsRows ? table(of: sql) : nil,
            engineCode: String(exact))
    }

    /// The closed code for an extended result code.
    ///
    /// Source: https://www.sqlite.org/rescode.html
    static func storeCode(_ exact: Int32) -> StoreError.Code {
        switch exact {
        case 2067, 1555, 2579: .uniqueViolation  // UNIQUE, PRIMARYKEY, ROWID
        case 787: .foreignKeyViolation
        case 1299: .notNullViolation
        case 3091: .wrongType  // DATATYPE: a STRICT table refused the type
        default:
            switch exact & 0xFF {
            case SQLITE_CONSTRAINT: .checkViolation  // CHECK, TRIGGER and the rare rest
            case SQLITE_MISMATCH: .wrongType
            case SQLITE_READONLY: .readOnly
            case SQLITE_INTERRUPT: .timeLimit
            case SQLITE_BUSY, SQLITE_LOCKED: .conflict
            case SQLITE_FULL: .diskFull
            case SQLITE_IOERR, SQLITE_NOMEM, SQLITE_CANTOPEN, SQLITE_PROTOCOL, SQLITE_NOLFS: .inputOutput
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: .corrupt
            default: .statement
            }
        }
    }

    /// Whether what was written before may not be on the disk although nobody said so.
    static func isOfSync(_ error: StoreError) -> Bool {
        // IOERR_FSYNC, IOERR_DIR_FSYNC
        error.engineCode == "1034" || error.engineCode == "1290"
    }

    private static func message(_ kind: StoreError.Code, _ exact: Int32, on handle: OpaquePointer?) -> String {
        // The words of a syntax error are the statement's, which is ours; a full-text query is a reader's.
        let words = handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        guard let words, !words.hasPrefix("fts5:"), !words.contains("JSON") else {
            return String(cString: sqlite3_errstr(exact))
        }
        return kind == .timeLimit ? "the time limit of the read was passed" : words
    }

    private static func table(of sql: String?) -> String? { sql.flatMap(StatementCatalogue.tableWritten(by:)) }
}
