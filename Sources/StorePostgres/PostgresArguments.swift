import CPostgres
import Store
import Vocabulary

/// The arguments of one call in PostgreSQL's binary form; one for each connection, so that its memory is used again.
struct PostgresArguments {
    /// Types of parameters by the numbers of `pg_type`.
    ///
    /// Source: PostgreSQL 15, `src/include/catalog/pg_type.dat`.
    enum ValueType {
        static let unknown: Oid = 0
        static let bool: Oid = 16
        static let bytea: Oid = 17
        static let int8: Oid = 20
        static let int2: Oid = 21
        static let int4: Oid = 23
        static let text: Oid = 25
        static let oid: Oid = 26
        static let float4: Oid = 700
        static let float8: Oid = 701
        static let numeric: Oid = 1_700
        static let xid8: Oid = 5_069
    }

    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private var pointers: [UnsafePointer<CChar>?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    /// Takes the values.
    ///
    /// - Throws: ``StoreError/Code/checkViolation`` for text with U+0000 and for NaN.
    mutating func encode(_ values: [Value], for sql: String) throws {
        if bytes.count > 65_536 { bytes = [] }
        bytes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        for value in values {
            let start = bytes.count
            var isNull = false
            switch value {
            case .null: isNull = true
            case .integer(let number): append(UInt64(bitPattern: number))
            case .double(let number):
                guard !number.isNaN else { throw RefusedValue.notANumber.error(for: sql) }
                append(number.bitPattern)
            case .text(var text):
                let hasNull = text.withUTF8 { utf8 in
                    bytes.append(contentsOf: utf8)
                    return utf8.contains(0)
                }
                if hasNull { throw RefusedValue.nullCharacter.error(for: sql) }
            case .bytes(let value): bytes.append(contentsOf: value)
            case .identifier(let identifier):
                append(identifier.high)
                append(identifier.low)
            }
            offsets.append(isNull ? -1 : start)
            lengths.append(Int32(bytes.count - start))
        }
    }

    /// Calls with what libpq wants: count, values, lengths, formats.
    mutating func withPointers<Result>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        // One byte more, so that empty text at the end has an address: without one it would be NULL.
        bytes.append(0)
        pointers.removeAll(keepingCapacity: true)
        while formats.count < offsets.count { formats.append(1) }
        return bytes.withUnsafeBytes { raw in
            for offset in offsets {
                let start = offset < 0 ? nil : raw.baseAddress.map { $0 + offset }
                pointers.append(start?.assumingMemoryBound(to: CChar.self))
            }
            return body(Int32(offsets.count), pointers, lengths, formats)
        }
    }

    private mutating func append(_ number: UInt64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// The type that a value is declared as; NULL takes the type that its place has.
    static func type(of value: Value) -> Oid {
        switch value {
        case .null: ValueType.unknown
        case .integer: ValueType.int8
        case .double: ValueType.float8
        case .text: ValueType.text
        case .bytes, .identifier: ValueType.bytea
        }
    }
}
