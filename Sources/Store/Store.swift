public import Vocabulary

/// The database behind a promise that both engines keep.
///
/// A write is a synchronous closure on a thread of its own, called from async code: everything in it is kept or
/// nothing,
/// it is durable when the call returns, and it sees every write acknowledged before it. Closures run one after the
/// other
/// or as if they did. A closure may be run more than once and must not reach outside the transaction.
public protocol Store: Sendable {
    /// Which engine this is.
    var dialect: Dialect { get }

    /// Reads one consistent snapshot.
    ///
    /// - Parameters:
    ///   - lane: Pages wait behind pages only; long reports have a lane of their own.
    ///   - body: Reads and returns values; runs on a thread of the pool.
    /// - Throws: What `body` throws; ``StoreError`` with ``StoreError/Code/timeLimit`` past the lane's limit,
    ///   ``StoreError/Code/readOnly`` if it writes, ``StoreError/Code/connectionLost``, ``StoreError/Code/closed``.
    func read<Result: Sendable>(
        in lane: ReadLane, _ body: @escaping @Sendable (Snapshot) throws -> Result
    ) async throws -> Result

    /// Changes the database in one transaction.
    ///
    /// - Parameters:
    ///   - actor: Who acts.
    ///   - pace: How long the closure may hold the writer.
    ///   - body: Changes and returns a value; may run more than once.
    /// - Throws: What `body` throws, and nothing is kept; ``StoreError`` with ``StoreError/Code/unjournaled``,
    ///   ``StoreError/Code/timeLimit``, ``StoreError/Code/conflict``, ``StoreError/Code/diskFull``,
    ///   ``StoreError/Code/inputOutput``, ``StoreError/Code/connectionLost``, ``StoreError/Code/closed``.
    @discardableResult
    func write<Result: Sendable>(
        as actor: Actor, at pace: WritePace, _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result

    /// Moments at which somebody, on any node, woke a channel; several wakes may arrive as one.
    ///
    /// The stream ends when the store closes. After a lost connection it gives one wake, since something may be missed.
    func wakes(of signal: Signal) -> AsyncStream<Void>

    /// The number below which every stamped row is settled: no running transaction can still add one (see `Journal`).
    ///
    /// - Returns: `Int64.max` where commits are serial.
    /// - Throws: ``StoreError``.
    func settledStamp() async throws -> Int64

    /// Counts and times since the start, for `/metrics`; names as in OpenMetrics without the prefix.
    func figures() -> [StoreFigure]

    /// Finishes what was accepted, then closes; later calls throw ``StoreError/Code/closed``.
    func close() async
}

extension Store {
    /// Reads one consistent snapshot in the lane of pages.
    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (Snapshot) throws -> Result
    ) async throws -> Result {
        try await read(in: .pages, body)
    }

    /// Changes the database in one short transaction.
    @discardableResult
    public func write<Result: Sendable>(
        as actor: Actor, _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await write(as: actor, at: .command, body)
    }
}

/// Which queue a read waits in.
public enum ReadLane: Sendable, Hashable {
    /// What somebody waits for in front of a screen; at most 5 seconds.
    case pages
    /// Exports, reports, checks; at most 10 minutes.
    case reports

    /// The time limit of a read.
    public var limit: Duration {
        switch self {
        case .pages: .seconds(5)
        case .reports: .seconds(600)
        }
    }
}

/// How long a write may hold the writer.
public enum WritePace: Sendable, Hashable {
    /// Over 50 ms is logged, over 1 s is refused.
    case command
    /// Set-up, imports' flips, migrations: no limit.
    case maintenance
}

/// One figure of a store since its start.
public struct StoreFigure: Sendable, Hashable {
    /// Name in `snake_case` with its unit last.
    public let name: String
    /// Whether it only grows.
    public let isCounter: Bool
    /// The value.
    public let value: Double

    /// Gives a figure.
    public init(_ name: String, isCounter: Bool, _ value: Double) {
        self.name = name
        self.isCounter = isCounter
        self.value = value
    }
}
