import Glibc

/// Contents as files of a folder, `ab/cd/abcd…`: for one node, on a disk of its own.
public struct DirectoryStorage: FileStorage {
    private let folder: String

    /// Puts a storage over a folder; it is made when the first content comes.
    public init(_ folder: String) { self.folder = folder }

    /// The file of a content.
    public func path(of hash: ContentHash) -> String {
        let name = hash.description
        return "\(folder)/\(name.prefix(2))/\(name.dropFirst(2).prefix(2))/\(name)"
    }

    /// Puts a content; see ``FileStorage``.
    public func put(_ hash: ContentHash, bytes: Int, from path: String) async throws {
        let target = self.path(of: hash)
        try await Disk.run {
            if Disk.length(of: target) == bytes { return }
            let inner = String(target.prefix(target.count - hash.description.count - 1))
            try Disk.makeFolder(inner)
            try Disk.sync(path)
            guard rename(path, target) == 0 else { throw Disk.error() }
            // The name too must be there after a power cut, and the names of the folders above it.
            for above in [inner, String(inner.dropLast(3)), folder] { try Disk.sync(above) }
        }
    }

    /// Reads a piece; see ``FileStorage``.
    public func read(_ hash: ContentHash, from offset: Int, upTo count: Int) async throws -> [UInt8] {
        let path = path(of: hash)
        return try await Disk.run {
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw errno == ENOENT ? FileError.lost : Disk.error() }
            defer { close(descriptor) }
            return try Disk.read(descriptor, offset, count)
        }
    }

    /// Removes a content; see ``FileStorage``.
    public func remove(_ hash: ContentHash) async throws {
        let path = path(of: hash)
        try await Disk.run {
            guard unlink(path) == 0 || errno == ENOENT else { throw Disk.error() }
        }
    }
}
