import Logging
import Store

/// The one writer: takes what waits, runs each command in a savepoint of its own, makes all of them durable by one
/// commit
/// and only then acknowledges.
///
/// Savepoints are not isolation: when the outer transaction dies, nothing of the group was kept, and every command of
/// it
/// is run again alone. Used by the writer's thread only.
final class SQLiteWriter {
    private enum Outcome {
        case kept(Transaction)
        case refused(any Error)
    }

    private static let slowNanoseconds: UInt64 = 50_000_000
    private static let commandNanosecondsMax: UInt64 = 1_000_000_000

    private let connection: SQLiteConnection
    private let mailbox: Mailbox<WriteJob>
    private let catalogue: StatementCatalogue
    private let checkpoints: SQLiteCheckpoints
    private let context: SQLiteContext
    private let groupNanoseconds: UInt64
    private let begin, commit, rollback, savepoint, release, rollbackToSavepoint: SQLiteStatement

    init(
        _ connection: SQLiteConnection, _ mailbox: Mailbox<WriteJob>, _ schema: Schema,
        _ checkpoints: SQLiteCheckpoints,
        _ context: SQLiteContext
    ) throws {
        self.connection = connection
        self.mailbox = mailbox
        self.checkpoints = checkpoints
        self.context = context
        catalogue = StatementCatalogue(schema)
        groupNanoseconds = UInt64(context.settings.groupMilliseconds) * 1_000_000
        begin = try connection.prepareControl("BEGIN IMMEDIATE")
        commit = try connection.prepareControl("COMMIT")
        rollback = try connection.prepareControl("ROLLBACK")
        savepoint = try connection.prepareControl("SAVEPOINT command")
        release = try connection.prepareControl("RELEASE command")
        rollbackToSavepoint = try connection.prepareControl("ROLLBACK TO command")
        connection.watch.pointee.isGuarded = true
    }

    /// Works until the mailbox is closed and empty.
    func work() {
        while let taken = mailbox.take(atMost: context.settings.groupCommandsMax) {
            var rest = taken[...]
            while let first = rest.first {
                if let fault = context.fault.error {
                    for job in rest { job.finish(throwing: fault) }
                    break
                }
                let count = first.pace == .maintenance ? 1 : rest.prefix { $0.pace == .command }.count
                let done = count == 1 ? runAlone(first) : runGroup(rest.prefix(count))
                rest = rest.dropFirst(done)
                checkpoints.follow(connection)
            }
        }
    }

    // MARK: Groups

    /// Runs as many of the commands as fit into the time of a group.
    ///
    /// - Returns: How many were finished, one way or the other.
    private func runGroup(_ jobs: ArraySlice<WriteJob>) -> Int {
        let start = monotonicNanoseconds()
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(jobs.count)
        do {
            try connection.step(begin)
            for job in jobs {
                outcomes.append(try attemptInSavepoint(job))
                if monotonicNanoseconds() - start > groupNanoseconds { break }
            }
            try commitDurably()
        } catch {
            giveUpTransaction()
            let concerned = jobs.prefix(max(outcomes.count + 1, 1))
            context.counters.add(.groupsRunAlone)
            context.logger.warning(
                "store: a group of writes died and is run again one by one",
                metadata: ["commands": "\(concerned.count)", "error": "\(error)"])
            for job in concerned { _ = runAlone(job) }
            return concerned.count
        }
        let finished = jobs.prefix(outcomes.count)
        context.counters.add((.groups, 1), (.commands, outcomes.count))
        context.counters.raise(.groupSizeMax, to: outcomes.count)
        deliver(zip(finished, outcomes))
        return outcomes.count
    }

    /// - Throws: What killed the outer transaction; a command that only failed itself is an outcome.
    private func attemptInSavepoint(_ job: WriteJob) throws -> Outcome {
        try connection.step(savepoint)
        let outcome = attempt(job)
        guard connection.isInTransaction else {
            throw StoreError(.statement, "a command ended the transaction of its group")
        }
        switch outcome {
        case .kept: try connection.step(release)
        case .refused(let error):
            if let error = error as? StoreError, [.diskFull, .inputOutput, .corrupt].contains(error.code) {
                throw error
            }
            try connection.step(rollbackToSavepoint)
            try connection.step(release)
        }
        return outcome
    }

