import CSQLite
import Foundation
import Store
import StoreSQLite
import Vocabulary

enum SQLiteBench {
    static func run(in directory: String) async throws {
        try await durableWrites(directory)
        try await pointReads(directory)
    }

    /// 64 writers: grouped against one commit each, in turns; and the C library's own loop of single commits beside them.
    private static func durableWrites(_ directory: String) async throws {
        var single = SQLiteSettings()
        single.groupCommandsMax = 1
        let grouped = try await open(directory + "/grouped.sqlite", SQLiteSettings())
        let alone = try await open(directory + "/alone.sqlite", single)
        let library = try Library(directory + "/library.sqlite")
        var (perSecond, peer, loop, latencies) = ([Double](), [Double](), [Double](), [Double]())
        var syncMilliseconds: [Double] = []
        for round in 0..<7 {
            let one = try await Bench.load(64, seconds: 1.5) { client, number in
                try await write(grouped, client, number)
            }
            let two = try await Bench.load(64, seconds: 1.5) { client, number in try await write(alone, client, number)
            }
            let three = library.commitsPerSecond(seconds: 0.7)
            guard round > 0 else { continue }  // the first warms up
            perSecond.append(one.perSecond)
            latencies += one.latencies
            peer.append(two.perSecond)
            loop.append(three)
            syncMilliseconds.append(1_000 / three)
        }
        let conditions = "WAL, synchronous FULL, 2 inserts each with one index, medians of 6 interleaved rounds"
        Bench.print(
            "store.sqlite.durable_writes_64", Bench.median(perSecond), "writes/s", peer: "one commit each",
            Bench.median(peer), conditions: conditions)
        Bench.print(
            "store.sqlite.durable_writes_64_to_c", Bench.median(perSecond), "writes/s",
            peer: "C library, one thread, one commit each", Bench.median(loop), conditions: conditions)
        latencies.sort()
        Bench.print(
            "store.sqlite.durable_write_p99", latencies[latencies.count * 99 / 100], "ms",
            peer: "one commit of the C library",
            Bench.median(syncMilliseconds), conditions: conditions)
        let figures = grouped.figures()
        func figure(_ name: String) -> Double { figures.first { $0.name == name }?.value ?? 0 }
        Bench.print(
            "store.sqlite.group_size_mean", figure("commands_total") / figure("groups_total"), "writes",
            peer: "largest group", figure("group_size_max"), conditions: conditions)
        await grouped.close()
        await alone.close()
    }

    private static func write(_ store: SQLiteStore, _ client: Int, _ number: Int) async throws {
        try await store.write(as: Bench.actor) { tx in
            try tx.execute(
                "INSERT INTO matter (id, place, title, state, opened_ms, weight) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .identifier(tx.identifier()), .integer(client), .text("路灯不亮 — the lamp is broken"), .text("open"),
                    .instant(tx.now), .double(1.5),
                ])
            try tx.execute(
                "INSERT INTO entry (kind, amount) VALUES (?, ?)", [.text("matter.opened"), .integer(number)])
        }
    }

    /// Point reads by key inside one closure, against the same statement in the library's own loop, in turns.
    static func pointReads(_ directory: String) async throws {
        let rows = 20_000
        let path = directory + "/reads.sqlite"
        let store = try await open(path, SQLiteSettings())
        try await store.write(as: Bench.actor, at: .maintenance) { tx in
            for number in 0..<rows {
                try tx.execute(
                    "INSERT INTO account (number, balance, words) VALUES (?, ?, ?)",
                    [.integer(number), .integer(number * 3), .text("里坊 — a ward of the old city, number \(number)")])
            }
        }
        let library = try Library(path)
        var (ours, theirs) = ([Double](), [Double]())
        let count = 60_000
        for round in 0..<11 {
            let seconds = try await store.read(in: .reports) { snapshot in
                let start = Bench.monotonic()
                var sum: Int64 = 0
                for number in 0..<count {
                    let found = try snapshot.first(
                        "SELECT number, balance, words FROM account WHERE number = ?",
                        [.integer(number &* 7_919 % rows)]
                    ) { row in (try row.integer(0), try row.integer(1), try row.text(2)) }
                    sum += (found?.1 ?? 0) + Int64(found?.2.utf8.count ?? 0)
                }
                precondition(sum > 0)
                return Bench.monotonic() - start
            }
            let library = library.readSeconds(count, rows)
            guard round > 0 else { continue }
            ours.append(Double(count) / seconds)
            theirs.append(Double(count) / library)
        }
        Bench.print(
            "store.sqlite.point_reads", Bench.median(ours), "reads/s", peer: "C library, prepared statement",
            Bench.median(theirs), conditions: "three columns by key to Swift values, in one read, 10 interleaved rounds"
        )
        await store.close()
    }

    private static func open(_ path: String, _ settings: SQLiteSettings) async throws -> SQLiteStore {
        try await SQLiteStore.open(
            at: .file(path), schema: Bench.schema, surroundings: Bench.surroundings(), logger: Bench.silent,
            settings: settings)
    }
}

