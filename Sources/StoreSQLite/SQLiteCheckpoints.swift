import CSQLite
import Logging
import Store
import Synchronization

/// Moves pages from the write-ahead log into the database file, away from the path of commits.
///
/// A thread of its own does the bulk while writing goes on. What was written meanwhile, a few pages, is moved by the
/// writer
/// between two groups: only a log that is moved to its last page starts again at its beginning.
final class SQLiteCheckpoints: Sendable {
    private enum Stage { case idle, wanted, running, closed }

    private let stage = Monitor(Stage.idle)
    private let isRestWanted = Atomic(false)
    private let pagesMin: Int
    private let context: SQLiteContext

    init(_ context: SQLiteContext) {
        self.context = context
        pagesMin = context.settings.checkpointPages
    }

    /// Looks at the length of the log after a commit; called by the writer's thread.
    func follow(_ writer: SQLiteConnection) {
        guard writer.watch.pointee.logPages >= pagesMin else { return }
        if isRestWanted.exchange(false, ordering: .acquiring) {
            move(on: writer)
            writer.watch.pointee.logPages = 0
            return
        }
        let isNew = stage.withLock { stage in
            guard stage == .idle else { return false }
            stage = .wanted
            return true
        }
        if isNew { stage.wakeAll() }
    }

    /// Asks for the log's space to be used again, however short the log is; called by the writer's thread.
    func wantSpace(_ writer: SQLiteConnection) {
        writer.watch.pointee.logPages = max(writer.watch.pointee.logPages, pagesMin)
    }

    /// Works until closed, with a connection of its own.
    func work(on connection: SQLiteConnection) {
        while true {
            let goesOn = stage.waitFor { stage -> Bool? in
                switch stage {
                case .closed: return false
                case .wanted:
                    stage = .running
                    return true
                case .idle, .running: return nil
                }
            }
            guard goesOn else { return }
            move(on: connection)
            isRestWanted.store(true, ordering: .releasing)
            stage.withLock { if $0 == .running { $0 = .idle } }
        }
    }

    /// Ends the thread after what it is doing.
    func close() {
        stage.withLock { $0 = .closed }
        stage.wakeAll()
    }

    private func move(on connection: SQLiteConnection) {
        context.counters.add(.checkpoints)
        let code = sqlite3_wal_checkpoint_v2(connection.handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        guard code != SQLITE_OK, code & 0xFF != SQLITE_BUSY else { return }
        let error = SQLiteFailure.error(code, on: connection.handle, statement: nil)
        context.logger.error("store: the write-ahead log could not be moved", metadata: ["error": "\(error)"])
        // After a failed sync the system forgets the pages that it could not write: a second try would lie.
        if SQLiteFailure.isOfSync(error) { context.fault.raise(error) }
    }
}
