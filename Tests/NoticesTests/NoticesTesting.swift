import CommunityFixture
import Journal
import Keyring
import Notices
import People
import Places
import Store
import StoreContract
import Synchronization
import Vocabulary

/// A house with a community, two residents and staff, whose clock a test moves.
struct NoticeHouse {
    let store: any Store
    let clock: TestClock
    let community: Place

    static let schema = Schema([
        Journal.schema, Keyring.schema, Places.schema, People.schema, Notices.schema,
    ])
    static let policy = NoticePolicy(zoneSeconds: 28_800, channels: Set(NoticeChannel.allCases))
    static let chen = Cast.chen.id
    static let anna = Cast.anna.id
    static let node = Identifier(high: 1, low: 1)

    static func with(_ engine: Engine, _ body: (NoticeHouse) async throws -> Void) async throws {
        let clock = TestClock()
        let database = try TestDatabase(on: engine)
        defer { database.remove() }
        let store = try await database.open(schema, surroundings: clock.surroundings)
        do {
            let community = try await store.write(as: .operatorOfMachine) { tx in
                try Places.add(
                    .street, code: "s", name: LocalizedText(zhHans: "街道", en: "Street"), below: nil, at: nil, in: tx)
            }
            try await body(NoticeHouse(store: store, clock: clock, community: community))
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }

    func actor(_ person: Cast) -> Actor { person.actor(at: community.id.raw) }

    func draft(_ kind: NoticeKind = .matterTaken, cause: UInt64) -> NoticeDraft {
        NoticeDraft(
            kind, about: Identifier(high: 9, low: 9), community: community.id.raw,
            cause: Identifier(high: 8, low: cause),
            facts: Payload(Payload.Code("1122-7k3m").map { [NoticeFact.number: .code($0)] } ?? [:]))
    }

    @discardableResult
    func tell(
        _ kind: NoticeKind = .matterTaken, cause: UInt64 = 1, to person: Identifier = chen,
        through channels: Set<NoticeChannel>? = nil
    ) async throws -> ID<Notice>? {
        let draft = draft(kind, cause: cause)
        return try await store.write(as: .clockwork) { tx in
            try Notices.tell(draft, to: person, through: channels, under: Self.policy, in: tx)
        }
    }

    func inbox(_ person: Cast) async throws -> [Notice] {
        let actor = actor(person)
        return try await store.read { try Notices.inbox(limit: 200, for: actor, in: $0) }
    }

    func unread(_ person: Cast) async throws -> Int {
        let actor = actor(person)
        return try await store.read { try Notices.unreadCount(for: actor, in: $0) }
    }

    func due(_ channel: NoticeChannel) async throws -> [ID<Delivery>] {
        let now = clock.now
        return try await store.read { try Deliveries.due(channel, at: now, limit: 200, in: $0) }
    }

    func dispatching(
        _ channel: NoticeChannel = .wechat, node: Identifier = node, send: @escaping Dispatching.Send
    ) -> Dispatching {
        Dispatching(
            channel, book: Self.book, store: store, surroundings: clock.surroundings, node: node, logger: .silent,
            send: send)
    }

    static let book = AddressBook(
        address: { person, channel, _ in person == anna && channel == .sms ? nil : "\(channel.rawValue)-address" },
        language: { person, _ in person == anna ? .en : .zhHans })

    func states() async throws -> [String] {
        try await store.read { snapshot in
            try snapshot.rows("SELECT channel, state, attempts, coalesce(reason, '') FROM notice_delivery ORDER BY id")
            {
                "\(try $0.text(0)) \(try $0.text(1)) \(try $0.integer(2)) \(try $0.text(3))"
            }
        }
    }
}

/// Surroundings whose clock a test moves; it begins on Monday, 21 September 2026, 12:00 in Shanghai.
final class TestClock: Sendable {
    private let milliseconds = Atomic<Int64>(1_789_963_200_000)

    var now: Instant { Instant(millisecondsSince1970: milliseconds.load(ordering: .relaxed)) }

    var surroundings: Surroundings {
        let fixed = Surroundings.fixed()
        return Surroundings(clock: { [self] in now }, chance: { fixed.chance() })
    }

    func advance(_ seconds: Int64) { milliseconds.add(seconds * 1_000, ordering: .relaxed) }
}

extension Notices {
    /// A number and a role, so that every sentence can be filled.
    static var exampleFacts: Payload {
        var facts: [String: Payload.Fact] = [:]
        facts[NoticeFact.number] = Payload.Code("1122-7k3m").map { .code($0) }
        facts[NoticeFact.role] = Payload.Code(Role.butler.rawValue).map { .code($0) }
        return Payload(facts)
    }
}
