/// Sorts short texts into classes that it has learnt from examples, says how sure it is, and why.
///
/// A linear model over the one to three neighbouring characters of a text. Made for Chinese, which is written without
/// spaces; works for any script. A value: copies are independent, and any number of tasks may classify with one copy.
///
/// Source: the form follows Joachims, "Text categorization with support vector machines", ECML 1998; figures in
/// docs/learning.md.
public struct TextClassifier: Sendable, Equatable {
    /// The classes, in ascending order of their names. At least two, at most ``labelsMax``, no name twice.
    public let labels: [String]

    /// The most classes that a model can have.
    public static let labelsMax = 256
    /// The size that a model file never exceeds. Bytes.
    public static let fileBytesMax = 2_000_000

    /// The known grams. Shape: ascending; the position is the row.
    let hashes: [UInt32]
    /// For each row the stored weight of the gram, a step of ``GramWeight``.
    let steps: [UInt8]
    /// How many groups of eight classes there are.
    let blockCount: Int
    /// The weight of each row and class in units of ``unit``. Shape: row by row, `blockCount` groups each.
    var weights: [SIMD8<Int16>]
    /// One step of ``weights``.
    let unit: Float
    /// What is added to the score of each class.
    var biases: [Float]
    let calibration: Calibration
    /// For each value of the upper bits of a hash, the first row whose hash is not below it.
    private let buckets: [UInt32]
    private static let bucketShift: UInt32 = 15
    /// For each row the hash (upper half) and the bits of the gram's weight (lower half): one walk to memory for both.
    private let entries: [UInt64]
    /// One bit for each value of the lower 20 bits of a hash: spares most look-ups of unknown grams a walk to memory.
    private let sieve: HashSieve

    init(
        labels: [String], hashes: [UInt32], steps: [UInt8], weights: [SIMD8<Int16>], unit: Float, biases: [Float],
        calibration: Calibration
    ) {
        self.labels = labels
        self.hashes = hashes
        self.steps = steps
        self.weights = weights
        self.unit = unit
        self.biases = biases
        self.calibration = calibration
        blockCount = (labels.count + 7) / 8
        var buckets = [UInt32](repeating: 0, count: (1 << (32 - Int(TextClassifier.bucketShift))) + 1)
        for hash in hashes { buckets[Int(hash >> TextClassifier.bucketShift) + 1] += 1 }
        for index in 1..<buckets.count { buckets[index] += buckets[index - 1] }
        self.buckets = buckets
        sieve = HashSieve(hashes, bitCount: 1 << 20)
        entries = zip(hashes, steps).map { UInt64($0) << 32 | UInt64(GramWeight.values[Int($1)].bitPattern) }
    }

    /// The known grams of a text: where each stands in the model, its key, its value in the unit vector of the text.
    struct Occurrences {
        var rows: [Int32] = []
        var keys: [UInt64] = []
        var values: [Float] = []
    }

    func occurrences(in text: String) -> Occurrences {
        occurrences(of: GramCounts(NormalizedText(text), sieve: sieve))
    }

    func occurrences(of grams: GramCounts) -> Occurrences {
        var found = Occurrences()
        found.rows.reserveCapacity(grams.keys.count)
        found.keys.reserveCapacity(grams.keys.count)
        found.values.reserveCapacity(grams.keys.count)
        var square: Float = 0
        buckets.withUnsafeBufferPointer { buckets in
            entries.withUnsafeBufferPointer { entries in
                for index in grams.keys.indices {
                    let hash = grams.hashes[index]
                    var row = Int(buckets[Int(hash >> TextClassifier.bucketShift)])
                    while row < entries.count, UInt32(truncatingIfNeeded: entries[row] >> 32) < hash { row += 1 }
                    guard row < entries.count, UInt32(truncatingIfNeeded: entries[row] >> 32) == hash else { continue }
                    let weight = Float(bitPattern: UInt32(truncatingIfNeeded: entries[row]))
                    let count = grams.counts[index]
                    let value = count == 1 ? weight : GramWeight.factor(forCount: count) * weight
                    square += value * value
                    found.rows.append(Int32(truncatingIfNeeded: row))
                    found.keys.append(grams.keys[index])
                    found.values.append(value)
                }
            }
        }
        let scale = square > 0 ? 1 / square.squareRoot() : 0
        for index in found.values.indices { found.values[index] *= scale }
        return found
    }

