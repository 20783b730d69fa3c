import People
import Store
import StoreContract
import Testing
import Vocabulary

@testable import SignIn

@Suite("SignIn: residents")
struct PhoneTests {
    @Test(
        "a newcomer who agrees becomes a person without a role; the second time it is the same person",
        arguments: Engine.available)
    func newcomer(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let first = try await house.recognised(try await house.resident().session)
            #expect(!first.actor.isPasserBy)
            #expect(first.actor.grants.isEmpty)
            house.clock.move(minutes: 2)
            let second = try await house.recognised(try await house.resident().session)
            #expect(first.actor.id == second.actor.id)
            #expect(try await house.count("SELECT count(*) FROM person") == 1)
        }
    }

    @Test("without agreeing nobody new comes in, and the code still stands")
    func consent() async throws {
        try await SignInHouse.with(.sqlite) { house in
            let code = try await house.code()
            func answer(_ hasAgreed: Bool) async throws -> Doorkeeper.PhoneAnswer {
                try await house.doorkeeper.signIn(
                    with: SignInHouse.number, code: code, hasAgreed: hasAgreed, in: .zhHans, from: house.comer())
            }
            #expect(try await answer(false) == .consentNeeded)
            #expect(try await house.count("SELECT count(*) FROM person") == 0)
            let second = try await answer(true)
            guard case .signedIn = second else {
                Issue.record("the code no longer stood")
                return
            }
        }
    }

    @Test(
        "what a newcomer agreed to is a consent with its version; whoever takes it back is asked again",
        arguments: Engine.available)
    func recorded(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let person = try await house.recognised(try await house.resident().session).actor
            func consents() async throws -> [Consent] {
                try await house.store.read { try People.consents(of: ID(person.id), for: person, in: $0) }
            }
            let given = try await consents()
            #expect(given.map(\.purpose) == [.account])
            #expect(given.map(\.textVersion) == [Consent.Purpose.account.textVersion])
            try await house.store.write(as: person) {
                try People.withdrawConsent(to: .account, for: ID(person.id), in: $0)
            }
            house.clock.move(minutes: 2)
            let code = try await house.code()
            func answer(_ hasAgreed: Bool) async throws -> Doorkeeper.PhoneAnswer {
                try await house.doorkeeper.signIn(
                    with: SignInHouse.number, code: code, hasAgreed: hasAgreed, in: .zhHans, from: house.comer())
            }
            #expect(try await answer(false) == .consentNeeded)
            guard case .signedIn = try await answer(true) else {
                Issue.record("agreeing again did not open the door")
                return
            }
            #expect(try await consents().map { $0.withdrawn == nil } == [true, false])
        }
    }

    @Test("a code stands for ten minutes and five tries, and for one sign-in", arguments: Engine.available)
    func code(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            func answer(_ code: String, from address: String) async throws -> Doorkeeper.PhoneAnswer {
                try await house.doorkeeper.signIn(
                    with: SignInHouse.number, code: code, hasAgreed: true, in: .zhHans, from: house.comer(address))
            }
            let code = try await house.code()
            let wrong = code == "000000" ? "000001" : "000000"
            for left in [4, 3, 2, 1] {
                #expect(try await answer(wrong, from: "192.0.2.7") == .wrong(triesLeft: left))
            }
            #expect(try await answer(wrong, from: "192.0.2.7") == Doorkeeper.PhoneAnswer.none)
            house.clock.move(minutes: 16)
            #expect(try await answer(code, from: "192.0.2.7") == Doorkeeper.PhoneAnswer.none)
            let late = try await house.code()
            house.clock.move(minutes: 10)
            #expect(try await answer(late, from: "192.0.2.7") == Doorkeeper.PhoneAnswer.none)
            house.clock.move(minutes: 60)
            let good = try await house.code()
            guard case .signedIn = try await answer(good, from: "192.0.2.7") else {
                Issue.record("a right code was refused")
                return
            }
            #expect(try await answer(good, from: "192.0.2.7") == Doorkeeper.PhoneAnswer.none)
        }
    }

    @Test("one code used by 64 at once gives one session", arguments: Engine.available)
    func race(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            _ = try await house.resident()
            house.clock.move(minutes: 2)
            let code = try await house.code()
            let signedIn = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<64 {
                    group.addTask {
                        let answer = try? await house.doorkeeper.signIn(
                            with: SignInHouse.number, code: code, hasAgreed: true, in: .zhHans,
                            from: house.comer("192.0.2.\(number)"))
                        if case .signedIn? = answer { return true }
                        return false
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(signedIn == 1)
            #expect(try await house.count("SELECT count(*) FROM session") == 2)
        }
    }

    @Test(
        "S-19: messages to a number are 1 a minute, 5 an hour, 10 a day; from an address 30 an hour",
        arguments: Engine.available)
    func messages(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            func isSent(_ number: String, _ address: String) async throws -> Bool {
                do {
                    try await house.doorkeeper.sendCode(to: number, from: house.comer(address), in: .en)
                    return true
                } catch SignInError.tooOften(let seconds) {
                    #expect(seconds > 0)
                    return false
                }
            }
            #expect(try await isSent(SignInHouse.number, "192.0.2.1"))
            #expect(try await !isSent(SignInHouse.number, "192.0.2.2"))
            var sent = 1
            for minute in 1..<(24 * 60) {
                house.clock.move(minutes: 1)
                if minute % 2 == 0, try await isSent(SignInHouse.number, "198.51.100.\(minute % 250)") { sent += 1 }
            }
            #expect(sent == 10)
            house.clock.move(minutes: 70)
            var taken = 0
            for number in 0..<40 {
                if try await isSent("139000100\(10 + number)", "203.0.113.1") { taken += 1 }
            }
            #expect(taken == 30)
        }
    }

    @Test("S-06: a known and an unknown number take the same way and leave the same rows", arguments: Engine.available)
    func enumeration(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            _ = try await house.resident()
            house.clock.move(minutes: 2)
            let before = try await house.journal().count
            let known = try await house.doorkeeper.sendCode(to: SignInHouse.number, from: house.comer(), in: .en)
            let unknown = try await house.doorkeeper.sendCode(to: "13911112222", from: house.comer(), in: .en)
            #expect(known.masked.count == unknown.masked.count)
            #expect(try await house.count("SELECT count(*) FROM phone_code") == 2)
            #expect(try await house.journal().count == before)
        }
    }

    @Test("a disabled account gets in by no way, and its sessions are dead at once", arguments: Engine.available)
    func disabled(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let session = try await house.resident().session
            let person = try await house.recognised(session).actor.id
            try await house.store.write(as: .operatorOfMachine) { tx in try Accounts.disable(person, in: tx) }
            #expect(try await house.recognised(session).actor.isPasserBy)
            house.clock.move(minutes: 2)
            let answer = try await house.doorkeeper.signIn(
                with: SignInHouse.number, code: try await house.code(), hasAgreed: true, in: .zhHans,
                from: house.comer())
            #expect(answer == Doorkeeper.PhoneAnswer.none)
            try await house.store.write(as: .operatorOfMachine) { tx in try Accounts.enable(person, in: tx) }
            house.clock.move(minutes: 2)
            #expect(try await !house.recognised(try await house.resident().session).actor.isPasserBy)
        }
    }

    @Test("neither numbers nor codes nor addresses stand in the database", arguments: Engine.available)
    func canary(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let code = try await house.code(from: "192.0.2.99")
            let tables = ["phone_code", "sign_in_rate", "session", "account", "known_device", "sign_in_count"]
            _ = try await house.resident("13900007777", from: "192.0.2.99")
            for table in tables {
                let rows = try await house.store.read { snapshot in
                    try snapshot.rows("SELECT * FROM \(table)") { row in
                        (0..<5).compactMap { try? row.text($0) }.joined(separator: "|")
                    }
                }
                for row in rows {
                    #expect(!row.contains("13800001234") && !row.contains("7777") && !row.contains("192.0.2"))
                    #expect(!row.contains(code))
                }
            }
            for line in try await house.journal() { #expect(!line.contains("1380000") && !line.contains("192.0")) }
        }
    }
}
