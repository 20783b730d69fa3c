public import Store
public import Vocabulary

/// Which rows belong to a community now, where rows keep the community of the day on which they were written.
///
/// A move touches `reach` and never the rows, so the community that a row names is that of its time. What lies in a
/// community now is found among the rows that name it or a community from which something came, by `reach`.
public enum Belonging {
    /// A condition on rows with the columns `community` and `place`.
    ///
    /// - Parameters:
    ///   - community: Which.
    ///   - table: The name of the table in the statement, written in the program.
    /// - Returns: SQL that stands after WHERE or AND, and its arguments in order. Where nothing ever moved it compares
    ///   one column.
    /// - Throws: `StoreError`.
    public static func condition(
        of community: ID<Place>, rows table: StaticString, in snapshot: Snapshot
    ) throws -> (sql: String, arguments: [Value]) {
        guard try wasTouched(community, in: snapshot) else { return ("\(table).community = ?", [.id(community)]) }
        return (
            """
            (\(table).community = ? OR \(table).community IN (SELECT c.source FROM community_source c \
            WHERE c.community = ?)) AND EXISTS (SELECT 1 FROM reach b WHERE b.ancestor = ? AND b.place = \(table).place \
            AND b.until_ms IS NULL)
            """, [.id(community), .id(community), .id(community)]
        )
    }

    /// Whether anything ever moved into a community or out of it.
    ///
    /// - Throws: `StoreError`.
    public static func wasTouched(_ community: ID<Place>, in snapshot: Snapshot) throws -> Bool {
        try snapshot.integer(
            "SELECT 1 FROM community_source WHERE community = ? OR source = ? LIMIT 1",
            [.id(community), .id(community)]) != nil
    }

    static func note(_ community: ID<Place>, mayHoldRowsOf source: ID<Place>, in tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO community_source (community, source) VALUES (?, ?) ON CONFLICT (community, source) DO NOTHING",
            [.id(community), .id(source)])
        let id = tx.dialect.definition("{bytes}")
        try tx.execute(
            """
            INSERT INTO community_source (community, source) SELECT CAST(? AS \(id)), c.source FROM community_source c \
            WHERE c.community = ? AND c.source <> ? ON CONFLICT (community, source) DO NOTHING
            """, [.id(community), .id(source), .id(community)])
    }
}
