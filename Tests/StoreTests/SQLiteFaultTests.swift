import Foundation
import Logging
import Store
import StoreContract
import StoreSQLite
import Testing
import Vocabulary

/// What may go wrong inside one process with a database file.
@Suite("SQLite faults", .serialized) struct SQLiteFaultTests {
    @Test("a command that fails in a group fails alone")
    func failingCommandFailsAlone() async throws {
        try await withGroup(
            of: 20,
            doing: { tx, number in
                try draft(tx, number)
                if number == 7 { try tx.execute("INSERT INTO nowhere VALUES (1)") }
            },
            check: { store, errors, effects in
                #expect(errors.keys.sorted() == [7])
                #expect(errors[7]?.code == .statement)
                let drafts = try await store.read { try $0.integer("SELECT count(*) FROM draft") }
                #expect(drafts == 19)
                #expect(effects == (0..<20).filter { $0 != 7 })
                #expect(figure("groups_run_alone_total", store) == 0)
                #expect(figure("group_size_max", store) == 20)
            })
    }

    @Test("a command that breaks the transaction of its group takes nobody with it")
    func brokenGroupIsRunAgain() async throws {
        try await withGroup(
            of: 20,
            doing: { tx, number in
                try draft(tx, number)
                // OR ROLLBACK ends the whole transaction, savepoints and all; the closure hides the error.
                if number == 7 {
                    _ = try? tx.execute("INSERT OR ROLLBACK INTO figure (name, amount) VALUES ('x', 1), ('x', 2)")
                }
            },
            check: { store, errors, effects in
                #expect(errors.keys.sorted() == [7])
                #expect(errors[7]?.code == .uniqueViolation)
                let drafts = try await store.read { try $0.integer("SELECT count(*) FROM draft") }
                #expect(drafts == 19)
                #expect(effects == (0..<20).filter { $0 != 7 })
                #expect(figure("groups_run_alone_total", store) == 1)
            })
    }

    @Test("a command that tries to end the transaction of its group is refused alone")
    func endingTheGroupIsRefused() async throws {
        try await withGroup(
            of: 12,
            doing: { tx, number in
                try draft(tx, number)
                if number % 4 == 3 { _ = try? tx.execute(number == 3 ? "COMMIT" : "ROLLBACK") }
            },
            check: { store, errors, effects in
                #expect(errors.keys.sorted() == [3, 7, 11])
                #expect(errors.values.allSatisfy { $0.code == .statement })
                let drafts = try await store.read { try $0.integer("SELECT count(*) FROM draft") }
                #expect(drafts == 9)
                #expect(effects == [0, 1, 2, 4, 5, 6, 8, 9, 10])
            })
    }

    @Test("on a full database what does not fit is refused as diskFull, and smaller writes and reads go on")
    func fullDatabaseRefuses() async throws {
        let directory = try Directory()
        var settings = SQLiteSettings()
        settings.pagesMax = 60
        try await fill(directory.path, settings)
    }

