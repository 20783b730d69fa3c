/// A request to cosign a checkpoint.
///
/// ```
/// "old " n "\n" *(base64 hash "\n", ≤ 63) "\n" checkpoint
/// ```
///
/// Source: C2SP tlog-witness, add-checkpoint.
public struct WitnessRequest: Sendable {
    /// The size that the log believes the witness cosigned last; 0 for none.
    public let oldSize: UInt64
    /// The consistency proof from the old size.
    public let path: [TreeHash]
    /// The signed checkpoint.
    public let note: SignedNote

    /// Longest consistency proof, in hashes.
    public static let pathLimit = 63

    /// Makes a request.
    public init(oldSize: UInt64, path: [TreeHash], note: SignedNote) {
        self.oldSize = oldSize
        self.path = path
        self.note = note
    }

    /// Reads a request body.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` if it does not follow the format.
    public init(parsing body: some Collection<UInt8>) throws(LogError) {
        var lines = TextLines(body)
        guard let first = lines.next(), first.starts(with: Array("old ".utf8)), let size = first.dropFirst(4).decimal
        else { throw .malformed(.witnessRequest, line: 1) }
        var path: [TreeHash] = []
        while true {
            guard let line = lines.next() else { throw .malformed(.witnessRequest, line: lines.number + 1) }
            if line.isEmpty { break }
            guard path.count < Self.pathLimit, let bytes = Base64.decode(line), let hash = TreeHash(bytes: bytes) else {
                throw .malformed(.witnessRequest, line: lines.number)
            }
            path.append(hash)
        }
        oldSize = size
        self.path = path
        note = try SignedNote(parsing: lines.remaining)
    }

    /// The body as it is sent.
    public var serialized: String {
        "old \(oldSize)\n" + path.map { $0.base64 + "\n" }.joined() + "\n" + note.serialized
    }

    /// The origin line, before anything is verified: tells which log's state to load.
    public var claimedOrigin: String {
        String(decoding: note.text.utf8.prefix { $0 != 10 }, as: UTF8.self)
    }
}

/// What a witness answers, and what it must have stored before it answers.
public struct WitnessAnswer: Equatable, Sendable {
    /// 200, 400, 403, 404, 409 or 422.
    public let status: Int
    /// `text/x.tlog.size` for 409, else `text/plain; charset=utf-8`.
    public let contentType: String
    /// Cosignature lines for 200, the size and a newline for 409, else empty.
    public let body: String
    /// The checkpoint to store, atomically with the comparison, before the answer is sent; nil unless the status is 200.
    public let newState: Checkpoint?

    init(_ status: Int, body: String = "", newState: Checkpoint? = nil) {
        self.status = status
        contentType = status == 409 ? "text/x.tlog.size" : "text/plain; charset=utf-8"
        self.body = body
        self.newState = newState
    }
}

/// A witness: it cosigns a log's checkpoint only if it continues what it cosigned before.
///
/// A pure function of request and state; the caller loads the state and stores the new one in one transaction.
///
/// Source: C2SP tlog-witness; tlog-cosignature.
public struct Witness: Sendable {
    private let key: SignerKey
    private let logs: [VerifierKey]

    /// Makes a witness with its key and the keys of the logs that it watches; a log's key bears the origin as its name.
    ///
    /// - Throws: ``LogError/unsupportedKeyType(_:)`` if its own key is not a cosigner's or a log's key is one.
    public init(key: SignerKey, logs: [VerifierKey]) throws(LogError) {
        guard key.verifier.kind == .cosignature else { throw .unsupportedKeyType(key.verifier.kind.rawValue) }
        for log in logs where log.kind != .ed25519 { throw .unsupportedKeyType(log.kind.rawValue) }
        self.key = key
        self.logs = logs
    }

    /// Answers one request.
    ///
    /// - Parameters:
    ///   - body: The request's body.
    ///   - latest: The checkpoint that this witness cosigned last for the request's origin; nil for none.
    ///   - unixSeconds: The witness's clock, seconds since 1970 UTC.
    public func answer(_ body: some Collection<UInt8>, latest: Checkpoint?, unixSeconds: UInt64) -> WitnessAnswer {
        guard let request = try? WitnessRequest(parsing: body), let head = try? Checkpoint(parsing: request.note.text)
        else { return WitnessAnswer(400) }
        let keys = logs.filter { $0.name.isSameText(as: head.origin) }
        guard !keys.isEmpty else { return WitnessAnswer(404) }
        guard (try? request.note.verified(by: keys)) != nil else { return WitnessAnswer(403) }
        guard request.oldSize <= head.size else { return WitnessAnswer(400) }
        let known = latest.flatMap { $0.origin.isSameText(as: head.origin) ? $0 : nil }
        guard request.oldSize == known?.size ?? 0 else { return WitnessAnswer(409, body: "\(known?.size ?? 0)\n") }
        guard Self.continues(known, head, path: request.path) else { return WitnessAnswer(422) }
        guard let line = try? key.cosignature(over: head.text, unixSeconds: unixSeconds) else {
            return WitnessAnswer(400)
        }
        return WitnessAnswer(200, body: line.line, newState: head)
    }

    private static func continues(_ known: Checkpoint?, _ head: Checkpoint, path: [TreeHash]) -> Bool {
        if head.size == 0 { return path.isEmpty && head.root == .emptyRoot }
        guard let known, known.size > 0 else { return path.isEmpty }
        return MerkleProof.isConsistent(
            oldSize: known.size, oldRoot: known.root, newSize: head.size, newRoot: head.root, path: path)
    }

    /// Takes the valid cosignatures of an answer over to a log's own copy of the checkpoint.
    ///
    /// - Parameters:
    ///   - body: The answer's body.
    ///   - note: The checkpoint that was sent.
    ///   - witnesses: The keys that the log accepts; lines of other keys are dropped.
    /// - Throws: ``LogError/malformed(_:line:)``, ``LogError/invalidSignature`` or ``LogError/unverified``.
    public static func adopt(
        _ body: some Collection<UInt8>, into note: SignedNote, witnesses: [VerifierKey]
    ) throws(LogError) -> SignedNote {
        var answer = Array(note.text.utf8)
        answer.append(10)
        answer.append(contentsOf: body)
        let signed = try SignedNote(parsing: answer)
        let keys = try signed.verified(by: witnesses).map(\.key)
        var result = note
        for key in keys {
            guard let line = signed.signatures.first(where: { key.isNamed(in: $0) }) else { continue }
            result.signatures.removeAll { key.isNamed(in: $0) }
            result.signatures.append(line)
        }
        return result
    }
}
