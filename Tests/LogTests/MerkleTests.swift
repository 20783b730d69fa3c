import Log
import Testing

/// Values of transparency-dev/merkle `testdata` (Apache-2.0), typed in as data: the eight leaves of the RFC 6962 tests.
enum MerkleVectors {
    static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
        [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ]

    static let root8 = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg="
    static let root5 = "Tju7H3tHjc/nH7YxYxUZo7yhLJrvyhYSv85ME6hiZNQ="
    static let root6 = "duZ9rbzfHhDht03cYIq9L5jfsW+851J3tSMqEn8gh+8="

    struct Inclusion: Sendable {
        var name: String, index: UInt64, size: UInt64, root: String, leaf: String, proof: [String]
    }

    static let inclusions = [
        Inclusion(
            name: "inclusion/0/happy-path", index: 0, size: 1, root: "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=",
            leaf: "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=", proof: []),
        Inclusion(
            name: "inclusion/1/happy-path", index: 0, size: 8, root: root8,
            leaf: "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=",
            proof: [
                "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=", "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
                "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=",
            ]),
        Inclusion(
            name: "inclusion/2/happy-path", index: 5, size: 8, root: root8,
            leaf: "QnGia+DYqE8L1UyMMC58s6O10fpngKQLzOKHNHfatlg=",
            proof: [
                "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=", "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
                "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
            ]),
        Inclusion(
            name: "inclusion/3/happy-path", index: 2, size: 3,
            root: "rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc=",
            leaf: "ApjRIpBtz8EIkstTpzmS/FufST6kybrbJ7eRtBJ6f+c=",
            proof: ["+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU="]),
        Inclusion(
            name: "inclusion/4/happy-path", index: 1, size: 5, root: root5,
            leaf: "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=",
            proof: [
                "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=", "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
                "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
            ]),
    ]

    struct Consistency: Sendable {
        var name: String, old: UInt64, new: UInt64, oldRoot: String, newRoot: String, proof: [String]
    }

    static let consistencies = [
        Consistency(
            name: "consistency/0/happy-path", old: 1, new: 1, oldRoot: "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=",
            newRoot: "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=", proof: []),
        Consistency(
            name: "consistency/1/happy-path", old: 1, new: 8, oldRoot: "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=",
            newRoot: root8,
            proof: [
                "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=", "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
                "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=",
            ]),
        Consistency(
            name: "consistency/2/happy-path", old: 6, new: 8, oldRoot: root6, newRoot: root8,
            proof: [
                "DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=", "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=",
                "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
            ]),
        Consistency(
            name: "consistency/3/happy-path", old: 2, new: 5, oldRoot: "+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=",
            newRoot: root5,
            proof: [
                "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=", "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
            ]),
        Consistency(
            name: "consistency/4/happy-path", old: 6, new: 7, oldRoot: root6,
            newRoot: "3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=",
            proof: [
                "DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o=", "sIaT7C5yFZcTBkHoIR5+7cy0wmQTlj7ubB4u0W/7Gl8=",
                "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
            ]),
    ]

    static func hash(_ text: String) throws -> TreeHash { try #require(TreeHash(base64: text)) }
}

@Suite("Merkle tree of RFC 6962")
struct MerkleTests {
    let tree = MerkleTree(leaves: MerkleVectors.leaves.map { TreeHash.leaf($0) })

    @Test("roots and proofs over the eight published leaves are the published ones")
    func publishedLeaves() throws {
        #expect(tree.root.base64 == MerkleVectors.root8)
        #expect(try tree.root(size: 0).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        for vector in MerkleVectors.inclusions {
            let made = try tree.inclusionProof(index: Int(vector.index), size: Int(vector.size))
            #expect(made.map(\.base64) == vector.proof, "\(vector.name)")
            #expect(try tree.root(size: Int(vector.size)).base64 == vector.root)
        }
        for vector in MerkleVectors.consistencies {
            let made = try tree.consistencyProof(from: Int(vector.old), to: Int(vector.new))
            #expect(made.map(\.base64) == vector.proof, "\(vector.name)")
        }
    }

