public import Vocabulary

/// 网格: a set of places of a community with a worker, a deputy and hours of duty.
///
/// A grid is a place of the kind ``PlaceKind/grid``: a role held at it reaches its places, though none stands below it.
public struct Grid: Sendable, Hashable {
    /// The grid as a place: identifier, code, names, community.
    public let place: Place
    /// The person who walks it; nil if nobody does.
    public let worker: Identifier?
    /// The person who stands in; nil if nobody does.
    public let deputy: Identifier?
    /// Hours of duty, by weekday and hour.
    public let duty: [DutyHours]

    /// Says a grid as it is; see the properties.
    public init(place: Place, worker: Identifier?, deputy: Identifier?, duty: [DutyHours]) {
        self.place = place
        self.worker = worker
        self.deputy = deputy
        self.duty = duty
    }

    /// Names the grid.
    public var id: ID<Place> { place.id }

    /// Who is on duty at a moment: the worker before the deputy; nil outside all hours, or where nobody holds the post.
    ///
    /// - Parameter zoneSeconds: Seconds east of Greenwich.
    public func onDuty(at moment: Instant, zoneSeconds: Int) -> Identifier? {
        let day = LocalDay(moment, offsetSeconds: zoneSeconds)
        let start = Int64(day.daysSince1970) * 86_400_000 - Int64(zoneSeconds) * 1_000
        let minute = Int((moment.millisecondsSince1970 - start) / 60_000)
        let holders = Set(
            duty.filter { $0.weekday == day.weekday && $0.fromMinute <= minute && minute < $0.untilMinute }
                .map(\.holder))
        if holders.contains(.worker), let worker { return worker }
        return holders.contains(.deputy) ? deputy : nil
    }

    /// The grid with only those in charge for whom a condition holds.
    public func kept(where isKept: (Identifier) throws -> Bool) rethrows -> Grid {
        Grid(
            place: place, worker: try worker.flatMap { try isKept($0) ? $0 : nil },
            deputy: try deputy.flatMap { try isKept($0) ? $0 : nil }, duty: duty)
    }
}

/// Hours of a week in which the worker of a grid or the deputy is on duty.
public struct DutyHours: Sendable, Hashable {
    /// Whose hours.
    public enum Holder: String, Sendable, Hashable, CaseIterable {
        /// 网格员.
        case worker
        /// 副职.
        case deputy
    }

    /// Whose hours.
    public let holder: Holder
    /// Monday 1 to Sunday 7.
    public let weekday: Int
    /// From this minute of the local day, 0 to 1,439.
    public let fromMinute: Int
    /// Until this minute, 1 to 1,440, later than ``fromMinute``.
    public let untilMinute: Int

    /// Says hours; nil outside the ranges.
    public init?(_ holder: Holder, weekday: Int, fromMinute: Int, untilMinute: Int) {
        guard (1...7).contains(weekday), fromMinute >= 0, untilMinute <= 1_440, fromMinute < untilMinute else {
            return nil
        }
        self.holder = holder
        self.weekday = weekday
        self.fromMinute = fromMinute
        self.untilMinute = untilMinute
    }
}

/// How far the grids of a community cover it: looked at are buildings, and compounds without buildings.
public struct GridCoverage: Sendable, Hashable {
    /// A place in more than one grid.
    public struct Overlap: Sendable, Hashable {
        /// The place.
        public let place: Place
        /// Its grids, by code.
        public let grids: [ID<Place>]

        /// Says an overlap.
        public init(place: Place, grids: [ID<Place>]) {
            self.place = place
            self.grids = grids
        }
    }

    /// Places in no grid, by code; at most 200.
    public let gaps: [Place]
    /// How many places are in no grid.
    public let gapCount: Int64
    /// Places in more than one grid, by code; at most 200.
    public let overlaps: [Overlap]
    /// How many places were looked at.
    public let placeCount: Int64

    /// Says gaps and overlaps; see the properties.
    public init(gaps: [Place], gapCount: Int64, overlaps: [Overlap], placeCount: Int64) {
        self.gaps = gaps
        self.gapCount = gapCount
        self.overlaps = overlaps
        self.placeCount = placeCount
    }
}
