import Store
import Synchronization
import Testing
import Vocabulary

extension StoreContract {
    /// A read stays in one moment while writes go on, and sees nothing that is not committed.
    public static func readsStayInOneMoment(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await deposit(store, 1, 100)
            let begun = Turn()
            let written = Turn()
            async let seen = store.read { snapshot in
                let before = try snapshot.integer("SELECT balance FROM account")
                begun.take()
                written.wait()
                return [before, try snapshot.integer("SELECT balance FROM account")]
            }
            await begun.waitAsync()
            try await deposit(store, 1, 1)
            written.take()
            try await equal(seen, [100, 100])
            try await equal(store.read { try $0.integer("SELECT balance FROM account") }, 101)
        }
    }

    /// An acknowledged write is seen by every read that begins afterwards, in either lane.
    public static func acknowledgedWritesAreSeen(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            for number in 1...100 {
                try await deposit(store, number, 1)
                try await equal(store.read { try $0.integer("SELECT count(*) FROM account") }, Int64(number))
                #expect(
                    try await store.read(in: .reports) { try $0.integer("SELECT count(*) FROM account") }
                        == Int64(number))
            }
        }
    }

    /// A transaction sees its own changes, and nobody else does before it is done.
    public static func changesAreSeenInside(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let inside = Turn()
            let looked = Turn()
            async let balance = store.write(as: actor, at: .maintenance) { tx in
                try tx.execute("INSERT INTO account (number, balance) VALUES (1, 5)")
                let number = try tx.execute("UPDATE account SET balance = balance + 1 WHERE number = ?", [.integer(1)])
                #expect(number == 1)
                try journal(tx)
                inside.take()
                looked.wait()
                return try tx.integer("SELECT balance FROM account")
            }
            await inside.waitAsync()
            try await expect(0, in: "account", of: store)
            looked.take()
            try await equal(balance, 6)
            try await expect(1, in: "account", of: store)
        }
    }

    /// Sixty-four clients add to one counter: none is lost, and the tape of each command stays the same in every
    /// attempt.
    public static func countersLoseNothing(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await deposit(store, 1, 0)
            let tapes = Mutex<[Int: Set<String>]>([:])
            try await race(64) { client in
                for round in 0..<3 {
                    try await store.write(as: actor) { tx in
                        let tape = "\(tx.now) \(tx.identifier()) \(tx.identifier())"
                        tapes.withLock { _ = $0[client * 3 + round, default: []].insert(tape) }
                        let balance =
                            try tx.integer(
                                "SELECT balance FROM account WHERE number = 1" + tx.dialect.forUpdate) ?? -1
                        try tx.execute("UPDATE account SET balance = ? WHERE number = 1", [.integer(balance + 1)])
                        try journal(tx)
                    }
                }
            }
            try await equal(store.read { try $0.integer("SELECT balance FROM account") }, 192)
            try await expect(193, in: "entry", of: store)
            tapes.withLock { tapes in
                #expect(tapes.count == 192)
                #expect(tapes.values.allSatisfy { $0.count == 1 })
                #expect(Set(tapes.values.flatMap { $0 }).count == 192)
            }
        }
    }

    /// Sixty-four clients want the last of ten seats: ten get one, by a count and not by a lock.
    public static func lastSeatsAreGivenOnce(_ engine: Engine) async throws {
        struct Full: Error {}
        try await withStore(engine) { store in
            let winners = Mutex(0)
            try await race(64) { client in
                do {
                    try await store.write(as: actor) { tx in
                        guard try tx.integer("SELECT count(*) FROM account") ?? 0 < 10 else { throw Full() }
                        try tx.execute(
                            "INSERT INTO account (number, balance) VALUES (?, 1)", [.integer(client)])
                        try journal(tx)
                    }
                    winners.withLock { $0 += 1 }
                } catch is Full {}
            }
            #expect(winners.withLock { $0 } == 10)
            try await expect(10, in: "account", of: store)
        }
    }

    /// Two who each look at both accounts and draw from one cannot both empty them (write skew).
    public static func writeSkewIsImpossible(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            for _ in 0..<20 {
                try await store.write(as: actor) { tx in
                    try tx.execute("DELETE FROM account")
                    try tx.execute("INSERT INTO account (number, balance) VALUES (1, 50), (2, 50)")
                    try journal(tx)
                }
                try await race(2) { client in
                    try await store.write(as: actor) { tx in
                        guard try tx.integer("SELECT sum(balance) FROM account") ?? 0 >= 100 else { return }
                        try tx.execute(
                            "UPDATE account SET balance = balance - 100 WHERE number = ?", [.integer(client + 1)])
                        try journal(tx)
                    }
                }
                try await equal(store.read { try $0.integer("SELECT sum(balance) FROM account") }, 0)
            }
        }
    }

    /// Money moves between accounts while reports add it up: every sum is whole.
    public static func sumsAreWholeWhileMoneyMoves(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            for number in 0..<8 { try await deposit(store, number, 100) }
            try await race(40) { client in
                if client % 4 == 0 {
                    for _ in 0..<10 {
                        let sum = try await store.read(in: client % 8 == 0 ? .reports : .pages) {
                            try $0.integer("SELECT sum(balance) FROM account")
                        }
                        #expect(sum == 800)
                    }
                    return
                }
                let (from, to) = (client % 8, (client * 5 + 3) % 8)
                for _ in 0..<4 where from != to {
                    try await store.write(as: actor) { tx in
                        for (account, change) in [
                            (min(from, to), from < to ? -7 : 7), (max(from, to), from < to ? 7 : -7),
                        ] {
                            try tx.execute(
                                "UPDATE account SET balance = balance + ? WHERE number = ?",
                                [.integer(change), .integer(account)])
                        }
                        try journal(tx)
                    }
                }
            }
            try await equal(store.read { try $0.integer("SELECT sum(balance) FROM account") }, 800)
        }
    }

    static func deposit(_ store: any Store, _ number: Int, _ amount: Int) async throws {
        try await store.write(as: actor) { tx in
            try tx.execute(
                """
                INSERT INTO account (number, balance) VALUES (?, ?)
                ON CONFLICT (number) DO UPDATE SET balance = account.balance + excluded.balance
                """, [.integer(number), .integer(amount)])
            try journal(tx)
        }
    }

    static func race(_ clients: Int, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<clients { group.addTask { try await body(client) } }
            try await group.waitForAll()
        }
    }
}

/// Something that happens once: threads and tasks wait for it.
final class Turn: Sendable {
    private let taken = Monitor(false)

    func take() {
        taken.withLock { $0 = true }
        taken.wakeAll()
    }

    func wait() { taken.waitFor { $0 ? () : nil } }

    func waitAsync() async {
        _ = try? await EngineThread.run(named: "turn") { self.wait() }
    }
}
