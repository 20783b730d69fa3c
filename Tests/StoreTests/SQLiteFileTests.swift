import Foundation
import Logging
import Store
import StoreContract
import StoreSQLite
import Testing
import Vocabulary

/// Database files: copies, damage, and what is no database.
@Suite("SQLite files", .serialized) struct SQLiteFileTests {
    @Test("a copy taken while writing goes on is whole and of one moment")
    func backupIsOfOneMoment() async throws {
        let directory = try Directory()
        let store = try await open(directory.path + "/store.sqlite")
        for number in 0..<300 { try await add(number, to: store) }
        let writer = Task {
            var number = 300
            while !Task.isCancelled {
                try await add(number, to: store)
                number += 1
            }
            return number
        }
        var copies: [String] = []
        for copy in 0..<5 {
            let target = directory.path + "/copy-\(copy).sqlite"
            let before = try await store.read { try $0.integer("SELECT count(*) FROM figure") } ?? 0
            try await store.backup(to: target, pagesPerStep: 8) { done, all in #expect(done <= all) }
            copies.append(target)
            let copied = try await open(target)
            let (rows, sum) = try await copied.read {
                (
                    try $0.integer("SELECT count(*) FROM figure") ?? 0,
                    try $0.integer("SELECT sum(amount) FROM figure") ?? 0
                )
            }
            await copied.close()
            #expect(rows >= before)
            #expect(sum == rows * (rows - 1) / 2, "rows 0 ..< n and nothing else")
        }
        writer.cancel()
        let written = try await writer.value
        for copy in copies { #expect(try await SQLiteStore.verify(copy) == []) }
        #expect(try await store.read { try $0.integer("SELECT count(*) FROM figure") } == Int64(written))
        await #expect(throws: StoreError.self) { try await store.backup(to: copies[0]) { _, _ in } }
        await store.close()
    }

    @Test("a damaged page is found, and a file that is no database is refused")
    func damageIsFound() async throws {
        let directory = try Directory()
        let path = directory.path + "/store.sqlite"
        let store = try await open(path)
        for number in 0..<500 { try await add(number, to: store) }
        await store.close()
        #expect(try await SQLiteStore.verify(path) == [])
        let sound = try Data(contentsOf: URL(fileURLWithPath: path))
        var found = 0
        // Every page after the first loses its head in turn.
        for page in 1..<(sound.count / 4_096) {
            var damaged = sound
            for offset in 0..<12 { damaged[page * 4_096 + offset] ^= 0xA5 }
            let other = directory.path + "/damaged-\(page).sqlite"
            try damaged.write(to: URL(fileURLWithPath: other))
            do {
                if try await !SQLiteStore.verify(other).isEmpty { found += 1 }
            } catch let error as StoreError where error.code == .corrupt { found += 1 }
        }
        #expect(found == sound.count / 4_096 - 1)
        let text = directory.path + "/text.sqlite"
        try Data(repeating: 65, count: 8_192).write(to: URL(fileURLWithPath: text))
        await #expect { _ = try await open(text) } throws: { ($0 as? StoreError)?.code == .corrupt }
        await #expect { _ = try await SQLiteStore.verify(directory.path + "/absent") } throws: {
            ($0 as? StoreError)?.code == .inputOutput
        }
    }

    @Test("a temporary database leaves nothing behind, and the same file opens only once in a process")
    func placesAreGivenUp() async throws {
        let temporary = try await SQLiteStore.open(
            at: .temporary, schema: StoreContract.schema, surroundings: .fixed(), logger: .silent)
        try await add(1, to: temporary)
        #expect(FileManager.default.fileExists(atPath: temporary.path))
        await temporary.close()
        #expect(!FileManager.default.fileExists(atPath: (temporary.path as NSString).deletingLastPathComponent))
        let directory = try Directory()
        let first = try await open(directory.path + "/store.sqlite")
        await #expect { _ = try await open(directory.path + "/store.sqlite") } throws: {
            ($0 as? StoreError)?.code == .alreadyOpen
        }
        await first.close()
        let second = try await open(directory.path + "/store.sqlite")
        await second.close()
    }

    @Test("opening twice at once brings one schema and one refusal")
    func openingAtOnce() async throws {
        let directory = try Directory()
        let path = directory.path + "/store.sqlite"
        async let one = try? open(path)
        async let two = try? open(path)
        let opened = [await one, await two].compactMap { $0 }
        #expect(opened.count == 1)
        for store in opened { await store.close() }
    }

    private func open(_ path: String) async throws -> SQLiteStore {
        try await SQLiteStore.open(
            at: .file(path), schema: StoreContract.schema, surroundings: .fixed(), logger: .silent)
    }

    private func add(_ number: Int, to store: SQLiteStore) async throws {
        try await store.write(as: StoreContract.actor) { tx in
            try tx.execute(
                "INSERT INTO figure (name, amount) VALUES (?, ?)",
                [.text("\(number) " + String(repeating: "里坊", count: 50)), .integer(number)])
        }
    }
}
