#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Turns scores into probabilities: softmax of slope · score + offset of the class.
///
/// Source: Guo, Pleiss, Sun, Weinberger, "On calibration of modern neural networks", ICML 2017, section 4.2, with one
/// slope for all classes and one offset each.
struct Calibration: Sendable, Equatable {
    var slope: Float
    var offsets: [Float]

    /// The probabilities of the classes; they add up to 1.
    func probabilities(_ scores: [Float]) -> [Double] {
        let raised = zip(scores, offsets).map { Double(slope * $0 + $1) }
        let highest = raised.max() ?? 0
        let powers = raised.map { exp($0 - highest) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }

    /// Fits slope and offsets to scores of texts that the scoring model had not seen, by gradient descent on the mean
    /// negative logarithm of the true class's probability.
    static func fit(scores: [[Float]], classes: [Int], classCount: Int) -> Calibration {
        var calibration = Calibration(slope: 3, offsets: [Float](repeating: 0, count: classCount))
        guard !scores.isEmpty else { return calibration }
        var squares = [Double](repeating: 1e-12, count: classCount + 1)
        for _ in 0..<200 {
            var gradient = [Double](repeating: 0, count: classCount + 1)
            for (row, truth) in zip(scores, classes) {
                let probabilities = calibration.probabilities(row)
                for label in 0..<classCount {
                    let error = probabilities[label] - (label == truth ? 1 : 0)
                    gradient[label] += error
                    gradient[classCount] += error * Double(row[label])
                }
            }
            for index in 0...classCount {
                let mean = gradient[index] / Double(scores.count)
                squares[index] += mean * mean
                let step = Float(0.3 * mean / squares[index].squareRoot())
                if index < classCount { calibration.offsets[index] -= step } else { calibration.slope -= step }
            }
            calibration.slope = min(max(calibration.slope, 0.1), 100)
        }
        return calibration
    }
}
