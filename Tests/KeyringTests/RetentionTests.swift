import Journal
import Keyring
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("Keyring: retention")
struct RetentionTests {
    private static let table = Table("visit", .domain, columns: "id {id} PRIMARY KEY, at_ms {integer} NOT NULL")
    private static let schema = Schema([
        Journal.schema, Keyring.schema, SchemaModule("Test", [Migration(tables: [table])]),
    ])
    private static let map = DataMap(
        "Test", [TableNote("visit", for: .running, on: .nobody, keep: .days(30, since: "at_ms"), inside: "id at_ms")])
    private static let day: Int64 = 86_400_000

    @Test("rows go when their time is over, not before, and the report says so", arguments: Engine.available)
    func removes(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let now = try await store.write(as: .clockwork, at: .maintenance) { tx in
                for number in UInt64(0)..<1_500 {
                    let age = Int64(number / 100) * 5 * Self.day
                    try tx.execute(
                        "INSERT INTO visit (id, at_ms) VALUES (?, ?)",
                        [.identifier(owner(number)), .instant(tx.now.advanced(byMilliseconds: -age))])
                }
                try Journal.append(EntryKind("test.noted"), about: owner(1), at: nil, under: "test", in: tx)
                return tx.now
            }
            let before = try await store.read { try Retention.standings([Self.map], at: now, in: $0) }
            #expect(before.map(\.overdueCount) == [800] && before.map(\.lastRun) == [nil])
            // A few milliseconds have passed since: the hundred rows of exactly 30 days are over their time too.
            #expect(try await Retention.run([Self.map], in: store) == 900)
            #expect(try await Retention.run([Self.map], in: store) == 0)
            let after = try await store.read { try Retention.standings([Self.map], at: now, in: $0) }
            #expect(after.map(\.count) == [600] && after.map(\.overdueCount) == [0])
            #expect(after.map(\.removedCount) == [900] && after.allSatisfy { $0.lastRun != nil })
        }
    }
}
