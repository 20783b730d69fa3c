/// One line of InfluxDB's line protocol: `measurement,tag=v field=1.5,other=2i 1700000000000000000`.
///
/// Source: InfluxData, line protocol reference; the limits are ours.
public struct InfluxPoint: Hashable, Sendable {
    /// The value of a field.
    public enum Value: Hashable, Sendable {
        /// `1.5`; always finite.
        case float(Double)
        /// `2i`.
        case integer(Int64)
        /// `2u`.
        case unsigned(UInt64)
        /// `"text"`.
        case string(String)
        /// `true`, `t`, `F`, …
        case boolean(Bool)
    }

    /// A tag.
    public struct Tag: Hashable, Sendable {
        /// The key.
        public var key: String
        /// The value; never empty.
        public var value: String

        /// A tag.
        public init(_ key: String, _ value: String) {
            self.key = key
            self.value = value
        }
    }

    /// A field.
    public struct Field: Hashable, Sendable {
        /// The key.
        public var key: String
        /// The value.
        public var value: Value

        /// A field.
        public init(_ key: String, _ value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// What is measured.
    public var measurement: String
    /// Tags in their order; no key twice.
    public var tags: [Tag]
    /// Fields in their order; at least one.
    public var fields: [Field]
    /// The time in the precision that the sender was told, nanoseconds by default; `nil` if the receiver's clock is
    /// used.
    public var timestamp: Int64?

    /// A point from its parts.
    public init(measurement: String, tags: [Tag] = [], fields: [Field], timestamp: Int64? = nil) {
        self.measurement = measurement
        self.tags = tags
        self.fields = fields
        self.timestamp = timestamp
    }
}

extension InfluxPoint {
    /// Largest batch: 1 MiB.
    public static let byteCountMax = 1 << 20
    /// Most tags of a point: 256.
    public static let tagCountMax = 256

    /// The line.
    ///
    /// - Throws: ``DecodeError/badText(at:)`` for what a line cannot say: an empty name, a line break outside a string,
    ///   a
    ///   trailing backslash, a measurement that starts with `#`; ``DecodeError/missingField(at:)`` without a field;
    ///   ``DecodeError/badValue(at:)`` for a number that is not finite.
    public func line() throws(DecodeError) -> String {
        guard !measurement.hasPrefix("#") else { throw .badText(at: 0) }
        guard !fields.isEmpty else { throw .missingField(at: 0) }
        var line = try Self.escaped(measurement, ", ")
        for tag in tags { line += ",\(try Self.escaped(tag.key, ",= "))=\(try Self.escaped(tag.value, ",= "))" }
        for (index, field) in fields.enumerated() {
            line += index == 0 ? " " : ","
            line += "\(try Self.escaped(field.key, ",= "))=\(try Self.text(field.value))"
        }
        if let timestamp { line += " \(timestamp)" }
        return line
    }

    private static func escaped(_ text: String, _ special: String) throws(DecodeError) -> String {
        guard !text.isEmpty, text.utf8.last != 0x5C else { throw .badText(at: 0) }
        var output = String.UnicodeScalarView()
        var isAfterBackslash = false
        for scalar in text.unicodeScalars {
            guard scalar != "\n", scalar != "\r" else { throw .badText(at: 0) }
            let isSpecial = special.unicodeScalars.contains(scalar)
            // A backslash before a special character cannot be told from its escape.
            guard !(isSpecial && isAfterBackslash) else { throw .badText(at: 0) }
            if isSpecial { output.append("\\") }
            output.append(scalar)
            isAfterBackslash = scalar == "\\"
        }
        return String(output)
    }

    private static func text(_ value: Value) throws(DecodeError) -> String {
        switch value {
        case .float(let number):
            guard number.isFinite else { throw .badValue(at: 0) }
            return "\(number)"
        case .integer(let number): return "\(number)i"
        case .unsigned(let number): return "\(number)u"
        case .boolean(let flag): return flag ? "true" : "false"
        case .string(let text):
            var output = String.UnicodeScalarView("\"".unicodeScalars)
            for scalar in text.unicodeScalars {
                if scalar == "\"" || scalar == "\\" { output.append("\\") }
                output.append(scalar)
            }
            output.append("\"")
            return String(output)
        }
    }

    /// The point as JSON.
    public var json: JSONValue {
        var object: JSONValue = [
            "measurement": .string(measurement),
            "tags": .object(tags.map { .init($0.key, .string($0.value)) }),
            "fields": .object(fields.map { .init($0.key, $0.value.json) }),
        ]
        if let timestamp { object.add("timestamp", .integer(timestamp)) }
        return object
    }
}

extension InfluxPoint.Value {
    fileprivate var json: JSONValue {
        switch self {
        case .float(let number): return .number(number)
        case .integer(let number): return .integer(number)
        case .unsigned(let number): return Int64(exactly: number).map { .integer($0) } ?? .number(Double(number))
        case .string(let text): return .string(text)
        case .boolean(let flag): return .bool(flag)
        }
    }
}
