/// How sure one can be that the owner cast a ballot.
public enum AssuranceClass: String, CaseIterable, Sendable {
    /// Signed by a key that the owner registered before opening.
    case signed = "A"
    /// Taken by the server after a sign-in, on the web or at the counter.
    case attested = "B"
    /// On paper with a handwritten signature.
    case paper = "C"
}

/// A ballot as it was logged; its row, signature and scan were checked by who read it.
public struct Ballot: Sendable {
    /// Who cast it.
    public enum Caster: String, Sendable {
        case owner, coowner, proxy, guardian
    }

    /// Where it was cast.
    public enum Channel: String, Sendable {
        case web, counter, paper
    }

    /// A place in a sealed batch of paper.
    public struct Scan: Hashable, Sendable {
        /// The log index of the batch.
        public let batch: Int
        /// The scan's number in it, from 0.
        public let number: Int

        /// Names a scan.
        public init(batch: Int, number: Int) {
            self.batch = batch
            self.number = number
        }
    }

    /// The log index.
    public let index: Int
    /// The unit's row on the roll.
    public let row: Int
    /// Who cast it.
    public let caster: Caster
    /// Where it was cast.
    public let channel: Channel
    /// The choices by motion number; a motion that is missing is one the unit takes no part in.
    public let choices: [Int: Choice]
    /// When it was cast, or keyed for paper, in milliseconds since 1970 UTC.
    public let castAtMs: Int
    /// Whether a signature under the roll's key was verified.
    public let isSigned: Bool
    /// The scan, for paper only.
    public let scan: Scan?

    /// Makes a ballot.
    public init(
        index: Int, row: Int, caster: Caster, channel: Channel, choices: [Int: Choice], castAtMs: Int,
        isSigned: Bool = false, scan: Scan? = nil
    ) {
        self.index = index
        self.row = row
        self.caster = caster
        self.channel = channel
        self.choices = choices
        self.castAtMs = castAtMs
        self.isSigned = isSigned
        self.scan = scan
    }

    /// The class of assurance.
    public var assurance: AssuranceClass { isSigned ? .signed : channel == .paper ? .paper : .attested }
}

/// A written authority to vote for a unit, logged before it is used.
public struct Proxy: Sendable {
    /// The log index.
    public let index: Int
    /// The unit's row on the roll.
    public let row: Int
    /// The agent's pseudonym, compared by its bytes.
    public let agent: String
    /// The motions that it covers.
    public let motions: Set<Int>
    /// The last moment at which it may be used, in milliseconds since 1970 UTC.
    public let expiresAtMs: Int

    /// Makes a proxy.
    public init(index: Int, row: Int, agent: String, motions: Set<Int>, expiresAtMs: Int) {
        self.index = index
        self.row = row
        self.agent = agent
        self.motions = motions
        self.expiresAtMs = expiresAtMs
    }
}

/// A logged decision that something does not count.
public struct VoidRecord: Sendable {
    /// What it is about.
    public enum Target: Hashable, Sendable {
        /// The ballot with this log index does not count.
        case ballot(Int)
        /// Co-owners disagree: the unit in this row takes no part until resolved.
        case disputed(row: Int)
        /// The dispute about the unit in this row is settled.
        case resolved(row: Int)
        /// This scan is no ballot.
        case spoiled(Ballot.Scan)
    }

    /// The log index.
    public let index: Int
    /// What it is about.
    public let target: Target

    /// Makes a void.
    public init(index: Int, target: Target) {
        self.index = index
        self.target = target
    }
}

/// What became of a ballot.
public enum BallotStatus: String, CaseIterable, Sendable {
    case counted
    /// Another ballot for the unit counts by the published precedence.
    case superseded
    /// Declared void by a logged decision.
    case void
    /// Logged after the vote was closed.
    case late
    /// Cast before opening, or not before closing.
    case outOfWindow = "out-of-window"
    /// The unit has a registered key, and this ballot is neither signed nor on paper.
    case needsSignature = "needs-signature"
    /// Cast for another without a valid proxy.
    case proxy
    /// The unit is disputed between its co-owners.
    case disputed
}
