import Journal
import Keyring
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("Keyring: sealing")
struct SealTests {
    private static let keyring = Keyring.fixed(seed: 1)

    @Test("what is sealed opens again, and its text stands nowhere in it", arguments: Engine.available)
    func opens(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(Self.keyring, 1)
            for text in ["陈阿婆", "", "13800138000", String(repeating: "里", count: 10_000)] {
                let sealed = try await store.sealed(Self.keyring, text, 1)
                #expect(sealed.count == text.utf8.count + 31)
                #expect(text.isEmpty || !sealed.contains([UInt8](text.utf8)))
                let opened = try await store.opened(Self.keyring, sealed, 1)
                #expect(opened == text)
            }
        }
    }

    @Test("one text sealed twice gives different bytes", arguments: Engine.available)
    func neverTheSame(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(Self.keyring, 1)
            var seen: Set<[UInt8]> = []
            for _ in 0..<100 { seen.insert(try await store.sealed(Self.keyring, "陈", 1)) }
            #expect(seen.count == 100)
        }
    }

    @Test(
        "S-26: of 100 values exchanged between rows, columns, versions and owners none opens",
        arguments: Engine.available)
    func swapped(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(Self.keyring, 20)
            let refusals = try await store.read { snapshot in
                var refusals = 0
                for number in UInt64(1)...20 {
                    let at = owner(number)
                    let sealed = try Self.keyring.seal("值\(number)", of: at, as: name, row: at, in: snapshot)
                    let swaps: [(Identifier, SealedField, Identifier)] = [
                        (owner(number % 20 + 1), name, owner(number % 20 + 1)), (owner(number % 20 + 1), name, at),
                        (at, name, owner(number + 100)), (at, phone, at),
                        (at, SealedField("person", "name", version: 2), at),
                    ]
                    for (owner, field, row) in swaps {
                        #expect(throws: KeyringError.tampered) {
                            try Self.keyring.open(sealed, of: owner, as: field, row: row, in: snapshot)
                        }
                        refusals += 1
                    }
                    let opened = try Self.keyring.open(sealed, of: at, as: name, row: at, in: snapshot)
                    #expect(opened == "值\(number)")
                }
                return refusals
            }
            #expect(refusals == 100)
        }
    }

    @Test("S-26: a value of which any byte was changed, cut or added does not open", arguments: Engine.available)
    func changed(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(Self.keyring, 1)
            let sealed = try await store.sealed(Self.keyring, "陈阿婆", 1)
            var wrong = sealed.indices.map { index in
                var bytes = sealed
                bytes[index] ^= 0x40
                return bytes
            }
            wrong += (0..<sealed.count).map { Array(sealed.prefix($0)) }
            wrong.append(sealed + [0])
            for bytes in wrong {
                await #expect(throws: KeyringError.tampered) { try await store.opened(Self.keyring, bytes, 1) }
            }
        }
    }

    @Test("two wrapped keys exchanged in the database open nothing", arguments: Engine.available)
    func exchangedKeys(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(Self.keyring, 2)
            let sealed = try await store.sealed(Self.keyring, "陈", 1)
            try await store.write(as: .clockwork) { tx in
                let other =
                    try tx.first(
                        "SELECT wrapped FROM data_key WHERE owner = ?", [.identifier(owner(2))]
                    ) { try $0.bytes(0) } ?? []
                try tx.execute(
                    "UPDATE data_key SET wrapped = ? WHERE owner = ?", [.bytes(other), .identifier(owner(1))])
                try Journal.append(EntryKind("test.noted"), about: owner(1), at: nil, under: "test", in: tx)
            }
            await #expect(throws: KeyringError.tampered) { try await store.opened(Self.keyring, sealed, 1) }
        }
    }

    @Test("keys of a list are unwrapped together; erased and unknown owners are left out", arguments: Engine.available)
    func lists(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(Self.keyring, 600)
            let sealed = try await store.sealed(Self.keyring, "陈", 600)
            let erased = try await store.sealed(Self.keyring, "王", 7)
            try await store.write(as: .clockwork) { tx in try Self.keyring.destroyKey(of: owner(7), in: tx) }
            try await store.read { snapshot in
                let keys = try Self.keyring.dataKeys(of: (1...700).map { owner($0) }, in: snapshot)
                let opened = try Self.keyring.open(sealed, of: owner(600), as: name, row: owner(600), with: keys)
                #expect(opened == "陈")
                for number in [7, 601] as [UInt64] {
                    #expect(throws: KeyringError.destroyed) {
                        try Self.keyring.open(erased, of: owner(number), as: name, row: owner(number), with: keys)
                    }
                }
            }
        }
    }

    @Test("secrets of nobody are bound to their column and row", arguments: Engine.available)
    func system(_ engine: Engine) async throws {
        let totp = SealedField("second_factor", "secret")
        let other = SealedField("channel", "secret")
        let secret: [UInt8] = [0, 255, 1, 254]
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            let sealed = try await store.write(as: .clockwork) { tx in
                _ = try Self.keyring.seal([1], system: other, row: owner(1), in: tx)
                _ = try Self.keyring.seal([2], system: totp, row: owner(2), in: tx)
                return try Self.keyring.seal(secret, system: totp, row: owner(1), in: tx)
            }
            try await store.read { snapshot in
                let opened = try Self.keyring.open(sealed, system: totp, row: owner(1), in: snapshot)
                #expect(opened == secret)
                #expect(throws: KeyringError.tampered) {
                    try Self.keyring.open(sealed, system: totp, row: owner(2), in: snapshot)
                }
                #expect(throws: KeyringError.tampered) {
                    try Self.keyring.open(sealed, system: other, row: owner(1), in: snapshot)
                }
            }
        }
    }

    @Test("a blind index is the same for the same text and column only")
    func blindIndex() {
        let index = Self.keyring.blindIndex("13800138000", of: phone)
        #expect(index.count == 16)
        #expect(index == Self.keyring.blindIndex("13800138000", of: phone))
        #expect(index != Self.keyring.blindIndex("13800138001", of: phone))
        #expect(index != Self.keyring.blindIndex("13800138000", of: name))
        #expect(index != Keyring.fixed(seed: 2).blindIndex("13800138000", of: phone))
    }
}

extension Array where Element == UInt8 {
    func contains(_ part: [UInt8]) -> Bool {
        count >= part.count && (0...(count - part.count)).contains { Array(self[$0..<($0 + part.count)]) == part }
    }
}
