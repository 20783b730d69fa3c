import Journal
import Logging
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("Sequencer")
struct SequencerTests {
    static let schema = Schema([Journal.schema])

    @Test("every entry gets one position, dense and in the order of its transactions", arguments: Engine.available)
    func dense(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            for number in 0..<25 { try await store.note(number) }
            try await store.sequenceAll()
            let entries = try await store.read { try Journal.entries(after: 0, limit: 100, in: $0) }
            #expect(entries.map(\.position) == Array(1...25))
            #expect(entries.map { $0.entry.payload.integer("number") } == (0..<25).map { Int64($0) })
            let findings = try await store.read { try Journal.verify(in: $0) }
            #expect(findings.problems.isEmpty)
            #expect(findings.waitingCount == 0)
        }
    }

    @Test("two sequencers beside each other give no position twice and leave none out", arguments: Engine.available)
    func twoSequencers(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask { for number in 0..<20 { try await store.note(writer * 100 + number) } }
                }
                for _ in 0..<2 {
                    group.addTask {
                        for _ in 0..<40 { _ = try await Sequencer(store: store, logger: .silent).sequence() }
                    }
                }
                try await group.waitForAll()
            }
            try await store.sequenceAll()
            let entries = try await store.read { try Journal.entries(after: 0, limit: 1_000, in: $0) }
            #expect(entries.map(\.position) == Array(1...160))
            #expect(Set(entries.map(\.entry.id)).count == 160)
        }
    }

    @Test("a follower never passes over a transaction that began first and commits last", arguments: Engine.available)
    func beganFirstCommitsLast(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let gate = Gate()
            // The slow transaction writes its entry (and so has its numbers), then waits while others commit.
            async let slow: Void = store.write(as: .clockwork, at: .maintenance) { tx in
                try tx.note(1)
                gate.open()
                gate.waitForRelease()
            }
            await gate.opened()
            if engine == .postgres {
                try await store.note(2)
                let early = try await Sequencer(store: store, logger: .silent).sequence()
                #expect(early == .waitingForOthers, "the later entry must wait for the earlier transaction")
                #expect(try await store.read { try Journal.head(in: $0) } == 0)
            }
            gate.release()
            try await slow
            if engine == .sqlite { try await store.note(2) }
            try await store.sequenceAll()
            let numbers = try await store.read {
                try Journal.entries(after: 0, limit: 10, in: $0).map { $0.entry.payload.integer("number") }
            }
            #expect(numbers == [1, 2])
        }
    }

    @Test("a transaction that is rolled back leaves no position behind", arguments: Engine.available)
    func rolledBack(_ engine: Engine) async throws {
        struct Stop: Error {}
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            try await store.note(1)
            await #expect(throws: Stop.self) {
                try await store.write(as: .clockwork) { tx in
                    try tx.note(2)
                    throw Stop()
                }
            }
            try await store.note(3)
            try await store.sequenceAll()
            let entries = try await store.read { try Journal.entries(after: 0, limit: 10, in: $0) }
            #expect(entries.map { $0.entry.payload.integer("number") } == [1, 3])
            #expect(entries.map(\.position) == [1, 2])
        }
    }

    @Test("the sequencer wakes by itself when an entry is written, and wakes who follows", arguments: Engine.available)
    func wakes(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let wakes = store.wakes(of: Journal.sequenced)
            let running = Task { await Sequencer(store: store, logger: .silent).run() }
            try await store.note(7)
            for await _ in wakes {
                if try await store.read({ try Journal.head(in: $0) }) == 1 { break }
            }
            running.cancel()
            await running.value
            #expect(try await store.read { try Journal.head(in: $0) } == 1)
        }
    }
}
