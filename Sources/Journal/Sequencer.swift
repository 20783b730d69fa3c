public import Logging
public import Store
import Vocabulary

/// Gives every entry its position, without gaps, in an order in which nothing appears behind a reader's back.
///
/// On PostgreSQL a transaction may take its serial number first and commit last. The sequencer therefore takes only
/// entries whose transaction number lies below `Store.settledStamp()`: no running transaction can still add one there.
/// One sequencer works at a time: the row of `journal_sequencer` is locked, and who finds that it moved begins again.
public struct Sequencer: Sendable {
    private let store: any Store
    private let logger: Logger

    /// Entries that one transaction of the sequencer takes at most.
    static let batchMax = 500
    /// How long it waits when a running transaction holds entries back.
    static let unsettledPause = Duration.milliseconds(4)
    /// How long it sleeps at most without being woken; a node that stopped between commit and wake leaves entries behind.
    static let sleepMax = Duration.seconds(1)

    /// Makes a sequencer over a store.
    public init(store: any Store, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    /// Works until the task is cancelled or the store is closed.
    public func run() async {
        await Waiting(store.wakes(of: Journal.written), atMost: Self.sleepMax).repeatUntilCancelled(logger, "sequencer")
        {
            var outcome = try await sequence()
            while outcome != .nothingLeft, !Task.isCancelled {
                if outcome == .waitingForOthers { try await Task.sleep(for: Self.unsettledPause) }
                outcome = try await sequence()
            }
        }
    }

    /// What one round found.
    public enum Outcome: Sendable, Hashable {
        /// Every entry has its position.
        case nothingLeft
        /// Positions were given, or somebody else gave them; there may be more.
        case progressed
        /// Entries are there, but a running transaction may still add one before them.
        case waitingForOthers
    }

    /// Gives positions to at most 500 settled entries.
    ///
    /// - Throws: `StoreError`.
    public func sequence() async throws -> Outcome {
        let bound = try await store.settledStamp()
        let found = try await store.read { snapshot in try Found(below: bound, in: snapshot) }
        guard let last = found.settled.last else { return found.isOthersWaiting ? .waitingForOthers : .nothingLeft }
        return try await store.write(as: .clockwork) { tx in
            let mark = try Watermark(in: tx, lock: tx.dialect.forUpdate)
            guard mark == found.mark else { return .progressed }
            for (offset, entry) in found.settled.enumerated() {
                try tx.execute(
                    "INSERT INTO journal_order (position, serial) VALUES (?, ?)",
                    [.integer(mark.position + Int64(offset) + 1), .integer(entry.serial)])
            }
            try tx.execute(
                "UPDATE journal_sequencer SET position = ?, stamp = ?, serial = ? WHERE id = 1",
                [
                    .integer(mark.position + Int64(found.settled.count)), .integer(last.stamp),
                    .integer(last.serial),
                ])
            tx.wake(Journal.sequenced)
            return .progressed
        }
    }
}

private struct Watermark: Sendable, Hashable {
    let position: Int64
    let stamp: Int64
    let serial: Int64

    init(in snapshot: Snapshot, lock: String = "") throws {
        let mark = try snapshot.first(
            "SELECT position, stamp, serial FROM journal_sequencer WHERE id = 1" + lock
        ) { row in (try row.integer(0), try row.integer(1), try row.integer(2)) }
        (position, stamp, serial) = mark ?? (0, 0, 0)
    }
}

private struct Found: Sendable {
    let mark: Watermark
    let settled: [(stamp: Int64, serial: Int64)]
    let isOthersWaiting: Bool

    init(below bound: Int64, in snapshot: Snapshot) throws {
        mark = try Watermark(in: snapshot)
        let next = try snapshot.rows(
            """
            SELECT stamp, serial FROM journal_entry WHERE (stamp, serial) > (?, ?) \
            ORDER BY stamp, serial LIMIT ?
            """, [.integer(mark.stamp), .integer(mark.serial), .integer(Sequencer.batchMax)]
        ) { row in (stamp: try row.integer(0), serial: try row.integer(1)) }
        settled = next.filter { $0.stamp < bound }
        isOthersWaiting = settled.count < next.count
    }
}
