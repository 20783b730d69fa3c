/// A heap of four-way branches over keys of cost (upper half) and node (lower half); the smallest first.
struct WalkHeap {
    private var keys: [UInt64] = []

    var isEmpty: Bool { keys.isEmpty }

    mutating func removeAll() { keys.removeAll(keepingCapacity: true) }

    @inline(__always)
    mutating func push(cost: Int32, node: Int32) {
        let key = UInt64(UInt32(bitPattern: cost)) << 32 | UInt64(UInt32(bitPattern: node))
        var at = keys.count
        keys.append(key)
        keys.withUnsafeMutableBufferPointer { heap in
            while at > 0 {
                let parent = (at - 1) >> 2
                if heap[parent] <= key { break }
                heap[at] = heap[parent]
                at = parent
            }
            heap[at] = key
        }
    }

    @inline(__always)
    mutating func pop() -> (cost: Int32, node: Int32)? {
        guard let top = keys.first, let last = keys.popLast() else { return nil }
        let count = keys.count
        if count > 0 {
            keys.withUnsafeMutableBufferPointer { heap in
                var at = 0
                while true {
                    let start = at * 4 + 1
                    if start >= count { break }
                    var child = start
                    for other in start + 1..<max(start + 1, min(start + 4, count)) where heap[other] < heap[child] {
                        child = other
                    }
                    if heap[child] >= last { break }
                    heap[at] = heap[child]
                    at = child
                }
                heap[at] = last
            }
        }
        return (
            Int32(bitPattern: UInt32(truncatingIfNeeded: top >> 32)), Int32(bitPattern: UInt32(truncatingIfNeeded: top))
        )
    }
}
