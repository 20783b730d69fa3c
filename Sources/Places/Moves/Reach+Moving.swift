import Store
import Vocabulary

extension Reach {
    /// Brings `reach` up to date after a place got another parent: closes rows from above, opens those of the new place.
    ///
    /// Rows that only ever held within this millisecond are taken away, so that no moment has two answers.
    ///
    /// - Parameter isAlone: Only the place's own rows follow: a grid reaches places without their standing below it.
    static func follow(
        _ place: ID<Place>, below parent: ID<Place>, isAlone: Bool, in tx: Transaction
    ) throws {
        let alone = isAlone ? " AND s.place = s.ancestor" : ""
        let subtree = "(SELECT s.place FROM reach s WHERE s.ancestor = ? AND s.until_ms IS NULL\(alone))"
        let fromAbove = "until_ms IS NULL AND place IN \(subtree) AND ancestor NOT IN \(subtree)"
        try tx.execute(
            "DELETE FROM reach WHERE from_ms >= ? AND \(fromAbove)", [.instant(tx.now), .id(place), .id(place)])
        try tx.execute(
            "UPDATE reach SET until_ms = ? WHERE \(fromAbove)", [.instant(tx.now), .id(place), .id(place)])
        // PostgreSQL takes a bare NULL of a SELECT DISTINCT for text.
        let open = tx.dialect.definition("CAST(? AS {integer}), CAST(NULL AS {integer})")
        try tx.execute(
            """
            INSERT INTO reach (ancestor, place, from_ms, until_ms) SELECT a.ancestor, s.place, \(open) \
            FROM reach a, reach s WHERE a.place = ? AND a.until_ms IS NULL AND s.ancestor = ? AND s.until_ms IS NULL\(alone) \
            ON CONFLICT (ancestor, place, from_ms) DO UPDATE SET until_ms = NULL
            """, [.instant(tx.now), .id(parent), .id(place)])
        if !isAlone { try cover(below: place, in: tx) }
    }

    /// Opens the rows of grids whose members lie in a subtree.
    static func cover(below place: ID<Place>, in tx: Transaction) throws {
        // PostgreSQL takes a bare NULL of a SELECT DISTINCT for text.
        let open = tx.dialect.definition("CAST(? AS {integer}), CAST(NULL AS {integer})")
        try tx.execute(
            """
            INSERT INTO reach (ancestor, place, from_ms, until_ms) SELECT DISTINCT g.grid, s.place, \(open) \
            FROM reach b JOIN grid_member g ON g.place = b.place AND g.until_ms IS NULL \
            JOIN reach s ON s.ancestor = g.place AND s.until_ms IS NULL \
            WHERE b.ancestor = ? AND b.until_ms IS NULL AND NOT EXISTS (SELECT 1 FROM reach o \
            WHERE o.ancestor = g.grid AND o.place = s.place AND o.until_ms IS NULL) \
            ON CONFLICT (ancestor, place, from_ms) DO UPDATE SET until_ms = NULL
            """, [.instant(tx.now), .id(place)])
    }

    /// Closes the rows of a grid that no member explains any more.
    static func uncover(_ grid: ID<Place>, in tx: Transaction) throws {
        let unexplained = """
            until_ms IS NULL AND ancestor = ? AND place <> ? AND NOT EXISTS (SELECT 1 FROM grid_member g \
            JOIN reach s ON s.ancestor = g.place AND s.until_ms IS NULL \
            WHERE g.grid = ? AND g.until_ms IS NULL AND s.place = reach.place)
            """
        let arguments: [Value] = [.instant(tx.now), .id(grid), .id(grid), .id(grid)]
        try tx.execute("DELETE FROM reach WHERE from_ms >= ? AND \(unexplained)", arguments)
        try tx.execute("UPDATE reach SET until_ms = ? WHERE \(unexplained)", arguments)
    }
}
