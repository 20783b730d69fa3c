import CommunityFixture
import Flows
import Keyring
import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary

/// The scope of a role beside a naive filter in Swift, over people and matters in random places.
@Suite("One scope for list, count, search, single read and live feed")
struct OneScopeTests {
    /// A sequence that is the same in each run.
    private struct Chance {
        var state: UInt64
        mutating func below(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
        mutating func of<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
    }

    private struct Known: Sendable {
        let id: Identifier
        let name: String
        let phone: String
        let places: Set<Identifier>
        let isProtected: Bool
    }

    /// What was put in, and the tree as the test knows it.
    private struct Town: Sendable {
        var people: [Known] = []
        var matters: [(id: ID<Matter>, place: Identifier, reporter: Identifier)] = []
        var parents: [Identifier: Identifier] = [:]
        var communities: [ID<Place>] = []
        var places: [Identifier] = []

        func isBelow(_ place: Identifier, _ ancestor: Identifier) -> Bool {
            var at: Identifier? = place
            while let here = at {
                if here == ancestor { return true }
                at = parents[here]
            }
            return false
        }

        func reaches(_ actor: Actor, _ roles: Set<Role>, _ place: Identifier) -> Bool {
            actor.grants.contains { roles.contains($0.role) && isBelow(place, $0.place) }
        }

        /// Whether the actor finds somebody in a community: belongs there, and to where a role reaches.
        func finds(_ actor: Actor, _ person: Known, in community: Identifier) -> Bool {
            !person.isProtected && person.places.contains { isBelow($0, community) }
                && person.places.contains { reaches(actor, PeopleRight.seePersons.roles, $0) }
        }

        func mayAsk(_ actor: Actor, _ community: Identifier) -> Bool {
            actor.grants.contains {
                PeopleRight.seePersons.roles.contains($0.role)
                    && (isBelow(community, $0.place) || isBelow($0.place, community))
            }
        }
    }

    @Test("each role reads the same rows in every way, and they are the naive filter's", arguments: Engine.available)
    func agree(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: EdgeHouse.schema) { store in
            let keyring = Keyring.fixed(seed: 5)
            var chance = Chance(state: 20_261_122)
            let town = try await Self.furnish(store, keyring, &chance)
            var (found, read) = (0, 0)
            for role in Role.allCases {
                for round in 0..<8 {
                    var grants = [Grant(role: role, place: chance.of(town.places))]
                    if round % 2 == 1 {
                        grants.append(Grant(role: chance.of(Role.allCases), place: chance.of(town.places)))
                    }
                    let person = chance.of(town.people).id
                    let actor = Actor(id: person, grants: grants)
                    let words = [chance.of(town.people).name, String(chance.of(town.people).name.prefix(1))]
                    let phone = chance.of(town.people).phone
                    (found, read) = try await store.read { [found, read] snapshot in
                        let (people, matters) = try Self.compare(actor, words, phone, town, keyring, snapshot)
                        return (found + people, read + matters)
                    }
                }
            }
            // Both sides saw something: an empty town would agree with everything.
            #expect(found > 200 && read > 200, "\(found) \(read)")
        }
    }

    /// Every way of one actor in one snapshot; how many people and matters were found.
    private static func compare(
        _ actor: Actor, _ words: [String], _ phone: String, _ town: Town, _ keyring: Keyring, _ snapshot: Snapshot
    ) throws -> (Int, Int) {
        var people = 0
        for community in town.communities {
            let mayAsk = town.mayAsk(actor, community.raw)
            let here = town.people.filter { mayAsk && town.finds(actor, $0, in: community.raw) }
            var queries: [(PersonQuery, [Known])] = [(.everybody, here)]
            if let number = PhoneNumber(phone) { queries.append((.phone(number), here.filter { $0.phone == phone })) }
            for word in words {
                queries.append((.name(word), here.filter { Set(word).isSubset(of: Set($0.name)) }))
            }
            for (query, expected) in queries {
                let list = try? People.search(
                    query, in: community, limit: 200, for: actor, with: keyring, in: snapshot)
                let count = try? People.count(query, in: community, for: actor, with: keyring, in: snapshot)
                #expect((list == nil) == !mayAsk)
                #expect((list ?? []).map(\.id.raw) == expected.map(\.id).sorted(), "\(actor.grants) \(query)")
                #expect(count ?? 0 == expected.count)
                people += expected.count
            }
            for person in town.people {
                let sees = person.places.contains { town.reaches(actor, PeopleRight.seePersons.roles, $0) }
                let protects = person.places.contains { town.reaches(actor, PeopleRight.protect.roles, $0) }
                let one = try? People.masked(ID(person.id), for: actor, with: keyring, in: snapshot)
                #expect((one != nil) == (sees && (!person.isProtected || protects)))
                #expect(!person.isProtected || one?.name == nil)
            }
        }
        return (people, try compareMatters(actor, town, snapshot))
    }

