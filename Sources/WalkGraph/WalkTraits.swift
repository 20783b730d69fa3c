/// What sort of way an edge is.
public enum WalkKind: UInt8, Sendable, Hashable {
    /// A path or pavement without cars.
    case path
    /// A street or drive that is shared with cars.
    case street
    /// A crossing of a carriageway.
    case crossing
    /// Stairs.
    case stairs
    /// A lift.
    case lift
    /// A way inside a building.
    case corridor
}

/// Who may walk.
public enum WalkAccess: UInt8, Sendable, Hashable {
    /// Everybody.
    case everybody
    /// Only who lives or has business there.
    case residents
    /// Nobody.
    case nobody
}

/// In which direction an edge may be walked, seen along its line.
public enum WalkDirection: UInt8, Sendable, Hashable {
    /// Both ways.
    case both
    /// Only from the first position to the last.
    case forwards
    /// Only from the last position to the first.
    case backwards
}

/// What decides who passes an edge and how fast.
public struct WalkTraits: Sendable, Hashable {
    /// What sort of way it is.
    public var kind: WalkKind
    /// Who may walk it.
    public var access: WalkAccess
    /// In which direction it may be walked.
    public var direction: WalkDirection
    /// Rise along the line, permille: positive uphill, 0 where level or not known.
    ///
    /// −5,000…5,000.
    public var slopePermille: Int16
    /// True where wheelchairs pass although it is stairs or steep: a ramp beside it.
    public var hasWheelchairRamp: Bool
    /// True where prams pass although it is stairs.
    public var hasPramRamp: Bool
    /// True where a sign or a survey says that wheelchairs do not pass.
    public var isBarredToWheelchairs: Bool
    /// When it is open; nil is always.
    public var hours: WalkHours?

    /// Makes the traits of a level path that is open to everybody, changed by what is given.
    public init(
        kind: WalkKind = .path, access: WalkAccess = .everybody, direction: WalkDirection = .both,
        slopePermille: Int16 = 0, hours: WalkHours? = nil
    ) {
        self.kind = kind
        self.access = access
        self.direction = direction
        self.slopePermille = slopePermille
        self.hours = hours
        hasWheelchairRamp = false
        hasPramRamp = false
        isBarredToWheelchairs = false
    }
}

/// A gate, a bollard or another thing that stands on a node.
public struct WalkGate: Sendable, Hashable {
    /// Who may pass.
    public var access: WalkAccess
    /// When it is open; nil is always.
    public var hours: WalkHours?
    /// False for stiles, turnstiles and kissing gates.
    public var isPassableOnWheels: Bool

    /// Makes a gate.
    public init(access: WalkAccess = .everybody, hours: WalkHours? = nil, isPassableOnWheels: Bool = true) {
        self.access = access
        self.hours = hours
        self.isPassableOnWheels = isPassableOnWheels
    }
}
