import Journal
import Keyring
import People
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("People: who is told, and where they are written to")
struct HoldersTests {
    private static func holders(
        _ roles: Set<Role>, _ place: Place, in house: PeopleHouse, for actor: Actor = .clockwork
    ) async throws -> [ID<Person>] {
        try await house.store.write(as: .clockwork) { tx in
            try People.nearestHolders(of: roles, for: place.id, at: tx.now, for: actor, in: tx)
        }
    }

    @Test(
        "of each role those nearest to the place are found, and nobody of the next community",
        arguments: Engine.available)
    func nearest(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let street = try await house.staff("街道甲", .clerk, at: house.community.street)
            let clerk = try await house.staff("沈敏", .clerk)
            let far = try await house.staff("管家远", .butler)
            let near = try await house.staff("管家近", .butler, at: house.community.compound)
            _ = try await house.staff("居民", .resident)
            let (community, compound) = (house.community.community, house.community.compound)
            let home = house.community.homes[0]
            for place in [home, compound] {
                #expect(try await Set(Self.holders([.butler, .clerk], place, in: house)) == [near, clerk])
            }
            #expect(try await Set(Self.holders([.butler, .clerk], community, in: house)) == [far, clerk])
            #expect(try await Self.holders([.clerk], house.community.street, in: house) == [street])
            #expect(try await Self.holders([.resident, .manager], community, in: house) == [])
        }
    }

    @Test("a role that was taken back, is over or begins later is not found", arguments: Engine.available)
    func over(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let community = house.community.community
            let first = try await house.add("甲")
            let grant = try await house.give(.butler, to: first)
            let later = try await house.add("乙")
            try await house.store.write(as: .operatorOfMachine) { tx in
                try People.give(
                    .butler, to: later, at: community.id, from: tx.now.advanced(byMilliseconds: 86_400_000), in: tx)
                return
            }
            #expect(try await Self.holders([.butler], community, in: house) == [first])
            try await house.store.write(as: .operatorOfMachine) { try People.withdraw(grant.id, in: $0) }
            #expect(try await Self.holders([.butler], community, in: house) == [])
        }
    }

    @Test("who holds roles is told to the system and to those who may see roles there", arguments: Engine.available)
    func scope(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let (manager, resident) = (try await house.staff("何静", .manager), try await house.staff("陈", .resident))
            let community = house.community.community
            #expect(try await Self.holders([.manager], community, in: house, for: house.actor(manager)) == [manager])
            let actor = try await house.actor(resident)
            await #expect(throws: PeopleError.notFound) {
                try await Self.holders([.manager], community, in: house, for: actor)
            }
        }
    }

    @Test(
        "language and mail address are kept sealed, given to the system alone, and gone with the person",
        arguments: Engine.available)
    func wishes(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let (store, keyring) = (house.store, house.keyring)
            let chen = try await house.add("陈桂芳", phone: "13800000001", isAccount: true)
            let actor = try await house.actor(chen)
            let email = try #require(EmailAddress(" Chen.Guifang@Example.ORG "))
            try await store.write(as: actor) { try People.wish(.en, email: email, with: keyring, in: $0) }
            try await store.write(as: .operatorOfMachine) {
                try People.connectWeChat(OpenID("openid-1"), of: chen, with: keyring, in: $0)
            }
            let wishes = try await store.read { try People.wishes(of: actor, with: keyring, in: $0) }
            #expect(wishes?.language == .en)
            #expect(wishes?.email?.written == "Chen.Guifang@example.org")
            let found = try await store.read {
                try People.addresses(of: chen, for: .clockwork, with: keyring, in: $0)
            }
            #expect(found == ContactAddresses(email: email, wechat: OpenID("openid-1")))
            await #expect(throws: PeopleError.notAllowed(.unmask)) {
                try await store.read { try People.addresses(of: chen, for: actor, with: keyring, in: $0) }
            }
            let raw = try await store.read { try $0.rows("SELECT email FROM contact_address") { try $0.bytes(0) } }
            #expect(!raw.contains { String(decoding: $0, as: UTF8.self).contains("xample") })
            try await store.write(as: .clockwork) { tx in
                try keyring.destroyKey(of: chen.raw, because: .asked, in: tx)
            }
            let sequencer = Sequencer(store: store, logger: .silent)
            while try await sequencer.sequence() != .nothingLeft {}
            let following = Following(
                People.forgetting, store: store, node: Identifier(high: 1, low: 1), logger: .silent)
            while try await following.step() {}
            #expect(try await store.read { try $0.integer("SELECT count(*) FROM contact_address") } == 0)
        }
    }

    @Test("forgotten or gone from every place is not told; new and nowhere yet is", arguments: Engine.available)
    func reachable(_ engine: Engine) async throws {
        try await PeopleHouse.with(engine) { house in
            let (store, keyring) = (house.store, house.keyring)
            func reachable(_ id: ID<Person>) async throws -> Bool {
                try await store.write(as: .clockwork) { try People.isReachable(id, at: $0.now, in: $0) }
            }
            let name = try #require(PersonName("新邻居"))
            let newcomer = try await store.write(as: .operatorOfMachine) {
                try People.add(PersonDraft(PersonDetails(name: name), at: nil), with: keyring, in: $0)
            }
            let chen = try await house.add("陈桂芳", phone: "13800000001", isAccount: true)
            #expect(try await reachable(newcomer))
            #expect(try await reachable(chen))
            #expect(try await !reachable(ID(Identifier(high: 9, low: 9))))
            try await store.write(as: .operatorOfMachine) { tx in
                try tx.execute("UPDATE belonging SET until_ms = ? WHERE person = ?", [.instant(tx.now), .id(chen)])
                try Journal.append(EntryKind("person.tested"), about: chen.raw, at: nil, under: "test", in: tx)
            }
            #expect(try await !reachable(chen))
        }
    }

    @Test(
        "what no mail server takes is no address",
        arguments: [
            "", "a", "@", "a@", "@b.c", "a@b", "a b@c.de", "a@b..de", "a@-b.de", ".a@b.de", "a@b.de\r\nBcc: x@y.de",
            "a@b@c.de", "<a@b.de>", "\"a\"@b.de", "a@[127.0.0.1]", "陈@例子.中国", "a@b.de,c@d.ef",
        ])
    func unfit(_ text: String) { #expect(EmailAddress(text) == nil) }
}
