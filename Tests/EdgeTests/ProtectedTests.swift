import CommunityFixture
import Flows
import HTTPTypes
import Keyring
import People
import SignIn
import Store
import StoreContract
import Testing
import Vocabulary
import Web

/// S-37: a protected person, a neighbour of the cast with a home, a matter, an office and a place on every list.
@Suite("Protected persons, on every surface")
struct ProtectedTests {
    private static let phone = "13912345678"
    /// The name, its mask, the number, its mask: what nobody may meet.
    private static let marks = ["隐娘子", "隐*子", "隐**", "13912345678", "139****5678"]

    /// Everybody of the cast in an own session, over a house without a demo's cast.
    private struct Askers {
        let house: EdgeHouse
        var sessions: [Cast: String] = [:]

        init(_ house: EdgeHouse) async throws {
            self.house = house
            for person in Cast.allCases {
                let comer = Comer(address: nil, userAgent: nil, known: nil)
                sessions[person] = try await house.doorkeeper.openDemo(person.id, from: comer).text
            }
        }

        /// How often some marks stand in the answers to every address, by address; for everybody and a guest.
        ///
        /// What stands after a blank in an address is the body of a search.
        func meetings(with marks: [String], at addresses: [String]) async throws -> [String: Int] {
            var result: [String: Int] = [:]
            for address in addresses {
                let words = address.split(separator: " ").map(String.init)
                let body = words.count > 1 ? words[1] : nil
                let isJSON = address.hasPrefix("/api/")
                for person in Cast.allCases.map(Optional.some) + [nil] {
                    let answer = try await house.answer(
                        body == nil ? .get : .post, words[0], json: isJSON ? body : nil, form: isJSON ? nil : body,
                        session: person.flatMap { sessions[$0] })
                    let met = Canary.marks(marks, in: answer.everything).count
                    if met > 0 { result[address, default: 0] += met }
                }
            }
            return result
        }
    }

    /// Somebody in flat 102 with Anna, who reported a lamp, serves and belongs to the volunteers.
    private static func settle(_ house: EdgeHouse) async throws -> (person: ID<Person>, matter: ID<Matter>) {
        let (community, home) = (house.community.community.id, house.community.homes[1].id)
        let name = try #require(PersonName("隐娘子"))
        let number = try #require(PhoneNumber(phone))
        return try await house.store.write(as: .operatorOfMachine, at: .maintenance) { [keyring = house.keyring] tx in
            let person = try People.add(
                PersonDraft(PersonDetails(name: name, phone: number), at: community.raw, isAccountHolder: true),
                with: keyring, in: tx)
            try People.enter(.occupant, of: person, at: home, kin: .companion, with: keyring, in: tx)
            try People.give(.volunteer, to: person, at: community, in: tx)
            let organisations = try People.organisations(at: community, limit: 10, in: tx)
            for organisation in organisations {
                try People.join(organisation.id, person, as: .member, with: keyring, in: tx)
            }
            tx.admit(Actor(id: person.raw, grants: [Grant(role: .resident, place: community.raw)]))
            _ = try People.askForHome(house.community.homes[2].id, as: .owner, for: person, with: keyring, in: tx)
            let matter = try Matters.open(
                MatterReport(place: house.community.compound.id, kind: .lamp, words: "灯坏了"), zoneSeconds: 28_800,
                in: tx)
            return (person, matter.id)
        }
    }

    private static func protect(_ person: ID<Person>, _ house: EdgeHouse) async throws {
        func act(as who: Cast, _ work: @escaping @Sendable (Transaction) throws -> Void) async throws {
            try await house.store.write(as: .passerBy) { tx in
                tx.admit(try People.recognise(ID(who.id), at: tx.now, proven: tx.now, in: tx))
                try work(tx)
            }
        }
        try await act(as: .lu) { _ = try People.propose(TwoPersonsDraft(.protect, person, because: .safety), in: $0) }
        let proposal = try await house.store.read { snapshot in
            try snapshot.first("SELECT id FROM two_persons") { try $0.id(0, of: TwoPersons.self) }
        }
        let id = try #require(proposal)
        try await act(as: .he) { _ = try People.confirm(id, in: $0) }
    }

