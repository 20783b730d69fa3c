import Testing
import Vocabulary

@testable import Connectors

@Suite("Connectors: signatures of webhooks")
struct WebhookKeysTests {
    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    static let seed = "whsk_nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="
    static let now = Instant(millisecondsSince1970: 1_614_265_330_000)
    static let body = Array(#"{"test": 2432232314}"#.utf8)

    @Test("the signature is that of the published example")
    func example() throws {
        // Source: the example in the documentation of the PyPI package standardwebhooks.
        let keys = try #require(WebhookKeys(secrets: [Self.secret]))
        let signature = keys.signature(of: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: 1_614_265_330, Self.body)
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test("S-45: both signatures are accepted, and neither of another body, id, time or key")
    func both() throws {
        let keys = try #require(WebhookKeys(secrets: [Self.secret], signingKey: Self.seed))
        let publicKey = try #require(keys.publicKey)
        let receiver = try #require(WebhookKeys(secrets: [], publicKeys: [publicKey]))
        let signature = keys.signature(of: "msg_1", at: 1_614_265_330, Self.body)
        #expect(signature.split(separator: " ").count == 2)
        for reader in [keys, receiver] {
            func accepts(_ id: String = "msg_1", _ time: String = "1614265330", _ body: [UInt8] = WebhookKeysTests.body)
                -> Bool
            {
                reader.accepts(id: id, timestamp: time, signatures: signature, body: body, now: Self.now)
            }
            #expect(accepts())
            #expect(!accepts("msg_2"))
            #expect(!accepts("msg_1", "1614265331"))
            #expect(!accepts("msg_1", "1614265330", Self.body + [0x20]))
            #expect(!accepts("msg.1"))
            #expect(!accepts("msg_1", "soon"))
        }
        let stranger = try #require(WebhookKeys(secrets: ["whsec_" + String(repeating: "QUFB", count: 8)]))
        #expect(
            !stranger.accepts(
                id: "msg_1", timestamp: "1614265330", signatures: signature, body: Self.body, now: Self.now))
    }

    @Test(
        "S-45: a message is accepted for five minutes, both ways, and not a second longer",
        arguments: [-301, -300, 300, 301])
    func tolerance(seconds: Int64) throws {
        let keys = try #require(WebhookKeys(secrets: [Self.secret]))
        let signature = keys.signature(of: "msg_1", at: 1_614_265_330, Self.body)
        let isAccepted = keys.accepts(
            id: "msg_1", timestamp: "1614265330", signatures: signature, body: Self.body,
            now: Self.now.advanced(byMilliseconds: seconds * 1_000))
        #expect(isAccepted == (abs(seconds) <= 300))
    }

    @Test("while keys change, the old one is still accepted and the new one signs")
    func rotation() throws {
        let new = "whsec_" + String(repeating: "QUFB", count: 8)
        let both = try #require(WebhookKeys(secrets: [new, Self.secret]))
        let old = try #require(WebhookKeys(secrets: [Self.secret]))
        for keys in [both, old] {
            let signature = keys.signature(of: "msg_1", at: 1_614_265_330, Self.body)
            #expect(
                both.accepts(
                    id: "msg_1", timestamp: "1614265330", signatures: signature, body: Self.body, now: Self.now))
        }
    }

    @Test(
        "keys of another form are no keys",
        arguments: ["", "whsec_", "whsec_QUFB", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_%%%%", "whpk_AAAA"])
    func unfit(secret: String) {
        #expect(WebhookKeys(secrets: [secret]) == nil)
        #expect(WebhookKeys(secrets: [], signingKey: secret) == nil)
        #expect(WebhookKeys(secrets: []) == nil)
    }
}
