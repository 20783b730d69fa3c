import Journal
public import Store
public import Vocabulary

extension Places {
    /// Takes a move or a merger back: within 30 days, and only if what moved still stands where it was put.
    ///
    /// Of a merger, what still lies directly below the other community goes back; what was moved on since stays.
    ///
    /// - Throws: ``PlaceError/notFound``; ``PlaceError/notAllowed`` unless the right of the move is held at both parents;
    ///   ``PlaceError/notUndoable`` if it was undone, lies too far back, or another move came after it; `StoreError`.
    public static func undo(_ id: ID<PlaceMove>, in tx: Transaction) throws {
        guard let move = try move(id, in: tx) else { throw PlaceError.notFound }
        let place = try place(move.place, in: tx)
        let isHigh = place.kind.level <= PlaceKind.community.level
        let right: PlaceRight = isHigh ? .moveCommunity : .move
        try right.require(at: move.from, in: tx)
        try right.require(at: move.to, in: tx)
        let old = try self.place(move.from, in: tx)
        guard !move.isFinal(at: tx.now), move.partOf == nil, place.parent == move.to, old.ended == nil,
            move.kind == .merge || place.ended == nil
        else { throw PlaceError.notUndoable }
        switch move.kind {
        case .move: try carry(place, below: old, in: tx)
        case .merge: try separate(place, move, back: old, in: tx)
        }
        try tx.execute(
            "UPDATE place_move SET undone_ms = ? WHERE id = ? OR part_of = ?",
            [.instant(tx.now), .id(id), .id(id)])
        if move.kind == .move {
            try endForeignMemberships(in: [place.community, old.community], in: tx)
        }
        try journal(move, "move.undone", at: place, under: right, in: tx)
    }

    /// The path of a place as it was at a moment, with the names of that moment; empty before it was known.
    ///
    /// - Throws: ``PlaceError/notFound``, `StoreError`.
    public static func path(to id: ID<Place>, at moment: Instant, in snapshot: Snapshot) throws -> [Place] {
        _ = try place(id, in: snapshot)
        let path = try snapshot.rows(
            """
            SELECT \(Place.columns) FROM reach r JOIN place p ON p.id = r.ancestor \
            WHERE r.place = ? AND r.from_ms <= ? AND (r.until_ms IS NULL OR r.until_ms > ?) \
            AND (p.kind <> 'grid' OR p.id = ?) ORDER BY CASE WHEN p.id = ? THEN 1 ELSE 0 END, p.level, p.code
            """, [.id(id), .instant(moment), .instant(moment), .id(id), .id(id)]
        ) { try Place($0) }
        return try path.map { try named($0, at: moment, in: snapshot) }
    }

    /// The move with an identifier; nil if there is none.
    ///
    /// - Throws: `StoreError`.
    public static func move(_ id: ID<PlaceMove>, in snapshot: Snapshot) throws -> PlaceMove? {
        try snapshot.first("SELECT \(PlaceMove.columns) FROM place_move m WHERE m.id = ?", [.id(id)]) {
            try PlaceMove($0)
        }
    }

    private static func separate(
        _ place: Place, _ merge: PlaceMove, back old: Place, in tx: Transaction
    ) throws {
        try tx.execute("UPDATE place SET until_ms = NULL, merged_into = NULL WHERE id = ?", [.id(place.id)])
        try carry(place, below: old, in: tx)
        let parts = try tx.rows(
            "SELECT \(PlaceMove.columns) FROM place_move m WHERE m.part_of = ? ORDER BY m.id", [.id(merge.id)]
        ) { try PlaceMove($0) }
        let restored = try self.place(place.id, in: tx)
        for part in parts {
            let child = try self.place(part.place, in: tx)
            if child.parent == part.to { try carry(child, below: restored, in: tx) }
        }
        try tx.execute(
            "UPDATE place_alias SET until_ms = ? WHERE source = ? AND place = ? AND kind = 'merged' AND until_ms IS NULL",
            [.instant(tx.now), .id(place.id), .id(merge.to)])
        try refold(merge.to, in: tx)
        try endForeignMemberships(in: [place.id, merge.to], in: tx)
    }

    private static func named(_ place: Place, at moment: Instant, in snapshot: Snapshot) throws -> Place {
        let past = try snapshot.first(
            "SELECT name_zh, name_en FROM place_name WHERE place = ? AND until_ms > ? ORDER BY until_ms LIMIT 1",
            [.id(place.id), .instant(moment)]
        ) { LocalizedText(zhHans: try $0.text(0), en: try $0.text(1)) }
        guard let past else { return place }
        return Place(
            id: place.id, kind: place.kind, code: place.code, name: past, parent: place.parent,
            community: place.community, coordinate: place.coordinate, placement: place.placement, ended: place.ended,
            mergedInto: place.mergedInto)
    }
}
