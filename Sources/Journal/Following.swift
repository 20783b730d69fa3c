public import Logging
public import Store
public import Vocabulary

/// Runs one follower on this node while it holds the lease; another node takes over when the lease runs out.
public struct Following: Sendable {
    private let follower: Follower
    private let store: any Store
    private let node: Identifier
    private let logger: Logger

    /// Failures at one entry before it is parked.
    static let failuresMax: Int64 = 5
    /// How long a lease lasts without being renewed.
    static let leaseMilliseconds: Int64 = 10_000
    static let sleepMax = Duration.seconds(1)

    /// Makes a runner.
    ///
    /// - Parameter node: Identifier of this process, new at each start.
    public init(_ follower: Follower, store: any Store, node: Identifier, logger: Logger) {
        self.follower = follower
        self.store = store
        self.node = node
        self.logger = logger
    }

    /// Works until the task is cancelled or the store is closed.
    public func run() async {
        await Waiting(store.wakes(of: Journal.sequenced), atMost: Self.sleepMax)
            .repeatUntilCancelled(logger, follower.name) {
                while try await step(), !Task.isCancelled {}
            }
    }

    /// Digests the next entries.
    ///
    /// - Returns: Whether there may be more to do at once.
    /// - Throws: `StoreError`; what the work throws is counted, and after five failures the entry is parked.
    public func step() async throws -> Bool {
        switch follower.work {
        case .inside(let digest): try await stepInside(digest)
        case .outside(let send): try await stepOutside(send)
        }
    }

    private func stepInside(_ digest: @escaping @Sendable (SequencedEntry, Transaction) throws -> Void) async throws
        -> Bool
    {
        let place = Cursor(follower.name, node)
        let batchMax = follower.batchMax
        do {
            return try await store.write(as: .clockwork) { tx in
                guard let cursor = try place.hold(in: tx) else { return false }
                // After a failure entries are digested one by one, so that only the poisonous one is parked.
                let limit = cursor.failures > 0 ? 1 : batchMax
                let entries = try Journal.entries(after: cursor.position, limit: limit, in: tx)
                guard let last = entries.last else { return false }
                for entry in entries { try digest(entry, tx) }
                try place.move(to: last.position, in: tx)
                return entries.count == limit
            }
        } catch let error as StoreError where error.code == .closed || error.code == .connectionLost {
            throw error
        } catch {
            return try await countFailure(error)
        }
    }

    private func stepOutside(_ send: @Sendable (SequencedEntry) async throws -> Void) async throws -> Bool {
        let place = Cursor(follower.name, node)
        let next = try await store.write(as: .clockwork) { tx in
            guard let cursor = try place.hold(in: tx) else { return SequencedEntry?.none }
            return try Journal.entries(after: cursor.position, limit: 1, in: tx).first
        }
        guard let next else { return false }
        do {
            try await send(next)
        } catch {
            return try await countFailure(error)
        }
        return try await store.write(as: .clockwork) { tx in
            guard try place.hold(in: tx) != nil else { return false }
            try place.move(to: next.position, in: tx)
            return true
        }
    }

    private func countFailure(_ error: any Error) async throws -> Bool {
        let place = Cursor(follower.name, node)
        let reason = "\(error)"
        let parked = try await store.write(as: .clockwork) { tx -> Int64? in
            guard let cursor = try place.hold(in: tx) else { return nil }
            return try place.fail(cursor, reason: reason, in: tx)
        }
        if let parked {
            logger.error(
                "an entry was parked",
                metadata: ["part": "\(follower.name)", "position": "\(parked)", "error": "\(reason)"])
            return true
        }
        try await Task.sleep(for: .milliseconds(50))
        return true
    }
}

/// The row of `journal_follower`, seen by one node.
private struct Cursor: Sendable {
    struct State { let position: Int64; let failures: Int64 }

    let name: String
    let node: Identifier

    init(_ name: String, _ node: Identifier) {
        self.name = name
        self.node = node
    }

    /// Takes or renews the lease; nil while another node holds it.
    func hold(in tx: Transaction) throws -> State? {
        try tx.execute(
            """
            INSERT INTO journal_follower (name, position, failures, holder, held_until_ms) VALUES (?, 0, 0, NULL, 0) \
            ON CONFLICT (name) DO NOTHING
            """, [.text(name)])
        let held = try tx.execute(
            """
            UPDATE journal_follower SET holder = ?, held_until_ms = ? \
            WHERE name = ? AND (holder IS NULL OR holder = ? OR held_until_ms < ?)
            """,
            [
                .identifier(node), .integer(tx.now.millisecondsSince1970 + Following.leaseMilliseconds), .text(name),
                .identifier(node), .instant(tx.now),
            ])
        guard held == 1 else { return nil }
        return try tx.first(
            "SELECT position, failures FROM journal_follower WHERE name = ?", [.text(name)]
        ) { State(position: try $0.integer(0), failures: try $0.integer(1)) }
    }

    func move(to position: Int64, in tx: Transaction) throws {
        try tx.execute(
            "UPDATE journal_follower SET position = ?, failures = 0 WHERE name = ?", [.integer(position), .text(name)])
    }

    /// Counts a failure at the entry after the cursor; parks it at the fifth and gives back its position.
    func fail(_ state: State, reason: String, in tx: Transaction) throws -> Int64? {
        guard state.failures + 1 >= Following.failuresMax else {
            try tx.execute("UPDATE journal_follower SET failures = failures + 1 WHERE name = ?", [.text(name)])
            return nil
        }
        try tx.execute(
            "INSERT INTO journal_parked (follower, position, reason, parked_ms) VALUES (?, ?, ?, ?)",
            [.text(name), .integer(state.position + 1), .text(reason), .instant(tx.now)])
        try move(to: state.position + 1, in: tx)
        return state.position + 1
    }
}

extension Journal {
    /// Entries set aside by followers, newest first; at most 200.
    public static func parked(in snapshot: Snapshot) throws -> [ParkedEntry] {
        try snapshot.rows(
            "SELECT follower, position, reason FROM journal_parked ORDER BY parked_ms DESC, position DESC LIMIT 200"
        ) { ParkedEntry(follower: try $0.text(0), position: try $0.integer(1), reason: try $0.text(2)) }
    }
}
