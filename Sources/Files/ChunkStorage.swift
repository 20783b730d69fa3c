import Glibc
public import Store
import Vocabulary

/// Contents in chunks of the database: for several nodes, which see the same contents at once.
public struct ChunkStorage: FileStorage {
    /// Bytes of a chunk, the last one fewer.
    ///
    /// Source: Decision 0012; a value of PostgreSQL that the writer holds for about a millisecond.
    static let chunkBytes = 262_144

    private let store: any Store

    /// Puts a storage over a store.
    public init(_ store: any Store) { self.store = store }

    /// Puts a content; see ``FileStorage``.
    public func put(_ hash: ContentHash, bytes: Int, from path: String) async throws {
        let chunks = (bytes + Self.chunkBytes - 1) / Self.chunkBytes
        let present = try await store.read {
            try $0.integer("SELECT count(*) FROM file_chunk WHERE hash = ?", [.bytes(hash.bytes)]) ?? 0
        }
        if present == chunks { return }
        for number in 0..<chunks {
            let chunk = try await Disk.run {
                let descriptor = try Disk.open(path, O_RDONLY)
                defer { close(descriptor) }
                return try Disk.read(descriptor, number * Self.chunkBytes, Self.chunkBytes)
            }
            guard !chunk.isEmpty else { throw FileError.disk }
            try await store.write(as: .clockwork) { tx in
                try tx.execute(
                    """
                    INSERT INTO file_chunk (hash, number, content) VALUES (?, ?, ?) \
                    ON CONFLICT (hash, number) DO NOTHING
                    """, [.bytes(hash.bytes), .integer(number), .bytes(chunk)])
            }
        }
    }

    /// Reads a piece; see ``FileStorage``.
    public func read(_ hash: ContentHash, from offset: Int, upTo count: Int) async throws -> [UInt8] {
        let first = offset / Self.chunkBytes
        let last = (offset + max(1, count) - 1) / Self.chunkBytes
        if first == last { return try await piece(hash, first, from: offset - first * Self.chunkBytes, count) }
        let chunks = try await store.read { snapshot in
            try snapshot.rows(
                "SELECT content FROM file_chunk WHERE hash = ? AND number BETWEEN ? AND ? ORDER BY number",
                [.bytes(hash.bytes), .integer(first), .integer(last)]
            ) { try $0.bytes(0) }
        }
        let bytes = chunks.joined().dropFirst(offset - first * Self.chunkBytes).prefix(count)
        if chunks.isEmpty, offset == 0 { throw FileError.lost }
        return Array(bytes)
    }

    /// A part of one chunk: a reader takes a quarter of one at a time, and the database need not send the rest.
    private func piece(_ hash: ContentHash, _ number: Int, from start: Int, _ count: Int) async throws -> [UInt8] {
        let bytes = try await store.read { snapshot in
            try snapshot.first(
                """
                SELECT substr(content, CAST(? AS INTEGER), CAST(? AS INTEGER)) FROM file_chunk \
                WHERE hash = ? AND number = ?
                """, [.integer(start + 1), .integer(max(0, count)), .bytes(hash.bytes), .integer(number)]
            ) { $0.isNull(0) ? [] : try $0.bytes(0) }
        }
        guard let bytes else {
            if number == 0, start == 0 { throw FileError.lost }
            return []
        }
        return bytes
    }

    /// Removes a content; see ``FileStorage``.
    public func remove(_ hash: ContentHash) async throws {
        try await store.write(as: .clockwork) { tx in
            // A node that was held up must not remove what an upload has put meanwhile: only what is marked goes.
            try tx.execute(
                """
                DELETE FROM file_chunk WHERE hash = ? \
                AND EXISTS (SELECT 1 FROM file_content c WHERE c.hash = file_chunk.hash AND c.removing_ms IS NOT NULL)
                """, [.bytes(hash.bytes)])
        }
    }
}
