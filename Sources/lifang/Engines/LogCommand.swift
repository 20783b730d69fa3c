import ArgumentParser
import Foundation
import Log

/// `lifang log …`: build, check and read a transparency log in a folder, without a server.
struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Build and verify a transparency log (RFC 6962, C2SP tiles).",
        subcommands: [Verify.self, Build.self, Proof.self, Open.self, Canonical.self, LogMeasure.self])

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Re-hash every entry and tile of a log and verify its signed checkpoint.")
        @Argument(help: "The folder with checkpoint and tile/.") var folder: String
        @Option(help: "A trusted verifier key (vkey); may be repeated.") var key: [String]

        func run() throws {
            let keys = try key.map { try VerifierKey(parsing: $0) }
            let found = try LogVerification.verify(FileStorage(folder: folder), keys: keys)
            let head = found.checkpoint
            print("ok \(head.origin) size \(head.size) root \(head.root.base64) pieces \(found.pieces)")
        }
    }

    struct Build: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add each line of the standard input as an entry, publish and sign.")
        @Argument(help: "The folder; an existing log in it is continued.") var folder: String
        @Option(help: "A file with the log's private key (PRIVATE+KEY+…).") var keyFile: String
        @Option(help: "Publish a checkpoint after so many entries.") var every: Int = Int.max

        func run() throws {
            let text = try String(contentsOfFile: keyFile, encoding: .utf8)
            let key = try SignerKey(parsing: text.trimmingCharacters(in: .newlines))
            let storage = FileStorage(folder: folder, isDurable: false)
            var log = TiledLog(origin: key.verifier.name, storage: storage)
            if try storage.read("checkpoint") != nil { log = try TiledLog(opening: storage, key: key.verifier) }
            let input = FileHandle.standardInput.readDataToEndOfFile()
            var entries = input.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
            if entries.last?.isEmpty == true { entries.removeLast() }
            var start = 0
            while start < entries.count {
                let end = start + min(max(every, 1), entries.count - start)
                _ = try log.append(Array(entries[start..<end]))
                _ = try log.publish(signedBy: key)
                start = end
            }
            if entries.isEmpty { _ = try log.publish(signedBy: key) }
            print("size \(log.tree.size) root \(log.tree.root.base64)")
        }
    }

    struct Proof: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the offline receipt (tlog-proof) of one entry.")
        @Argument(help: "The folder.") var folder: String
        @Argument(help: "The entry's index, from 0.") var index: Int
        @Option(help: "The log's verifier key (vkey).") var key: String

        func run() throws {
            let storage = FileStorage(folder: folder)
            let log = try TiledLog(opening: storage, key: try VerifierKey(parsing: key))
            guard let bytes = try storage.read("checkpoint") else { throw LogError.missing }
            let note = try SignedNote(parsing: bytes)
            let path = try log.tree.inclusionProof(index: index, size: log.tree.size)
            print(LogProof(extra: nil, index: UInt64(index), path: path, note: note).serialized, terminator: "")
        }
    }

    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open the signed note on the standard input with trusted keys and print its text.")
        @Option(help: "A trusted verifier key (vkey); may be repeated.") var key: [String]

        func run() throws {
            let note = try SignedNote(parsing: FileHandle.standardInput.readDataToEndOfFile())
            _ = try note.verified(by: try key.map { try VerifierKey(parsing: $0) })
            print(note.text, terminator: "")
        }
    }

    struct Canonical: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write each JSON line of the standard input in canonical form (RFC 8785).")

        func run() throws {
            var output = Data()
            for line in FileHandle.standardInput.readDataToEndOfFile().split(separator: 10) {
                let value = try? JSONValue(parsing: line).canonical()
                output.append(contentsOf: value ?? Array("refused".utf8))
                output.append(10)
            }
            FileHandle.standardOutput.write(output)
        }
    }
}
