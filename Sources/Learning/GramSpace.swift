#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Messages as unit vectors over their pairs and triples of characters, with an index from gram to message.
struct GramSpace: Sendable {
    /// The coordinates of a message. Shape: ascending grams.
    typealias Vector = [(gram: UInt32, weight: Float)]

    private(set) var vectors: [Vector] = []
    private var postings: [[(message: Int32, weight: Float)]] = []
    private var numbers: HashNumbers
    /// In how many messages each gram occurs.
    private(set) var frequencies: [Int32] = []
    /// The number of messages.
    let messageCount: Int

    /// Grams that occur in fewer than three messages, or in more than one of forty (but at least twenty), are left out.
    init(_ texts: [NormalizedText]) {
        messageCount = texts.count
        numbers = HashNumbers(capacity: texts.count * 100)
        var grams: [[Int]] = []
        grams.reserveCapacity(texts.count)
        for text in texts {
            let counted = GramCounts(text)
            var own: [Int] = []
            for (key, hash) in zip(counted.keys, counted.hashes) where key >> 21 != 0 && key >> 63 == 0 {
                guard !GramSpace.hasSpace(key) else { continue }
                let number = numbers.numbering(hash)
                if number == frequencies.count { frequencies.append(0) }
                frequencies[number] += 1
                own.append(number)
            }
            grams.append(own)
        }
        postings = [[(message: Int32, weight: Float)]](repeating: [], count: frequencies.count)
        let frequencyMax = Int32(max(texts.count / 40, 20))
        let total = Float(max(texts.count, 1))
        for (message, own) in grams.enumerated() {
            var telling: Vector = []
            for number in own where frequencies[number] >= 3 && frequencies[number] <= frequencyMax {
                telling.append((gram: UInt32(number), weight: log(total / Float(frequencies[number]))))
            }
            let vector = GramSpace.unit(telling)
            for (gram, weight) in vector { postings[Int(gram)].append((Int32(message), weight)) }
            vectors.append(vector)
        }
    }

    private static func hasSpace(_ key: UInt64) -> Bool {
        let space = UInt64(NormalizedText.space)
        return key & 0x1F_FFFF == space || key >> 21 & 0x1F_FFFF == space || key >> 42 == space
    }

    private static func unit(_ vector: Vector) -> Vector {
        let length = vector.reduce(Float(0)) { $0 + $1.weight * $1.weight }.squareRoot()
        guard length > 0 else { return [] }
        return vector.map { ($0.gram, $0.weight / length) }.sorted { $0.gram < $1.gram }
    }

    /// The messages whose vectors have at least this cosine with the given one. Shape: ascending messages.
    func near(_ vector: Vector, nearness: Float) -> [(message: Int, cosine: Float)] {
        var sums = [Float](repeating: 0, count: messageCount)
        for (gram, weight) in vector {
            for posting in postings[Int(gram)] { sums[Int(posting.message)] += weight * posting.weight }
        }
        return sums.indices.filter { sums[$0] >= nearness }.map { ($0, sums[$0]) }
    }

    /// The direction of the sum of messages.
    func centre(of members: [Int]) -> Vector {
        var sums: [UInt32: Float] = [:]
        for member in members { for (gram, weight) in vectors[member] { sums[gram, default: 0] += weight } }
        return GramSpace.unit(sums.map { (gram: $0.key, weight: $0.value) }.sorted { $0.gram < $1.gram })
    }

    /// The mean cosine of messages with their centre, 0…1: the length of the mean of their vectors.
    func likeness(of members: [Int]) -> Float {
        let weights = centre(of: members).map { ($0.gram, $0.weight) }
        let centre = Dictionary(weights, uniquingKeysWith: { first, _ in first })
        let sum = members.reduce(Float(0)) { sum, member in
            vectors[member].reduce(sum) { $0 + $1.weight * (centre[$1.gram] ?? 0) }
        }
        return members.isEmpty ? 0 : min(sum / Float(members.count), 1)
    }

    /// In how many messages the pair or triple of characters occurs.
    func frequency(_ key: UInt64) -> Int {
        numbers.number(of: Gram.hash(key)).map { Int(frequencies[$0]) } ?? 0
    }
}
