/// Finds texts that were sent twice with small changes.
///
/// Two texts are near-duplicates if the sets of their pairs and triples of characters overlap by ``overlapMin`` or more
/// (Jaccard). Candidates are found by MinHash in bands, so that not every pair is compared; each is then counted
/// exactly.
///
/// Source: Broder, "On the resemblance and containment of documents", 1997; Leskovec, Rajaraman, Ullman, "Mining of
/// massive datasets", section 3.4 (banding). Measured rates in docs/learning.md.
public struct NearDuplicates: Sendable {
    /// A pair of texts by their numbers in the input, counted from 0.
    public struct Pair: Sendable, Equatable {
        /// The earlier text.
        public let first: Int
        /// The later text.
        public let second: Int
        /// The exact overlap of their grams, 0…1.
        public let overlap: Double
    }

    /// The overlap from which two texts are near-duplicates, 0…1.
    public var overlapMin = 0.5

    /// Bands and values in a band: a pair of overlap 0.5 is found with probability 1 − (1 − 0.5³)³² = 0.986.
    static let bandCount = 32
    static let bandLength = 3

    /// The search with the values of docs/learning.md.
    public init() {}

    /// The near-duplicate pairs among texts, ascending by first, then second. Empty texts are no duplicates.
    public func pairs(in texts: [String]) -> [Pair] {
        let sets = texts.map { NearDuplicates.grams($0) }
        return candidates(sets).compactMap { first, second in
            let overlap = NearDuplicates.overlap(sets[first], sets[second])
            return overlap >= overlapMin ? Pair(first: first, second: second, overlap: overlap) : nil
        }
    }

    /// The pairs whose signatures agree in a band and, over the whole signature, by the asked overlap. Shape:
    /// ascending.
    ///
    /// These are what MinHash alone would report; ``pairs(in:)`` drops those that an exact count refutes.
    func estimated(in texts: [String]) -> [(first: Int, second: Int)] {
        let signatures = texts.map { NearDuplicates.signature(NearDuplicates.grams($0)) }
        return candidates(texts.map { NearDuplicates.grams($0) }).filter { first, second in
            let equal = zip(signatures[first], signatures[second]).count { $0 == $1 }
            return Double(equal) >= overlapMin * Double(signatures[first].count)
        }
    }

    private func candidates(_ sets: [[UInt32]]) -> [(first: Int, second: Int)] {
        var buckets: [UInt64: [Int32]] = [:]
        var found: Set<UInt64> = []
        for (number, set) in sets.enumerated() where !set.isEmpty {
            let signature = NearDuplicates.signature(set)
            for band in 0..<NearDuplicates.bandCount {
                var key = UInt64(band)
                for value in signature[band * NearDuplicates.bandLength..<(band + 1) * NearDuplicates.bandLength] {
                    key = Gram.mix(key ^ UInt64(value))
                }
                for other in buckets[key, default: []] { found.insert(UInt64(other) << 32 | UInt64(number)) }
                buckets[key, default: []].append(Int32(truncatingIfNeeded: number))
            }
        }
        return found.sorted().map { (Int($0 >> 32), Int($0 & 0xFFFF_FFFF)) }
    }

    /// The hashes of the pairs and triples of a text, ascending.
    static func grams(_ text: String) -> [UInt32] {
        let counted = GramCounts(NormalizedText(text))
        let kept = zip(counted.keys, counted.hashes).filter { $0.0 >> 21 != 0 && $0.0 >> 63 == 0 }
        return Set(kept.map(\.1)).sorted()
    }

    static func signature(_ grams: [UInt32]) -> [UInt32] {
        (0..<UInt64(bandCount * bandLength)).map { seed in
            let factor = Gram.mix(seed) | 1
            return grams.reduce(UInt32.max) { lowest, gram in
                let mixed = (UInt64(gram) &+ seed) &* factor
                return min(lowest, UInt32(truncatingIfNeeded: (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9 >> 32))
            }
        }
    }

    /// The share of all grams that two ascending lists have in common.
    static func overlap(_ left: [UInt32], _ right: [UInt32]) -> Double {
        var common = 0
        var other = 0
        for gram in left {
            while other < right.count, right[other] < gram { other += 1 }
            if other < right.count, right[other] == gram { common += 1 }
        }
        let all = left.count + right.count - common
        return all > 0 ? Double(common) / Double(all) : 0
    }
}
