import Foundation
import Journal
import Keyring
import Logging
import Store
import StoreSQLite
import Vocabulary

/// `keyring-bench DIRECTORY [KEYS]`: sealing, opening, unwrapping for lists, wrapping a million keys again.
@main struct KeyringBench {
    static let schema = Schema([Journal.schema, Keyring.schema])
    static let name = SealedField("person", "name")

    static func owner(_ number: Int) -> Identifier { Identifier(high: 0x0198_0000_0000_7000, low: UInt64(number)) }

    static func main() async throws {
        let folder = CommandLine.arguments[1]
        let count = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 1_000_000
        let surroundings = Surroundings(
            clock: { Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)) },
            chance: { UInt64.random(in: 0 ... .max) })
        let keys = folder + "/keys/lifang.keys"
        try Keyring.makeFile(at: keys, surroundings: surroundings)
        let keyring = try Keyring(file: keys)
        let store = try await SQLiteStore.open(
            at: .file(folder + "/bench.sqlite"), schema: schema, surroundings: surroundings,
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
        let clock = ContinuousClock()

        let issuing = try await clock.measure {
            for slice in stride(from: 0, to: count, by: 10_000) {
                try await store.write(as: .clockwork, at: .maintenance) { tx in
                    for number in slice..<min(slice + 10_000, count) {
                        try keyring.issueKey(for: owner(number), in: tx)
                    }
                }
            }
        }
        print("keys issued", count, issuing)
        let rounds = min(count, 200_000)
        let (sealing, opening, sealed) = try await store.read(in: .reports) { snapshot in
            var sealed: [[UInt8]] = []
            sealed.reserveCapacity(rounds)
            let sealing = try clock.measure {
                for number in 0..<rounds {
                    sealed.append(
                        try keyring.seal("陈桂芳", of: owner(number), as: name, row: owner(number), in: snapshot))
                }
            }
            let opening = try clock.measure {
                for number in 0..<rounds {
                    _ = try keyring.open(
                        sealed[number], of: owner(number), as: name, row: owner(number), in: snapshot)
                }
            }
            return (sealing, opening, sealed)
        }
        print("sealed, the key read each time", rounds, sealing)
        print("opened, the key read each time", rounds, opening)
        let listing = try await store.read(in: .reports) { snapshot in
            try clock.measure {
                for page in stride(from: 0, to: rounds, by: 200) {
                    let owners = (page..<min(page + 200, rounds)).map { owner($0) }
                    let keys = try keyring.dataKeys(of: owners, in: snapshot)
                    for number in page..<min(page + 200, rounds) {
                        _ = try keyring.open(
                            sealed[number], of: owner(number), as: name, row: owner(number), with: keys)
                    }
                }
            }
        }
        print("opened in lists of 200", rounds, listing)
        let indexing = clock.measure {
            for number in 0..<rounds { _ = keyring.blindIndex("1380013\(number)", of: name) }
        }
        print("blind indexes", rounds, indexing)
        try keyring.rotate(surroundings: surroundings)
        try keyring.retire(1)
        var done: Keyring.Tending?
        let wrapping = try await clock.measure { done = try await keyring.tend(store) }
        print("wrapped again", done?.rewrapped ?? 0, wrapping)
        await store.close()
    }

    static func print(_ name: String, _ count: Int, _ took: Duration) {
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
        Swift.print(
            "{\"name\":\"\(name)\",\"value\":\(Int(Double(count) / seconds)),\"unit\":\"per s\",\"seconds\":"
                + "\(String(format: "%.2f", seconds)),\"conditions\":\"\(count), SQLite, one task\"}")
    }
}
