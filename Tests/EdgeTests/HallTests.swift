import CommunityFixture
import Flows
import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary
import Web

@Suite("Pages of people")
struct HallTests {
    @Test("a consent stands with its version, is taken back and given again by form", arguments: Engine.available)
    func consents(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let given = try await house.answer(.post, "/me/data/consent", as: .chen, form: "purpose=activity")
            #expect(given.headers[.location] == "/me/data?told=consented")
            let page = try await house.answer(.get, "/me/data?told=consented", as: .chen)
            #expect(page.text.contains("文本第 1 版") && page.text.contains("记下了您的同意"))
            #expect(page.text.contains("action=\"/me/data/consent/withdrawal\""))
            let back = try await house.answer(
                .post, "/me/data/consent/withdrawal", as: .chen, form: "purpose=activity")
            #expect(back.headers[.location] == "/me/data?told=consentWithdrawn")
            let twice = try await house.answer(
                .post, "/me/data/consent/withdrawal", as: .chen, form: "purpose=activity")
            #expect(twice.headers[.location] == "/me/data?told=over")
            let after = try await house.answer(.get, "/me/data", as: .chen)
            #expect(!after.text.contains("action=\"/me/data/consent/withdrawal\""))
            let texts = try await house.answer(.get, "/privacy/consents")
            #expect(texts.status == 200 && texts.text.contains("id=\"activity-1\""))
            let unknown = try await house.answer(.post, "/me/data/consent", as: .chen, form: "purpose=everything")
            #expect(unknown.status == 400)
        }
    }

    @Test("a guardian sees what is held about a child, a carer less, a neighbour nothing", arguments: Engine.available)
    func wards(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let child = "/me/data/wards/\(Cast.childID)"
            let elder = "/me/data/wards/\(Cast.chen.id)"
            _ = try await house.report("楼道灯坏了")
            let mine = try await house.answer(.get, "/me/data", as: .daming)
            #expect(mine.text.contains(child) && mine.text.contains(elder))
            let ofChild = try await house.answer(.get, child, as: .daming)
            #expect(ofChild.text.contains("陈小满") && ofChild.text.contains("2018-05-06"))
            let ofElder = try await house.answer(.get, elder, as: .daming)
            #expect(ofElder.text.contains("陈桂芳") && !ofElder.text.contains("楼道灯坏了"))
            #expect(!ofElder.text.contains("action=\"/me/data/consent\""))
            for page in [child, elder] {
                for person in [Cast.anna, .shen, .qin] {
                    #expect(try await house.answer(.get, page, as: person).status == 404)
                }
            }
            let form = "purpose=child-data&person=\(Cast.childID)"
            let given = try await house.answer(.post, "/me/data/consent", as: .zhou, form: form)
            #expect(given.headers[.location] == "\(child)?told=consented")
            #expect(try await house.answer(.post, "/me/data/consent", as: .anna, form: form).status == 404)
        }
    }

    @Test("two people open a protected person; a third and the first alone do not", arguments: Engine.available)
    func twoPersons(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let desk = "/desk/\(house.community.community.id)/people/\(Cast.chen.id)"
            func settle(_ decision: String, as person: Cast) async throws -> Answer {
                let waiting = try await house.store.read {
                    try $0.rows("SELECT id FROM two_persons WHERE confirmed_by IS NULL AND refused_by IS NULL") {
                        try $0.identifier(0)
                    }
                }
                return try await house.answer(
                    .post, "/me/confirmations", as: person,
                    form: "proposal=\(try #require(waiting.first))&decision=\(decision)")
            }
            let asked = try await house.answer(
                .post, desk + "/protection", as: .shen, form: "act=protect&protect-reason=safety")
            #expect(asked.headers[.location] == desk + "?told=proposed")
            #expect(try await settle("confirm", as: .shen).status == 409)
            #expect(try await settle("confirm", as: .anna).status == 404)
            let listed = try await house.answer(.get, "/me/confirmations", as: .he)
            #expect(listed.text.contains("陈*芳") && listed.text.contains("社工小沈"))
            #expect(try await settle("confirm", as: .he).headers[.location] == "/me/confirmations?told=confirmed")
            let hidden = try await house.answer(.get, desk, as: .shen)
            #expect(hidden.text.contains("住户已保护") && !hidden.text.contains("陈*芳"))

            for phone in ["13800009999", "13800000001"] {
                let told = try await house.answer(
                    .post, "/me/confirmations/openings", as: .shen, form: "phone=\(phone)&reason=emergency")
                #expect(told.headers[.location] == "/me/confirmations?told=openingAsked")
            }
            #expect(try await !house.answer(.get, "/me/confirmations", as: .shen).text.contains("proposal-"))
            _ = try await settle("confirm", as: .he)
            let form = "person=\(Cast.chen.id)&purpose=emergency&field-phone=yes"
            for person in [Cast.shen, .he] {
                let read = try await house.answer(.post, "/me/confirmations/readings", as: person, form: form)
                #expect(read.text.contains("13800000001"))
            }
            #expect(try await house.answer(.post, "/me/confirmations/readings", as: .lu, form: form).status >= 400)
            let readers = try await house.answer(.get, "/me/data", as: .chen)
            #expect(readers.text.contains("社工小沈") && readers.text.contains("何主任"))
        }
    }

    @Test("an organisation is made, joined and left; a resident reads its name only", arguments: Engine.available)
    func organisations(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let place = "/places/\(house.community.community.id)/organisations"
            let refused = try await house.answer(.post, place, as: .anna, form: "kind=shop&zh-name=abc")
            #expect(refused.status == 403)
            let empty = try await house.answer(.post, place, as: .shen, form: "kind=shop&zh-name=+&en=Fu")
            #expect(empty.status == 400 && empty.text.contains("value=\"Fu\"") && empty.text.contains("zh-name-error"))
            let made = try await house.answer(.post, place, as: .shen, form: "kind=shop&zh-name=%E9%9D%A2%E9%A6%86&en=")
            #expect(made.headers[.location] == place + "?told=organisationMade")
            let list = try await house.answer(.get, "/api/v1" + place, as: .anna)
            guard case .array(let found)? = list.json["organisations"],
                let id = found.first(where: { $0["name_zh"]?.text == "面馆" })?["id"]?.text
            else { throw Problem(.unreadable) }
            let page = "/organisations/\(id)"
            let joined = try await house.answer(
                .post, page + "/members", as: .shen, form: "phone=13800000002&post=member")
            #expect(joined.headers[.location] == page + "?told=memberJoined")
            let nobody = try await house.answer(
                .post, page + "/members", as: .shen, form: "phone=13900000009&post=head")
            #expect(nobody.status == 400 && nobody.text.contains("value=\"13900000009\""))
            #expect(try await house.answer(.get, page, as: .chen).text.contains("成员名单只给成员和工作人员看"))
            #expect(try await house.answer(.get, page, as: .anna).text.contains("Anna Weber"))
            let members = try await house.answer(.get, "/api/v1" + page + "/members", as: .anna)
            guard case .array(let rows)? = members.json["members"], let row = rows.first?["id"]?.text else {
                throw Problem(.unreadable)
            }
            let foreign = try await house.answer(
                .post, page + "/members/end", as: .chen, form: "membership=\(row)")
            #expect(foreign.status == 404)
            let left = try await house.answer(.post, "/api/v1/memberships/\(row)/end", as: .anna, json: "{}")
            #expect(left.status == 200)
        }
    }

    @Test("a home is claimed by the register and by asking; what was typed is kept", arguments: Engine.available)
    func homes(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let desk = "/desk/\(house.community.community.id)"
            let address = "3%20%E5%B9%A2%202%20%E5%8D%95%E5%85%83%20101%20%E5%AE%A4"
            let name = "name=%E5%91%A8%E9%9B%A8"
            let line = "address=\(address)&\(name)&last-four=002x&area=89.32&share=1%2F2"
            #expect(try await house.answer(.post, desk + "/register", as: .chen, form: line).status == 404)
            let wrong = try await house.answer(
                .post, desk + "/register", as: .shen, form: "address=\(address)&\(name)&last-four=2&area=1&share=1%2F2")
            #expect(
                wrong.status == 400 && wrong.text.contains("last-four-error") && wrong.text.contains("value=\"周雨\""))
            let brought = try await house.answer(.post, desk + "/register", as: .shen, form: line)
            #expect(brought.headers[.location] == desk + "/claims?told=registered")
            let other = try await house.answer(
                .post, "/me/home/register", as: .zhou, form: "register-address=\(address)&last-four=0021")
            #expect(other.status == 400 && other.text.contains("value=\"0021\""))
            let own = try await house.answer(
                .post, "/me/home/register", as: .zhou, form: "register-address=\(address)&last-four=002X")
            #expect(own.headers[.location] == "/me/home?told=joined")

            let asking = "asked-address=\(address)&asked-kind=tenant"
            let asked = try await house.answer(.post, "/me/home/requests", as: .anna, form: asking)
            #expect(asked.headers[.location] == "/me/home?told=claimAsked")
            #expect(try await house.answer(.get, "/me/home", as: .anna).text.contains("等社区核对"))
            let claims = try await house.store.read {
                try $0.rows("SELECT id FROM claim WHERE state = 'waiting'") { try $0.identifier(0) }
            }
            let refusal = "claim=\(try #require(claims.first))&refusal=papers-missing"
            _ = try await house.answer(.post, desk + "/claims", as: .shen, form: refusal)
            #expect(try await house.answer(.get, "/me/home", as: .anna).text.contains("材料不全"))
        }
    }

    @Test("matters call staff by the published name, and a neighbour sees no name of the reporter")
    func names() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            let id = try await house.report("灯不亮")
            let taken = try await house.answer(.post, "/matters/\(id)/assignment", as: .cheng, form: "once=1")
            #expect(taken.status == 303)
            let page = try await house.answer(.get, "/matters/\(id)", as: .chen)
            #expect(page.text.contains("现在由管家小程负责") && !page.text.contains("程小路"))
            for (person, hasDesk) in [(Cast.shen, true), (.cheng, true), (.anna, false), (.qin, false)] {
                let me = try await house.answer(.get, "/me", as: person)
                #expect(me.text.contains("href=\"/desk/\(house.community.community.id)\"") == hasDesk)
            }
            #expect(try await house.answer(.get, "/me", as: .he).text.contains("/me/confirmations"))
            #expect(try await !house.answer(.get, "/me", as: .anna).text.contains("/me/confirmations"))
        }
    }

    @Test("the elder sees the carer and ends it; staff enter a guardian")
    func carers() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            let home = try await house.answer(.get, "/me/home", as: .chen)
            let relation = try #require(home.text.firstMatch(of: /name="guardianship" value="([^"]+)"/)?.1)
            let ended = try await house.answer(
                .post, "/me/home/carers/end", as: .chen, form: "guardianship=\(relation)")
            #expect(ended.headers[.location] == "/me/home?told=carerEnded")
            #expect(try await house.answer(.get, "/me/data/wards/\(Cast.chen.id)", as: .daming).status == 404)
            let person = "/desk/\(house.community.community.id)/people/\(Cast.chen.id)"
            let wrong = try await house.answer(
                .post, person + "/guardians", as: .shen, form: "kind=guardian&guardian-phone=13800000005")
            #expect(wrong.status == 409)
            let entered = try await house.answer(
                .post, person + "/guardians", as: .shen, form: "kind=carer&guardian-phone=13800000005")
            #expect(entered.headers[.location] == person + "?told=guardianEntered")
            #expect(try await house.answer(.get, person, as: .shen).text.contains("陈*明"))
            let named = try await house.answer(.post, "/me/home/carers", as: .chen, form: "carer-phone=12")
            #expect(named.status == 400 && named.text.contains("value=\"12\""))
        }
    }
}
