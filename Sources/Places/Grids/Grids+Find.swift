public import Store
public import Vocabulary

extension Grids {
    /// The grids of a community that stand, by code; at most 200.
    ///
    /// - Throws: `StoreError`.
    public static func grids(of community: ID<Place>, in snapshot: Snapshot) throws -> [Grid] {
        try snapshot.rows(
            """
            SELECT \(Place.columns), g.worker, g.deputy FROM place p JOIN grid g ON g.id = p.id \
            WHERE p.parent = ? AND p.kind = 'grid' AND p.until_ms IS NULL ORDER BY p.code LIMIT 200
            """, [.id(community)]
        ) { try GridRow($0) }.map { try $0.grid(in: snapshot) }
    }

    /// One grid, dissolved ones included.
    ///
    /// - Throws: ``PlaceError/notFound``, `StoreError`.
    public static func grid(_ id: ID<Place>, in snapshot: Snapshot) throws -> Grid {
        let row = try snapshot.first(
            "SELECT \(Place.columns), g.worker, g.deputy FROM place p JOIN grid g ON g.id = p.id WHERE p.id = ?",
            [.id(id)]
        ) { try GridRow($0) }
        guard let row else { throw PlaceError.notFound }
        return try row.grid(in: snapshot)
    }

    /// The places that somebody put into a grid, by level and code; what lies below them belongs to it too.
    ///
    /// - Throws: `StoreError`.
    public static func members(of grid: ID<Place>, in snapshot: Snapshot) throws -> [Place] {
        try snapshot.rows(
            """
            SELECT \(Place.columns) FROM grid_member g JOIN place p ON p.id = g.place \
            WHERE g.grid = ? AND g.until_ms IS NULL ORDER BY p.level, p.code LIMIT 500
            """, [.id(grid)]
        ) { try Place($0) }
    }

    /// The grids that a place lies in now, by code: one if the layer is drawn well.
    ///
    /// - Throws: `StoreError`.
    public static func grids(around place: ID<Place>, in snapshot: Snapshot) throws -> [Grid] {
        try snapshot.rows(
            """
            SELECT \(Place.columns), g.worker, g.deputy FROM reach r JOIN grid g ON g.id = r.ancestor \
            JOIN place p ON p.id = g.id WHERE r.place = ? AND r.until_ms IS NULL AND r.place <> g.id \
            ORDER BY p.code LIMIT 200
            """, [.id(place)]
        ) { try GridRow($0) }.map { try $0.grid(in: snapshot) }
    }

    /// Compounds, buildings and shared places of a community, by level and code: what a grid is made of.
    ///
    /// - Parameter limit: 1 to 500.
    /// - Throws: `StoreError`.
    public static func parts(of community: ID<Place>, limit: Int, in snapshot: Snapshot) throws -> [Place] {
        try snapshot.rows(
            """
            SELECT \(Place.columns) FROM reach r JOIN place p ON p.id = r.place WHERE r.ancestor = ? \
            AND r.until_ms IS NULL AND p.until_ms IS NULL AND p.kind IN ('compound', 'building', 'space') \
            ORDER BY p.level, p.code LIMIT ?
            """, [.id(community), .integer(limit)]
        ) { try Place($0) }
    }

    /// Where the grids of a community leave gaps or overlap.
    ///
    /// - Throws: `StoreError`.
    public static func coverage(of community: ID<Place>, in snapshot: Snapshot) throws -> GridCoverage {
        let looked = """
            FROM reach r JOIN place p ON p.id = r.place WHERE r.ancestor = ? AND r.until_ms IS NULL \
            AND p.until_ms IS NULL AND (p.kind = 'building' OR (p.kind = 'compound' AND NOT EXISTS \
            (SELECT 1 FROM place b WHERE b.parent = p.id AND b.kind = 'building')))
            """
        let inGrids = """
            (SELECT count(*) FROM reach g JOIN grid k ON k.id = g.ancestor \
            WHERE g.place = p.id AND g.until_ms IS NULL)
            """
        let gaps = try snapshot.rows(
            "SELECT \(Place.columns) \(looked) AND \(inGrids) = 0 ORDER BY p.code LIMIT 200", [.id(community)]
        ) { try Place($0) }
        let doubled = try snapshot.rows(
            "SELECT \(Place.columns) \(looked) AND \(inGrids) > 1 ORDER BY p.code LIMIT 200", [.id(community)]
        ) { try Place($0) }
        return GridCoverage(
            gaps: gaps,
            gapCount: try snapshot.integer("SELECT count(*) \(looked) AND \(inGrids) = 0", [.id(community)]) ?? 0,
            overlaps: try doubled.map { place in
                GridCoverage.Overlap(place: place, grids: try grids(around: place.id, in: snapshot).map(\.id))
            }, placeCount: try snapshot.integer("SELECT count(*) \(looked)", [.id(community)]) ?? 0)
    }

    static func memberIDs(of grid: ID<Place>, in snapshot: Snapshot) throws -> [ID<Place>] {
        try snapshot.rows("SELECT place FROM grid_member WHERE grid = ? AND until_ms IS NULL", [.id(grid)]) {
            try $0.id(0)
        }
    }

    private struct GridRow {
        let place: Place
        let worker: Identifier?
        let deputy: Identifier?

        init(_ row: any Row) throws {
            place = try Place(row)
            worker = row.isNull(12) ? nil : try row.identifier(12)
            deputy = row.isNull(13) ? nil : try row.identifier(13)
        }

        func grid(in snapshot: Snapshot) throws -> Grid {
            let duty = try snapshot.rows(
                """
                SELECT holder, weekday, from_minute, until_minute FROM grid_duty WHERE grid = ? \
                ORDER BY weekday, from_minute, holder DESC
                """, [.id(place.id)]
            ) { row in
                guard let holder = DutyHours.Holder(rawValue: try row.text(0)),
                    let hours = DutyHours(
                        holder, weekday: Int(try row.integer(1)), fromMinute: Int(try row.integer(2)),
                        untilMinute: Int(try row.integer(3)))
                else { throw PlaceError.unreadable }
                return hours
            }
            return Grid(place: place, worker: worker, deputy: deputy, duty: duty)
        }
    }
}
