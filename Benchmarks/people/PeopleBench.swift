import Foundation
import Keyring
import Logging
import People
import Places
import Store
import StorePostgres
import StoreSQLite
import Vocabulary

/// `people-bench sqlite FOLDER [PERSONS]` or `people-bench postgres [PERSONS]` (under Scripts/with-postgres).
///
/// Finds people by telephone and by name among a million, through the use cases and the stores of the program.
@main struct PeopleBench {
    static func main() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        let isSQLite = words.first == "sqlite"
        guard isSQLite ? words.count >= 2 : words.first == "postgres" else { exit(64) }
        let count = words.dropFirst(isSQLite ? 2 : 1).first.flatMap { Int($0) } ?? 1_000_000
        let store: any Store
        if isSQLite {
            store = try await SQLiteStore.open(
                at: .file(words[1] + "/people.sqlite"), schema: Town.schema, surroundings: Town.surroundings,
                logger: silent)
        } else {
            guard let server = ProcessInfo.processInfo.environment["LIFANG_TEST_POSTGRES"] else { exit(69) }
            store = try await PostgresStore.open(
                server, schema: Town.schema, surroundings: Town.surroundings, logger: silent)
        }
        let bench = PeopleBench(town: Town(store: store, count: count), engine: isSQLite ? "SQLite" : "PostgreSQL")
        try await bench.run()
        await store.close()
    }

    private static let silent = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }

    let town: Town
    let engine: String

    private func run() async throws {
        try await town.buildIfEmpty()
        let community = try await town.searched()
        let clerk = Actor(id: Identifier(high: 1, low: 1), grants: [Grant(role: .clerk, place: community.raw)])
        let keyring = town.keyring
        var chance = Town.Chance(state: 20_261_122)
        let phones = try (0..<4_000).map { _ in try Town.phone(of: chance.below(town.count)) }
        try await measure("find by telephone", phones) { phone, snapshot in
            try People.find(phone: phone, with: keyring, in: snapshot) == nil ? 0 : 1
        }
        let own = try (0..<2_000).map { _ in try Town.phone(of: chance.below(town.largeCount)) }
        try await measure("desk: search by telephone", own) { phone, snapshot in
            try People.search(
                .phone(phone), in: community, limit: 50, for: clerk, with: keyring, in: snapshot
            ).count
        }
        let names = (0..<1_000).map { _ in Town.name(of: chance.below(town.largeCount)) }
        let kinds: [(String, [String])] = [
            ("whole name", names), ("given name", names.map { String($0.dropFirst()) }),
            ("family name", names.map { String($0.prefix(1)) }), ("one character", names.map { String($0.suffix(1)) }),
            ("nobody's name", names.map { String($0.reversed()) }),
            ("most frequent family name", names.map { _ in String(Town.families[0]) }),
        ]
        for (kind, words) in kinds {
            try await measure("desk: search by name, \(kind)", words) { words, snapshot in
                try People.search(
                    .name(words), in: community, limit: 50, for: clerk, with: keyring, in: snapshot
                ).count
            }
            try await measure("desk: page of a search by name, counted, \(kind)", words) { words, snapshot in
                let count = try People.count(.name(words), in: community, for: clerk, with: keyring, in: snapshot)
                _ = try People.search(
                    .name(words), in: community, limit: 50, for: clerk, with: keyring, in: snapshot)
                return count
            }
        }
        let building = try await town.building()
        let butler = Actor(id: Identifier(high: 1, low: 2), grants: [Grant(role: .butler, place: building.raw)])
        try await measure("desk: search by name, family name, scope of one building", kinds[2].1) { words, snapshot in
            try People.search(
                .name(words), in: community, limit: 50, for: butler, with: keyring, in: snapshot
            ).count
        }
    }

    /// Asks one after the other, the first fiftieth for warming up; median and p99 with the way through the store.
    private func measure<Question: Sendable>(
        _ name: String, _ questions: [Question], _ ask: @escaping @Sendable (Question, Snapshot) throws -> Int
    ) async throws {
        let clock = ContinuousClock()
        var found = 0
        var milliseconds: [Double] = []
        for (index, question) in questions.enumerated() {
            let begin = clock.now
            let count = try await town.store.read { try ask(question, $0) }
            let took = clock.now - begin
            guard index >= questions.count / 50 else { continue }
            found += count
            milliseconds.append(Double(took.components.attoseconds) / 1e15 + Double(took.components.seconds) * 1_000)
        }
        milliseconds.sort()
        let middle = String(format: "%.3f", milliseconds[milliseconds.count / 2])
        let late = String(format: "%.3f", milliseconds[milliseconds.count * 99 / 100])
        let mean = String(format: "%.1f", Double(found) / Double(milliseconds.count))
        print(
            "{\"name\":\"\(name)\",\"median\":\(middle),\"p99\":\(late),\"unit\":\"ms\",\"found_mean\":\(mean),"
                + "\"conditions\":\"\(town.count) persons, \(engine), \(milliseconds.count) questions, one task\"}")
    }
}
