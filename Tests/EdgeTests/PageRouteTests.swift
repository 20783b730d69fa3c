import CommunityFixture
import Flows
import HTTPTypes
import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary
import Web

@Suite("Pages over the fixture community")
struct PageRouteTests {
    @Test("every page that reads answers, in both languages and for everybody", arguments: Engine.available)
    func everyPage(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            try await house.community.openMatters(in: house.store, zoneSeconds: 28_800)
            let id = try await house.report("车库积水")
            let community = house.community.community.id
            let pages = [
                "/", "/places", "/places?q=%E5%8D%97", "/places/\(community)", "/places/\(house.community.street.id)",
                "/places/\(community)/report", "/matters", "/matters/\(id)", "/me", "/identity?return=%2Fmatters",
                "/licenses",
            ]
            for person in Cast.allCases {
                for language in Language.allCases {
                    for page in pages {
                        let answer = try await house.answer(.get, page, as: person, language: language)
                        let isHidden = page == "/matters/\(id)" && Role.administrators.contains(person.role)
                        #expect(answer.status == (isHidden ? 404 : 200), "\(page) as \(person)")
                        #expect(answer.text.contains("lang=\"\(language.htmlLanguage)\""))
                    }
                    let desk = try await house.answer(.get, "/desk/\(community)", as: person, language: language)
                    let isStaff = FlowRight.desk.roles.contains(person.role)
                    #expect(desk.status == (isStaff ? 200 : FlowRight.read.roles.contains(person.role) ? 403 : 404))
                    let live = try await house.answer(.get, "/desk/\(community)/live", as: person, language: language)
                    #expect(live.isStream == isStaff)
                }
            }
        }
    }

    @Test("a report by form opens one matter, also when it is sent twice", arguments: Engine.available)
    func report(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let form = "place=\(house.community.compound.id)&kind=lamp&words=%E7%81%AF%0D%0A%E4%B8%8D%E4%BA%AE&once=k-1"
            let first = try await house.answer(.post, "/matters", as: .chen, form: form)
            let second = try await house.answer(.post, "/matters", as: .chen, form: form)
            #expect(first.status == 303)
            #expect(first.headers[.location] == second.headers[.location])
            let words = try await house.store.read { try $0.rows("SELECT words FROM matter") { try $0.text(0) } }
            #expect(words == ["灯\n不亮"])
        }
    }

    @Test("what is missing stands beside its field, and what was written is kept")
    func errors() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            let place = house.community.compound.id
            let long = String(repeating: "a", count: 501)
            let answer = try await house.answer(
                .post, "/matters", as: .chen, form: "place=\(place)&words=\(long)&once=k")
            #expect(answer.status == 400)
            #expect(answer.text.contains(long))
            #expect(answer.text.contains("role=\"alert\""))
            let empty = try await house.answer(
                .post, "/matters", as: .chen, form: "place=\(place)&kind=lamp&words=++&once=k")
            #expect(empty.status == 400)
            let count = try await house.store.read { try $0.integer("SELECT count(*) FROM matter") }
            #expect(count == 0)
        }
    }

    @Test("the loop by forms; a step that came too late shows how it stands now", arguments: Engine.available)
    func loop(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let id = try await house.report("车库积水")
            func act(_ noun: String, as person: Cast, _ form: String = "x=") async throws -> Int {
                try await house.answer(.post, "/matters/\(id)/\(noun)", as: person, form: form).status
            }
            let steps = [
                try await act("assignment", as: .chen), try await act("assignment", as: .cheng),
                try await act("assignment", as: .shen), try await act("completion", as: .cheng, "note=ok"),
                try await act("rating", as: .anna, "rating=fixed"), try await act("rating", as: .chen, "rating=best"),
                try await act("rating", as: .chen, "rating=notFixed"), try await act("withdrawal", as: .chen),
                try await act("withdrawal", as: .chen),
            ]
            #expect(steps == [403, 303, 422, 303, 403, 400, 303, 303, 422])
        }
    }

    @Test("hostile words are text on every page that shows them")
    func hostile() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            let id = try await house.report("<script>alert(1)</script>' onx='")
            for (page, person) in [
                ("/matters/\(id)", Cast.chen), ("/", .chen), ("/matters", .chen),
                ("/desk/\(house.community.community.id)?matter=\(id)", .shen),
                ("/places/\(house.community.compound.id)", .anna),
            ] {
                let answer = try await house.answer(.get, page, as: person)
                #expect(answer.text.contains("&lt;script&gt;"), "\(page)")
                #expect(!answer.text.contains("<script>alert"), "\(page)")
            }
        }
    }

    @Test("a neighbour sees that something was reported, not by whom")
    func reporterIsNotNamed() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            let id = try await house.report("车库积水", as: .chen)
            let neighbour = try await house.answer(.get, "/matters/\(id)", as: .anna)
            #expect(!neighbour.text.contains(Cast.chen.name.zhHans))
            // The interface keeps it as the page does.
            for (reader, isKnown) in [(Cast.anna, false), (.zhou, false), (.chen, true), (.shen, true)] {
                let steps = try await house.answer(.get, "/api/v1/matters/\(id)", as: reader)
                #expect(steps.status == 200)
                #expect(steps.text.contains(Cast.chen.id.description) == isKnown, "\(reader)")
            }
        }
    }

    @Test("switches go back to where they were pressed, and never to another site")
    func switches() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            let back = try await house.answer(.post, "/language", form: "language=en&return=%2Fmatters")
            #expect(back.headers[.location] == "/matters")
            #expect(back.headers[.setCookie]?.contains("lf_language=en") == true)
            for evil in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
                let code = evil.utf8.map { "%" + String($0, radix: 16) }.joined()
                let answer = try await house.answer(.post, "/mode", form: "mode=elder&return=\(code)")
                #expect(answer.headers[.location]?.hasPrefix("/") == true)
                #expect(answer.headers[.location]?.contains("evil") == false, "\(evil)")
            }
            let nobody = try await house.answer(.post, "/identity", form: "person=nobody&return=%2F")
            #expect(nobody.status == 400)
        }
    }
}
