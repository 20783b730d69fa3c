/// A text with signature lines.
///
/// ```
/// signed note := text(ends "\n") "\n" 1*sigline
/// sigline     := "— " (U+2014 U+0020) keyname " " base64(keyID[4] ‖ sig) "\n"
/// ```
/// UTF-8, no control characters below U+0020 but the newline; at most 1,000,000 bytes and 100 signatures are read.
///
/// Source: C2SP signed-note v1.0.0.
public struct SignedNote: Equatable, Sendable {
    /// One signature line as it stands: nothing is verified yet.
    public struct Signature: Equatable, Sendable {
        /// The key's name.
        public let keyName: String
        /// The first four bytes of the blob, big-endian.
        public let keyID: UInt32
        /// The rest of the blob: its meaning depends on the key's type.
        public let bytes: [UInt8]

        /// Makes a line's value; the name's rules are those of ``VerifierKey``.
        public init(keyName: String, keyID: UInt32, bytes: [UInt8]) {
            self.keyName = keyName
            self.keyID = keyID
            self.bytes = bytes
        }

        /// The line with its newline.
        public var line: String {
            let blob = (0..<4).map { UInt8(truncatingIfNeeded: keyID >> (24 - 8 * UInt32($0))) } + bytes
            return "— \(keyName) \(Base64.encode(blob))\n"
        }

        public static func == (one: Signature, other: Signature) -> Bool {
            one.keyID == other.keyID && one.bytes == other.bytes && one.keyName.isSameText(as: other.keyName)
        }
    }

    /// The signed text; ends with a newline.
    public let text: String
    /// The signature lines in their order.
    public var signatures: [Signature]

    /// The largest note that is read, in bytes.
    public static let byteLimit = 1_000_000
    /// The largest number of signature lines that is read; the standard asks for at least 16.
    public static let signatureLimit = 100

    /// Makes a note from a text and its signatures.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` if the text does not end with a newline or has other control characters.
    public init(text: String, signatures: [Signature] = []) throws(LogError) {
        guard text.utf8.last == 10, text.utf8.allSatisfy({ $0 >= 32 || $0 == 10 }) else {
            throw .malformed(.note, line: 0)
        }
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note without verifying any signature.
    ///
    /// The text is separated from the signatures by the last empty line.
    ///
    /// - Throws: ``LogError/malformed(_:line:)`` if the bytes do not follow the format.
    public init(parsing bytes: some Collection<UInt8>) throws(LogError) {
        let bytes = Array(bytes)
        guard bytes.count <= Self.byteLimit, bytes.last == 10, bytes.allSatisfy({ $0 >= 32 || $0 == 10 }),
            let separator = Self.lastEmptyLine(bytes), let text = bytes[...separator].text
        else { throw .malformed(.note, line: 0) }
        var lines = TextLines(bytes[(separator + 2)...])
        var signatures: [Signature] = []
        while let line = lines.next() {
            guard signatures.count < Self.signatureLimit, let signature = Self.signature(line) else {
                throw .malformed(.note, line: lines.number)
            }
            signatures.append(signature)
        }
        guard !signatures.isEmpty, lines.remaining.isEmpty else { throw .malformed(.note, line: lines.number) }
        self.text = text
        self.signatures = signatures
    }

    /// The note as it is stored and sent.
    public var serialized: String {
        text + "\n" + signatures.map(\.line).joined()
    }

    /// Verifies the signatures of the keys that one trusts.
    ///
    /// Signatures of other keys are ignored; a second line of one key is ignored too.
    ///
    /// - Returns: What each trusted key attested, in the order of the lines; never empty.
    /// - Throws: ``LogError/invalidSignature`` if a line names a trusted key and does not verify;
    ///   ``LogError/unverified`` if no line is by a trusted key.
    ///
    /// Source: C2SP signed-note v1.0.0, Signatures.
    public func verified(by keys: [VerifierKey]) throws(LogError) -> [Attestation] {
        var found: [Attestation] = []
        for signature in signatures {
            guard let key = keys.first(where: { $0.isNamed(in: signature) }) else { continue }
            guard !found.contains(where: { $0.key == key }) else { continue }
            guard let attestation = key.attestation(signature, over: text) else { throw .invalidSignature }
            found.append(attestation)
        }
        guard !found.isEmpty else { throw .unverified }
        return found
    }

    /// The index of the first newline of the last "\n\n".
    private static func lastEmptyLine(_ bytes: [UInt8]) -> Int? {
        var index = bytes.count - 2
        while index >= 0 {
            if bytes[index] == 10 && bytes[index + 1] == 10 { return index }
            index -= 1
        }
        return nil
    }

    /// Reads one signature line without its newline.
    static func signature(_ line: ArraySlice<UInt8>) -> Signature? {
        let dash: [UInt8] = [0xE2, 0x80, 0x94, 0x20]
        guard line.starts(with: dash) else { return nil }
        let fields = line.dropFirst(dash.count).split(separator: 32, omittingEmptySubsequences: false)
        guard fields.count == 2, let name = fields[0].text, VerifierKey.isName(name),
            let blob = Base64.decode(fields[1]), blob.count >= 5
        else { return nil }
        let keyID = blob[..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return Signature(keyName: name, keyID: keyID, bytes: Array(blob[4...]))
    }

    public static func == (one: SignedNote, other: SignedNote) -> Bool {
        one.text.isSameText(as: other.text) && one.signatures == other.signatures
    }
}

/// What a verified signature says: which key, and for a cosignature when.
public struct Attestation: Equatable, Sendable {
    /// The key that signed.
    public let key: VerifierKey
    /// The moment that a cosignature states, in seconds since 1970 UTC; nil for other signatures.
    public let unixSeconds: UInt64?
}
