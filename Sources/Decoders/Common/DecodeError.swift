/// Why bytes or text from a device were refused; the position is a byte offset from the start of what was given.
///
/// The list is closed and its description carries no data of the message.
public enum DecodeError: Error, Hashable, Sendable {
    /// The frame ends before its stated length.
    case truncated(at: Int)
    /// The start mark of the protocol is missing.
    case badStart(at: Int)
    /// The end mark of the protocol is missing.
    case badEnd(at: Int)
    /// Checksum, CRC or other check value differs.
    case badChecksum(at: Int)
    /// A length field contradicts the protocol or the other fields.
    case badLength(at: Int)
    /// A command, function or control code that the protocol does not define.
    case unknownCode(at: Int)
    /// A field has a value outside its range.
    case badValue(at: Int)
    /// A digit that is not decimal where packed decimal digits are required, or not hexadecimal.
    case badDigit(at: Int)
    /// Text that is not in the stated encoding.
    case badText(at: Int)
    /// Text that breaks the grammar of its format.
    case badSyntax(at: Int)
    /// A required field is missing.
    case missingField(at: Int)
    /// More bytes, elements or levels than the stated limit.
    case overLimit(at: Int)
    /// Bytes follow the end of the frame.
    case trailingBytes(at: Int)

    /// The byte offset at which the reason was found.
    public var offset: Int {
        switch self {
        case .truncated(let at), .badStart(let at), .badEnd(let at), .badChecksum(let at), .badLength(let at),
            .unknownCode(let at), .badValue(let at), .badDigit(let at), .badText(let at), .badSyntax(let at),
            .missingField(let at), .overLimit(let at), .trailingBytes(let at):
            return at
        }
    }

    /// The same reason at a position that is further by `distance` bytes.
    public func moved(by distance: Int) -> DecodeError {
        let place = offset &+ distance
        switch self {
        case .truncated: return .truncated(at: place)
        case .badStart: return .badStart(at: place)
        case .badEnd: return .badEnd(at: place)
        case .badChecksum: return .badChecksum(at: place)
        case .badLength: return .badLength(at: place)
        case .unknownCode: return .unknownCode(at: place)
        case .badValue: return .badValue(at: place)
        case .badDigit: return .badDigit(at: place)
        case .badText: return .badText(at: place)
        case .badSyntax: return .badSyntax(at: place)
        case .missingField: return .missingField(at: place)
        case .overLimit: return .overLimit(at: place)
        case .trailingBytes: return .trailingBytes(at: place)
        }
    }
}

extension DecodeError: CustomStringConvertible {
    /// One sentence with the reason and the byte offset.
    public var description: String { "\(reason) at byte \(offset)" }

    private var reason: String {
        switch self {
        case .truncated: return "the frame is incomplete"
        case .badStart: return "the start mark is missing"
        case .badEnd: return "the end mark is missing"
        case .badChecksum: return "the checksum is wrong"
        case .badLength: return "the length does not fit"
        case .unknownCode: return "the code is not defined"
        case .badValue: return "the value is out of range"
        case .badDigit: return "not a digit"
        case .badText: return "the text is not in the stated encoding"
        case .badSyntax: return "the text does not follow the grammar"
        case .missingField: return "a required field is missing"
        case .overLimit: return "a limit is exceeded"
        case .trailingBytes: return "bytes follow the end"
        }
    }
}