    private static func addresses(_ house: EdgeHouse, _ person: ID<Person>, _ matter: ID<Matter>) -> [String] {
        let values = [
            "{id}": house.community.community.id.description, "{person}": person.description, "{size}": "320",
            "{code}": "AAAA-AAAA", "{file}": "lifang.css", "{library}": "htmx",
        ]
        let plain = house.routes.filter { $0.method == .get }.map { route in
            values.reduce(route.path) { $0.replacing($1.key, with: $1.value) }
        }
        let home = house.community.homes[1].id
        let community = house.community.community.id
        let api = "/api/v1/communities/\(community)/people"
        return plain.filter { !$0.contains("/live") } + [
            "/matters/\(matter)", "/api/v1/matters/\(matter)", "/places/\(home)", "/api/v1/places/\(home)/members",
            "/api/v1/places/\(home)", "/desk/\(community)?matter=\(matter)", "/desk/\(community)/people?page=1",
            "/desk/\(community)/people/search q=%E5%A8%98", "\(api)/search {\"words\":\"\\u5a18\"}",
            "\(api)?limit=200", "/places?q=%E9%9A%90%E5%A8%98",
            "/desk/\(community)/people/\(person)",
        ]
    }

    @Test("S-37: nobody meets a protected person on any surface", arguments: Engine.available)
    func nowhere(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine, isDemo: false) { house in
            let (person, matter) = try await Self.settle(house)
            let askers = try await Askers(house)
            let addresses = Self.addresses(house, person, matter)
            let before = try await askers.meetings(with: Self.marks, at: addresses)
            let count = try await Self.counted(house)
            try await Self.protect(person, house)
            let after = try await askers.meetings(with: Self.marks, at: addresses)
            // Before, she stood on the lists: a walk that never met her would prove nothing.
            #expect(before.count >= 5, "\(before.keys.sorted())")
            #expect(after.isEmpty, "\(after)")
            #expect(try await Self.counted(house) == count - 1)
            // Her identifier stands where those who may open her handle her matter, and in no list of people.
            let others = addresses.filter { !$0.contains(person.description) }
            let ids = try await askers.meetings(with: [person.description], at: others)
            let known: Set<String> = ["/me/data/copy.json", "/me/data/copy.csv", "/api/v1/matters/\(matter)"]
            #expect(Set(ids.keys).subtracting(known).isEmpty, "\(ids)")
        }
    }

    /// How many people the desk counts.
    private static func counted(_ house: EdgeHouse) async throws -> Int {
        let community = house.community.community.id
        let clerk = Cast.shen.actor(at: community.raw)
        return try await house.store.read { [keyring = house.keyring] in
            try People.count(.everybody, in: community, for: clerk, with: keyring, in: $0)
        }
    }

    @Test("S-37: only those who could open a protected person learn that one is", arguments: Engine.available)
    func unknown(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine, isDemo: false) { house in
            let (person, _) = try await Self.settle(house)
            let askers = try await Askers(house)
            try await Self.protect(person, house)
            let page = "/desk/\(house.community.community.id)/people/\(person)"
            var statuses: [Cast: [Int]] = [:]
            for who in [Cast.shen, .he, .cheng, .anna] {
                let session = askers.sessions[who]
                let shown = try await house.answer(.get, page, session: session)
                let opened = try await house.answer(
                    .post, "/api/v1/people/\(person)/readings", json: #"{"purpose":"contact","fields":["name"]}"#,
                    session: session)
                statuses[who] = [shown.status, opened.status]
            }
            #expect(statuses[.shen] == statuses[.he])
            #expect(statuses[.shen]?.first == 200)
            #expect(statuses[.shen]?.last != 404)
            #expect(statuses[.cheng] == [404, 404])
            #expect(statuses[.anna] == [404, 404])
        }
    }
}
