import Foundation
import Log
import Testing

@Suite("Tiles, bundles and storages")
struct TileTests {
    let key: SignerKey

    init() throws {
        key = try SignerKey(name: "lifang.example/log/1", kind: .ed25519, seed: [UInt8](repeating: 1, count: 32))
    }

    @Test("a log of 70,000 entries has the pieces that the specification counts")
    func pieces() throws {
        let all = try TilePath.all(size: 70_000).map(\.path)
        #expect(all.count(where: { $0.hasPrefix("tile/0/") }) == 274)
        #expect(all.contains("tile/0/273.p/112"))
        #expect(all.contains("tile/1/000"))
        #expect(all.contains("tile/1/001.p/17"))
        #expect(all.contains("tile/2/000.p/1"))
        #expect(all.contains("tile/entries/273.p/112"))
        #expect(!all.contains { $0.hasPrefix("tile/3/") })
        #expect(try TilePath.all(size: 0).isEmpty)
        #expect(try TilePath.all(size: 256).map(\.path) == ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"])
    }

    @Test(
        "addresses are spelled in one way", arguments: ["tile/0/x001/x234/067", "tile/entries/000.p/1", "tile/63/999"])
    func spelling(_ text: String) throws {
        #expect(try TilePath(parsing: text).path == text)
    }

    @Test(
        "other spellings of addresses are refused",
        arguments: [
            "", "tile", "tile/0", "tile/0/1", "tile/00/001", "tile/64/001", "tile/-1/001", "tile/0/x001",
            "tile/0/001/002",
            "tile/0/x000/001", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p", "tile/0/000.p/",
            "/tile/0/000", "tile/0/000/", "tile/data/000", "tile/0/x001/x234/067.p/1.p/2", "tile/0/+01",
        ])
    func badSpelling(_ text: String) {
        #expect(throws: LogError.self) { try TilePath(parsing: text) }
    }

    @Test("bundles come back as they were and cut ones are refused")
    func bundles() throws {
        let entries: [[UInt8]] = [[], [1], [UInt8](repeating: 7, count: 65_535), [2, 3]]
        let bytes = try EntryBundle.encode(entries)
        #expect(try EntryBundle.decode(bytes) == entries)
        #expect(throws: LogError.self) { try EntryBundle.decode(bytes.dropLast()) }
        #expect(throws: LogError.self) { try EntryBundle.decode([0]) }
        #expect(throws: LogError.self) { try EntryBundle.decode([UInt8](repeating: 0, count: 2 * 257)) }
        #expect(throws: LogError.entryTooLong) { try EntryBundle.encode([[UInt8](repeating: 0, count: 65_536)]) }
    }

    func contract(_ empty: some LogStorage) throws {
        var storage = empty
        #expect(try storage.read("tile/0/000") == nil)
        try storage.write([1, 2], to: "tile/0/000")
        try storage.write([3], to: "tile/0/000")
        try storage.write([], to: "checkpoint")
        #expect(try storage.read("tile/0/000") == [3])
        #expect(try storage.read("checkpoint") == [])
        try storage.remove("tile/0/000")
        try storage.remove("tile/0/000")
        #expect(try storage.read("tile/0/000") == nil)
        var log = TiledLog(origin: "lifang.example/log/1", storage: storage)
        var entries: [[UInt8]] = []
        for batch in [1, 254, 1, 300, 0, 211] {
            let more = (0..<batch).map { Array("entry \(entries.count + $0)".utf8) }
            #expect(try log.append(more) == entries.count..<(entries.count + batch))
            entries += more
            _ = try log.publish(signedBy: key)
            let reopened = try TiledLog(opening: log.storage, key: key.verifier)
            #expect(reopened.tree.root == log.tree.root)
            log = reopened
            let found = try LogVerification.verify(log.storage, keys: [key.verifier])
            #expect(found.checkpoint.size == UInt64(entries.count))
        }
        #expect(log.tree.root == MerkleTree(leaves: entries.map { TreeHash.leaf($0) }).root)
        try tamper(log.storage)
    }

    /// Every piece of a published log, changed in one byte, cut or removed, is found.
    func tamper(_ storage: some LogStorage) throws {
        for path in try TilePath.all(size: 767).map(\.path) + ["checkpoint"] {
            let bytes = try #require(try storage.read(path))
            for place in [0, bytes.count / 2, bytes.count - 1] {
                var spoiled = storage
                var changed = bytes
                changed[place] ^= 1
                try spoiled.write(changed, to: path)
                #expect(throws: LogError.self, "\(path) byte \(place)") {
                    try LogVerification.verify(spoiled, keys: [key.verifier])
                }
                try spoiled.write(bytes, to: path)
            }
            var cut = storage
            try cut.write(Array(bytes.dropLast()), to: path)
            #expect(throws: LogError.self) { try LogVerification.verify(cut, keys: [key.verifier]) }
            try cut.remove(path)
            #expect(throws: LogError.missing) { try LogVerification.verify(cut, keys: [key.verifier]) }
            try cut.write(bytes, to: path)
        }
        #expect(try LogVerification.verify(storage, keys: [key.verifier]).pieces > 0)
    }

    @Test("the storage in memory keeps the contract and a log in it survives reopening")
    func memory() throws {
        try contract(MemoryStorage())
    }

    @Test("the storage in files keeps the contract and a log in it survives reopening", arguments: [true, false])
    func files(_ isDurable: Bool) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lifang-log-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try contract(FileStorage(folder: folder.path, isDurable: isDurable))
    }

    @Test("a path cannot leave the folder", arguments: ["../x", "a/../../x", "/etc/passwd", "a//b", "", ".hidden"])
    func escape(_ path: String) {
        #expect(throws: LogError.self) { try FileStorage(folder: "/nonexistent-folder").read(path) }
    }

    @Test("narrow pieces go when the full one is there, and another log's key signs nothing")
    func narrowPieces() throws {
        var log = TiledLog(origin: "lifang.example/log/1", storage: MemoryStorage())
        for _ in 0..<3 {
            _ = try log.append((0..<100).map { [UInt8($0)] })
            _ = try log.publish(signedBy: key)
        }
        #expect(
            log.storage.paths == [
                "checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000",
                "tile/entries/001.p/44",
            ])
        let stranger = try SignerKey(name: "x", kind: .ed25519, seed: [UInt8](repeating: 5, count: 32))
        #expect(throws: LogError.wrongOrigin) { try log.publish(signedBy: stranger) }
        #expect(throws: LogError.unverified) { try TiledLog(opening: log.storage, key: stranger.verifier) }
        #expect(throws: LogError.entryTooLong) { try log.append([[1], [UInt8](repeating: 0, count: 65_536)]) }
        #expect(log.tree.size == 300)
    }
}
