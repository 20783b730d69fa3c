public import Logging
public import Store
public import Vocabulary

/// A store in one SQLite file, of which this process is the only one to write.
///
/// Write-ahead log, `synchronous = FULL`: an acknowledged write has been synced to the disk.
public final class SQLiteStore: Store {
    public let dialect = Dialect.sqlite
    /// The database file.
    public let path: String
    private let place: SQLitePlace
    private let surroundings: Surroundings
    private let context: SQLiteContext
    private let writes = Mailbox<WriteJob>()
    private let pages: SQLiteReaders
    private let reports: SQLiteReaders
    private let checkpoints: SQLiteCheckpoints
    private let threads: Monitor<[EngineThread]>

    /// Opens a database, makes it if it is absent, and brings it to this version's schema.
    ///
    /// - Parameters:
    ///   - location: Where the database lives.
    ///   - schema: Every module's tables.
    ///   - surroundings: Clock and identifiers of transactions.
    ///   - logger: Told of slow writes, dead groups and failures; never of data.
    ///   - settings: Memory and threads.
    ///   - limits: Time limits other than ``ReadLane/limit``, for tests.
    /// - Throws: ``StoreError`` with ``StoreError/Code/alreadyOpen``, ``StoreError/Code/schemaMismatch``,
    ///   ``StoreError/Code/corrupt``, ``StoreError/Code/inputOutput``, ``StoreError/Code/unfit``, or whatever a
    ///   migration throws.
    public static func open(
        at location: SQLiteLocation, schema: Schema, surroundings: Surroundings, logger: Logger,
        settings: SQLiteSettings = SQLiteSettings(), limits: [ReadLane: Duration] = [:]
    ) async throws -> SQLiteStore {
        try await EngineThread.run(named: "store-open") {
            try SQLiteStore(
                SQLitePlace(location), schema, surroundings,
                SQLiteContext(
                    settings: settings, logger: logger, counters: Counters(), hub: WakeHub(), fault: Fault()), limits)
        }
    }

    private init(
        _ place: SQLitePlace, _ schema: Schema, _ surroundings: Surroundings, _ context: SQLiteContext,
        _ limits: [ReadLane: Duration]
    ) throws {
        self.place = place
        self.surroundings = surroundings
        self.context = context
        path = place.path
        let settings = context.settings
        let connection = try SQLiteConnection(
            path: place.path, as: .writer, mayCreate: true, cacheKiB: settings.writerCacheKiB,
            statementsKept: settings.statementsKept, counters: context.counters)
        if let pagesMax = settings.pagesMax { try connection.control("PRAGMA max_page_count = \(pagesMax)") }
        try Self.migrate(connection, schema, surroundings, context.logger)
        checkpoints = SQLiteCheckpoints(context)
        let writer = Loan(try SQLiteWriter(connection, writes, schema, checkpoints, context))
        let mover = Loan(try SQLiteConnection(path: place.path, as: .writer, cacheKiB: 512))
        pages = try SQLiteReaders(
            .pages, count: settings.pageReaders, limit: limits[.pages] ?? ReadLane.pages.limit, path: path, context)
        do {
            reports = try SQLiteReaders(
                .reports, count: settings.reportReaders, limit: limits[.reports] ?? ReadLane.reports.limit, path: path,
                context)
        } catch {
            pages.close()
            throw error
        }
        threads = Monitor([])
        do {
            let checkpoints = checkpoints
            let first = try EngineThread(named: "checkpoint") {
                if let connection = mover.take() { checkpoints.work(on: connection) }
            }
            threads.withLock { $0.append(first) }
            let second = try EngineThread(named: "write") { writer.take()?.work() }
            threads.withLock { $0.append(second) }
        } catch {
            closeAndWait()
            throw error
        }
    }

    private static func migrate(
        _ connection: SQLiteConnection, _ schema: Schema, _ surroundings: Surroundings, _ logger: Logger
    ) throws {
        try connection.control("BEGIN IMMEDIATE")
        do {
            let count = try Migrations.apply(
                schema, on: connection, atMilliseconds: surroundings.now().millisecondsSince1970)
            try connection.control("COMMIT")
            if count > 0 { logger.info("store: schema brought up to date", metadata: ["steps": "\(count)"]) }
        } catch {
            if connection.isInTransaction { try connection.control("ROLLBACK") }
            throw error
        }
    }

    // MARK: Store

    public func read<Result: Sendable>(
        in lane: ReadLane, _ body: @escaping @Sendable (Snapshot) throws -> Result
    ) async throws -> Result {
        try await withUnsafeThrowingContinuation { continuation in
            let job = ReturningJob(body, continuation)
            let readers =
                switch lane {
                case .pages: pages
                case .reports: reports
                }
            if !readers.put(job) { job.finish(throwing: StoreError.isClosed) }
        }
    }

    @discardableResult
    public func write<Result: Sendable>(
        as actor: Actor, at pace: WritePace, _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await withUnsafeThrowingContinuation { continuation in
            let job = WriteJob(as: actor, at: pace, surroundings, ReturningJob(body, continuation))
            if !writes.put(job) { job.finish(throwing: StoreError.isClosed) }
        }
    }

    public func wakes(of signal: Signal) -> AsyncStream<Void> { context.hub.wakes(of: signal) }

    public func settledStamp() async throws -> Int64 { .max }

    public func close() async {
        context.hub.close()
        _ = try? await EngineThread.run(named: "store-close") { [self] in closeAndWait() }
    }

    private func closeAndWait() {
        writes.close()
        checkpoints.close()
        pages.close()
        reports.close()
        let all = threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
        for thread in all { thread.join() }
        moveLogIntoFile()
        context.fault.close()
        place.giveUp()
    }

    /// Brings the log into the database file, so that whoever copies the one file after a clean stop copies everything.
    ///
    /// If there is no room for it, or the disk failed before, the log stays beside the file and is read at the next start.
    private func moveLogIntoFile() {
        guard context.fault.error == nil, let connection = try? SQLiteConnection(path: path, as: .writer, cacheKiB: 512)
        else { return }
        _ = try? connection.control("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    // MARK: Beyond Store

    /// The failure of the disk after which this store acknowledges nothing more; reads go on.
    ///
    /// The process should end with exit code 75 and be started again: what was acknowledged is on the disk.
    public var fault: StoreError? { context.fault.error }

    /// Waits for ``fault``; nil once the store is closed without one.
    public func waitForFault() async -> StoreError? { await context.fault.wait() }

    public func figures() -> [StoreFigure] {
        let counters = context.counters
        return counters.common + [
            StoreFigure("writes_waiting", isCounter: false, Double(writes.count)),
            StoreFigure("reads_waiting_pages", isCounter: false, Double(pages.waiting)),
            StoreFigure("reads_waiting_reports", isCounter: false, Double(reports.waiting)),
            StoreFigure("faulty", isCounter: false, context.fault.error == nil ? 0 : 1),
        ]
    }
}
