import Glibc
public import Vocabulary

/// The folder in which uploads lie until they are kept: each in a folder of its own, gone when it is kept or refused.
///
/// A process holds a lock on its part of the folder; what a process that died left behind is removed at the next start.
public final class Workbench: Sendable {
    private let folder: String
    private let lock: Int32

    /// Takes a part of a folder and removes what no living process holds.
    ///
    /// - Throws: ``FileError/noSpace``, ``FileError/disk``.
    public init(_ parent: String, node: Identifier) throws(FileError) {
        try Disk.makeFolder(parent)
        for name in Disk.names(in: parent) where name.hasSuffix(".lock") {
            let descriptor = Glibc.open("\(parent)/\(name)", O_RDWR | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                Disk.removeFolder("\(parent)/\(name.dropLast(5))")
                unlink("\(parent)/\(name)")
            }
            close(descriptor)
        }
        folder = "\(parent)/\(node)"
        lock = try Disk.open(folder + ".lock", O_RDWR | O_CREAT)
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw .disk }
        try Disk.makeFolder(folder)
    }

    deinit {
        Disk.removeFolder(folder)
        unlink(folder + ".lock")
        close(lock)
    }

    func begin(_ id: Identifier, bytesMax: Int) async throws -> IncomingFile {
        let path = "\(folder)/\(id)"
        return try await Disk.run {
            // The folder is made again if somebody tidied it away.
            try Disk.makeFolder(path)
            do {
                return try IncomingFile(id, in: path, bytesMax: bytesMax)
            } catch {
                Disk.removeFolder(path)
                throw error
            }
        }
    }
}
