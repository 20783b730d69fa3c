#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many homes and people have a facility of one kind within a limit.
public struct WalkCoverage: Sendable, Equatable {
    /// Homes with one within the limit.
    public var coveredHomes: Int
    /// All homes.
    public var homes: Int
    /// People in the covered homes.
    public var coveredPeople: Int
    /// People in all homes.
    public var people: Int

    /// Covered homes of all homes, permille, rounded down; nil where there is no home.
    public var homesPermille: Int? { homes > 0 ? coveredHomes * 1_000 / homes : nil }
    /// Covered people of all people, permille, rounded down; nil where there are no people.
    public var peoplePermille: Int? { people > 0 ? coveredPeople * 1_000 / people : nil }
}

extension WalkNearestTable {
    /// The coverage of each kind within a limit.
    ///
    /// - Parameters:
    ///   - limit: The greatest cost, included; not above the limit of the table.
    ///   - people: People of each home, 0…1,000,000, in the order of the table.
    /// - Returns: One coverage for each kind, in the order of the table.
    /// - Throws: ``WalkGraphError/lengthMismatch`` where `people` has another length than the homes.
    public func coverage(within limit: WalkCost, people: [Int]) throws(WalkGraphError) -> [WalkCoverage] {
        guard people.count == homeCount else { throw .lengthMismatch }
        let counts = people.map { min(max($0, 0), 1_000_000) }
        let all = counts.reduce(0, +)
        return costs.map { row in
            var coverage = WalkCoverage(coveredHomes: 0, homes: homeCount, coveredPeople: 0, people: all)
            for (cost, count) in zip(row, counts) {
                guard let cost, cost <= limit else { continue }
                coverage.coveredHomes += 1
                coverage.coveredPeople += count
            }
            return coverage
        }
    }
}

/// The mix of functions in an area.
public struct WalkMix: Sendable, Equatable {
    /// The number of things of each function.
    public var counts: [Int]

    /// Makes a mix of counts, each 0…2³¹.
    public init(counts: [Int]) { self.counts = counts.map { min(max($0, 0), 1 << 31) } }

    /// The entropy of the functions, 0 (one function only, or nothing) … 1 (all in equal parts).
    ///
    /// H = −Σ pᵢ ln pᵢ ÷ ln k over the k functions that are counted, present or not; 0 where k < 2.
    ///
    /// Source: C. E. Shannon, 1948; divided by ln k as the land-use mix of Frank & Pivo, 1994.
    public var entropy: Double {
        let total = Double(counts.reduce(0, +))
        guard total > 0, counts.count >= 2 else { return 0 }
        var sum = 0.0
        for count in counts where count > 0 {
            let share = Double(count) / total
            sum -= share * log(share)
        }
        return min(1, max(0, sum / log(Double(counts.count))))
    }

    /// The mix of each area.
    ///
    /// - Parameters:
    ///   - areas: Rings, closed or not; a position on an edge belongs to at most one of two neighbours.
    ///   - things: Position and function of each thing; a function outside `0..<functionCount` is left out.
    ///   - functionCount: 1…1,000.
    /// - Returns: One mix for each area, in their order.
    public static func mixes(
        of areas: [[WalkPosition]], things: [(position: WalkPosition, function: Int)], functionCount: Int
    ) -> [WalkMix] {
        let kinds = min(max(functionCount, 1), 1_000)
        return areas.map { ring in
            var counts = [Int](repeating: 0, count: kinds)
            let low = ring.map(\.latitude).min() ?? 0
            let high = ring.map(\.latitude).max() ?? 0
            for thing in things where (0..<kinds).contains(thing.function) {
                guard (low...high).contains(thing.position.latitude), contains(ring, thing.position) else { continue }
                counts[thing.function] += 1
            }
            return WalkMix(counts: counts)
        }
    }

    private static func contains(_ ring: [WalkPosition], _ point: WalkPosition) -> Bool {
        var isInside = false
        for at in ring.indices {
            let (a, b) = (ring[at], ring[(at + 1) % ring.count])
            guard (a.latitude > point.latitude) != (b.latitude > point.latitude) else { continue }
            let share = (point.latitude - a.latitude) / (b.latitude - a.latitude)
            if point.longitude < a.longitude + share * (b.longitude - a.longitude) { isInside.toggle() }
        }
        return isInside
    }
}
