import Crypto
import Vocabulary

/// A column whose values are sealed; part of what a sealed value is bound to.
public struct SealedField: Sendable, Hashable {
    /// The table, as in the schema.
    public let table: String
    /// The column, as in the schema.
    public let column: String
    /// The version of what the column holds; raised when its values are sealed anew in another form.
    public let version: Int

    /// Names a column in the source code.
    ///
    /// - Parameter version: 1 at first.
    public init(_ table: StaticString, _ column: StaticString, version: Int = 1) {
        self.table = table.description
        self.column = column.description
        self.version = version
    }

    init(table: String, column: String, version: Int) {
        self.table = table
        self.column = column
        self.version = version
    }

    /// The owner of the key by which secrets of this column are sealed that belong to no person.
    ///
    /// Made from the name with the marks of version 8, so that it meets no person's, which is of version 7.
    ///
    /// Source: RFC 9562, 5.8.
    var systemOwner: Identifier {
        let hash = Array(SHA256.hash(data: [UInt8]("lfe1|class|\(table)|\(column)".utf8)))
        func half(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        return Identifier(
            high: half(hash[0..<8]) & ~0xF000 | 0x8000,
            low: half(hash[8..<16]) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }
}
