/// Knows which kind of table a statement writes; one for each connection, because it remembers statements by their
/// text.
public final class StatementCatalogue {
    private let schema: Schema
    private var known: [String: TableKind?] = [:]

    /// Makes an empty memory over a schema.
    public init(_ schema: Schema) { self.schema = schema }

    /// The kind of the table that a statement inserts into, changes or deletes from; nil for one that only reads.
    ///
    /// Tables that no module declares count as domain tables, so that nobody escapes the journal by forgetting to
    /// declare.
    /// Only the first table written is seen: one statement writes one table.
    public func kindWritten(by sql: String) -> TableKind? {
        if let kind = known[sql] { return kind }
        let kind = Self.tableWritten(by: sql).map { schema.kind(of: $0) ?? .domain }
        // Texts are few unless somebody makes them of data; then forgetting costs less than remembering.
        if known.count >= 4_096 { known.removeAll(keepingCapacity: true) }
        known[sql] = .some(kind)
        return kind
    }

    /// The table that a statement inserts into, changes or deletes from; nil for one that only reads.
    package static func tableWritten(by sql: String) -> String? {
        let words = sql.split(maxSplits: 4, omittingEmptySubsequences: true) { $0.isWhitespace || $0 == "(" }
        guard let first = words.first?.uppercased() else { return nil }
        let place: Int
        switch first {
        case "INSERT", "DELETE", "REPLACE":
            place = words.count > 3 && words[1].uppercased() == "OR" ? 4 : 2
        case "UPDATE": place = 1
        case "SELECT", "VALUES", "EXPLAIN": return nil
        case "WITH": return tableWrittenAfterWith(sql)
        default: return words.count > 2 ? String(words[2]) : nil
        }
        guard words.count > place else { return nil }
        return words[place].split { $0.isWhitespace || $0 == "(" }.first.map { $0.lowercased() }
    }

    /// The table after the first INSERT INTO, UPDATE or DELETE FROM of a statement that begins with WITH.
    private static func tableWrittenAfterWith(_ sql: String) -> String? {
        let words = sql.split { $0.isWhitespace || $0 == "(" || $0 == ")" }
        for (index, word) in words.enumerated() {
            let place: Int
            switch word.uppercased() {
            case "INTO": place = index + 1
            case "UPDATE" where index > 0 && !["FOR", "DO", "KEY"].contains(words[index - 1].uppercased()):
                place = index + 1
            case "DELETE": place = index + 2
            default: continue
            }
            return words.count > place ? words[place].lowercased() : nil
        }
        return nil
    }
}
