import Log
import Testing

/// The requests of another witness's tests with the statuses that it gives, typed in as data: FiloSottile/torchwood,
/// cmd/litewitness/testdata/litewitness.txt (ISC).
enum WitnessVectors {
    struct Step: Sendable {
        var name: String, old: Int, path: [String], size: Int, root: String, signature: String, status: Int
        var isUnknownLog = false
        var body: String?
    }

    static let origin = "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562"
    static let unknownOrigin = "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e563"
    static let logKey = "ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f"

    private static let root1 = "KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    private static let root3 = "RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0="
    private static let root5 = "QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY="
    private static let leaf1 = "KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    private static let leaf2 = "KgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    private static let leaf3 = "KgMAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    private static let leaf4 = "KgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    private static let signed1 =
        "UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY="
    private static let signed3 =
        "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go="
    /// As published it ends with `x=`: the same bytes with set bits behind them, which ours refuses as a spelling.
    private static let broken3 =
        "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6gw="
    private static let signed5 =
        "UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww="

    static let steps = [
        Step(name: "the first head", old: 0, path: [], size: 1, root: root1, signature: signed1, status: 200),
        Step(
            name: "invalid signature", old: 1, path: [leaf1, leaf2], size: 3, root: root3, signature: broken3,
            status: 403),
        Step(
            name: "unknown log", old: 1, path: [leaf1, leaf2], size: 3, root: root3, signature: signed3, status: 404,
            isUnknownLog: true),
        Step(name: "no proof", old: 1, path: [], size: 3, root: root3, signature: signed3, status: 422),
        Step(
            name: "wrong proof", old: 1, path: [leaf1, "KgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABA="], size: 3,
            root: root3, signature: signed3, status: 422),
        Step(name: "three", old: 1, path: [leaf1, leaf2], size: 3, root: root3, signature: signed3, status: 200),
        Step(
            name: "an old size that is behind", old: 1,
            path: [leaf1, "+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI=", leaf4], size: 5, root: root5,
            signature: signed5, status: 409, body: "3\n"),
        Step(
            name: "five", old: 3, path: [leaf2, leaf3, "wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=", leaf4], size: 5,
            root: root5, signature: signed5, status: 200),
        Step(
            name: "from nothing again", old: 0, path: [], size: 5, root: root5, signature: signed5, status: 409,
            body: "5\n"),
    ]
}

@Suite("The requests of another witness's tests")
struct WitnessVectorTests {
    @Test("the whole sequence is answered as published, and a replayed request is refused without a change of state")
    func sequence() throws {
        let raw = try #require(Base64.bytes(hex: WitnessVectors.logKey.utf8))
        let log = try VerifierKey(name: WitnessVectors.origin, kind: .ed25519, publicKey: raw)
        let key = try SignerKey(name: "example.com/witness", kind: .cosignature, seed: [UInt8](repeating: 4, count: 32))
        let witness = try Witness(key: key, logs: [log])
        var latest: Checkpoint?
        var answered: [(request: String, size: UInt64)] = []
        for step in WitnessVectors.steps {
            let origin = step.isUnknownLog ? WitnessVectors.unknownOrigin : WitnessVectors.origin
            let path = step.path.map { $0 + "\n" }.joined()
            let request = """
                old \(step.old)
                \(path)
                \(origin)
                \(step.size)
                \(step.root)

                — \(origin) \(step.signature)

                """
            let answer = witness.answer(request.utf8, latest: latest, unixSeconds: 1_800_000_000)
            #expect(answer.status == step.status, "\(step.name)")
            if step.status == 403 {
                let published = request.replacing("gw=\n", with: "gx=\n")
                #expect(witness.answer(published.utf8, latest: latest, unixSeconds: 1).status == 400)
            }
            if let body = step.body { #expect(answer.body == body, "\(step.name)") }
            #expect((answer.newState != nil) == (step.status == 200), "\(step.name)")
            if let state = answer.newState {
                #expect(answer.body.utf8.starts(with: "— example.com/witness ".utf8))
                latest = state
                answered.append((request, state.size))
            }
        }
        #expect(latest?.size == 5)
        for (request, size) in answered where size < 5 {
            let again = witness.answer(request.utf8, latest: latest, unixSeconds: 1_800_000_001)
            #expect(again.status == 409)
            #expect(again.body == "5\n")
            #expect(again.newState == nil)
        }
    }
}
