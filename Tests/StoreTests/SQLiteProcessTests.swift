import Foundation
import Logging
import Store
import StoreContract
import StoreSQLite
import Testing
import Vocabulary

/// What only other processes can show: locks, syncs, kills, disks that fail.
@Suite("SQLite beside other processes", .serialized) struct SQLiteProcessTests {
    @Test("a second process on the same file is refused, and admitted once the first has ended")
    func secondProcessIsRefused() async throws {
        let directory = try Directory()
        let path = directory.path + "/store.sqlite"
        let input = Pipe()
        let (first, output) = try Processes.start([Processes.fixture.path, "hold", path], input: input)
        #expect(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "open\n")
        let second = try Processes.run([Processes.fixture.path, "write", path, "1", "1"])
        #expect(second.code == 73)
        await #expect { _ = try await open(path) } throws: { ($0 as? StoreError)?.code == .alreadyOpen }
        kill(first.processIdentifier, SIGKILL)
        first.waitUntilExit()
        let third = try Processes.run([Processes.fixture.path, "write", path, "1", "1"])
        #expect(third.code == 0)
        #expect(third.lines.first == "ack 1 1" || third.lines.first == "ack 0 1")
    }

    @Test(
        "nothing is acknowledged without a sync: at least one for each group of writes",
        .enabled(if: Processes.exists("strace"), "strace is not installed"))
    func everyGroupIsSynced() throws {
        let directory = try Directory(in: "/var/tmp")
        let trace = directory.path + "/trace"
        let run = try Processes.run([
            "strace", "-f", "-o", trace, "-e", "trace=fdatasync,fsync", Processes.fixture.path, "write",
            directory.path + "/store.sqlite", "16", "20",
        ])
        #expect(run.code == 0)
        #expect(run.lines.count { $0.hasPrefix("ack ") } == 320)
        let groups = run.lines.first { $0.hasPrefix("groups_total ") }.flatMap { Double($0.dropFirst(13)) } ?? 0
        let calls = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
        // A call that another thread interrupted is told in two lines, of which only the first has its bracket.
        let syncs = calls.count { $0.contains("fdatasync(") || $0.contains("fsync(") }
        #expect(groups >= 20 && groups <= 320)
        #expect(syncs >= Int(groups), "\(syncs) syncs for \(groups) groups")
    }

    @Test(
        "after a failed sync nothing more is acknowledged, and what was is on the disk",
        .enabled(if: Processes.exists("strace"), "strace is not installed"))
    func failedSyncEndsAcknowledging() async throws {
        for call in [12, 20, 31] {
            let directory = try Directory(in: "/var/tmp")
            let path = directory.path + "/store.sqlite"
            let run = try Processes.run([
                "strace", "-f", "-o", "/dev/null", "-e", "inject=fdatasync,fsync:error=EIO:when=\(call)+",
                Processes.fixture.path, "write", path, "4", "200",
            ])
            #expect(run.code == 75)
            #expect(run.lines.contains { $0.contains("inputOutput") })
            try await check(path, acknowledged: run.lines, mayHoldMore: 4)
        }
    }

    @Test("what was acknowledged before kill −9 is there, and nothing is half done")
    func killedProcessesLoseNothing() async throws {
        let directory = try Directory(in: "/var/tmp")
        var generator = SystemRandomNumberGenerator()
        let rounds = ProcessInfo.processInfo.environment["LIFANG_KILL_ROUNDS"].flatMap(Int.init) ?? 20
        for round in 0..<rounds {
            let path = directory.path + "/store-\(round).sqlite"
            let (process, output) = try Processes.start([Processes.fixture.path, "write", path, "64", "0"])
            let reader = Task.detached { output.fileHandleForReading.readDataToEndOfFile() }
            usleep(UInt32.random(in: 50_000...350_000, using: &generator))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let lines = Processes.lines(await reader.value)
            try await check(path, acknowledged: lines, mayHoldMore: 64)
        }
    }

    /// Compares what a process said with what its database holds.
    private func check(_ path: String, acknowledged lines: [String], mayHoldMore: Int) async throws {
        let said = Set(lines.filter { $0.hasPrefix("ack ") }.map { String($0.dropFirst(4)) })
        let store = try await open(path)
        let held = try await store.read { snapshot in
            Set(
                try snapshot.rows("SELECT client, number FROM pair WHERE half = 1") {
                    "\(try $0.integer(0)) \(try $0.integer(1))"
                })
        }
        let (halves, entries) = try await store.read { snapshot in
            (
                try snapshot.integer("SELECT count(*) FROM pair") ?? 0,
                try snapshot.integer("SELECT count(*) FROM entry") ?? 0
            )
        }
        await store.close()
        #expect(said.subtracting(held) == [], "acknowledged and lost")
        #expect(held.subtracting(said).count <= mayHoldMore, "kept without being asked")
        #expect(halves == Int64(2 * held.count) && entries == Int64(held.count), "half done")
        #expect(try await SQLiteStore.verify(path) == [])
    }

    private func open(_ path: String) async throws -> SQLiteStore {
        try await SQLiteStore.open(at: .file(path), schema: fixtureSchema, surroundings: .fixed(), logger: .silent)
    }

    private var fixtureSchema: Schema {
        Schema([
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
    }
}
