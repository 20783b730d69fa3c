#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the files of a log live: tiles, entry bundles and the checkpoint, each under its published path.
///
/// Conformers: ``MemoryStorage`` and ``FileStorage``. Paths are those of ``TilePath`` and `checkpoint`.
public protocol LogStorage: Sendable {
    /// The bytes under a path; nil if there are none.
    ///
    /// - Throws: ``LogError/storage(_:)`` if the storage cannot be read.
    func read(_ path: String) throws(LogError) -> [UInt8]?
    /// Puts bytes under a path, wholly or not at all; replaces what was there.
    ///
    /// - Throws: ``LogError/storage(_:)`` if the storage cannot be written.
    mutating func write(_ bytes: [UInt8], to path: String) throws(LogError)
    /// Takes away what is under a path; nothing there is no error.
    ///
    /// - Throws: ``LogError/storage(_:)`` if the storage cannot be written.
    mutating func remove(_ path: String) throws(LogError)
}

/// A storage in memory, for tests, simulations and logs that are rebuilt at every start.
public struct MemoryStorage: LogStorage {
    private var files: [String: [UInt8]] = [:]

    /// Makes an empty storage.
    public init() {}

    /// The paths in order.
    public var paths: [String] { files.keys.sorted() }

    public func read(_ path: String) throws(LogError) -> [UInt8]? { files[path] }

    public mutating func write(_ bytes: [UInt8], to path: String) throws(LogError) { files[path] = bytes }

    public mutating func remove(_ path: String) throws(LogError) { files[path] = nil }
}

/// A storage in a folder, one file for a path: what any web server can publish as it is.
///
/// A file is written beside its place, brought to the disk and renamed, so that readers see the old or the new one.
public struct FileStorage: LogStorage {
    /// The folder, without a slash at its end.
    public let folder: String
    /// Whether each write waits until file and folder are on the disk.
    public let isDurable: Bool

    /// Names a folder; it is made at the first write.
    ///
    /// - Parameter isDurable: Off only for what can be made again, as exports and tests.
    public init(folder: String, isDurable: Bool = true) {
        self.folder = folder
        self.isDurable = isDurable
    }

    public func read(_ path: String) throws(LogError) -> [UInt8]? {
        let file = open(try location(path), O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .storage(errno)
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = buffer.withUnsafeMutableBytes { systemRead(file, $0) }
            guard count >= 0 else { throw .storage(errno) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    public mutating func write(_ bytes: [UInt8], to path: String) throws(LogError) {
        let target = try location(path)
        try makeFolders(of: target)
        let beside = target + ".part"
        let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .storage(errno) }
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { systemWrite(file, UnsafeRawBufferPointer(rebasing: $0[offset...])) }
            guard count > 0 else { return try fail(closing: file) }
            offset += count
        }
        if isDurable, fsync(file) != 0 { return try fail(closing: file) }
        guard close(file) == 0, rename(beside, target) == 0 else { throw .storage(errno) }
        if isDurable { try bringFolderToDisk(of: target) }
    }

    public mutating func remove(_ path: String) throws(LogError) {
        guard unlink(try location(path)) == 0 || errno == ENOENT || errno == ENOTDIR else { throw .storage(errno) }
    }

    /// The file of a path; refuses what could leave the folder.
    private func location(_ path: String) throws(LogError) -> String {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.first != UInt8(ascii: ".") && !$0.contains(0) }) else {
            throw .malformed(.tilePath, line: 0)
        }
        return folder + "/" + path
    }

    private func fail(closing file: Int32) throws(LogError) {
        let number = errno
        close(file)
        throw .storage(number)
    }

    private func makeFolders(of target: String) throws(LogError) {
        let bytes = Array(target.utf8)
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") && index > 0 {
            let parent = String(decoding: bytes[..<index], as: UTF8.self)
            guard mkdir(parent, 0o755) == 0 || errno == EEXIST || errno == EISDIR || errno == EROFS else {
                throw .storage(errno)
            }
        }
    }

    private func bringFolderToDisk(of target: String) throws(LogError) {
        guard let slash = target.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
        let parent = open(String(target[..<slash]), O_RDONLY | O_CLOEXEC)
        guard parent >= 0 else { throw .storage(errno) }
        defer { close(parent) }
        guard fsync(parent) == 0 else { throw .storage(errno) }
    }
}

private func systemRead(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(file, buffer.baseAddress, buffer.count)
}

private func systemWrite(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    write(file, buffer.baseAddress, buffer.count)
}
