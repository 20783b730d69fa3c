import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@testable import SignIn

@Suite("SignIn: closing accounts")
struct AccountTests {
    private static func proven(_ person: ID<Person>, _ house: SignInHouse, isProven: Bool = true) async throws -> Actor
    {
        let now = house.clock.instant
        let grants = try await house.store.read { try People.grants(of: person, at: now, in: $0) }
        return Actor(id: person.raw, grants: grants, proven: isProven ? now : nil)
    }

    @Test(
        "S-07: a security administrator closes an account and opens it again; not the own one, and nothing out of reach",
        arguments: Engine.available)
    func closing(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let staff = try await house.staff()
            let keeper = try await house.add("秦安", phone: "13900007777", as: .securityAdministrator)
            let clerk = try await house.add("王芳", phone: "13900008888", as: .clerk)
            let (actor, other) = (try await Self.proven(keeper, house), try await Self.proven(clerk, house))
            let person = staff.person.raw
            try await house.store.write(as: actor) { try Accounts.disable(person, in: $0) }
            #expect(try await house.recognised(staff.signedIn.session).actor.isPasserBy)
            await #expect(throws: SignInError.wrong) {
                _ = try await house.doorkeeper.enter(
                    name: "shenmin", password: SignInHouse.password, from: house.comer())
            }
            let kept = try await house.store.read { [clock = house.clock] in
                try Accounts.kept(by: actor, limit: 9, now: clock.instant, in: $0).map(\.account.state)
            }
            #expect(kept == [.disabled])
            try await house.store.write(as: actor) { tx in
                try Accounts.enable(person, in: tx)
                try Accounts.enable(person, in: tx)
            }
            _ = try await house.doorkeeper.enter(
                name: "shenmin", password: SignInHouse.password, from: house.comer())
            await #expect(throws: SignInError.notAllowed) {
                try await house.store.write(as: actor) { try Accounts.disable(keeper.raw, in: $0) }
            }
            await #expect(throws: SignInError.notAllowed) {
                try await house.store.write(as: other) { try Accounts.disable(person, in: $0) }
            }
            // Somebody without any role belongs to those who look after everything, and this one looks after a part.
            let resident = try await house.recognised(try await house.resident().session).actor.id
            await #expect(throws: SignInError.notFound) {
                try await house.store.write(as: actor) { try Accounts.disable(resident, in: $0) }
            }
        }
    }

    @Test("S-09: each operation that matters refuses without a proof of the last minutes", arguments: Engine.available)
    func stepUp(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let staff = try await house.staff()
            let keeper = try await house.add("秦安", phone: "13900007777", as: .securityAdministrator)
            let actor = try await Self.proven(keeper, house, isProven: false)
            let (person, place) = (staff.person, house.community.community.id)
            let draft = ProgramKeys.Draft(
                organisation: place.raw, place: place, label: "门禁", scopes: [.read], days: 9)
            let phone = try #require(PhoneNumber("13900005678"))
            let operations: [(String, @Sendable (Transaction) throws -> Void)] = [
                ("close", { try Accounts.disable(person.raw, in: $0) }),
                ("open", { try Accounts.enable(person.raw, in: $0) }),
                ("find", { [keyring = house.keyring] in _ = try Accounts.holder(of: phone, with: keyring, in: $0) }),
                ("key", { try ProgramKeys.make(draft, Secret(by: .fixed(seed: 2)), in: $0) }),
                ("invite", { try Invitations.invite(person, code: "AAAA-BBBB-CCCC-DDDD", in: $0) }),
            ]
            for (name, operation) in operations {
                await #expect(throws: SignInError.proofNeeded, "\(name)") {
                    try await house.store.write(as: actor) { try operation($0) }
                }
            }
            house.clock.move(minutes: 6)
            let session = staff.signedIn.session.text
            await #expect(throws: SignInError.proofNeeded) {
                try await house.doorkeeper.changePassword(
                    from: SignInHouse.password, to: "another long password", in: session)
            }
        }
    }

    @Test("a key belongs to an organisation or a place within reach, and to nothing else", arguments: Engine.available)
    func owners(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let keeper = try await house.add("秦安", phone: "13900007777", as: .securityAdministrator)
            let actor = try await Self.proven(keeper, house)
            let place = house.community.community.id
            let firm = try await house.store.write(as: .operatorOfMachine) { tx in
                try People.addOrganisation(
                    .propertyFirm, named: LocalizedText(zhHans: "桂枝物业", en: "Guizhi Property"), at: place, in: tx)
            }
            let owners = try await house.store.read { try ProgramKeys.owners(for: actor, in: $0).map(\.id) }
            #expect(owners == [place.raw, firm.id.raw])
            func make(_ owner: Identifier, _ seed: UInt64) async throws -> ProgramKey {
                let draft = ProgramKeys.Draft(
                    organisation: owner, place: place, label: "门禁", scopes: [.read], days: 9)
                return try await house.store.write(as: actor) {
                    try ProgramKeys.make(draft, Secret(by: .fixed(seed: seed)), in: $0)
                }
            }
            let key = try await make(firm.id.raw, 1)
            #expect(try await house.store.read { try ProgramKeys.ownerName(of: key, in: $0)?.en } == "Guizhi Property")
            _ = try await make(place.raw, 2)
            await #expect(throws: SignInError.notFound) { _ = try await make(actor.id, 3) }
            let above = try await house.store.read { try Places.roots(in: $0)[0].id }
            await #expect(throws: SignInError.notFound) { _ = try await make(above.raw, 4) }
        }
    }
}
