import CommunityFixture
import HTTPTypes
import Keyring
import People
import Store
import StoreContract
import Testing
import Vocabulary
import Web

@testable import Pages

@Suite("My data")
struct DataPagesTests {
    @Test("the page shows what is held, opened for its owner and for nobody else", arguments: Engine.available)
    func page(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            _ = try await house.report("楼道灯坏了，一直没有人修")
            let own = try await house.answer(.get, "/me/data", as: .chen)
            #expect(own.status == 200)
            for text in ["陈桂芳", "Chen Guifang", "+8613800000001", "1952-03-04", "楼道灯坏了，一直没有人修"] {
                #expect(own.text.contains(text), "\(text)")
            }
            let other = try await house.answer(.get, "/me/data", as: .anna)
            #expect(other.status == 200)
            for text in ["陈桂芳", "13800000001", "1952-03-04", "楼道灯坏了"] { #expect(!other.text.contains(text)) }
        }
    }

    @Test("S-35: the copy holds every row that names the person, in JSON and in CSV", arguments: Engine.available)
    func copy(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            for number in 1...5 { _ = try await house.report("第 \(number) 件,\\\"有引号\\\"") }
            let answer = try await house.answer(.get, "/me/data/copy.json", as: .chen)
            #expect(answer.status == 200)
            var copied: [String: Int] = [:]
            guard case .array(let tables)? = answer.json["tables"] else { throw Problem(.unreadable) }
            for table in tables {
                guard case .array(let rows)? = table["rows"], let name = table["table"]?.text else { continue }
                copied[name, default: 0] += rows.count
            }
            let held = try await house.store.read { snapshot in
                var held: [String: Int] = [:]
                for table in HeldData.maps.flatMap(\.tables) where !table.persons.isEmpty {
                    let condition = table.persons.map { "\($0) = ?" }.joined(separator: " OR ")
                    let count = try snapshot.integer(
                        "SELECT count(*) FROM \(table.name) WHERE \(condition)",
                        Array(repeating: .identifier(Cast.chen.id), count: table.persons.count))
                    if let count, count > 0 { held[table.name] = Int(count) }
                }
                return held
            }
            #expect(copied == held)
            #expect(held["matter"] == 5 && held["person"] == 1)
            let csv = try await house.answer(.get, "/me/data/copy.csv", as: .chen)
            #expect(csv.text.contains("person,id,1,name,L3,陈桂芳\r\n"))
            #expect(csv.text.contains("\"第 3 件,\"\"有引号\"\"\"\r\n"))
            // A telephone number begins with a plus, which a spreadsheet would take for a formula.
            #expect(csv.text.contains("person,id,1,phone,L3,'+8613800000001\r\n"))
            #expect(csv.text.contains("person,id,1,phone_index,L3,(secret)\r\n"))
        }
    }

    @Test("S-34: the notice says exactly what the map says about people", arguments: Engine.available)
    func notice(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let page = try await house.answer(.get, "/privacy", as: .anna, language: .en)
            #expect(page.status == 200)
            let words = Words(.en)
            var expected: [String] = []
            for purpose in DataPurpose.allCases {
                for table in HeldData.maps.flatMap(\.tables) where table.purpose == purpose && !table.persons.isEmpty {
                    for column in table.columns where column.level >= .personal {
                        expected.append(
                            DataLabels.phrase(table, column).map { words($0) } ?? "\(table.name).\(column.name)")
                    }
                    expected.append(words(.noticeRecords, ["table": table.name]))
                }
            }
            let rows = page.text.matches(of: /<th scope="row">([^<]*)<\/th>/).map {
                String($0.1).replacing("&#39;", with: "'")
            }
            #expect(rows == expected)
        }
    }

    @Test("erasing asks who it is once more; then the person is forgotten", arguments: Engine.available)
    func erases(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine, isDemo: false) { house in
            let first = try await house.signIn("13800000001")
            let unsure = try await house.answer(.post, "/me/data/erasure", form: "sure=no", session: first)
            #expect(unsure.status == 400)
            let early = try await house.answer(.post, "/me/data/erasure", form: "sure=yes", session: first)
            #expect(early.status == 303 && early.headers[.location]?.hasPrefix("/sign-in/proof") == true)
            #expect(try await house.store.read { try Keyring.erasure(of: Cast.chen.id, in: $0) } == nil)

            // One code a minute goes to a number.
            house.time.pass(seconds: 61)
            _ = try await house.answer(.post, "/sign-in/proof/code", form: "return=%2Fme%2Fdata", session: first)
            let code = try #require(house.messages.client.shownCode("+8613800000001"))
            let proof = try await house.answer(
                .post, "/sign-in/proof", form: "code=\(code)&return=%2Fme%2Fdata", session: first)
            let session = try #require(proof.cookie("lf_session"))
            let done = try await house.answer(.post, "/me/data/erasure", form: "sure=yes", session: session)
            #expect(done.status == 303 && done.headers[.location] == "/")
            #expect(try await house.store.read { try Keyring.erasure(of: Cast.chen.id, in: $0) } != nil)
            // The session ends in the same moment, and the number is nobody's: it makes a new neighbour.
            let after = try await house.answer(.get, "/me/data", session: session)
            #expect(after.status == 303 && after.headers[.location]?.hasPrefix("/sign-in") == true)
            #expect(!after.text.contains("陈桂芳") && !after.text.contains("楼道灯坏了"))
            house.time.pass(seconds: 61)
            let stranger = try await house.answer(.get, "/me/data", session: try await house.signIn("13800000001"))
            #expect(stranger.status == 200 && !stranger.text.contains("楼道灯坏了"))
        }
    }

    @Test("what is wrong can be corrected by its owner", arguments: Engine.available)
    func corrects(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let form = "name=%E9%99%88%E6%A1%82%E8%8A%B3%E5%A9%86&latin=&version=1"
            let answer = try await house.answer(.post, "/me/data/details", as: .chen, form: form)
            #expect(answer.status == 303)
            let page = try await house.answer(.get, "/me/data", as: .chen)
            #expect(page.text.contains("陈桂芳婆") && page.text.contains("1952-03-04"))
            let wrong = try await house.answer(
                .post, "/me/data/details", as: .chen, form: "name=&version=2")
            #expect(wrong.status == 400)
        }
    }
}
