import Glibc
import Logging
import Store
import Vocabulary

/// What the threads of one store share.
struct PostgresContext: Sendable {
    let connectionString: String
    let schema: Schema
    let settings: PostgresSettings
    let surroundings: Surroundings
    let logger: Logger
    let counters: Counters
    let hub: WakeHub
}

/// What a connection's thread is given to do.
enum PostgresWork: Sendable {
    case read(ReadJob)
    case write(WriteJob)
    /// Statements outside any transaction, each with a snapshot of its own.
    case plain(Job<PostgresConnection>)

    func finish(throwing error: (any Error)?) {
        switch self {
        case .read(let job): job.finish(throwing: error)
        case .write(let job): job.finish(throwing: error)
        case .plain(let job): job.finish(throwing: error)
        }
    }
}

/// One thread with one connection: takes work, retries what may be retried, connects again when the server went away.
final class PostgresWorker {
    private static let slowNanoseconds: UInt64 = 50_000_000
    private static let commandNanosecondsMax: UInt64 = 1_000_000_000

    private let mailbox: Mailbox<PostgresWork>
    private let context: PostgresContext
    private let limitNanoseconds: UInt64
    private var connection: PostgresConnection?
    private var catalogue: StatementCatalogue

    init(_ mailbox: Mailbox<PostgresWork>, _ context: PostgresContext, limit: Duration) throws {
        self.mailbox = mailbox
        self.context = context
        limitNanoseconds = UInt64(limit / .nanoseconds(1))
        catalogue = StatementCatalogue(context.schema)
        connection = try connect()
    }

    /// Works until the mailbox is closed and empty.
    func work() {
        while let work = mailbox.take() {
            context.counters.add(.readersBusy)
            switch work {
            case .read(let job): read(job)
            case .write(let job): write(job)
            case .plain(let job): finish(.plain(job)) { try job.attempt($0) }
            }
            context.counters.add(.readersBusy, -1)
        }
    }

    // MARK: Reads

