import Journal
import Store
import StoreContract
import Synchronization
import Testing
import Vocabulary

@Suite("Keys against repetition")
struct RequestKeyTests {
    private static func once(_ store: any Store, _ key: String?, _ fingerprint: String, _ number: Int) async throws -> (
        String, Bool
    ) {
        try await store.write(as: .operatorOfMachine) { tx in
            let done = try RequestKeys.once(key, fingerprint: fingerprint, in: tx) {
                try tx.note(number)
                return "answer \(number)"
            }
            return (done.answer, done.isRepeated)
        }
    }

    @Test("the same request again gets the first answer and does nothing", arguments: Engine.available)
    func again(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: SequencerTests.schema) { store in
            let first = try await Self.once(store, "k", "a", 1)
            let second = try await Self.once(store, "k", "a", 2)
            let entries = try await store.read { try Journal.verify(in: $0).entryCount }
            #expect(first == ("answer 1", false))
            #expect(second == ("answer 1", true))
            #expect(entries == 1)
        }
    }

    @Test("another request under the same key is refused", arguments: Engine.available)
    func reused(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: SequencerTests.schema) { store in
            _ = try await Self.once(store, "k", "a", 1)
            await #expect(throws: JournalError.keyReused) { try await Self.once(store, "k", "b", 2) }
        }
    }

    @Test(
        "an unfit key is refused", arguments: ["", "with blank", "ключ", String(repeating: "k", count: 129)])
    func unfit(_ key: String) async throws {
        try await TestDatabase.with(.sqlite, schema: SequencerTests.schema) { store in
            _ = await #expect(throws: JournalError.keyUnfit) { try await Self.once(store, key, "a", 1) }
        }
    }

    @Test("of 64 clients with one key, one does the work and all get its answer", arguments: Engine.available)
    func race(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: SequencerTests.schema) { store in
            let answers = try await withThrowingTaskGroup(of: (String, Bool).self) { group in
                for number in 0..<64 { group.addTask { try await Self.once(store, "k", "a", number) } }
                return try await group.reduce(into: [(String, Bool)]()) { $0.append($1) }
            }
            #expect(Set(answers.map(\.0)).count == 1)
            #expect(answers.count { !$0.1 } == 1)
            #expect(try await store.read { try Journal.verify(in: $0).entryCount } == 1)
        }
    }

    @Test("keys are forgotten after seven days", arguments: Engine.available)
    func forgotten(_ engine: Engine) async throws {
        let clock = TestClock()
        let database = try TestDatabase(on: engine)
        defer { database.remove() }
        let store = try await database.open(SequencerTests.schema, surroundings: clock.surroundings)
        _ = try await Self.once(store, "k", "a", 1)
        clock.advance(milliseconds: RequestKeys.keptMilliseconds)
        #expect(try await store.write(as: .clockwork) { try RequestKeys.forgetOld(in: $0) } == 0)
        clock.advance(milliseconds: 1)
        #expect(try await store.write(as: .clockwork) { try RequestKeys.forgetOld(in: $0) } == 1)
        await store.close()
    }
}
