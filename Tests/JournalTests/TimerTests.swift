import Journal
import Logging
import Store
import StoreContract
import Synchronization
import Testing
import Vocabulary

@Suite("Timers")
struct TimerTests {
    private static let subject = Identifier(high: 7, low: 7)

    private static func set(_ store: any Store, in milliseconds: Int64) async throws {
        try await store.write(as: .clockwork) { tx in
            try Timers.set("test.due", about: subject, due: tx.now.advanced(byMilliseconds: milliseconds), in: tx)
        }
    }

    @Test("a timer fires once when it is due, not before", arguments: Engine.available)
    func fires(_ engine: Engine) async throws {
        let clock = TestClock()
        let fired = Atomic(0)
        let database = try TestDatabase(on: engine)
        defer { database.remove() }
        let store = try await database.open(SequencerTests.schema, surroundings: clock.surroundings)
        try await Self.set(store, in: 1_000)
        let ticking = Ticking(
            ["test.due": { _, _ in fired.add(1, ordering: .relaxed) }], store: store, surroundings: clock.surroundings,
            logger: .silent)
        #expect(try await ticking.fire() == 0)
        clock.advance(milliseconds: 1_001)
        #expect(try await ticking.fire() == 1)
        #expect(try await ticking.fire() == 0)
        #expect(fired.load(ordering: .relaxed) == 1)
        await store.close()
    }

    @Test("of eight nodes that fire at once, one does", arguments: Engine.available)
    func oneOfEight(_ engine: Engine) async throws {
        let clock = TestClock()
        let database = try TestDatabase(on: engine)
        defer { database.remove() }
        let store = try await database.open(SequencerTests.schema, surroundings: clock.surroundings)
        try await Self.set(store, in: 0)
        clock.advance(milliseconds: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    _ = try await Ticking(
                        ["test.due": { _, tx in try tx.note(1) }], store: store, surroundings: clock.surroundings,
                        logger: .silent
                    ).fire()
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.read { try Journal.verify(in: $0).entryCount } == 1)
        await store.close()
    }

    @Test("setting moves a timer, cancelling removes it", arguments: Engine.available)
    func movesAndCancels(_ engine: Engine) async throws {
        let clock = TestClock()
        let fired = Atomic(0)
        let database = try TestDatabase(on: engine)
        defer { database.remove() }
        let store = try await database.open(SequencerTests.schema, surroundings: clock.surroundings)
        let ticking = Ticking(
            ["test.due": { _, _ in fired.add(1, ordering: .relaxed) }], store: store, surroundings: clock.surroundings,
            logger: .silent)
        try await Self.set(store, in: 1_000)
        try await Self.set(store, in: 5_000)
        clock.advance(milliseconds: 2_000)
        #expect(try await ticking.fire() == 0)
        try await store.write(as: .clockwork) { tx in try Timers.cancel("test.due", about: Self.subject, in: tx) }
        clock.advance(milliseconds: 5_000)
        #expect(try await ticking.fire() == 0)
        #expect(fired.load(ordering: .relaxed) == 0)
        await store.close()
    }

    @Test("a timer that fails is tried again later, and set aside after five times", arguments: Engine.available)
    func fails(_ engine: Engine) async throws {
        struct Broken: Error {}
        let clock = TestClock()
        let tries = Atomic(0)
        let database = try TestDatabase(on: engine)
        defer { database.remove() }
        let store = try await database.open(SequencerTests.schema, surroundings: clock.surroundings)
        try await Self.set(store, in: 0)
        let ticking = Ticking(
            [
                "test.due": { _, _ in
                    tries.add(1, ordering: .relaxed)
                    throw Broken()
                }
            ], store: store, surroundings: clock.surroundings, logger: .silent)
        for _ in 0..<8 {
            clock.advance(milliseconds: 60_001)
            _ = try await ticking.fire()
        }
        #expect(tries.load(ordering: .relaxed) == 5)
        await store.close()
    }
}
