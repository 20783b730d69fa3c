import Foundation
import Journal
import Keyring
import Logging
import People
import Places
import Store
import StoreContract
import StoreSQLite
import Synchronization
import Testing
import Vocabulary

@Suite("Canaries")
struct CanaryTests {
    /// Made-up people of whom nothing may be found again: 1,000 of them.
    private static func drafts(at place: Identifier) throws -> [(PersonDraft, [String])] {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        return try (0..<1_000).map { number in
            let serial = String(format: "%03d", number)
            let body =
                "3301061903\(String(format: "%02d", number % 12 + 1))\(String(format: "%02d", number % 28 + 1))\(serial)"
            let sum = zip(body, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
            let document = body + String(Array("10X98765432")[sum % 11])
            let phone = "1390057" + String(format: "%04d", number)
            let name = "样本" + String(Character(UnicodeScalar(UInt32(0x4E00 + number)) ?? "一")) + "金丝雀"
            guard let called = PersonName(name), let number = PhoneNumber(phone),
                let paper = IdentityDocument(.citizen, document)
            else { throw PeopleError.unfit(.document) }
            let details = PersonDetails(name: called, phone: number, document: paper)
            return (PersonDraft(details, at: place), [name, phone, document])
        }
    }

    /// How many of the words stand at some place of the bytes; looks closer only where two bytes begin a word.
    private static func count(_ words: [[UInt8]], in bytes: [UInt8]) -> Int {
        var begins: [Int: [[UInt8]]] = [:]
        for word in words { begins[Int(word[0]) << 8 | Int(word[1]), default: []].append(word) }
        var mayBegin = [Bool](repeating: false, count: 65_536)
        for start in begins.keys { mayBegin[start] = true }
        var found = 0
        bytes.withUnsafeBufferPointer { bytes in
            for at in 0..<max(0, bytes.count - 1) {
                let start = Int(bytes[at]) << 8 | Int(bytes[at + 1])
                guard mayBegin[start] else { continue }
                for word in begins[start] ?? [] where bytes[at...].starts(with: word) { found += 1 }
            }
        }
        return found
    }

    @Test("S-25, S-31: of 1,000 people nothing stands in clear in file, write-ahead log, backup, journal or log")
    func nowhere() async throws {
        let log = Log()
        let database = try TestDatabase(on: .sqlite)
        let backup = database.location + ".copy"
        defer {
            unlink(backup)
            database.remove()
        }
        let store = try await database.open(PeopleHouse.schema, logger: Logger(label: "canary") { _ in LogLines(log) })
        let keyring = Keyring.fixed(seed: 8)
        let house = PeopleHouse(store: store, community: try await .make(in: store), keyring: keyring)
        let drafts = try Self.drafts(at: house.community.community.id.raw)
        for slice in stride(from: 0, to: drafts.count, by: 100) {
            let part = drafts[slice..<min(slice + 100, drafts.count)].map(\.0)
            try await store.write(as: .operatorOfMachine, at: .maintenance) { tx in
                for draft in part { try People.add(draft, with: keyring, in: tx) }
            }
        }
        // A refusal must not tell either.
        await #expect(throws: PeopleError.documentTaken) {
            try await store.write(as: .operatorOfMachine) { tx in _ = try People.add(drafts[0].0, with: keyring, in: tx)
            }
        }
        try await SQLiteStore.backup(of: database.location, to: backup) { _, _ in }
        var places = ["log": Data(log.text.utf8)]
        for path in [database.location, database.location + "-wal", backup] {
            places[path] = try Data(contentsOf: URL(fileURLWithPath: path))
        }
        #expect(places.values.filter { $0.count > 100_000 }.count >= 2)
        let words = drafts.flatMap(\.1).map { [UInt8]($0.utf8) }
        let found = places.values.reduce(0) { $0 + Self.count(words, in: [UInt8]($1)) }
        #expect(Self.count(words, in: [7] + words[5] + [7]) == 1)
        #expect(found == 0)
        await store.close()
    }
}

/// What was logged, in one text.
private final class Log: Sendable {
    private let lines = Mutex("")
    var text: String { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0 += line + "\n" } }
}

private struct LogLines: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace
    private let log: Log

    init(_ log: Log) { self.log = log }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { log.add("\(event.message) \(event.metadata ?? [:])") }
}
