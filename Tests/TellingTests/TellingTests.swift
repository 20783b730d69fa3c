import CommunityFixture
import Flows
import Journal
import Keyring
import Notices
import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@testable import Telling

@Suite("Telling: who hears of matters")
struct TellingTests {
    static let schema = Schema([
        Journal.schema, Keyring.schema, Places.schema, People.schema, Notices.schema, Flows.schema,
    ])
    static let policy = NoticePolicy(zoneSeconds: 28_800, channels: [.webhook])

    static func follow(
        _ store: any Store, subscribers: [NoticeSubscriber] = [], node: UInt64 = 1
    ) async throws {
        let sequencer = Sequencer(store: store, logger: .silent)
        while try await sequencer.sequence() != .nothingLeft {}
        let telling = Telling(policy, subscribers: subscribers) { roles, _, _ in
            Cast.allCases.filter { roles.contains($0.role) }.map(\.id)
        }
        let following = Following(
            telling.follower, store: store, node: Identifier(high: 1, low: node), logger: .silent)
        while try await following.step() {}
    }

    static func heard(_ store: any Store, _ person: Cast) async throws -> [NoticeKind] {
        let actor = Actor(id: person.id, grants: [])
        return try await store.read { try Notices.inbox(limit: 200, for: actor, in: $0).reversed().map(\.kind) }
    }

    static func with(_ engine: Engine, _ body: (any Store, CommunityFixture) async throws -> Void) async throws {
        try await TestDatabase.with(engine, schema: schema) { store in
            try await body(store, try await CommunityFixture.make(in: store))
        }
    }

    static func open(_ store: any Store, _ community: CommunityFixture, by person: Cast = .chen) async throws -> Matter
    {
        let actor = person.actor(at: community.street.id.raw)
        return try await store.write(as: actor) { tx in
            try Matters.open(
                MatterReport(place: community.compound.id, kind: .lamp, words: "灯不亮"), zoneSeconds: 28_800, in: tx)
        }
    }

    @Test(
        "staff hear of a report, the reporter of its progress, nobody of what they did themselves",
        arguments: Engine.available)
    func progress(_ engine: Engine) async throws {
        try await Self.with(engine) { store, community in
            let matter = try await Self.open(store, community)
            let street = community.street.id.raw
            for (person, act) in [
                (Cast.cheng, MatterAct.take), (.cheng, .finish(note: nil)), (.chen, .rate(.notFixed)),
            ] {
                try await Self.follow(store)
                try await store.write(as: person.actor(at: street)) { try Matters.act(act, on: matter.id, in: $0) }
            }
            for _ in 0..<2 { try await Self.follow(store) }
            #expect(try await Self.heard(store, .chen) == [.matterTaken, .matterFinished])
            #expect(try await Self.heard(store, .cheng) == [.matterOpened, .matterReopened])
            #expect(try await Self.heard(store, .shen) == [.matterOpened, .matterReopened])
            #expect(try await Self.heard(store, .anna) == [])
        }
    }

    @Test("a system hears of its own community by webhook and of no other", arguments: Engine.available)
    func subscriber(_ engine: Engine) async throws {
        try await Self.with(engine) { store, community in
            let own = NoticeSubscriber(
                id: Identifier(high: 5, low: 1), community: community.community.id.raw, topics: [.matterDuty])
            let foreign = NoticeSubscriber(
                id: Identifier(high: 5, low: 2), community: Identifier(high: 5, low: 3), topics: [.matterDuty])
            _ = try await Self.open(store, community)
            try await Self.follow(store, subscribers: [own, foreign])
            let people = try await store.read { snapshot in
                try snapshot.rows("SELECT person FROM notice_delivery WHERE channel = 'webhook'") {
                    try $0.identifier(0)
                }
            }
            #expect(people == [own.id])
        }
    }

    @Test("an entry about an unknown matter is parked and the others flow", arguments: Engine.available)
    func poison(_ engine: Engine) async throws {
        try await Self.with(engine) { store, community in
            try await store.write(as: .clockwork) { tx in
                try Journal.append(
                    EntryKind("matter.taken"), about: tx.identifier(), at: nil, under: "test", in: tx)
            }
            _ = try await Self.open(store, community)
            for _ in 0..<8 { try await Self.follow(store) }
            #expect(try await Self.heard(store, .cheng) == [.matterOpened])
            let parked = try await store.read { try Journal.parked(in: $0) }
            #expect(parked.map(\.follower) == ["telling"])
        }
    }
}