    @Test("published inclusion proofs verify and every published way of spoiling them is refused")
    func inclusionVectors() throws {
        var refused = 0
        for vector in MerkleVectors.inclusions {
            let root = try MerkleVectors.hash(vector.root)
            let leaf = try MerkleVectors.hash(vector.leaf)
            let path = try vector.proof.map(MerkleVectors.hash)
            func check(_ l: TreeHash, _ i: UInt64, _ s: UInt64, _ r: TreeHash, _ p: [TreeHash]) -> Bool {
                MerkleProof.includes(leaf: l, index: i, size: s, root: r, path: p)
            }
            #expect(check(leaf, vector.index, vector.size, root, path), "\(vector.name)")
            let other = TreeHash.leaf("random".utf8)
            var bad: [Bool] = [
                check(leaf, vector.index &- 1, vector.size, root, path),  // leafIdx - 1
                check(leaf, vector.index + 1, vector.size, root, path),  // leafIdx + 1
                check(leaf, vector.index ^ 2, vector.size, root, path),  // leafIdx ^ 2
                check(leaf, vector.index, vector.size / 2, root, path),  // treeSize / 2
                check(other, vector.index, vector.size, root, path),  // wrong leaf
                check(leaf, vector.index, vector.size, .emptyRoot, path),  // empty root
                check(leaf, vector.index, vector.size, other, path),  // random root
                check(leaf, vector.index, vector.size, root, path + [.emptyRoot]),  // trailing garbage
                check(leaf, vector.index, vector.size, root, path + [root]),  // trailing root
                check(leaf, vector.index, vector.size, root, [.emptyRoot] + path),  // preceding garbage
                check(leaf, vector.index, vector.size, root, [root] + path),  // preceding root
                check(leaf, vector.index, vector.size, root, Array(path.prefix(1)) + [other] + path.dropFirst()),
            ]
            if !path.isEmpty {  // removed component
                bad.append(check(leaf, vector.index, vector.size, root, Array(path.dropLast())))
            }
            if vector.index * 2 < vector.size {  // treeSize * 2 changes the path's length
                bad.append(check(leaf, vector.index, vector.size * 2, root, path))
            }
            for place in path.indices {  // modified proof[i], bit 3
                var bytes = path[place].bytes
                bytes[0] ^= 8
                var spoiled = path
                spoiled[place] = try #require(TreeHash(bytes: bytes))
                bad.append(check(leaf, vector.index, vector.size, root, spoiled))
            }
            #expect(!bad.contains(true), "\(vector.name): \(bad)")
            refused += bad.count
        }
        #expect(refused >= 60)
    }

    @Test("published consistency proofs verify and every published way of spoiling them is refused")
    func consistencyVectors() throws {
        for vector in MerkleVectors.consistencies {
            let old = try MerkleVectors.hash(vector.oldRoot)
            let new = try MerkleVectors.hash(vector.newRoot)
            let path = try vector.proof.map(MerkleVectors.hash)
            func check(_ a: UInt64, _ b: UInt64, _ r: TreeHash, _ s: TreeHash, _ p: [TreeHash]) -> Bool {
                MerkleProof.isConsistent(oldSize: a, oldRoot: r, newSize: b, newRoot: s, path: p)
            }
            #expect(check(vector.old, vector.new, old, new, path), "\(vector.name)")
            guard vector.old < vector.new else { continue }
            let other = TreeHash.leaf("random".utf8)
            var bad: [Bool] = [
                check(vector.old - 1, vector.new, old, new, path), check(vector.old + 1, vector.new, old, new, path),
                check(vector.old ^ 2, vector.new, old, new, path), check(vector.old, vector.new * 2, old, new, path),
                check(vector.old, vector.new / 2, old, new, path), check(vector.old, vector.new, other, new, path),
                check(vector.old, vector.new, old, other, path), check(vector.old, vector.new, new, old, path),
                check(vector.old, vector.new, old, new, []), check(vector.old, vector.new, old, new, path + [other]),
                check(vector.old, vector.new, old, new, path + [old]),
                check(vector.old, vector.new, old, new, path + [new]),
                check(vector.old, vector.new, old, new, [other] + path),
                check(vector.old, vector.new, old, new, [old] + path),
                check(vector.old, vector.new, old, new, [new] + path),
                check(vector.old, vector.new, old, new, [path[0]] + path),
                check(vector.old, vector.new, old, new, Array(path.dropLast())),
            ]
            for place in path.indices {
                var bytes = path[place].bytes
                bytes[0] ^= 16
                var spoiled = path
                spoiled[place] = try #require(TreeHash(bytes: bytes))
                bad.append(check(vector.old, vector.new, old, new, spoiled))
            }
            #expect(!bad.contains(true), "\(vector.name): \(bad)")
        }
        // consistency/additional: proofs from nothing, backwards, and equal sizes with a proof or other roots.
        let empty = TreeHash.emptyRoot
        let other = TreeHash.leaf("random".utf8)
        func check(_ a: UInt64, _ b: UInt64, _ r: TreeHash, _ s: TreeHash, _ p: [TreeHash]) -> Bool {
            MerkleProof.isConsistent(oldSize: a, oldRoot: r, newSize: b, newRoot: s, path: p)
        }
        #expect(!check(0, 1, empty, empty, [empty]))
        #expect(!check(0, 1, empty, empty, []))
        #expect(!check(1, 0, empty, empty, [empty]))
        #expect(!check(2, 1, empty, empty, [empty]))
        #expect(!check(1, 2, empty, empty, []))
        #expect(!check(0, 0, empty, other, []))
        #expect(!check(1, 1, empty, other, []))
        #expect(!check(0, 0, empty, empty, [empty]))
        #expect(!check(1, 1, empty, empty, [empty]))
        #expect(check(0, 0, empty, empty, []))
        #expect(check(1, 1, other, other, []))
    }

