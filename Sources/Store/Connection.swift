/// One open connection of an engine, used by one thread at a time; what engines give and nobody else calls.
///
/// Statements are cached by their text. Every `?` is bound in order of appearance.
public protocol Connection: AnyObject {
    /// Which engine this is.
    var dialect: Dialect { get }

    /// Runs a statement that returns no rows.
    ///
    /// - Returns: How many rows were inserted, changed or deleted.
    /// - Throws: ``StoreError``.
    func run(_ sql: String, _ arguments: [Value]) throws -> Int

    /// Runs a statement and hands over its rows one by one until `body` returns false.
    ///
    /// The same statement may be used again inside `body`.
    ///
    /// - Throws: ``StoreError``, or what `body` throws.
    func forEach(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Bool) throws
}
