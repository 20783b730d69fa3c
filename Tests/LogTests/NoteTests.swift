import Log
import Testing

/// Published keys and signatures, typed in as data.
enum NoteVectors {
    /// C2SP signed-note, the example of the specification.
    static let specKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    static let specNote = """
        This is an example message.

        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """
    /// transparency-dev/tessera testdata/build_log.sh: the key of the golden log, published for tests.
    static let goldenPrivate =
        "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg"
    static let goldenPublic = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    static let goldenLeaves = [
        "one", "two", "three", "four", "five", "six", "seven", "eit", "nain", "ten", "ileven", "twelf", "threeten",
        "fourten", "fivten",
    ]
    /// transparency-dev/tessera testdata/log/checkpoint.1, .8 and .15.
    static let goldenCheckpoints: [Int: String] = [
        1: """
        example.com/log/testdata
        1
        0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=

        — example.com/log/testdata M9e0lhr9kuLxGdAtaUrhm84TQffVsLdcy808sN0a3WyniNlfcr9+bywoiIke1YYciCNjJGkCgIlQ8b16jhsmg/SChAM=

        """,
        8: """
        example.com/log/testdata
        8
        bC+VwvrJbalNVjfkdI8kUgs7mJoXrqiXCE7bgnD28pY=

        — example.com/log/testdata M9e0lq1EK37dHtgv9O3UzPxisw5vwIPcJsX9ab0xt4mvVfbdUR1fbMjN6sBFYpBoBEmD4+cWhj/AVgI5MitCO5+mews=

        """,
        15: """
        example.com/log/testdata
        15
        rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=

        — example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=

        """,
    ]
    /// golang.org/x/mod sumdb/note note_test.go and transparency-dev/formats note_cosigv1_test.go: verifier keys.
    static let otherKeys = [
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
        "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
        "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    ]
}

@Suite("Signed notes and checkpoints")
struct NoteTests {
    @Test("the specification's example opens and its key is written back as it was")
    func specification() throws {
        let key = try VerifierKey(parsing: NoteVectors.specKey)
        let note = try SignedNote(parsing: NoteVectors.specNote.utf8)
        #expect(key.vkey == NoteVectors.specKey)
        #expect(note.text == "This is an example message.\n")
        #expect(try note.verified(by: [key]).map(\.key) == [key])
        #expect(note.serialized == NoteVectors.specNote)
        for text in NoteVectors.otherKeys { #expect(try VerifierKey(parsing: text).vkey == text) }
    }

    @Test("any change of one byte of the example is refused")
    func everyByte() throws {
        let key = try VerifierKey(parsing: NoteVectors.specKey)
        let bytes = Array(NoteVectors.specNote.utf8)
        for place in bytes.indices {
            for bit in [UInt8(1), 0x20] {
                var spoiled = bytes
                spoiled[place] ^= bit
                #expect(throws: LogError.self, "byte \(place)") {
                    _ = try SignedNote(parsing: spoiled).verified(by: [key])
                }
            }
        }
        for length in bytes.indices {
            #expect(throws: LogError.self) { _ = try SignedNote(parsing: bytes[..<length]).verified(by: [key]) }
        }
    }

