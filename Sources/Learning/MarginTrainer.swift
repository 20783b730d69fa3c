/// Fits linear separators, eight classes against the rest at a time: L2-regularized squared hinge loss.
///
/// The eight problems are independent; they share one walk through the rows, which is most of the work.
///
/// Source: Hsieh, Chang, Lin, Keerthi, Sundararajan, "A dual coordinate descent method for large-scale linear SVM",
/// ICML 2008, algorithm 1. Cost and walks were chosen by cross-validation (docs/learning.md).
struct MarginTrainer: Sendable {
    /// The classes that are fitted in one walk.
    typealias Lanes = SIMD8<Float>

    /// The price of one unit of squared margin violation, > 0.
    var cost: Float = 4
    /// Walks through the rows, at most.
    var walksMax = 40
    /// Stop when no projected gradient of a walk exceeds this.
    var tolerance: Float = 0.05

    /// The weights of each column and, last, the biases. Shape: columnCount + 1 values; a lane is a class.
    ///
    /// - Parameters:
    ///   - rows: Numbers of the rows to learn from.
    ///   - signs: For each row of `data`, +1 in the lanes of its classes and −1 in the others.
    func fit(_ data: SparseRows, rows: [Int], signs: [Lanes], columnCount: Int) -> [Lanes] {
        var weights = [Lanes](repeating: .zero, count: columnCount + 1)
        var alphas = [Lanes](repeating: .zero, count: rows.count)
        let squares = rows.map { data.square($0) + 1 }
        var order = Array(rows.indices)
        var random = SplitMix64(seed: 20_201)
        for _ in 0..<walksMax {
            order.shuffle(using: &random)
            var largest: Float = 0
            for position in order {
                let row = rows[position]
                let sign = signs[row]
                let diagonal = Lanes(repeating: 0.5 / cost)
                let old = alphas[position]
                let margin = data.dot(row, weights) + weights[columnCount]
                let gradient = sign * margin - 1 + diagonal * old
                let projected = gradient.replacing(with: pointwiseMin(gradient, .zero), where: old .== .zero)
                let size = pointwiseMax(projected, -projected).max()
                guard size > 1e-3 else { continue }
                largest = max(largest, size)
                let updated = pointwiseMax(old - gradient / (squares[position] + diagonal), .zero)
                alphas[position] = updated
                let step = (updated - old) * sign
                weights[columnCount] += step
                data.add(step, row: row, to: &weights)
            }
            if largest < tolerance { break }
        }
        return weights
    }
}

extension SparseRows {
    /// The product of a row with weights of eight lanes.
    @inline(__always)
    func dot(_ row: Int, _ weights: [MarginTrainer.Lanes]) -> MarginTrainer.Lanes {
        var sum = MarginTrainer.Lanes.zero
        weights.withUnsafeBufferPointer { weights in
            columns.withUnsafeBufferPointer { columns in
                values.withUnsafeBufferPointer { values in
                    for index in starts[row]..<starts[row + 1] { sum += values[index] * weights[Int(columns[index])] }
                }
            }
        }
        return sum
    }

    /// Adds a row, times eight factors, to weights of eight lanes.
    @inline(__always)
    func add(_ factors: MarginTrainer.Lanes, row: Int, to weights: inout [MarginTrainer.Lanes]) {
        weights.withUnsafeMutableBufferPointer { weights in
            columns.withUnsafeBufferPointer { columns in
                values.withUnsafeBufferPointer { values in
                    for index in starts[row]..<starts[row + 1] {
                        weights[Int(columns[index])] += values[index] * factors
                    }
                }
            }
        }
    }

    /// The squared Euclidean length of a row.
    func square(_ row: Int) -> Float {
        values[starts[row]..<starts[row + 1]].reduce(0) { $0 + $1 * $1 }
    }
}
