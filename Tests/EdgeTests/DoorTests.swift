import CommunityFixture
import HTTPTypes
import Places
import SignIn
import Store
import StoreContract
import Testing
import Vocabulary

@testable import Web

@Suite("The door, over the fixture community")
struct DoorTests {
    @Test("a guest reads what is public, and is asked to sign in for the rest", arguments: Engine.available)
    func guest(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let community = house.community.community.id
            for page in ["/", "/places", "/places/\(community)", "/me", "/licenses", "/sign-in", "/sign-in/staff"] {
                #expect(try await house.answer(.get, page).status == 200, "\(page)")
            }
            for page in [
                "/matters", "/desk/\(community)", "/me/sessions", "/me/password", "/program-keys", "/sign-in/proof",
            ] {
                let answer = try await house.answer(.get, page)
                #expect(answer.status == 303, "\(page)")
                #expect(answer.headers[.location]?.hasPrefix("/sign-in?return=") == true, "\(page)")
            }
            let write = try await house.answer(.post, "/matters", form: "place=\(community)&kind=lamp&words=a&once=k")
            #expect(write.headers[.location]?.hasPrefix("/sign-in") == true)
            for address in ["/api/v1/matters", "/api/v1/communities/\(community)/matters"] {
                let answer = try await house.answer(.get, address)
                #expect(answer.status == 401)
                #expect(answer.text.contains("urn:lifang:problem:sign-in-needed"))
            }
            #expect(try await house.answer(.get, "/api/v1/places").status == 200)
        }
    }

    @Test("a resident signs in and out; the replayed cookie is refused with 401", arguments: Engine.available)
    func resident(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let session = try await house.signIn("13800001234")
            #expect(try await house.answer(.get, "/api/v1/matters", session: session).status == 200)
            let list = try await house.answer(.get, "/me/sessions", session: session)
            #expect(list.text.contains("/me/sessions/"))
            let out = try await house.answer(.post, "/sign-out", form: "x=", session: session)
            #expect(
                out.headers[values: .setCookie].contains { $0.hasPrefix("lf_session=;") && $0.contains("Max-Age=0") })
            #expect(try await house.answer(.get, "/api/v1/matters", session: session).status == 401)
        }
    }

    @Test("S-06: the pages for a known and an unknown number are the same but for the number")
    func sameBody() async throws {
        try await EdgeHouse.with(.sqlite, isDemo: false) { house in
            _ = try await house.signIn("13800001234")
            func page(_ number: String) async throws -> String {
                let answer = try await house.answer(.post, "/sign-in/code", form: "phone=\(number)")
                let code = try #require(house.messages.client.shownCode("+86\(number)"))
                #expect(answer.status == 200)
                return answer.text.replacing(code, with: "CODE").replacing(number, with: "NUMBER").replacing(
                    number.prefix(3) + "****" + number.suffix(4), with: "MASK")
            }
            let known = try await page("13700001235")
            #expect(try await page("13911112222") == known)
            func refusal(_ name: String) async throws -> String {
                let answer = try await house.answer(.post, "/sign-in/staff", form: "name=\(name)&password=wrong")
                #expect(answer.status == 401)
                return answer.text.replacing(name, with: "NAME")
            }
            #expect(try await refusal("13800001234") == refusal("13911112222"))
        }
    }

    @Test("S-05: after five wrong tries the answer is 429 with Retry-After, beside the form")
    func tooOften() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            for _ in 0..<5 {
                let answer = try await house.answer(.post, "/sign-in/staff", form: "name=shenmin&password=wrong")
                #expect(answer.status == 401)
            }
            let answer = try await house.answer(.post, "/sign-in/staff", form: "name=shenmin&password=wrong")
            #expect(answer.status == 429)
            #expect(Int(answer.headers[.retryAfter] ?? "") ?? 0 > 800)
            #expect(answer.text.contains("role=\"alert\""))
        }
    }

    @Test("S-08: session cookies are HttpOnly, SameSite and, by HTTPS, Secure with the prefix of the host")
    func cookies() {
        let plain = WebResponse.see("/").settingSession("s", isSecure: false, seconds: nil)
        #expect(plain.headers[.setCookie] == "lf_session=s; Path=/; HttpOnly; SameSite=Lax")
        let secure = WebResponse.see("/").settingSession("s", isSecure: true, seconds: 60)
        #expect(secure.headers[.setCookie] == "__Host-lf=s; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure")
        let both: HTTPFields = [.cookie: "lf_session=plain; __Host-lf=secure"]
        #expect(Visitor(headers: both, isBehindTLS: true).session == "secure")
        #expect(Visitor(headers: both).session == "plain")
    }

    @Test(
        "one click in the demo makes a real session; outside the demo neither click, header nor cookie means anything")
    func demo() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            let answer = try await house.answer(.post, "/demo/sign-in", form: "person=shen&return=%2Fme")
            let session = try #require(answer.cookie("lf_session"))
            let desk = "/desk/\(house.community.community.id)"
            #expect(try await house.answer(.get, desk, session: session).status == 200)
            #expect(try await house.answer(.get, desk, as: .shen).status == 200)
            #expect(try await house.answer(.get, "/", session: session).text.contains("class=\"demo\""))
        }
        try await EdgeHouse.with(.sqlite, isDemo: false) { house in
            #expect(
                !house.routes.contains { $0.path == "/demo/sign-in" || $0.method == .post && $0.path == "/identity" })
            let desk = try await house.answer(.get, "/desk/\(house.community.community.id)", as: .shen)
            #expect(desk.status == 303)
            #expect(try await !house.answer(.get, "/").text.contains("class=\"demo\""))
            #expect(try await house.answer(.get, "/api/v1/matters", as: .shen).status == 401)
        }
    }

    @Test("S-50: no address that is read changes the database", arguments: Engine.available)
    func reading(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let id = try await house.report("车库积水")
            let session = try await house.signIn("13800001234")
            let before = try await contents(of: house)
            var walked = 0
            for route in house.routes where route.method == .get {
                let subject = route.path.contains("matters") ? id : house.community.community.id.description
                let path = route.path.replacing(/\{[a-z]+\}/, with: subject)
                for (person, session) in [(nil, nil), (Cast.shen, nil), (nil, session)] as [(Cast?, String?)] {
                    _ = try await house.answer(.get, path, as: person, session: session)
                    walked += 1
                }
            }
            #expect(walked > 60)
            #expect(try await contents(of: house) == before)
        }
    }

    private func contents(of house: EdgeHouse) async throws -> [String] {
        let tables = EdgeHouse.schema.modules.flatMap(\.migrations).flatMap(\.tables).map(\.name)
        return try await house.store.read(in: .reports) { snapshot in
            try tables.flatMap { table in
                try snapshot.rows("SELECT * FROM \(table)") { row in
                    (0..<24).map { column in
                        if let text = try? row.text(column) { return text }
                        if let number = try? row.integer(column) { return "\(number)" }
                        return (try? row.bytes(column)).map { "\($0)" } ?? "-"
                    }.joined(separator: "|")
                }.sorted().map { "\(table): \($0)" }
            }
        }
    }

    @Test("S-50: a change with a session that does not say where it comes from is refused")
    func unsaid() {
        func isRefused(_ headers: HTTPFields) -> Bool { (try? Doorway.refuseUnsaid(headers)) == nil }
        #expect(isRefused([.contentType: "application/x-www-form-urlencoded"]))
        #expect(isRefused([.contentType: "text/plain"]))
        #expect(!isRefused([.contentType: "application/json; charset=utf-8"]))
        #expect(!isRefused([.origin: "https://lifang.example"]))
        #expect(!isRefused([.secFetchSite: "same-origin"]))
        #expect(!isRefused([.hxRequest: "true"]))
    }

    @Test("a key of a program reads and reports where it reaches, and nothing else", arguments: Engine.available)
    func programKey(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let manager = Actor(
                id: Cast.shen.id, grants: [Grant(role: .manager, place: house.community.community.id.raw)],
                proven: Instant(millisecondsSince1970: .max - 1_000_000))
            let secret = house.doorkeeper.makeSecret()
            let compound = house.community.compound
            let draft = ProgramKeys.Draft(
                organisation: compound.id.raw, place: compound.id, label: "gate", scopes: [.report], days: 3)
            let key = try await house.store.write(as: manager) { tx in try ProgramKeys.make(draft, secret, in: tx) }
            let bearer = "lf_" + secret.text
            func report(at place: Place) async throws -> Int {
                try await house.answer(
                    .post, "/api/v1/matters", json: #"{"place":"\#(place.id)","kind":"lamp","words":"gate"}"#,
                    bearer: bearer
                ).status
            }
            #expect(try await report(at: compound) == 201)
            #expect(try await report(at: house.community.street) == 404)
            try await house.store.write(as: manager) { tx in try ProgramKeys.withdraw(key.id, in: tx) }
            #expect(try await report(at: compound) == 401)
            #expect(try await house.answer(.get, "/api/v1/matters", as: .shen, bearer: "lf_none").status == 401)
        }
    }
}
