import Keyring
import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary

/// What somebody would try who wants more than was given.
@Suite("People: nobody helps oneself")
struct EscalationTests {
    private static func refusal(_ work: () async throws -> Void) async -> PeopleError? {
        do {
            try await work()
            return nil
        } catch {
            return error as? PeopleError
        }
    }

    @Test("S-12: staff do not open a home to themselves by an invitation of their own", arguments: Engine.available)
    func ownInvitation(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let clerk = try await house.staff("沈敏", .clerk)
            let owner = try await house.add("陈大明")
            let mother = try await house.add("陈桂芳")
            let (empty, full) = (house.community.homes[0].id, house.community.homes[1].id)
            try await house.store.write(as: .operatorOfMachine) { tx in
                _ = try People.enter(.owner, of: owner, at: full, kin: .holder, with: keyring, in: tx)
                try People.appoint(.carer, owner, of: mother, with: keyring, in: tx)
            }
            for kind in Tenure.Kind.allCases {
                let code = try await house.write(as: clerk) { tx in
                    try People.invite(to: empty, as: kind, with: keyring, in: tx).code
                }
                let refused = await Self.refusal {
                    try await house.write(as: clerk) { tx in
                        _ = try People.claim(by: code, for: clerk, with: keyring, in: tx)
                    }
                }
                #expect(refused == .ownHand, "\(kind)")
            }
            // A son takes his mother in by an invitation of his own.
            let outcome = try await house.write(as: owner) { tx in
                let code = try People.invite(to: full, as: .occupant, with: keyring, in: tx).code
                return try People.claim(by: code, for: mother, with: keyring, in: tx)
            }
            guard case .accepted = outcome else {
                Issue.record("the mother was refused")
                return
            }
        }
    }

    @Test("a carer neither agrees for a grown-up nor takes back what was agreed", arguments: Engine.available)
    func consentOfCarer(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let (carer, mother) = (try await house.add("陈大明"), try await house.add("陈桂芳"))
            try await house.write(as: mother) {
                try People.appoint(.carer, carer, of: mother, with: house.keyring, in: $0)
            }
            let given = await Self.refusal {
                try await house.write(as: carer) { try People.consent(to: .care, for: mother, by: .page, in: $0) }
            }
            #expect(given == .notFound)
            try await house.write(as: mother) { try People.consent(to: .care, for: mother, by: .page, in: $0) }
            let takenBack = await Self.refusal {
                try await house.write(as: carer) { try People.withdrawConsent(to: .care, for: mother, in: $0) }
            }
            #expect(takenBack == .notFound)
        }
    }

    @Test("nobody joins the owners' committee by the own hand", arguments: Engine.available)
    func ownMembership(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let clerk = try await house.staff("沈敏", .clerk)
            let place = house.community.community.id
            let committee = try await house.write(as: clerk) { tx in
                try People.addOrganisation(
                    .ownersCommittee, named: LocalizedText(zhHans: "业委会", en: "Committee"), at: place, in: tx)
            }
            let refused = await Self.refusal {
                try await house.write(as: clerk) { [keyring = house.keyring] tx in
                    _ = try People.join(committee.id, clerk, as: .head, with: keyring, in: tx)
                }
            }
            #expect(refused == .ownHand)
        }
    }

    @Test("S-16: one clerk does not give a protected person a carer who reads everything", arguments: Engine.available)
    func carerOfProtected(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let clerk = try await house.staff("沈敏", .clerk)
            let friend = try await house.add("顾强")
            let person = try await house.protected("陈桂芳", by: clerk)
            let refused = await Self.refusal {
                try await house.write(as: clerk) {
                    try People.appoint(.carer, friend, of: person, with: keyring, in: $0)
                }
            }
            #expect(refused == .notFound)
            // The person may still ask for a carer.
            try await house.write(as: person) { try People.appoint(.carer, friend, of: person, with: keyring, in: $0) }
        }
    }

    @Test("S-15, S-16: what two people opened closes with the right of the one who reads", arguments: Engine.available)
    func openedAndWithdrawn(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let clerk = try await house.staff("沈敏", .clerk)
            let officer = try await house.add("陆建国", at: house.community.street)
            let role = try await house.give(.streetOfficer, to: officer, at: house.community.street)
            let person = try await house.protected("陈桂芳", by: clerk)
            let opening = try await house.write(as: clerk) {
                try People.propose(TwoPersonsDraft(.open, person, because: .emergency), in: $0)
            }
            try await house.write(as: officer) { _ = try People.confirm(opening.id, in: $0) }
            func read() async throws -> PersonName? {
                try await house.write(as: officer) {
                    try People.unmask([.name], of: person, for: .emergency, with: keyring, in: $0).name
                }
            }
            #expect(try await read()?.written == "陈桂芳")
            try await house.store.write(as: .operatorOfMachine) { try People.withdraw(role.id, in: $0) }
            await #expect(throws: PeopleError.notFound) { _ = try await read() }
        }
    }

    @Test("a proposal does not outlive the right of whoever made it", arguments: Engine.available)
    func staleProposal(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let clerk = try await house.staff("沈敏", .clerk)
            let street = house.community.street
            let one = try await house.add("秦岚", at: street)
            let role = try await house.give(.securityAdministrator, to: one, at: street)
            let other = try await house.staff("许安", .securityAdministrator, at: street)
            let person = try await house.add("金文博")
            let draft = TwoPersonsDraft(.grant, person, role: .auditAdministrator, at: street.id, because: .office)
            let proposal = try await house.write(as: one) { try People.propose(draft, in: $0) }
            try await house.store.write(as: .operatorOfMachine) { try People.withdraw(role.id, in: $0) }
            let refused = await Self.refusal {
                try await house.write(as: other) { _ = try People.confirm(proposal.id, in: $0) }
            }
            #expect(refused == .over)
            // Who could not propose cannot confirm either, and learns nothing.
            let stranger = await Self.refusal {
                try await house.write(as: clerk) { _ = try People.confirm(proposal.id, in: $0) }
            }
            #expect(stranger == .notFound)
        }
    }

    @Test("a grid worker does not change the number with which a resident signs in", arguments: Engine.available)
    func number(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let keyring = house.keyring
            let worker = try await house.staff("周网格", .gridWorker)
            let clerk = try await house.staff("沈敏", .clerk)
            let person = try await house.add("陈桂芳", phone: "13800001234", isAccount: true)
            func mend(_ phone: String, as who: ID<Person>, seen version: Int64) async -> PeopleError? {
                await Self.refusal {
                    let name = try #require(PersonName("陈桂芬"))
                    let number = try #require(PhoneNumber(phone))
                    let details = PersonDetails(name: name, phone: number)
                    try await house.write(as: who) {
                        try People.mend(person, details, seen: version, with: keyring, in: $0)
                    }
                }
            }
            #expect(await mend("13900009999", as: worker, seen: 1) == .notAllowed(.checkClaims))
            #expect(await mend("13800001234", as: worker, seen: 1) == nil)
            #expect(await mend("13900009999", as: clerk, seen: 2) == nil)
        }
    }

    @Test("an administration that is over does not keep somebody from the next office", arguments: Engine.available)
    func overIsOver(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let person = try await house.add("金文博")
            let place = house.community.community.id
            try await house.store.write(as: .operatorOfMachine) { tx in
                try People.give(
                    .auditAdministrator, to: person, at: place, until: tx.now.advanced(byMilliseconds: 1), in: tx)
            }
            try await house.store.write(as: .operatorOfMachine) { tx in
                try People.give(.clerk, to: person, at: place, in: tx)
            }
            #expect(try await house.actor(person).grants.map(\.role) == [.clerk])
            // What begins later counts already.
            let later = try await house.add("顾强")
            try await house.store.write(as: .operatorOfMachine) { tx in
                try People.give(
                    .auditAdministrator, to: later, at: place, from: tx.now.advanced(byMilliseconds: 86_400_000), in: tx
                )
            }
            await #expect(throws: PeopleError.administratorsApart) {
                try await house.store.write(as: .operatorOfMachine) { tx in
                    try People.give(.clerk, to: later, at: place, in: tx)
                }
            }
        }
    }
}

extension PeopleHouse {
    /// Somebody new whom a clerk and a manager protect.
    func protected(_ name: String, by clerk: ID<Person>) async throws -> ID<Person> {
        let person = try await add(name)
        let manager = try await staff("何静", .manager)
        let proposal = try await write(as: clerk) {
            try People.propose(TwoPersonsDraft(.protect, person, because: .asked), in: $0)
        }
        try await write(as: manager) { _ = try People.confirm(proposal.id, in: $0) }
        return person
    }
}
