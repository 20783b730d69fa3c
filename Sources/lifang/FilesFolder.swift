import Foundation

/// The folder of files beside the database: copied whole into a backup and back.
///
/// A content never changes, so the order is enough: the database first, then the folder. The collector waits meanwhile,
/// lest it remove what the copied database still needs.
struct FilesFolder: Sendable {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Where a backup keeps the files of the database that it keeps in `file`.
    static func beside(_ file: String) -> String { file + ".files" }

    private var lock: String { path + "/copying.lock" }

    /// Does something unless the folder is being copied.
    func whileNobodyCopies(_ work: () async throws -> some Sendable) async throws {
        guard let descriptor = locked(LOCK_EX | LOCK_NB) else { return }
        defer { close(descriptor) }
        _ = try await work()
    }

    private func locked(_ operation: Int32) -> Int32? {
        let descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        if flock(descriptor, operation) == 0 { return descriptor }
        close(descriptor)
        return nil
    }

    /// Copies what the database needs while `before` is done first, under a lock that keeps the collector away.
    ///
    /// - Returns: How many files were copied.
    /// - Throws: `Refusal`, what `before` throws, what copying throws; nothing is then left of the copy.
    func copy(to target: String, before: () async throws -> Void) async throws -> Int {
        let manager = FileManager.default
        guard manager.fileExists(atPath: path) else {
            try await before()
            return 0
        }
        guard !manager.fileExists(atPath: target) else { throw Refusal("\(target): the folder exists already") }
        guard let descriptor = locked(LOCK_SH) else { throw Refusal("\(lock): cannot be locked") }
        defer { close(descriptor) }
        try await before()
        do {
            return try Self.copy(from: path, to: target)
        } catch {
            try? manager.removeItem(atPath: target)
            throw error
        }
    }

    /// Copies the contents of a folder: two levels of folders with two hexadecimal digits each.
    static func copy(from path: String, to target: String) throws -> Int {
        let manager = FileManager.default
        var count = 0
        for first in try manager.contentsOfDirectory(atPath: path) where isFolder(first) {
            for second in try manager.contentsOfDirectory(atPath: "\(path)/\(first)") where isFolder(second) {
                let folder = "\(first)/\(second)"
                try manager.createDirectory(atPath: "\(target)/\(folder)", withIntermediateDirectories: true)
                for name in try manager.contentsOfDirectory(atPath: "\(path)/\(folder)") {
                    try manager.copyItem(atPath: "\(path)/\(folder)/\(name)", toPath: "\(target)/\(folder)/\(name)")
                    count += 1
                }
            }
        }
        return count
    }

    private static func isFolder(_ name: String) -> Bool { name.count == 2 && name.allSatisfy(\.isHexDigit) }
}
