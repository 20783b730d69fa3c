/// Numbers 32-bit hashes from 0 in the order in which they come; an open-addressed table, quicker than a dictionary.
struct HashNumbers: Sendable {
    /// The hashes by number.
    private(set) var hashes: [UInt32] = []
    private var slots: [Int32]
    private var mask: Int

    init(capacity: Int) {
        var size = 64
        while size < capacity * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        mask = size - 1
    }

    /// The number of a hash, or nil if it has none.
    @inline(__always)
    func number(of hash: UInt32) -> Int? {
        var slot = Int(hash) & mask
        while true {
            let number = Int(slots[slot])
            if number < 0 { return nil }
            if hashes[number] == hash { return number }
            slot = (slot + 1) & mask
        }
    }

    /// The number of a hash, a new one if it has none yet.
    mutating func numbering(_ hash: UInt32) -> Int {
        var slot = Int(hash) & mask
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if hashes[number] == hash { return number }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(truncatingIfNeeded: hashes.count)
        hashes.append(hash)
        if hashes.count * 2 > slots.count { grow() }
        return hashes.count - 1
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        mask = slots.count - 1
        for (number, hash) in hashes.enumerated() {
            var slot = Int(hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(truncatingIfNeeded: number)
        }
    }
}

/// A bit for each value of the lower bits of a hash: rejects most hashes that are not in a set without a look-up.
struct HashSieve: Sendable, Equatable {
    private let words: [UInt64]

    /// - Parameter bitCount: A power of two, ≥ 64; the fewer of its bits are set, the more is rejected.
    init(_ hashes: some Sequence<UInt32>, bitCount: Int) {
        var words = [UInt64](repeating: 0, count: bitCount / 64)
        for hash in hashes { words[Int(hash >> 6) & (words.count - 1)] |= 1 << UInt64(hash & 63) }
        self.words = words
    }

    /// Whether a hash may be in the set; certain only if it is not.
    @inline(__always)
    func admits(_ hash: UInt32) -> Bool {
        words[Int(hash >> 6) & (words.count - 1)] >> UInt64(hash & 63) & 1 == 1
    }
}
