import Keyring
import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("People: persons")
struct PersonTests {
    @Test("what is personal stands sealed in the database and is found by its index", arguments: Engine.available)
    func sealed(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let id = try await house.add(
                "陈桂芳", phone: "13800001234", document: "11010519491231002X", birth: LocalDay("1949-12-31"),
                isAccount: true)
            let phone = try #require(PhoneNumber("+86 138 0000 1234"))
            let found = try await house.store.read { try People.find(phone: phone, with: keyring, in: $0) }
            #expect(found == id)
            let own = try await house.store.read {
                try People.own(of: Actor(id: id.raw, grants: []), with: keyring, in: $0)
            }
            #expect(own.name.written == "陈桂芳")
            #expect(own.document?.number == "11010519491231002X")
            let stored = try await house.store.read {
                try $0.rows("SELECT name, phone, document, birth, language, phone_index FROM person") { row in
                    try (0..<6).map { try row.bytes($0) }
                }
            }
            let clear = ["陈", "13800001234", "11010519491231002X", "1949", "zh-Hans"].map { Array($0.utf8) }
            for bytes in stored.flatMap({ $0 }) {
                for part in clear { #expect(!bytes.contains(part)) }
            }
        }
    }

    @Test("families share a telephone; one of them signs in with it", arguments: Engine.available)
    func sharedPhone(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let first = try await house.add("陈桂芳", phone: "13800001234", isAccount: true)
            _ = try await house.add("陈大明", phone: "13800001234")
            await #expect(throws: PeopleError.phoneTaken) {
                _ = try await house.add("陈小明", phone: "13800001234", isAccount: true)
            }
            await #expect(throws: PeopleError.phoneMissing) { _ = try await house.add("陈小明", isAccount: true) }
            let phone = try #require(PhoneNumber("13800001234"))
            let holder = try await house.store.read { [keyring = house.keyring] in
                try People.find(phone: phone, with: keyring, in: $0)
            }
            #expect(holder == first)
        }
    }

    @Test("a document belongs to one person and agrees with the birth date", arguments: Engine.available)
    func documents(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            _ = try await house.add("陈桂芳", document: "11010519491231002X")
            await #expect(throws: PeopleError.documentTaken) {
                _ = try await house.add("沈敏", document: "11010519491231002X")
            }
            await #expect(throws: PeopleError.birthDisagrees) {
                _ = try await house.add("沈敏", document: "11010519491231002X", birth: LocalDay("1950-01-01"))
            }
        }
    }

    @Test("people are found by telephone and name within a reach, masked", arguments: Engine.available)
    func search(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let clerk = try await house.staff("沈敏", .clerk)
            let butler = try await house.staff("程小路", .butler, at: house.community.buildings[0])
            let here = try await house.add("陈桂芳", phone: "13800001234", at: house.community.buildings[0])
            _ = try await house.add("陈小芳", at: house.community.buildings[1])
            let community = house.community.community.id
            func find(_ text: String, as id: ID<Person>) async throws -> [String?] {
                let actor = try await house.actor(id)
                return try await house.store.read {
                    try People.search(PersonQuery(text), in: community, limit: 50, for: actor, with: keyring, in: $0)
                }.map(\.name)
            }
            #expect(try await find("13800001234", as: clerk) == ["陈*芳"])
            #expect(try await find("桂芳", as: clerk) == ["陈*芳"])
            #expect(try await find("陈芳", as: clerk).count == 2)
            #expect(try await find("陈", as: butler) == ["陈*芳"])
            #expect(try await find("1380000123", as: clerk).isEmpty == false)
            let resident = try await house.actor(here)
            await #expect(throws: PeopleError.notFound) {
                _ = try await house.store.read {
                    try People.search(.everybody, in: community, limit: 50, for: resident, with: keyring, in: $0)
                }
            }
        }
    }

    @Test(
        "unmasking writes who, what and why before it opens; nothing opens without the right",
        arguments: Engine.available)
    func unmask(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let clerk = try await house.staff("沈敏", .clerk)
            let butler = try await house.staff("程小路", .butler)
            let id = try await house.add("陈桂芳", phone: "13800001234")
            let opened = try await house.write(as: clerk) {
                try People.unmask([.phone], of: id, for: .contact, with: keyring, in: $0)
            }
            #expect(opened.phone?.dialled == "13800001234")
            #expect(opened.name == nil)
            await #expect(throws: PeopleError.notAllowed(.unmask)) {
                try await house.write(as: butler) {
                    _ = try People.unmask([.phone], of: id, for: .contact, with: keyring, in: $0)
                }
            }
            let own = try await house.actor(id)
            let readings = try await house.store.read { try People.readings(of: id, limit: 10, for: own, in: $0) }
            #expect(readings.map(\.reader) == [clerk.raw])
            #expect(readings.first?.purpose == .contact)
            let payloads = try await house.store.read {
                try $0.rows("SELECT payload FROM journal_entry WHERE kind = 'person.opened'") { try $0.text(0) }
            }
            #expect(payloads == ["1;fields=code:phone;purpose=code:contact"])
        }
    }
}
