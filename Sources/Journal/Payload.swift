public import Vocabulary

/// The facts of an entry: a version and named codes, numbers, identifiers and flags; free text cannot stand in it.
///
/// Words that people wrote would stay in the journal after the person has the right to be forgotten, so there is no case
/// for them.
public struct Payload: Sendable, Hashable {
    /// One fact.
    public enum Fact: Sendable, Hashable {
        /// A word of a closed list.
        case code(Code)
        /// A whole number; its unit is the last word of its name.
        case integer(Int64)
        /// The identifier of another thing.
        case identifier(Identifier)
        /// Yes or no.
        case flag(Bool)
    }

    /// A word of a closed list: 1 to 64 of `a–z 0–9 . _ -`.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        /// The word.
        public let description: String

        /// Takes a word; nil if it is longer or has other characters.
        public init?(_ word: String) {
            guard (1...64).contains(word.utf8.count), word.utf8.allSatisfy(Self.isAllowed) else { return nil }
            description = word
        }

        private static func isAllowed(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    /// The version of this kind's payload; 1 at first, raised when a fact changes its meaning.
    public let version: Int
    /// Facts by name.
    public let facts: [String: Fact]

    /// Puts facts together.
    public init(version: Int = 1, _ facts: [String: Fact] = [:]) {
        self.version = version
        self.facts = facts
    }

    /// The identifier under a name, if there is one.
    public func identifier(_ name: String) -> Identifier? {
        if case .identifier(let identifier)? = facts[name] { identifier } else { nil }
    }

    /// The word under a name, if there is one.
    public func code(_ name: String) -> String? {
        if case .code(let code)? = facts[name] { code.description } else { nil }
    }

    /// The number under a name, if there is one.
    public func integer(_ name: String) -> Int64? {
        if case .integer(let integer)? = facts[name] { integer } else { nil }
    }

    /// The flag under a name, if there is one.
    public func flag(_ name: String) -> Bool? {
        if case .flag(let flag)? = facts[name] { flag } else { nil }
    }
}

extension Payload {
    /// One line: `1;from=code:new;open=int:3`, names in order; made so that equal payloads are equal bytes.
    ///
    /// Names and codes hold none of the separators, so nothing needs escaping.
    public var stored: String {
        var result = String(version)
        for (name, fact) in facts.sorted(by: { $0.key < $1.key }) {
            result += ";\(name)="
            switch fact {
            case .code(let code): result += "code:\(code)"
            case .integer(let integer): result += "int:\(integer)"
            case .identifier(let identifier): result += "id:\(identifier)"
            case .flag(let flag): result += "flag:\(flag ? 1 : 0)"
            }
        }
        return result
    }

    /// Reads the line of ``stored``.
    ///
    /// - Throws: ``JournalError/unreadablePayload``.
    public init(stored: String) throws(JournalError) {
        var parts = stored.split(separator: ";", omittingEmptySubsequences: false)[...]
        guard let first = parts.popFirst(), let version = Int(first) else { throw .unreadablePayload }
        var facts: [String: Fact] = [:]
        for part in parts {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, let fact = Fact(stored: pair[1]) else { throw .unreadablePayload }
            facts[String(pair[0])] = fact
        }
        self.init(version: version, facts)
    }
}

extension Payload.Fact {
    init?(stored: Substring) {
        let pair = stored.split(separator: ":", maxSplits: 1).map(String.init)
        guard pair.count == 2 else { return nil }
        switch pair[0] {
        case "code":
            guard let code = Payload.Code(pair[1]) else { return nil }
            self = .code(code)
        case "int":
            guard let integer = Int64(pair[1]) else { return nil }
            self = .integer(integer)
        case "id":
            guard let identifier = Identifier(pair[1]) else { return nil }
            self = .identifier(identifier)
        case "flag": self = .flag(pair[1] == "1")
        default: return nil
        }
    }
}
