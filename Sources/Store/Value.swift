public import Vocabulary

/// What a statement's `?` may stand for: the four column types of both engines, identifiers and nothing.
public enum Value: Sendable, Hashable {
    /// NULL.
    case null
    /// A whole number; times in milliseconds, amounts in the smallest unit, areas in 0.01 m².
    case integer(Int64)
    /// A finite or infinite number; NaN is stored as NULL by SQLite and must not be passed.
    case double(Double)
    /// Text without U+0000, which PostgreSQL refuses.
    case text(String)
    /// Bytes of any length.
    case bytes([UInt8])
    /// Sixteen bytes, stored as ``bytes(_:)`` but bound without an allocation.
    case identifier(Identifier)

    /// A typed identifier.
    public static func id<Subject>(_ id: ID<Subject>) -> Value { .identifier(id.raw) }
    /// A typed identifier or NULL.
    public static func id<Subject>(_ id: ID<Subject>?) -> Value { id.map { .identifier($0.raw) } ?? .null }
    /// A moment as milliseconds since 1970.
    public static func instant(_ instant: Instant) -> Value { .integer(instant.millisecondsSince1970) }
    /// A moment as milliseconds since 1970, or NULL.
    public static func instant(_ instant: Instant?) -> Value { instant.map { .instant($0) } ?? .null }
    /// Text or NULL.
    public static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
    /// A whole number or NULL.
    public static func integer(_ integer: Int64?) -> Value { integer.map { .integer($0) } ?? .null }
    /// A whole number.
    public static func integer(_ integer: Int) -> Value { .integer(Int64(integer)) }
    /// Yes and no as 1 and 0.
    public static func flag(_ flag: Bool) -> Value { .integer(flag ? 1 : 0) }
}
