import Foundation
import Logging
import Store
import StoreContract
import StorePostgres
import Testing
import Vocabulary

/// What only a server can do to us: lose connections, go away, hold transactions open.
@Suite("PostgreSQL", .serialized, .enabled(if: Engine.available.contains(.postgres), "LIFANG_TEST_POSTGRES is not set"))
struct PostgresTests {
    // MARK: Connections

    @Test("killed connections are made again: reads and writes go on, and listeners are woken once")
    func killedConnectionsAreMadeAgain() async throws {
        try await with { database, store in
            let wakes = store.wakes(of: Signal("journal_grew", reaching: .everyNode))
            for round in 0..<5 {
                try killOthers(database)
                try await add(round, to: store)
                try killOthers(database)
                let count = try await store.read { try $0.integer("SELECT count(*) FROM figure") }
                #expect(count == Int64(round + 1))
                let reports = try await store.read(in: .reports) { try $0.integer("SELECT count(*) FROM figure") }
                #expect(reports == Int64(round + 1))
            }
            var iterator = wakes.makeAsyncIterator()
            let wake: Void? = await iterator.next()
            #expect(wake != nil)
            #expect(figure("reconnects_total", store) > 0)
        }
    }

    @Test("a connection lost inside a write is replaced and the write run again with the same moment and identifiers")
    func lostWritesAreRunAgain() async throws {
        try await with { database, store in
            let attempts = Shared<[String]>([])
            try await store.write(as: StoreContract.actor) { tx in
                let number = attempts.withLock { attempts in
                    attempts.append("\(tx.now) \(tx.identifier())")
                    return attempts.count
                }
                try tx.execute("INSERT INTO figure (name, amount) VALUES ('once', 1)")
                if number == 1 { try killOthers(database) }
                try tx.execute("INSERT INTO figure (name, amount) VALUES ('twice', 1)")
            }
            attempts.withLock { attempts in
                #expect(attempts.count == 2)
                #expect(Set(attempts).count == 1)
            }
            let count = try await store.read { try $0.integer("SELECT count(*) FROM figure") }
            #expect(count == 2)
        }
    }

