import Crypto

extension FileRoom {
    private static let pieceBytes = 1_048_576

    static func isRight(_ content: (hash: ContentHash, bytes: Int), in storage: any FileStorage) async throws -> Bool {
        var hasher = SHA256()
        var count = 0
        do {
            while count <= content.bytes {
                let piece = try await storage.read(content.hash, from: count, upTo: pieceBytes)
                if piece.isEmpty { break }
                hasher.update(data: piece)
                count += piece.count
            }
        } catch is FileError {
            return false
        }
        return count == content.bytes && ContentHash(hasher.finalize()) == content.hash
    }
}
