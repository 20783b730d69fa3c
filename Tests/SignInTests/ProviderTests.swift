import Crypto
import CryptoExtras
import Foundation
import StoreContract
import Testing
import Vocabulary

@testable import SignIn

/// A provider that stands in: signs what a test tells it to, and checks what it is sent.
private final class StandIn: Sendable {
    let curve = P256.Signing.PrivateKey()
    let rsa: _RSA.Signing.PrivateKey
    let answer: @Sendable (_ code: String, _ verifier: String) throws -> String
    /// Whether the keys that were kept do not fit any more.
    let isTurned: Bool

    init(
        isTurned: Bool = false,
        _ answer: @escaping @Sendable (StandIn, _ code: String, _ verifier: String) throws -> String
    ) throws {
        self.isTurned = isTurned
        rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let box = Box()
        self.answer = { code, verifier in
            guard let standIn = box.standIn else { throw CancellationError() }
            return try answer(standIn, code, verifier)
        }
        box.standIn = self
    }

    private final class Box: @unchecked Sendable { weak var standIn: StandIn? }

    var keys: [UInt8] {
        let raw = Array(curve.publicKey.rawRepresentation)
        let numbers = try? rsa.publicKey.getKeyPrimitives()
        let (n, e) = (Array(numbers?.modulus ?? Data()), Array(numbers?.publicExponent ?? Data()))
        return Array(
            """
            {"keys":[{"kty":"EC","crv":"P-256","kid":"c","x":"\(IDToken.base64URL(Array(raw.prefix(32))))",\
            "y":"\(IDToken.base64URL(Array(raw.suffix(32))))"},{"kty":"RSA","kid":"r","n":"\(IDToken.base64URL(n))",\
            "e":"\(IDToken.base64URL(e))"}]}
            """.utf8)
    }

