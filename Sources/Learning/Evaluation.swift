#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How well a classifier did on texts whose classes are known.
public struct Evaluation: Sendable, Equatable {
    /// The figures of one class. All between 0 and 1; 0 where nothing could be counted.
    public struct PerClass: Sendable, Equatable {
        /// Of the texts said to be of the class, the share that is.
        public let precision: Double
        /// Of the texts of the class, the share that was found.
        public let recall: Double
        /// Harmonic mean of precision and recall.
        public let f1: Double
        /// Texts of the class.
        public let count: Int
    }

    /// Share of texts that were given their class.
    public let microF1: Double
    /// Mean of the F1 of the classes that occur in truth or answer.
    public let macroF1: Double
    /// The figures of each class that occurs in truth or answer.
    public let perClass: [String: PerClass]
    /// Mean distance, over ten bins of equal width, between the probability given to the answer and how often it was
    /// right.
    /// Nil without probabilities.
    ///
    /// Source: Guo et al., ICML 2017, "expected calibration error".
    public let calibrationError: Double?

    /// Compares answers with the truth.
    ///
    /// - Parameters:
    ///   - truth: The class of each text.
    ///   - answers: The class given to each text. Shape: as many as `truth`; surplus ones are left out.
    ///   - probabilities: The probability of each answer, 0…1; or empty.
    public init(truth: [String], answers: [String], probabilities: [Double] = []) {
        var right: [String: Int] = [:]
        var said: [String: Int] = [:]
        var real: [String: Int] = [:]
        for (truth, answer) in zip(truth, answers) {
            real[truth, default: 0] += 1
            said[answer, default: 0] += 1
            if truth == answer { right[truth, default: 0] += 1 }
        }
        var figures: [String: PerClass] = [:]
        for label in Set(real.keys).union(said.keys) {
            let hits = Double(right[label, default: 0])
            let precision = said[label].map { hits / Double($0) } ?? 0
            let recall = real[label].map { hits / Double($0) } ?? 0
            let f1 = hits > 0 ? 2 * precision * recall / (precision + recall) : 0
            figures[label] = PerClass(precision: precision, recall: recall, f1: f1, count: real[label, default: 0])
        }
        let total = min(truth.count, answers.count)
        microF1 = total > 0 ? Double(right.values.reduce(0, +)) / Double(total) : 0
        // In a fixed order, so that the sum does not depend on the order of a dictionary.
        let ordered = figures.sorted { $0.key < $1.key }
        macroF1 = ordered.isEmpty ? 0 : ordered.reduce(0) { $0 + $1.value.f1 } / Double(ordered.count)
        perClass = figures
        calibrationError = Evaluation.calibrationError(truth, answers, probabilities)
    }

    private static func calibrationError(_ truth: [String], _ answers: [String], _ probabilities: [Double]) -> Double? {
        guard !probabilities.isEmpty, probabilities.count == truth.count, truth.count == answers.count else {
            return nil
        }
        var sums = [Double](repeating: 0, count: 10)
        for index in probabilities.indices {
            let bin = min(max(Int(probabilities[index] * 10), 0), 9)
            sums[bin] += probabilities[index] - (truth[index] == answers[index] ? 1 : 0)
        }
        return sums.reduce(0) { $0 + abs($1) } / Double(truth.count)
    }
}
