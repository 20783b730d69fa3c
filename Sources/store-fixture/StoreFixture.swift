import Glibc
import Logging
import Store
import StoreSQLite
import Vocabulary

/// A process to be watched and killed by tests: it writes and says what was acknowledged.
///
/// `store-fixture write PATH CLIENTS COUNT` writes COUNT pairs for each client (0: without end) and prints `ack CLIENT
/// NUMBER`
/// for each acknowledged one, in the end the figures. Exit code 75 after a failure of the disk.
/// `store-fixture hold PATH` opens, prints `open` and waits for the end of its input. Exit code 73 if refused.
@main struct StoreFixture {
    static let schema = Schema([
        SchemaModule(
            "fixture",
            [
                Migration(tables: [
                    Table(
                        "pair", .domain,
                        columns: """
                            client {integer} NOT NULL, number {integer} NOT NULL, half {integer} NOT NULL, \
                            words {text} NOT NULL, PRIMARY KEY (client, number, half)
                            """),
                    Table("entry", .journal, hasSerial: true, columns: "kind {text} NOT NULL"),
                ])
            ])
    ])

    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { exit(64) }
        do {
            let store = try await SQLiteStore.open(
                at: .file(arguments[2]), schema: schema, surroundings: surroundings(),
                logger: Logger(label: "fixture") { _ in SwiftLogNoOpLogHandler() })
            switch arguments[1] {
            case "hold":
                say("open")
                while getchar() != EOF {}
            case "write" where arguments.count == 5:
                await write(to: store, clients: Int(arguments[3]) ?? 1, count: Int(arguments[4]) ?? 0)
            default: exit(64)
            }
            for figure in store.figures() { say("\(figure.name) \(figure.value)") }
            let isFaulty = store.fault != nil
            await store.close()
            exit(isFaulty ? 75 : 0)
        } catch {
            say("\(error)")
            exit((error as? StoreError)?.code == .alreadyOpen ? 73 : 1)
        }
    }

    private static func write(to store: SQLiteStore, clients: Int, count: Int) async {
        await withTaskGroup(of: Void.self) { group in
            for client in 0..<clients {
                group.addTask {
                    var number = 0
                    while count == 0 || number < count {
                        number += 1
                        do {
                            try await writePair(client, number, to: store)
                            say("ack \(client) \(number)")
                        } catch {
                            say("refused \(client) \(number) \(error)")
                            if store.fault != nil { return }
                        }
                    }
                }
            }
        }
    }

    private static func writePair(_ client: Int, _ number: Int, to store: SQLiteStore) async throws {
        let actor = Actor(id: Identifier(high: 1, low: 1), grants: [])
        try await store.write(as: actor) { tx in
            for half in 0...1 {
                try tx.execute(
                    "INSERT INTO pair (client, number, half, words) VALUES (?, ?, ?, ?)",
                    [.integer(client), .integer(number), .integer(half), .text("里坊 — a ward of the old city")])
            }
            try tx.execute("INSERT INTO entry (kind) VALUES ('pair.written')")
        }
    }

    private static func surroundings() -> Surroundings {
        Surroundings(
            clock: {
                var moment = timespec()
                clock_gettime(CLOCK_REALTIME, &moment)
                return Instant(millisecondsSince1970: Int64(moment.tv_sec) * 1_000 + Int64(moment.tv_nsec) / 1_000_000)
            }, chance: { UInt64.random(in: 0 ... .max) })
    }

    /// One line by one call of the system: a killed process has said all that it said.
    private static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
    }
}
