public import Vocabulary

/// One row while it is being read: columns by position, counted from 0.
///
/// A row is valid only inside the closure that receives it. Reading a column as another type than it has throws
/// ``StoreError/Code/wrongType``; a NULL read as a value does the same.
public protocol Row {
    /// Whether the column is NULL.
    func isNull(_ column: Int) -> Bool
    /// A whole number.
    func integer(_ column: Int) throws -> Int64
    /// A number; whole numbers are converted.
    func double(_ column: Int) throws -> Double
    /// Text.
    func text(_ column: Int) throws -> String
    /// Bytes.
    func bytes(_ column: Int) throws -> [UInt8]
    /// An identifier stored as 16 bytes.
    func identifier(_ column: Int) throws -> Identifier
}

extension Row {
    /// A typed identifier.
    @inlinable
    public func id<Subject>(_ column: Int, of subject: Subject.Type = Subject.self) throws -> ID<Subject> {
        ID(try identifier(column))
    }

    /// A typed identifier, or nil where the column is NULL.
    @inlinable
    public func optionalID<Subject>(_ column: Int, of subject: Subject.Type = Subject.self) throws -> ID<Subject>? {
        isNull(column) ? nil : ID(try identifier(column))
    }

    /// A moment stored in milliseconds.
    @inlinable
    public func instant(_ column: Int) throws -> Instant { Instant(millisecondsSince1970: try integer(column)) }

    /// A moment stored in milliseconds, or nil where the column is NULL.
    @inlinable
    public func optionalInstant(_ column: Int) throws -> Instant? { isNull(column) ? nil : try instant(column) }

    /// Text, or nil where the column is NULL.
    @inlinable
    public func optionalText(_ column: Int) throws -> String? { isNull(column) ? nil : try text(column) }

    /// A whole number, or nil where the column is NULL.
    @inlinable
    public func optionalInteger(_ column: Int) throws -> Int64? { isNull(column) ? nil : try integer(column) }

    /// Yes or no stored as 1 or 0.
    @inlinable
    public func flag(_ column: Int) throws -> Bool { try integer(column) != 0 }
}
