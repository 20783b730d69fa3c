import CPostgres
import Store

/// A bare connection for what a test does behind a store's back.
public final class RawPostgres {
    private let handle: OpaquePointer

    /// Connects.
    ///
    /// - Throws: ``StoreError/Code/connectionLost`` with the server's words.
    public init(_ connectionString: String) throws {
        guard let opened = PQconnectdb(connectionString) else { throw StoreError(.connectionLost, "no memory") }
        handle = opened
        PQsetNoticeProcessor(opened, { _, _ in }, nil)
        guard PQstatus(opened) == CONNECTION_OK else {
            throw StoreError(.connectionLost, String(cString: PQerrorMessage(opened)))
        }
    }

    deinit { PQfinish(handle) }

    /// Runs statements.
    ///
    /// - Returns: The first column of the first row of the last one, as text; nil if there is none.
    /// - Throws: ``StoreError/Code/statement`` with the server's words.
    @discardableResult
    public func run(_ sql: String) throws -> String? {
        let result = PQexec(handle, sql)
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else {
            throw StoreError(.statement, String(cString: PQerrorMessage(handle)))
        }
        guard PQntuples(result) > 0, PQnfields(result) > 0, PQgetisnull(result, 0, 0) == 0 else { return nil }
        return PQgetvalue(result, 0, 0).map { String(cString: $0) }
    }
}
