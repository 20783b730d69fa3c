import Journal
public import Store
public import Vocabulary

extension Places {
    /// Puts a place with everything below it under another parent, in one transaction.
    ///
    /// Rows that refer to these places stay as they are: who reaches them changes with `reach`, and what was recorded
    /// under the old community stays recorded there (``Belonging`` tells where it lies now). Places in grids of a
    /// community that they leave are no longer members. Can be undone for 30 days.
    ///
    /// - Throws: ``PlaceError/notFound``; ``PlaceError/notAllowed`` unless the right is held at the place and at the new
    ///   parent (``PlaceRight/move``; ``PlaceRight/moveCommunity`` for communities and above);
    ///   ``PlaceError/wrongLevel``, ``PlaceError/sameParent``, ``PlaceError/ended``, `StoreError`.
    @discardableResult
    public static func move(_ id: ID<Place>, below parent: ID<Place>, in tx: Transaction) throws -> PlaceMove {
        let place = try place(id, in: tx)
        let target = try self.place(parent, in: tx)
        let right: PlaceRight = place.kind.level <= PlaceKind.community.level ? .moveCommunity : .move
        try right.require(at: id, in: tx)
        try right.require(at: parent, in: tx)
        guard place.ended == nil, target.ended == nil else { throw PlaceError.ended }
        guard place.kind != .grid, target.kind != .grid, place.kind.mayStandBelow(target.kind) else {
            throw PlaceError.wrongLevel
        }
        guard let from = place.parent, from != parent, try !Reach.includes(parent, below: id, in: tx) else {
            throw PlaceError.sameParent
        }
        let move = PlaceMove(
            id: tx.id(), kind: .move, place: id, from: from, to: parent, partOf: nil, at: tx.now, undone: nil)
        try carry(place, below: target, in: tx)
        try record(move, in: tx)
        try endForeignMemberships(in: [place.community, target.community], in: tx)
        try journal(move, "place.moved", at: place, under: right, in: tx)
        return move
    }

    /// Merges a community into another one: what lies below it moves, its name stays as an alias with its date.
    ///
    /// The old community stays for the rows that refer to it; it leads to the other one. Can be undone for 30 days.
    ///
    /// - Throws: ``PlaceError/notFound``; ``PlaceError/notAllowed`` unless ``PlaceRight/moveCommunity`` is held at both;
    ///   ``PlaceError/wrongLevel`` unless both are communities; ``PlaceError/sameParent`` for one and the same;
    ///   ``PlaceError/ended``, `StoreError`.
    @discardableResult
    public static func merge(_ id: ID<Place>, into other: ID<Place>, in tx: Transaction) throws -> PlaceMove {
        let place = try place(id, in: tx)
        let target = try self.place(other, in: tx)
        try PlaceRight.moveCommunity.require(at: id, in: tx)
        try PlaceRight.moveCommunity.require(at: other, in: tx)
        guard place.ended == nil, target.ended == nil else { throw PlaceError.ended }
        guard place.kind == .community, target.kind == .community else { throw PlaceError.wrongLevel }
        guard id != other, let from = place.parent else { throw PlaceError.sameParent }
        let merge = PlaceMove(
            id: tx.id(), kind: .merge, place: id, from: from, to: other, partOf: nil, at: tx.now, undone: nil)
        try record(merge, in: tx)
        for child in try standing(below: id, in: tx) {
            try carry(child, below: target, in: tx)
            try record(
                PlaceMove(
                    id: tx.id(), kind: .move, place: child.id, from: id, to: other, partOf: merge.id, at: tx.now,
                    undone: nil), in: tx)
        }
        try carry(place, below: target, in: tx)
        try tx.execute(
            "UPDATE place SET until_ms = ?, merged_into = ? WHERE id = ?", [.instant(tx.now), .id(other), .id(id)])
        _ = try insertAlias(place.name.zhHans, .merged, source: id, to: other, in: tx)
        if place.name.en != place.name.zhHans {
            _ = try insertAlias(place.name.en, .merged, source: id, to: other, in: tx)
        }
        try refold(other, in: tx)
        try journal(merge, "community.merged", at: place, under: .moveCommunity, in: tx)
        return merge
    }

