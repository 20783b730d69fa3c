import Glibc
import Store
import Synchronization

/// The file of a store, locked for this process; a temporary one is removed in the end.
final class SQLitePlace: Sendable {
    let path: String
    private let lock: Mutex<FileLock?>
    private let temporaryDirectory: String?

    init(_ location: SQLiteLocation) throws {
        switch location {
        case .file(let path):
            self.path = path
            temporaryDirectory = nil
        case .temporary:
            let directory = try Self.makeTemporaryDirectory()
            path = directory + "/store.sqlite"
            temporaryDirectory = directory
        }
        lock = Mutex(try FileLock(besideDatabaseAt: path))
    }

    /// Lets others open the file; removes a temporary one.
    func giveUp() {
        lock.withLock { $0 = nil }
        guard let temporaryDirectory else { return }
        for suffix in ["", "-wal", "-shm", ".lock"] { unlink(path + suffix) }
        rmdir(temporaryDirectory)
    }

    deinit { giveUp() }

    private static func makeTemporaryDirectory() throws -> String {
        let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((parent + "/lifang-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw StoreError(.inputOutput, "no temporary directory could be made", engineCode: String(errno))
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
