import Foundation
import Synchronization

/// Other processes that tests start, watch and kill.
enum Processes {
    /// The program that is built beside the tests.
    static var fixture: URL {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("store-fixture")
    }

    /// Whether a program can be found.
    static func exists(_ program: String) -> Bool {
        ["/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/"].contains {
            FileManager.default.isExecutableFile(atPath: $0 + program)
        }
    }

    /// Runs a program to its end.
    static func run(_ arguments: [String]) throws -> (code: Int32, lines: [String]) {
        let (process, output) = try start(arguments)
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, lines(data))
    }

    /// Starts a program; what it prints is in the pipe.
    static func start(_ arguments: [String], input: Pipe = Pipe()) throws -> (Process, Pipe) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = input
        try process.run()
        return (process, output)
    }

    static func lines(_ data: Data) -> [String] {
        String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

/// A directory of its own for one test.
struct Directory: ~Copyable {
    let path: String

    init(in parent: String = NSTemporaryDirectory()) throws {
        path = parent + (parent.hasSuffix("/") ? "" : "/") + "lifang-store-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // What cannot be removed is in the system's temporary directory and harms nobody.
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// A value that tasks and threads share.
final class Shared<Value: Sendable>: Sendable {
    private let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }

    func withLock<Result: Sendable>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        try value.withLock { value in try body(&value) }
    }
}

/// A PostgreSQL server that one test may stop and start as it likes.
final class PrivateServer {
    let connectionString: String
    let control: String
    private let process: Process
    private let input = Pipe()

    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Scripts/with-postgres")

    static var canStart: Bool { FileManager.default.isExecutableFile(atPath: script.path) }

    init() throws {
        let words = "echo \"$LIFANG_TEST_POSTGRES\"; echo \"$LIFANG_TEST_POSTGRES_CONTROL\"; echo; cat"
        let (process, output) = try Processes.start([Self.script.path, "bash", "-c", words], input: input)
        self.process = process
        var said = Data()
        while !said.suffix(2).elementsEqual([10, 10]) {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { throw CocoaError(.executableLoad) }
            said += more
        }
        let lines = Processes.lines(said)
        (connectionString, control) = (lines[0], lines[1])
    }

    /// Ends the server and removes it.
    func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    deinit { try? input.fileHandleForWriting.close() }
}
