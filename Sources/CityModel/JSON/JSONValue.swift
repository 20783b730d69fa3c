/// Is any JSON value, copied and free of its document; numbers keep their text and members their order.
public indirect enum JSONValue: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, exact.
    case number(JSONNumber)
    /// A string.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Named values in order.
    case object(JSONObject)

    /// The string, or nil.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The number as a double, or nil.
    public var double: Double? { if case .number(let number) = self { number.double } else { nil } }
    /// The whole number, or nil.
    public var int: Int64? { if case .number(let number) = self { number.int } else { nil } }
    /// The items, or nil.
    public var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
    /// The members, or nil.
    public var object: JSONObject? { if case .object(let object) = self { object } else { nil } }

    /// Makes a whole number.
    public static func integer(_ value: Int) -> JSONValue { .number(JSONNumber(Int64(value))) }
    /// Makes a number, or `null` where the double is not finite.
    public static func double(_ value: Double) -> JSONValue { JSONNumber(value).map(JSONValue.number) ?? .null }
    /// Makes a string, or `null`.
    public static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .number(JSONNumber(value)) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements.map { .init(key: $0.0, value: $0.1) }))
    }
}

/// Holds the members of a JSON object in their order.
public struct JSONObject: Sendable {
    /// One named value.
    public struct Member: Sendable, Equatable {
        /// Name.
        public var key: String
        /// Value.
        public var value: JSONValue

        /// Makes a member.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// Members in order.
    public var members: [Member]

    /// Makes an object.
    public init(_ members: [Member] = []) { self.members = members }

    /// The last member of that name; setting replaces or appends, nil removes.
    public subscript(key: String) -> JSONValue? {
        get { members.last { $0.key == key }?.value }
        set {
            guard let newValue else { return members.removeAll { $0.key == key } }
            if let index = members.lastIndex(where: { $0.key == key }) {
                members[index].value = newValue
            } else {
                members.append(Member(key: key, value: newValue))
            }
        }
    }
}

extension JSONObject: Equatable {
    /// Whether both hold equal members, in whatever order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        if left.members == right.members { return true }
        guard left.members.count == right.members.count else { return false }
        return left.members.sorted { $0.key < $1.key } == right.members.sorted { $0.key < $1.key }
    }
}