    @Test("a connection lost at the commit leaves the outcome unknown: connectionLost, and no second attempt")
    func unknownOutcomesAreNotRunAgain() async throws {
        try await with { database, store in
            try RawPostgres(database.location).run(
                """
                CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(5); RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON draft DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION die()
                """)
            let attempts = Shared(0)
            await #expect {
                try await store.write(as: StoreContract.actor) { tx in
                    attempts.withLock { $0 += 1 }
                    try tx.execute("INSERT INTO draft (id, words) VALUES (?, 'x')", [.identifier(tx.identifier())])
                }
            } throws: { ($0 as? StoreError)?.code == .connectionLost }
            #expect(attempts.withLock { $0 } == 1)
            try await add(1, to: store)
        }
    }

    @Test(
        "a server that is stopped makes calls throw, and one that is started again is found without a restart of ours",
        .enabled(if: PrivateServer.canStart, "Scripts/with-postgres cannot start a server here"))
    func restartedServersAreFound() async throws {
        // A server of its own: others use the common one at the same time.
        let server = try PrivateServer()
        let store = try await open(server.connectionString)
        try await add(1, to: store)
        let wakes = store.wakes(of: Signal("journal_grew", reaching: .everyNode))
        #expect(try Processes.run([server.control, "stop"]).code == 0)
        await #expect { _ = try await store.read { try $0.integer("SELECT 1") } } throws: {
            ($0 as? StoreError)?.code == .connectionLost
        }
        #expect(try Processes.run([server.control, "start"]).code == 0)
        try await add(2, to: store)
        let count = try await store.read { try $0.integer("SELECT count(*) FROM figure") }
        #expect(count == 2)
        var iterator = wakes.makeAsyncIterator()
        let wake: Void? = await iterator.next()
        #expect(wake != nil)
        await store.close()
        server.stop()
    }

    // MARK: Fitness

    @Test("a server that is not fit is refused: encoding, durability, order of text")
    func unfitServersAreRefused() async throws {
        let server = try #require(Engine.postgresConnectionString)
        let admin = try RawPostgres(server)
        let name = "lifang_unfit_\(getpid())"
        defer { _ = try? admin.run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)") }
        func refusal(_ settings: String...) async throws -> StoreError.Code? {
            try admin.run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
            try admin.run("CREATE DATABASE \(name) TEMPLATE template0 \(settings[0])")
            for statement in settings.dropFirst() { try admin.run(statement) }
            do {
                let store = try await open(server + " dbname=" + name)
                await store.close()
                return nil
            } catch { return (error as? StoreError)?.code }
        }
        #expect(try await refusal("ENCODING 'LATIN1' LOCALE 'C'") == .unfit)
        #expect(try await refusal("", "ALTER DATABASE \(name) SET synchronous_commit = off") == .unfit)
        #expect(try await refusal("", "ALTER DATABASE \(name) SET standard_conforming_strings = off") == .unfit)
        #expect(try await refusal("") == nil)
        try RawPostgres(server + " dbname=" + name).run(
            "ALTER TABLE figure ALTER COLUMN name TYPE text COLLATE \"und-x-icu\"")
        await #expect { _ = try await open(server + " dbname=" + name) } throws: { ($0 as? StoreError)?.code == .unfit }
        await #expect { _ = try await open("host=127.0.0.1 port=1 connect_timeout=1") } throws: {
            ($0 as? StoreError)?.code == .connectionLost
        }
    }

    @Test("nodes that start at once bring the schema up to date once")
    func nodesMigrateOneByOne() async throws {
        let database = try TestDatabase(on: .postgres)
        defer { database.remove() }
        let stores = try await withThrowingTaskGroup(of: PostgresStore.self) { group in
            for _ in 0..<5 { group.addTask { try await open(database.location) } }
            return try await group.reduce(into: [PostgresStore]()) { $0.append($1) }
        }
        let steps = try await stores[4].read { try $0.integer("SELECT count(*) FROM schema_step") }
        #expect(steps == 1)
        for store in stores { await store.close() }
    }

    // MARK: Wakes

    @Test("a wake for every node reaches the others, one for this node does not")
    func wakesReachOtherNodes() async throws {
        try await with { database, store in
            let other = try await open(database.location)
            let near = Signal("near", reaching: .thisNode)
            let far = Signal("far", reaching: .everyNode)
            let nearWakes = other.wakes(of: near)
            let farWakes = other.wakes(of: far)
            try await store.write(as: StoreContract.actor) { $0.wake(near) }
            try await store.write(as: StoreContract.actor) { $0.wake(far) }
            var iterator = farWakes.makeAsyncIterator()
            let wake: Void? = await iterator.next()
            #expect(wake != nil)
            await other.close()
            var count = 0
            for await _ in nearWakes { count += 1 }
            #expect(count == 0)
        }
    }

    // MARK: Tools

    func with(_ body: (TestDatabase, any Store) async throws -> Void) async throws {
        let database = try TestDatabase(on: .postgres)
        defer { database.remove() }
        let store = try await database.open(StoreContract.schema)
        do { try await body(database, store) } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    func open(_ connectionString: String) async throws -> PostgresStore {
        var settings = PostgresSettings()
        settings.connections = 3
        settings.reportConnections = 1
        return try await PostgresStore.open(
            connectionString, schema: StoreContract.schema, surroundings: .fixed(), logger: .silent, settings: settings)
    }

    func add(_ number: Int, to store: any Store) async throws {
        try await store.write(as: StoreContract.actor) {
            try $0.execute("INSERT INTO figure (name, amount) VALUES (?, 1)", [.text("\(number)")])
        }
    }

    /// Ends every other connection to a database, as an administrator would.
    func killOthers(_ database: TestDatabase) throws {
        try RawPostgres(database.location).run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    }

    /// Begins a transaction that writes one stamped row, and gives its number.
    func begin(_ raw: RawPostgres, table: String? = nil) throws -> Int64 {
        try raw.run("BEGIN")
        if let table { try raw.run(table) }
        let stamp = try raw.run(
            "INSERT INTO entry (kind, stamp) VALUES ('raw', pg_current_xact_id()::text::bigint) RETURNING stamp")
        return try #require(stamp.flatMap { Int64($0) })
    }

    func figure(_ name: String, _ store: any Store) -> Double {
        store.figures().first { $0.name == name }?.value ?? -1
    }
}
