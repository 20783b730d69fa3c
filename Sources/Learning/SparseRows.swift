/// Rows of few non-zero values, stored one after another. Column numbers fit 32 bits.
struct SparseRows: Sendable {
    private(set) var starts: [Int] = [0]
    private(set) var columns: [UInt32] = []
    private(set) var values: [Float] = []

    var count: Int { starts.count - 1 }

    mutating func append(columns newColumns: [UInt32], values newValues: [Float]) {
        columns.append(contentsOf: newColumns)
        values.append(contentsOf: newValues)
        starts.append(columns.count)
    }
}

/// A reproducible sequence of numbers; the same seed gives the same sequence on every machine.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        defer { state &+= 0x9E37_79B9_7F4A_7C15 }
        return Gram.mix(state)
    }
}
