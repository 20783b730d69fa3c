import Keyring
import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("People: scope")
struct ScopeTests {
    /// A sequence that is the same in each run.
    private struct Chance {
        var state: UInt64
        mutating func below(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
    }

    private static func scope(_ chance: inout Chance, people: [Identifier], places: [Identifier], depth: Int = 0)
        -> Scope
    {
        let person = people[chance.below(people.count)]
        switch chance.below(depth > 2 ? 8 : 11) {
        case 0: return .own(person)
        case 1: return .household(of: person)
        case 2: return .wards(of: person)
        case 3: return .organisation(of: person)
        case 4: return .below([places[chance.below(places.count)], places[chance.below(places.count)]])
        case 5: return .unprotected
        case 6: return .opened(by: person, at: Instant(millisecondsSince1970: 1))
        case 7: return chance.below(2) == 0 ? .nothing : .everything
        case 8: return .assigned(to: person)
        case 9:
            return .any(
                (0..<chance.below(4)).map { _ in scope(&chance, people: people, places: places, depth: depth + 1) })
        default:
            return .all(
                (0..<chance.below(4)).map { _ in scope(&chance, people: people, places: places, depth: depth + 1) })
        }
    }

    @Test("what a scope says in memory is what it finds in the database", arguments: Engine.available)
    func agrees(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let people = try await Self.furnish(house)
            let facts = try await house.store.read { try ScopeFacts(everythingIn: $0) }
            let places = facts.ancestors.keys.sorted()
            var chance = Chance(state: 139)
            var held = 0
            for _ in 0..<300 {
                let scope = Self.scope(&chance, people: people, places: places)
                let (sql, arguments) = scope.condition(ScopeColumns(person: "p.id"))
                let found = try await house.store.read {
                    try $0.rows("SELECT p.id FROM person p WHERE \(sql) ORDER BY p.id", arguments) {
                        try $0.identifier(0)
                    }
                }
                let expected = people.sorted().filter {
                    scope.includes(ScopeRow(person: $0), hasPlace: false, facts)
                }
                #expect(found == expected, "\(scope)")
                held += found.count
                let (own, ownArguments) = scope.condition(
                    ScopeColumns(person: "g.person", place: "g.place", assignee: "g.given_by"))
                let grants = try await house.store.read {
                    try $0.rows(
                        "SELECT g.person, g.place, g.given_by, CASE WHEN \(own) THEN 1 ELSE 0 END FROM role_grant g",
                        ownArguments
                    ) {
                        (
                            row: ScopeRow(
                                person: try $0.identifier(0), place: try $0.identifier(1),
                                assignee: try $0.identifier(2)),
                            isHeld: try $0.flag(3)
                        )
                    }
                }
                for (row, isHeld) in grants {
                    #expect(scope.includes(row, hasPlace: true, facts) == isHeld, "\(scope)")
                }
            }
            #expect(held > 300)
        }
    }

    /// People in homes, an organisation, a family, one protected and opened.
    private static func furnish(_ house: PeopleHouse) async throws -> [Identifier] {
        var added: [ID<Person>] = []
        let keyring = house.keyring
        for index in 0..<8 {
            added.append(try await house.add("陈桂芳", at: house.community.buildings[index % 3]))
        }
        let people = added
        try await house.give(.clerk, to: people[0])
        try await house.give(.streetOfficer, to: people[1], at: house.community.street)
        try await house.give(.butler, to: people[2], at: house.community.buildings[1])
        let home = house.community.homes[0].id
        let street = house.community.street.id
        try await house.store.write(as: .operatorOfMachine) { tx in
            try People.enter(.owner, of: people[3], at: home, kin: .holder, with: keyring, in: tx)
            try People.enter(.occupant, of: people[4], at: home, kin: .child, with: keyring, in: tx)
            try People.appoint(.carer, people[5], of: people[3], with: keyring, in: tx)
            let firm = try People.addOrganisation(
                .propertyFirm, named: LocalizedText(zhHans: "物业", en: "Firm"), at: street, in: tx)
            try People.join(firm.id, people[6], as: .member, with: keyring, in: tx)
        }
        let proposal = try await house.write(as: people[0]) {
            try People.propose(TwoPersonsDraft(.protect, people[7], because: .asked), in: $0)
        }
        try await house.write(as: people[1]) { _ = try People.confirm(proposal.id, in: $0) }
        let opening = try await house.write(as: people[0]) {
            try People.propose(TwoPersonsDraft(.open, people[7], because: .emergency), in: $0)
        }
        try await house.write(as: people[1]) { _ = try People.confirm(opening.id, in: $0) }
        return people.map(\.raw)
    }
}

extension ScopeFacts {
    /// Everything that the database of a test knows.
    init(everythingIn snapshot: Snapshot) throws {
        self.init()
        func pairs(_ sql: String, _ take: (Identifier, Identifier) -> Void) throws {
            try snapshot.forEach(sql) {
                take(try $0.identifier(0), try $0.identifier(1))
                return true
            }
        }
        try pairs("SELECT place, ancestor FROM reach WHERE until_ms IS NULL") { ancestors[$0, default: []].insert($1) }
        try pairs("SELECT person, place FROM belonging WHERE until_ms IS NULL") {
            belongings[$0, default: []].insert($1)
        }
        try pairs("SELECT person, household FROM household_member WHERE until_ms IS NULL") {
            households[$0, default: []].insert($1)
        }
        try pairs("SELECT guardian, ward FROM guardianship WHERE until_ms IS NULL") {
            wards[$0, default: []].insert($1)
        }
        try pairs("SELECT person, organisation FROM membership WHERE until_ms IS NULL") {
            organisations[$0, default: []].insert($1)
        }
        try pairs("SELECT id, id FROM person WHERE is_protected = 1") { one, _ in protected.insert(one) }
        openings = try snapshot.rows(
            "SELECT subject, proposed_by, confirmed_by, open_until_ms FROM two_persons WHERE open_until_ms IS NOT NULL"
        ) { (try $0.identifier(0), [try $0.identifier(1), try $0.identifier(2)], try $0.instant(3)) }
    }
}
