#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The grams that a classifier knows while it is trained, each with the weight that its occurrence carries.
///
/// A gram weighs more the rarer it is and the more it tells about the class: inverse document frequency times a power
/// of
/// the divergence (Kullback–Leibler, in nats) of the classes of the texts that contain it from the classes of all
/// texts.
struct GramVocabulary: Sendable {
    /// The grams. Shape: ascending hashes, no hash twice; the position is the column.
    let hashes: [UInt32]
    /// For each column its weight as stored: one of 256 steps of equal ratio.
    let steps: [UInt8]

    private let table: HashNumbers

    /// Texts that are added to each gram's own, spread over the classes as all texts are: damps chance.
    static let smoothing: Float = 3
    /// What is added to the divergence, and the power it is raised to. Chosen by cross-validation (docs/learning.md).
    static let divergenceOffset: Float = 0.3
    static let divergencePower: Float = 0.5

    /// The grams that occur in at least two of the texts; one that occurs once can only be learnt by heart.
    ///
    /// - Parameter classes: The class of each text, counted from 0.
    init(_ texts: [GramCounts], classes: [Int], classCount: Int) {
        var numbers = HashNumbers(capacity: texts.count * 200)
        var counts: [Int32] = []
        for (text, label) in zip(texts, classes) {
            for hash in text.hashes {
                let number = numbers.numbering(hash)
                if number * classCount == counts.count {
                    counts.append(contentsOf: repeatElement(0, count: classCount))
                }
                counts[number * classCount + label] += 1
            }
        }
        var priors = [Float](repeating: 0, count: classCount)
        for label in classes { priors[label] += 1 / Float(max(classes.count, 1)) }
        var found: [(hash: UInt32, step: UInt8)] = []
        for (number, hash) in numbers.hashes.enumerated() {
            let range = number * classCount..<(number + 1) * classCount
            let total = Float(range.reduce(Int32(0)) { $0 + counts[$1] })
            guard total >= 2 else { continue }
            var divergence: Float = 0
            for (index, prior) in zip(range, priors) where prior > 0 {
                let count = Float(counts[index])
                let share = (count + GramVocabulary.smoothing * prior) / (total + GramVocabulary.smoothing)
                divergence += share * log(share / prior)
            }
            let rarity = log(Float(1 + classes.count) / (1 + total)) + 1
            let factor = pow(GramVocabulary.divergenceOffset + max(divergence, 0), GramVocabulary.divergencePower)
            found.append((hash, GramWeight.step(for: rarity * factor)))
        }
        found.sort { $0.hash < $1.hash }
        self.init(hashes: found.map(\.hash), steps: found.map(\.step))
    }

    init(hashes: [UInt32], steps: [UInt8]) {
        self.hashes = hashes
        self.steps = steps
        var table = HashNumbers(capacity: hashes.count)
        for hash in hashes { _ = table.numbering(hash) }
        self.table = table
    }

    /// The same vocabulary with only these columns, given in ascending order.
    func keeping(_ columns: [Int]) -> GramVocabulary {
        GramVocabulary(hashes: columns.map { hashes[$0] }, steps: columns.map { steps[$0] })
    }

    /// The rows of the texts. Values: (1 + ln count) · weight, each row of Euclidean length 1 or empty; columns as
    /// they occur.
    func rows(_ texts: [GramCounts]) -> SparseRows {
        var result = SparseRows()
        for text in texts {
            var columns: [UInt32] = []
            var values: [Float] = []
            columns.reserveCapacity(text.hashes.count)
            values.reserveCapacity(text.hashes.count)
            var square: Float = 0
            for (hash, count) in zip(text.hashes, text.counts) {
                guard let column = table.number(of: hash) else { continue }
                let value = GramWeight.factor(forCount: count) * GramWeight.values[Int(steps[column])]
                square += value * value
                columns.append(UInt32(truncatingIfNeeded: column))
                values.append(value)
            }
            let scale = square > 0 ? 1 / square.squareRoot() : 0
            for index in values.indices { values[index] *= scale }
            result.append(columns: columns, values: values)
        }
        return result
    }
}

/// The stored form of the weight of a gram: 256 steps of equal ratio from 0.1 to 50.
enum GramWeight {
    private static let smallest: Float = 0.1
    private static let ratioOfAll: Float = 500

    /// The weight of each step.
    static let values: [Float] = (0..<256).map { smallest * pow(ratioOfAll, Float($0) / 255) }

    /// The step nearest to a weight.
    static func step(for weight: Float) -> UInt8 {
        UInt8(min(max((255 * log(max(weight, smallest) / smallest) / log(ratioOfAll)).rounded(), 0), 255))
    }

    /// How much a gram counts that occurs so often in a text, ≥ 1: 1 + ln count.
    @inline(__always)
    static func factor(forCount count: UInt16) -> Float {
        count < 32 ? factors[Int(count)] : 1 + log(Float(count))
    }

    private static let factors: [Float] = (0..<32).map { $0 == 0 ? 0 : 1 + log(Float($0)) }
}
