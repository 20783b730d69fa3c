import Foundation
import Logging
import Store
import StoreSQLite
import Synchronization
import Vocabulary

/// `store-bench sqlite DIRECTORY` or `store-bench postgres` (under Scripts/with-postgres).
@main struct Bench {
    static func main() async throws {
        switch CommandLine.arguments.dropFirst().first {
        case "reads": try await SQLiteBench.pointReads(CommandLine.arguments[2])
        case "sqlite": try await SQLiteBench.run(in: CommandLine.arguments[2])
        case "postgres": try await PostgresBench.run()
        default: exit(64)
        }
    }

    static let schema = Schema([
        SchemaModule(
            "bench",
            [
                Migration(
                    tables: [
                        Table(
                            "matter", .domain,
                            columns: """
                                id {id} NOT NULL PRIMARY KEY, place {integer} NOT NULL, title {text} NOT NULL, \
                                state {text} NOT NULL, opened_ms {integer} NOT NULL, weight {double} NOT NULL
                                """),
                        Table(
                            "account", .derived,
                            columns:
                                "number {integer} NOT NULL PRIMARY KEY, balance {integer} NOT NULL, words {text} NOT NULL"
                        ),
                        Table(
                            "entry", .journal, hasSerial: true,
                            columns: "kind {text} NOT NULL, amount {integer} NOT NULL"),
                    ], statements: ["CREATE INDEX matter_place ON matter (place)"])
            ])
    ])

    static let actor = Actor(id: Identifier(high: 1, low: 1), grants: [])

    static func surroundings() -> Surroundings {
        Surroundings(
            clock: { Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)) },
            chance: { UInt64.random(in: 0 ... .max) })
    }

    static let silent = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }

    static func print(
        _ name: String, _ value: Double, _ unit: String, peer: String, _ peerValue: Double, conditions: String
    ) {
        func short(_ number: Double) -> Double { (number * 1_000).rounded() / 1_000 }
        let ratio = peerValue == 0 ? 0 : value / peerValue
        Swift.print(
            "{\"name\":\"\(name)\",\"value\":\(short(value)),\"unit\":\"\(unit)\",\"peer\":\"\(peer)\","
                + "\"peer_value\":\(short(peerValue)),\"ratio\":\(short(ratio)),\"conditions\":\"\(conditions)\"}")
    }

    static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    /// Runs clients for a while; gives operations per second and every latency in milliseconds.
    static func load(
        _ clients: Int, seconds: Double, _ body: @escaping @Sendable (Int, Int) async throws -> Void
    ) async throws -> (perSecond: Double, latencies: [Double]) {
        let start = monotonic()
        let end = start + seconds
        let latencies = try await withThrowingTaskGroup(of: [Double].self) { group in
            for client in 0..<clients {
                group.addTask {
                    var own: [Double] = []
                    var before = monotonic()
                    while before < end {
                        try await body(client, own.count)
                        let after = monotonic()
                        own.append((after - before) * 1_000)
                        before = after
                    }
                    return own
                }
            }
            return try await group.reduce(into: [Double]()) { $0 += $1 }
        }
        return (Double(latencies.count) / (monotonic() - start), latencies)
    }

    static func monotonic() -> Double {
        var moment = timespec()
        clock_gettime(CLOCK_MONOTONIC, &moment)
        return Double(moment.tv_sec) + Double(moment.tv_nsec) / 1e9
    }
}
