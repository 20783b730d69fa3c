import Foundation
import Store
import StorePostgres
import Vocabulary

/// A request-shaped transaction (read, change, insert, all SERIALIZABLE) against pgbench with the same statements, in turns.
enum PostgresBench {
    private static let accounts = 20_000

    static func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        guard let server = environment["LIFANG_TEST_POSTGRES"] else { exit(69) }
        let store = try await PostgresStore.open(
            server, schema: Bench.schema, surroundings: Bench.surroundings(), logger: Bench.silent)
        try await store.write(as: Bench.actor, at: .maintenance) { tx in
            try tx.execute(
                "INSERT INTO account (number, balance, words) SELECT n, 0, 'words' FROM generate_series(0, ?) AS n",
                [.integer(accounts - 1)])
        }
        let script = NSTemporaryDirectory() + "lifang-bench-\(getpid()).sql"
        try """
        \\set number random(0, \(accounts - 1))
        BEGIN ISOLATION LEVEL SERIALIZABLE;
        SELECT balance FROM account WHERE number = :number;
        UPDATE account SET balance = balance + 1 WHERE number = :number;
        INSERT INTO entry (kind, amount) VALUES ('account.changed', 1);
        COMMIT;
        """.write(toFile: script, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: script) }
        for clients in [1, 8] {
            var (ours, theirs) = ([Double](), [Double]())
            for round in 0..<6 {
                let mine = try await Bench.load(clients, seconds: 2) { _, _ in
                    try await store.write(as: Bench.actor) { tx in
                        let number = Value.integer(Int.random(in: 0..<accounts))
                        _ = try tx.integer("SELECT balance FROM account WHERE number = ?", [number])
                        try tx.execute("UPDATE account SET balance = balance + 1 WHERE number = ?", [number])
                        try tx.execute(
                            "INSERT INTO entry (kind, amount) VALUES (?, ?)", [.text("account.changed"), .integer(1)])
                    }
                }
                let peer = try pgbench(server, script, clients, each: max(100, Int(mine.perSecond * 2) / clients))
                guard round > 0 else { continue }
                ours.append(mine.perSecond)
                theirs.append(peer)
            }
            Bench.print(
                "store.postgres.request_transactions_\(clients)", Bench.median(ours), "transactions/s",
                peer: "pgbench -M prepared -c \(clients)", Bench.median(theirs),
                conditions:
                    "SERIALIZABLE, select + update + insert, unix socket, fsync on, medians of 5 interleaved rounds")
        }
        await store.close()
    }

    private static func pgbench(_ server: String, _ script: String, _ clients: Int, each: Int) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // A number of transactions and not a time: the alarm by which pgbench ends is blocked in our children.
        process.arguments = [
            "pgbench", "-n", "-M", "prepared", "-f", script, "-c", "\(clients)", "-j", "1", "-t", "\(each)",
            "--max-tries", "20", server,
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let line = text.split(separator: "\n").first { $0.hasPrefix("tps = ") } ?? ""
        return line.split(separator: " ").dropFirst(2).first.flatMap { Double($0) } ?? 0
    }
}
