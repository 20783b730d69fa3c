import Journal
import Keyring
import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("People: protected persons")
struct ProtectedTests {
    @Test(
        "S-37, S-16: a protected person is nowhere, and is opened by two for half an hour", arguments: Engine.available)
    func protected(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let clerk = try await house.staff("沈敏", .clerk)
            let manager = try await house.staff("何静", .manager)
            let person = try await house.add("陈桂芳", phone: "13800001234")
            let home = house.community.homes[0].id
            let community = house.community.community.id
            try await house.store.write(as: .operatorOfMachine) { tx in
                _ = try People.enter(.owner, of: person, at: home, kin: .holder, with: keyring, in: tx)
                try People.give(.volunteer, to: person, at: community, in: tx)
            }
            let proposal = try await house.write(as: clerk) {
                try People.propose(TwoPersonsDraft(.protect, person, because: .asked), in: $0)
            }
            await #expect(throws: PeopleError.samePerson) {
                try await house.write(as: clerk) { _ = try People.confirm(proposal.id, in: $0) }
            }
            try await house.write(as: manager) { _ = try People.confirm(proposal.id, in: $0) }
            let actor = try await house.actor(clerk)
            let leader = try await house.actor(manager)
            let now = leader.proven ?? Instant(millisecondsSince1970: 1_790_000_500_000)
            let seen = try await house.store.read { snapshot in
                var seen: [Int] = []
                for query in [PersonQuery("13800001234"), PersonQuery("陈桂芳"), .everybody, .at(home.raw)] {
                    seen.append(
                        try People.search(query, in: community, limit: 50, for: actor, with: keyring, in: snapshot)
                            .filter { $0.id == person }.count)
                }
                seen.append(
                    try People.count(PersonQuery("陈桂芳"), in: community, for: actor, with: keyring, in: snapshot))
                seen.append(try People.members(of: home, for: actor, in: snapshot).count)
                seen.append(
                    try People.rolesHeld(at: community, limit: 50, for: leader, now: now, in: snapshot)
                        .filter { $0.person == person }.count)
                return seen
            }
            #expect(seen == [0, 0, 0, 0, 0, 0, 0])
            let shown = try await house.store.read {
                try People.shownName(of: person.raw, to: actor, with: keyring, in: $0)
            }
            #expect(shown == .protected)
            await #expect(throws: PeopleError.twoPersonsNeeded) {
                try await house.write(as: clerk) {
                    _ = try People.unmask([.phone], of: person, for: .contact, with: keyring, in: $0)
                }
            }
            let opening = try await house.write(as: manager) {
                try People.propose(TwoPersonsDraft(.open, person, because: .emergency), in: $0)
            }
            let opened = try await house.write(as: clerk) { try People.confirm(opening.id, in: $0) }
            #expect(opened.openUntil != nil)
            let phone = try await house.write(as: clerk) {
                try People.unmask([.phone], of: person, for: .emergency, with: keyring, in: $0).phone
            }
            #expect(phone?.dialled == "13800001234")
            let told = try await house.store.read {
                try $0.integer(
                    "SELECT count(*) FROM journal_entry WHERE subject = ? AND kind = 'proposal.confirmed'",
                    [.id(person)])
            }
            #expect(told == 2)
        }
    }

    @Test(
        "the second of two refuses, the first takes back; a telephone asks to open without telling whether",
        arguments: Engine.available)
    func refused(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let clerk = try await house.staff("沈敏", .clerk)
            let manager = try await house.staff("何静", .manager)
            let stranger = try await house.staff("远人", .clerk, at: house.community.buildings[0])
            let person = try await house.add("陈桂芳", phone: "13800001234")
            func propose() async throws -> ID<TwoPersons> {
                try await house.write(as: clerk) {
                    try People.propose(TwoPersonsDraft(.protect, person, because: .asked), in: $0).id
                }
            }
            func waiting(_ id: ID<Person>) async throws -> [TwoPersons] {
                let actor = try await house.actor(id)
                return try await house.store.write(as: .clockwork) {
                    try People.proposals(for: actor, now: $0.now, limit: 50, in: $0)
                }
            }
            let first = try await propose()
            await #expect(throws: PeopleError.notFound) {
                try await house.write(as: stranger) { try People.refuse(first, in: $0) }
            }
            try await house.write(as: manager) { try People.refuse(first, in: $0) }
            #expect(try await waiting(manager).isEmpty)
            await #expect(throws: PeopleError.over) {
                try await house.write(as: manager) { _ = try People.confirm(first, in: $0) }
            }
            let second = try await propose()
            try await house.write(as: clerk) { try People.refuse(second, in: $0) }
            let third = try await propose()
            try await house.write(as: manager) { _ = try People.confirm(third, in: $0) }

            let known = try #require(PhoneNumber("13800001234"))
            let unknown = try #require(PhoneNumber("13800009999"))
            for phone in [unknown, known] {
                try await house.write(as: clerk) {
                    try People.proposeOpening(of: phone, because: .emergency, with: keyring, in: $0)
                }
            }
            let asked = try await waiting(manager)
            #expect(asked.map(\.act) == [.open] && asked.map(\.subject) == [person])
            try await house.write(as: manager) { _ = try People.confirm(asked[0].id, in: $0) }
            for id in [clerk, manager] {
                let actor = try await house.actor(id)
                let open = try await house.store.write(as: .clockwork) {
                    try People.openings(for: actor, now: $0.now, in: $0)
                }
                #expect(open.map(\.subject) == [person])
            }
            let resident = try await house.add("周雨")
            await #expect(throws: PeopleError.notAllowed(.protect)) {
                try await house.write(as: resident) {
                    try People.proposeOpening(of: known, because: .emergency, with: keyring, in: $0)
                }
            }
        }
    }

    @Test(
        "somebody names a carer by telephone, sees the carer and ends it; tries are counted",
        arguments: Engine.available)
    func carers(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let elder = try await house.add("陈桂芳", phone: "13800000001", isAccount: true)
            let son = try await house.add("陈大明", phone: "13800000005", isAccount: true)
            let clerk = try await house.staff("沈敏", .clerk)
            let stranger = try await house.add("安娜")
            let phone = try #require(PhoneNumber("13800000005"))
            let nobody = try #require(PhoneNumber("13800009999"))
            let done = try await house.write(as: elder) { try People.nameCarer(by: phone, with: keyring, in: $0) }
            #expect(done == nil)
            for id in [elder, son, clerk] {
                let actor = try await house.actor(id)
                let seen = try await house.store.read { try People.guardians(of: elder, for: actor, in: $0) }
                #expect(seen.map(\.guardian) == [son] && seen.map(\.kind) == [.carer])
            }
            let other = try await house.actor(stranger)
            await #expect(throws: PeopleError.notFound) {
                try await house.store.read { _ = try People.guardians(of: elder, for: other, in: $0) }
            }
            let actor = try await house.actor(son)
            let relation = try await house.store.read { try People.guardianship(of: elder, for: actor, in: $0) }
            try await house.write(as: elder) { try People.endGuardianship(relation.id, with: keyring, in: $0) }
            await #expect(throws: PeopleError.notFound) {
                try await house.store.read { _ = try People.guardianship(of: elder, for: actor, in: $0) }
            }
            var outcomes: [PeopleError?] = []
            for _ in 0..<10 {
                outcomes.append(
                    try await house.write(as: elder) { try People.nameCarer(by: nobody, with: keyring, in: $0) })
            }
            #expect(outcomes == Array(repeating: .noMatch, count: 9) + [.tooOften])
        }
    }
}
