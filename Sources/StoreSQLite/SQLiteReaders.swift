import Logging
import Store

/// The threads of one lane that read, each with a connection of its own.
final class SQLiteReaders: Sendable {
    private let mailbox = Mailbox<ReadJob>()
    private let lane: ReadLane
    private let limitNanoseconds: UInt64
    private let context: SQLiteContext
    private let threads: Monitor<[EngineThread]>

    init(_ lane: ReadLane, count: Int, limit: Duration, path: String, _ context: SQLiteContext) throws {
        self.lane = lane
        self.context = context
        limitNanoseconds = UInt64(limit / .nanoseconds(1))
        threads = Monitor([])
        do {
            for number in 1...max(1, min(64, count)) {
                let loan = Loan(
                    try SQLiteConnection(
                        path: path, as: .reader, cacheKiB: context.settings.readerCacheKiB,
                        statementsKept: context.settings.statementsKept, counters: context.counters))
                let thread = try EngineThread(named: "read-\(lane)-\(number)") { [self] in
                    if let connection = loan.take() { work(on: connection) }
                }
                threads.withLock { $0.append(thread) }
            }
        } catch {
            close()
            throw error
        }
    }

    /// Puts a read into the lane; false if it is closed.
    func put(_ job: ReadJob) -> Bool { mailbox.put(job) }

    /// How many reads wait.
    var waiting: Int { mailbox.count }

    /// Finishes what was accepted and ends the threads; blocks.
    func close() {
        mailbox.close()
        let all = threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
        for thread in all { thread.join() }
    }

    private func work(on connection: SQLiteConnection) {
        guard let begin = try? connection.prepareControl("BEGIN"), let end = try? connection.prepareControl("ROLLBACK")
        else {
            while let job = mailbox.take() { job.finish(throwing: StoreError(.inputOutput, "the reader cannot begin")) }
            return
        }
        connection.watch.pointee.isGuarded = true
        while let job = mailbox.take() {
            context.counters.add((.reads, 1), (.readersBusy, 1))
            let error = read(job, on: connection, begin, end)
            context.counters.add(.readersBusy, -1)
            if let error { countFailure(error) }
            job.finish(throwing: error)
        }
    }

    private func read(
        _ job: ReadJob, on connection: SQLiteConnection, _ begin: SQLiteStatement, _ end: SQLiteStatement
    ) -> (any Error)? {
        connection.watch.pointee.deadline = monotonicNanoseconds() + limitNanoseconds
        defer {
            connection.watch.pointee.deadline = 0
            // A read that SQLite has ended by itself has nothing to end.
            if connection.isInTransaction { try? connection.step(end) }
        }
        do {
            try connection.step(begin)
            try job.attempt(Snapshot(connection))
            return nil
        } catch {
            return error
        }
    }

    private func countFailure(_ error: any Error) {
        context.counters.add(.readsFailed)
        guard let error = error as? StoreError, error.code == .timeLimit else { return }
        context.counters.add(.readsOutOfTime)
        context.logger.warning("store: a read passed its time limit", metadata: ["lane": "\(lane)"])
    }
}