    func token(_ claims: String, algorithm: String = "ES256", key: String = "c") throws -> String {
        let head = IDToken.base64URL(Array(#"{"alg":"\#(algorithm)","kid":"\#(key)"}"#.utf8))
        let signed = head + "." + IDToken.base64URL(Array(claims.utf8))
        let signature: Data =
            algorithm == "RS256"
            ? try rsa.signature(for: Data(signed.utf8), padding: .insecurePKCS1v1_5).rawRepresentation
            : try curve.signature(for: Data(signed.utf8)).rawRepresentation
        return signed + "." + IDToken.base64URL(Array(signature))
    }

    func provider() -> SignInProvider? {
        SignInProvider(
            code: "zlb", name: LocalizedText(zhHans: "浙里办", en: "Zheliban"), issuer: "https://id.example",
            clientID: "lifang", redirect: "https://lifang.example/back",
            client: ProviderClient(
                authorization: { "https://id.example/authorize" },
                exchange: { code, verifier, _ in try self.answer(code, verifier) },
                keys: { self.isTurned && !$0 ? Array(#"{"keys":[]}"#.utf8) : self.keys }))
    }
}

@Suite("SignIn: sign-in providers")
struct ProviderTests {
    static let now = Instant(millisecondsSince1970: 1_790_000_000_000)
    static let seconds = 1_790_000_000

    static func claims(
        iss: String = "https://id.example", aud: String = #""lifang""#, exp: Int = seconds + 300, nonce: String = "n",
        more: String = ""
    ) -> String {
        #"{"iss":"\#(iss)","sub":"person-7","aud":\#(aud),"exp":\#(exp),"iat":\#(seconds),"nonce":"\#(nonce)"\#(more)}"#
    }

    @Test("a token counts when everything fits, signed either way, and for nothing else")
    func tokens() throws {
        let standIn = try StandIn { _, _, _ in "" }
        let provider = try #require(standIn.provider())
        func fault(_ text: String, _ keys: [UInt8]? = nil) -> ProviderFault? {
            do throws(SignInError) {
                _ = try IDToken(
                    text, from: provider, signedBy: keys ?? standIn.keys, nonce: "n", at: Self.now)
                return nil
            } catch .providerRefused(let fault) {
                return fault
            } catch {
                return nil
            }
        }
        let good = try standIn.token(Self.claims())
        #expect(fault(good) == nil)
        #expect(fault(try standIn.token(Self.claims(), algorithm: "RS256", key: "r")) == nil)
        #expect(fault(try standIn.token(Self.claims(aud: #"["lifang","other"]"#, more: #","azp":"lifang""#))) == nil)
        #expect(fault(try standIn.token(Self.claims(aud: #"["lifang","other"]"#))) == .audience)
        #expect(fault(try standIn.token(Self.claims(aud: #""other""#))) == .audience)
        #expect(fault(try standIn.token(Self.claims(iss: "https://id.example/"))) == .issuer)
        #expect(fault(try standIn.token(Self.claims(exp: Self.seconds - 61))) == .time)
        #expect(fault(try standIn.token(Self.claims(more: #","nbf":1790000100"#))) == .time)
        #expect(fault(try standIn.token(Self.claims(nonce: "other"))) == .nonce)
        for algorithm in ["none", "HS256", "ES384", "es256", "RS512"] {
            #expect(fault(try standIn.token(Self.claims(), algorithm: algorithm)) == .algorithm, "\(algorithm)")
        }
        #expect(fault(try standIn.token(Self.claims(), algorithm: "RS256", key: "c")) == .signature)
        #expect(fault(try standIn.token(Self.claims(), key: "unknown")) == .signature)
        #expect(fault(good, Array(#"{"keys":[]}"#.utf8)) == .signature)
        #expect(fault(good, Array("not json".utf8)) == .signature)
        let parts = good.split(separator: ".").map(String.init)
        #expect(
            fault(parts[0] + "." + IDToken.base64URL(Array(Self.claims().utf8.reversed())) + "." + parts[2])
                == .signature)
        for broken in ["", "a.b", "a.b.c", good + ".x", parts[0] + "." + parts[1] + "."] {
            #expect(fault(broken) != nil, "\(broken.prefix(8))")
        }
    }

    @Test(
        "there and back: state, nonce and S256 go along, the code counts once, consent connects",
        arguments: Engine.available)
    func round(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let sent = Sent()
            let standIn = try StandIn(isTurned: true) { standIn, code, verifier in
                guard code == "good", sent.challenge == Self.challenge(of: verifier) else { throw CancellationError() }
                return try standIn.token(Self.claims(exp: Self.seconds + 3_000, nonce: sent.nonce))
            }
            let provider = try #require(standIn.provider())
            func depart() async throws -> (browser: String, state: String) {
                let departure = try await house.doorkeeper.depart(to: provider, from: house.comer())
                let items = Self.items(departure.address)
                #expect(items["redirect_uri"] == "https%3A%2F%2Flifang.example%2Fback")
                #expect(items["code_challenge_method"] == "S256")
                sent.note(nonce: items["nonce"] ?? "", challenge: items["code_challenge"] ?? "")
                return (departure.browser.text, items["state"] ?? "")
            }
            func arrive(
                _ browser: String, _ state: String, code: String = "good", at door: SignInProvider.Door = .residents,
                issuer: String? = nil
            ) async throws -> Doorkeeper.Arrival {
                try await house.doorkeeper.arrive(
                    from: provider, at: door, state: state, code: code, issuer: issuer, browser: browser,
                    comer: house.comer())
            }
            let first = try await depart()
            let other = try await depart()
            await #expect(throws: SignInError.tooLate) { _ = try await arrive(other.browser, first.state) }
            let third = try await depart()
            guard case .unknown(let ticket) = try await arrive(third.browser, third.state) else {
                Issue.record("a stranger was let in")
                return
            }
            await #expect(throws: SignInError.tooLate) { _ = try await arrive(third.browser, third.state) }
            let session = try await house.resident().session.text
            house.clock.move(minutes: 6)
            await #expect(throws: SignInError.proofNeeded) { try await house.doorkeeper.connect(ticket, in: session) }
            let phone = try await house.doorkeeper.sendProofCode(in: session, from: house.comer(), language: .en)
            let code = try #require(house.messages.client.shownCode(phone.international))
            let proven = try await house.doorkeeper.prove(code, in: session).text
            try await house.doorkeeper.connect(ticket, in: proven)
            await #expect(throws: SignInError.tooLate) { try await house.doorkeeper.connect(ticket, in: proven) }
            let again = try await depart()
            guard case .signedIn(let signedIn) = try await arrive(again.browser, again.state) else {
                Issue.record("somebody connected was not let in")
                return
            }
            #expect(try await !house.recognised(signedIn.session).actor.isPasserBy)
            let mixed = try await depart()
            await #expect(throws: SignInError.providerRefused(.issuer)) {
                _ = try await arrive(mixed.browser, mixed.state, issuer: "https://other.example")
            }
            let desk = try await depart()
            await #expect(throws: SignInError.notAllowed) {
                _ = try await arrive(desk.browser, desk.state, at: .staff, issuer: "https://id.example")
            }
            let bad = try await depart()
            await #expect(throws: SignInError.providerRefused(.answer)) {
                _ = try await arrive(bad.browser, bad.state, code: "stolen")
            }
        }
    }

    @Test(
        "staff who come by a provider still show the second factor; an ended connection lets nobody in",
        arguments: Engine.available)
    func staff(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let sent = Sent()
            let standIn = try StandIn { standIn, _, _ in
                try standIn.token(Self.claims(exp: Self.seconds + 3_000, nonce: sent.nonce))
            }
            let provider = try #require(standIn.provider())
            func come() async throws -> Doorkeeper.Arrival {
                let departure = try await house.doorkeeper.depart(to: provider, from: house.comer())
                let items = Self.items(departure.address)
                sent.note(nonce: items["nonce"] ?? "", challenge: "")
                return try await house.doorkeeper.arrive(
                    from: provider, at: .staff, state: items["state"] ?? "", code: "c",
                    browser: departure.browser.text, comer: house.comer())
            }
            guard case .unknown(let ticket) = try await come() else {
                Issue.record("a stranger was let in")
                return
            }
            let staff = try await house.staff()
            try await house.doorkeeper.connect(ticket, in: staff.signedIn.session.text)
            guard case .halfOpen(let half) = try await come() else {
                Issue.record("staff came in without a second factor")
                return
            }
            #expect(try await house.recognised(half).actor.isPasserBy)
            house.clock.move(minutes: 1)
            let whole = try await house.doorkeeper.show(house.factorCode(staff), for: half, from: house.comer())
            let actor = try await house.recognised(whole.session).actor
            #expect(actor.id == staff.person.raw)
            let links = try await house.store.read { try ProviderLinks.own(of: actor, in: $0) }
            #expect(links.map(\.provider) == ["zlb"])
            try await house.store.write(as: actor) { tx in
                try ProviderLinks.end(with: "zlb", in: tx)
                try ProviderLinks.end(with: "zlb", in: tx)
            }
            guard case .unknown = try await come() else {
                Issue.record("an ended connection let somebody in")
                return
            }
        }
    }

    static func challenge(of verifier: String) -> String {
        IDToken.base64URL(Array(SHA256.hash(data: Data(verifier.utf8))))
    }

    static func items(_ address: String) -> [String: String] {
        var result: [String: String] = [:]
        for item in address.split(separator: "?").last?.split(separator: "&") ?? [] {
            let pair = item.split(separator: "=", maxSplits: 1).map(String.init)
            result[pair[0]] = pair.count > 1 ? pair[1] : ""
        }
        return result
    }
}

/// What a departure sent along.
private final class Sent: @unchecked Sendable {
    private let lock = NSLock()
    private var values = (nonce: "", challenge: "")

    func note(nonce: String, challenge: String) { lock.withLock { values = (nonce, challenge) } }
    var nonce: String { lock.withLock { values.nonce } }
    var challenge: String { lock.withLock { values.challenge } }
}
