import Foundation
import Journal
import Keyring
import Logging
import People
import Store
import StoreContract
import Testing
import Vocabulary

@testable import SignIn

@Suite("SignIn: forgetting")
struct ForgettingTests {
    private static func follow(_ house: SignInHouse) async throws {
        let sequencer = Sequencer(store: house.store, logger: .silent)
        while try await sequencer.sequence() != .nothingLeft {}
        let following = Following(
            SignIn.forgetting, store: house.store, node: Identifier(high: 1, low: 1), logger: .silent)
        while try await following.step() {}
    }

    private static func isLeft(_ person: Identifier, in house: SignInHouse) async throws -> [String: Int64] {
        try await house.store.read { snapshot in
            var left: [String: Int64] = [:]
            for table in ["session", "account_invitation", "recovery_code", "provider_link"] {
                left[table] = try snapshot.integer(
                    "SELECT count(*) FROM \(table) WHERE person = ?", [.identifier(person)])
            }
            left["known_device"] = try snapshot.integer("SELECT count(*) FROM known_device")
            left["program_key"] = try snapshot.integer(
                "SELECT count(*) FROM program_key WHERE made_by = ? AND withdrawn_ms IS NULL", [.identifier(person)])
            left["account"] = try snapshot.integer(
                """
                SELECT count(*) FROM account WHERE person = ? AND (state = 'active' OR name_index IS NOT NULL \
                OR password IS NOT NULL OR totp_secret IS NOT NULL)
                """, [.identifier(person)])
            return left
        }
    }

    @Test(
        "S-36: whose key was destroyed comes in by nothing any more, however often it is told",
        arguments: Engine.available)
    func forgotten(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let staff = try await house.staff()
            let person = staff.person.raw
            let key = Secret(by: .fixed(seed: 3))
            let draft = ProgramKeys.Draft(
                organisation: house.community.community.id.raw, place: house.community.community.id, label: "门禁",
                scopes: [.read], days: 9)
            try await house.store.write(as: .passerBy) { [doorkeeper = house.doorkeeper] tx in
                tx.admit(try doorkeeper.recognise(session: staff.signedIn.session.text, at: tx.now, in: tx).actor)
                try ProgramKeys.make(draft, key, in: tx)
                try tx.execute(
                    "INSERT INTO provider_link (provider, subject_index, person, made_ms) VALUES ('zlb', ?, ?, 0)",
                    [.bytes([1, 2, 3]), .identifier(person)])
                try tx.execute(
                    "INSERT INTO account_invitation (digest, person, ends_ms) VALUES (?, ?, ?)",
                    [.bytes([4]), .identifier(person), .instant(tx.now.advanced(byMilliseconds: 9_000))])
            }
            #expect(try await Self.isLeft(person, in: house).values.allSatisfy { $0 > 0 })
            try await house.store.write(as: .clockwork) { [keyring = house.keyring] tx in
                try keyring.destroyKey(of: person, in: tx)
            }
            try await Self.follow(house)
            let left = try await Self.isLeft(person, in: house)
            #expect(left.values.allSatisfy { $0 == 0 }, "\(left)")
            #expect(try await house.recognised(staff.signedIn.session).actor.isPasserBy)
            await #expect(throws: SignInError.wrong) {
                _ = try await house.doorkeeper.enter(
                    name: "shenmin", password: SignInHouse.password, from: house.comer("192.0.2.9"))
            }
            await #expect(throws: SignInError.signInNeeded) {
                _ = try await house.store.read { [doorkeeper = house.doorkeeper, clock = house.clock] in
                    try doorkeeper.recognise(
                        key: ProgramKey.prefix + key.text, isWriting: false, at: clock.instant, in: $0)
                }
            }
            let entries = try await house.journal().filter { $0.hasPrefix("account.forgotten") }
            #expect(entries.count == 1)
            try await house.store.write(as: .clockwork) { try SignIn.forget(person, in: $0) }
            #expect(try await house.journal().filter { $0.hasPrefix("account.forgotten") }.count == 1)
        }
    }

    @Test("a resident's device is new again, and others keep theirs", arguments: Engine.available)
    func devices(_ engine: Engine) async throws {
        try await SignInHouse.with(engine) { house in
            let gone = try await house.resident()
            let stays = try await house.resident("+8613800009999", from: "192.0.2.2")
            let person = try await house.recognised(gone.session).actor.id
            try await house.store.write(as: .clockwork) { try SignIn.forget(person, in: $0) }
            #expect(try await house.recognised(gone.session).actor.isPasserBy)
            #expect(try await !house.recognised(stays.session).actor.isPasserBy)
            let known = try await house.store.read { snapshot in
                try [gone, stays].map {
                    try snapshot.integer(
                        "SELECT count(*) FROM known_device WHERE digest = ?", [.bytes($0.device.digest)])
                }
            }
            #expect(known == [0, 2])
        }
    }
}