    private func read(_ job: ReadJob) {
        context.counters.add(.reads)
        finish(.read(job)) { connection in
            connection.deadline = monotonicNanoseconds() + limitNanoseconds
            defer { connection.deadline = 0 }
            try connection.control("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            let snapshot = Snapshot(connection)
            do {
                try job.attempt(snapshot)
            } catch {
                throw snapshot.failure?.code == .connectionLost ? snapshot.failure ?? error : error
            }
        }
    }

    /// Runs what only reads, once more on a new connection if the first was lost.
    private func finish(_ work: PostgresWork, _ body: (PostgresConnection) throws -> Void) {
        var isSecond = false
        while true {
            do {
                let connection = try connected()
                defer { leave(connection) }
                try body(connection)
                return work.finish(throwing: nil)
            } catch let final as Final {
                context.counters.add(.readsFailed)
                return work.finish(throwing: final.error)
            } catch {
                let code = (error as? StoreError)?.code
                if code == .connectionLost, !isSecond, connection == nil {
                    isSecond = true
                    continue
                }
                context.counters.add(.readsFailed)
                if code == .timeLimit { context.counters.add(.readsOutOfTime) }
                return work.finish(throwing: error)
            }
        }
    }

    // MARK: Writes

    private func write(_ job: WriteJob) {
        context.counters.add(.commands)
        var attempt = 1
        while true {
            do {
                let transaction = try attemptWrite(job)
                context.counters.add(.groups)
                for effect in transaction.effects { effect() }
                context.hub.wake(transaction.signals.filter { $0.reach == .thisNode })
                return job.finish(throwing: nil)
            } catch let final as Final {
                context.counters.add(.commandsFailed)
                return job.finish(throwing: final.error)
            } catch {
                guard mayRetry(error, attempt) else {
                    context.counters.add(.commandsFailed)
                    return job.finish(throwing: error)
                }
                context.counters.add(.retries)
                attempt += 1
            }
        }
    }

    /// A failure that must not be tried again: a commit whose outcome nobody knows, a server that does not come back.
    private struct Final: Error {
        let error: StoreError
    }

    private func attemptWrite(_ job: WriteJob) throws -> Transaction {
        let connection = try connected()
        defer { leave(connection) }
        let start = monotonicNanoseconds()
        try connection.control(
            "BEGIN ISOLATION LEVEL SERIALIZABLE"
                + (job.pace == .maintenance ? "; SET LOCAL statement_timeout = 0" : ""))
        let transaction = try job.attempt(on: connection, catalogue)
        let nanoseconds = monotonicNanoseconds() - start
        if job.pace == .command, nanoseconds > Self.slowNanoseconds {
            context.counters.add(.slowCommands)
            context.logger.warning(
                "store: a write took long", metadata: ["milliseconds": "\(nanoseconds / 1_000_000)"])
            if nanoseconds > Self.commandNanosecondsMax {
                context.counters.add(.commandsOutOfTime)
                throw StoreError(.timeLimit, "a write took longer than 1 s and was not kept")
            }
        }
        try commit(transaction, on: connection)
        return transaction
    }

    private func commit(_ transaction: Transaction, on connection: PostgresConnection) throws {
        let start = monotonicNanoseconds()
        guard connection.canCommit else { throw StoreError(.statement, "the closure ended its own transaction") }
        let wakes = transaction.signals.filter { $0.reach == .everyNode }
            .map { "NOTIFY \(PostgresListener.channel), '\($0.name)'; " }
        do {
            let command = try connection.control(wakes.joined() + "COMMIT")
            guard command == "COMMIT" else {
                throw StoreError(.statement, "the server gave the transaction up instead of committing it")
            }
        } catch let error as StoreError where error.code == .connectionLost {
            throw Final(error: error)
        }
        context.counters.add(.commitNanoseconds, Int(monotonicNanoseconds() - start))
    }

    /// Decides whether a write is attempted again, and waits before it is.
    private func mayRetry(_ error: any Error, _ attempt: Int) -> Bool {
        guard let error = error as? StoreError else { return false }
        switch error.code {
        case .conflict:
            context.counters.add(.conflicts)
            guard attempt < context.settings.attemptsMax else { return false }
            // Full jitter over a growing window: those who collide now should not collide again.
            let window = UInt64(1_000) << UInt64(min(attempt, 8))
            usleep(UInt32(context.surroundings.chance() % window))
            return true
        case .connectionLost: return connection == nil && attempt < 3
        default: return false
        }
    }

    // MARK: Connection

    private func connect() throws -> PostgresConnection {
        try PostgresConnection(
            context.connectionString, statementMilliseconds: Int(limitNanoseconds / 1_000_000),
            statementsKept: context.settings.statementsKept, counters: context.counters)
    }

    /// The connection, made again if it was lost; tries for a while, since servers come back.
    private func connected() throws -> PostgresConnection {
        if let connection { return connection }
        let end = monotonicNanoseconds() + UInt64(context.settings.reconnectMillisecondsMax) * 1_000_000
        var pause: UInt32 = 10_000
        while true {
            do {
                let made = try connect()
                context.counters.add(.reconnects)
                connection = made
                return made
            } catch {
                guard let failure = error as? StoreError else { throw error }
                guard failure.code == .connectionLost, monotonicNanoseconds() < end else { throw Final(error: failure) }
                usleep(pause)
                pause = min(pause * 2, 500_000)
            }
        }
    }

    /// Ends what is still open, and forgets a connection that cannot.
    private func leave(_ used: PostgresConnection) {
        if !used.isLost, used.isInTransaction {
            // A failure shows in the state of the connection, looked at next.
            _ = try? used.control("ROLLBACK")
        }
        if used.isLost || used.isInTransaction { connection = nil }
    }
}
