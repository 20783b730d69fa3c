import Store
import Testing
import Vocabulary

extension StoreContract {
    private static let first = Migration(tables: [
        Table("leaf", .domain, columns: "id {id} NOT NULL PRIMARY KEY"),
        Table("entry", .journal, hasSerial: true, columns: "kind {text} NOT NULL, stamp {integer} NOT NULL"),
    ])
    private static let second = Migration(statements: ["ALTER TABLE leaf ADD COLUMN name {text}"])

    /// Steps are applied once and in order; further ones are added; what was there stays.
    public static func migrationsAreAppendOnly(_ engine: Engine) async throws {
        try await withDatabase(engine) { open in
            try await open([SchemaModule("tree", [first])]) { store in
                try await store.write(as: actor, at: .maintenance) { tx in
                    try tx.execute("INSERT INTO leaf (id) VALUES (?)", [.identifier(tx.identifier())])
                    try journal(tx)
                }
            }
            let ground = SchemaModule(
                "ground", [Migration(tables: [Table("soil", .derived, columns: "id {id} PRIMARY KEY")])])
            for _ in 0..<2 {
                try await open([ground, SchemaModule("tree", [first, second])]) { store in
                    try await equal(store.read { try $0.integer("SELECT count(*) FROM leaf WHERE name IS NULL") }, 1)
                    let steps = try await store.read {
                        try $0.rows("SELECT module, number FROM schema_step ORDER BY module, number") {
                            "\(try $0.text(0)) \(try $0.integer(1))"
                        }
                    }
                    #expect(steps == ["ground 1", "tree 1", "tree 2"])
                }
            }
        }
    }

    /// An older program refuses a newer database, and a step that was edited afterwards is refused.
    public static func foreignHistoriesAreRefused(_ engine: Engine) async throws {
        try await withDatabase(engine) { open in
            try await open([SchemaModule("tree", [first, second])]) { _ in }
            for modules in [
                [SchemaModule("tree", [first])], [],
                [
                    SchemaModule(
                        "tree", [first, Migration(statements: ["ALTER TABLE leaf ADD COLUMN nickname {text}"])])
                ],
            ] {
                await #expect { try await open(modules) { _ in } } throws: {
                    ($0 as? StoreError)?.code == .schemaMismatch
                }
            }
            try await open([SchemaModule("tree", [first, second])]) { store in
                try await expect(0, in: "leaf", of: store)
            }
        }
    }

    /// A step that fails leaves nothing of itself nor of the steps before it.
    public static func migrationsAreOneTransaction(_ engine: Engine) async throws {
        try await withDatabase(engine) { open in
            let broken = Migration(statements: ["CREATE TABLE half (a {integer})", "CREATE TABEL wrong (b {integer})"])
            await #expect(throws: StoreError.self) { try await open([SchemaModule("tree", [first, broken])]) { _ in } }
            try await open([SchemaModule("bush", [first])]) { store in
                try await expect(0, in: "leaf", of: store)
                #expect(
                    await refusal(store, reading: { _ = try $0.integer("SELECT count(*) FROM half") })?.code
                        == .statement)
            }
        }
    }

    /// Constraints that are only checked at the commit are refused: savepoints cannot hold them apart.
    public static func deferredConstraintsAreRefused(_ engine: Engine) async throws {
        try await withDatabase(engine) { open in
            let late = Migration(tables: [
                Table(
                    "late", .domain,
                    columns: "id {id} PRIMARY KEY, up {id} REFERENCES late (id) DEFERRABLE INITIALLY DEFERRED")
            ])
            await #expect { try await open([SchemaModule("late", [late])]) { _ in } } throws: {
                ($0 as? StoreError)?.code == .statement
            }
        }
    }

    private typealias Open = ([SchemaModule], (any Store) async throws -> Void) async throws -> Void

    private static func withDatabase(_ engine: Engine, _ body: (Open) async throws -> Void) async throws {
        let database = try TestDatabase(on: engine)
        defer { database.remove() }
        try await body { modules, use in
            let store = try await database.open(Schema(modules))
            do { try await use(store) } catch {
                await store.close()
                throw error
            }
            await store.close()
        }
    }
}
