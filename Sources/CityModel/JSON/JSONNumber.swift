/// Keeps a JSON number exactly: a whole number as 64 bits, every other one as its text.
///
/// Source: RFC 8259 section 6.
public struct JSONNumber: Sendable, Hashable {
    private enum Storage: Sendable, Hashable {
        case integer(Int64)
        case text(String)
    }
    private let storage: Storage

    /// Makes a whole number.
    public init(_ value: Int64) { storage = .integer(value) }

    /// Makes a number from a double in its shortest exact text; nil where it is not finite.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        if value == value.rounded(), abs(value) < 1e15, !(value == 0 && value.sign == .minus) {
            storage = .text(String(Int64(value)) + ".0")
        } else {
            storage = .text("\(value)")
        }
    }

    /// Takes text that follows the grammar.
    init(text: UnsafeBufferPointer<UInt8>) {
        storage = .text(String(decoding: text, as: UTF8.self))
    }

    /// The number as it is written in JSON.
    public var text: String {
        switch storage {
        case .integer(let value): String(value)
        case .text(let text): text
        }
    }

    /// The nearest double; infinite where the number exceeds the range.
    public var double: Double {
        switch storage {
        case .integer(let value): Double(value)
        case .text(let text): Double(text) ?? .infinity
        }
    }

    /// The number where it is whole and within 64 bits (also when written as `1.0`); else nil.
    public var int: Int64? {
        switch storage {
        case .integer(let value): value
        case .text(let text): Int64(text) ?? Int64(exactly: double)
        }
    }

    /// Whether the number is written without fraction and exponent.
    public var isInteger: Bool {
        switch storage {
        case .integer: true
        case .text(let text): !text.utf8.contains { $0 == 0x2E || $0 | 0x20 == 0x65 }
        }
    }
}
