/// The head of a log: how many entries it has and the root over them.
///
/// ```
/// checkpoint text := origin "\n" size(decimal, no leading 0) "\n" base64(root32) "\n" *(extension "\n")
/// ```
///
/// Source: C2SP tlog-checkpoint v1.0.0.
public struct Checkpoint: Equatable, Sendable {
    /// The log's identity; not empty, one line. Ours: `<host>/log/<epoch>`.
    public let origin: String
    /// The number of entries.
    public let size: UInt64
    /// The root over the entries.
    public let root: TreeHash
    /// Further lines, none of them empty; ours has none.
    public let extensions: [String]

    /// Makes a checkpoint.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` if the origin or an extension is empty or has a control character.
    public init(origin: String, size: UInt64, root: TreeHash, extensions: [String] = []) throws(LogError) {
        for (index, line) in ([origin] + extensions).enumerated() {
            guard !line.isEmpty, line.utf8.allSatisfy({ $0 >= 32 }) else {
                throw .malformed(.checkpoint, line: index == 0 ? 1 : index + 3)
            }
        }
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// Reads a checkpoint's text.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` if the text does not follow the format.
    public init(parsing text: String) throws(LogError) {
        var lines = TextLines(text.utf8)
        guard let originLine = lines.next(), let origin = originLine.text else {
            throw .malformed(.checkpoint, line: 1)
        }
        guard let sizeLine = lines.next(), let size = sizeLine.decimal else { throw .malformed(.checkpoint, line: 2) }
        guard let rootLine = lines.next(), let bytes = Base64.decode(rootLine), let root = TreeHash(bytes: bytes) else {
            throw .malformed(.checkpoint, line: 3)
        }
        var extensions: [String] = []
        while let line = lines.next() {
            guard let text = line.text else { throw .malformed(.checkpoint, line: lines.number) }
            extensions.append(text)
        }
        guard lines.remaining.isEmpty else { throw .malformed(.checkpoint, line: lines.number + 1) }
        try self.init(origin: origin, size: size, root: root, extensions: extensions)
    }

    /// The text that log and witnesses sign; ends with a newline.
    public var text: String {
        ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
    }

    /// Signs the checkpoint with the log's key.
    ///
    /// - Throws: ``LogError/wrongOrigin`` if the key's name is not the origin;
    ///   ``LogError/unsupportedKeyType(_:)`` if it is a witness's key.
    public func signed(by key: SignerKey) throws(LogError) -> SignedNote {
        guard key.verifier.name.isSameText(as: origin) else { throw .wrongOrigin }
        return try SignedNote(text: text, signatures: [try key.signature(over: text)])
    }

    public static func == (one: Checkpoint, other: Checkpoint) -> Bool {
        one.text.isSameText(as: other.text)
    }
}
