import Journal
public import Store
public import Vocabulary

/// Brings a file of places into the tree: checked as a whole, staged in slices, made visible by one flip.
///
/// Repeating an import changes nothing; a name or coordinate that differs is brought up to date. A row that would move a
/// place, or whose parent was refused, is refused itself. If anything fails before the flip, the tree is as it was.
public struct PlaceImport: Sendable {
    /// What happened.
    public struct Outcome: Sendable, Hashable {
        /// Places that are new.
        public let added: Int
        /// Places whose name or coordinate changed.
        public let changed: Int
        /// Places that stood already as the file says.
        public let unchanged: Int
        /// Rows that were refused, by line.
        public let refused: [RefusedRow]
    }

    /// How far the work is.
    public enum Progress: Sendable, Hashable {
        /// So many of all accepted rows are staged.
        case staged(Int, of: Int)
        /// The flip has begun.
        case flipping
    }

    private let store: any Store
    private let actor: Actor

    /// Rows in one slice of staging; a slice takes a few milliseconds.
    static let sliceMax = 500

    /// Makes an import by an actor; only the system may import.
    public init(into store: any Store, as actor: Actor) {
        self.store = store
        self.actor = actor
    }

    /// Imports drafts.
    ///
    /// - Parameters:
    ///   - drafts: Readable rows.
    ///   - refused: Rows that the reader refused; they are counted and returned with the others.
    ///   - isStrict: Whether one refused row refuses everything.
    ///   - nearestMetresMax: How far the nearest community may be for a draft without a parent; nil finds none.
    ///   - report: Told how far the work is.
    /// - Throws: ``PlaceError/notAllowed``, ``ImportError/incomplete``, `StoreError`.
    public func run(
        _ drafts: [PlaceDraft], refused: [RefusedRow] = [], isStrict: Bool = false, nearestMetresMax: Int? = nil,
        report: @Sendable (Progress) -> Void = { _ in }
    ) async throws -> Outcome {
        guard actor.isSystem else { throw PlaceError.notAllowed }
        let known = try await store.read(in: .reports) { try KnownPlaces(in: $0) }
        let checked = PlaceImportCheck(known).check(drafts, nearestMetresMax: nearestMetresMax)
        let allRefused = (refused + checked.refused).sorted { $0.line < $1.line }
        if isStrict, !allRefused.isEmpty { throw ImportError.incomplete }
        let run = try await store.write(as: actor) { tx in
            try tx.execute("DELETE FROM place_stage")
            return tx.identifier()
        }
        var staged = 0
        while staged < checked.accepted.count {
            let slice = Array(checked.accepted[staged..<min(staged + Self.sliceMax, checked.accepted.count)])
            try await store.write(as: actor, at: .maintenance) { tx in
                try AcceptedDraft.stage(slice, run: run, in: tx)
            }
            staged += slice.count
            report(.staged(staged, of: checked.accepted.count))
        }
        report(.flipping)
        let (added, changed) = try await store.write(as: actor, at: .maintenance) { tx in
            try Self.flip(run, in: tx)
        }
        return Outcome(
            added: added, changed: changed, unchanged: checked.accepted.count - added - changed, refused: allRefused)
    }

    private static func flip(_ run: Identifier, in tx: Transaction) throws -> (added: Int, changed: Int) {
        try tx.execute(
            """
            INSERT INTO place_name (place, until_ms, name_zh, name_en) \
            SELECT p.id, ?, p.name_zh, p.name_en FROM place_stage s JOIN place p ON p.code = s.code \
            WHERE s.run = ? AND (s.name_zh <> p.name_zh OR s.name_en <> p.name_en) ON CONFLICT (place, until_ms) DO NOTHING
            """.replacing("?, p.name", with: "CAST(? AS \(tx.dialect.definition("{integer}"))), p.name"),
            [.instant(tx.now), .identifier(run)])
        let changed = try tx.execute(
            """
            UPDATE place SET name_zh = s.name_zh, name_en = s.name_en, folded = s.folded, \
            longitude_e7 = coalesce(s.longitude_e7, place.longitude_e7), \
            latitude_e7 = coalesce(s.latitude_e7, place.latitude_e7) FROM place_stage s \
            WHERE s.run = ? AND s.code = place.code AND (s.folded <> place.folded OR s.name_zh <> place.name_zh \
            OR s.name_en <> place.name_en \
            OR coalesce(s.longitude_e7, place.longitude_e7) IS DISTINCT FROM place.longitude_e7 \
            OR coalesce(s.latitude_e7, place.latitude_e7) IS DISTINCT FROM place.latitude_e7)
            """, [.identifier(run)])
        var added = 0
        let levels = try tx.rows(
            "SELECT DISTINCT level FROM place_stage WHERE run = ? ORDER BY level", [.identifier(run)]
        ) { try $0.integer(0) }
        for level in levels { added += try addLevel(level, run, in: tx) }
        try tx.execute("DELETE FROM place_stage WHERE run = ?", [.identifier(run)])
        try Journal.append(
            EntryKind("places.imported"), about: run, at: nil, under: "place.import",
            Payload(["added": .integer(Int64(added)), "changed": .integer(Int64(changed))]), in: tx)
        return (added, changed)
    }

    private static func addLevel(_ level: Int64, _ run: Identifier, in tx: Transaction) throws -> Int {
        let count = try tx.execute(
            """
            INSERT INTO place (id, kind, level, code, name_zh, name_en, folded, parent, community, \
            longitude_e7, latitude_e7, placement) \
            SELECT s.id, s.kind, s.level, s.code, s.name_zh, s.name_en, s.folded, p.id, \
            CASE WHEN s.kind = 'community' THEN s.id ELSE p.community END, s.longitude_e7, s.latitude_e7, s.placement \
            FROM place_stage s LEFT JOIN place p ON p.code = s.parent_code \
            WHERE s.run = ? AND s.level = ? ON CONFLICT (code) DO NOTHING
            """, [.identifier(run), .integer(level)])
        // Rows that stood already keep their own id, so the join on the staged id finds the new ones only.
        try tx.execute(
            """
            INSERT INTO reach (ancestor, place, from_ms, until_ms) \
            SELECT p.id, p.id, ?, NULL FROM place_stage s JOIN place p ON p.id = s.id WHERE s.run = ? AND s.level = ?
            """.castingMoment(in: tx.dialect), [.instant(tx.now), .identifier(run), .integer(level)])
        try tx.execute(
            """
            INSERT INTO reach (ancestor, place, from_ms, until_ms) \
            SELECT r.ancestor, p.id, ?, NULL FROM place_stage s JOIN place p ON p.id = s.id \
            JOIN reach r ON r.place = p.parent AND r.until_ms IS NULL WHERE s.run = ? AND s.level = ?
            """.castingMoment(in: tx.dialect), [.instant(tx.now), .identifier(run), .integer(level)])
        return count
    }
}

extension String {
    /// PostgreSQL cannot tell the type of a bare argument in a SELECT list.
    fileprivate func castingMoment(in dialect: Dialect) -> String {
        replacing(", ?, NULL", with: ", CAST(? AS \(dialect.definition("{integer}"))), NULL")
    }
}
