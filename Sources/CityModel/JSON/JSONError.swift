/// Says why bytes are not one JSON text within the limits, and at which byte.
///
/// Source: RFC 8259.
public enum JSONError: Error, Equatable, Sendable {
    /// The text ends inside a value.
    case unexpectedEnd(offset: Int)
    /// A byte that no rule allows at this place.
    case unexpectedByte(offset: Int)
    /// A number that breaks the grammar of RFC 8259 section 6.
    case invalidNumber(offset: Int)
    /// A string with a raw control byte, a wrong escape or a lone surrogate.
    case invalidString(offset: Int)
    /// A string that is not UTF-8.
    case invalidUTF8(offset: Int)
    /// More levels of arrays and objects than the limit.
    case tooDeep(offset: Int)
    /// More bytes than the limit, or one string or number over 16 MiB.
    case tooLarge(offset: Int)
    /// Something other than white space follows the value.
    case trailingBytes(offset: Int)

    /// Byte offset from the start of the text.
    public var offset: Int {
        switch self {
        case .unexpectedEnd(let offset), .unexpectedByte(let offset), .invalidNumber(let offset),
            .invalidString(let offset), .invalidUTF8(let offset), .tooDeep(let offset), .tooLarge(let offset),
            .trailingBytes(let offset):
            offset
        }
    }

    /// One plain sentence without data.
    public var reason: String {
        switch self {
        case .unexpectedEnd: "the text ends inside a value"
        case .unexpectedByte: "unexpected character"
        case .invalidNumber: "not a JSON number"
        case .invalidString: "not a JSON string"
        case .invalidUTF8: "a string is not UTF-8"
        case .tooDeep: "nested deeper than the limit"
        case .tooLarge: "larger than the limit"
        case .trailingBytes: "more text after the value"
        }
    }
}

extension JSONError: CustomStringConvertible {
    public var description: String { "\(reason) at byte \(offset)" }
}

/// Bounds what a reader accepts, so that a hostile file costs little.
public struct JSONLimits: Sendable, Equatable {
    /// Largest text in bytes.
    public var bytesMax: Int
    /// Deepest nesting of arrays and objects.
    public private(set) var depthMax: Int

    /// Makes limits; the defaults are 1 GiB and 96 levels (CityJSON itself needs 10).
    public init(bytesMax: Int = 1 << 30, depthMax: Int = 96) {
        self.bytesMax = bytesMax
        // Values are walked recursively, so the depth stays within what a thread's stack holds.
        self.depthMax = max(0, min(depthMax, 512))
    }
}
