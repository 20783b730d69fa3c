import CSQLite
import Store
import Vocabulary

/// A prepared statement, bound and stepped by one thread, and at the same time the row at which it stands.
final class SQLiteStatement: Row {
    let sql: String
    let handle: OpaquePointer
    let changesRows: Bool
    let parameterCount: Int
    var isInUse = false
    var lastUse: UInt64 = 0
    private var holdsMuch = false

    init(_ sql: String, _ handle: OpaquePointer) {
        self.sql = sql
        self.handle = handle
        parameterCount = Int(sqlite3_bind_parameter_count(handle))
        let word = sql.drop { $0.isWhitespace }.prefix { $0.isLetter }.uppercased()
        changesRows =
            ["INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"].contains(word) && sqlite3_stmt_readonly(handle) == 0
    }

    deinit { sqlite3_finalize(handle) }

    /// Binds every argument.
    ///
    /// - Throws: ``StoreError/Code/statement`` for a wrong number of arguments, ``StoreError/Code/checkViolation`` for
    ///   text with U+0000 and for NaN.
    func bind(_ arguments: [Value]) throws {
        guard arguments.count == parameterCount else {
            throw StoreError(.statement, "the statement takes \(parameterCount) arguments, not \(arguments.count)")
        }
        var position: Int32 = 0
        for argument in arguments {
            position += 1
            let code =
                switch argument {
                case .null: sqlite3_bind_null(handle, position)
                case .integer(let number): sqlite3_bind_int64(handle, position, number)
                case .double(let number): try bind(number, at: position)
                case .text(let text): try bind(text, at: position)
                case .bytes(let bytes): bind(bytes, at: position)
                case .identifier(let identifier): bind(identifier, at: position)
                }
            guard code == SQLITE_OK else {
                throw SQLiteFailure.error(code, on: sqlite3_db_handle(handle), statement: sql)
            }
        }
    }

    /// Makes the statement ready for its next use.
    ///
    /// - Returns: The code of the last step; anything but OK has been reported by that step already.
    @discardableResult
    func reset() -> Int32 {
        let code = sqlite3_reset(handle)
        if holdsMuch {
            sqlite3_clear_bindings(handle)
            holdsMuch = false
        }
        return code
    }

    private func bind(_ number: Double, at position: Int32) throws -> Int32 {
        guard !number.isNaN else { throw RefusedValue.notANumber.error(for: sql) }
        return sqlite3_bind_double(handle, position, number)
    }

    private func bind(_ text: String, at position: Int32) throws -> Int32 {
        var text = text
        return try text.withUTF8 { utf8 in
            guard !utf8.contains(0) else { throw RefusedValue.nullCharacter.error(for: sql) }
            guard let start = utf8.baseAddress else { return sqlite3_bind_text(handle, position, "", 0, nil) }
            if utf8.count > 4_096 { holdsMuch = true }
            return start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
                sqlite3_bind_text64(
                    handle, position, $0, UInt64(utf8.count), lifang_sqlite_transient(), UInt8(SQLITE_UTF8))
            }
        }
    }

    private func bind(_ bytes: [UInt8], at position: Int32) -> Int32 {
        guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, position, 0) }
        if bytes.count > 4_096 { holdsMuch = true }
        return bytes.withUnsafeBytes {
            sqlite3_bind_blob64(handle, position, $0.baseAddress, UInt64($0.count), lifang_sqlite_transient())
        }
    }

    private func bind(_ identifier: Identifier, at position: Int32) -> Int32 {
        withUnsafeBytes(of: (identifier.high.bigEndian, identifier.low.bigEndian)) {
            sqlite3_bind_blob(handle, position, $0.baseAddress, 16, lifang_sqlite_transient())
        }
    }

    // MARK: Row

    func isNull(_ column: Int) -> Bool { type(column) == SQLITE_NULL }

    func integer(_ column: Int) throws -> Int64 {
        guard type(column) == SQLITE_INTEGER else { throw wrongType(column, "a whole number") }
        return sqlite3_column_int64(handle, Int32(column))
    }

    func double(_ column: Int) throws -> Double {
        let type = type(column)
        guard type == SQLITE_FLOAT || type == SQLITE_INTEGER else { throw wrongType(column, "a number") }
        return sqlite3_column_double(handle, Int32(column))
    }

    func text(_ column: Int) throws -> String {
        guard type(column) == SQLITE_TEXT, let start = sqlite3_column_text(handle, Int32(column)) else {
            throw wrongType(column, "text")
        }
        let count = Int(sqlite3_column_bytes(handle, Int32(column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func bytes(_ column: Int) throws -> [UInt8] {
        guard type(column) == SQLITE_BLOB else { throw wrongType(column, "bytes") }
        let start = sqlite3_column_blob(handle, Int32(column))
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column)))))
    }

    func identifier(_ column: Int) throws -> Identifier {
        guard type(column) == SQLITE_BLOB, let start = sqlite3_column_blob(handle, Int32(column)),
            sqlite3_column_bytes(handle, Int32(column)) == 16
        else { throw wrongType(column, "an identifier") }
        return Identifier(
            high: UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
    }

    private func type(_ column: Int) -> Int32 { sqlite3_column_type(handle, Int32(column)) }

    private func wrongType(_ column: Int, _ wanted: String) -> StoreError {
        StoreError(.wrongType, "column \(column) of the result is not \(wanted)")
    }
}
