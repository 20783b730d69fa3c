#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Names a group of messages by what they share and others lack.
enum HotSpotName {
    private static let lengths = 2...14

    /// One to three phrases, separated by spaces; empty if the messages share nothing.
    ///
    /// A phrase scores its share of the messages, times how much more usual it is here than elsewhere (logarithm),
    /// times
    /// the square root of its length. No two phrases share a character.
    static func name(_ texts: [NormalizedText], space: GramSpace) -> String {
        var counts: [[UInt32]: Int] = [:]
        let sample = texts.prefix(200)
        for text in sample {
            var own: Set<[UInt32]> = []
            let scalars = text.scalars
            for start in scalars.indices {
                var phrase: [UInt32] = []
                for end in start..<min(start + lengths.upperBound, scalars.count) {
                    guard scalars[end] >= 0x3400 else { break }
                    phrase.append(scalars[end])
                    if phrase.count >= lengths.lowerBound { own.insert(phrase) }
                }
            }
            for phrase in own { counts[phrase, default: 0] += 1 }
        }
        let least = max(2, (sample.count * 3 + 9) / 10)
        let scored = counts.filter { $0.value >= least }.map { phrase, count in
            (phrase: phrase, score: score(phrase, share: Float(count) / Float(sample.count), space: space))
        }
        .sorted { $0.score == $1.score ? $0.phrase.lexicographicallyPrecedes($1.phrase) : $0.score > $1.score }
        var chosen: [[UInt32]] = []
        for (phrase, score) in scored where score > (scored.first?.score ?? 0) * 0.4 {
            if chosen.contains(where: { overlap($0, phrase) }) { continue }
            chosen.append(phrase)
            if chosen.count == 3 { break }
        }
        return chosen.map(string).joined(separator: " ")
    }

    private static func score(_ phrase: [UInt32], share: Float, space: GramSpace) -> Float {
        var rarest = Int.max
        for start in 0...(phrase.count - min(phrase.count, 3)) {
            let key = phrase[start..<min(start + 3, phrase.count)].reduce(UInt64(0)) { $0 << 21 | UInt64($1) }
            rarest = min(rarest, space.frequency(key))
        }
        let elsewhere = Float(max(rarest, 1)) / Float(max(space.messageCount, 1))
        return share * log(max(share / elsewhere, 1)) * Float(phrase.count).squareRoot()
    }

    private static func overlap(_ left: [UInt32], _ right: [UInt32]) -> Bool {
        let known = Set(left)
        return right.contains { known.contains($0) }
    }

    private static func string(_ phrase: [UInt32]) -> String {
        var view = String.UnicodeScalarView()
        for value in phrase { if let scalar = Unicode.Scalar(value) { view.append(scalar) } }
        return String(view)
    }
}
