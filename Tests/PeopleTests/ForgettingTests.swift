import Journal
import Keyring
import People
import Places
import Store
import StoreContract
import StoreSQLite
import Testing
import Vocabulary

@Suite("Forgetting")
struct ForgettingTests {
    private static func forget(_ house: PeopleHouse, _ id: ID<Person>, isProven: Bool = true) async throws {
        let grants = try await house.actor(id).grants
        try await house.store.write(as: .passerBy) { [keyring = house.keyring] tx in
            tx.admit(Actor(id: id.raw, grants: grants, proven: isProven ? tx.now : nil))
            try People.forgetMe(with: keyring, in: tx)
        }
    }

    @Test(
        "S-36: who erases themselves is nobody from then on, and can be found by nothing", arguments: Engine.available)
    func forgotten(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let phone = try #require(PhoneNumber("13800138001"))
            let id = try await house.add(
                "陈桂芳", phone: "13800138001", birth: LocalDay("1952-03-28"), isAccount: true)
            try await house.give(.resident, to: id)
            try await Self.forget(house, id)
            try await house.store.read { [keyring = house.keyring] snapshot in
                #expect(try People.find(phone: phone, with: keyring, in: snapshot) == nil)
                let shown = try People.shownName(of: id.raw, to: .clockwork, with: keyring, in: snapshot)
                #expect(shown == .nobody)
                #expect(throws: KeyringError.destroyed) {
                    try People.own(of: Actor(id: id.raw, grants: []), with: keyring, in: snapshot)
                }
                for sql in [
                    "SELECT count(*) FROM name_token WHERE person = ?",
                    "SELECT count(*) FROM belonging WHERE person = ? AND until_ms IS NULL",
                    "SELECT count(*) FROM role_grant WHERE person = ? AND withdrawn_ms IS NULL",
                    "SELECT count(*) FROM person WHERE id = ? AND (phone_index IS NOT NULL OR is_account = 1)",
                ] {
                    #expect(try snapshot.integer(sql, [.id(id)]) == 0, "\(sql)")
                }
                let findings = try keyring.verify([People.dataMap], in: snapshot)
                #expect(findings.problems.isEmpty)
            }
            // The telephone number is free for somebody else.
            _ = try await house.add("王芳", phone: "13800138001", isAccount: true)
        }
    }

    @Test("nobody is erased without a second factor, and nobody in office", arguments: Engine.available)
    func refused(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let id = try await house.add("陈桂芳")
            await #expect(throws: ForgettingError.proofNeeded) { try await Self.forget(house, id, isProven: false) }
            let clerk = try await house.staff("沈敏", .clerk)
            await #expect(throws: ForgettingError.holdsOffice) { try await Self.forget(house, clerk) }
            #expect(try await house.store.read { try Keyring.erasures(in: $0) }.isEmpty)
        }
    }

    @Test("an erasure that was replayed after a restore clears the rest as well", arguments: Engine.available)
    func replayed(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let id = try await house.add("陈桂芳", phone: "13800138001", isAccount: true)
            try await house.store.write(as: .clockwork) { [keyring = house.keyring] tx in
                try keyring.destroyKey(of: id.raw, in: tx)
            }
            let sequencer = Sequencer(store: house.store, logger: .silent)
            while try await sequencer.sequence() != .nothingLeft {}
            let following = Following(
                People.forgetting, store: house.store, node: Identifier(high: 1, low: 1), logger: .silent)
            while try await following.step() {}
            let left = try await house.store.read { snapshot in
                try snapshot.integer(
                    "SELECT count(*) FROM person WHERE id = ? AND phone_index IS NOT NULL", [.id(id)])
            }
            #expect(left == 0)
        }
    }
}
