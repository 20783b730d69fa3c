import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@testable import SignIn

@Suite("SignIn: the first use, and keys of programs")
struct BeginningTests {
    func beginning(_ code: String, password: String = SignInHouse.password) throws -> Beginning {
        Beginning(
            code: code, name: try #require(PersonName("周安")), userName: "zhouan", password: password, places: nil)
    }

    @Test(
        "S-03: nobody gets in before the one-time code was used, and with it one administrator does",
        arguments: Engine.available)
    func first(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            for name in ["admin", "root", "lifang", "administrator", "system"] {
                for password in ["admin", "password", "12345678", "lifang", ""] {
                    await #expect(throws: SignInError.self) {
                        try await house.doorkeeper.enter(
                            name: name, password: password, from: house.comer("192.0.2.\(name.count)"))
                    }
                }
            }
            let code = try #require(try await house.doorkeeper.makeFirstCode())
            await #expect(throws: SignInError.wrong) {
                try await house.doorkeeper.begin(try beginning("AAAA-BBBB-CCCC-DDDD"), from: house.comer())
            }
            let made = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        (try? await house.doorkeeper.begin(
                            try beginning(code), from: house.comer("203.0.113.\(number)"))) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(made == 1)
            #expect(try await house.count("SELECT count(*) FROM account WHERE password IS NOT NULL") == 1)
            #expect(try await house.count("SELECT count(*) FROM role_grant WHERE role = 'security-administrator'") == 1)
            #expect(try await house.doorkeeper.makeFirstCode() == nil)
        }
    }

    @Test("the first code stands for 30 minutes, and a new one takes its place")
    func firstCodeEnds() async throws {
        try await SignInHouse.with(.sqlite) { house in
            let old = try #require(try await house.doorkeeper.makeFirstCode())
            let code = try #require(try await house.doorkeeper.makeFirstCode())
            await #expect(throws: SignInError.wrong) {
                try await house.doorkeeper.begin(try beginning(old), from: house.comer())
            }
            await #expect(throws: SignInError.passwordUnfit(.short)) {
                try await house.doorkeeper.begin(try beginning(code, password: "short"), from: house.comer())
            }
            house.clock.move(minutes: 30)
            await #expect(throws: SignInError.wrong) {
                try await house.doorkeeper.begin(try beginning(code), from: house.comer("192.0.2.2"))
            }
        }
    }

    @Test("the first administrator invites the first manager, who makes an account", arguments: Engine.available)
    func manager(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let code = try #require(try await house.doorkeeper.makeFirstCode())
            let half = try await house.doorkeeper.begin(try beginning(code), from: house.comer())
            let factor = [UInt8](repeating: 9, count: TOTP.secretBytes)
            let digits = TOTP.code(factor, step: TOTP.step(at: house.clock.instant))
            let session = try await house.doorkeeper.setUp(
                factor, showing: digits, for: half, from: house.comer()
            ).signedIn.session
            let invitation = try await house.doorkeeper.inviteManager(
                try #require(PersonName("沈敏")), try #require(PhoneNumber("13900005678")), in: session.text)
            _ = try await house.doorkeeper.accept(
                invitation, userName: "shenmin", password: SignInHouse.password, from: house.comer())
            #expect(try await house.count("SELECT count(*) FROM role_grant WHERE role = 'manager'") == 1)
            await #expect(throws: SignInError.wrong) {
                try await house.doorkeeper.accept(
                    invitation, userName: "other", password: SignInHouse.password, from: house.comer())
            }
        }
    }

    @Test(
        "a key of a program acts within its scopes and its place, and is dead when withdrawn",
        arguments: Engine.available)
    func keys(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let staff = try await house.staff()
            let actor = try await house.recognised(staff.signedIn.session).actor
            let compound = house.community.compound
            let secret = house.doorkeeper.makeSecret()
            let draft = ProgramKeys.Draft(
                organisation: compound.id.raw, place: compound.id, label: "  物业  系统 ", scopes: [.read, .report],
                days: 30)
            let key = try await house.store.write(as: actor) { tx in try ProgramKeys.make(draft, secret, in: tx) }
            #expect(key.label == "物业 系统")
            func roles(isWriting: Bool) async throws -> Set<Role> {
                try await house.store.read {
                    Set(
                        try house.doorkeeper.recognise(
                            key: "lf_" + secret.text, isWriting: isWriting, at: house.clock.instant, in: $0
                        ).actor.grants.map(\.role))
                }
            }
            #expect(try await roles(isWriting: false) == [.propertyStaff, .resident])
            #expect(try await roles(isWriting: true) == [.resident])
            #expect(try await house.store.read { try ProgramKeys.kept(by: actor, limit: 10, in: $0).count } == 1)
            try await house.doorkeeper.lastSeen.write(in: house.store)
            #expect(try await house.count("SELECT count(*) FROM program_key_use") == 1)
            try await house.store.write(as: actor) { tx in try ProgramKeys.withdraw(key.id, in: tx) }
            await #expect(throws: SignInError.signInNeeded) { try await roles(isWriting: false) }
            let stranger = Actor(id: Identifier(high: 0x7000, low: 0x8000_0000_0000_0999), grants: [])
            await #expect(throws: SignInError.notAllowed) {
                try await house.store.write(as: stranger) { tx in _ = try ProgramKeys.make(draft, secret, in: tx) }
            }
        }
    }

    @Test("a key ends on its day")
    func keyEnds() async throws {
        try await SignInHouse.with(.sqlite) { house in
            let actor = try await house.recognised(try await house.staff().signedIn.session).actor
            let secret = house.doorkeeper.makeSecret()
            let draft = ProgramKeys.Draft(
                organisation: house.community.community.id.raw, place: house.community.community.id, label: "x",
                scopes: [.handle], days: 1)
            try await house.store.write(as: actor) { tx in _ = try ProgramKeys.make(draft, secret, in: tx) }
            house.clock.move(minutes: 24 * 60)
            await #expect(throws: SignInError.signInNeeded) {
                try await house.store.read {
                    _ = try house.doorkeeper.recognise(
                        key: "lf_" + secret.text, isWriting: false, at: house.clock.instant, in: $0)
                }
            }
        }
    }
}
