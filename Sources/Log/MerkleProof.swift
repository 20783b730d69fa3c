/// Checks of proofs against roots; needs no tree and no storage.
///
/// Sizes and indexes are the log's own numbers; hashes have 32 bytes by type, so shorter ones cannot be passed.
///
/// Source: RFC 6962 §2.1.1 and §2.1.2; algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2.
public enum MerkleProof {
    /// Tells whether a leaf stands at an index of the tree with a size and a root.
    public static func includes(
        leaf: TreeHash, index: UInt64, size: UInt64, root: TreeHash, path: [TreeHash]
    ) -> Bool {
        guard index < size else { return false }
        var position = index
        var last = size - 1
        var hash = leaf
        for sibling in path {
            guard last != 0 else { return false }
            if position & 1 == 1 || position == last {
                hash = .node(sibling, hash)
                if position & 1 == 0 {
                    while position & 1 == 0 && position != 0 {
                        position >>= 1
                        last >>= 1
                    }
                }
            } else {
                hash = .node(hash, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    /// Tells whether the tree of the old size and root is the beginning of the tree of the new size and root.
    ///
    /// Equal sizes need equal roots and an empty path. An old size of 0 with a larger new one proves nothing and is refused.
    public static func isConsistent(
        oldSize: UInt64, oldRoot: TreeHash, newSize: UInt64, newRoot: TreeHash, path: [TreeHash]
    ) -> Bool {
        if oldSize == newSize { return path.isEmpty && oldRoot == newRoot }
        guard oldSize > 0, oldSize < newSize, !path.isEmpty else { return false }
        var hashes = path[...]
        let first: TreeHash
        if oldSize & (oldSize - 1) == 0 {
            first = oldRoot
        } else {
            first = hashes.removeFirst()
        }
        var position = oldSize - 1
        var last = newSize - 1
        while position & 1 == 1 {
            position >>= 1
            last >>= 1
        }
        var old = first
        var new = first
        for hash in hashes {
            guard last != 0 else { return false }
            if position & 1 == 1 || position == last {
                old = .node(hash, old)
                new = .node(hash, new)
                while position & 1 == 0 && position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                new = .node(new, hash)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && old == oldRoot && new == newRoot
    }
}
