import People
import Store
import StoreContract
import Testing
import Vocabulary

@testable import SignIn

@Suite("SignIn: staff")
struct StaffTests {
    @Test(
        "S-04: password and second factor together; a code works once, also for 64 at once", arguments: Engine.available
    )
    func secondFactor(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let staff = try await house.staff()
            house.clock.move(minutes: 2)
            let half = try await house.doorkeeper.enter(
                name: "ShenMin", password: SignInHouse.password, from: house.comer())
            #expect(try await house.recognised(half).actor.isPasserBy)
            let code = house.factorCode(staff)
            let signedIn = await withTaskGroup(of: Secret?.self) { group in
                for number in 0..<64 {
                    group.addTask {
                        try? await house.doorkeeper.show(code, for: half, from: house.comer("192.0.2.\(number)"))
                            .session
                    }
                }
                return await group.reduce(into: [Secret]()) { if let secret = $1 { $0.append(secret) } }
            }
            #expect(signedIn.count == 1)
            let actor = try await house.recognised(try #require(signedIn.first)).actor
            #expect(actor.id == staff.person.raw)
            #expect(actor.grants.map(\.role) == [.manager])
            #expect(actor.isProven(at: house.clock.instant))
            for _ in 0..<3 {
                let again = try await house.doorkeeper.enter(
                    name: "shenmin", password: SignInHouse.password, from: house.comer())
                await #expect(throws: SignInError.wrong) {
                    try await house.doorkeeper.show(code, for: again, from: house.comer())
                }
            }
        }
    }

    @Test("a code to the telephone gives staff the roles of neighbours only")
    func phoneGivesLess() async throws {
        try await SignInHouse.with(.sqlite) { house in
            let staff = try await house.staff()
            let session = try await house.resident("13900005678").session
            let actor = try await house.recognised(session).actor
            #expect(actor.id == staff.person.raw)
            #expect(actor.grants.isEmpty)
        }
    }

    @Test("a recovery code works once", arguments: Engine.available)
    func recovery(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let staff = try await house.staff()
            #expect(staff.recoveryCodes.count == 10)
            let code = staff.recoveryCodes[3].lowercased().replacing("-", with: " ")
            func show() async throws {
                let half = try await house.doorkeeper.enter(
                    name: "shenmin", password: SignInHouse.password, from: house.comer())
                _ = try await house.doorkeeper.show(code, for: half, from: house.comer())
            }
            try await show()
            await #expect(throws: SignInError.wrong) { try await show() }
            #expect(try await house.count("SELECT count(*) FROM recovery_code") == 9)
        }
    }

    @Test("S-05: of 10,000 guesses from many addresses at most 40 are evaluated, and the owner still comes in")
    func guesses() async throws {
        try await SignInHouse.with(.sqlite) { house in
            let staff = try await house.staff()
            let known = staff.signedIn.device
            var evaluated = 0
            for guess in 0..<10_000 {
                do {
                    _ = try await house.doorkeeper.enter(
                        name: "shenmin", password: "guess number \(guess)",
                        from: house.comer("198.51.100.\(guess % 200)"))
                } catch SignInError.wrong {
                    evaluated += 1
                } catch SignInError.tooOften {
                }
            }
            #expect(evaluated <= 40)
            #expect(evaluated == 5)
            house.clock.move(minutes: 1)
            let half = try await house.doorkeeper.enter(
                name: "shenmin", password: SignInHouse.password, from: house.comer("203.0.113.5", known: known))
            _ = try await house.doorkeeper.show(house.factorCode(staff), for: half, from: house.comer(known: known))
            await #expect(throws: SignInError.self) {
                try await house.doorkeeper.enter(
                    name: "shenmin", password: SignInHouse.password, from: house.comer("203.0.113.6"))
            }
            house.clock.move(minutes: 15)
            _ = try await house.doorkeeper.enter(
                name: "shenmin", password: SignInHouse.password, from: house.comer("203.0.113.6"))
        }
    }

    @Test(
        "S-05: one address tries 30 times in a quarter of an hour, whatever names it tries; counters survive a restart")
    func oneAddress() async throws {
        try await SignInHouse.with(.sqlite) { house in
            var evaluated = 0
            for guess in 0..<60 {
                do {
                    _ = try await house.doorkeeper.enter(
                        name: "name\(guess)", password: "x", from: house.comer("198.51.100.1"))
                } catch SignInError.wrong {
                    evaluated += 1
                } catch SignInError.tooOften {
                }
            }
            #expect(evaluated == 30)
            let again = Doorkeeper(
                house.store, keyring: house.keyring, surroundings: .fixed(), hashing: HashingPool(cores: 2),
                messages: nil, holding: { _, _, _ in [] })
            await #expect(throws: SignInError.self) {
                try await again.enter(name: "other", password: "x", from: house.comer("198.51.100.1"))
            }
            let journal = try await house.journal()
            #expect(!journal.contains { $0.hasPrefix("sign-in.refused") })
            #expect(try await house.count("SELECT attempts FROM sign_in_count WHERE outcome = 'unknown'") == 30)
        }
    }

    @Test(
        "S-07: a session is dead at sign-out, when the roles of staff change, and after its time",
        arguments: Engine.available)
    func sessions(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let staff = try await house.staff()
            let session = staff.signedIn.session
            #expect(session.text.utf8.count == 43)
            #expect(try await !house.recognised(session).actor.isPasserBy)
            let grant = try await house.store.write(as: .operatorOfMachine) { tx in
                try People.give(.clerk, to: staff.person, at: house.community.community.id, in: tx)
            }
            #expect(try await house.recognised(session).actor.isPasserBy)
            try await house.store.write(as: .operatorOfMachine) { tx in try People.withdraw(grant.id, in: tx) }
            #expect(try await !house.recognised(session).actor.isPasserBy)
            house.clock.move(minutes: 31)
            #expect(try await house.recognised(session).actor.isPasserBy)
            let resident = try await house.resident("13700001111")
            try await house.doorkeeper.signOut(resident.session.text)
            #expect(try await house.recognised(resident.session).actor.isPasserBy)
        }
    }

    @Test("use keeps a session alive until its end; the last use is written down apart")
    func lastSeen() async throws {
        try await SignInHouse.with(.sqlite) { house in
            let session = try await house.staff().signedIn.session
            for _ in 0..<26 {
                house.clock.move(minutes: 25)
                #expect(try await !house.recognised(session).actor.isPasserBy)
                try await house.doorkeeper.lastSeen.write(in: house.store)
            }
            house.clock.move(minutes: 25 * 3)
            #expect(try await house.recognised(session).actor.isPasserBy)
        }
    }

    @Test("S-09: a proof gives the session a new secret and counts for five minutes", arguments: Engine.available)
    func proof(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let staff = try await house.staff()
            house.clock.move(minutes: 6)
            let old = staff.signedIn.session
            let stale = try await house.recognised(old).actor
            #expect(!stale.isProven(at: house.clock.instant))
            let draft = ProgramKeys.Draft(
                organisation: house.community.community.id.raw, place: house.community.community.id, label: "x",
                scopes: [.read], days: 1)
            await #expect(throws: SignInError.proofNeeded) {
                try await house.store.write(as: stale) { tx in
                    _ = try ProgramKeys.make(draft, house.doorkeeper.makeSecret(), in: tx)
                }
            }
            await #expect(throws: SignInError.wrong) { try await house.doorkeeper.prove("000000", in: old.text) }
            let renewed = try await house.doorkeeper.prove(house.factorCode(staff), in: old.text)
            #expect(try await house.recognised(old).actor.isPasserBy)
            let fresh = try await house.recognised(renewed).actor
            #expect(fresh.isProven(at: house.clock.instant))
            try await house.store.write(as: fresh) { tx in
                _ = try ProgramKeys.make(draft, house.doorkeeper.makeSecret(), in: tx)
            }
        }
    }

    @Test("a resident shows again who it is with a code to the own telephone")
    func residentProof() async throws {
        try await SignInHouse.with(.sqlite) { house in
            let session = try await house.resident().session
            house.clock.move(minutes: 2)
            let phone = try await house.doorkeeper.sendProofCode(
                in: session.text, from: house.comer(), language: .zhHans)
            let code = try #require(house.messages.client.shownCode(phone.international))
            let renewed = try await house.doorkeeper.prove(code, in: session.text)
            #expect(try await house.recognised(renewed).actor.isProven(at: house.clock.instant))
        }
    }

    @Test("S-15: a withdrawn role does not count in the next request", arguments: Engine.available)
    func withdrawn(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let staff = try await house.staff(as: .butler)
            let grant = try await house.store.write(as: .operatorOfMachine) { tx in
                try People.give(.butler, to: staff.person, at: house.community.community.id, in: tx)
            }
            #expect(try await house.recognised(staff.signedIn.session).actor.grants.map(\.role) == [.butler])
            try await house.store.write(as: .operatorOfMachine) { tx in try People.withdraw(grant.id, in: tx) }
            #expect(try await house.recognised(staff.signedIn.session).actor.isPasserBy)
        }
    }

    @Test("a changed password ends the other sessions and is asked for the old one")
    func passwordChange() async throws {
        try await SignInHouse.with(.sqlite) { house in
            let staff = try await house.staff()
            let phone = try await house.resident("13900005678").session
            let session = staff.signedIn.session.text
            func change(_ old: String, _ new: String) async throws {
                try await house.doorkeeper.changePassword(from: old, to: new, in: session)
            }
            await #expect(throws: SignInError.wrong) { try await change("not it at all", "another long password") }
            await #expect(throws: SignInError.passwordUnfit(.common)) {
                try await change(SignInHouse.password, "password")
            }
            try await change(SignInHouse.password, "another long password")
            #expect(try await house.recognised(phone).actor.isPasserBy)
            #expect(try await !house.recognised(staff.signedIn.session).actor.isPasserBy)
            _ = try await house.doorkeeper.enter(
                name: "13900005678", password: "another long password", from: house.comer())
        }
    }

    @Test("S-01: what is stored of a password is argon2id, and of a shared secret nothing readable")
    func stored() async throws {
        try await SignInHouse.with(.sqlite) { house in
            let staff = try await house.staff()
            let account = try await house.store.read { try Accounts.account(of: staff.person.raw, in: $0) }
            #expect(account?.password?.phc.hasPrefix("$argon2id$v=19$m=47104,t=1,p=1$") == true)
            let sealed = try #require(account?.sealedSecret)
            #expect(!sealed.contains(7) || sealed.filter { $0 == 7 }.count < 5)
        }
    }
}