    @Test("the published golden log comes out byte for byte: roots, signatures, bundle")
    func goldenLog() throws {
        let key = try SignerKey(parsing: NoteVectors.goldenPrivate)
        #expect(key.verifier.vkey == NoteVectors.goldenPublic)
        var log = TiledLog(origin: "example.com/log/testdata", storage: MemoryStorage())
        for leaf in NoteVectors.goldenLeaves {
            _ = try log.append([Array(leaf.utf8)])
            let note = try log.publish(signedBy: key)
            if let published = NoteVectors.goldenCheckpoints[log.tree.size] { #expect(note.serialized == published) }
        }
        let bundle = try #require(try log.storage.read("tile/entries/000.p/15"))
        #expect(bundle == NoteVectors.goldenLeaves.flatMap { [0, UInt8($0.utf8.count)] + Array($0.utf8) })
        #expect(try log.storage.read("tile/0/000.p/15")?.count == 15 * 32)
    }

    @Test(
        "notes that break the format are refused",
        arguments: [
            "", "\n", "text\n", "text\n\n", "text\n\n— a\n", "text\n\n— a b\n", "text\n\n- a AAAAAAA=\n",
            "text\n\n— a AAAAAAA=", "text\n\n— a  AAAAAAA=\n", "text\n\n— a+b AAAAAAA=\n", "text\n\n— a AAAAAAA=\n\n",
            "text\n\n— a AAAA\n", "text\n\n— a AAAAAAB=\n", "te\txt\n\n— a AAAAAAA=\n", "text\r\n\n— a AAAAAAA=\n",
            "text\n\n— a AAAAAAA=\nx\n", "text\n\n—\u{a0}a AAAAAAA=\n", "text\n\n— a\u{3000}b AAAAAAA=\n",
        ])
    func malformed(_ text: String) {
        #expect(throws: LogError.self) { try SignedNote(parsing: text.utf8) }
    }

    @Test("bytes that are no UTF-8 are refused, and text may have empty lines")
    func bytes() throws {
        #expect(throws: LogError.self) { try SignedNote(parsing: [0xff, 10, 10] + Array("— a AAAAAAA=\n".utf8)) }
        #expect(try SignedNote(parsing: "a\n\nb\n\n— a AAAAAAA=\n".utf8).text == "a\n\nb\n")
    }

    @Test("unknown keys are ignored, a known key that fails spoils the note, none at all is refused")
    func trust() throws {
        let one = try SignerKey(name: "one", kind: .ed25519, seed: [UInt8](repeating: 1, count: 32))
        let two = try SignerKey(name: "two", kind: .ed25519, seed: [UInt8](repeating: 2, count: 32))
        let text = "hello\n"
        let first = try one.signature(over: text)
        var wrong = first.bytes
        wrong[5] ^= 1
        let bad = SignedNote.Signature(keyName: "one", keyID: first.keyID, bytes: wrong)
        let note = try SignedNote(text: text, signatures: [first, try two.signature(over: text)])
        #expect(try note.verified(by: [two.verifier]).count == 1)
        #expect(try note.verified(by: [one.verifier, two.verifier]).count == 2)
        let spoiled = try SignedNote(text: text, signatures: [bad, try two.signature(over: text)])
        #expect(throws: LogError.invalidSignature) { try spoiled.verified(by: [one.verifier, two.verifier]) }
        #expect(try spoiled.verified(by: [two.verifier]).count == 1)
        let third = try SignerKey(name: "three", kind: .ed25519, seed: [UInt8](repeating: 3, count: 32))
        #expect(throws: LogError.unverified) { try note.verified(by: [third.verifier]) }
    }

    @Test("sixteen signatures and more are read, a hundred and one are not")
    func manySignatures() throws {
        let line = "— a AAAAAAA=\n"
        #expect(try SignedNote(parsing: ("t\n\n" + String(repeating: line, count: 100)).utf8).signatures.count == 100)
        #expect(throws: LogError.self) {
            try SignedNote(parsing: ("t\n\n" + String(repeating: line, count: 101)).utf8)
        }
    }

    @Test("two spellings of one character are two key names")
    func spelling() throws {
        let seed = [UInt8](repeating: 7, count: 32)
        let composed = try SignerKey(name: "caf\u{e9}", kind: .ed25519, seed: seed)
        let decomposed = try SignerKey(name: "cafe\u{301}", kind: .ed25519, seed: seed)
        #expect(composed.verifier != decomposed.verifier)
        let note = try SignedNote(text: "x\n", signatures: [try composed.signature(over: "x\n")])
        #expect(throws: LogError.unverified) { try note.verified(by: [decomposed.verifier]) }
    }

    @Test(
        "verifier keys that break the format are refused",
        arguments: [
            "", "example.com/foo", "example.com/foo+530d903a", "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2", "a b+530d903a+AAAA",
        ])
    func badKeys(_ text: String) {
        #expect(throws: LogError.self) { try VerifierKey(parsing: text) }
    }

    @Test(
        "checkpoint texts that break the format are refused",
        arguments: [
            "", "o\n", "o\n1\n", "o\n01\n\(MerkleVectors.root8)\n", "o\n-1\n\(MerkleVectors.root8)\n", "o\n1\nAAAA\n",
            "\n1\n\(MerkleVectors.root8)\n", "o\n1\n\(MerkleVectors.root8)", "o\n1\n\(MerkleVectors.root8)\n\n",
            "o\n18446744073709551616\n\(MerkleVectors.root8)\n", "o\n\n\(MerkleVectors.root8)\n",
            "o\n+1\n\(MerkleVectors.root8)\n",
        ])
    func badCheckpoints(_ text: String) {
        #expect(throws: LogError.self) { try Checkpoint(parsing: text) }
    }

    @Test("a checkpoint keeps its extension lines and its largest size")
    func checkpoint() throws {
        let text = "o\n18446744073709551615\n\(MerkleVectors.root8)\nmore\nlines\n"
        let head = try Checkpoint(parsing: text)
        #expect(head.text == text)
        #expect(head.extensions == ["more", "lines"])
    }

    @Test("descriptions of errors carry no content")
    func descriptions() {
        let errors: [LogError] = [.malformed(.note, line: 3), .malformed(.json, line: 0), .unverified, .storage(28)]
        #expect(
            errors.map(\.description) == [
                "note: line 3 does not follow the format", "json: malformed", "no signature of a trusted key",
                "storage error 28",
            ])
    }
}
