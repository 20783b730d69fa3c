import Crypto

/// What the log keeps of a record: a hash that says nothing without the record's salt.
///
/// ```
/// c = SHA-256("lf/<kind>/v1\n" ‖ salt[32] ‖ JCS(record))
/// ```
/// Erasing salt and record leaves noise in the log, and every proof valid.
///
/// Source: our design; RFC 8785 for the record's text; PIPL art. 47 for erasure.
public struct Commitment: Hashable, Sendable {
    /// The 32 bytes.
    public let hash: TreeHash

    /// Bytes of a salt.
    public static let saltByteCount = 32

    /// Commits to a record.
    ///
    /// - Parameters:
    ///   - kind: The entry's kind, see ``LogEntry``.
    ///   - salt: 32 bytes of good chance, used once; it lives beside the record.
    ///   - record: What is committed to.
    /// - Throws: ``LogError/outOfRange`` for a salt of another length; ``LogError/malformed(_:line:)`` for a kind that is
    ///   none; ``LogError/numberNotExact`` for a record without canonical text.
    public init(kind: String, salt: [UInt8], record: JSONValue) throws(LogError) {
        try self.init(kind: kind, salt: salt, text: try record.canonical()[...])
    }

    /// Commits to a record that was read from a canonical text.
    ///
    /// - Throws: ``LogError/outOfRange`` for a salt of another length; ``LogError/malformed(_:line:)`` for a kind that is
    ///   none.
    public init(kind: String, salt: [UInt8], record: CanonicalValue) throws(LogError) {
        try self.init(kind: kind, salt: salt, text: record.bytes)
    }

    private init(kind: String, salt: [UInt8], text: ArraySlice<UInt8>) throws(LogError) {
        guard salt.count == Self.saltByteCount else { throw .outOfRange }
        guard LogEntry.isKind(kind) else { throw .malformed(.entry, line: 0) }
        var bytes = Array("lf/\(kind)/v1\n".utf8)
        bytes.reserveCapacity(bytes.count + salt.count + text.count)
        bytes += salt
        bytes += text
        hash = TreeHash(digest: SHA256.hash(data: bytes))
    }

    /// Takes a commitment that an entry holds.
    public init(hash: TreeHash) {
        self.hash = hash
    }
}

/// An entry of our log: canonical JSON with public fields and a commitment; never a name, number, address or free text.
///
/// ```
/// {"c":"<b64 commitment>","k":"<kind>","t":<unix ms>,"v":1, …public fields}
/// ```
///
/// Source: our design; RFC 8785.
public struct LogEntry: Sendable {
    /// The kind: lower-case words joined by dots or hyphens, as `ballot`, `paper-batch`, `grant.made`.
    public let kind: String
    /// The moment, milliseconds since 1970 UTC.
    public let unixMilliseconds: Int
    /// The commitment; nil where the public fields say everything.
    public let commitment: Commitment?
    /// Public fields beside `v`, `k`, `t` and `c`.
    public let fields: [JSONValue.Member]

    /// Makes an entry.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` if the kind is none or a field is named `v`, `k`, `t` or `c`.
    public init(
        kind: String, unixMilliseconds: Int, commitment: Commitment? = nil, fields: [JSONValue.Member] = []
    ) throws(LogError) {
        guard Self.isKind(kind), !fields.contains(where: { ["v", "k", "t", "c"].contains($0.name) }) else {
            throw .malformed(.entry, line: 0)
        }
        self.kind = kind
        self.unixMilliseconds = unixMilliseconds
        self.commitment = commitment
        self.fields = fields
    }

    /// Reads an entry.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` unless the bytes are canonical JSON of version 1 with kind and moment.
    public init(parsing bytes: some Collection<UInt8>) throws(LogError) {
        let value = try JSONValue(parsingCanonical: bytes)
        guard value["v"]?.integer == 1, let kind = value["k"]?.string, let moment = value["t"]?.integer else {
            throw .malformed(.entry, line: 0)
        }
        var commitment: Commitment?
        if let field = value["c"] {
            guard let text = field.string, let hash = TreeHash(base64: text) else { throw .malformed(.entry, line: 0) }
            commitment = Commitment(hash: hash)
        }
        let fields = (value.members ?? []).filter { !["v", "k", "t", "c"].contains($0.name) }
        try self.init(kind: kind, unixMilliseconds: moment, commitment: commitment, fields: fields)
    }

    /// The entry's bytes.
    ///
    /// - Throws: ``LogError/numberNotExact`` or ``LogError/malformed(_:line:)`` for fields without canonical text;
    ///   ``LogError/entryTooLong`` beyond 65,535 bytes.
    public func serialized() throws(LogError) -> [UInt8] {
        var members = fields
        members.append(.init("v", .number(1)))
        members.append(.init("k", .string(kind)))
        members.append(.init("t", try .integer(unixMilliseconds)))
        if let commitment { members.append(.init("c", .string(commitment.hash.base64))) }
        let bytes = try JSONValue.object(members).canonical()
        guard bytes.count <= EntryBundle.entryByteLimit else { throw .entryTooLong }
        return bytes
    }

    /// The value of a public field.
    public subscript(_ name: String) -> JSONValue? {
        fields.first { $0.name.isSameText(as: name) }?.value
    }

    static func isKind(_ kind: String) -> Bool {
        !kind.isEmpty && kind.utf8.count <= 64
            && kind.utf8.allSatisfy { (97...122).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }
}
