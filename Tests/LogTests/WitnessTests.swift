import Log
import Testing

@Suite("Witnesses, policies and receipts")
struct WitnessTests {
    let logKey: SignerKey
    let street: SignerKey
    let county: SignerKey
    let owners: SignerKey
    let witness: Witness
    let tree = MerkleTree(leaves: (0..<300).map { TreeHash.leaf("entry \($0)".utf8) })

    init() throws {
        func key(_ name: String, _ kind: VerifierKey.Kind, _ byte: UInt8) throws -> SignerKey {
            try SignerKey(name: name, kind: kind, seed: [UInt8](repeating: byte, count: 32))
        }
        logKey = try key("lifang.example/log/1", .ed25519, 1)
        street = try key("street.example/w", .cosignature, 2)
        county = try key("county.example/w", .cosignature, 3)
        owners = try key("owners.example/w", .cosignature, 4)
        witness = try Witness(key: street, logs: [logKey.verifier])
    }

    func head(_ size: Int) throws -> Checkpoint {
        try Checkpoint(origin: "lifang.example/log/1", size: UInt64(size), root: try tree.root(size: size))
    }

    func body(_ old: Int, _ new: Int) throws -> String {
        let path = old > 0 ? try tree.consistencyProof(from: old, to: new) : []
        return WitnessRequest(oldSize: UInt64(old), path: path, note: try head(new).signed(by: logKey)).serialized
    }

    @Test("a witness follows a log from nothing, cosigns, and refuses to go back")
    func follows() throws {
        var latest: Checkpoint?
        for (old, new) in [(0, 7), (7, 7), (7, 256), (256, 300)] {
            let answer = witness.answer(try body(old, new).utf8, latest: latest, unixSeconds: 1_800_000_000)
            #expect(answer.status == 200)
            #expect(answer.contentType == "text/plain; charset=utf-8")
            latest = answer.newState
            #expect(latest == (try head(new)))
            let note = try Witness.adopt(
                answer.body.utf8, into: try head(new).signed(by: logKey), witnesses: [street.verifier])
            let found = try note.verified(by: [logKey.verifier, street.verifier])
            #expect(found.map(\.unixSeconds) == [nil, 1_800_000_000])
        }
        let back = witness.answer(try body(7, 256).utf8, latest: latest, unixSeconds: 1)
        #expect(back.status == 409)
        #expect(back.body == "300\n")
        #expect(back.contentType == "text/x.tlog.size")
        #expect(back.newState == nil)
        let fresh = witness.answer(try body(0, 300).utf8, latest: latest, unixSeconds: 1)
        #expect(fresh.status == 409)
    }

    @Test("each fault of a request has the status of the specification")
    func statuses() throws {
        let at7 = try head(7)
        func status(_ body: String, _ latest: Checkpoint?) -> Int {
            witness.answer(body.utf8, latest: latest, unixSeconds: 1).status
        }
        let stranger = try SignerKey(name: "other.example/log", kind: .ed25519, seed: [UInt8](repeating: 9, count: 32))
        let unknown = try Checkpoint(origin: "other.example/log", size: 1, root: .emptyRoot).signed(by: stranger)
        #expect(status(WitnessRequest(oldSize: 0, path: [], note: unknown).serialized, nil) == 404)
        let impostor = try SignerKey(
            name: "lifang.example/log/1", kind: .ed25519, seed: [UInt8](repeating: 9, count: 32))
        let forged = try head(9).signed(by: impostor)
        #expect(status(WitnessRequest(oldSize: 0, path: [], note: forged).serialized, nil) == 403)
        var broken = try head(9).signed(by: logKey)
        broken.signatures[0] = .init(
            keyName: broken.signatures[0].keyName, keyID: broken.signatures[0].keyID,
            bytes: [UInt8](repeating: 0, count: 64))
        #expect(status(WitnessRequest(oldSize: 0, path: [], note: broken).serialized, nil) == 403)
        let good = try head(9).signed(by: logKey)
        #expect(status(WitnessRequest(oldSize: 10, path: [], note: good).serialized, nil) == 400)
        #expect(status(WitnessRequest(oldSize: 0, path: [.emptyRoot], note: good).serialized, nil) == 422)
        #expect(status(WitnessRequest(oldSize: 7, path: [.emptyRoot], note: good).serialized, at7) == 422)
        #expect(status(WitnessRequest(oldSize: 7, path: [], note: good).serialized, at7) == 422)
        #expect(status(WitnessRequest(oldSize: 6, path: [], note: good).serialized, at7) == 409)
        let other = try Checkpoint(origin: "lifang.example/log/1", size: 7, root: .emptyRoot).signed(by: logKey)
        #expect(status(WitnessRequest(oldSize: 7, path: [], note: other).serialized, at7) == 422)
        let empty = try head(0).signed(by: logKey)
        #expect(status(WitnessRequest(oldSize: 0, path: [], note: empty).serialized, nil) == 200)
        let wrongEmpty = try Checkpoint(origin: "lifang.example/log/1", size: 0, root: at7.root).signed(by: logKey)
        #expect(status(WitnessRequest(oldSize: 0, path: [], note: wrongEmpty).serialized, nil) == 422)
    }

