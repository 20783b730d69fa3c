public import Journal
public import Places
public import Store
public import Vocabulary

/// How many matters of a community stand where; follows the journal, so a second late at most.
public enum MatterCounts {
    /// Keeps the counts.
    public static let follower = Follower(
        "matter-counts",
        .inside { sequenced, tx in
            let entry = sequenced.entry
            guard let community = entry.community, let to = entry.payload.code("to") else { return }
            try add(1, state: to, community: community, in: tx)
            if let from = entry.payload.code("from") { try add(-1, state: from, community: community, in: tx) }
        })

    /// The counts of a community by state; states without matters may be absent.
    ///
    /// - Throws: `StoreError`.
    public static func counts(of community: ID<Place>, in snapshot: Snapshot) throws -> [Matter.State: Int64] {
        var result: [Matter.State: Int64] = [:]
        // Where places moved in or out, what was counted under the communities of the day says nothing about now.
        let isMoved = try Belonging.wasTouched(community, in: snapshot)
        let here = isMoved ? try Belonging.condition(of: community, rows: "m", in: snapshot) : ("", [.id(community)])
        let sql =
            isMoved
            ? "SELECT m.state, count(*) FROM matter m WHERE \(here.0) GROUP BY m.state"
            : "SELECT state, matters FROM matter_count WHERE community = ?"
        try snapshot.forEach(sql, here.1) { row in
            if let state = Matter.State(rawValue: try row.text(0)) { result[state] = try row.integer(1) }
            return true
        }
        return result
    }

    /// Communities whose counts differ from the matters themselves; none when the follower has caught up.
    ///
    /// - Throws: `StoreError`.
    public static func differences(in snapshot: Snapshot) throws -> Int64 {
        try snapshot.integer(
            """
            SELECT count(*) FROM (SELECT community, state, sum(matters) AS matters FROM \
            (SELECT community, state, count(*) AS matters FROM matter GROUP BY community, state UNION ALL \
            SELECT community, state, -matters FROM matter_count) AS both_sides \
            GROUP BY community, state HAVING sum(matters) <> 0) AS differing
            """) ?? 0
    }

    private static func add(_ change: Int64, state: String, community: Identifier, in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO matter_count (community, state, matters) VALUES (?, ?, ?) \
            ON CONFLICT (community, state) DO UPDATE SET matters = matter_count.matters + excluded.matters
            """, [.identifier(community), .text(state), .integer(change)])
    }
}
