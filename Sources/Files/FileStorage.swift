/// Where contents lie under their hashes; what is put twice lies there once.
public protocol FileStorage: Sendable {
    /// Puts a content; durable when it returns.
    ///
    /// - Parameter path: A file on the disk that may be moved away.
    /// - Throws: ``FileError/noSpace``, ``FileError/busy``, ``FileError/disk``, `StoreError`.
    func put(_ hash: ContentHash, bytes: Int, from path: String) async throws
    /// Reads a piece.
    ///
    /// - Returns: At most so many bytes from the offset on; empty behind the end.
    /// - Throws: ``FileError/lost`` for a content that is not there, ``FileError/disk``, `StoreError`.
    func read(_ hash: ContentHash, from offset: Int, upTo count: Int) async throws -> [UInt8]
    /// Removes a content that was marked; nothing happens if it is not there.
    ///
    /// - Throws: ``FileError/disk``, `StoreError`.
    func remove(_ hash: ContentHash) async throws
}