    @Test(
        "on a full disk nothing acknowledged is lost, reads go on, and writes resume once there is room",
        .enabled(if: getuid() == 0 && Processes.exists("mount"), "mounting a small disk needs root"))
    func fullDiskRefuses() async throws {
        let directory = try Directory()
        guard try Processes.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", directory.path]).code == 0 else {
            // A container may forbid mounts even to root; the test with a limited database remains.
            return
        }
        do {
            // The log must be small against the disk: moving it into the database takes as much room once more.
            var settings = SQLiteSettings()
            settings.checkpointPages = 64
            try await fill(directory.path, settings)
        } catch {
            _ = try Processes.run(["umount", "-l", directory.path])
            throw error
        }
        #expect(try Processes.run(["umount", directory.path]).code == 0)
    }

    /// Fills a place with 64 writers until it refuses, looks at everything, makes room and goes on.
    private func fill(_ directory: String, _ settings: SQLiteSettings) async throws {
        let path = directory + "/store.sqlite"
        let ballast = directory + "/ballast"
        try Data(count: 3 * 1_048_576).write(to: URL(fileURLWithPath: ballast))
        let store = try await SQLiteStore.open(
            at: .file(path), schema: StoreContract.schema, surroundings: .fixed(), logger: .silent, settings: settings)
        let kept = Shared<Set<Int>>([])
        let refused = Shared<[StoreError.Code]>([])
        try await race(64) { client in
            for round in 0..<400 {
                let number = client * 1_000 + round
                do {
                    try await store.write(as: StoreContract.actor) { tx in
                        try tx.execute(
                            "INSERT INTO figure (name, amount) VALUES (?, ?)",
                            [.text(String(repeating: "里", count: 600) + String(number)), .integer(number)])
                    }
                    _ = kept.withLock { $0.insert(number) }
                } catch let error as StoreError {
                    refused.withLock { $0.append(error.code) }
                    if refused.withLock({ $0.count }) > 100 { return }
                }
            }
        }
        #expect(Set(refused.withLock { $0 }) == [.diskFull])
        #expect(store.fault == nil)
        let held = try await store.read { try $0.rows("SELECT amount FROM figure") { Int(try $0.integer(0)) } }
        #expect(Set(held) == kept.withLock { $0 })
        // Room is made by giving up the ballast, or by deleting.
        try FileManager.default.removeItem(atPath: ballast)
        try await store.write(as: StoreContract.actor) {
            try $0.execute("DELETE FROM figure WHERE amount IN (SELECT amount FROM figure LIMIT 20)")
        }
        try await store.write(as: StoreContract.actor) {
            try $0.execute("INSERT INTO figure (name, amount) VALUES ('after', 1)")
        }
        await store.close()
        #expect(try await SQLiteStore.verify(path) == [])
    }

    @Test("the write-ahead log stays short while writing does not pause")
    func logStaysShort() async throws {
        let directory = try Directory()
        let path = directory.path + "/store.sqlite"
        let store = try await SQLiteStore.open(
            at: .file(path), schema: StoreContract.schema, surroundings: .fixed(), logger: .silent)
        try await race(32) { client in
            for round in 0..<200 {
                try await store.write(as: StoreContract.actor) { tx in
                    try tx.execute(
                        "INSERT INTO figure (name, amount) VALUES (?, 1)",
                        [.text("\(client * 7_919 % 32) \(round) " + String(repeating: "x", count: 2_000))])
                }
            }
        }
        let size = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? 0
        // 6,400 rows of 2 kB are some 14 MB of pages, and many more of log without checkpoints.
        #expect(size < 16 * 1_048_576, "\(size) bytes of log")
        #expect(figure("checkpoints_total", store) > 0)
        await store.close()
    }

    private func race(_ clients: Int, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<clients { group.addTask { try await body(client) } }
            try await group.waitForAll()
        }
    }

    // MARK: Groups

    private func draft(_ tx: Transaction, _ number: Int) throws {
        try tx.execute(
            "INSERT INTO draft (id, words) VALUES (?, ?)", [.identifier(tx.identifier()), .text("\(number)")])
    }

    /// Holds the writer until a number of commands wait, so that they become one group.
    private func withGroup(
        of count: Int, doing body: @escaping @Sendable (Transaction, Int) throws -> Void,
        check: (any Store, [Int: StoreError], [Int]) async throws -> Void
    ) async throws {
        try await TestDatabase.with(.sqlite, schema: StoreContract.schema) { store in
            let isHeld = Shared(true)
            let hasBegun = Shared(false)
            let holder = Task {
                try await store.write(as: StoreContract.actor, at: .maintenance) { _ in
                    hasBegun.withLock { $0 = true }
                    while isHeld.withLock({ $0 }) { usleep(500) }
                }
            }
            while !hasBegun.withLock({ $0 }) { await Task.yield() }
            let effects = Shared<[Int]>([])
            let errors = Shared<[Int: StoreError]>([:])
            var commands: [Task<Void, Never>] = []
            for number in 0..<count {
                commands.append(
                    Task {
                        do {
                            try await store.write(as: StoreContract.actor) { tx in
                                tx.afterCommit { effects.withLock { $0.append(number) } }
                                try body(tx, number)
                            }
                        } catch { errors.withLock { $0[number] = error as? StoreError } }
                    })
                while figure("writes_waiting", store) < Double(number + 1) { await Task.yield() }
            }
            isHeld.withLock { $0 = false }
            try await holder.value
            for command in commands { await command.value }
            try await check(store, errors.withLock { $0 }, effects.withLock { $0 })
        }
    }

    private func figure(_ name: String, _ store: any Store) -> Double {
        store.figures().first { $0.name == name }?.value ?? -1
    }
}
