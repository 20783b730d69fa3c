import Glibc
import Journal
import Keyring
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("Keyring: key file")
struct KeyFileTests {
    private static func refusal(_ folder: KeyFolder) -> KeyringError? {
        do {
            _ = try Keyring(file: folder.file)
            return nil
        } catch { return error as? KeyringError }
    }

    @Test("a made file opens what it sealed after it is read again", arguments: Engine.available)
    func again(_ engine: Engine) async throws {
        let folder = KeyFolder()
        defer { folder.remove() }
        let keyring = try folder.make()
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(keyring, 1)
            let sealed = try await store.sealed(keyring, "陈", 1)
            let opened = try await store.opened(try Keyring(file: folder.file), sealed, 1)
            #expect(opened == "陈")
        }
    }

    @Test("both files are their owner's only, and a file that stands is not written over")
    func isPrivate() throws {
        let folder = KeyFolder()
        defer { folder.remove() }
        _ = try folder.make()
        for path in [folder.file, folder.list] {
            var about = stat()
            #expect(stat(path, &about) == 0)
            #expect(about.st_mode & 0o777 == 0o600)
        }
        let before = try KeyFolder.text(folder.file)
        #expect(throws: KeyringError.keyFileStands) { try folder.make() }
        #expect(try KeyFolder.text(folder.file) == before)
    }

    @Test("a file that others may read is refused")
    func openToOthers() throws {
        let folder = KeyFolder()
        defer { folder.remove() }
        _ = try folder.make()
        for (path, mode) in [(folder.file, 0o640), (folder.file, 0o604), (folder.list, 0o644)] as [(String, mode_t)] {
            chmod(path, mode)
            #expect(Self.refusal(folder) == .keyFileOpenToOthers)
            chmod(path, 0o600)
        }
        #expect(Self.refusal(folder) == nil)
    }

    @Test("a missing file, a missing list and every kind of damage have an error of their own")
    func damage() throws {
        let folder = KeyFolder()
        defer { folder.remove() }
        #expect(Self.refusal(folder) == .keyFileMissing)
        _ = try folder.make()
        let whole = try KeyFolder.text(folder.file)
        for length in 0..<whole.count {
            try KeyFolder.put(String(whole.prefix(length)), at: folder.file)
            #expect(Self.refusal(folder) == .keyFileDamaged, "cut after \(length)")
        }
        try KeyFolder.put(whole.replacing("current 1", with: "current 2"), at: folder.file)
        #expect(Self.refusal(folder) == .keyFileDamaged)
        try KeyFolder.put(whole, at: folder.file)
        #expect(Self.refusal(folder) == nil)
        try KeyFolder.put("lifang-erased 1\nnobody 0 asked\n", at: folder.list)
        #expect(Self.refusal(folder) == .erasureListDamaged)
        unlink(folder.list)
        #expect(Self.refusal(folder) == .erasureListMissing)
    }

    @Test("a database knows its key file; another one is refused", arguments: Engine.available)
    func belongs(_ engine: Engine) async throws {
        let one = KeyFolder()
        let two = KeyFolder()
        defer {
            one.remove()
            two.remove()
        }
        let right = try one.make()
        let wrong = try two.make()
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            #expect(try await store.read { try right.isBound(to: $0) } == false)
            try await store.write(as: .clockwork) { try right.bind(in: $0) }
            try await store.issueKeys(right, 1)
            #expect(try await store.read { try Keyring(file: one.file).isBound(to: $0) })
            await #expect(throws: KeyringError.wrongKeyFile) { try await store.read { try wrong.isBound(to: $0) } }
            await #expect(throws: KeyringError.wrongKeyFile) {
                try await store.write(as: .clockwork) { try wrong.bind(in: $0) }
            }
        }
    }

    @Test("a database with keys that says of no key file is not bound to just any", arguments: Engine.available)
    func unbound(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(.fixed(seed: 1), 1)
            await #expect(throws: KeyringError.unboundDatabase) {
                try await store.write(as: .clockwork) { try Keyring.fixed(seed: 1).bind(in: $0) }
            }
        }
    }

    @Test("an erasure stands beside the key file too, once the database keeps it", arguments: Engine.available)
    func listed(_ engine: Engine) async throws {
        struct GivenUp: Error {}
        let folder = KeyFolder()
        defer { folder.remove() }
        let keyring = try folder.make()
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(keyring, 2)
            await #expect(throws: GivenUp.self) {
                try await store.write(as: .clockwork) { tx in
                    try keyring.destroyKey(of: owner(2), in: tx)
                    throw GivenUp()
                }
            }
            try await store.write(as: .clockwork) { tx in try keyring.destroyKey(of: owner(1), in: tx) }
            let text = try KeyFolder.text(folder.list)
            #expect(text.contains("\(owner(1)) ") && text.hasSuffix(" asked\n"))
            #expect(!text.contains("\(owner(2))"))
        }
    }
}
