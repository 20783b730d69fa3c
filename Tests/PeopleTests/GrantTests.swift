import Keyring
import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("People: grants")
struct GrantTests {
    @Test("S-15: a role that was withdrawn does not count in the next transaction", arguments: Engine.available)
    func withdrawn(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let manager = try await house.staff("何主任", .manager)
            let person = try await house.add("小顾")
            let place = house.community.community.id
            let grant = try await house.write(as: manager) { tx in
                try People.give(.butler, to: person, at: place, in: tx)
            }
            #expect(try await house.actor(person).grants == [Grant(role: .butler, place: place.raw)])
            try await house.write(as: manager) { tx in try People.withdraw(grant.id, in: tx) }
            #expect(try await house.actor(person).grants.isEmpty)
            await #expect(throws: PeopleError.over) {
                try await house.write(as: manager) { tx in try People.withdraw(grant.id, in: tx) }
            }
            let again = try await house.write(as: manager) { tx in
                try People.give(.butler, to: person, at: place, in: tx)
            }
            #expect(again.id != grant.id)
        }
    }

    @Test("managers give staff roles of the own community, never to themselves", arguments: Engine.available)
    func managers(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let manager = try await house.staff("何主任", .manager)
            let clerk = try await house.staff("沈敏", .clerk)
            let person = try await house.add("小顾")
            let (here, above) = (house.community.community.id, house.community.street.id)
            func refusal(_ role: Role, _ who: ID<Person>, _ place: ID<Place>, by giver: ID<Person>) async
                -> PeopleError?
            {
                do {
                    try await house.write(as: giver) { tx in _ = try People.give(role, to: who, at: place, in: tx) }
                    return nil
                } catch {
                    return error as? PeopleError
                }
            }
            #expect(await refusal(.manager, person, here, by: manager) == .notAllowed(.giveRoles))
            #expect(await refusal(.clerk, manager, here, by: manager) == .ownHand)
            #expect(await refusal(.clerk, person, above, by: manager) == .notFound)
            #expect(await refusal(.butler, person, here, by: clerk) == .notFound)
            #expect(await refusal(.auditAdministrator, person, here, by: manager) == .twoPersonsNeeded)
            #expect(await refusal(.clerk, person, here, by: manager) == nil)
        }
    }

    @Test("a role has its time", arguments: Engine.available)
    func span(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let person = try await house.add("小顾")
            let place = house.community.community.id
            let grant = try await house.store.write(as: .operatorOfMachine) { tx in
                try People.give(
                    .butler, to: person, at: place, from: tx.now.advanced(byMilliseconds: 60_000),
                    until: tx.now.advanced(byMilliseconds: 120_000), in: tx)
            }
            func roles(at moment: Instant) async throws -> Int {
                try await house.store.read { try People.grants(of: person, at: moment, in: $0) }.count
            }
            #expect(try await roles(at: grant.from.advanced(byMilliseconds: -1)) == 0)
            #expect(try await roles(at: grant.from) == 1)
            #expect(try await roles(at: grant.from.advanced(byMilliseconds: 60_000)) == 0)
            await #expect(throws: PeopleError.wrongSpan) {
                try await house.store.write(as: .operatorOfMachine) { tx in
                    _ = try People.give(.clerk, to: person, at: place, until: tx.now, in: tx)
                }
            }
        }
    }

    @Test("S-14, S-16: administrators are made by two people and are three people", arguments: Engine.available)
    func administrators(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let street = house.community.street
            let one = try await house.staff("方安", .securityAdministrator, at: street)
            let other = try await house.staff("高全", .securityAdministrator, at: street)
            let person = try await house.add("金鉴")
            let draft = TwoPersonsDraft(.grant, person, role: .auditAdministrator, at: street.id, because: .office)
            let proposal = try await house.write(as: one) { tx in try People.propose(draft, in: tx) }
            await #expect(throws: PeopleError.samePerson) {
                try await house.write(as: one) { tx in _ = try People.confirm(proposal.id, in: tx) }
            }
            try await house.write(as: other) { tx in _ = try People.confirm(proposal.id, in: tx) }
            #expect(try await house.actor(person).grants.map(\.role) == [.auditAdministrator])
            await #expect(throws: PeopleError.over) {
                try await house.write(as: other) { tx in _ = try People.confirm(proposal.id, in: tx) }
            }
            let second = TwoPersonsDraft(.grant, person, role: .systemAdministrator, at: street.id, because: .office)
            await #expect(throws: PeopleError.administratorsApart) {
                try await house.write(as: one) { tx in _ = try People.propose(second, in: tx) }
            }
            await #expect(throws: PeopleError.administratorsApart) {
                try await house.write(as: one) { tx in
                    _ = try People.give(.clerk, to: person, at: street.id, in: tx)
                }
            }
        }
    }
}
