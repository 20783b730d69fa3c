/// Which logs are accepted, and which witnesses must have cosigned.
///
/// ```
/// log <vkey> [url]
/// witness <name> <vkey> [url]
/// group <name> all|any|<k> <member>…
/// quorum <name>|none
/// ```
/// Names are compared by bytes; a group or quorum names only what stands above it; a name is a member at most once.
/// At most 1,000 lines are read.
///
/// Source: C2SP tlog-policy.
public struct WitnessPolicy: Sendable {
    private struct Group: Sendable {
        var needed: Int
        var members: [[UInt8]]
    }

    /// The keys of the accepted logs, in the order of the lines.
    public private(set) var logs: [VerifierKey] = []
    /// The keys of the known witnesses, in the order of the lines.
    public private(set) var witnesses: [VerifierKey] = []

    private var witnessIndex: [[UInt8]: Int] = [:]
    private var groups: [[UInt8]: Group] = [:]
    private var quorum: [UInt8]?
    private var members: Set<[UInt8]> = []

    private static let none = Array("none".utf8)

    /// Reads a policy file.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` with the line that breaks a rule, or line 0 if there is no quorum line;
    ///   ``LogError/unsupportedKeyType(_:)`` and ``LogError/keyIDMismatch`` for a key.
    public init(parsing text: some Collection<UInt8>) throws(LogError) {
        var lines = TextLines(text)
        while let line = lines.next() {
            guard lines.number <= 1000, line.allSatisfy({ $0 == 9 || ($0 >= 32 && $0 != 127) }) else {
                throw .malformed(.policy, line: lines.number)
            }
            let words = line.split(whereSeparator: { $0 == 32 || $0 == 9 }).map { Array($0) }
            guard let keyword = words.first, keyword.first != UInt8(ascii: "#") else { continue }
            guard try read(String(decoding: keyword, as: UTF8.self), Array(words.dropFirst())) else {
                throw .malformed(.policy, line: lines.number)
            }
        }
        guard lines.remaining.isEmpty, quorum != nil else { throw .malformed(.policy, line: 0) }
    }

    private mutating func read(_ keyword: String, _ words: [[UInt8]]) throws(LogError) -> Bool {
        switch keyword {
        case "log":
            guard (1...2).contains(words.count), let text = words[0].text else { return false }
            let key = try VerifierKey(parsing: text)
            guard key.kind == .ed25519, !logs.contains(where: { $0.publicKey == key.publicKey }) else { return false }
            logs.append(key)
        case "witness":
            guard (2...3).contains(words.count), isFree(words[0]), let text = words[1].text else { return false }
            let key = try VerifierKey(parsing: text)
            guard key.kind == .cosignature, !witnesses.contains(where: { $0.publicKey == key.publicKey }) else {
                return false
            }
            witnessIndex[words[0]] = witnesses.count
            witnesses.append(key)
        case "group":
            return readGroup(words)
        case "quorum":
            guard words.count == 1, quorum == nil, words[0] == Self.none || !isFree(words[0]) else { return false }
            quorum = words[0]
        default:
            return false
        }
        return true
    }

    private mutating func readGroup(_ words: [[UInt8]]) -> Bool {
        guard words.count >= 3, isFree(words[0]) else { return false }
        let names = Array(words[2...])
        let needed: UInt64
        switch String(decoding: words[1], as: UTF8.self) {
        case "all": needed = UInt64(names.count)
        case "any": needed = 1
        default:
            guard let number = words[1].decimal else { return false }
            needed = number
        }
        guard needed >= 1, needed <= UInt64(names.count) else { return false }
        for name in names {
            guard name != Self.none, !isFree(name), members.insert(name).inserted else { return false }
        }
        groups[words[0]] = Group(needed: Int(needed), members: names)
        return true
    }

    private func isFree(_ name: [UInt8]) -> Bool {
        name != Self.none && witnessIndex[name] == nil && groups[name] == nil
    }

    /// Whether these witnesses together make the quorum.
    public func isQuorum(_ keys: [VerifierKey]) -> Bool {
        guard let quorum, quorum != Self.none else { return quorum != nil }
        return holds(quorum, keys)
    }

    private func holds(_ name: [UInt8], _ keys: [VerifierKey]) -> Bool {
        if let index = witnessIndex[name] { return keys.contains(witnesses[index]) }
        guard let group = groups[name] else { return false }
        return group.members.count(where: { holds($0, keys) }) >= group.needed
    }

    /// Verifies a checkpoint: signed by an accepted log under its own origin, cosigned by a quorum.
    ///
    /// - Parameters:
    ///   - note: The signed checkpoint.
    ///   - moments: Cosignatures of other moments (seconds since 1970 UTC) do not count towards the quorum.
    /// - Returns: The checkpoint and every verified signature.
    /// - Throws: ``LogError/invalidSignature`` for a known key that fails; ``LogError/unverified`` without the log's
    ///   signature; ``LogError/wrongOrigin``; ``LogError/quorumMissing``.
    public func verify(
        _ note: SignedNote, moments: ClosedRange<UInt64> = 0...UInt64.max
    ) throws(LogError) -> (checkpoint: Checkpoint, attestations: [Attestation]) {
        let attestations = try note.verified(by: logs + witnesses)
        let checkpoint = try Checkpoint(parsing: note.text)
        let signers = attestations.map(\.key).filter { $0.kind == .ed25519 }
        guard !signers.isEmpty else { throw .unverified }
        guard signers.contains(where: { $0.name.isSameText(as: checkpoint.origin) }) else { throw .wrongOrigin }
        let counted = attestations.filter { $0.unixSeconds.map(moments.contains) ?? false }
        guard isQuorum(counted.map(\.key)) else { throw .quorumMissing }
        return (checkpoint, attestations)
    }
}
