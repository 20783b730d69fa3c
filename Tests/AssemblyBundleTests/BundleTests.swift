import Foundation
import Log
import Testing

@testable import lifang

/// Finds the checkout's root and python3, and runs the published verifier over many bundles at once.
enum Verifier {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let bytes = Array(
        (try? Data(contentsOf: root.appendingPathComponent("docs/assembly/verify.py"))) ?? Data())
    static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// For each bundle nil if verify.py accepts it, else its reason.
    static func refusals(_ bundles: [AssemblyBundle]) throws -> [String?] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lifang-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (number, bundle) in bundles.enumerated() {
            let target = folder.appendingPathComponent(String(number))
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            try bundle.write(to: target.path)
        }
        let driver = """
            import sys; sys.path.insert(0, sys.argv[1]); sys.dont_write_bytecode = True
            import verify
            for number in range(int(sys.argv[3])):
                try: verify.verify(verify.read(sys.argv[2] + "/" + str(number))); print("ok")
                except Exception as error: print("refused", type(error).__name__, str(error).replace("\\n", " "))
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python ?? "/usr/bin/python3")
        let docs = root.appendingPathComponent("docs/assembly").path
        process.arguments = ["-c", driver, docs, folder.path, String(bundles.count)]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return output.split(separator: "\n").map { $0 == "ok" ? nil : String($0) }
    }

    static func refusal(_ bundle: AssemblyBundle) -> BundleRefusal? {
        do {
            _ = try AssemblyVerification.verify(bundle)
            return nil
        } catch {
            return error
        }
    }
}

@Suite("Bundles of owners' votes")
struct BundleTests {
    static func draft(_ seed: UInt64 = 278, units: Int = 40, turnout: Int = 85) throws -> AssemblyDraft {
        try AssemblyExample.draft(units: units, seed: seed, turnout: turnout, verifier: Verifier.bytes)
    }

    static func sealed(_ draft: AssemblyDraft) throws -> AssemblyBundle {
        try draft.sealed(at: AssemblyExample.closesAtMs + 60_000)
    }

    @Test("a made-up vote verifies, and the verifier has at most 250 lines")
    func example() throws {
        let bundle = try Self.sealed(try Self.draft())
        #expect(Verifier.refusal(bundle) == nil)
        #expect(try AssemblyVerification.count(bundle).canonical() == bundle.files["result.json"])
        #expect(Verifier.bytes.count(where: { $0 == 10 }) <= 250)
    }

    @Test("ours and verify.py agree on every number and word of forty-eight random votes")
    func random() throws {
        var bundles: [AssemblyBundle] = []
        for seed in UInt64(0)..<48 {
            let turnout = 40 + Int(seed) % 61
            bundles.append(try Self.sealed(try Self.draft(seed, units: 1 + Int(seed) * 3 / 2, turnout: turnout)))
        }
        var seen: Set<String> = []
        for bundle in bundles {
            let refusal = Verifier.refusal(bundle)
            #expect(refusal == nil, "\(refusal?.description ?? "")")
            let result = try JSONValue(parsing: bundle.files["result.json"] ?? [])
            for name in result["ballots"]?["refused"]?.members ?? [] { seen.insert(name.name) }
            for motion in result["motions"]?.array ?? [] {
                seen.insert("passed \(motion["passed"]?.bool ?? false) \(motion["class"]?.string ?? "")")
                seen.insert("class b \(motion["depends_on"]?["class_b"]?.bool ?? false)")
                seen.insert("disputes \(motion["depends_on"]?["disputes"]?.bool ?? false)")
                if motion["heads"]?["split"]?.integer ?? 0 > 0 { seen.insert("split") }
                if motion["heads"]?["invalid"]?.integer ?? 0 > 0 { seen.insert("invalid") }
                if motion["follow_majority"]?["units"]?.integer ?? 0 > 0 { seen.insert("follow") }
                if motion["by_class"]?["A"]?["units"]?.integer ?? 0 > 0 { seen.insert("signed") }
            }
            if result["proxies"]?["over_limit"]?.integer ?? 0 > 0 { seen.insert("over limit") }
        }
        let wanted: Set = [
            "void", "out-of-window", "needs-signature", "proxy", "disputed", "passed true ordinary",
            "passed false ordinary", "passed true special", "passed false special", "class b true", "class b false",
            "disputes true", "disputes false", "split", "invalid", "follow", "signed", "over limit",
        ]
        #expect(wanted.subtracting(seen).isEmpty, "not exercised: \(wanted.subtracting(seen))")
        guard Verifier.python != nil else { return }
        #expect(try Verifier.refusals(bundles) == [String?](repeating: nil, count: bundles.count))
    }

    @Test("more than two hundred tamperings of the files are refused by ours and by verify.py")
    func tampering() throws {
        let bundle = try Self.sealed(try Self.draft())
        var chance = AssemblyExample.Chance(state: 200)
        var spoiled: [(String, AssemblyBundle)] = []
        func add(_ name: String, sums: Bool = true, _ change: (inout AssemblyBundle) -> Void) {
            var copy = bundle
            change(&copy)
            if sums { copy.files[AssemblyBundle.sumsPath] = copy.sums }
            guard copy.files != bundle.files else { return }
            spoiled.append((name, copy))
        }
        for name in bundle.files.keys.sorted() where name != AssemblyBundle.sumsPath {
            let bytes = bundle.files[name] ?? []
            add("drop \(name)") { $0.files[name] = nil }
            add("empty \(name)") { $0.files[name] = [] }
            add("cut \(name)") { $0.files[name] = Array(bytes.dropLast()) }
            add("newline after \(name)") { $0.files[name] = bytes + [10] }
            add("byte without sum \(name)", sums: false) { $0.files[name]?[bytes.count / 2] ^= 1 }
            for _ in 0..<8 where !bytes.isEmpty {
                let place = chance.below(bytes.count)
                let bit = UInt8(1) << UInt8(chance.below(8))
                add("byte \(place) of \(name)") { $0.files[name]?[place] ^= bit }
            }
            var lines = bytes.split(separator: 10).map { Array($0) }
            guard name.hasSuffix(".ndjson"), lines.count > 1 else { continue }
            func put(_ what: String, _ lines: [[UInt8]]) {
                add("\(what) \(name)") { $0.files[name] = lines.flatMap { $0 + [10] } }
            }
            put("line dropped", Array(lines.dropFirst()))
            put("line doubled", [lines[0]] + lines)
            put("line added at the end", lines + [lines[0]])
            lines.swapAt(0, lines.count - 1)
            put("lines swapped", lines)
            put("reversed", lines.reversed())
            put("space", lines.map { [32] + $0 })
        }
        func edit(_ name: String, _ old: String, _ new: String) {
            add("\(name): \(old) to \(new)") { copy in
                let text = String(decoding: copy.files[name] ?? [], as: UTF8.self)
                guard let range = text.range(of: old) else { return }
                copy.files[name] = Array(text.replacingCharacters(in: range, with: new).utf8)
            }
        }
        edit("ballots.ndjson", "agree", "against")
        edit("ballots.ndjson", "\"web\"", "\"counter\"")
        edit("ballots.ndjson", "\"owner\"", "\"guardian\"")
        edit("ballots.ndjson", ",\"sig\":\"", ",\"sig\":\"A")
        edit("roll.ndjson", "\"a\":", "\"a\":1")
        edit("roll.ndjson", "null", "\"ed25519:\"")
        edit("result.json", "true", "false")
        edit("result.json", "通过", "未通过")
        edit("election.json", "\"class\":\"special\"", "\"class\":\"ordinary\"")
        edit("election.json", ">=3/4", ">=2/3")
        edit("election.json", "\"participation\":\"2/3\"", "\"participation\":\"1/2\"")
        edit("voids.ndjson", "withdrawn", "duplicate")
        edit("policy.txt", "quorum q", "quorum none")
        edit("policy.txt", "group people 1", "group people any")
        for (one, two) in [("roll", "close"), ("close", "final"), ("final", "roll")] {
            add("checkpoint \(one) is \(two)") { $0.files["checkpoints/\(one)"] = $0.files["checkpoints/\(two)"] }
        }
        for name in ["roll", "close", "final"] {
            let lines = String(decoding: bundle.files["checkpoints/\(name)"] ?? [], as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            for number in lines.indices where !lines[number].isEmpty && number != 5 && number != 6 {
                var fewer = lines
                fewer.remove(at: number)
                add("checkpoint \(name) without line \(number)") {
                    $0.files["checkpoints/\(name)"] = Array(fewer.joined(separator: "\n").utf8)
                }
            }
        }
        add("foreign file") { $0.files["extra.txt"] = [1] }
        add("foreign hidden file") { $0.files["paper/.x"] = [1] }
        #expect(spoiled.count >= 200)
        for (name, copy) in spoiled { #expect(Verifier.refusal(copy) != nil, "accepted by ours: \(name)") }
        guard Verifier.python != nil else { return }
        let answers = try Verifier.refusals(spoiled.map(\.1))
        #expect(answers.count == spoiled.count)
        for (answer, (name, _)) in zip(answers, spoiled) {
            #expect(answer?.hasPrefix("refused") == true, "accepted by verify.py: \(name)")
        }
    }
}
