import Web

/// The shape of a JSON value: checks what comes in and describes itself in the OpenAPI document.
///
/// One declaration serves both, so that the document cannot promise what the server does not check.
indirect enum Schema: Sendable {
    /// A string of `min` to `max` Unicode scalars.
    case text(min: Int = 0, max: Int, hint: String)
    /// The same on one line: without control characters.
    case line(min: Int = 0, max: Int, hint: String)
    /// 1 to `max` visible ASCII characters.
    case code(max: Int, hint: String)
    /// The 36 characters of an identifier.
    case identifier
    /// A moment in UTC, RFC 3339.
    case moment
    /// One of some words.
    case choice([String])
    /// A whole number.
    case integer(min: Int64, max: Int64)
    /// Yes or no.
    case flag
    /// A value or null.
    case optional(Schema)
    /// `min` to `max` values.
    case array(Schema, min: Int = 0, max: Int)
    /// An object with these members and no others.
    case object([Member])
    /// A shape with a name of its own.
    case named(String)

    struct Member: Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool

        init(_ name: String, _ schema: Schema, isRequired: Bool = true) {
            self.name = name
            self.schema = schema
            self.isRequired = isRequired
        }
    }
}

extension Schema {
    /// What is wrong with a value; empty if nothing is.
    func problems(with value: JSON, at pointer: String) -> [Problem.Field] {
        switch (self, value) {
        case (.optional, .null): return []
        case (.optional(let schema), _): return schema.problems(with: value, at: pointer)
        case (.object(let members), .object(let given)): return Self.problems(members, given, pointer)
        case (.array(let schema, let min, let max), .array(let elements)):
            if elements.count < min { return [Problem.Field(pointer, .missing)] }
            if elements.count > max { return [Problem.Field(pointer, .tooLarge, limit: String(max))] }
            return elements.enumerated().flatMap { schema.problems(with: $0.element, at: "\(pointer)/\($0.offset)") }
        case (.flag, .flag): return []
        case (.integer(let min, let max), .integer(let number)):
            if number < min { return [Problem.Field(pointer, .tooSmall, limit: String(min))] }
            return number > max ? [Problem.Field(pointer, .tooLarge, limit: String(max))] : []
        case (.text, .text(let text)), (.identifier, .text(let text)), (.choice, .text(let text)),
            (.moment, .text(let text)), (.line, .text(let text)), (.code, .text(let text)):
            return textProblem(text, pointer).map { [$0] } ?? []
        default: return [Problem.Field(pointer, .type)]
        }
    }

    private func textProblem(_ text: String, _ pointer: String) -> Problem.Field? {
        switch self {
        case .text(let min, let max, _), .line(let min, let max, _):
            let count = text.unicodeScalars.count
            if count < min { return Problem.Field(pointer, count == 0 ? .missing : .tooSmall, limit: String(min)) }
            if count > max { return Problem.Field(pointer, .tooLarge, limit: String(max)) }
            if text.utf8.contains(where: { $0 < lowest }) { return Problem.Field(pointer, .form) }
            // Blanks alone are no words, though they have characters.
            return min > 0 && text.allSatisfy(\.isWhitespace) ? Problem.Field(pointer, .missing) : nil
        case .code(let max, _):
            if text.isEmpty { return Problem.Field(pointer, .missing) }
            if text.utf8.count > max { return Problem.Field(pointer, .tooLarge, limit: String(max)) }
            return text.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? nil : Problem.Field(pointer, .form)
        case .identifier: return Self.isIdentifier(text) ? nil : Problem.Field(pointer, .form)
        case .choice(let words):
            return words.contains(text) ? nil : Problem.Field(pointer, .choice, limit: words.joined(separator: ", "))
        default: return nil
        }
    }

    /// The lowest character that a text may have: U+0000 is stored by no engine, a line has no control characters.
    private var lowest: UInt8 {
        if case .line = self { 0x20 } else { 0x01 }
    }

    /// A name that a caller made up, as an answer may repeat it: short and without control characters.
    static func shown(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.prefix(64).filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }

    private static func isIdentifier(_ text: String) -> Bool {
        text.utf8.count == 36
            && text.utf8.enumerated().allSatisfy { index, byte in
                if [8, 13, 18, 23].contains(index) { return byte == UInt8(ascii: "-") }
                return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
                    || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte)
            }
    }

    private static func problems(_ members: [Member], _ given: [JSON.Member], _ pointer: String) -> [Problem.Field] {
        var result: [Problem.Field] = []
        for member in members {
            let at = "\(pointer)/\(member.name)"
            if let value = given.first(where: { $0.name == member.name })?.value {
                result += member.schema.problems(with: value, at: at)
            } else if member.isRequired {
                result.append(Problem.Field(at, .missing))
            }
        }
        for extra in given where !members.contains(where: { $0.name == extra.name }) {
            result.append(Problem.Field("\(pointer)/\(shown(extra.name))", .unknown))
        }
        return result
    }
}

extension Schema {
    /// The shape in JSON Schema 2020-12, as OpenAPI 3.1 uses it.
    var description: JSON {
        switch self {
        case .text(let min, let max, let hint), .line(let min, let max, let hint):
            var members: [JSON.Member] = [JSON.Member("type", .text("string"))]
            if min > 0 { members.append(JSON.Member("minLength", .integer(Int64(min)))) }
            // Words of blanks alone are refused, and so are characters below the lowest.
            let none = lowest == 0x20 ? #"\u0000-\u001F"# : #"\u0000"#
            let pattern = min > 0 ? "^[^\(none)]*[^\\s\(none)][^\(none)]*$" : "^[^\(none)]*$"
            members.append(JSON.Member("pattern", .text(pattern)))
            members.append(JSON.Member("maxLength", .integer(Int64(max))))
            members.append(JSON.Member("description", .text(hint)))
            return .object(members)
        case .code(let max, let hint):
            return .object(
                ("type", .text("string")), ("minLength", .integer(1)), ("maxLength", .integer(Int64(max))),
                ("pattern", .text(#"^[\x21-\x7E]+$"#)), ("description", .text(hint)))
        case .identifier:
            return .object(
                ("type", .text("string")), ("format", .text("uuid")),
                ("pattern", .text("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$")))
        case .moment: return .object(("type", .text("string")), ("format", .text("date-time")))
        case .choice(let words):
            return .object(("type", .text("string")), ("enum", .array(words.map { .text($0) })))
        case .integer(let min, let max):
            return .object(("type", .text("integer")), ("minimum", .integer(min)), ("maximum", .integer(max)))
        case .flag: return .object(("type", .text("boolean")))
        case .optional(let schema):
            return .object(("anyOf", .array([schema.description, .object(("type", .text("null")))])))
        case .array(let schema, let min, let max):
            return .object(
                ("type", .text("array")), ("items", schema.description), ("minItems", .integer(Int64(min))),
                ("maxItems", .integer(Int64(max))))
        case .object(let members):
            return .object(
                ("type", .text("object")),
                ("properties", .object(members.map { JSON.Member($0.name, $0.schema.description) })),
                ("required", .array(members.filter(\.isRequired).map { .text($0.name) })),
                ("additionalProperties", .flag(false)))
        case .named(let name): return .object(("$ref", .text("#/components/schemas/\(name)")))
        }
    }
}