    @Test("malformed requests are answered with 400")
    func malformed() throws {
        let good = try body(0, 7)
        #expect(witness.answer(good.utf8, latest: nil, unixSeconds: 1).status == 200)
        let hash = TreeHash.emptyRoot.base64
        let tail = try head(7).signed(by: logKey).serialized
        let bad = [
            "", "old\n\n" + tail, "old 00\n\n" + tail, "old -1\n\n" + tail, "old 0 \n\n" + tail, "old 0\n" + tail,
            "Old 0\n\n" + tail, "old 0\r\n\n" + tail, "old 0\nAAAA\n\n" + tail, "old 0\n\n", "old 0\n\n\n" + tail,
            "old 0\n" + String(repeating: hash + "\n", count: 64) + "\n" + tail, "old 0\n\n" + tail.dropLast(),
            "old 18446744073709551616\n\n" + tail,
        ]
        for text in bad {
            #expect(witness.answer(text.utf8, latest: nil, unixSeconds: 1).status == 400, "\(text.prefix(20))")
        }
        let many = "old 0\n" + String(repeating: hash + "\n", count: 63) + "\n" + tail
        #expect(witness.answer(many.utf8, latest: nil, unixSeconds: 1).status == 422)
    }

    @Test("a request published by another witness's tests is cosigned")
    func litewitness() throws {
        // FiloSottile/torchwood cmd/litewitness/testdata/multi-cosigs-ed25519.txt: log key and request.
        let origin = "sigsum.org/v1/tree/985ea163f5af026723561354f51f2ebcdcf2af809ce254ccfb64aa9aadd80f90"
        let raw = try #require(
            Base64.bytes(hex: "52c05edad1bf5feffa81354faae59a655d9a9a1a793ed2f62c39c26c0be2aecd".utf8))
        let key = try VerifierKey(name: origin, kind: .ed25519, publicKey: raw)
        let request = """
            old 0

            \(origin)
            1
            KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=

            — \(origin) 7BKT0gOfNZ1J0So9unY3BZtm2YkPIoNYM/dce0Z2avJDs8dxN6ts9bOSwwrVrbjm6P9K3ZxpK6jJngOG6YvGGzV/lwo=

            """
        let answer = try Witness(key: street, logs: [key]).answer(request.utf8, latest: nil, unixSeconds: 5)
        #expect(answer.status == 200)
        #expect(answer.newState?.size == 1)
    }

    @Test("a cosignature states its moment and cannot be moved to another")
    func moments() throws {
        let text = try head(7).text
        let line = try street.cosignature(over: text, unixSeconds: 1_679_315_147)
        #expect(street.verifier.attestation(line, over: text)?.unixSeconds == 1_679_315_147)
        var moved = line.bytes
        moved[7] ^= 1
        let other = SignedNote.Signature(keyName: line.keyName, keyID: line.keyID, bytes: moved)
        #expect(street.verifier.attestation(other, over: text) == nil)
        #expect(throws: LogError.outOfRange) { try street.cosignature(over: text, unixSeconds: 1 << 63) }
        #expect(throws: LogError.self) { try logKey.cosignature(over: text, unixSeconds: 1) }
        #expect(throws: LogError.self) { try street.signature(over: text) }
    }

    func policyText(_ quorum: String) -> String {
        """
        # who must have seen it
        log \(logKey.verifier.vkey) https://lifang.example/log
        witness street \(street.verifier.vkey)
        witness\tcounty  \(county.verifier.vkey)
        witness owners \(owners.verifier.vkey) https://owners.example

        group gov 1 street county
        group people any owners
        group q all gov people
        quorum \(quorum)

        """
    }

    @Test("a policy with groups accepts a quorum and nothing less")
    func policy() throws {
        let policy = try WitnessPolicy(parsing: policyText("q").utf8)
        let checkpoint = try head(300)
        func note(_ keys: [SignerKey], at seconds: UInt64 = 100) throws -> SignedNote {
            var note = try checkpoint.signed(by: logKey)
            for key in keys {
                note.signatures.append(try key.cosignature(over: checkpoint.text, unixSeconds: seconds))
            }
            return note
        }
        #expect(try policy.verify(try note([street, owners])).checkpoint.size == 300)
        #expect(try policy.verify(try note([county, owners, street])).attestations.count == 4)
        #expect(throws: LogError.quorumMissing) { try policy.verify(try note([street, county])) }
        #expect(throws: LogError.quorumMissing) { try policy.verify(try note([owners])) }
        #expect(throws: LogError.quorumMissing) { try policy.verify(try note([street, owners]), moments: 0...99) }
        #expect(throws: LogError.unverified) {
            let cosigned = try note([street, owners])
            return try policy.verify(
                try SignedNote(text: cosigned.text, signatures: Array(cosigned.signatures.dropFirst())))
        }
        let free = try WitnessPolicy(parsing: policyText("none").utf8)
        #expect(try free.verify(try note([])).checkpoint == checkpoint)
    }

    @Test("policies that break a rule are refused")
    func badPolicies() throws {
        let key = street.verifier.vkey
        let bad = [
            "", "quorum none", "quorum x\n", "quorum none\nquorum none\n", "log\nquorum none\n",
            "log \(key)\nquorum none\n", "witness a \(logKey.verifier.vkey)\nquorum a\n",
            "witness a \(key)\nwitness b \(key)\nquorum a\n", "witness none \(key)\nquorum none\n",
            "witness a \(key)\nwitness a \(county.verifier.vkey)\nquorum a\n",
            "witness a \(key)\ngroup g 2 a\nquorum g\n", "witness a \(key)\ngroup g 0 a\nquorum g\n",
            "witness a \(key)\ngroup g 01 a\nquorum g\n", "witness a \(key)\ngroup g any\nquorum g\n",
            "witness a \(key)\ngroup g any a a\nquorum g\n", "group g any a\nwitness a \(key)\nquorum g\n",
            "witness a \(key)\ngroup g any a\ngroup h any a\nquorum h\n",
            "witness a \(key)\ngroup g any none\nquorum g\n",
            "quorum a\nwitness a \(key)\n", "witness a \(key) u v\nquorum a\n", "weather fine\nquorum none\n",
            "quorum none\r\n", "log \(logKey.verifier.vkey)\nlog \(logKey.verifier.vkey)\nquorum none\n",
        ]
        for text in bad { #expect(throws: LogError.self, "\(text)") { try WitnessPolicy(parsing: text.utf8) } }
    }

    @Test("a receipt verifies offline and no spoiled one does")
    func receipts() throws {
        let policy = try WitnessPolicy(parsing: policyText("q").utf8)
        let checkpoint = try head(300)
        var note = try checkpoint.signed(by: logKey)
        for key in [street, owners] {
            note.signatures.append(try key.cosignature(over: checkpoint.text, unixSeconds: 100))
        }
        let proof = LogProof(
            extra: [1, 2, 3], index: 277, path: try tree.inclusionProof(index: 277, size: 300), note: note)
        let text = proof.serialized
        let read = try LogProof(parsing: text.utf8)
        #expect(read.extra == [1, 2, 3])
        #expect(read.serialized == text)
        #expect(try read.verify(entry: "entry 277".utf8, policy: policy).checkpoint.size == 300)
        #expect(throws: LogError.proofRefused) { try read.verify(entry: "entry 276".utf8, policy: policy) }
        let bare = LogProof(extra: nil, index: 276, path: proof.path, note: note)
        #expect(throws: LogError.proofRefused) { try bare.verify(entry: "entry 277".utf8, policy: policy) }
        let bytes = Array(text.utf8)
        let extraLine = try #require(text.utf8.firstIndex(of: 10))
        let protected = bytes.indices.filter { $0 > text.utf8.distance(from: text.utf8.startIndex, to: extraLine) + 11 }
        var accepted = 0
        for place in protected {
            var spoiled = bytes
            spoiled[place] ^= 1
            guard let found = try? LogProof(parsing: spoiled) else { continue }
            if (try? found.verify(entry: "entry 277".utf8, policy: policy)) != nil { accepted += 1 }
        }
        #expect(accepted == 0)
    }
}
