/// One to three neighbouring scalars of a text, packed exactly: 21 bits each, so that no two grams share a key.
struct Gram: Hashable, Sendable {
    let key: UInt64

    /// The longest gram. Three is what 21-bit scalars leave room for, and what the peer uses.
    static let lengthMax = 3

    /// The gram's text; for a kind of the need catalogue its code in square brackets.
    var text: String {
        if key >> 63 == 1 { return "[\(NeedCatalogue.standard.kinds[Int(key & 0xFFFF)].code)]" }
        var view = String.UnicodeScalarView()
        for shift in [42, 21, 0] {
            let value = UInt32(truncatingIfNeeded: key >> UInt64(shift)) & 0x1F_FFFF
            if value != 0, let scalar = Unicode.Scalar(value) { view.append(scalar) }
        }
        return String(view)
    }

    /// 32 bits of the key, spread; two grams share a hash once in four thousand million pairs.
    var hash32: UInt32 { Gram.hash(key) }

    @inline(__always)
    static func hash(_ key: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: mix(key) >> 32)
    }

    /// The finalizer of SplitMix64: every bit of the input reaches every bit of the result.
    ///
    /// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
    @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// How often each gram occurs in one text, and after them each kind of the need catalogue of which a word occurs.
///
/// Shape: parallel arrays in the order of first occurrence. The key of a kind has bit 63 set and holds its number.
struct GramCounts: Sendable {
    private(set) var keys: [UInt64] = []
    private(set) var hashes: [UInt32] = []
    private(set) var counts: [UInt16] = []

    /// - Parameter sieve: Grams that it rejects are left out; nil takes all.
    init(_ text: NormalizedText, lengthMax: Int = Gram.lengthMax, sieve: HashSieve? = nil) {
        let scalars = text.scalars
        guard !scalars.isEmpty else { return }
        var capacity = 64
        while capacity < scalars.count * lengthMax * 2 { capacity *= 2 }
        let mask = capacity - 1
        var slots = [Int32](repeating: -1, count: capacity)
        keys.reserveCapacity(scalars.count * lengthMax)
        hashes.reserveCapacity(scalars.count * lengthMax)
        counts.reserveCapacity(scalars.count * lengthMax)
        scalars.withUnsafeBufferPointer { scalars in
            slots.withUnsafeMutableBufferPointer { slots in
                for start in 0..<scalars.count {
                    var key: UInt64 = 0
                    for end in start..<min(start + lengthMax, scalars.count) {
                        key = key << 21 | UInt64(scalars[end])
                        if end == start, key == UInt64(NormalizedText.space) { continue }
                        let hash = Gram.hash(key)
                        if let sieve, !sieve.admits(hash) { continue }
                        var slot = Int(hash) & mask
                        while slots[slot] >= 0, keys[Int(slots[slot])] != key { slot = (slot + 1) & mask }
                        if slots[slot] < 0 {
                            slots[slot] = Int32(truncatingIfNeeded: keys.count)
                            keys.append(key)
                            hashes.append(hash)
                            counts.append(1)
                        } else if counts[Int(slots[slot])] < .max {
                            counts[Int(slots[slot])] += 1
                        }
                    }
                }
            }
        }
        for (kind, count) in KeywordFinder.standard.counts(in: text).enumerated() where count > 0 {
            keys.append(1 << 63 | UInt64(kind))
            hashes.append(KeywordFinder.standard.hashes[kind])
            counts.append(count)
        }
    }
}
