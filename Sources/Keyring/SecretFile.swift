import Glibc

/// Files that only their owner may see: read with that condition, written whole or not at all.
enum SecretFile {
    static func stands(at path: String) -> Bool { access(path, F_OK) == 0 }

    /// - Throws: ``KeyringError/keyFileMissing``, ``KeyringError/keyFileUnreadable``,
    ///   ``KeyringError/keyFileOpenToOthers``.
    static func read(_ path: String) throws(KeyringError) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw errno == ENOENT ? .keyFileMissing : .keyFileUnreadable }
        defer { close(descriptor) }
        var about = stat()
        guard fstat(descriptor, &about) == 0, about.st_mode & S_IFMT == S_IFREG else { throw .keyFileUnreadable }
        guard about.st_mode & 0o077 == 0 else { throw .keyFileOpenToOthers }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &part, part.count)
            guard count >= 0 else { throw .keyFileUnreadable }
            guard count > 0 else { break }
            bytes += part[..<count]
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .keyFileDamaged }
        return text
    }

    /// Writes a file beside its place, syncs it, and puts it there; readers see the old one or the new one.
    static func write(_ text: String, to path: String, mustBeNew: Bool = false) throws(KeyringError) {
        let unfinished = "\(path).\(getpid()).unfinished"
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .keyFileUnwritable }
        let isWritten = writeAll(text, to: descriptor) && fchmod(descriptor, 0o600) == 0 && fsync(descriptor) == 0
        close(descriptor)
        // A link refuses to take the place of a file, a renaming does not.
        let isPlaced = isWritten && (mustBeNew ? link(unfinished, path) : rename(unfinished, path)) == 0
        let code = errno
        if !isPlaced || mustBeNew { unlink(unfinished) }
        guard isPlaced else { throw code == EEXIST ? .keyFileStands : .keyFileUnwritable }
        syncFolder(of: path)
    }

    /// Adds to the end of a file and syncs it.
    static func append(_ text: String, to path: String) throws(KeyringError) {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { throw .keyFileUnwritable }
        defer { close(descriptor) }
        guard writeAll(text, to: descriptor), fdatasync(descriptor) == 0 else { throw .keyFileUnwritable }
    }

    /// Does something while nobody else changes the files of this folder; waits for its turn.
    static func locked<Result>(
        folderOf path: String, _ body: () throws(KeyringError) -> Result
    ) throws(KeyringError) -> Result {
        let descriptor = open(folder(of: path), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else { throw .keyFileUnwritable }
        defer { close(descriptor) }
        return try body()
    }

    /// What tells one state of a file from another without reading it; nil if there is none.
    static func mark(of path: String) -> Mark? {
        var about = stat()
        guard stat(path, &about) == 0 else { return nil }
        return Mark(
            inode: about.st_ino, seconds: about.st_mtim.tv_sec, nanoseconds: about.st_mtim.tv_nsec,
            bytes: Int(about.st_size))
    }

    struct Mark: Sendable, Equatable {
        let inode: UInt
        let seconds: Int
        let nanoseconds: Int
        let bytes: Int
    }

    static func makeFolder(of path: String) throws(KeyringError) {
        let folder = self.folder(of: path)
        guard !stands(at: folder) else { return }
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .keyFileUnwritable }
    }

    private static func writeAll(_ text: String, to descriptor: Int32) -> Bool {
        let bytes = [UInt8](text.utf8)
        return Glibc.write(descriptor, bytes, bytes.count) == bytes.count
    }

    private static func folder(of path: String) -> String {
        guard let end = path.lastIndex(of: "/") else { return "." }
        return end == path.startIndex ? "/" : String(path[..<end])
    }

    private static func syncFolder(of path: String) {
        let descriptor = open(folder(of: path), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
