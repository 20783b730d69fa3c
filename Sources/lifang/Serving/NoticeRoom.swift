import CommunityFixture
import Connectors
import Foundation
import Journal
import Logging
import Notices
import Store
import Telling
import Vocabulary

/// How people are told: the follower that makes notices, and one sender for each channel that has a connector.
struct NoticeRoom: Sendable {
    private let file: ConnectorsFile?
    private let store: any Store
    private let surroundings: Surroundings
    private let logger: Logger

    init(_ file: ConnectorsFile?, _ store: any Store, _ surroundings: Surroundings, _ logger: Logger) {
        self.file = file
        self.store = store
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
        // The people of the demo hold their roles at every root; an address has none of them.
        let telling = Telling(policy, subscribers: subscribers) { roles, _, _ in
            Cast.allCases.filter { roles.contains($0.role) }.map(\.id)
        }
        let following = Following(telling.follower, store: store, node: node, logger: logger)
        let book = AddressBook(
            address: { [names = Set(subscribers.map(\.id))] person, channel, _ in
                channel == .webhook && names.contains(person) ? person.description : nil
            },
            language: { person, _ in person == Cast.anna.id ? .en : .zhHans })
        return [{ await following.run() }]
            + senders.map { channel, send in
                let dispatching = Dispatching(
                    channel, book: book, store: store, surroundings: surroundings, node: node, logger: logger,
                    send: send)
                return { await dispatching.run() }
            }
    }
}
