/// One consistent view of the database, valid inside the closure that received it.
///
/// Everything read through one snapshot is of one moment: a page's list and its counts agree. After a statement threw,
/// every further statement throws the same error: PostgreSQL cannot go on, so neither engine does.
public class Snapshot {
    let connection: any Connection
    /// The first error that a statement threw; the transaction can then only be given up.
    package private(set) var failure: StoreError?

    /// Wraps an engine's connection; called by engines only.
    public init(_ connection: any Connection) { self.connection = connection }

    /// Which engine this is; statements that differ ask here.
    public final var dialect: Dialect { connection.dialect }

    /// Reads rows into values, in the order of the statement.
    ///
    /// - Throws: ``StoreError``, or what `make` throws.
    @inlinable
    public final func rows<Element>(
        _ sql: String, _ arguments: [Value] = [], _ make: (any Row) throws -> Element
    ) throws -> [Element] {
        var result: [Element] = []
        try forEach(sql, arguments) { row in
            result.append(try make(row))
            return true
        }
        return result
    }

    /// Reads the first row, or nil if there is none.
    ///
    /// - Throws: ``StoreError``, or what `make` throws.
    @inlinable
    public final func first<Element>(
        _ sql: String, _ arguments: [Value] = [], _ make: (any Row) throws -> Element
    ) throws -> Element? {
        var result: Element?
        try forEach(sql, arguments) { row in
            result = try make(row)
            return false
        }
        return result
    }

    /// Reads the whole number in the first column of the first row; nil if there is no row or it is NULL.
    ///
    /// - Throws: ``StoreError``.
    @inlinable
    public final func integer(_ sql: String, _ arguments: [Value] = []) throws -> Int64? {
        try first(sql, arguments) { try $0.optionalInteger(0) } ?? nil
    }

    /// Hands over rows one by one until `body` returns false.
    ///
    /// - Throws: ``StoreError``, or what `body` throws; ``StoreError/Code/readOnly`` for a statement that writes.
    public func forEach(_ sql: String, _ arguments: [Value] = [], _ body: (any Row) throws -> Bool) throws {
        if let failure { throw failure }
        var isOfBody = false
        do {
            try connection.forEach(sql, arguments) { row in
                do {
                    return try body(row)
                } catch {
                    isOfBody = true
                    throw error
                }
            }
        } catch {
            if !isOfBody { fail(error) }
            throw error
        }
    }

    final func fail(_ error: any Error) {
        if failure == nil, let error = error as? StoreError { failure = error }
    }
}
