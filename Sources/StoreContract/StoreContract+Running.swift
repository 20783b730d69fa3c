import Glibc
import Store
import Synchronization
import Testing
import Vocabulary

extension StoreContract {
    /// Statements are kept by their text, may be used inside themselves, and more of them than are kept do no harm.
    public static func statementsAreReused(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            for number in 1...5 { try await deposit(store, number, number) }
            let pairs = try await store.read { snapshot in
                var pairs: [String] = []
                let sql = "SELECT number FROM account WHERE number <= ? ORDER BY number"
                try snapshot.forEach(sql, [.integer(3)]) { outer in
                    let number = try outer.integer(0)
                    try snapshot.forEach(sql, [.integer(number)]) { inner in
                        pairs.append("\(number)\(try inner.integer(0))")
                        return true
                    }
                    return true
                }
                return pairs
            }
            #expect(pairs == ["11", "21", "22", "31", "32", "33"])
            for number in 0..<600 {
                try await equal(store.read { try $0.integer("SELECT \(number) + ?", [.integer(1)]) }, Int64(number + 1))
            }
            func prepared() -> Double { store.figures().first { $0.name == "statements_prepared_total" }?.value ?? -1 }
            // Every connection of the lane may have to prepare it once.
            for _ in 0..<50 { _ = try await store.read { try $0.integer("SELECT count(*) FROM spot") } }
            let before = prepared()
            for _ in 0..<20 { try await store.write(as: actor) { _ = try $0.integer("SELECT count(*) FROM spot") } }
            #expect(prepared() - before <= 8)
        }
    }

    /// The same text with NULL, a number and text in one place works whatever came first.
    public static func argumentsMayChangeTheirKind(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.write(as: actor) { tx in
                let sql = "INSERT INTO spot (id, name, note, weight) VALUES (?, ?, ?, ?)"
                for (index, (note, weight)) in [
                    (Value.null, Value.double(1.5)), (.text("n"), .null), (.null, .integer(3)), (.text(""), .double(0)),
                ].enumerated() {
                    try tx.execute(sql, [.identifier(tx.identifier()), .text("\(index)"), note, weight])
                }
                try journal(tx)
            }
            let back = try await store.read {
                try $0.rows("SELECT note, weight FROM spot ORDER BY name") {
                    "\(try $0.optionalText(0) ?? "–") \($0.isNull(1) ? "–" : String(try $0.double(1)))"
                }
            }
            #expect(back == ["– 1.5", "n –", "– 3.0", " 0.0"])
        }
    }

    /// RETURNING gives rows, an early end keeps the change, and the number of changed rows is told.
    public static func changesCanReturnRows(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.write(as: actor) { tx in
                let serials = try tx.rows(
                    "INSERT INTO entry (kind, stamp) VALUES ('a', 0), ('b', 0), ('c', 0) RETURNING serial"
                ) { try $0.integer(0) }
                #expect(serials == [1, 2, 3])
                let first = try tx.first("UPDATE entry SET kind = 'd' RETURNING serial") { try $0.integer(0) }
                #expect(first != nil)
                try equal(tx.integer("SELECT count(*) FROM entry WHERE kind = 'd'"), 3)
                try equal(tx.execute("UPDATE entry SET kind = 'e' WHERE serial > ?", [.integer(1)]), 2)
                try equal(tx.execute("DELETE FROM entry WHERE serial > ?", [.integer(100)]), 0)
            }
        }
    }

    /// A read past its limit is ended, also one that computes without end, and the lane goes on.
    public static func slowReadsAreEnded(_ engine: Engine) async throws {
        try await withStore(engine, limits: [.pages: .milliseconds(700)]) { store in
            let endless = """
                WITH RECURSIVE n (i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000)
                SELECT count(*) FROM n
                """
            let computing = await refusal(store, reading: { _ = try $0.integer(endless) })
            #expect(computing?.code == .timeLimit)
            let dawdling = await refusal(
                store,
                reading: { snapshot in
                    usleep(800_000)
                    _ = try snapshot.integer("SELECT 1")
                })
            #expect(dawdling?.code == .timeLimit)
            try await equal(store.read { try $0.integer("SELECT 1") }, 1)
        }
    }

    /// A write that holds the writer for more than a second is not kept, except for maintenance.
    public static func slowWritesAreRefused(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let body: @Sendable (Transaction) throws -> Void = { tx in
                try tx.execute("INSERT INTO draft (id, words) VALUES (?, 'slow')", [.identifier(tx.identifier())])
                usleep(1_050_000)
            }
            async let refused = refusal(store, body)
            try await deposit(store, 1, 1)
            #expect(await refused?.code == .timeLimit)
            try await expect(0, in: "draft", of: store)
            #expect(await refusal(store, at: .maintenance, body) == nil)
            try await expect(1, in: "draft", of: store)
            #expect(store.figures().contains { $0.name == "commands_out_of_time_total" && $0.value == 1 })
        }
    }

    /// Effects happen after the change is durable, in order, and never for a change that was not kept.
    public static func effectsFollowTheCommit(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let happened = Mutex<[String]>([])
            try await store.write(as: actor) { tx in
                tx.afterCommit { happened.withLock { $0.append("first") } }
                tx.afterCommit { happened.withLock { $0.append("second") } }
                try tx.execute("INSERT INTO draft (id, words) VALUES (?, 'x')", [.identifier(tx.identifier())])
                #expect(happened.withLock { $0.isEmpty })
            }
            #expect(happened.withLock { $0 } == ["first", "second"])
            let refused = await refusal(store) { tx in
                tx.afterCommit { happened.withLock { $0.append("never") } }
                try tx.execute("INSERT INTO account (number, balance) VALUES (1, 1)")
            }
            #expect(refused?.code == .unjournaled)
            #expect(happened.withLock { $0.count } == 2)
        }
    }

    /// A wake reaches those who listen to its channel, after the commit and only then.
    public static func wakesArrive(_ engine: Engine) async throws {
        for reach in [Signal.Reach.thisNode, .everyNode] {
            try await withStore(engine) { store in
                let signal = Signal("journal_grew", reaching: reach)
                let other = Signal("other_channel", reaching: reach)
                let wakes = store.wakes(of: signal)
                let others = store.wakes(of: other)
                _ = await refusal(store) { tx in
                    tx.wake(other)
                    try tx.execute("INSERT INTO account (number, balance) VALUES (1, 1)")
                }
                try await store.write(as: actor) { tx in
                    try tx.execute("INSERT INTO draft (id, words) VALUES (?, 'w')", [.identifier(tx.identifier())])
                    tx.wake(signal)
                }
                var iterator = wakes.makeAsyncIterator()
                #expect(await iterator.next() != nil)
                try await expect(1, in: "draft", of: store)
                let ill = await refusal(store) { $0.wake(Signal("Not'Sound", reaching: reach)) }
                #expect(ill?.code == .statement)
                await store.close()
                var count = 0
                for await _ in others { count += 1 }
                #expect(count == 0)
            }
        }
    }

    /// After closing, every call throws `closed`; what was accepted before is finished.
    public static func closingFinishesWhatWasAccepted(_ engine: Engine) async throws {
        let database = try TestDatabase(on: engine)
        defer { database.remove() }
        let store = try await database.open(schema)
        let kept = Tally()
        let deposits = Task {
            try await race(200) { number in
                do {
                    try await deposit(store, number, 1)
                    kept.add()
                } catch let error as StoreError where error.code == .closed {}
            }
        }
        await store.close()
        try await deposits.value
        #expect(await refusal(store) { _ in }?.code == .closed)
        #expect(await refusal(store, reading: { _ in })?.code == .closed)
        await store.close()
        let again = try await database.open(schema)
        try await equal(count("account", in: again), Int64(kept.count))
        await again.close()
    }
}

/// A count that tasks share.
final class Tally: Sendable {
    private let number = Mutex(0)

    var count: Int { number.withLock { $0 } }

    func add() { number.withLock { $0 += 1 } }
}
