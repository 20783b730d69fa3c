import Journal
import Keyring
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("Keyring: owners and erasure")
struct ErasureTests {
    private static let keyring = Keyring.fixed(seed: 3)

    @Test("S-36: after erasure nothing of the owner opens, and the others' does", arguments: Engine.available)
    func erased(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(Self.keyring, 2)
            let one = try await store.sealed(Self.keyring, "陈", 1)
            let two = try await store.sealed(Self.keyring, "王", 2)
            try await store.write(as: .clockwork) { tx in
                try Self.keyring.destroyKey(of: owner(1), because: .expired, in: tx)
            }
            await #expect(throws: KeyringError.destroyed) { try await store.opened(Self.keyring, one, 1) }
            await #expect(throws: KeyringError.destroyed) { try await store.sealed(Self.keyring, "新", 1) }
            let opened = try await store.opened(Self.keyring, two, 2)
            #expect(opened == "王")
            let erasure = try await store.read { try Keyring.erasure(of: owner(1), in: $0) }
            #expect(erasure?.reason == .expired)
        }
    }

    @Test("nobody comes back under an erased identifier; erasing twice changes nothing", arguments: Engine.available)
    func noReturn(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(Self.keyring, 1)
            try await store.write(as: .clockwork) { tx in try Self.keyring.destroyKey(of: owner(1), in: tx) }
            let entries = try await store.read { try Journal.verify(in: $0).entryCount }
            try await store.write(as: .clockwork) { tx in try Self.keyring.destroyKey(of: owner(1), in: tx) }
            let after = try await store.read { try Journal.verify(in: $0).entryCount }
            #expect(after == entries)
            await #expect(throws: KeyringError.destroyed) { try await store.issueKeys(Self.keyring, 1) }
        }
    }

    @Test("an owner keeps the key at a second issue", arguments: Engine.available)
    func issuedTwice(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(Self.keyring, 1)
            let sealed = try await store.sealed(Self.keyring, "陈", 1)
            try await store.issueKeys(Self.keyring, 1)
            let opened = try await store.opened(Self.keyring, sealed, 1)
            #expect(opened == "陈")
        }
    }

    @Test("without a key nothing is sealed, opened or destroyed", arguments: Engine.available)
    func noKey(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            await #expect(throws: KeyringError.noKey) { try await store.sealed(Self.keyring, "陈", 9) }
            await #expect(throws: KeyringError.noKey) {
                try await store.write(as: .clockwork) { tx in try Self.keyring.destroyKey(of: owner(9), in: tx) }
            }
        }
    }

    @Test("S-28: issuing and destroying stand in the journal, with codes only", arguments: Engine.available)
    func journaled(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(Self.keyring, 1)
            try await store.write(as: .clockwork) { tx in try Self.keyring.destroyKey(of: owner(1), in: tx) }
            let lines = try await store.read { snapshot in
                try snapshot.rows("SELECT kind, payload FROM journal_entry ORDER BY serial") {
                    try $0.text(0) + " " + $0.text(1)
                }
            }
            #expect(lines == ["key.issued 1;kek=int:1", "key.destroyed 1;reason=code:asked"])
        }
    }
}
