import Foundation
import Journal
import Keyring
import Logging
import Notices
import People
import Places
import Store
import StorePostgres
import StoreSQLite
import Synchronization
import Vocabulary

/// `notices-bench sqlite FILE | postgres SERVER PEOPLE`: one event told to everybody, sent to everybody, read by some.
@main struct NoticesBench {
    static let schema = Schema([Journal.schema, Keyring.schema, Places.schema, People.schema, Notices.schema])
    static let policy = NoticePolicy(zoneSeconds: 28_800, channels: [.sms])
    static let silent = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
    static let surroundings = Surroundings(
        clock: { Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)) },
        chance: { UInt64.random(in: 0 ... .max) })
    static let cause = Identifier(high: 0x0198_0000_0000_7000, low: 1)
    /// People of one transaction: as a follower would take them, far below the store's second.
    static let batch = 20

    static func person(_ number: Int) -> Identifier { Identifier(high: 0x0198_0000_0001_7000, low: UInt64(number)) }

    static func main() async throws {
        let (engine, place) = (CommandLine.arguments[1], CommandLine.arguments[2])
        let count = CommandLine.arguments.dropFirst(3).first.flatMap { Int($0) } ?? 10_000
        let store: any Store =
            engine == "sqlite"
            ? try await SQLiteStore.open(
                at: .file(place), schema: schema, surroundings: surroundings, logger: silent)
            : try await PostgresStore.open(place, schema: schema, surroundings: surroundings, logger: silent)
        let clock = ContinuousClock()
        let before = resident("VmRSS")

        let telling = try await clock.measure { try await tell(count, in: store) }
        say(engine, "told, each with a text message to send", count, telling)
        let again = try await clock.measure { try await tell(count, in: store) }
        say(engine, "told again of the same cause, nobody twice", count, again)

        let sent = Mutex(0)
        let book = AddressBook(address: { _, _, _ in "+8613800000000" }, language: { _, _ in .zhHans })
        let dispatching = Dispatching(
            .sms, book: book, store: store, surroundings: surroundings, node: surroundings.identifier(), logger: silent
        ) { _ in sent.withLock { $0 += 1 } }
        let sending = try await clock.measure { while try await dispatching.round() > 0 {} }
        guard sent.withLock({ $0 }) == count else { throw NoticeError.unreadable }
        say(engine, "handed to a gateway that answers at once", count, sending)

        let rounds = min(count, 2_000)
        let reading = try await clock.measure {
            for number in 0..<rounds {
                let actor = Actor(id: person(number), grants: [])
                let unread = try await store.read { try Notices.unreadCount(for: actor, in: $0) }
                guard unread == 1 else { throw NoticeError.unreadable }
            }
        }
        say(engine, "unread counts", rounds, reading)
        print(
            """
            {"name":"memory","engine":"\(engine)","before_mib":\(before),"after_mib":\(resident("VmRSS")),\
            "most_mib":\(resident("VmHWM"))}
            """)
        await store.close()
    }

    static func tell(_ count: Int, in store: any Store) async throws {
        let draft = NoticeDraft(.communityPublished, about: cause, community: nil, cause: cause)
        for start in stride(from: 0, to: count, by: batch) {
            try await store.write(as: .clockwork) { tx in
                for number in start..<min(start + batch, count) {
                    try Notices.tell(draft, to: person(number), through: [.sms], under: policy, in: tx)
                }
            }
        }
    }

    static func say(_ engine: String, _ name: String, _ count: Int, _ time: Duration) {
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        print(
            """
            {"name":"\(name)","engine":"\(engine)","count":\(count),"seconds":\((seconds * 1_000).rounded() / 1_000),\
            "per_second":\(Int(Double(count) / max(seconds, 0.000_001)))}
            """)
    }

    /// A figure of this process in MiB.
    static func resident(_ name: String) -> Int {
        let lines = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = lines.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
        return (line.split(separator: " ").compactMap { Int($0) }.first ?? 0) / 1_024
    }
}