/// The library's own loops, written as one would in C.
private final class Library {
    private var handle: OpaquePointer?

    init(_ path: String) throws {
        guard
            sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
                == SQLITE_OK
        else { throw StoreError(.inputOutput, "cannot open \(path)") }
        sqlite3_exec(
            handle,
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -6144; PRAGMA foreign_keys = ON",
            nil, nil, nil)
        sqlite3_exec(
            handle,
            """
            CREATE TABLE IF NOT EXISTS matter (id BLOB NOT NULL PRIMARY KEY, place INTEGER NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL,
            opened_ms INTEGER NOT NULL, weight REAL NOT NULL) STRICT;
            CREATE INDEX IF NOT EXISTS matter_place ON matter (place);
            CREATE TABLE IF NOT EXISTS entry (serial INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, amount INTEGER NOT NULL) STRICT
            """, nil, nil, nil)
    }

    deinit { sqlite3_close_v2(handle) }

    func commitsPerSecond(seconds: Double) -> Double {
        let statements = [
            "BEGIN IMMEDIATE",
            "INSERT INTO matter (id, place, title, state, opened_ms, weight) VALUES (randomblob(16), ?, ?, 'open', ?, 1.5)",
            "INSERT INTO entry (kind, amount) VALUES ('matter.opened', 1)", "COMMIT",
        ].map { sql in
            var statement: OpaquePointer?
            sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
            return statement
        }
        defer { for statement in statements { sqlite3_finalize(statement) } }
        let start = Bench.monotonic()
        var count = 0
        while Bench.monotonic() - start < seconds {
            sqlite3_bind_int64(statements[1], 1, Int64(count % 64))
            sqlite3_bind_text(statements[1], 2, "路灯不亮 — the lamp is broken", -1, lifang_sqlite_transient())
            sqlite3_bind_int64(statements[1], 3, Int64(count))
            for statement in statements {
                sqlite3_step(statement)
                sqlite3_reset(statement)
            }
            count += 1
        }
        return Double(count) / (Bench.monotonic() - start)
    }

    func readSeconds(_ count: Int, _ rows: Int) -> Double {
        var statement: OpaquePointer?
        sqlite3_prepare_v2(handle, "SELECT number, balance, words FROM account WHERE number = ?", -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        sqlite3_exec(handle, "BEGIN", nil, nil, nil)
        defer { sqlite3_exec(handle, "COMMIT", nil, nil, nil) }
        let start = Bench.monotonic()
        var sum: Int64 = 0
        for number in 0..<count {
            sqlite3_bind_int64(statement, 1, Int64(number &* 7_919 % rows))
            if sqlite3_step(statement) == SQLITE_ROW {
                sum += sqlite3_column_int64(statement, 0) * 0 + sqlite3_column_int64(statement, 1)
                // What a C program does with text: look at it where it lies.
                if sqlite3_column_text(statement, 2) != nil { sum += Int64(sqlite3_column_bytes(statement, 2)) }
            }
            sqlite3_reset(statement)
        }
        precondition(sum > 0)
        return Bench.monotonic() - start
    }
}
