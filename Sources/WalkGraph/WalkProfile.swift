/// A kind of walker: who passes what, and how fast.
public struct WalkProfile: Sendable, Hashable {
    /// The name, such as `adult`.
    public var name: String
    /// Speed on level ground, millimetres per second, 100…5,000.
    public var speedMillimetresPerSecond: Int32
    /// True where stairs stop this walker, unless a ramp stands beside them.
    public var avoidsStairs: Bool
    /// True where what is barred to wheelchairs stops this walker, and only a wheelchair ramp helps at stairs.
    public var usesWheelchair: Bool
    /// Steepest slope up or down, permille; nil is any.
    public var slopePermilleMax: Int16?
    /// Speed on stairs, permille of the speed on level ground, 100…1,000.
    public var stairsSpeedPermille: Int32
    /// Extra time for each metre of climb, milliseconds, 0…60,000.
    public var climbMillisecondsPerMetre: Int32
    /// Wait at a crossing, milliseconds, 0…300,000.
    public var crossingMilliseconds: Int32
    /// True where ways and gates for residents are open to this walker.
    public var isResident: Bool

    /// Makes a profile of a walker who passes everything that is open to everybody.
    ///
    /// The climb costs 6 s for each metre: Naismith's rule, one hour for 600 m (W. W. Naismith, 1892).
    public init(name: String, speedMillimetresPerSecond: Int32) {
        self.name = name
        self.speedMillimetresPerSecond = min(max(speedMillimetresPerSecond, 100), 5_000)
        avoidsStairs = false
        usesWheelchair = false
        slopePermilleMax = nil
        stairsSpeedPermille = 500
        climbMillisecondsPerMetre = 6_000
        crossingMilliseconds = 0
        isResident = false
    }

    /// An adult at 1.4 m/s.
    ///
    /// Speeds are settings: no standard fixes them; the standard's circles are lengths.
    public static let adult = WalkProfile(name: "adult", speedMillimetresPerSecond: 1_400)
    /// An elder at 0.8 m/s, stairs at half of it.
    public static let elder = WalkProfile(name: "elder", speedMillimetresPerSecond: 800)
    /// Somebody with a pram at 1.0 m/s: no stairs without a ramp.
    public static let pram: WalkProfile = {
        var profile = WalkProfile(name: "pram", speedMillimetresPerSecond: 1_000)
        profile.avoidsStairs = true
        return profile
    }()
    /// Somebody in a wheelchair at 0.8 m/s: no stairs, no slope over 1:12.
    ///
    /// Source: GB 50763-2012, 3.4.4: ramps of 1:12 at most for a rise of 0.75 m.
    public static let wheelchair: WalkProfile = {
        var profile = WalkProfile(name: "wheelchair", speedMillimetresPerSecond: 800)
        profile.avoidsStairs = true
        profile.usesWheelchair = true
        profile.slopePermilleMax = 83
        return profile
    }()
    /// The four profiles that are ready made.
    public static let all = [adult, elder, pram, wheelchair]

    /// True where this walker may be on the edge at all.
    func passes(_ traits: WalkTraits, at minute: WalkMinute?) -> Bool {
        guard allows(traits.access, traits.hours, at: minute) else { return false }
        if usesWheelchair {
            if traits.hasWheelchairRamp { return true }
            if traits.isBarredToWheelchairs { return false }
        }
        if avoidsStairs, traits.kind == .stairs {
            return !usesWheelchair && (traits.hasPramRamp || traits.hasWheelchairRamp)
        }
        if let slopePermilleMax, abs(Int32(traits.slopePermille)) > Int32(slopePermilleMax) { return false }
        return true
    }

    /// True where this walker may pass the gate.
    func passes(_ gate: WalkGate, at minute: WalkMinute?) -> Bool {
        allows(gate.access, gate.hours, at: minute) && (gate.isPassableOnWheels || !avoidsStairs)
    }

    private func allows(_ access: WalkAccess, _ hours: WalkHours?, at minute: WalkMinute?) -> Bool {
        if access == .nobody || access == .residents && !isResident { return false }
        if let hours, let minute { return hours.isOpen(at: minute) }
        return true
    }
}
