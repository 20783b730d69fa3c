import Glibc
import Store

/// The right of one process to a database file, held as a lock on the file `NAME.lock` beside it until the process
/// ends.
///
/// A lock of its own file and not of the database's: closing any descriptor of a database file would drop SQLite's own.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock without waiting.
    ///
    /// - Throws: ``StoreError/Code/alreadyOpen`` if another process, or this one, holds it;
    ///   ``StoreError/Code/inputOutput`` if the lock file cannot be made.
    init(besideDatabaseAt path: String) throws {
        let descriptor = Glibc.open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(
                .inputOutput, "the lock file beside the database cannot be opened", engineCode: String(errno))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let isHeld = errno == EWOULDBLOCK
            Glibc.close(descriptor)
            throw isHeld
                ? StoreError(.alreadyOpen, "another process has this database open")
                : StoreError(
                    .inputOutput, "the lock file beside the database cannot be locked", engineCode: String(errno))
        }
        self.descriptor = descriptor
    }

    deinit { Glibc.close(descriptor) }
}
