import CommunityFixture
import Flows
import HTTPTypes
import Places
import Store
import StoreContract
import Testing
import Vocabulary
import Web

@Suite("Interface")
struct APITests {
    @Test("the whole loop over the interface", arguments: Engine.available)
    func loop(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let id = try await house.report("车库积水")
            func act(_ noun: String, as person: Cast, _ body: String = "{}") async throws -> Answer {
                try await house.answer(.post, "/api/v1/matters/\(id)/\(noun)", as: person, json: body)
            }
            let taken = try await act("assignment", as: .cheng)
            #expect(taken.json["state"]?.text == "doing")
            #expect(taken.json["holder"]?.text == Cast.cheng.id.description)
            let finished = try await act("completion", as: .cheng, #"{"note":"疏通了"}"#)
            #expect(finished.json["state"]?.text == "done")
            let reopened = try await act("rating", as: .chen, #"{"rating":"not-fixed"}"#)
            #expect(reopened.json["state"]?.text == "new")
            _ = try await act("assignment", as: .shen)
            _ = try await act("completion", as: .shen)
            let closed = try await act("rating", as: .chen, #"{"rating":"fixed"}"#)
            #expect(closed.json["state"]?.text == "closed")
            let progress = try await house.answer(.get, "/api/v1/matters/\(id)", as: .chen)
            #expect(progress.text.contains("疏通了"))
            #expect(progress.json["matter"]?["version"] == .integer(7))
        }
    }

    @Test("a request that comes again with its key is done once", arguments: Engine.available)
    func repeated(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let place = house.community.compound.id
            let body = #"{"place":"\#(place)","kind":"lamp","words":"灯不亮"}"#
            let first = try await house.answer(.post, "/api/v1/matters", as: .chen, json: body, key: "once-1")
            let second = try await house.answer(.post, "/api/v1/matters", as: .chen, json: body, key: "once-1")
            #expect(first.json["id"] == second.json["id"])
            let other = try await house.answer(
                .post, "/api/v1/matters", as: .chen, json: body.replacing("灯不亮", with: "电梯停了"), key: "once-1")
            #expect(other.status == 422)
            let count = try await house.store.read { try $0.integer("SELECT count(*) FROM matter") }
            #expect(count == 1)
        }
    }

    @Test(
        "bad input names the field and what would do",
        arguments: [
            (#"{"place":"x","kind":"lamp","words":"a"}"#, "/place", "form"),
            (#"{"place":"PLACE","kind":"lamps","words":"a"}"#, "/kind", "choice"),
            (#"{"place":"PLACE","kind":"lamp","words":"  "}"#, "/words", "missing"),
            (#"{"place":"PLACE","kind":"lamp"}"#, "/words", "missing"),
            (#"{"place":"PLACE","kind":"lamp","words":7}"#, "/words", "type"),
            (#"{"place":"PLACE","kind":"lamp","words":"a","reporter":"me"}"#, "/reporter", "unknown"),
            (#"{"place":"PLACE","kind":"lamp","words":"a\u0000b"}"#, "/words", "form"),
        ])
    func badInput(_ body: String, _ field: String, _ reason: String) async throws {
        try await EdgeHouse.with(.sqlite) { house in
            for language in Language.allCases {
                let answer = try await house.answer(
                    .post, "/api/v1/matters", as: .chen, language: language,
                    json: body.replacing("PLACE", with: house.community.compound.id.description))
                #expect(answer.status == 400)
                #expect(answer.headers[.contentType] == "application/problem+json")
                #expect(answer.text.contains(#""field":"\#(field)","reason":"\#(reason)""#))
                #expect(answer.text.contains(language == .en ? "A few things" : "有几处"))
            }
            let count = try await house.store.read { try $0.integer("SELECT count(*) FROM matter") }
            #expect(count == 0)
        }
    }

    @Test("broken JSON, another media type and unknown parameters are refused")
    func unreadable() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            let broken = try await house.answer(.post, "/api/v1/matters", as: .chen, json: "{")
            let form = try await house.answer(.post, "/api/v1/matters", as: .chen, form: "a=1")
            let parameter = try await house.answer(.get, "/api/v1/matters?colour=red", as: .chen)
            let limit = try await house.answer(.get, "/api/v1/places?limit=201", as: .chen)
            #expect([broken.status, form.status, parameter.status, limit.status] == [400, 415, 400, 400])
        }
    }

    @Test(
        "each role gets what the table of rights says, and the reporter's identity is nobody else's",
        arguments: Engine.available)
    func roles(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let id = try await house.report("车库积水", as: .chen)
            let desk = "/api/v1/communities/\(house.community.community.id)/matters"
            var statuses: [Cast: [Int]] = [:]
            for person in Cast.allCases {
                let seen = try await house.answer(.get, "/api/v1/matters/\(id)", as: person)
                let list = try await house.answer(.get, desk, as: person)
                let rating = try await house.answer(
                    .post, "/api/v1/matters/\(id)/rating", as: person, json: #"{"rating":"fixed"}"#)
                let withdrawal =
                    person == .chen
                    ? nil : try await house.answer(.post, "/api/v1/matters/\(id)/withdrawal", as: person, json: "{}")
                statuses[person] = [seen.status, list.status, rating.status, withdrawal?.status ?? 0]
                let matter = seen.json["matter"].map { "\($0)" } ?? ""
                #expect(!matter.contains(Cast.chen.id.description), "a matter does not say who reported it")
            }
            #expect(statuses[.chen] == [200, 403, 422, 0])
            #expect(statuses[.anna] == [200, 403, 403, 403])
            #expect(statuses[.cheng] == [200, 200, 403, 403])
            #expect(statuses[.shen] == [200, 200, 403, 403])
        }
    }

    @Test("what is not there and what no role reaches look alike", arguments: Engine.available)
    func notFound(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let absent = try await house.answer(.get, "/api/v1/matters/00000000-0000-7000-8000-000000000000", as: .shen)
            let unreadable = try await house.answer(.get, "/api/v1/matters/none", as: .shen)
            let place = try await house.answer(.get, "/api/v1/places/00000000-0000-7000-8000-000000000000", as: .shen)
            #expect([absent.status, unreadable.status, place.status] == [404, 404, 404])
            #expect(absent.text == unreadable.text)
        }
    }

    @Test("places: roots, children in pages, search, path", arguments: Engine.available)
    func places(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let compound = house.community.compound.id
            let roots = try await house.answer(.get, "/api/v1/places")
            #expect(roots.text.contains("河埠街道"))
            let first = try await house.answer(.get, "/api/v1/places?parent=\(compound)&limit=2")
            guard case .array(let places)? = first.json["places"] else {
                Issue.record("no places")
                return
            }
            #expect(places.compactMap { $0["code"]?.text } == ["demo-b1", "demo-b2"])
            let after = try #require(places.last?["id"]?.text)
            let next = try await house.answer(.get, "/api/v1/places?parent=\(compound)&after=\(after)&limit=1")
            #expect(next.text.contains("demo-b3"))
            let search = try await house.answer(.get, "/api/v1/places?words=%E5%8D%97%E9%97%A8")
            #expect(search.text.contains("demo-gate-s"))
            let path = try await house.answer(.get, "/api/v1/places/\(compound)/path")
            guard case .array(let above)? = path.json["places"] else {
                Issue.record("no path")
                return
            }
            #expect(above.compactMap { $0["kind"]?.text } == ["street", "community", "compound"])
        }
    }

    @Test("the document names every address of the interface and nothing else")
    func document() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            let document = try await house.answer(.get, "/api/openapi.json").json
            guard case .object(let paths)? = document["paths"] else {
                Issue.record("no paths")
                return
            }
            var described: Set<String> = []
            for path in paths {
                if case .object(let methods) = path.value {
                    for method in methods { described.insert("\(method.name.uppercased()) \(path.name)") }
                }
            }
            let answering = Set(
                house.routes.filter { $0.path.hasPrefix("/api/v1") }.map { "\($0.method.rawValue) \($0.path)" })
            #expect(described == answering)
            #expect(document["openapi"]?.text == "3.1.0")
        }
    }
}
