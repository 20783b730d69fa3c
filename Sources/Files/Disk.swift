import Dispatch
import Glibc

/// Reading and writing files on threads that may wait, so that waiting for a disk stops nobody else.
enum Disk {
    private static let queue = DispatchQueue(label: "files", attributes: .concurrent)

    static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }

    /// What the last call's error means.
    static func error(_ number: Int32 = errno) -> FileError {
        switch number {
        case ENOSPC, EDQUOT: .noSpace
        case EMFILE, ENFILE, ENOMEM: .busy
        default: .disk
        }
    }

    static func open(_ path: String, _ flags: Int32) throws(FileError) -> Int32 {
        let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw error() }
        return descriptor
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(FileError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw count == 0 ? .disk : error() }
            written += count
        }
    }

    static func read(_ descriptor: Int32, _ offset: Int, _ count: Int) throws(FileError) -> [UInt8] {
        var failed: FileError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, length in
            while length < count {
                let got = pread(
                    descriptor, buffer.baseAddress.map { $0 + length }, count - length, off_t(offset + length))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failed = error() }
                if got <= 0 { break }
                length += got
            }
        }
        if let failed { throw failed }
        return bytes
    }

    static func length(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws(FileError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let end = path.lastIndex(of: "/"), end > path.startIndex else { throw error() }
        try makeFolder(String(path[..<end]))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw error() }
    }

    static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes a folder of files.
    static func removeFolder(_ path: String) {
        for name in names(in: path) where unlink("\(path)/\(name)") != 0 { removeFolder("\(path)/\(name)") }
        rmdir(path)
    }

    /// Makes sure that a file, or the names in a folder, are on the disk.
    static func sync(_ path: String) throws(FileError) {
        let descriptor = try open(path, O_RDONLY)
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw error() }
    }
}
