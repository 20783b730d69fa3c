public import Logging
public import Store
public import Vocabulary

/// Fires timers when they are due.
public struct Ticking: Sendable {
    /// What to do when a timer of one kind is due, in the transaction that removes it.
    public typealias Work = @Sendable (Timer, Transaction) throws -> Void

    private let works: [String: Work]
    private let store: any Store
    private let surroundings: Surroundings
    private let logger: Logger

    /// How often it looks; a timer is at most this late.
    static let pause = Duration.milliseconds(500)
    static let batchMax = 50
    /// Failures before a timer is set aside.
    static let failuresMax: Int64 = 5

    /// Makes a runner over the kinds that this version knows; timers of other kinds wait.
    public init(_ works: [String: Work], store: any Store, surroundings: Surroundings, logger: Logger) {
        self.works = works
        self.store = store
        self.surroundings = surroundings
        self.logger = logger
    }

    /// Works until the task is cancelled or the store is closed.
    public func run() async {
        let (never, _) = AsyncStream.makeStream(of: Void.self)
        await Waiting(never, atMost: Self.pause).repeatUntilCancelled(logger, "timers") {
            while try await fire() == Self.batchMax, !Task.isCancelled {}
        }
    }

    /// Fires what is due now.
    ///
    /// - Returns: How many timers were looked at.
    /// - Throws: `StoreError`; what the work throws is counted, and after five failures the timer is set aside.
    public func fire() async throws -> Int {
        let now = surroundings.now()
        let due = try await store.read { try Timers.due(at: now, limit: Self.batchMax, in: $0) }
        for timer in due { try await fire(timer) }
        return due.count
    }

    private func fire(_ timer: Timer) async throws {
        guard let work = works[timer.kind] else { return }
        do {
            try await store.write(as: .clockwork) { tx in
                let removed = try tx.execute(
                    "DELETE FROM timer WHERE id = ? AND due_ms = ?", [.id(timer.id), .instant(timer.due)])
                // Another node was quicker, or the timer was called off or moved meanwhile.
                guard removed == 1 else { return }
                try work(timer, tx)
            }
        } catch let error as StoreError where error.code == .closed || error.code == .connectionLost {
            throw error
        } catch {
            logger.error("a timer failed", metadata: ["kind": "\(timer.kind)", "error": "\(error)"])
            try await store.write(as: .clockwork) { tx in
                _ = try tx.execute(
                    """
                    UPDATE timer SET failures = failures + 1, due_ms = due_ms + 60000, \
                    parked = CASE WHEN failures + 1 >= ? THEN 1 ELSE 0 END WHERE id = ?
                    """, [.integer(Self.failuresMax), .id(timer.id)])
            }
        }
    }
}
