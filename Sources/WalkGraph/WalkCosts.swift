/// A network as one kind of walker meets it at one time: what each edge costs in each direction.
///
/// Making it is the only preparation that a search needs, and takes a few steps for each edge.
/// It is a value, never changes and may be asked from many tasks at once.
public struct WalkCosts: Sendable {
    /// The network.
    public let network: WalkNetwork
    /// What is added up.
    public let metric: WalkMetric
    /// The walker.
    public let profile: WalkProfile
    /// True where the way between a position and the network counts too.
    public let countsGaps: Bool
    /// Cost along each edge from its first node to its last; −1 where it may not be walked.
    let forwards: [Int32]
    /// Cost along each edge from its last node to its first; −1 where it may not be walked.
    let backwards: [Int32]
    /// True for nodes with a gate that is closed to this walker.
    let isClosed: [Bool]
    let leaving: WalkArcs
    let entering: WalkArcs

    /// Prepares a network for one walker.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - profile: The walker.
    ///   - metric: What is added up.
    ///   - minute: The minute of the week that opening hours are asked for; nil takes everything as open.
    ///   - countsGaps: True where the straight way between a position and the network counts too.
    public init(
        _ network: WalkNetwork, for profile: WalkProfile = .adult, by metric: WalkMetric = .distance,
        at minute: WalkMinute? = nil, countsGaps: Bool = true
    ) {
        self.network = network
        self.metric = metric
        self.profile = profile
        self.countsGaps = countsGaps
        let passes = network.traits.map { profile.passes($0, at: minute) }
        var forwards = [Int32](repeating: -1, count: network.edges.count)
        var backwards = forwards
        for (at, edge) in network.edges.enumerated() where passes[Int(edge.traits)] {
            let traits = network.traits[Int(edge.traits)]
            if traits.direction != .backwards {
                forwards[at] = Self.cost(edge, traits, profile, metric, isForwards: true)
            }
            if traits.direction != .forwards {
                backwards[at] = Self.cost(edge, traits, profile, metric, isForwards: false)
            }
        }
        isClosed = network.nodes.map { node in node.gate.map { !profile.passes($0, at: minute) } ?? false }
        self.forwards = forwards
        self.backwards = backwards
        leaving = WalkArcs(network, along: forwards, against: backwards, isClosed)
        entering = forwards == backwards ? leaving : WalkArcs(network, along: backwards, against: forwards, isClosed)
    }

    private static func cost(
        _ edge: WalkEdge, _ traits: WalkTraits, _ profile: WalkProfile, _ metric: WalkMetric, isForwards: Bool
    ) -> Int32 {
        let length = Int(edge.lengthTenthMillimetres)
        guard metric == .time else { return Int32(length) }
        let speed = Int(profile.speedMillimetresPerSecond)
        let actual = traits.kind == .stairs ? max(1, speed * Int(profile.stairsSpeedPermille) / 1_000) : speed
        var cost = (length * 1_000 + actual / 2) / actual
        let rise = length * max(0, Int(isForwards ? traits.slopePermille : -traits.slopePermille)) / 1_000
        cost += rise * Int(profile.climbMillisecondsPerMetre) / 1_000
        cost += Int(profile.crossingMilliseconds) * 10 * Int(edge.crossingHalves) / 2
        return Int32(clamping: cost)
    }

    /// True where this walker may be on the edge, in at least one direction.
    public func allows(edge: Int) -> Bool {
        network.edges.indices.contains(edge) && (forwards[edge] >= 0 || backwards[edge] >= 0)
    }

    /// Joins a position to the nearest edge that this walker may use; see ``WalkNetwork/snap(_:within:where:)``.
    public func snap(_ position: WalkPosition, within metresMax: Double = 500) -> WalkSnap? {
        network.snap(position, within: metresMax) { allows(edge: $0) }
    }

    /// The cost between two offsets of an edge, or nil where this direction may not be walked.
    func partial(_ edge: Int32, from start: Int32, to end: Int32) -> Int? {
        let whole = start <= end ? forwards[Int(edge)] : backwards[Int(edge)]
        let length = Int(network.edges[Int(edge)].lengthTenthMillimetres)
        if start == end { return whole >= 0 || backwards[Int(edge)] >= 0 ? 0 : nil }
        guard whole >= 0 else { return nil }
        guard length > 0 else { return 0 }
        return (Int(whole) * abs(Int(end) - Int(start)) + length / 2) / length
    }

    /// The cost between a position and the point where it joins the network.
    func gap(_ snap: WalkSnap) -> Int {
        guard countsGaps else { return 0 }
        let length = Int(snap.gapTenthMillimetres)
        guard metric == .time else { return length }
        let speed = Int(profile.speedMillimetresPerSecond)
        return (length * 1_000 + speed / 2) / speed
    }
}

/// The passable arcs at each node, side by side in memory.
struct WalkArcs: Sendable {
    struct Arc: Sendable {
        var node: Int32
        var cost: Int32
    }
    let first: [Int32]
    let arcs: [Arc]

    /// `along` is the cost of each edge for the arc from its first node to its last, `against` the other way round.
    init(_ network: WalkNetwork, along: [Int32], against: [Int32], _ isClosed: [Bool]) {
        var first: [Int32] = []
        first.reserveCapacity(network.nodes.count + 1)
        var arcs: [Arc] = []
        arcs.reserveCapacity(network.arcs.count)
        for node in network.nodes.indices {
            first.append(Int32(arcs.count))
            if isClosed[node] { continue }
            for at in Int(network.firstArc[node])..<Int(network.firstArc[node + 1]) {
                let arc = network.arcs[at]
                let edge = network.edges[Int(arc / 2)]
                let isAgainst = arc % 2 == 1
                let target = isAgainst ? edge.from : edge.to
                let cost = isAgainst ? against[Int(arc / 2)] : along[Int(arc / 2)]
                if cost >= 0, !isClosed[Int(target)] { arcs.append(Arc(node: target, cost: cost)) }
            }
        }
        first.append(Int32(arcs.count))
        self.first = first
        self.arcs = arcs
    }
}
