import ArgumentParser
import Foundation
import Log
import MajorityRules

/// `lifang assembly …`: count and verify an owners' vote from its published bundle, without a server.
struct AssemblyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assembly", abstract: "Count and verify an owners' vote by article 278 of the Civil Code.",
        subcommands: [Count.self, Verify.self, Example.self, Measure.self])

    struct Count: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Count the ballots of a bundle and print every number that was used.")
        @Argument(help: "The bundle's folder.") var bundle: String
        @Flag(help: "Print the result as JSON.") var json = false

        func run() throws {
            do {
                let result = try AssemblyVerification.count(try AssemblyBundle(folder: bundle))
                try AssemblyCommand.show(result, json: json)
            } catch let refusal as BundleRefusal {
                throw AssemblyCommand.refused(refusal, json: json)
            }
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Verify a bundle: files, log, witnesses, roll, every ballot and the result. Exit 1 with the reason.")
        @Argument(help: "The bundle's folder.") var bundle: String
        @Flag(help: "Print the outcome as JSON.") var json = false

        func run() throws {
            do {
                let result = try AssemblyVerification.verify(try AssemblyBundle(folder: bundle))
                try AssemblyCommand.show(result, json: json)
            } catch let refusal as BundleRefusal {
                throw AssemblyCommand.refused(refusal, json: json)
            }
        }
    }

    struct Example: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the bundle of a made-up vote, the same for the same seed.")
        @Argument(help: "The folder to write; it must not exist.") var folder: String
        @Option(help: "The file verify.py that the bundle carries.") var verifier: String
        @Option(help: "Parts on the roll.") var units = 40
        @Option(help: "The seed.") var seed: UInt64 = 278
        @Option(help: "Owners with a signing key.") var keyed = 3

        func run() throws {
            guard !FileManager.default.fileExists(atPath: folder), (1...1_000_000).contains(units),
                let bytes = FileManager.default.contents(atPath: verifier)
            else { throw ValidationError("the folder must not exist, and verify.py must") }
            let draft = try AssemblyExample.draft(
                units: units, seed: seed, keyedUnits: max(0, keyed), verifier: Array(bytes))
            try draft.sealed(at: AssemblyExample.closesAtMs + 60_000).write(to: folder)
        }
    }

    struct Measure: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Measure counting and verifying one bundle.", shouldDisplay: false)
        @Argument(help: "The bundle's folder.") var bundle: String

        func run() throws {
            let read = try AssemblyBundle(folder: bundle)
            let vote = try AssemblyVerification.vote(read)
            for (name, work) in [
                ("tally_s", { _ = vote.count() }),
                ("count_s", { _ = try AssemblyVerification.count(read) }),
                ("verify_s", { _ = try AssemblyVerification.verify(read) }),
            ] as [(String, () throws -> Void)] {
                let start = clock()
                try work()
                print("{\"name\":\"\(name)\",\"value\":\(Double(clock() - start) / Double(CLOCKS_PER_SEC))}")
            }
        }
    }

    private static func show(_ result: JSONValue, json: Bool) throws {
        if json {
            print(String(decoding: try result.canonical(), as: UTF8.self))
        } else {
            for motion in result["motions"]?.array ?? [] {
                print(motion["zh"]?.string ?? "")
                print(motion["en"]?.string ?? "")
            }
        }
    }

    private static func refused(_ refusal: BundleRefusal, json: Bool) -> ExitCode {
        if json {
            print("{\"reason\":\"\(refusal.reason)\",\"step\":\"\(refusal.step)\",\"verified\":false}")
        } else {
            FileHandle.standardError.write(Data("refused \(refusal)\n".utf8))
        }
        return ExitCode(1)
    }
}