    /// Runs one command in a transaction of its own.
    ///
    /// - Returns: 1, since the job is finished in any case.
    private func runAlone(_ job: WriteJob) -> Int {
        if let fault = context.fault.error {
            job.finish(throwing: fault)
            return 1
        }
        do {
            try connection.step(begin)
            let outcome = attempt(job)
            switch outcome {
            case .refused(let error): throw error
            case .kept:
                guard connection.isInTransaction else {
                    throw StoreError(.statement, "the command ended its own transaction")
                }
                try commitDurably()
            }
            context.counters.add((.groups, 1), (.commands, 1))
            context.counters.raise(.groupSizeMax, to: 1)
            deliver(CollectionOfOne((job, outcome)))
        } catch {
            giveUpTransaction()
            context.counters.add((.commands, 1), (.commandsFailed, 1))
            if (error as? StoreError)?.code == .diskFull { checkpoints.wantSpace(connection) }
            job.finish(throwing: error)
        }
        return 1
    }

    private func attempt(_ job: WriteJob) -> Outcome {
        let start = monotonicNanoseconds()
        var outcome: Outcome
        do {
            outcome = .kept(try job.attempt(on: connection, catalogue))
        } catch {
            outcome = .refused(error)
        }
        let nanoseconds = monotonicNanoseconds() - start
        guard job.pace == .command, nanoseconds > Self.slowNanoseconds else { return outcome }
        context.counters.add(.slowCommands)
        context.logger.warning(
            "store: a write held the writer too long", metadata: ["milliseconds": "\(nanoseconds / 1_000_000)"])
        if nanoseconds > Self.commandNanosecondsMax, case .kept = outcome {
            context.counters.add(.commandsOutOfTime)
            outcome = .refused(StoreError(.timeLimit, "a write took longer than 1 s and was not kept"))
        }
        return outcome
    }

    // MARK: Commit

    /// - Throws: ``StoreError``; where the disk itself failed, nothing will be acknowledged from now on.
    private func commitDurably() throws {
        let start = monotonicNanoseconds()
        do {
            try connection.step(commit)
        } catch let error as StoreError {
            if error.code == .inputOutput || SQLiteFailure.isOfSync(error) {
                context.fault.raise(error)
                context.logger.critical(
                    "store: the disk failed at a commit; no write is acknowledged any more",
                    metadata: ["error": "\(error)"])
            }
            throw error
        }
        context.counters.add(.commitNanoseconds, Int(monotonicNanoseconds() - start))
    }

    private func giveUpTransaction() {
        guard connection.isInTransaction else { return }
        // SQLite has mostly rolled back already when this fails; the next BEGIN tells if it has not.
        try? connection.step(rollback)
    }

    /// Runs effects in the order of the commands, wakes, then acknowledges.
    private func deliver(_ results: some Sequence<(WriteJob, Outcome)>) {
        var signals: Set<Signal> = []
        var failed = 0
        for (_, outcome) in results {
            guard case .kept(let transaction) = outcome else {
                failed += 1
                continue
            }
            for effect in transaction.effects { effect() }
            signals.formUnion(transaction.signals)
        }
        if failed > 0 { context.counters.add(.commandsFailed, failed) }
        if !signals.isEmpty { context.hub.wake(signals) }
        for (job, outcome) in results {
            switch outcome {
            case .kept: job.finish(throwing: nil)
            case .refused(let error): job.finish(throwing: error)
            }
        }
    }
}

/// What the threads of one store share.
struct SQLiteContext: Sendable {
    let settings: SQLiteSettings
    let logger: Logger
    let counters: Counters
    let hub: WakeHub
    let fault: Fault
}
