import Glibc
import Journal
import Keyring
import Store
import StoreContract
import Synchronization
import Testing
import Vocabulary

@Suite("Keyring: rotation")
struct RotationTests {
    private static func state(_ keyring: Keyring, _ store: any Store) async throws -> [String] {
        try await store.read { try keyring.state(in: $0) }.keys.map {
            "\($0.number):\($0.dataKeyCount)\($0.isCurrent ? " current" : "")\($0.isRetiring ? " retiring" : "")"
        }
    }

    @Test(
        "S-26: after rotation everything opens, and the old key leaves once nothing needs it",
        arguments: Engine.available)
    func rotates(_ engine: Engine) async throws {
        let folder = KeyFolder()
        defer { folder.remove() }
        let keyring = try folder.make()
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(keyring, 450)
            let sealed = try await store.sealed(keyring, "陈", 450)
            #expect(try keyring.rotate(surroundings: .fixed()) == 2)
            #expect(try await Self.state(keyring, store) == ["1:450", "2:0 current"])
            try keyring.retire(1)
            #expect(try await Self.state(keyring, store) == ["1:450 retiring", "2:0 current"])
            let done = try await keyring.tend(store)
            #expect(done.rewrapped == 450 && done.retired == [1])
            #expect(try await Self.state(keyring, store) == ["2:450 current"])
            let opened = try await store.opened(try Keyring(file: folder.file), sealed, 450)
            #expect(opened == "陈")
            let again = try await keyring.tend(store)
            #expect(again.isNothing)
        }
    }

    @Test("a process that has not seen the rotation takes it up by itself", arguments: Engine.available)
    func noticed(_ engine: Engine) async throws {
        let folder = KeyFolder()
        defer { folder.remove() }
        let keyring = try folder.make()
        let other = try Keyring(file: folder.file)
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try keyring.rotate(surroundings: .fixed())
            try await store.issueKeys(other, 1)
            #expect(try await Self.state(keyring, store) == ["1:0", "2:1 current"])
            try keyring.retire(1)
            try await keyring.tend(store)
            let sealed = try await store.sealed(other, "陈", 1)
            let opened = try await store.opened(keyring, sealed, 1)
            #expect(opened == "陈")
        }
    }

    @Test("a copy of the key file from before wraps nothing by a retired key", arguments: Engine.available)
    func staleCopy(_ engine: Engine) async throws {
        let folder = KeyFolder()
        let copy = KeyFolder()
        defer {
            folder.remove()
            copy.remove()
        }
        let keyring = try folder.make()
        _ = try copy.make()
        try KeyFolder.put(try KeyFolder.text(folder.file), at: copy.file)
        let stale = try Keyring(file: copy.file)
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try keyring.rotate(surroundings: .fixed())
            try keyring.retire(1)
            try await keyring.tend(store)
            await #expect(throws: KeyringError.unknownKey(number: 1)) { try await store.issueKeys(stale, 1) }
        }
    }

    @Test("a prepared key becomes current by the next rotation; the current one cannot be retired")
    func prepared() throws {
        let folder = KeyFolder()
        defer { folder.remove() }
        let keyring = try folder.make()
        #expect(try keyring.rotate(isOnlyPrepared: true, surroundings: .fixed()) == 2)
        #expect(throws: KeyringError.notToRetire(number: 1)) { try keyring.retire(1) }
        #expect(throws: KeyringError.notToRetire(number: 9)) { try keyring.retire(9) }
        #expect(try keyring.rotate(surroundings: .fixed()) == 2)
        try keyring.retire(1)
        #expect(try keyring.rotate(surroundings: .fixed()) == 3)
    }

    @Test("S-26: 64 clients read and write while keys rotate, and none sees an error", arguments: Engine.available)
    func race(_ engine: Engine) async throws {
        let folder = KeyFolder()
        defer { folder.remove() }
        let keyring = try folder.make()
        try await TestDatabase.with(engine, schema: .ofKeyring) { store in
            try await store.issueKeys(keyring, 400)
            let race = Race()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in UInt64(0)..<64 {
                    group.addTask {
                        var turn: UInt64 = 0
                        while !race.isOver.load(ordering: .relaxed) || turn < 3 {
                            turn += 1
                            let number = (client * 7 + turn) % 400 + 1
                            let text = "\(client)-\(turn)"
                            let sealed = try await store.sealed(keyring, text, number)
                            let opened = try await store.opened(keyring, sealed, number)
                            guard opened == text else { throw KeyringError.tampered }
                            if turn.isMultiple(of: 4) {
                                let newcomer = owner(1_000 + client * 100 + turn % 100)
                                try await store.write(as: .clockwork) { tx in
                                    try keyring.issueKey(for: newcomer, in: tx)
                                }
                            }
                            race.worked.add(1, ordering: .relaxed)
                        }
                    }
                }
                group.addTask {
                    defer { race.isOver.store(true, ordering: .relaxed) }
                    for round in 1...3 {
                        try keyring.rotate(surroundings: .fixed())
                        try keyring.retire(round)
                        repeat { try await keyring.tend(store) } while try keyring.holds(round)
                    }
                }
                try await group.waitForAll()
            }
            #expect(race.worked.load(ordering: .relaxed) >= 192)
            let state = try await store.read { try keyring.state(in: $0) }
            #expect(state.keys.map(\.number) == [4])
            for number in UInt64(1)...400 {
                let sealed = try await store.sealed(keyring, "好", number)
                let opened = try await store.opened(keyring, sealed, number)
                #expect(opened == "好")
            }
        }
    }
}

/// What the clients of a race share.
private final class Race: Sendable {
    let isOver = Atomic(false)
    let worked = Atomic(0)
}

extension Keyring {
    /// Whether a key still stands in the file.
    func holds(_ number: Int) throws -> Bool {
        do {
            try retire(number)
            return true
        } catch KeyringError.notToRetire {
            return false
        }
    }
}
