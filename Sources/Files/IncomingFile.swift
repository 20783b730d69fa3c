import Crypto
import Glibc
import Synchronization
import Vocabulary

/// An upload while it comes: written to the disk and hashed piece by piece, never whole in memory.
public final class IncomingFile: Sendable {
    private struct State {
        var descriptor: Int32
        var hasher = SHA256()
        var count = 0
    }

    let id: Identifier
    let folder: String
    var path: String { folder + "/raw" }
    private let bytesMax: Int
    private let state: Mutex<State>

    init(_ id: Identifier, in folder: String, bytesMax: Int) throws(FileError) {
        self.id = id
        self.folder = folder
        self.bytesMax = bytesMax
        state = Mutex(State(descriptor: try Disk.open(folder + "/raw", O_WRONLY | O_CREAT | O_EXCL)))
    }

    /// Whoever forgets to give it back leaves nothing behind.
    deinit {
        state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } }
        Disk.removeFolder(folder)
    }

    /// Takes the next piece.
    ///
    /// - Throws: ``FileError/tooLarge(bytesMax:)``, ``FileError/noSpace``, ``FileError/disk``.
    public func append(_ bytes: [UInt8]) async throws {
        try await Disk.run { [self] in
            try state.withLock { state in
                guard state.descriptor >= 0 else { throw FileError.disk }
                guard state.count + bytes.count <= bytesMax else { throw FileError.tooLarge(bytesMax: bytesMax) }
                try Disk.write(bytes, to: state.descriptor)
                state.hasher.update(data: bytes)
                state.count += bytes.count
            }
        }
    }

    /// Ends the upload.
    func finish() throws(FileError) -> FileDraft.Content {
        let (hash, count, isClosed) = state.withLock { state in
            let isClosed = state.descriptor < 0 || close(state.descriptor) == 0
            state.descriptor = -1
            return (ContentHash(state.hasher.finalize()), state.count, isClosed)
        }
        guard isClosed else { throw .disk }
        return FileDraft.Content(hash: hash, bytes: count, path: path)
    }

    /// Removes what has come so far.
    public func discard() async {
        let folder = folder
        state.withLock { state in
            if state.descriptor >= 0 { close(state.descriptor) }
            state.descriptor = -1
        }
        // Removing throws nothing; the continuation cannot fail.
        try? await Disk.run { Disk.removeFolder(folder) }
    }

    /// Hashes a file that a program made beside the upload.
    static func content(at path: String) throws -> FileDraft.Content {
        let descriptor = try Disk.open(path, O_RDONLY)
        defer { close(descriptor) }
        var hasher = SHA256()
        var count = 0
        while true {
            let part = try Disk.read(descriptor, count, 1_048_576)
            if part.isEmpty { break }
            hasher.update(data: part)
            count += part.count
        }
        return FileDraft.Content(hash: ContentHash(hasher.finalize()), bytes: count, path: path)
    }

    /// Recognises what has come.
    func recognise(_ count: Int) throws -> FileType {
        let descriptor = try Disk.open(path, O_RDONLY)
        defer { close(descriptor) }
        return try FileType.recognise(FileBytes(count: count) { try Disk.read(descriptor, $0, $1) })
    }
}
