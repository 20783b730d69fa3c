import CommunityFixture
import Flows
import Foundation
import HTTPTypes
import Journal
import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary
import Web

@Suite("The ground over the fixture community")
struct GroundTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "routes.txt")

    @Test("the list of every address that tests from outside walk is the one of the program")
    func routes() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            let found =
                Set(house.routes.map { "\($0.method.rawValue) \($0.path)" }).sorted().joined(separator: "\n") + "\n"
            if ProcessInfo.processInfo.environment["LIFANG_RECORD"] != nil {
                try found.write(to: Self.file, atomically: true, encoding: .utf8)
            }
            #expect(try String(contentsOf: Self.file, encoding: .utf8) == found)
        }
    }

    private static func grid(_ house: EdgeHouse, as person: Cast = .shen) async throws -> String {
        let answer = try await house.answer(
            .post, "/api/v1/places/\(house.community.community.id)/grids", as: person,
            json: #"{"code":"grid-one","name_zh":"第一网格","name_en":"Grid one"}"#)
        #expect(answer.status == 200)
        return try #require(answer.json["id"]?.text)
    }

    @Test(
        "a grid is staffed with those who hold the role; who leaves it leaves the post open",
        arguments: Engine.available)
    func staffing(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let grid = try await Self.grid(house)
            let (wu, shen) = (Cast.gridWorkerID.description, Cast.shen.id.description)
            let offered = try await house.answer(.get, "/api/v1/grids/\(grid)/people", as: .shen).json
            guard case .array(let people)? = offered["people"] else { throw Problem(.failure) }
            #expect(people.compactMap { $0["id"]?.text }.sorted() == [shen, wu].sorted())
            let found = try await house.answer(
                .get, "/api/v1/grids/\(grid)/people?words=%E5%B0%8F%E5%90%B4", as: .shen)
            #expect(found.text.contains(wu) && !found.text.contains(shen))
            #expect(!found.text.contains("吴海燕"), "the name that is not published stays unsaid")
            func staff(_ worker: String?, _ deputy: String?, as person: Cast = .shen) async throws -> Answer {
                func text(_ id: String?) -> String { id.map { "\"\($0)\"" } ?? "null" }
                return try await house.answer(
                    .post, "/api/v1/grids/\(grid)/people", as: person,
                    json: "{\"worker\":\(text(worker)),\"deputy\":\(text(deputy))}")
            }
            let resident = Cast.chen.id.description
            let statuses = [
                try await staff(resident, nil).status, try await staff(wu, wu).status,
                try await staff(wu, shen, as: .chen).status, try await staff(wu, shen, as: .cheng).status,
                try await staff(wu, shen).status,
            ]
            #expect(statuses == [400, 400, 403, 403, 200])
            let duty =
                #"{"duty":[{"holder":"worker","weekday":7,"from_minute":0,"until_minute":1440},"#
                + #"{"holder":"deputy","weekday":7,"from_minute":0,"until_minute":1440}]}"#
            let kept = try await house.answer(.post, "/api/v1/grids/\(grid)/duty", as: .shen, json: duty)
            #expect(kept.status == 200 && kept.json["worker"]?.text == wu)
            let wrong = try await house.answer(
                .post, "/api/v1/grids/\(grid)/duty", as: .shen,
                json: #"{"duty":[{"holder":"worker","weekday":1,"from_minute":9,"until_minute":9}]}"#)
            #expect(wrong.status == 400)
            let night = try await house.answer(
                .post, "/grids/\(grid)/duty", as: .shen,
                form: "holder=worker&weekday=7&from=00%3A00&until=23%3A59&holder=deputy&weekday=1&from=&until=")
            let hours = try await house.answer(.get, "/api/v1/grids/\(grid)", as: .shen).json["duty"]
            guard case .array(let rows)? = hours else { throw Problem(.failure) }
            #expect(
                night.status == 303 && rows.map { $0["until_minute"]?.integer } == [1_440], "the day ends at midnight")
            let page = try await house.answer(.get, "/grids/\(grid)", as: .shen)
            #expect(page.text.contains("网格员小吴") && !page.text.contains("原来的网格员已不在岗"))

            try await house.store.write(as: .operatorOfMachine) { tx in
                let held = try tx.rows(
                    "SELECT id FROM role_grant WHERE person = ? AND role = 'grid-worker'",
                    [.identifier(Cast.gridWorkerID)]
                ) { try $0.id(0, of: RoleGrant.self) }
                for grant in held { try People.withdraw(grant, in: tx) }
            }
            let after = try await house.answer(.get, "/api/v1/grids/\(grid)", as: .shen)
            #expect(after.json["worker"] == .null && after.json["deputy"]?.text == shen)
            let open = try await house.answer(.get, "/grids/\(grid)", as: .shen)
            #expect(open.text.contains("原来的网格员已不在岗") && !open.text.contains("网格员小吴"))
            #expect(try await staff(wu, nil).status == 400)
            let ended = try await house.answer(.post, "/api/v1/grids/\(grid)/end", as: .shen, json: "{}")
            #expect(ended.status == 200 && ended.json["ended_at"]?.text != nil)
            #expect(try await house.answer(.get, "/grids/\(grid)", as: .shen).status == 404)
        }
    }

    @Test("a protected grid worker is offered to nobody, and stays in charge")
    func protected() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            let grid = try await Self.grid(house)
            let wu = Cast.gridWorkerID.description
            let body = #"{"worker":"\#(wu)","deputy":null}"#
            #expect(try await house.answer(.post, "/api/v1/grids/\(grid)/people", as: .shen, json: body).status == 200)
            try await house.store.write(as: .operatorOfMachine) { tx in
                try tx.execute(
                    "UPDATE person SET is_protected = 1, service_zh = NULL, service_en = NULL WHERE id = ?",
                    [.identifier(Cast.gridWorkerID)])
                try Journal.append(
                    EntryKind("person.protected"), about: Cast.gridWorkerID, at: house.community.community.entryPlace,
                    under: "test", in: tx)
            }
            let offered = try await house.answer(.get, "/api/v1/grids/\(grid)/people", as: .shen)
            #expect(!offered.text.contains(wu))
            let page = try await house.answer(.get, "/grids/\(grid)", as: .shen)
            #expect(page.status == 200 && !page.text.contains("吴"))
            #expect(try await house.answer(.post, "/api/v1/grids/\(grid)/people", as: .shen, json: body).status == 200)
        }
    }

    @Test("aliases, codes of other systems and the card over the interface", arguments: Engine.available)
    func keeping(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let base = "/api/v1/places/\(house.community.community.id)"
            func post(_ noun: String, _ json: String, as person: Cast = .shen) async throws -> Answer {
                try await house.answer(.post, "\(base)/\(noun)", as: person, json: json)
            }
            let alias = try #require(
                try await post("aliases", #"{"words":"老坊","kind":"popular"}"#).json["id"]?.text)
            #expect(try await house.answer(.get, "\(base)/aliases").text.contains("老坊"))
            let elsewhere = "/api/v1/places/\(house.community.compound.id)/alias-ends"
            let wrongPlace = try await house.answer(.post, elsewhere, as: .shen, json: #"{"alias":"\#(alias)"}"#)
            #expect(wrongPlace.status == 404)
            #expect(try await post("alias-ends", #"{"alias":"\#(alias)"}"#, as: .cheng).status == 403)
            #expect(try await !post("alias-ends", #"{"alias":"\#(alias)"}"#).text.contains("老坊"))
            let code = #"{"system":"division","code":"330105008999"}"#
            #expect(try await post("system-codes", code).status == 200)
            let taken = try await house.answer(
                .post, "/api/v1/places/\(house.community.compound.id)/system-codes", as: .shen, json: code)
            #expect(taken.status == 400)
            #expect(try await post("system-code-ends", code, as: .chen).status == 403)
            #expect(try await post("system-code-ends", code).json["codes"] == .array([]))
            #expect(try await post("system-code-ends", code).status == 404)
            let card = #"{"address_format":"unit-room","telephone":"0571 0000 0000"}"#
            #expect(try await post("card", card).status == 200)
            #expect(try await house.answer(.get, "\(base)/card").json["telephone"]?.text == "0571 0000 0000")
            #expect(try await post("card", #"{"address_format":"unit-room","telephone":"call me"}"#).status == 400)
            let noCommunity = "/api/v1/places/\(house.community.street.id)"
            #expect(try await house.answer(.get, "\(noCommunity)/card").status == 404)
            #expect(try await house.answer(.get, "\(noCommunity)/addresses?words=3-501").status == 404)
        }
    }

    @Test("a code of a spot or a thing opens the form with the spot said and written", arguments: Engine.available)
    func codes(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let lift = try #require(house.community.spaces.values.first)
            let (spot, thing, plain) = try await house.store.write(as: .operatorOfMachine) { tx in
                (
                    try DirectCodes.make(for: lift.id, label: "轿厢内<b>", in: tx).code,
                    try DirectCodes.make(
                        for: .device, Identifier(high: 5, low: 5), at: lift, label: "7 号路灯杆", in: tx
                    ).code, try DirectCodes.make(for: lift.id, in: tx).code
                )
            }
            let ofSpot = try await house.answer(.get, "/c/\(spot)", as: .chen)
            #expect(ofSpot.status == 200 && ofSpot.text.contains("轿厢内&lt;b&gt;：</textarea>"))
            let ofThing = try await house.answer(.get, "/c/\(thing)", as: .chen)
            #expect(ofThing.text.contains("您扫的是：7 号路灯杆") && ofThing.text.contains("7 号路灯杆：</textarea>"))
            let guest = try await house.answer(.get, "/c/\(thing)", language: .en)
            #expect(guest.status == 200 && guest.text.contains("You scanned: 7 号路灯杆"))
            #expect(try await !house.answer(.get, "/c/\(plain)", as: .chen).text.contains("您扫的是"))
            #expect(try await house.answer(.get, "/api/v1/codes/\(thing)").json["subject_kind"]?.text == "device")
            #expect(try await house.answer(.get, "/c/00000000", as: .chen).status == 404)
            #expect(try await house.answer(.post, "/c/\(spot)/withdrawal", as: .cheng, form: "").status == 403)
            #expect(try await house.answer(.post, "/c/\(spot)/withdrawal", as: .shen, form: "").status == 303)
            #expect(try await house.answer(.get, "/c/\(spot)", as: .chen).status == 410)
        }
    }

    @Test("a spoken address is found by the search of the own community", arguments: Engine.available)
    func spoken(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let home = try #require(house.community.homes.first)
            let path = try await house.store.read { try Places.path(to: home.id, in: $0) }
            let said = path.suffix(3).map(\.name.zhHans).joined(separator: " ")
            let words = try #require(said.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
            let answer = try await house.answer(.get, "/places?q=\(words)", as: .chen)
            #expect(answer.text.contains("/places/\(home.id)"), "\(said)")
            let number = try await house.answer(.get, "/places?q=330105", as: .chen)
            #expect(!number.text.contains("/places/\(home.id)"))
        }
    }

    @Test(
        "reports, moves and their undoing against each other: every matter is where its place is, for whoever reaches it",
        arguments: Engine.available)
    func movesDuringReports(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let (street, community) = (house.community.street, house.community.community)
            let building = try await house.store.read { snapshot in
                try Places.children(of: house.community.compound.id, limit: 1, in: snapshot)[0]
            }
            let other = try await house.store.write(as: .operatorOfMachine) {
                try Places.add(
                    .community, code: "c-other", name: LocalizedText(zhHans: "邻社区", en: "Next"), below: street.id,
                    in: $0)
            }
            let code = try await house.store.write(as: .operatorOfMachine) {
                try DirectCodes.make(for: building.id, in: $0).code
            }
            let officer = Actor(id: Cast.lu.id, grants: [Grant(role: .streetOfficer, place: street.id.raw)])
            let resident = Actor(id: Cast.chen.id, grants: [Grant(role: .resident, place: street.id.raw)])
            let opened = await withTaskGroup(of: Int.self) { group in
                for client in 0..<32 {
                    group.addTask {
                        do {
                            try await house.store.write(as: client % 4 == 3 ? officer : resident) { tx in
                                guard client % 4 == 3 else {
                                    let report = MatterReport(place: building.id, kind: .lamp, words: "灯 \(client)")
                                    _ = try Matters.open(report, zoneSeconds: 28_800, in: tx)
                                    return
                                }
                                let here = try Places.place(building.id, in: tx)
                                let target = here.community == other.id ? house.community.compound.id : other.id
                                let move = try Places.move(building.id, below: target, in: tx)
                                if client % 8 == 7 { try Places.undo(move.id, in: tx) }
                            }
                            return client % 4 == 3 ? 0 : 1
                        } catch let error as StoreError where [.conflict, .timeLimit].contains(error.code) {
                            return 0
                        } catch {
                            Issue.record("\(error)")
                            return 0
                        }
                    }
                }
                return await group.reduce(0, +)
            }
            #expect(opened > 0)
            let now = try #require(try await house.store.read { try Places.place(building.id, in: $0) }.community)
            let elsewhere = now == other.id ? community.id : other.id
            @Sendable func clerk(_ place: ID<Place>) -> Actor {
                Actor(id: Cast.shen.id, grants: [Grant(role: .clerk, place: place.raw)])
            }
            for (place, count) in [(now, opened), (elsewhere, 0)] {
                let seen = try await house.store.read { snapshot in
                    let held = try Matters.open(at: building.id, limit: 200, for: clerk(place), in: snapshot).count
                    let keeps = try PlaceRight.code.isHeld(by: clerk(place), at: building.id, in: snapshot)
                    return (held, keeps, try DirectCodes.find(code, in: snapshot)?.withdrawn == nil)
                }
                #expect(seen.0 == count && seen.1 == (place == now) && seen.2)
            }
        }
    }
}
