import Glibc
import Journal
import Keyring
import Store
import StoreContract
import StoreSQLite
import Testing
import Vocabulary

@Suite("Keyring: replay of erasures")
struct ReplayTests {
    @Test("S-36: an older backup brings nobody back, neither before nor after its start")
    func olderBackup() async throws {
        let folder = KeyFolder()
        defer { folder.remove() }
        let keyring = try folder.make()
        let database = try TestDatabase(on: .sqlite)
        let restored = try TestDatabase(on: .sqlite)
        defer {
            database.remove()
            restored.remove()
        }
        let store = try await database.open(.ofKeyring)
        try await store.write(as: .clockwork) { try keyring.bind(in: $0) }
        try await store.issueKeys(keyring, 2)
        let one = try await store.sealed(keyring, "陈", 1)
        let two = try await store.sealed(keyring, "王", 2)
        try await SQLiteStore.backup(of: database.location, to: restored.location) { _, _ in }
        try await store.write(as: .clockwork) { tx in try keyring.destroyKey(of: owner(1), in: tx) }
        await store.close()

        let again = try Keyring(file: folder.file)
        let older = try await restored.open(.ofKeyring, surroundings: .fixed(seed: 140))
        #expect(try await older.read { try Keyring.erasure(of: owner(1), in: $0) } == nil)
        await #expect(throws: KeyringError.destroyed) { try await older.opened(again, one, 1) }
        #expect(try await again.replayErasures(in: older) == 1)
        #expect(try await again.replayErasures(in: older) == 0)
        #expect(try await older.read { try $0.integer("SELECT count(*) FROM data_key") } == 1)
        let opened = try await older.opened(again, two, 2)
        #expect(opened == "王")
        let erasure = try await older.read { try Keyring.erasure(of: owner(1), in: $0) }
        #expect(erasure?.reason == .asked)
        await older.close()
    }

    @Test("a lost list is filled again from the database; a torn last line is mended", arguments: Engine.available)
    func mends(_ engine: Engine) async throws {
        let folder = KeyFolder()
        defer { folder.remove() }
        let keyring = try folder.make()
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(keyring, 3)
            for number in [1, 2] as [UInt64] {
                try await store.write(as: .clockwork) { tx in try keyring.destroyKey(of: owner(number), in: tx) }
            }
            let whole = try KeyFolder.text(folder.list)
            try KeyFolder.put(String(whole.dropLast(5)), at: folder.list)
            try await Keyring(file: folder.file).replayErasures(in: store)
            #expect(try KeyFolder.text(folder.list) == whole)
            unlink(folder.list)
            #expect(try Keyring.remakeList(beside: folder.file))
            #expect(try !Keyring.remakeList(beside: folder.file))
            try await Keyring(file: folder.file).replayErasures(in: store)
            #expect(try KeyFolder.text(folder.list) == whole)
        }
    }
}

@Suite("Keyring: verification")
struct SealVerificationTests {
    private static let table = Table(
        "person", .domain, columns: "id {id} PRIMARY KEY, name {bytes}, seed {bytes}")
    private static let schema = Schema([
        Journal.schema, Keyring.schema, SchemaModule("Test", [Migration(tables: [table])]),
    ])
    private static let map = DataMap(
        "Test",
        [
            TableNote(
                "person", about: "id", for: .identity, on: .contract, keep: .untilErased, inside: "id",
                personal: "name", sealed: Sealing("name", owner: "id", row: "id"))
        ])

    @Test("every sealed value opens or is listed as erased; anything else is told", arguments: Engine.available)
    func verifies(_ engine: Engine) async throws {
        let keyring = Keyring.fixed(seed: 5)
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            try await store.issueKeys(keyring, 1_100)
            try await store.write(as: .clockwork, at: .maintenance) { tx in
                for number in UInt64(1)...1_100 {
                    let at = owner(number)
                    let sealed = try keyring.seal("里\(number)", of: at, as: name, row: at, in: tx)
                    try tx.execute("INSERT INTO person (id, name) VALUES (?, ?)", [.identifier(at), .bytes(sealed)])
                }
                for number in UInt64(1)...3 { try keyring.destroyKey(of: owner(number), in: tx) }
            }
            let good = try await store.read { try keyring.verify([Self.map], in: $0) }
            #expect(good.openedCount == 1_097 && good.erasedCount == 3 && good.problems.isEmpty)
            // One value moved to another row, one wrapped key broken, one key lost without an erasure.
            try await store.write(as: .clockwork) { tx in
                let moved = try tx.first("SELECT name FROM person WHERE id = ?", [.identifier(owner(10))]) {
                    try $0.bytes(0)
                }
                try tx.execute(
                    "UPDATE person SET name = ? WHERE id = ?", [.bytes(moved ?? []), .identifier(owner(11))])
                try tx.execute(
                    "UPDATE data_key SET wrapped = ? WHERE owner = ?", [.bytes([1, 2]), .identifier(owner(12))])
                try tx.execute("DELETE FROM data_key WHERE owner = ?", [.identifier(owner(13))])
                try Journal.append(EntryKind("test.noted"), about: owner(1), at: nil, under: "test", in: tx)
            }
            let bad = try await store.read { try keyring.verify([Self.map], in: $0) }
            #expect(bad.openedCount == 1_094 && bad.erasedCount == 3)
            #expect(bad.problems == ["3 sealed values of person.name do not open, and nobody erased them"])
        }
    }
}
