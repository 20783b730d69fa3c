/// Finds what somebody probably meant.
enum Nearest {
    /// The candidate with the fewest letters to change, at most 2 and fewer than half of them; nil if none is so near.
    static func of(_ word: String, among candidates: [String]) -> String? {
        let wanted = Array(word.lowercased().unicodeScalars.prefix(64))
        let near = candidates.map {
            (name: $0, steps: distance(wanted, Array($0.lowercased().unicodeScalars.prefix(64))))
        }
        .min { ($0.steps, $0.name) < ($1.steps, $1.name) }
        guard let near, near.steps <= 2, near.steps * 2 < max(wanted.count, 2) else { return nil }
        return near.name
    }

    /// Source: V. I. Levenshtein, "Binary codes capable of correcting deletions, insertions and reversals", 1966.
    private static func distance(_ one: [Unicode.Scalar], _ two: [Unicode.Scalar]) -> Int {
        var row = Array(0...two.count)
        for (index, scalar) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in two.indices {
                let changed = diagonal + (two[column] == scalar ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(changed, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[two.count]
    }
}
