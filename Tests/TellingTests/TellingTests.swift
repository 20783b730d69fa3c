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
    static let keyring = Keyring.fixed(seed: 7)
    static let policy = NoticePolicy(zoneSeconds: 28_800, channels: [.webhook])

    static func follow(
        _ store: any Store, subscribers: [NoticeSubscriber] = [], node: UInt64 = 1
    ) async throws {
        let sequencer = Sequencer(store: store, logger: .silent)
        while try await sequencer.sequence() != .nothingLeft {}
        let telling = Telling(policy, subscribers: subscribers)
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
            let community = try await CommunityFixture.make(in: store)
            try await community.settle(in: store, with: keyring)
            try await body(store, community)
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

    @Test("who leaves is not told any more, and a role that was taken back hears nothing", arguments: Engine.available)
    func gone(_ engine: Engine) async throws {
        try await Self.with(engine) { store, community in
            let grants = try await store.read { snapshot in
                try snapshot.rows("SELECT id FROM role_grant WHERE person = ?", [.identifier(Cast.cheng.id)]) {
                    try $0.id(0, of: RoleGrant.self)
                }
            }
            try await store.write(as: .operatorOfMachine) { tx in
                for grant in grants { try People.withdraw(grant, in: tx) }
            }
            _ = try await Self.open(store, community)
            for _ in 0..<2 { try await Self.follow(store) }
            #expect(try await Self.heard(store, .cheng) == [])
            #expect(try await Self.heard(store, .gu) == [.matterOpened])
            #expect(try await Self.heard(store, .shen) == [.matterOpened])
        }
    }

    @Test("a claim tells those who check it, and its end the claimer and the carer", arguments: Engine.available)
    func claim(_ engine: Engine) async throws {
        try await Self.with(engine) { store, community in
            let street = community.street.id.raw
            let claim = try await store.write(as: Cast.chen.actor(at: street)) {
                try People.askForHome(
                    community.homes[5].id, as: .owner, for: ID(Cast.chen.id), with: Self.keyring, in: $0)
            }
            for _ in 0..<2 { try await Self.follow(store) }
            #expect(try await Self.heard(store, .shen) == [.homeClaimed])
            #expect(try await Self.heard(store, .he) == [.homeClaimed])
            #expect(try await Self.heard(store, .cheng) == [])
            try await store.write(as: Cast.shen.actor(at: street)) {
                try People.decide(claim, with: Self.keyring, in: $0)
            }
            for _ in 0..<2 { try await Self.follow(store) }
            #expect(try await Self.heard(store, .chen) == [.homeAccepted])
            #expect(try await Self.heard(store, .daming) == [.homeAccepted])
            #expect(try await Self.heard(store, .shen) == [.homeClaimed])
        }
    }

    @Test(
        "roles given by hand and data that were read are told to the person; set-up is no news",
        arguments: Engine.available)
    func rights(_ engine: Engine) async throws {
        try await Self.with(engine) { store, community in
            let street = community.street.id.raw
            for _ in 0..<2 { try await Self.follow(store) }
            #expect(try await Self.heard(store, .zhou) == [])
            let grant = try await store.write(as: Cast.he.actor(at: street)) {
                try People.give(.gridWorker, to: ID(Cast.zhou.id), at: community.community.id, in: $0)
            }
            try await store.write(as: Cast.he.actor(at: street)) { try People.withdraw(grant.id, in: $0) }
            try await store.write(as: Cast.shen.actor(at: street)) { tx in
                _ = try People.unmask(
                    [.phone], of: ID(Cast.zhou.id), for: .contact, with: Self.keyring, in: tx)
            }
            for _ in 0..<2 { try await Self.follow(store) }
            #expect(try await Self.heard(store, .zhou) == [.rightsGiven, .rightsWithdrawn, .dataRead])
        }
    }

    @Test(
        "what was told to somebody whose key was destroyed is gone, and nothing leaves the house",
        arguments: Engine.available)
    func forgotten(_ engine: Engine) async throws {
        try await Self.with(engine) { store, community in
            let matter = try await Self.open(store, community)
            try await store.write(as: Cast.cheng.actor(at: community.street.id.raw)) {
                try Matters.act(.take, on: matter.id, in: $0)
            }
            for _ in 0..<2 { try await Self.follow(store) }
            #expect(try await Self.heard(store, .chen) == [.matterTaken])
            try await store.write(as: .clockwork) { tx in
                try Self.keyring.destroyKey(of: Cast.chen.id, because: .asked, in: tx)
            }
            for follower in [People.forgetting, Notices.forgetting] {
                let sequencer = Sequencer(store: store, logger: .silent)
                while try await sequencer.sequence() != .nothingLeft {}
                let following = Following(follower, store: store, node: Identifier(high: 1, low: 5), logger: .silent)
                while try await following.step() {}
            }
            #expect(try await Self.heard(store, .chen) == [])
            let left = try await store.read {
                try $0.integer("SELECT count(*) FROM notice_delivery WHERE person = ?", [.identifier(Cast.chen.id)])
            }
            #expect(left == 0)
            let book = AddressBook.ofPeople(with: Self.keyring, webhooks: []) { Instant(millisecondsSince1970: 0) }
            let address = try await store.read { try book.address(Cast.chen.id, .sms, $0) }
            #expect(address == nil)
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
