public import Store
import Testing
public import Vocabulary

/// What every engine of ``Store`` promises: one function for each promise, each over a fresh database.
public enum StoreContract {
    /// A place with parts, an account that is fought over, a journal and one table of each lesser kind.
    public static let schema = Schema([
        SchemaModule(
            "contract",
            [
                Migration(
                    tables: [
                        Table(
                            "spot", .domain,
                            columns: """
                                id {id} NOT NULL PRIMARY KEY, name {text} NOT NULL, note {text}, area {integer}, \
                                weight {double}, picture {bytes}, parent {id} REFERENCES spot (id), \
                                CHECK (area >= 0), UNIQUE (name)
                                """),
                        Table(
                            "account", .domain,
                            columns: "number {integer} NOT NULL PRIMARY KEY, balance {integer} NOT NULL"),
                        Table(
                            "entry", .journal, hasSerial: true,
                            columns: "kind {text} NOT NULL, stamp {integer} NOT NULL"),
                        Table(
                            "figure", .derived, columns: "name {text} NOT NULL PRIMARY KEY, amount {integer} NOT NULL"),
                        Table("draft", .ephemeral, columns: "id {id} NOT NULL PRIMARY KEY, words {text} NOT NULL"),
                    ], statements: ["CREATE INDEX spot_area ON spot (area)"])
            ])
    ])

    /// Somebody without any right.
    public static let actor = Actor(id: Identifier(high: 0x0198_0000_0000_7000, low: 0x8000_0000_0000_0001), grants: [])

    static func withStore(
        _ engine: Engine, limits: [ReadLane: Duration] = [:], _ body: (any Store) async throws -> Void
    ) async throws {
        try await TestDatabase.with(engine, schema: schema, limits: limits, body)
    }

    /// Writes one account or figure with everything a domain change needs.
    static func journal(_ tx: Transaction, _ kind: String = "test.done") throws {
        try tx.execute(
            "INSERT INTO entry (kind, stamp) VALUES (?, \(tx.dialect.transactionStamp))", [.text(kind)])
    }

    /// The error of a write.
    static func refusal(
        _ store: any Store, at pace: WritePace = .command, _ body: @escaping @Sendable (Transaction) throws -> Void
    ) async -> StoreError? {
        do {
            try await store.write(as: actor, at: pace, body)
            return nil
        } catch { return error as? StoreError }
    }

    /// The error of a read.
    static func refusal(
        _ store: any Store, reading body: @escaping @Sendable (Snapshot) throws -> Void
    ) async -> StoreError? {
        do {
            try await store.read(in: .pages, body)
            return nil
        } catch { return error as? StoreError }
    }

    static func count(_ table: String, in store: any Store) async throws -> Int64 {
        try await store.read { try $0.integer("SELECT count(*) FROM \(table)") } ?? -1
    }

    static func expect(_ number: Int64, in table: String, of store: any Store) async throws {
        let counted = try await count(table, in: store)
        #expect(counted == number, "rows of \(table)")
    }

    /// Expects two values to be the same; unlike the macro it lets a closure see that something in it throws.
    static func equal<Value: Equatable>(
        _ found: Value, _ wanted: Value, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(found == wanted, sourceLocation: sourceLocation)
    }
}
