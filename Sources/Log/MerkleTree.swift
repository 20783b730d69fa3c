/// An append-only Merkle tree held in memory with every complete inner node, so that any proof is a few look-ups.
///
/// Shape: `levels[l][i]` is the root over the 2^l leaves from i·2^l on. Memory: at most 64 bytes for a leaf.
///
/// Source: RFC 6962 §2.1.
public struct MerkleTree: Sendable {
    var levels: [[TreeHash]] = [[]]

    /// Makes the tree without leaves.
    public init() {}

    /// Makes the tree over leaves in their order.
    ///
    /// - Complexity: one hash for an inner node.
    public init(leaves: [TreeHash]) {
        append(contentsOf: leaves)
    }

    /// The number of leaves.
    public var size: Int { levels[0].count }

    /// The leaf hash at an index.
    ///
    /// - Returns: nil outside 0 ..< size.
    public func leaf(at index: Int) -> TreeHash? {
        index >= 0 && index < size ? levels[0][index] : nil
    }

    /// Adds one leaf at the right end.
    ///
    /// - Complexity: amortised one hash.
    public mutating func append(_ leaf: TreeHash) {
        append(contentsOf: CollectionOfOne(leaf))
    }

    /// Adds leaves at the right end, level by level: the batch form of `append`.
    ///
    /// - Complexity: amortised one hash for a leaf.
    public mutating func append(contentsOf leaves: some Collection<TreeHash>) {
        levels[0].append(contentsOf: leaves)
        var level = 0
        while levels[level].count >= 2 {
            if level + 1 == levels.count { levels.append([]) }
            let complete = levels[level].count / 2
            var next = levels[level + 1].count
            guard next < complete else { break }
            while next < complete {
                let parent = TreeHash.node(levels[level][2 * next], levels[level][2 * next + 1])
                levels[level + 1].append(parent)
                next += 1
            }
            level += 1
        }
    }

    /// The root over all leaves.
    public var root: TreeHash { subtreeRoot(from: 0, to: size) }

    /// The root over the first leaves: what the tree was at that size.
    ///
    /// - Throws: ``LogError/outOfRange`` unless 0 ≤ size ≤ the tree's size.
    public func root(size: Int) throws(LogError) -> TreeHash {
        guard size >= 0, size <= self.size else { throw .outOfRange }
        return subtreeRoot(from: 0, to: size)
    }

    /// The audit path of one leaf in the tree of a size: from the leaf's sibling up to the root's child.
    ///
    /// - Throws: ``LogError/outOfRange`` unless 0 ≤ index < size ≤ the tree's size.
    /// - Complexity: O(log size) look-ups and at most O(log size) hashes for the right edge.
    ///
    /// Source: RFC 6962 §2.1.1.
    public func inclusionProof(index: Int, size: Int) throws(LogError) -> [TreeHash] {
        guard index >= 0, index < size, size <= self.size else { throw .outOfRange }
        var path: [TreeHash] = []
        var low = 0
        var high = size
        while high - low > 1 {
            let middle = low + Self.split(high - low)
            if index < middle {
                path.append(subtreeRoot(from: middle, to: high))
                high = middle
            } else {
                path.append(subtreeRoot(from: low, to: middle))
                low = middle
            }
        }
        return path.reversed()
    }

    /// The proof that the tree of one size is the beginning of the tree of another.
    ///
    /// Empty when the sizes are equal.
    ///
    /// - Throws: ``LogError/outOfRange`` unless 1 ≤ old ≤ new ≤ the tree's size.
    ///
    /// Source: RFC 6962 §2.1.2.
    public func consistencyProof(from old: Int, to new: Int) throws(LogError) -> [TreeHash] {
        guard old >= 1, old <= new, new <= size else { throw .outOfRange }
        var path: [TreeHash] = []
        var low = 0
        var high = new
        var isOldRoot = true
        while old != high {
            let middle = low + Self.split(high - low)
            if old <= middle {
                path.append(subtreeRoot(from: middle, to: high))
                high = middle
            } else {
                path.append(subtreeRoot(from: low, to: middle))
                low = middle
                isOldRoot = false
            }
        }
        if !isOldRoot { path.append(subtreeRoot(from: low, to: high)) }
        return path.reversed()
    }

    /// The largest power of two below a count ≥ 2.
    static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }

    /// The root over the leaves low ..< high, where low is a multiple of the subtree's span.
    func subtreeRoot(from low: Int, to high: Int) -> TreeHash {
        guard high > low else { return .emptyRoot }
        var count = high - low
        var start = low
        var parts: [TreeHash] = []
        while count > 0 {
            let level = Int.bitWidth - 1 - count.leadingZeroBitCount
            parts.append(levels[level][start >> level])
            start += 1 << level
            count -= 1 << level
        }
        var root = parts.removeLast()
        while let left = parts.popLast() { root = .node(left, root) }
        return root
    }
}
