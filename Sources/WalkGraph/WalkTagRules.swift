/// Which ways of OpenStreetMap may be walked, and how their tags are read.
///
/// Source: OpenStreetMap wiki, "Key:highway", "Key:access", "Key:foot", "Key:incline", "Key:ramp", "Key:barrier".
public struct WalkTagRules: Sendable, Equatable {
    /// Values of `highway` that may be walked.
    public var highways: Set<String>
    /// Values of `highway` that may be walked only where `foot` says yes, designated or permissive.
    public var highwaysWithFoot: Set<String>
    /// True where ways with `access=private` are kept and marked for residents; false leaves them out.
    public var keepsPrivate: Bool
    /// True where `access` is not asked at all; `foot=no` still counts.
    public var ignoresAccess: Bool
    /// True where gates and other barriers on nodes are read; false takes every node as open.
    public var readsGates: Bool

    /// The rules of the life circle: what everybody may walk.
    ///
    /// Walked is every road, street and path but motorways, trunk roads, bridleways, platforms, building sites and
    /// plans. `foot=no|private` bars a way; `access=no|private` bars it unless `foot=yes|designated|permissive`.
    public init() {
        highways = [
            "primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link", "unclassified",
            "residential", "living_street", "service", "pedestrian", "track", "road", "footway", "path", "steps",
            "cycleway", "corridor", "elevator", "crossing",
        ]
        highwaysWithFoot = ["trunk", "trunk_link", "bridleway"]
        keepsPrivate = false
        ignoresAccess = false
        readsGates = false
    }

    /// Whether a way may be walked by anybody, by the tags alone.
    public func walks(_ tags: (String) -> String?) -> Bool { traits(tags) != nil }

    /// The traits of a way.
    ///
    /// - Parameter tags: Answers the value of a key.
    /// - Returns: Nil where the way is not walked.
    public func traits(_ tags: (String) -> String?) -> WalkTraits? {
        guard let highway = tags("highway") else { return nil }
        let foot = tags("foot")
        let isFootAllowed = ["yes", "designated", "permissive"].contains(foot)
        guard highways.contains(highway) || isFootAllowed && highwaysWithFoot.contains(highway) else { return nil }
        if foot == "no" || foot == "private" && !keepsPrivate && !ignoresAccess { return nil }
        var access = WalkAccess.everybody
        if !ignoresAccess, !isFootAllowed {
            let general = tags("access")
            if general == "private" || foot == "private" {
                guard keepsPrivate else { return nil }
                access = .residents
            } else if general == "no" {
                return nil
            }
        }
        var traits = WalkTraits(kind: Self.kind(highway, tags), access: access)
        traits.direction = Self.direction(highway, tags)
        traits.slopePermille = tags("incline").flatMap(Self.slope) ?? 0
        traits.hasWheelchairRamp =
            tags("ramp:wheelchair") == "yes" || traits.kind == .stairs && tags("wheelchair") == "yes"
        traits.hasPramRamp = tags("ramp:stroller") == "yes" || tags("ramp") == "yes"
        traits.isBarredToWheelchairs = tags("wheelchair") == "no"
        traits.hours = (tags("opening_hours:foot") ?? tags("opening_hours")).flatMap(WalkHours.init(openingHours:))
        return traits
    }

    /// The gate that stands on a node.
    ///
    /// - Parameter tags: Answers the value of a key.
    /// - Returns: Nil where none stands, or the rules do not read gates.
    public func gate(_ tags: (String) -> String?) -> WalkGate? {
        guard readsGates, let barrier = tags("barrier"), barrier != "entrance", barrier != "no" else { return nil }
        var gate = WalkGate(
            hours: tags("opening_hours").flatMap(WalkHours.init(openingHours:)),
            isPassableOnWheels: !Self.narrowBarriers.contains(barrier) && tags("wheelchair") != "no")
        guard !ignoresAccess else { return gate }
        let said = tags("foot") ?? tags("access")
        if said == "no" {
            gate.access = .nobody
        } else if said == "private" || said == nil && tags("locked") == "yes" {
            gate.access = .residents
        }
        return gate
    }

    private static let narrowBarriers: Set<String> = ["stile", "turnstile", "full-height_turnstile", "kissing_gate"]

    private static func kind(_ highway: String, _ tags: (String) -> String?) -> WalkKind {
        switch highway {
        case "steps": .stairs
        case "elevator": .lift
        case "corridor": .corridor
        case "crossing": .crossing
        case "footway", "path", "cycleway", "pedestrian":
            tags("footway") == "crossing" || tags("path") == "crossing" || tags("cycleway") == "crossing"
                ? .crossing : .path
        default: .street
        }
    }

    private static func direction(_ highway: String, _ tags: (String) -> String?) -> WalkDirection {
        // `oneway` is about vehicles; on stairs and in corridors it can only be about people.
        let said = tags("oneway:foot") ?? (highway == "steps" || highway == "corridor" ? tags("oneway") : nil)
        return said == "yes" ? .forwards : said == "-1" ? .backwards : .both
    }

    /// Permille of `incline`: a number of per cent or degrees with a sign; nil for `up`, `down` and anything else.
    static func slope(_ text: String) -> Int16? {
        var body = text.filter { $0 != " " }
        var isDegrees = false
        if body.hasSuffix("%") {
            body.removeLast()
        } else if body.hasSuffix("°") {
            body.removeLast()
            isDegrees = true
        } else {
            return nil
        }
        guard body.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || $0 == 43 || $0 == 45 || $0 == 46 }),
            let value = Double(body), abs(value) <= (isDegrees ? 75 : 400)
        else { return nil }
        return Int16((isDegrees ? tangent(degrees: value) * 1_000 : value * 10).rounded())
    }
}
