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
}