    /// What ``move(_:below:in:)`` or ``merge(_:into:in:)`` would change.
    ///
    /// - Throws: ``PlaceError/notFound``, `StoreError`.
    public static func preview(
        moving id: ID<Place>, below parent: ID<Place>, in snapshot: Snapshot
    ) throws -> MovePreview {
        let target = try place(parent, in: snapshot)
        let subtree = "FROM reach s JOIN place p ON p.id = s.place WHERE s.ancestor = ? AND s.until_ms IS NULL"
        func count(_ sql: String, _ more: [Value] = []) throws -> Int64 {
            try snapshot.integer(sql, [.id(id)] + more) ?? 0
        }
        let isMerge = try place(id, in: snapshot).kind == .community && target.kind == .community
        let changing =
            target.community == nil
            ? 0 : try count("SELECT count(*) \(subtree) AND p.community <> ?", [.id(target.community)])
        return MovePreview(
            places: try count("SELECT count(*) \(subtree) AND p.kind <> 'grid'"), changingCommunity: changing,
            endingMemberships: isMerge || changing == 0
                ? 0
                : try count(
                    """
                    SELECT count(*) FROM reach s JOIN grid_member g ON g.place = s.place AND g.until_ms IS NULL \
                    WHERE s.ancestor = ? AND s.until_ms IS NULL
                    """),
            codes: try count(
                """
                SELECT count(*) FROM reach s JOIN direct_code c ON c.place = s.place AND c.withdrawn_ms IS NULL \
                WHERE s.ancestor = ? AND s.until_ms IS NULL
                """))
    }

    /// What moved at a place or into it, the latest first; parts of mergers left out; at most 200.
    ///
    /// - Throws: `StoreError`.
    public static func moves(of id: ID<Place>, in snapshot: Snapshot) throws -> [PlaceMove] {
        try snapshot.rows(
            """
            SELECT \(PlaceMove.columns) FROM place_move m WHERE (m.place = ? OR m.to_parent = ? OR m.from_parent = ?) \
            AND m.part_of IS NULL ORDER BY m.at_ms DESC, m.id DESC LIMIT 200
            """, [.id(id), .id(id), .id(id)]
        ) { try PlaceMove($0) }
    }

    /// Puts the subtree under the new parent: the parent's row, the community of every place below, and `reach`.
    static func carry(_ place: Place, below target: Place, in tx: Transaction) throws {
        try tx.execute("UPDATE place SET parent = ? WHERE id = ?", [.id(target.id), .id(place.id)])
        try Reach.follow(place.id, below: target.id, isAlone: place.kind == .grid, in: tx)
        guard let old = place.community, let new = target.community, old != new else { return }
        try Belonging.note(new, mayHoldRowsOf: old, in: tx)
        guard place.kind != .community else { return }
        guard place.kind != .grid else {
            try tx.execute("UPDATE place SET community = ? WHERE id = ?", [.id(new), .id(place.id)])
            return
        }
        try tx.execute(
            """
            UPDATE place SET community = ? WHERE id IN \
            (SELECT s.place FROM reach s WHERE s.ancestor = ? AND s.until_ms IS NULL)
            """, [.id(new), .id(place.id)])
    }

    static func record(_ move: PlaceMove, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO place_move (id, kind, place, from_parent, to_parent, part_of, at_ms, undone_ms) \
            VALUES (?, ?, ?, ?, ?, ?, ?, NULL)
            """,
            [
                .id(move.id), .text(move.kind.rawValue), .id(move.place), .id(move.from), .id(move.to),
                .id(move.partOf), .instant(move.at),
            ])
    }

    static func journal(
        _ move: PlaceMove, _ kind: StaticString, at place: Place, under right: PlaceRight, in tx: Transaction
    ) throws {
        try Journal.append(
            EntryKind(kind), about: move.place.raw, at: place.entryPlace, under: right.text,
            Payload([
                "move": .identifier(move.id.raw), "from_place": .identifier(move.from.raw),
                "to_place": .identifier(move.to.raw),
            ]), in: tx)
    }

    /// Ends memberships of places that lie in another community than their grid.
    static func endForeignMemberships(in communities: [ID<Place>?], in tx: Transaction) throws {
        for community in Set(communities.compactMap { $0 }) {
            let grids = try tx.rows(
                "SELECT p.id FROM place p WHERE p.parent = ? AND p.kind = 'grid'", [.id(community)]
            ) { try $0.id(0, of: Place.self) }
            for grid in grids {
                try tx.execute(
                    """
                    UPDATE grid_member SET until_ms = ? WHERE grid = ? AND until_ms IS NULL AND NOT EXISTS \
                    (SELECT 1 FROM place p WHERE p.id = grid_member.place AND p.community = ?)
                    """, [.instant(tx.now), .id(grid), .id(community)])
                try Reach.uncover(grid, in: tx)
            }
        }
    }

    static func standing(below id: ID<Place>, in snapshot: Snapshot) throws -> [Place] {
        try snapshot.rows(
            "SELECT \(Place.columns) FROM place p WHERE p.parent = ? AND p.until_ms IS NULL ORDER BY p.code", [.id(id)]
        ) { try Place($0) }
    }
}