    /// The distance of a text from each class's boundary; greater is more like the class.
    func scores(_ occurrences: Occurrences) -> [Float] {
        var result = [Float](repeating: 0, count: blockCount * 8)
        for block in 0..<blockCount {
            var sum = SIMD8<Float>.zero
            weights.withUnsafeBufferPointer { weights in
                for index in occurrences.rows.indices {
                    let stored = weights[Int(occurrences.rows[index]) * blockCount + block]
                    sum += occurrences.values[index] * SIMD8<Float>(stored)
                }
            }
            sum *= unit
            for lane in 0..<8 { result[block * 8 + lane] = sum[lane] }
        }
        return labels.indices.map { result[$0] + biases[$0] }
    }
}

/// What a classifier says about one text.
public struct Classification: Sendable, Equatable {
    /// A class with the probability that the text belongs to it.
    public struct Candidate: Sendable, Equatable {
        /// The name of the class.
        public let label: String
        /// Calibrated probability, 0…1; those of all classes add up to 1.
        public let probability: Double
    }

    /// A piece of the text that spoke for the first class rather than the second.
    public struct Reason: Sendable, Equatable {
        /// One to three neighbouring characters as the classifier reads them (lower case, digits as `0`).
        public let gram: String
        /// Its share of everything that spoke for the first class, 0…1.
        public let share: Double
    }

    /// All classes, the most probable first, ties in the order of the names.
    public let candidates: [Candidate]
    /// The pieces that decided, the strongest first; none contains another. Empty if nothing known was found.
    public let reasons: [Reason]
}

extension TextClassifier {
    /// The most probable class of a text; of several, the first by name. A text without known grams gets the class that
    /// is most probable without any text.
    public func label(of text: String) -> String {
        let scores = scores(occurrences(in: text))
        let probabilities = calibration.probabilities(scores)
        var best = 0
        for index in probabilities.indices where probabilities[index] > probabilities[best] { best = index }
        return labels[best]
    }

    /// Classifies a text.
    ///
    /// - Parameter reasonsMax: How many reasons to give at most, ≥ 0.
    /// - Complexity: proportional to the length of the text; what follows 12,000 characters is not read.
    public func classify(_ text: String, reasonsMax: Int = 6) -> Classification {
        let occurrences = occurrences(in: text)
        let probabilities = calibration.probabilities(scores(occurrences))
        let order = probabilities.indices.sorted {
            probabilities[$0] == probabilities[$1] ? $0 < $1 : probabilities[$0] > probabilities[$1]
        }
        let candidates = order.map { Classification.Candidate(label: labels[$0], probability: probabilities[$0]) }
        return Classification(
            candidates: candidates, reasons: reasons(occurrences, for: order[0], against: order[1], limit: reasonsMax))
    }

    private func reasons(_ occurrences: Occurrences, for winner: Int, against second: Int, limit: Int)
        -> [Classification.Reason]
    {
        func weight(_ row: Int32, _ label: Int) -> Float {
            Float(weights[Int(row) * blockCount + label / 8][label % 8])
        }
        let gains = occurrences.rows.indices.map { index in
            (weight(occurrences.rows[index], winner) - weight(occurrences.rows[index], second))
                * occurrences.values[index]
        }
        let total = gains.reduce(0) { $0 + max($1, 0) }
        guard total > 0 else { return [] }
        var remaining = gains
        var chosen: [Classification.Reason] = []
        // Grams overlap, so more are looked at than given; the bound keeps a long text from costing a sort.
        for _ in 0..<limit * 8 {
            guard chosen.count < limit, let best = remaining.indices.max(by: { remaining[$0] < remaining[$1] }),
                remaining[best] > 0
            else { break }
            remaining[best] = 0
            let text = Gram(key: occurrences.keys[best]).text
            guard !text.contains(" "), !chosen.contains(where: { $0.gram.contains(text) || text.contains($0.gram) })
            else { continue }
            chosen.append(Classification.Reason(gram: text, share: Double(gains[best] / total)))
        }
        return chosen
    }
}
