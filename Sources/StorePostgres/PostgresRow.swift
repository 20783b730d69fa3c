import CPostgres
import Store
import Vocabulary

/// One row of a result in binary form.
struct PostgresRow: Row {
    private typealias ValueType = PostgresArguments.ValueType

    let result: OpaquePointer
    let row: Int32

    func isNull(_ column: Int) -> Bool { PQgetisnull(result, row, Int32(column)) != 0 }

    func integer(_ column: Int) throws -> Int64 {
        let value = try value(column, "a whole number")
        switch PQftype(result, Int32(column)) {
        case ValueType.int8, ValueType.xid8: return Int64(bitPattern: value.bigEndian(0))
        case ValueType.int4: return Int64(Int32(bitPattern: value.bigEndian(0)))
        case ValueType.oid: return Int64(value.bigEndian(0) as UInt32)
        case ValueType.int2: return Int64(Int16(bitPattern: value.bigEndian(0)))
        case ValueType.bool: return value.first == 1 ? 1 : 0
        case ValueType.numeric:
            // sum() of whole numbers is numeric here and a whole number on SQLite.
            guard let number = PostgresNumeric(value)?.wholeNumber else { throw wrongType(column, "a whole number") }
            return number
        default: throw wrongType(column, "a whole number")
        }
    }

    func double(_ column: Int) throws -> Double {
        let value = try value(column, "a number")
        switch PQftype(result, Int32(column)) {
        case ValueType.float8: return Double(bitPattern: value.bigEndian(0))
        case ValueType.float4: return Double(Float(bitPattern: value.bigEndian(0)))
        case ValueType.numeric:
            guard let number = PostgresNumeric(value)?.double else { throw wrongType(column, "a number") }
            return number
        default: return Double(try integer(column))
        }
    }

    func text(_ column: Int) throws -> String {
        let value = try value(column, "text")
        switch PQftype(result, Int32(column)) {
        case ValueType.text, 18, 19, 705, 1_042, 1_043, 114:  // "char", name, unknown, character, varchar, json
            return String(decoding: value, as: UTF8.self)
        default: throw wrongType(column, "text")
        }
    }

    func bytes(_ column: Int) throws -> [UInt8] {
        let value = try value(column, "bytes")
        guard PQftype(result, Int32(column)) == ValueType.bytea else { throw wrongType(column, "bytes") }
        return Array(value)
    }

    func identifier(_ column: Int) throws -> Identifier {
        let value = try value(column, "an identifier")
        guard PQftype(result, Int32(column)) == ValueType.bytea, value.count == 16 else {
            throw wrongType(column, "an identifier")
        }
        return Identifier(high: value.bigEndian(0), low: value.bigEndian(8))
    }

    private func value(_ column: Int, _ wanted: String) throws -> UnsafeRawBufferPointer {
        guard column >= 0, column < Int(PQnfields(result)), !isNull(column) else { throw wrongType(column, wanted) }
        return UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, Int32(column)), count: Int(PQgetlength(result, row, Int32(column))))
    }

    private func wrongType(_ column: Int, _ wanted: String) -> StoreError {
        StoreError(.wrongType, "column \(column) of the result is not \(wanted)")
    }
}

extension UnsafeRawBufferPointer {
    /// A number in network order; 0 where the bytes do not reach.
    func bigEndian<Number: FixedWidthInteger>(_ offset: Int) -> Number {
        guard offset + MemoryLayout<Number>.size <= count else { return 0 }
        return Number(bigEndian: loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
}

/// PostgreSQL's `numeric` in binary form: groups of four decimal digits.
///
/// Source: PostgreSQL 15, `numeric_send` in `src/backend/utils/adt/numeric.c`.
struct PostgresNumeric {
    private let groups: [Int64]
    private let weight: Int
    private let isNegative: Bool

    init?(_ bytes: UnsafeRawBufferPointer) {
        let count = Int(bytes.bigEndian(0) as Int16)
        let sign = bytes.bigEndian(4) as UInt16
        // 0x0000 plus, 0x4000 minus, the rest is NaN and the infinities.
        guard count >= 0, bytes.count == 8 + 2 * count, sign == 0 || sign == 0x4000 else { return nil }
        weight = Int(bytes.bigEndian(2) as Int16)
        isNegative = sign == 0x4000
        groups = (0..<count).map { Int64(bytes.bigEndian(8 + 2 * $0) as Int16) }
    }

    /// The value, if it is a whole number of 64 bits.
    var wholeNumber: Int64? {
        if groups.isEmpty { return 0 }
        guard groups.dropFirst(max(0, weight + 1)).allSatisfy({ $0 == 0 }), weight >= 0, weight < 5 else { return nil }
        var result: Int64 = 0
        for index in 0...weight {
            let group = index < groups.count ? groups[index] : 0
            let (product, isTooBig) = result.multipliedReportingOverflow(by: 10_000)
            let (sum, isTooSmall) = product.subtractingReportingOverflow(group)
            if isTooBig || isTooSmall { return nil }
            result = sum
        }
        if isNegative { return result }
        return result == .min ? nil : -result
    }

    /// The nearest double.
    var double: Double? {
        var digits = isNegative ? "-" : ""
        for group in groups {
            let text = String(group)
            digits += String(repeating: "0", count: 4 - text.count) + text
        }
        if groups.isEmpty { return 0 }
        return Double(digits + "e" + String((weight - groups.count + 1) * 4))
    }
}
