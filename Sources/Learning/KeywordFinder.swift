/// Finds the words of the catalogue in a text in one walk.
struct KeywordFinder: Sendable {
    private struct Word: Sendable {
        let scalars: [UInt32]
        let kinds: [Int]
    }

    private var prefixes = HashNumbers(capacity: 1_024)
    private var words: [[Word]] = []
    private let sieve: HashSieve
    /// For each kind a hash of its code, which stands for the kind among the grams.
    let hashes: [UInt32]
    private let kindCount: Int

    init(_ catalogue: NeedCatalogue) {
        kindCount = catalogue.kinds.count
        hashes = catalogue.kinds.map { kind in
            let sum = kind.code.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
            return Gram.hash(sum | 1 << 63)
        }
        var kindsOfWord: [[UInt32]: [Int]] = [:]
        for (index, kind) in catalogue.kinds.enumerated() {
            for keyword in kind.keywords {
                let scalars = NormalizedText(keyword).scalars
                if scalars.count >= 2 { kindsOfWord[scalars, default: []].append(index) }
            }
        }
        for (scalars, kinds) in kindsOfWord.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            let number = prefixes.numbering(KeywordFinder.prefix(scalars[0], scalars[1]))
            if number == words.count { words.append([]) }
            words[number].append(Word(scalars: scalars, kinds: kinds))
        }
        sieve = HashSieve(prefixes.hashes, bitCount: 1 << 16)
    }

    private static func prefix(_ first: UInt32, _ second: UInt32) -> UInt32 {
        Gram.hash(UInt64(first) << 21 | UInt64(second))
    }

    /// How often a word of each kind occurs. Shape: one number for each kind of the catalogue.
    func counts(in text: NormalizedText) -> [UInt16] {
        var counts = [UInt16](repeating: 0, count: kindCount)
        let scalars = text.scalars
        guard scalars.count >= 2 else { return counts }
        for start in 0..<scalars.count - 1 {
            let prefix = KeywordFinder.prefix(scalars[start], scalars[start + 1])
            guard sieve.admits(prefix), let number = prefixes.number(of: prefix) else { continue }
            for word in words[number] where scalars[start...].starts(with: word.scalars) {
                for kind in word.kinds where counts[kind] < .max { counts[kind] += 1 }
            }
        }
        return counts
    }

    /// The words of the catalogue that comes with the product.
    static let standard = KeywordFinder(NeedCatalogue())
}
