import Store
public import Vocabulary

/// Another name of a place, found by search: an old one, a popular one, or that of a place that became part of it.
public struct PlaceAlias: Sendable, Hashable {
    /// Where the name comes from.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// 旧名: what it was called officially.
        case former
        /// 俗名: what people call it.
        case popular
        /// The name of a place that became part of this one.
        case merged
    }

    /// Names the alias.
    public let id: ID<PlaceAlias>
    /// The words, 1 to 200 characters.
    public let words: String
    /// Where the name comes from.
    public let kind: Kind
    /// The place that became part; nil for other kinds.
    public let source: ID<Place>?
    /// Since when it is known.
    public let from: Instant

    /// Says an alias; see the properties.
    public init(id: ID<PlaceAlias>, words: String, kind: Kind, source: ID<Place>?, from: Instant) {
        self.id = id
        self.words = words
        self.kind = kind
        self.source = source
        self.from = from
    }
}

/// A name that a place had.
public struct PastName: Sendable, Hashable {
    /// The name.
    public let name: LocalizedText
    /// Until when.
    public let until: Instant

    /// Says a name that was.
    public init(name: LocalizedText, until: Instant) {
        self.name = name
        self.until = until
    }
}

/// A code of another system for a place: a division code, the code of a standard address.
public struct ForeignCode: Sendable, Hashable {
    /// The system, 1 to 32 of `a–z 0–9 -`: `division`, `standard-address`.
    public let system: String
    /// The code there, 1 to 64 visible ASCII characters.
    public let code: String

    /// Says a code of a system.
    public init(system: String, code: String) {
        self.system = system
        self.code = code
    }
}

extension PlaceAlias {
    init(_ row: any Row) throws {
        guard let kind = Kind(rawValue: try row.text(2)) else { throw PlaceError.unreadable }
        self.init(
            id: try row.id(0), words: try row.text(1), kind: kind, source: try row.optionalID(3),
            from: try row.instant(4))
    }
}
