import Store
import Testing
import Vocabulary

extension StoreContract {
    /// Each constraint refuses with its own code and its table, and nothing of the transaction is kept.
    public static func constraintsRefuseAlike(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.write(as: actor) { tx in
                try tx.execute("INSERT INTO spot (id, name) VALUES (?, 'first')", [.identifier(actor.id)])
                try journal(tx)
            }
            let cases: [(StoreError.Code, String)] = [
                (.uniqueViolation, "INSERT INTO spot (id, name) VALUES (?, 'first')"),
                (.notNullViolation, "INSERT INTO spot (id, name) VALUES (?, NULL)"),
                (.checkViolation, "INSERT INTO spot (id, name, area) VALUES (?, 'x', -1)"),
                (.foreignKeyViolation, "INSERT INTO spot (name, id, parent) VALUES ('y', ?, ?)"),
            ]
            for (code, sql) in cases {
                let error = await refusal(store) { tx in
                    let arguments = (0..<sql.count { $0 == "?" }).map { _ in Value.identifier(tx.identifier()) }
                    try tx.execute("INSERT INTO draft (id, words) VALUES (?, 'half')", [.identifier(tx.identifier())])
                    try tx.execute(sql, arguments)
                    try journal(tx)
                }
                #expect(error?.code == code, "\(sql)")
                #expect(error?.table == "spot", "\(sql)")
                #expect(error?.engineCode != nil)
                #expect(error.map { !"\($0)".contains("first") } == true, "no data in an error")
            }
            let primary = await refusal(store) { tx in
                try tx.execute("INSERT INTO spot (id, name) VALUES (?, 'other')", [.identifier(actor.id)])
            }
            #expect(primary?.code == .uniqueViolation)
            try await expect(1, in: "spot", of: store)
            try await expect(0, in: "draft", of: store)
        }
    }

    /// A row that others reference cannot be deleted.
    public static func referencedRowsStay(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.write(as: actor) { tx in
                let parent = tx.identifier()
                try tx.execute("INSERT INTO spot (id, name) VALUES (?, 'parent')", [.identifier(parent)])
                try tx.execute(
                    "INSERT INTO spot (id, name, parent) VALUES (?, 'child', ?)",
                    [.identifier(tx.identifier()), .identifier(parent)])
                try journal(tx)
            }
            let error = await refusal(store) { tx in
                try tx.execute("DELETE FROM spot WHERE name = 'parent'")
                try journal(tx)
            }
            #expect(error?.code == .foreignKeyViolation)
            #expect(error?.table == "spot")
            try await expect(2, in: "spot", of: store)
        }
    }

    /// A wrong statement is refused as such: unknown table, syntax, number of arguments, two statements, none.
    public static func wrongStatementsAreRefused(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let wrong: [(String, [Value])] = [
                ("SELECT * FROM nowhere", []), ("SELEKT 1", []), ("SELECT ?", []), ("SELECT 1", [.integer(1)]),
                ("SELECT 1; SELECT 2", []), ("", []), ("SELECT \"no such column\" FROM spot", []),
            ]
            for (sql, arguments) in wrong {
                let error = await refusal(
                    store,
                    reading: { snapshot in
                        try snapshot.forEach(sql, arguments) { _ in true }
                    })
                #expect(error?.code == .statement, "\(sql)")
            }
        }
    }

    /// After a statement failed the transaction is given up, even if the closure goes on as if nothing had happened.
    public static func failedTransactionsCannotGoOn(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let error = await refusal(store) { tx in
                try tx.execute("INSERT INTO draft (id, words) VALUES (?, 'one')", [.identifier(actor.id)])
                #expect(throws: StoreError.self) {
                    try tx.execute("INSERT INTO draft (id, words) VALUES (?, 'again')", [.identifier(actor.id)])
                }
                // Given the same error, although this statement alone would be sound.
                #expect(throws: StoreError.self) {
                    try tx.execute("INSERT INTO figure (name, amount) VALUES ('sound', 1)")
                }
                #expect(throws: StoreError.self) { try tx.integer("SELECT count(*) FROM draft") }
            }
            #expect(error?.code == .uniqueViolation)
            try await expect(0, in: "draft", of: store)
            try await expect(0, in: "figure", of: store)
            // An error that the closure's own code makes of a row does not end the transaction.
            try await store.write(as: actor) { tx in
                try tx.execute("INSERT INTO draft (id, words) VALUES (?, 'kept')", [.identifier(actor.id)])
                #expect(throws: StoreError.self) { try tx.integer("SELECT words FROM draft") }
            }
            try await expect(1, in: "draft", of: store)
        }
    }

    /// What the closure throws reaches the caller as it is, and nothing is kept.
    public static func throwingKeepsNothing(_ engine: Engine) async throws {
        struct Refused: Error, Equatable { let reason: Int }
        try await withStore(engine) { store in
            await #expect(throws: Refused(reason: 7)) {
                try await store.write(as: actor) { tx in
                    try tx.execute("INSERT INTO draft (id, words) VALUES (?, 'no')", [.identifier(tx.identifier())])
                    throw Refused(reason: 7)
                }
            }
            await #expect(throws: Refused(reason: 8)) {
                try await store.read { _ in throw Refused(reason: 8) }
            }
            try await expect(0, in: "draft", of: store)
        }
    }

    /// Closures may not begin, end or reconfigure transactions and connections.
    public static func controlStatementsAreRefused(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            for sql in [
                "COMMIT", "ROLLBACK", "BEGIN", "SAVEPOINT a", "RELEASE command", "END",
                "/* now */ -- or never\n COMMIT",
            ] {
                let writing = await refusal(store) { _ = try $0.execute(sql) }
                #expect(writing?.code == .statement, "\(sql)")
                let reading = await refusal(store, reading: { try $0.forEach(sql) { _ in true } })
                #expect(reading?.code == .statement, "\(sql)")
            }
            let special =
                engine == .sqlite
                ? [
                    "PRAGMA defer_foreign_keys = ON", "PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF",
                    "ATTACH ':memory:' AS x",
                ]
                : ["SET synchronous_commit = off", "SET CONSTRAINTS ALL DEFERRED", "LISTEN x"]
            for sql in special {
                let error = await refusal(store) { _ = try $0.execute(sql) }
                #expect(error?.code == .statement, "\(sql)")
            }
            try await store.write(as: actor) { tx in
                _ = try tx.execute("INSERT INTO draft (id, words) VALUES (?, 'works')", [.identifier(tx.identifier())])
            }
        }
    }

    /// A read cannot write.
    public static func readsCannotWrite(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            for sql in [
                "DELETE FROM draft", "INSERT INTO figure (name, amount) VALUES ('a', 1)", "CREATE TABLE x (y integer)",
            ] {
                let error = await refusal(store, reading: { try $0.forEach(sql) { _ in true } })
                #expect(error?.code == .readOnly, "\(sql)")
            }
            try await expect(0, in: "figure", of: store)
        }
    }

    /// Domain tables need an entry in the journal; derived and ephemeral ones do not.
    public static func unjournaledChangesAreRefused(_ engine: Engine) async throws {
        try await withStore(engine) { store in
            let unjournaled = [
                "INSERT INTO account (number, balance) VALUES (1, 1)", "UPDATE account SET balance = 2",
                "DELETE FROM account", "WITH one AS (SELECT 1) INSERT INTO account (number, balance) VALUES (3, 1)",
                "insert into account (number, balance) values (4, 1)",
            ]
            for sql in unjournaled {
                let error = await refusal(store) { _ = try $0.execute(sql) }
                #expect(error?.code == .unjournaled, "\(sql)")
            }
            try await store.write(as: actor) { tx in
                try tx.execute("INSERT INTO figure (name, amount) VALUES ('f', 1)")
                try tx.execute("INSERT INTO draft (id, words) VALUES (?, 'd')", [.identifier(tx.identifier())])
            }
            try await store.write(as: actor) { tx in
                try tx.execute("INSERT INTO account (number, balance) VALUES (1, 1)")
                try journal(tx)
            }
            try await expect(1, in: "account", of: store)
        }
    }
}
