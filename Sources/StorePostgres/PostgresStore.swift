public import Logging
public import Store
public import Vocabulary

/// A store in one PostgreSQL database, shared by any number of processes.
///
/// Writes are SERIALIZABLE and are run again when others came between; reads are snapshots that change nothing.
public final class PostgresStore: Store {
    public let dialect = Dialect.postgres
    private let context: PostgresContext
    private let pages = Mailbox<PostgresWork>()
    private let reports = Mailbox<PostgresWork>()
    private let listener: PostgresListener
    private let threads = Monitor<[EngineThread]>([])

    /// Connects, checks the server and brings the database to this version's schema.
    ///
    /// - Parameters:
    ///   - connectionString: As libpq takes it: `host=/run/postgresql dbname=lifang` or a URI.
    ///   - schema: Every module's tables.
    ///   - surroundings: Clock and identifiers of transactions.
    ///   - logger: Told of slow writes and lost connections; never of data.
    ///   - settings: Connections and patience.
    ///   - limits: Time limits other than ``ReadLane/limit``, for tests.
    /// - Throws: ``StoreError`` with ``StoreError/Code/connectionLost``, ``StoreError/Code/unfit`` for a server that
    /// is too
    ///   old, not durable, not in UTF-8 or does not order text by bytes, ``StoreError/Code/schemaMismatch``, or
    ///   whatever a
    ///   migration throws.
    public static func open(
        _ connectionString: String, schema: Schema, surroundings: Surroundings, logger: Logger,
        settings: PostgresSettings = PostgresSettings(), limits: [ReadLane: Duration] = [:]
    ) async throws -> PostgresStore {
        try await EngineThread.run(named: "store-open") {
            try PostgresStore(
                PostgresContext(
                    connectionString: connectionString, schema: schema, settings: settings, surroundings: surroundings,
                    logger: logger, counters: Counters(), hub: WakeHub()), limits)
        }
    }

    private init(_ context: PostgresContext, _ limits: [ReadLane: Duration]) throws {
        self.context = context
        listener = try PostgresListener(context)
        try PostgresMigration.apply(context)
        do {
            let heard = Loan(try listener.connect())
            let listener = listener
            try start("listen") { if let connection = heard.take() { listener.work(on: connection) } }
            let settings = context.settings
            for (mailbox, count, lane) in [
                (pages, settings.connections, ReadLane.pages), (reports, settings.reportConnections, .reports),
            ] {
                for number in 1...max(1, min(256, count)) {
                    let worker = Loan(try PostgresWorker(mailbox, context, limit: limits[lane] ?? lane.limit))
                    try start("\(lane)-\(number)") { worker.take()?.work() }
                }
            }
        } catch {
            closeAndWait()
            throw error
        }
    }

    private func start(_ name: String, _ body: @escaping @Sendable () -> Void) throws {
        let thread = try EngineThread(named: name, body)
        threads.withLock { $0.append(thread) }
    }

    // MARK: Store

    public func read<Result: Sendable>(
        in lane: ReadLane, _ body: @escaping @Sendable (Snapshot) throws -> Result
    ) async throws -> Result {
        try await withUnsafeThrowingContinuation { continuation in
            put(.read(ReturningJob(body, continuation)), into: lane)
        }
    }

    @discardableResult
    public func write<Result: Sendable>(
        as actor: Actor, at pace: WritePace, _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await withUnsafeThrowingContinuation { continuation in
            put(
                .write(WriteJob(as: actor, at: pace, context.surroundings, ReturningJob(body, continuation))),
                into: .pages)
        }
    }

    public func wakes(of signal: Signal) -> AsyncStream<Void> { context.hub.wakes(of: signal) }

    public func settledStamp() async throws -> Int64 {
        try await withUnsafeThrowingContinuation { continuation in
            put(.plain(ReturningJob({ try PostgresSettling.stamp(on: $0) }, continuation)), into: .pages)
        }
    }

    public func figures() -> [StoreFigure] {
        context.counters.common + [
            StoreFigure("work_waiting_pages", isCounter: false, Double(pages.count)),
            StoreFigure("work_waiting_reports", isCounter: false, Double(reports.count)),
            StoreFigure(
                "connections", isCounter: false,
                Double(context.settings.connections + context.settings.reportConnections)),
        ]
    }

    public func close() async {
        context.hub.close()
        _ = try? await EngineThread.run(named: "store-close") { [self] in closeAndWait() }
    }

    private func put(_ work: PostgresWork, into lane: ReadLane) {
        let mailbox =
            switch lane {
            case .pages: pages
            case .reports: reports
            }
        if !mailbox.put(work) { work.finish(throwing: StoreError.isClosed) }
    }

    private func closeAndWait() {
        pages.close()
        reports.close()
        listener.close()
        let all = threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
        for thread in all { thread.join() }
    }
}
