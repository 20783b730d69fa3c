/// A JSON value as I-JSON has it: numbers are doubles, names of a member are unique.
///
/// Source: RFC 8259; RFC 7493 (I-JSON); RFC 8785 §3.1.
public enum JSONValue: Sendable {
    case null
    case bool(Bool)
    /// A finite double.
    case number(Double)
    case string(String)
    case array([JSONValue])
    /// Members in any order; names differ in their UTF-16 code units.
    case object([Member])

    /// One member of an object.
    public struct Member: Sendable {
        /// The name.
        public let name: String
        /// The value.
        public let value: JSONValue

        /// Makes a member.
        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The largest integer that every reader of JSON keeps exactly: 2^53 − 1.
    public static let integerLimit = 9_007_199_254_740_991

    /// Makes a number from an integer.
    ///
    /// - Throws: ``LogError/numberNotExact`` beyond ±(2^53 − 1).
    public static func integer(_ value: Int) throws(LogError) -> JSONValue {
        guard value.magnitude <= UInt(integerLimit) else { throw .numberNotExact }
        return .number(Double(value))
    }

    /// The value of a member; nil if this is no object or has none of that name.
    public subscript(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name.isSameText(as: name) }?.value
    }

    /// The string; nil for other values.
    public var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The truth value; nil for other values.
    public var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The integer; nil for other values, fractions and integers beyond ±(2^53 − 1).
    public var integer: Int? {
        guard case .number(let value) = self, let integer = Int(exactly: value),
            integer.magnitude <= UInt(Self.integerLimit)
        else { return nil }
        return integer
    }

    /// The elements; nil if this is no array.
    public var array: [JSONValue]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    /// The members; nil if this is no object.
    public var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// Whether this is null.
    public var isNull: Bool {
        if case .null = self { return true }
        return false
    }
}
