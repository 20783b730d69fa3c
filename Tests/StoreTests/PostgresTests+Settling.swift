import Foundation
import Store
import StoreContract
import StorePostgres
import Testing

extension PostgresTests {
    // MARK: Settled stamps

    @Test("what took its number first and commits last is not overtaken")
    func firstNumberLastCommit() async throws {
        try await with { database, store in
            let (early, late) = (try RawPostgres(database.location), try RawPostgres(database.location))
            let first = try begin(early)
            let second = try begin(late)
            #expect(first < second)
            try late.run("COMMIT")
            #expect(try await store.settledStamp() <= first, "the first is still running")
            try early.run("COMMIT")
            #expect(try await store.settledStamp() > second)
        }
    }

    @Test("what took its number first and commits first is settled while the second still runs")
    func firstNumberFirstCommit() async throws {
        try await with { database, store in
            let (early, late) = (try RawPostgres(database.location), try RawPostgres(database.location))
            let first = try begin(early)
            let second = try begin(late)
            try early.run("COMMIT")
            let settled = try await store.settledStamp()
            #expect(settled > first && settled <= second)
            try late.run("ROLLBACK")
            #expect(try await store.settledStamp() > second)
        }
    }

    @Test("a long-open transaction of this database holds back, one of another database does not")
    func onlyThisDatabaseHoldsBack() async throws {
        try await with { database, store in
            let other = try TestDatabase(on: .postgres)
            defer { other.remove() }
            let elsewhere = try RawPostgres(other.location)
            let old = try begin(elsewhere, table: "CREATE TABLE entry (kind text, stamp bigint)")
            try await add(1, to: store)
            let here = try RawPostgres(database.location)
            let mine = try begin(here)
            #expect(old < mine)
            let settled = try await store.settledStamp()
            #expect(settled > old && settled <= mine)
            try here.run("COMMIT")
            #expect(try await store.settledStamp() > mine)
            try elsewhere.run("ROLLBACK")
        }
    }

    @Test("a prepared transaction holds back until it is decided")
    func preparedTransactionsHoldBack() async throws {
        try await with { database, store in
            let raw = try RawPostgres(database.location)
            let mine = try begin(raw)
            try raw.run("PREPARE TRANSACTION 'lifang-test'")
            for round in 0..<3 { try await add(round, to: store) }
            #expect(try await store.settledStamp() <= mine)
            try raw.run("COMMIT PREPARED 'lifang-test'")
            #expect(try await store.settledStamp() > mine)
        }
    }

    @Test("running transactions of other roles are seen without special rights")
    func otherRolesAreSeen() async throws {
        try await with { database, store in
            let admin = try RawPostgres(database.location)
            let role = "lifang_plain_\(getpid())"
            try admin.run("CREATE ROLE \(role) LOGIN; GRANT CREATE, USAGE ON SCHEMA public TO \(role)")
            try admin.run("GRANT ALL ON ALL TABLES IN SCHEMA public TO \(role)")
            defer { _ = try? admin.run("DROP OWNED BY \(role); DROP ROLE \(role)") }
            let mine = try begin(admin)
            let plain = try await open(database.location + " user=" + role)
            #expect(try await plain.settledStamp() <= mine)
            await plain.close()
            try admin.run("COMMIT")
            #expect(try await store.settledStamp() > mine)
        }
    }

    @Test("a follower that trusts settled stamps misses nothing while 16 writers commit in any order")
    func followersMissNothing() async throws {
        try await with { _, store in
            let isDone = Shared(false)
            let follower = Task {
                var (position, seen, isLast) = (Int64(0), Set<String>(), false)
                while true {
                    isLast = isDone.withLock { $0 }
                    let (from, settled) = (position, try await store.settledStamp())
                    let kinds = try await store.read {
                        try $0.rows(
                            "SELECT kind FROM entry WHERE stamp >= ? AND stamp < ?",
                            [.integer(from), .integer(settled)]
                        ) {
                            try $0.text(0)
                        }
                    }
                    for kind in kinds { #expect(seen.insert(kind).inserted, "seen twice") }
                    position = settled
                    if isLast { return seen.count }
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 0..<16 {
                    group.addTask {
                        for round in 0..<25 {
                            try await store.write(as: StoreContract.actor) { tx in
                                try tx.execute(
                                    "INSERT INTO entry (kind, stamp) VALUES (?, \(tx.dialect.transactionStamp))",
                                    [.text("\(client) \(round)")])
                                usleep(UInt32(client * round % 7) * 300)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            isDone.withLock { $0 = true }
            let seen = try await follower.value
            #expect(seen == 400)
        }
    }
}
