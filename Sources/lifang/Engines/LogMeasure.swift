import ArgumentParser
import Foundation
import Log

/// `lifang log measure`: the figures (processor time, one core) of the log on this machine, one JSON object for a line. Read by `Benchmarks/log/run`.
struct LogMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Measure hashing, appending and proving.", shouldDisplay: false)

    @Option(help: "Leaves to hash and verify.") var leaves: Int = 1_000_000
    @Option(help: "Leaves of the tree in which proofs are made.") var proofTree: Int = 10_000_000
    @Option(help: "Entries in one batch.") var batch: Int = 256

    func run() throws {
        let clock = Meter()
        let key = try SignerKey(name: "bench.example/log/1", kind: .ed25519, seed: [UInt8](repeating: 1, count: 32))
        let entries = (0..<leaves).map { Array("{\"c\":\"\($0)\",\"k\":\"ballot\",\"t\":1800000000000,\"v\":1}".utf8) }
        var log = TiledLog(origin: key.verifier.name, storage: MemoryStorage())
        let appended = try clock.measure {
            var start = 0
            while start < entries.count {
                let end = min(start + batch, entries.count)
                _ = try log.append(Array(entries[start..<end]))
                start = end
            }
            _ = try log.publish(signedBy: key)
        }
        show("append_per_second", Double(leaves) / appended, "leaves \(leaves), batches of \(batch), memory")
        let verified = try clock.measure { _ = try LogVerification.verify(log.storage, keys: [key.verifier]) }
        show("hash_and_verify_s", verified, "leaves \(leaves), every entry, tile and the signature")
        var tree = MerkleTree()
        var start = 0
        while start < proofTree {
            let end = min(start + 100_000, proofTree)
            tree.append(contentsOf: (start..<end).map { log.tree.leaf(at: $0 % max(1, leaves)) ?? .emptyRoot })
            start = end
        }
        let size = proofTree - 1
        let root = try tree.root(size: size)
        var index = 1
        var wrong = 0
        let rounds = 2000
        let proved = try clock.measure {
            for _ in 0..<rounds {
                index = (index * 48_271 + 3_037) % size
                if try tree.inclusionProof(index: index, size: size).isEmpty { wrong += 1 }
            }
        }
        show("proof_us", proved / Double(rounds) * 1e6, "inclusion, \(size) leaves")
        let checked = try clock.measure {
            for _ in 0..<rounds {
                index = (index * 48_271 + 3_037) % size
                let path = try tree.inclusionProof(index: index, size: size)
                guard let leaf = tree.leaf(at: index) else { continue }
                let holds = MerkleProof.includes(
                    leaf: leaf, index: UInt64(index), size: UInt64(size), root: root, path: path)
                if !holds { wrong += 1 }
            }
        }
        guard wrong == 0 else { throw LogError.proofRefused }
        show("proof_and_check_us", checked / Double(rounds) * 1e6, "inclusion, \(size) leaves")
        let grown = try clock.measure {
            for _ in 0..<rounds {
                index = (index * 48_271 + 3_037) % size
                if try tree.consistencyProof(from: max(1, index), to: size).isEmpty { wrong += 1 }
            }
        }
        show("consistency_proof_us", grown / Double(rounds) * 1e6, "\(size) leaves")
    }

    private func show(_ name: String, _ value: Double, _ conditions: String) {
        print("{\"name\":\"\(name)\",\"value\":\(value),\"conditions\":\"\(conditions)\"}")
    }
}

/// Processor seconds of this process: what a busy machine does not falsify. One thread works here.
private struct Meter {
    func measure(_ work: () throws -> Void) rethrows -> Double {
        let start = clock()
        try work()
        return Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }
}
