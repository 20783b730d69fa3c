import Glibc
public import Logging
public import Store
import StorePostgres
import StoreSQLite
import Synchronization
public import Vocabulary

/// A database of its own for one test, removed in the end.
public final class TestDatabase: Sendable {
    /// Which engine it lives on.
    public let engine: Engine
    /// The file on SQLite, the connection string on PostgreSQL.
    public let location: String
    private let name: String
    private static let made = Atomic(0)
    private static let turns = Turns(databases: 16)

    /// Makes an empty database.
    ///
    /// - Throws: ``StoreError`` if there is no room or no server for it.
    public init(on engine: Engine) throws {
        self.engine = engine
        let number = Self.made.add(1, ordering: .relaxed).newValue
        name = "lifang_test_\(getpid())_\(number)"
        switch engine {
        case .sqlite:
            let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
            let directory = "\(parent)/\(name)"
            guard mkdir(directory, 0o700) == 0 else {
                throw StoreError(.inputOutput, "no directory for a test database")
            }
            location = directory + "/store.sqlite"
        case .postgres:
            guard let server = Engine.postgresConnectionString else {
                throw StoreError(.connectionLost, "LIFANG_TEST_POSTGRES is not set")
            }
            try RawPostgres(server).run("CREATE DATABASE \(name) TEMPLATE template0")
            location = server + " dbname=" + name
        }
    }

    /// Opens a store over it, with a clock and identifiers that are the same in each run.
    ///
    /// - Throws: What the engine's `open` throws.
    public func open(
        _ schema: Schema, surroundings: Surroundings = .fixed(), limits: [ReadLane: Duration] = [:],
        logger: Logger = .silent
    ) async throws -> any Store {
        switch engine {
        case .sqlite:
            try await SQLiteStore.open(
                at: .file(location), schema: schema, surroundings: surroundings, logger: logger, limits: limits)
        case .postgres:
            try await PostgresStore.open(
                location, schema: schema, surroundings: surroundings, logger: logger, settings: .few, limits: limits)
        }
    }

    /// Removes the database with everything in it; stores over it must be closed.
    public func remove() {
        switch engine {
        case .sqlite:
            for suffix in ["", "-wal", "-shm", ".lock"] { unlink(location + suffix) }
            if let end = location.lastIndex(of: "/") { rmdir(String(location[..<end])) }
        case .postgres:
            // A database that stays behind on the test server harms no other test.
            if let server = Engine.postgresConnectionString {
                _ = try? RawPostgres(server).run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
            }
        }
    }

    /// Runs a test over a fresh database, and removes it whatever happens.
    ///
    /// - Throws: What opening or `body` throws.
    public static func with<Result>(
        _ engine: Engine, schema: Schema, surroundings: Surroundings = .fixed(), limits: [ReadLane: Duration] = [:],
        _ body: (any Store) async throws -> Result
    ) async throws -> Result {
        await turns.take()
        defer { Task { await turns.give() } }
        let database = try TestDatabase(on: engine)
        defer { database.remove() }
        let store = try await database.open(schema, surroundings: surroundings, limits: limits)
        do {
            let result = try await body(store)
            await store.close()
            return result
        } catch {
            await store.close()
            throw error
        }
    }
}

/// Lets only so many databases stand at once: hundreds of tests would otherwise open more connections than a server has,
/// and wait for each other past the store's own limits.
private actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(databases: Int) { free = databases }

    func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func give() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}

extension Surroundings {
    /// A clock that goes on by a millisecond whenever it is looked at, and chance from a seed.
    public static func fixed(seed: UInt64 = 139) -> Surroundings {
        let time = Counter(1_790_000_000_000)
        let chance = Counter(Int(truncatingIfNeeded: seed))
        return Surroundings(
            clock: { Instant(millisecondsSince1970: Int64(time.next(1))) },
            chance: {
                // SplitMix64.
                var mixed = UInt64(truncatingIfNeeded: chance.next(Int(bitPattern: 0x9E37_79B9_7F4A_7C15)))
                mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
                mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
                return mixed ^ (mixed >> 31)
            })
    }

    private final class Counter: Sendable {
        private let value: Atomic<Int>
        init(_ value: Int) { self.value = Atomic(value) }
        func next(_ step: Int) -> Int { value.wrappingAdd(step, ordering: .relaxed).newValue }
    }
}

extension Logger {
    /// Writes nothing.
    public static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}

extension PostgresSettings {
    /// Few connections, so that several tests can run beside each other on one server.
    static var few: PostgresSettings {
        var settings = PostgresSettings()
        settings.connections = 6
        settings.reportConnections = 1
        return settings
    }
}
