/// The kinds of needs that a community hears, each with the words that people use for it.
///
/// Serves on the first day, when nothing has been labelled yet: a text is given the kind whose words it contains,
/// with those words as the reason. It is a suggestion for a person, without a probability.
///
/// Source: written by hand for this project; see docs/learning.md for what it reaches.
public struct NeedCatalogue: Sendable {
    /// One kind of need.
    public struct Kind: Sendable, Equatable {
        /// Stable code of two words, such as `lift.fault`.
        public let code: String
        /// Name in simplified Chinese.
        public let chineseName: String
        /// Name in English.
        public let englishName: String
        /// Words that point to this kind. Shape: no repetition; at least one.
        public let keywords: [String]
    }

    /// One suggestion with its reasons.
    public struct Suggestion: Sendable, Equatable {
        /// The suggested kind.
        public let kind: Kind
        /// Sum of the weights of the words found; rarer and longer words weigh more. Greater is better; no unit.
        public let weight: Double
        /// The words found, in the order of the catalogue.
        public let words: [String]
    }

    /// All kinds in the order of the catalogue.
    public let kinds: [Kind]
    private let spread: [String: Int]

    static let standard = NeedCatalogue()

    /// The catalogue that comes with the product.
    public init() { self.init(lines: NeedCatalogue.text.split(separator: "\n").map(String.init)) }

    /// A catalogue from lines `code|Chinese name|English name|keywords separated by spaces`; other lines are left out.
    public init(lines: [String]) {
        var kinds: [Kind] = []
        var spread: [String: Int] = [:]
        for line in lines {
            let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 4 else { continue }
            var seen: Set<String> = []
            let words = fields[3].split(separator: " ").map(String.init).filter { seen.insert($0).inserted }
            guard !words.isEmpty else { continue }
            for word in words { spread[word, default: 0] += 1 }
            kinds.append(Kind(code: fields[0], chineseName: fields[1], englishName: fields[2], keywords: words))
        }
        self.kinds = kinds
        self.spread = spread
    }

    /// The kinds whose words occur in a text.
    ///
    /// - Returns: At most `limit` suggestions, the heaviest first, ties in the order of the catalogue; empty if no word
    ///   occurs.
    public func suggestions(for text: String, limit: Int = 3) -> [Suggestion] {
        let normalized = NormalizedText(text)
        let folded = normalized.string(0..<normalized.scalars.count)
        let found = kinds.compactMap { kind -> Suggestion? in
            let words = kind.keywords.filter { folded.contains($0.lowercased()) }
            guard !words.isEmpty else { return nil }
            let weight = words.reduce(0.0) { sum, word in
                sum + Double(min(word.count, 5)) / Double(spread[word] ?? 1)
            }
            return Suggestion(kind: kind, weight: weight, words: words)
        }
        let ranked = found.enumerated().sorted { left, right in
            left.element.weight == right.element.weight
                ? left.offset < right.offset : left.element.weight > right.element.weight
        }
        return ranked.prefix(max(limit, 0)).map(\.element)
    }
}
