import Journal
import Logging
import Store
import StoreContract
import Synchronization
import Testing
import Vocabulary

@Suite("Followers")
struct FollowingTests {
    private static let table = Table(
        "seen", .derived, columns: "position {integer} PRIMARY KEY, number {integer} NOT NULL")
    private static let schema = Schema([Journal.schema, SchemaModule("Test", [Migration(tables: [table])])])
    private static let node = Identifier(high: 1, low: 1)
    private static let otherNode = Identifier(high: 1, low: 2)

    private static let copying = Follower(
        "copying",
        .inside { entry, tx in
            try tx.execute(
                "INSERT INTO seen (position, number) VALUES (?, ?)",
                [.integer(entry.position), .integer(entry.entry.payload.integer("number"))])
        })

    private static func seen(_ store: any Store) async throws -> [Int64] {
        try await store.read { try $0.rows("SELECT number FROM seen ORDER BY position") { try $0.integer(0) } }
    }

    @Test(
        "a follower sees every entry once and in order, and its effects move with its cursor",
        arguments: Engine.available)
    func inOrder(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            for number in 0..<230 { try await store.note(number) }
            try await store.sequenceAll()
            let following = Following(Self.copying, store: store, node: Self.node, logger: .silent)
            while try await following.step() {}
            #expect(try await Self.seen(store) == (0..<230).map { Int64($0) })
            #expect(try await following.step() == false)
        }
    }

    @Test("a poisonous entry is parked after five failures and the others flow", arguments: Engine.available)
    func poison(_ engine: Engine) async throws {
        struct Poison: Error {}
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            for number in 0..<6 { try await store.note(number) }
            try await store.sequenceAll()
            let follower = Follower(
                "choking",
                .inside { entry, tx in
                    if entry.entry.payload.integer("number") == 3 { throw Poison() }
                    try tx.execute(
                        "INSERT INTO seen (position, number) VALUES (?, ?)",
                        [.integer(entry.position), .integer(entry.entry.payload.integer("number"))])
                })
            let following = Following(follower, store: store, node: Self.node, logger: .silent)
            for _ in 0..<20 { _ = try await following.step() }
            #expect(try await Self.seen(store) == [0, 1, 2, 4, 5])
            let parked = try await store.read { try Journal.parked(in: $0) }
            #expect(parked.map(\.position) == [4])
            #expect(parked.first?.follower == "choking")
        }
    }

    @Test(
        "an effect outside comes before the cursor: at least once, and again after a failure",
        arguments: Engine.available)
    func outside(_ engine: Engine) async throws {
        struct Unreachable: Error {}
        let sent = Mutex<[Int64]>([])
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            for number in 0..<3 { try await store.note(number) }
            try await store.sequenceAll()
            let follower = Follower(
                "sending",
                .outside { entry in
                    let number = entry.entry.payload.integer("number") ?? -1
                    let isFirstTry = sent.withLock { sent in
                        sent.append(number)
                        return sent.count { $0 == number } == 1
                    }
                    if number == 1, isFirstTry { throw Unreachable() }
                })
            let following = Following(follower, store: store, node: Self.node, logger: .silent)
            while try await following.step() {}
        }
        #expect(sent.withLock { $0 } == [0, 1, 1, 2])
    }

    @Test("one node follows at a time; another takes over when the lease has run out", arguments: Engine.available)
    func lease(_ engine: Engine) async throws {
        let clock = TestClock()
        let database = try TestDatabase(on: engine)
        defer { database.remove() }
        let store = try await database.open(Self.schema, surroundings: clock.surroundings)
        for number in 0..<2 { try await store.note(number) }
        try await store.sequenceAll()
        let first = Following(Self.copying, store: store, node: Self.node, logger: .silent)
        let second = Following(Self.copying, store: store, node: Self.otherNode, logger: .silent)
        while try await first.step() {}
        try await store.note(2)
        try await store.sequenceAll()
        #expect(try await second.step() == false)
        #expect(try await Self.seen(store) == [0, 1])
        clock.advance(milliseconds: 10_001)
        while try await second.step() {}
        #expect(try await Self.seen(store) == [0, 1, 2])
        await store.close()
    }
}
