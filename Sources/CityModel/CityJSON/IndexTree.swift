/// Holds nested arrays of whole numbers ≥ 0 and nulls as one flat list: boundaries, and values that follow their shape.
///
/// A token ≥ 0 is a number, -1 is null, any other token t opens an array of -2 - t items.
public struct IndexTree: Sendable, Equatable {
    /// Tokens in reading order; empty means a tree without even a root.
    var tokens: ContiguousArray<Int32>

    /// Largest number that a tree holds.
    static let indexMax = Int64(Int32.max)

    /// Makes the tree of one flat array.
    public init(_ indices: [Int]) {
        tokens = [Self.array(indices.count)]
        tokens.append(contentsOf: indices.map { Int32(clamping: $0) })
    }

    init(tokens: ContiguousArray<Int32>) { self.tokens = tokens }

    /// Token that opens an array of so many items.
    @inline(__always) static func array(_ count: Int) -> Int32 { Int32(clamping: -2 - count) }
    /// Items of the array that a token opens.
    @inline(__always) static func count(_ token: Int32) -> Int { -2 - Int(token) }

    /// Every number in order, nulls left out.
    public var indices: [Int] { tokens.compactMap { $0 >= 0 ? Int($0) : nil } }

    /// Items of the outermost array.
    public var count: Int { tokens.first.map { $0 < -1 ? Self.count($0) : 0 } ?? 0 }

    /// Replaces each number.
    mutating func mapIndices(_ change: (Int32) -> Int32) {
        for position in tokens.indices where tokens[position] >= 0 { tokens[position] = change(tokens[position]) }
    }

    /// Token index after the item that starts at a token index.
    func end(of start: Int) -> Int {
        var pending = 1
        var position = start
        while pending > 0, position < tokens.count {
            let token = tokens[position]
            pending += token < -1 ? Self.count(token) - 1 : -1
            position += 1
        }
        return position
    }

    /// Visits every surface of boundaries of that depth, with its rings as ranges of ``tokens``.
    ///
    /// - Parameter depth: 3 for a MultiSurface, 4 for a Solid, 5 for a MultiSolid.
    func forEachSurface(depth: Int, _ body: (_ rings: [Range<Int>]) throws -> Void) rethrows {
        guard depth >= 3 else { return }
        var rings = [Range<Int>]()
        // Numbers stand `depth` levels down, so rings open at level depth - 1 and surfaces at depth - 2.
        var pending = [Int]()
        var position = 0
        while position < tokens.count {
            let token = tokens[position]
            let level = pending.count
            if let last = pending.indices.last { pending[last] -= 1 }
            if token < -1 {
                let count = Self.count(token)
                if level == depth - 2 {
                    rings.removeAll(keepingCapacity: true)
                    position += 1
                    for _ in 0..<count {
                        guard position < tokens.count else { return }
                        let opener = tokens[position]
                        let length = opener < -1 ? Self.count(opener) : 0
                        guard position + 1 + length <= tokens.count else { return }
                        rings.append(position + 1..<position + 1 + length)
                        position += 1 + length
                    }
                    try body(rings)
                } else {
                    pending.append(count)
                    position += 1
                }
            } else {
                position += 1
            }
            while let last = pending.last, last <= 0 { pending.removeLast() }
        }
    }

    /// Number of surfaces of boundaries of that depth.
    func surfaceCount(depth: Int) -> Int {
        var count = 0
        forEachSurface(depth: depth) { _ in count += 1 }
        return count
    }

    /// One value per surface of `boundaries`, -1 for null; a null higher up stands for every surface below it.
    ///
    /// - Parameter depth: Depth of the boundaries; the values are two levels flatter.
    /// - Returns: nil where the two shapes differ.
    func surfaceValues(of boundaries: IndexTree, depth: Int) -> [Int32]? {
        guard depth >= 3 else { return nil }
        var result = [Int32]()
        var own = 0
        var other = 0
        func walk(_ levels: Int) -> Bool {
            guard other < boundaries.tokens.count, boundaries.tokens[other] < -1, own < tokens.count else {
                return false
            }
            let token = tokens[own]
            if token == -1 {
                let stop = boundaries.end(of: other)
                let part = IndexTree(tokens: ContiguousArray(boundaries.tokens[other..<stop]))
                let missing = levels == 0 ? 1 : part.surfaceCount(depth: levels + 2)
                result.append(contentsOf: repeatElement(-1, count: missing))
                own += 1
                other = stop
                return true
            }
            if levels == 0 {
                guard token >= 0 else { return false }
                result.append(token)
                own += 1
                other = boundaries.end(of: other)
                return true
            }
            let count = IndexTree.count(boundaries.tokens[other])
            guard token < -1, IndexTree.count(token) == count else { return false }
            own += 1
            other += 1
            for _ in 0..<count where !walk(levels - 1) { return false }
            return true
        }
        return walk(depth - 2) ? result : nil
    }

    func write(to writer: inout JSONWriter) {
        var pending = [Int]()
        for token in tokens {
            if let last = pending.indices.last { pending[last] -= 1 }
            if token >= 0 {
                writer.integer(Int64(token))
            } else if token == -1 {
                writer.null()
            } else {
                writer.beginArray()
                pending.append(Self.count(token))
            }
            while let last = pending.last, last <= 0 {
                writer.endArray()
                pending.removeLast()
            }
        }
    }
}
