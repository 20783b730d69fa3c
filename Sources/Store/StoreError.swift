/// Why a store refused or failed: a closed code, a sentence without data, and the engine's own code.
public struct StoreError: Error, Sendable {
    /// The closed list of what can go wrong.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// A unique or primary key stands already.
        case uniqueViolation
        /// A referenced row is missing, or a referenced row would be lost.
        case foreignKeyViolation
        /// A CHECK refused the row.
        case checkViolation
        /// A NOT NULL column was given NULL.
        case notNullViolation
        /// A column was read or written as a type that it does not have.
        case wrongType
        /// The statement is wrong: unknown table, syntax, number of arguments.
        case statement
        /// Domain tables were written without a journal entry in the same transaction.
        case unjournaled
        /// A write was tried in a read.
        case readOnly
        /// The time limit of a read or a write was passed.
        case timeLimit
        /// Others kept changing the same rows, and all retries were used up.
        case conflict
        /// No space is left; nothing of the transaction was kept.
        case diskFull
        /// Reading or writing the disk failed; what was not acknowledged is not kept.
        case inputOutput
        /// The connection to the server was lost before the outcome was known, or could not be made.
        case connectionLost
        /// The file is not a database or is damaged.
        case corrupt
        /// Another process has this database file open.
        case alreadyOpen
        /// The database was written by a newer version, or its history of migrations is another one.
        case schemaMismatch
        /// The store was closed.
        case closed
        /// The surroundings do not fit: wrong collation, wrong encoding, not durable.
        case unfit
    }

    /// What kind of refusal or failure.
    public let code: Code
    /// One English sentence for the log; names tables and columns, never values.
    public let message: String
    /// The table concerned, where the engine tells.
    public let table: String?
    /// The engine's own code: SQLite's extended result code or PostgreSQL's SQLSTATE.
    public let engineCode: String?

    /// Puts an error together; see the properties.
    public init(_ code: Code, _ message: String, table: String? = nil, engineCode: String? = nil) {
        self.code = code
        self.message = message
        self.table = table
        self.engineCode = engineCode
    }
}

extension StoreError: CustomStringConvertible {
    /// Code, table and engine code; no data.
    public var description: String {
        "store: \(code.rawValue)" + (table.map { " in \($0)" } ?? "") + (engineCode.map { " (\($0))" } ?? "")
            + ": " + message
    }
}

extension StoreError {
    /// What every call throws after the store was closed.
    package static let isClosed = StoreError(.closed, "the store is closed")
}
