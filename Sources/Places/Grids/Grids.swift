import Journal
public import Store
public import Vocabulary

/// The grids of communities.
public enum Grids {
    /// Places that one grid has at most, each with everything below it.
    ///
    /// Source: Decision 0014; a community has fewer buildings than this.
    public static let membersMax = 500

    /// Hours of duty that one grid has at most.
    ///
    /// Source: Decision 0014; two people, seven days, some shifts a day.
    public static let dutyMax = 100

    /// Makes a grid of a community.
    ///
    /// - Parameters:
    ///   - code: Unique among all places, 1 to 64 visible ASCII characters.
    ///   - name: 1 to 200 characters in each language.
    /// - Throws: ``PlaceError/notFound`` unless the place is a community; ``PlaceError/notAllowed`` unless
    ///   ``PlaceRight/grid`` is held there; ``PlaceError/ended``, ``PlaceError/codeTaken``, ``PlaceError/nameUnfit``,
    ///   ``PlaceError/unfit(_:)`` with the code, `StoreError`.
    @discardableResult
    public static func add(
        code: String, name: LocalizedText, to community: ID<Place>, in tx: Transaction
    ) throws -> Grid {
        guard try Places.place(community, in: tx).kind == .community else { throw PlaceError.notFound }
        for text in [name.zhHans, name.en] where !Places.isFit(text) { throw PlaceError.nameUnfit }
        guard Places.isFit(code: code) else { throw PlaceError.unfit(.code) }
        let place = try Places.add(.grid, code: code, name: name, below: community, in: tx)
        try tx.execute("INSERT INTO grid (id, worker, deputy) VALUES (?, NULL, NULL)", [.id(place.id)])
        return Grid(place: place, worker: nil, deputy: nil, duty: [])
    }

    /// Says which places a grid has; those that it no longer has leave it, with everything below.
    ///
    /// - Parameter members: Places of the grid's own community, 0 to 500; the same twice is once.
    /// - Throws: ``PlaceError/notFound``, ``PlaceError/notAllowed`` unless ``PlaceRight/grid`` is held there,
    ///   ``PlaceError/unfit(_:)`` with the members if one lies in another community, is a grid, or there are too many;
    ///   `StoreError`.
    public static func setMembers(_ members: [ID<Place>], of id: ID<Place>, in tx: Transaction) throws {
        let grid = try open(id, in: tx)
        let wanted = Set(members)
        guard wanted.count <= membersMax else { throw PlaceError.unfit(.members) }
        for member in wanted {
            let place = try Places.place(member, in: tx)
            guard place.community == grid.community, place.kind != .grid, place.ended == nil else {
                throw PlaceError.unfit(.members)
            }
        }
        let present = Set(try memberIDs(of: id, in: tx))
        for leaving in present.subtracting(wanted).sorted(by: { $0.raw < $1.raw }) {
            try tx.execute(
                "DELETE FROM grid_member WHERE grid = ? AND place = ? AND until_ms IS NULL AND from_ms >= ?",
                [.id(id), .id(leaving), .instant(tx.now)])
            try tx.execute(
                "UPDATE grid_member SET until_ms = ? WHERE grid = ? AND place = ? AND until_ms IS NULL",
                [.instant(tx.now), .id(id), .id(leaving)])
        }
        for coming in wanted.subtracting(present).sorted(by: { $0.raw < $1.raw }) {
            try tx.execute(
                """
                INSERT INTO grid_member (grid, place, from_ms, until_ms) VALUES (?, ?, ?, NULL) \
                ON CONFLICT (grid, place, from_ms) DO UPDATE SET until_ms = NULL
                """, [.id(id), .id(coming), .instant(tx.now)])
        }
        try Reach.uncover(id, in: tx)
        for coming in wanted.subtracting(present).sorted(by: { $0.raw < $1.raw }) {
            try Reach.cover(below: coming, in: tx)
        }
        try note("grid.drawn", grid, ["places": .integer(Int64(wanted.count))], in: tx)
    }

    /// Says who walks a grid and who stands in; nil for nobody.
    ///
    /// Their roles are given elsewhere, at the grid as a place.
    ///
    /// - Throws: ``PlaceError/notFound``, ``PlaceError/notAllowed`` unless ``PlaceRight/grid`` is held there, `StoreError`.
    public static func setPeople(
        worker: Identifier?, deputy: Identifier?, of id: ID<Place>, in tx: Transaction
    ) throws {
        let grid = try open(id, in: tx)
        try tx.execute(
            "UPDATE grid SET worker = ?, deputy = ? WHERE id = ?",
            [worker.map { .identifier($0) } ?? .null, deputy.map { .identifier($0) } ?? .null, .id(id)])
        try note("grid.staffed", grid, [:], in: tx)
    }

    /// Says the hours of duty, replacing those that were.
    ///
    /// - Parameter duty: 0 to 100; hours of one holder on one day do not overlap.
    /// - Throws: ``PlaceError/notFound``, ``PlaceError/notAllowed`` unless ``PlaceRight/grid`` is held there,
    ///   ``PlaceError/unfit(_:)`` with the duty if hours overlap or are too many, `StoreError`.
    public static func setDuty(_ duty: [DutyHours], of id: ID<Place>, in tx: Transaction) throws {
        let grid = try open(id, in: tx)
        guard duty.count <= dutyMax, !doOverlap(duty) else { throw PlaceError.unfit(.duty) }
        try tx.execute("DELETE FROM grid_duty WHERE grid = ?", [.id(id)])
        for hours in duty {
            try tx.execute(
                "INSERT INTO grid_duty (grid, holder, weekday, from_minute, until_minute) VALUES (?, ?, ?, ?, ?)",
                [
                    .id(id), .text(hours.holder.rawValue), .integer(hours.weekday), .integer(hours.fromMinute),
                    .integer(hours.untilMinute),
                ])
        }
        try note("grid.scheduled", grid, ["hours": .integer(Int64(duty.count))], in: tx)
    }

    /// Dissolves a grid: it reaches nothing any more; who refers to it still finds it.
    ///
    /// - Throws: ``PlaceError/notFound``, ``PlaceError/notAllowed`` unless ``PlaceRight/grid`` is held there, `StoreError`.
    public static func end(_ id: ID<Place>, in tx: Transaction) throws {
        try setMembers([], of: id, in: tx)
        let grid = try open(id, in: tx)
        try tx.execute("UPDATE place SET until_ms = ? WHERE id = ?", [.instant(tx.now), .id(id)])
        try note("grid.ended", grid, [:], in: tx)
    }

    static func doOverlap(_ duty: [DutyHours]) -> Bool {
        for (index, one) in duty.enumerated() {
            for other in duty.dropFirst(index + 1) where one.holder == other.holder && one.weekday == other.weekday {
                if one.fromMinute < other.untilMinute, other.fromMinute < one.untilMinute { return true }
            }
        }
        return false
    }

    /// The grid's place, if the actor may change it.
    private static func open(_ id: ID<Place>, in tx: Transaction) throws -> Place {
        let grid = try Places.place(id, in: tx)
        guard grid.kind == .grid, grid.ended == nil else { throw PlaceError.notFound }
        try PlaceRight.grid.require(at: id, in: tx)
        return grid
    }

    private static func note(
        _ kind: StaticString, _ grid: Place, _ facts: [String: Payload.Fact], in tx: Transaction
    ) throws {
        try Journal.append(
            EntryKind(kind), about: grid.id.raw, at: grid.entryPlace, under: PlaceRight.grid.text, Payload(facts),
            in: tx)
    }
}
