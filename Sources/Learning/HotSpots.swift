#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A message as the search for hot spots reads it.
public struct DatedText: Sendable, Equatable {
    /// The text. The first 400 characters after folding are compared.
    public let text: String
    /// Day of arrival, counted from any fixed day; nil if unknown.
    public let day: Int?

    /// A message of a day.
    public init(text: String, day: Int?) {
        self.text = text
        self.day = day
    }
}

/// Many messages about one matter at one place.
public struct HotSpot: Sendable, Equatable {
    /// How the number of messages moves.
    public enum Trend: String, Sendable, Equatable {
        /// More than twice as many in the last thirty days before the last message of all as in the thirty before.
        case rising
        /// Less than half as many.
        case falling
        /// Neither.
        case steady
        /// The days are not known.
        case unknown
    }

    /// One to three phrases that many of the messages share and few others have.
    public let name: String
    /// The messages by their numbers in the input, counted from 0. Shape: the most typical first; at least three.
    public let members: [Int]
    /// How the number of messages moves.
    public let trend: Trend
    /// Days of the first and the last message; nil if unknown.
    public let days: ClosedRange<Int>?
    /// What hot spots are ranked by: the most messages within thirty days (without days, all of them), times how alike
    /// the messages are (mean cosine with their centre, 0…1), so that a loose crowd does not outshine one matter.
    public let heat: Double
}

/// Finds hot spots among messages: same place, same matter, without any list of places or matters.
///
/// Each message becomes a unit vector over its telling pairs and triples of characters. The message with the most
/// neighbours gathers them; their centre gathers again what is near it; what was gathered is set aside, until no
/// message
/// has two neighbours left. Deterministic. Memory and time grow with the number of pairs that share a rare gram.
///
/// Source: leader clustering with re-centring (Hartigan, "Clustering algorithms", 1975, chapter 3).
public struct HotSpots: Sendable {
    /// Cosine from which two messages are neighbours and a message is near a centre, 0…1.
    public var nearness: Float = 0.2
    /// Messages that are compared, at most; later ones are left out.
    public static let messagesMax = 50_000

    /// The search with the values of docs/learning.md.
    public init() {}

    /// The hot spots of messages.
    ///
    /// - Returns: At most `limit` hot spots of at least three messages, the hottest first; ties by size, then by the
    ///   number of the first member.
    public func find(in messages: [DatedText], limit: Int = 20) -> [HotSpot] {
        let messages = Array(messages.prefix(HotSpots.messagesMax))
        let texts = messages.map { HotSpots.head(NormalizedText($0.text)) }
        let space = GramSpace(texts)
        let clusters = clusters(in: space)
        let lastDay = messages.compactMap(\.day).max()
        let spots = clusters.map { members, likeness -> HotSpot in
            let known = members.compactMap { messages[$0].day }.sorted()
            let most = known.isEmpty ? members.count : HotSpots.mostWithin(30, of: known)
            return HotSpot(
                name: HotSpotName.name(members.map { texts[$0] }, space: space),
                members: members, trend: HotSpots.trend(known, until: lastDay),
                days: known.isEmpty ? nil : known[0]...known[known.count - 1],
                heat: Double(most) * Double(likeness))
        }
        let ranked = spots.sorted { left, right in
            if left.heat != right.heat { return left.heat > right.heat }
            if left.members.count != right.members.count { return left.members.count > right.members.count }
            return (left.members.min() ?? 0) < (right.members.min() ?? 0)
        }
        return Array(ranked.prefix(max(limit, 0)))
    }

    private static func head(_ text: NormalizedText) -> NormalizedText { text.prefix(400) }

    /// The most messages on any thirty consecutive days; `days` ascending.
    static func mostWithin(_ span: Int, of days: [Int]) -> Int {
        var first = 0
        var most = 0
        for last in days.indices {
            while days[last] - days[first] >= span { first += 1 }
            most = max(most, last - first + 1)
        }
        return most
    }

    static func trend(_ days: [Int], until last: Int?) -> HotSpot.Trend {
        guard let last, !days.isEmpty else { return .unknown }
        let late = days.count { $0 > last - 30 }
        let early = days.count { $0 > last - 60 && $0 <= last - 30 }
        if late > 2 * early { return .rising }
        return early > 2 * late ? .falling : .steady
    }

    private func clusters(in space: GramSpace) -> [(members: [Int], likeness: Float)] {
        var isFree = [Bool](repeating: true, count: space.vectors.count)
        var neighbours = space.vectors.indices.map { index in
            space.near(space.vectors[index], nearness: nearness).map(\.message).filter { $0 != index }
        }
        var counts = neighbours.map(\.count)
        var clusters: [(members: [Int], likeness: Float)] = []
        while let seed = counts.indices.max(by: { counts[$0] < counts[$1] || counts[$0] == counts[$1] && $0 > $1 }),
            counts[seed] >= 2
        {
            var members = [seed] + neighbours[seed].filter { isFree[$0] }
            for _ in 0..<4 {
                let centre = space.centre(of: members)
                let gathered = space.near(centre, nearness: nearness).filter { isFree[$0.message] }
                let next = gathered.sorted {
                    $0.cosine == $1.cosine ? $0.message < $1.message : $0.cosine > $1.cosine
                }.map(\.message)
                guard next.count >= 3, next != members else { break }
                members = next
            }
            counts[seed] = 0
            guard members.count >= 3 else { continue }
            clusters.append((members, space.likeness(of: members)))
            for member in members where isFree[member] {
                isFree[member] = false
                counts[member] = 0
                for other in neighbours[member] where counts[other] > 0 { counts[other] -= 1 }
            }
            for member in members { neighbours[member] = [] }
        }
        return clusters
    }
}

extension NormalizedText {
    /// The first scalars.
    func prefix(_ count: Int) -> NormalizedText {
        var copy = self
        copy.keep(count)
        return copy
    }
}
