import Connectors
import Journal
import Keyring
import Logging
import Notices
import Store
import Telling
import Vocabulary

/// How people are told: the follower that makes notices, and one sender for each channel that has a connector.
struct NoticeRoom: Sendable {
    private let file: ConnectorsFile?
    private let store: any Store
    private let keyring: Keyring
    private let surroundings: Surroundings
    private let logger: Logger

    /// Furnishes the room; without a file everything stays in the inbox.
    init(
        _ file: ConnectorsFile?, _ store: any Store, _ keyring: Keyring, _ surroundings: Surroundings, _ logger: Logger
    ) {
        self.file = file
        self.store = store
        self.keyring = keyring
        self.surroundings = surroundings
        self.logger = logger
    }

    /// What runs beside the pages.
    func works(node: Identifier) -> [@Sendable () async -> Void] {
        let senders = file?.senders(clock: { [surroundings] in surroundings.now() }) ?? [:]
        let policy = NoticePolicy(zoneSeconds: Setting.zoneSeconds, channels: Set(senders.keys))
        let subscribers = (file?.subscriptions ?? []).map {
            NoticeSubscriber(id: $0.id, community: $0.community, topics: $0.topics)
        }
        let telling = Telling(policy, subscribers: subscribers)
        let following = Following(telling.follower, store: store, node: node, logger: logger)
        let forgetting = Following(Notices.forgetting, store: store, node: node, logger: logger)
        let book = AddressBook.ofPeople(with: keyring, webhooks: Set(subscribers.map(\.id)), clock: surroundings.now)
        return [{ await following.run() }, { await forgetting.run() }]
            + senders.map { channel, send in
                let dispatching = Dispatching(
                    channel, book: book, store: store, surroundings: surroundings, node: node, logger: logger,
                    send: send)
                return { await dispatching.run() }
            }
    }
}
