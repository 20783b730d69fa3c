import Journal
public import Store
public import Vocabulary

extension Files {
    /// Removes a file that its owner sent and that belongs to nothing.
    ///
    /// - Throws: ``FileError/notFound`` for another's file, ``FileError/inUse``, `StoreError`.
    public static func remove(_ id: ID<StoredFile>, in tx: Transaction) throws {
        guard let file = try file(id, in: tx), file.owner == tx.actor.id || tx.actor.isSystem, !tx.actor.isPasserBy
        else { throw FileError.notFound }
        let isUsed = try tx.integer("SELECT 1 FROM file_reference WHERE file = ?", [.id(id)]) != nil
        guard !isUsed else { throw FileError.inUse }
        try drop(file, under: "file.remove", in: tx)
    }

    private static func drop(_ file: StoredFile, under right: StaticString, in tx: Transaction) throws {
        try tx.execute("DELETE FROM file_part WHERE file = ?", [.id(file.id)])
        try tx.execute("DELETE FROM file WHERE id = ?", [.id(file.id)])
        try record(EntryKind("file.removed"), file.id, type: file.type, bytes: file.bytes, at: nil, right, in: tx)
    }

    /// How long a claim holds: putting a content takes seconds.
    ///
    /// Source: Decision 0012.
    private static let claimMilliseconds: Int64 = 3_600_000
    private static let batch = 100

    /// Removes files that belonged to nothing for too long, old claims and old counts; at most 100 files.
    ///
    /// - Returns: How many files.
    static func dropUnattached(_ limits: FileLimits, in tx: Transaction) throws -> Int {
        let before = tx.now.advanced(byMilliseconds: -limits.unattachedMilliseconds)
        let ids = try tx.rows(
            """
            SELECT f.id FROM file f WHERE f.made_ms < ? \
            AND NOT EXISTS (SELECT 1 FROM file_reference r WHERE r.file = f.id) ORDER BY f.made_ms LIMIT ?
            """, [.instant(before), .integer(batch)]
        ) { try $0.id(0, of: StoredFile.self) }
        for id in ids {
            if let file = try file(id, in: tx) { try drop(file, under: "file.collect", in: tx) }
        }
        try tx.execute(
            "DELETE FROM file_claim WHERE made_ms < ?",
            [.instant(tx.now.advanced(byMilliseconds: -claimMilliseconds))])
        try tx.execute(
            "DELETE FROM file_use WHERE day < ?", [.integer(LocalDay(tx.now, offsetSeconds: 0).daysSince1970 - 1)])
        return ids.count
    }

    /// Marks contents that nothing holds, so that no new upload takes them; at most 100.
    ///
    /// - Returns: Every content that is marked, also by a run that ended half-way.
    static func markUnheld(in tx: Transaction) throws -> [ContentHash] {
        let unheld = try tx.rows(
            """
            SELECT c.hash FROM file_content c WHERE c.removing_ms IS NULL \
            AND NOT EXISTS (SELECT 1 FROM file_part p WHERE p.hash = c.hash) \
            AND NOT EXISTS (SELECT 1 FROM file_claim m WHERE m.hash = c.hash) LIMIT ?
            """, [.integer(batch)]
        ) { try $0.bytes(0) }
        for hash in unheld {
            try tx.execute("UPDATE file_content SET removing_ms = ? WHERE hash = ?", [.instant(tx.now), .bytes(hash)])
        }
        let marked = try tx.rows(
            "SELECT hash FROM file_content WHERE removing_ms IS NOT NULL LIMIT ?", [.integer(batch)]
        ) {
            try $0.bytes(0)
        }
        return marked.compactMap { ContentHash($0) }
    }

    /// Forgets a content that was removed from the storage.
    static func forget(_ hash: ContentHash, in tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM file_content WHERE hash = ? AND removing_ms IS NOT NULL", [.bytes(hash.bytes)])
    }

    /// Counts what communities hold and compares it with what was counted while files came.
    ///
    /// - Returns: How many communities differ.
    /// - Throws: `StoreError`.
    public static func differences(in snapshot: Snapshot) throws -> Int {
        let counted = try snapshot.rows(
            "SELECT community, count(*), sum(bytes) FROM file WHERE community IS NOT NULL GROUP BY community"
        ) { [try $0.identifier(0).description, "\(try $0.integer(1))", "\(try $0.integer(2))"] }
        let told = try snapshot.rows("SELECT community, files, bytes FROM file_total WHERE files > 0") {
            [try $0.identifier(0).description, "\(try $0.integer(1))", "\(try $0.integer(2))"]
        }
        return Set(counted).symmetricDifference(Set(told)).count
    }

    /// Contents that rows need, with their lengths, after a hash; in order of their hashes.
    ///
    /// - Parameter limit: 1 to 10,000.
    /// - Throws: `StoreError`.
    public static func contents(
        after hash: ContentHash?, limit: Int, in snapshot: Snapshot
    ) throws -> [(hash: ContentHash, bytes: Int)] {
        try snapshot.rows(
            """
            SELECT c.hash, c.bytes FROM file_content c WHERE c.hash > ? \
            AND EXISTS (SELECT 1 FROM file_part p WHERE p.hash = c.hash) ORDER BY c.hash LIMIT ?
            """, [.bytes(hash?.bytes ?? []), .integer(limit)]
        ) { row in
            guard let hash = ContentHash(try row.bytes(0)) else { throw FileError.lost }
            return (hash, Int(try row.integer(1)))
        }
    }
}
