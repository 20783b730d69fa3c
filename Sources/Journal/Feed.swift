public import Logging
public import Store
public import Vocabulary

/// Tells open pages of this node that something happened at what they show; it says where, never what.
public actor Feed {
    /// The last position known when something happened to a topic.
    public struct Hint: Sendable, Hashable {
        /// The journal position; a page that comes back says the last one it heard.
        public let position: Int64
    }

    private struct Subscriber {
        let topic: Identifier
        let continuation: AsyncStream<Hint>.Continuation
    }

    private let store: any Store
    private let logger: Logger
    private var head: Int64?
    private var nextNumber = 0
    private var subscribers: [Int: Subscriber] = [:]

    /// Makes a feed without subscribers.
    public init(store: any Store, logger: Logger) {
        self.store = store
        self.logger = logger
    }

    /// How many pages listen.
    public var subscriberCount: Int { subscribers.count }

    /// Hints about one topic: a community, a place or a thing.
    ///
    /// Hints that are not taken in time are replaced by the newest. Ending the stream unsubscribes.
    ///
    /// - Parameter last: The last position that the page heard of; if the journal went on since, a hint comes at once.
    public func hints(about topic: Identifier, since last: Int64?) -> AsyncStream<Hint> {
        let (stream, continuation) = AsyncStream.makeStream(of: Hint.self, bufferingPolicy: .bufferingNewest(1))
        let number = nextNumber
        nextNumber += 1
        subscribers[number] = Subscriber(topic: topic, continuation: continuation)
        continuation.onTermination = { [weak self] _ in
            Task { await self?.remove(number) }
        }
        if let last, let head, last < head { continuation.yield(Hint(position: head)) }
        return stream
    }

    /// Follows the journal until the task is cancelled or the store is closed, then ends all streams.
    public func run() async {
        await Waiting(store.wakes(of: Journal.sequenced), atMost: .seconds(2)).repeatUntilCancelled(logger, "feed") {
            try await self.catchUp()
        }
        endAll()
    }

    /// Ends all streams, so that a server can stop; pages connect again to whoever answers next.
    public func endAll() {
        for subscriber in subscribers.values { subscriber.continuation.finish() }
        subscribers = [:]
    }

    private func remove(_ number: Int) { subscribers[number] = nil }

    private func catchUp() async throws {
        guard let seen = head else {
            head = try await store.read { try Journal.head(in: $0) }
            return
        }
        let entries = try await store.read { try Journal.entries(after: seen, limit: 1_000, in: $0) }
        guard let last = entries.last else { return }
        head = last.position
        var topics: [Identifier: Int64] = [:]
        for sequenced in entries {
            let entry = sequenced.entry
            for topic in [entry.subject, entry.place, entry.community] {
                if let topic { topics[topic] = sequenced.position }
            }
        }
        for subscriber in subscribers.values {
            if let position = topics[subscriber.topic] { subscriber.continuation.yield(Hint(position: position)) }
        }
        if entries.count == 1_000 { try await catchUp() }
    }
}