    private static func compareMatters(_ actor: Actor, _ town: Town, _ snapshot: Snapshot) throws -> Int {
        var read = 0
        let now = Instant(millisecondsSince1970: 1_800_000_000_000)
        for community in town.communities {
            let isDesk = town.reaches(actor, FlowRight.desk.roles, community.raw)
            let expected = town.matters.filter { isDesk && town.isBelow($0.place, community.raw) }
            let list = try? Matters.desk(
                of: community, MatterFilter(), now: now, endOfDay: now, limit: 200, for: actor, in: snapshot)
            let count = try? Matters.deskCount(
                of: community, MatterFilter(), now: now, endOfDay: now, for: actor, in: snapshot)
            let searched = try? Matters.desk(
                of: community, MatterFilter(words: "灯"), now: now, endOfDay: now, limit: 200, for: actor, in: snapshot)
            #expect(Set((list ?? []).map(\.id)) == Set(expected.map(\.id)))
            #expect(Set((searched ?? []).map(\.id)) == Set(expected.map(\.id)))
            #expect(Int(count ?? 0) == expected.count)
            // The live feed of a desk is open to those whom the desk is open to, and to nobody else.
            let mayListen: Void? = try? Matters.requireDesk(community, for: actor, in: snapshot)
            #expect((mayListen != nil) == isDesk)
            read += expected.count
        }
        for place in town.places {
            let mayRead = town.reaches(actor, FlowRight.read.roles, place)
            let expected = town.matters.filter { mayRead && town.isBelow($0.place, place) }
            let open = try Matters.open(at: ID(place), limit: 200, for: actor, in: snapshot)
            #expect(Set(open.map(\.id)) == Set(expected.map(\.id)))
        }
        for matter in town.matters {
            let mayRead = matter.reporter == actor.id || town.reaches(actor, FlowRight.read.roles, matter.place)
            let known = try? Matters.known(matter.id, to: actor, in: snapshot)
            #expect((known != nil) == mayRead)
        }
        let own = try Matters.reported(by: actor, limit: 200, in: snapshot)
        #expect(Set(own.map(\.id)) == Set(town.matters.filter { $0.reporter == actor.id }.map(\.id)))
        return read
    }

    /// Two streets, three communities, nine buildings, 60 people, 60 matters.
    private static func furnish(_ store: any Store, _ keyring: Keyring, _ chance: inout Chance) async throws -> Town {
        var dice = chance
        defer { chance = dice }
        let start = dice
        let (town, end) = try await store.write(as: .operatorOfMachine, at: .maintenance) { tx in
            var (town, dice) = (Town(), start)
            func add(_ kind: PlaceKind, _ code: String, below parent: ID<Place>?) throws -> ID<Place> {
                let name = LocalizedText(zhHans: code, en: code)
                let place = try Places.add(kind, code: code, name: name, below: parent, in: tx).id
                town.parents[place.raw] = parent?.raw
                town.places.append(place.raw)
                return place
            }
            let streets = try ["s1", "s2"].map { try add(.street, $0, below: nil) }
            var buildings: [ID<Place>] = []
            for number in 0..<3 {
                let community = try add(.community, "c\(number)", below: streets[number / 2])
                town.communities.append(community)
                for part in 0..<3 { buildings.append(try add(.building, "c\(number)b\(part)", below: community)) }
            }
            let roots = buildings + town.communities
            for number in 0..<60 {
                let name = String([dice.of(Array("王李陈")), dice.of(Array("桂大小")), dice.of(Array("芳明满"))])
                let phone = String(13_800_000_000 + dice.below(30))
                guard let known = PersonName(name), let reached = PhoneNumber(phone) else {
                    throw PeopleError.unreadable
                }
                let home = dice.of(roots)
                let person = try People.add(
                    PersonDraft(PersonDetails(name: known, phone: reached), at: home.raw), with: keyring, in: tx)
                var places: Set<Identifier> = [home.raw]
                if dice.below(4) == 0 {
                    let place = dice.of(roots)
                    let firm = try People.addOrganisation(
                        .shop, named: LocalizedText(zhHans: "店\(number)", en: "Shop"), at: place, in: tx)
                    try People.join(firm.id, person, as: .member, with: keyring, in: tx)
                    places.insert(place.raw)
                }
                let isProtected = dice.below(6) == 0
                if isProtected {
                    try tx.execute("UPDATE person SET is_protected = 1 WHERE id = ?", [.id(person)])
                }
                town.people.append(
                    Known(id: person.raw, name: name, phone: phone, places: places, isProtected: isProtected))
            }
            for _ in 0..<60 {
                let (reporter, place) = (dice.of(town.people).id, dice.of(roots))
                tx.admit(Actor(id: reporter, grants: [Grant(role: .resident, place: place.raw)]))
                let matter = try Matters.open(
                    MatterReport(place: place, kind: .lamp, words: "灯不亮"), zoneSeconds: 28_800, in: tx)
                town.matters.append((matter.id, place.raw, reporter))
            }
            return (town, dice)
        }
        dice = end
        return town
    }
}
