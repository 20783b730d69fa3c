import Foundation
import Store
import StoreContract
import Testing
import Vocabulary

@testable import Rules

@Suite("Rules as SQL")
struct RuleFilterTests {
    @Test("the condition of an equality can be served by an index; every value is bound")
    func plain() throws {
        let rule = try Rule("${pet} = 'cat' and ${age} >= 60", over: sampleFields)
        let filter = try rule.filter(on: someDay, in: .sqlite) { "f.\($0)" }
        #expect(filter.condition == "((NULLIF(f.pet, '') = CAST(? AS TEXT)) AND ((f.age) >= CAST(? AS BIGINT)))")
        #expect(filter.arguments == [.text("cat"), .integer(60)])
    }

    @Test("what a database cannot look for is refused with its name")
    func refused() throws {
        let sum = try Rule("sum(${price}) > 3", over: sampleFields)
        #expect(throws: RuleError(reason: .notSearchable("price"), position: 0)) {
            try sum.filter(on: someDay, in: .sqlite) { $0 }
        }
        let hidden = try Rule("${age} > 3", over: sampleFields)
        #expect(throws: RuleError(reason: .notSearchable("age"), position: 0)) {
            try hidden.filter(on: someDay, in: .postgres) { _ in nil }
        }
        let nest = (0..<14).reduce("${words}") { text, _ in "concat(\(text), 'a')" }
        let twice = (0..<8).reduce("starts-with(\(nest), 'a')") { text, _ in "(\(text) = (\(text)))" }
        #expect(throws: RuleError.self) {
            try Rule(twice, over: sampleFields).filter(on: someDay, in: .sqlite) { $0 }
        }
    }

    /// What Swift says of a row is what the engine finds; `LIFANG_RULES` is the number of expressions.
    @Test("evaluation and both engines agree on random expressions over random answers", arguments: Engine.available)
    func agree(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Schema([])) { store in
            let perQuery = 200
            let queries = (ProcessInfo.processInfo.environment["LIFANG_RULES"].flatMap { Int($0) } ?? 4_000) / perQuery
            for query in 0..<queries {
                var random = RandomRules(seed: UInt64(query))
                var (columns, arguments, expected, texts): ([String], [Value], [Bool], [String]) = ([], [], [], [])
                let row = random.answers()
                for _ in 0..<perQuery {
                    let text = random.condition(depth: 4)
                    let rule = try Rule(text, over: RandomRules.fields, giving: .flag)
                    let filter = try rule.filter(on: someDay, in: engine == .sqlite ? .sqlite : .postgres) { "f.\($0)" }
                    columns.append("CASE WHEN \(filter.condition) THEN 1 ELSE 0 END")
                    arguments += filter.arguments
                    expected.append(rule.holds(on: someDay) { row[$0] })
                    texts.append(text)
                }
                let found = try await found(columns, arguments, row, in: store)
                #expect(found.count == perQuery)
                for (index, pair) in zip(found, expected).enumerated() where pair.0 != pair.1 {
                    Issue.record("\(engine): \(texts[index]) over \(row): SQL \(pair.0), Swift \(pair.1)")
                    return
                }
            }
        }
    }

    private func found(
        _ columns: [String], _ arguments: [Value], _ row: [String: RuleValue], in store: any Store
    ) async throws -> [Bool] {
        var (given, values): ([String], [Value]) = ([], [])
        for field in RandomRules.fields {
            let (type, value) = RandomRules.column(field, row[field.name])
            given.append("CAST(? AS \(type)) AS \(field.name)")
            values.append(value)
        }
        let (all, from) = (arguments + values, given.joined(separator: ", "))
        var found: [Bool] = []
        // Both engines have a limit of the columns of a result; one text with all answers stays below it.
        let sql = "SELECT \(columns.map { "CAST(\($0) AS TEXT)" }.joined(separator: " || ")) FROM (SELECT \(from)) f"
        let line = try await store.read(in: .reports) { try $0.rows(sql, all) { try $0.text(0) } }
        found = line.first.map { $0.map { $0 == "1" } } ?? []
        return found
    }
}