    @Test("a hash that has not 32 bytes is no hash")
    func shortHash() {
        #expect(TreeHash(bytes: [UInt8](repeating: 1, count: 12)) == nil)
        #expect(TreeHash(bytes: [UInt8](repeating: 1, count: 33)) == nil)
        #expect(TreeHash(base64: "AAAA") == nil)
    }

    @Test("all proofs of all trees up to 70 leaves verify, and none verifies for another leaf, size or root")
    func allSmallTrees() throws {
        let leaves = (0..<70).map { TreeHash.leaf("entry \($0)".utf8) }
        let tree = MerkleTree(leaves: leaves)
        for size in 1...70 {
            let root = try tree.root(size: size)
            #expect(root == Self.definition(leaves[..<size]))
            for index in 0..<size {
                let path = try tree.inclusionProof(index: index, size: size)
                func holds(_ leaf: Int, _ place: Int, _ root: TreeHash) -> Bool {
                    MerkleProof.includes(
                        leaf: leaves[leaf], index: UInt64(place), size: UInt64(size), root: root, path: path)
                }
                #expect(holds(index, index, root))
                #expect(!holds((index + 1) % 70, index, root))
                #expect(size == 1 || !holds(index, (index + 1) % size, root))
                #expect(!holds(index, index, leaves[0]) || size == 1)
            }
            for old in 1...size {
                let path = try tree.consistencyProof(from: old, to: size)
                let oldRoot = try tree.root(size: old)
                #expect(
                    MerkleProof.isConsistent(
                        oldSize: UInt64(old), oldRoot: oldRoot, newSize: UInt64(size), newRoot: root, path: path))
                #expect(
                    !MerkleProof.isConsistent(
                        oldSize: UInt64(old), oldRoot: leaves[1], newSize: UInt64(size), newRoot: root, path: path))
            }
        }
    }

    @Test("batches of any cut give the tree that single leaves give")
    func batches() {
        let leaves = (0..<1000).map { TreeHash.leaf("e\($0)".utf8) }
        var single = MerkleTree()
        for leaf in leaves { single.append(leaf) }
        for step in [1, 2, 3, 7, 255, 256, 257, 1000] {
            var batch = MerkleTree()
            var start = 0
            while start < leaves.count {
                let end = min(start + step, leaves.count)
                batch.append(contentsOf: leaves[start..<end])
                start = end
            }
            #expect(batch.root == single.root)
            #expect(batch.size == 1000)
        }
    }

    @Test("sizes and indexes outside the tree are refused")
    func outOfRange() {
        #expect(throws: LogError.outOfRange) { try tree.root(size: 9) }
        #expect(throws: LogError.outOfRange) { try tree.root(size: -1) }
        #expect(throws: LogError.outOfRange) { try tree.inclusionProof(index: 8, size: 8) }
        #expect(throws: LogError.outOfRange) { try tree.inclusionProof(index: -1, size: 8) }
        #expect(throws: LogError.outOfRange) { try tree.inclusionProof(index: 0, size: 0) }
        #expect(throws: LogError.outOfRange) { try tree.consistencyProof(from: 0, to: 8) }
        #expect(throws: LogError.outOfRange) { try tree.consistencyProof(from: 5, to: 4) }
        #expect(throws: LogError.outOfRange) { try tree.consistencyProof(from: 5, to: 9) }
    }

    /// RFC 6962 §2.1 word for word: the recursive definition, as slow as it is.
    static func definition(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
        if leaves.isEmpty { return .emptyRoot }
        if leaves.count == 1 { return leaves[leaves.startIndex] }
        var split = 1
        while split * 2 < leaves.count { split *= 2 }
        let middle = leaves.startIndex + split
        return .node(definition(leaves[..<middle]), definition(leaves[middle...]))
    }
}
