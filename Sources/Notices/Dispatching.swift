import Journal
public import Logging
public import Store
public import Vocabulary

/// Sends the deliveries of one channel on this node; other nodes do the same, and each delivery is claimed by one.
public struct Dispatching: Sendable {
    /// Sends one message; throws ``SendingError`` where it was not taken.
    public typealias Send = @Sendable (OutgoingNotice) async throws -> Void

    private let channel: NoticeChannel
    private let send: Send
    private let book: AddressBook
    private let store: any Store
    private let surroundings: Surroundings
    private let node: Identifier
    private let logger: Logger

    /// Messages that one node sends at the same time through one channel.
    static let togetherMax = 8
    /// How long it sleeps at most without being woken.
    static let sleepMax = Duration.seconds(1)

    /// Makes a sender.
    ///
    /// - Parameter node: Identifier of this process, new at each start.
    public init(
        _ channel: NoticeChannel, book: AddressBook, store: any Store, surroundings: Surroundings, node: Identifier,
        logger: Logger, send: @escaping Send
    ) {
        self.channel = channel
        self.send = send
        self.book = book
        self.store = store
        self.surroundings = surroundings
        self.node = node
        self.logger = logger
    }

    /// Works until the task is cancelled or the store is closed.
    public func run() async {
        await Waiting(store.wakes(of: Deliveries.made), atMost: Self.sleepMax)
            .repeatUntilCancelled(logger, "delivery.\(channel.rawValue)") {
                while try await round() == Self.togetherMax, !Task.isCancelled {}
            }
    }

    /// Sends what is due now, at most eight messages together.
    ///
    /// - Returns: How many were due.
    /// - Throws: `StoreError`.
    public func round() async throws -> Int {
        let now = surroundings.now()
        let due = try await store.read { [channel] in
            try Deliveries.due(channel, at: now, limit: Self.togetherMax, in: $0)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in due { group.addTask { try await deliver(id) } }
            try await group.waitForAll()
        }
        return due.count
    }

    private func deliver(_ id: ID<Delivery>) async throws {
        guard let claim = try await claim(id) else { return }
        let failure = try await attempt(claim.message)
        try await store.write(as: .clockwork) { [node] tx in
            try Deliveries.settle(id, by: node, attempt: claim.attempt, failure: failure, in: tx)
        }
        if let failure {
            logger.warning(
                "a delivery failed",
                metadata: [
                    "channel": "\(channel.rawValue)", "delivery": "\(id)", "reason": "\(failure.reason.rawValue)",
                    "attempt": "\(claim.attempt)",
                ])
        }
    }

    /// Claims a delivery; one that cannot be read or opened is parked, so that it does not hold up those behind it.
    private func claim(_ id: ID<Delivery>) async throws -> (message: OutgoingNotice, attempt: Int)? {
        do {
            return try await store.write(as: .clockwork) { [node, book] tx in
                try Deliveries.claim(id, by: node, book, in: tx)
            }
        } catch let error as StoreError {
            throw error
        } catch {
            try await store.write(as: .clockwork) { try Deliveries.setAside(id, in: $0) }
            logger.error(
                "a delivery cannot be read and was parked",
                metadata: ["channel": "\(channel.rawValue)", "delivery": "\(id)"])
            return nil
        }
    }

    /// What a connector throws that is no ``SendingError`` is not written anywhere: it may hold the message.
    private func attempt(_ message: OutgoingNotice) async throws -> SendingError? {
        do {
            try await send(message)
            return nil
        } catch let error as SendingError {
            return error
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return SendingError(.unreachable)
        }
    }
}
