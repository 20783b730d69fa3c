import CommunityFixture
import Journal
import Keyring
import Store
import StoreContract
import Synchronization
import Testing
import Vocabulary

@testable import Notices

@Suite("Notices: deliveries")
struct DeliveriesTests {
    @Test("of 64 claimers at one moment exactly one gets the delivery", arguments: Engine.available)
    func race(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            try await house.tell()
            let id = try #require(try await house.due(.wechat).first)
            let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 1...64 {
                    group.addTask {
                        try await house.store.write(as: .clockwork) { tx in
                            try Deliveries.claim(
                                id, by: Identifier(high: 2, low: UInt64(number)), NoticeHouse.book, in: tx) != nil
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(winners == 1)
            #expect(try await house.states() == ["wechat sending 1 "])
        }
    }

    @Test("F-27: a message that cannot be put together is parked and the others flow", arguments: Engine.available)
    func unreadable(_ engine: Engine) async throws {
        let sent = Mutex<[String]>([])
        try await NoticeHouse.with(engine) { house in
            try await house.tell()
            try await house.tell(to: NoticeHouse.anna)
            let book = AddressBook(
                address: { person, _, _ in
                    guard person != NoticeHouse.chen else { throw KeyringError.tampered }
                    return "address"
                }, language: { _, _ in .en })
            let dispatching = Dispatching(
                .wechat, book: book, store: house.store, surroundings: house.clock.surroundings,
                node: NoticeHouse.node, logger: .silent
            ) { message in sent.withLock { $0.append(message.address) } }
            while try await dispatching.round() > 0 {}
            #expect(sent.withLock { $0 } == ["address"])
            #expect(try await Set(house.states()) == ["wechat parked 0 unreadable", "wechat sent 1 "])
        }
    }

    @Test("a message goes out once, in the language of the reader, and is sent", arguments: Engine.available)
    func sent(_ engine: Engine) async throws {
        let titles = Mutex<[String]>([])
        try await NoticeHouse.with(engine) { house in
            try await house.tell()
            try await house.tell(to: NoticeHouse.anna)
            let dispatching = house.dispatching { message in titles.withLock { $0.append(message.title) } }
            #expect(try await dispatching.round() == 2)
            #expect(try await dispatching.round() == 0)
            #expect(try await house.states() == ["wechat sent 1 ", "wechat sent 1 "])
        }
        #expect(
            titles.withLock { $0.sorted() } == ["Somebody has taken your report 1122-7K3M.", "您报的 1122-7K3M 有人接手了。"])
    }

    @Test(
        "sent but not recorded: the next node sends it again with the same id, and the first cannot record any more",
        arguments: Engine.available)
    func interrupted(_ engine: Engine) async throws {
        let sent = Mutex<[ID<Delivery>]>([])
        try await NoticeHouse.with(engine) { house in
            try await house.tell()
            let id = try #require(try await house.due(.wechat).first)
            let dead = Identifier(high: 2, low: 2)
            let claim = try await house.store.write(as: .clockwork) { tx in
                try Deliveries.claim(id, by: dead, NoticeHouse.book, in: tx)
            }
            sent.withLock { $0.append(claim?.message.id ?? ID(dead)) }
            let other = house.dispatching { message in sent.withLock { $0.append(message.id) } }
            #expect(try await other.round() == 0)
            house.clock.advance(121)
            #expect(try await other.round() == 1)
            #expect(try await house.states() == ["wechat sent 2 "])
            try await house.store.write(as: .clockwork) { tx in
                try Deliveries.settle(id, by: dead, attempt: 1, failure: SendingError(.refused), in: tx)
            }
            #expect(try await house.states() == ["wechat sent 2 "])
        }
        #expect(sent.withLock { Set($0).count } == 1)
        #expect(sent.withLock { $0.count } == 2)
    }

    @Test(
        "a poisonous message is parked while the others flow, and staff try it again or drop it",
        arguments: Engine.available)
    func poison(_ engine: Engine) async throws {
        let isHealed = Atomic(false)
        try await NoticeHouse.with(engine) { house in
            var poison: ID<Delivery>?
            for cause in 1...12 {
                try await house.tell(cause: UInt64(cause))
                if cause == 3 { poison = try await house.due(.wechat).last }
            }
            let dispatching = house.dispatching { [poison] message in
                if message.id == poison, !isHealed.load(ordering: .relaxed) { throw SendingError(.busy) }
            }
            for _ in 0..<40 {
                while try await dispatching.round() > 0 {}
                house.clock.advance(7_200)
            }
            let states = try await house.states()
            #expect(states.filter { $0 == "wechat sent 1 " }.count == 11)
            #expect(states.filter { $0 == "wechat parked 8 busy" }.count == 1)
            let shen = house.actor(.shen)
            let parked = try await house.store.read { try Deliveries.undelivered(limit: 10, for: shen, in: $0) }
            #expect(parked.map(\.id) == [poison])
            let id = try #require(poison)
            isHealed.store(true, ordering: .relaxed)
            try await house.store.write(as: shen) { try Deliveries.retry(id, in: $0) }
            #expect(try await dispatching.round() == 1)
            await #expect(throws: NoticeError.wrongState) {
                try await house.store.write(as: shen) { try Deliveries.drop(id, in: $0) }
            }
        }
    }

    @Test(
        "what is refused for good is parked at once; what has no address or was read meanwhile is dropped",
        arguments: Engine.available)
    func endings(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            try await house.tell(.homeAccepted, to: NoticeHouse.anna)
            let refusing = house.dispatching { _ in throw SendingError(.refused) }
            _ = try await refusing.round()
            _ = try await house.dispatching(.sms) { _ in }.round()
            #expect(try await house.states() == ["sms dropped 1 no-address", "wechat parked 1 refused"])
            let read = try #require(try await house.tell(cause: 2))
            try await house.store.write(as: house.actor(.chen)) { try Notices.markRead(read, in: $0) }
            _ = try await refusing.round()
            #expect(try await house.states().last == "wechat dropped 1 already-read")
        }
    }

    @Test("notices of one digest leave together at its hour", arguments: Engine.available)
    func digest(_ engine: Engine) async throws {
        let messages = Mutex<[OutgoingNotice]>([])
        try await NoticeHouse.with(engine) { house in
            let chen = house.actor(.chen)
            try await house.store.write(as: chen) { tx in
                try Notices.choose(NoticeChoices(rhythm: NoticeRhythm(digest: .daily)), in: tx)
            }
            for cause in 1...3 { try await house.tell(cause: UInt64(cause)) }
            let dispatching = house.dispatching { message in messages.withLock { $0.append(message) } }
            #expect(try await dispatching.round() == 0)
            house.clock.advance(6 * 3_600)
            #expect(try await dispatching.round() == 1)
            try await house.tell(cause: 4)
            #expect(try await dispatching.round() == 0)
            #expect(try await house.states() == ["wechat sent 1 ", "wechat waiting 0 "])
        }
        let message = try #require(messages.withLock { $0.first })
        #expect(message.notices.count == 3)
        #expect(message.title == "有 3 条消息等您看")
    }

    @Test(
        "staff see and touch only what lies below their place; the inbox of a resident shows no such page",
        arguments: Engine.available)
    func scope(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            try await house.tell()
            _ = try await house.dispatching { _ in throw SendingError(.refused) }.round()
            func count(_ actor: Actor) async throws -> Int {
                try await house.store.read { try Deliveries.undelivered(limit: 10, for: actor, in: $0).count }
            }
            #expect(try await count(house.actor(.shen)) == 1)
            let elsewhere = Cast.shen.actor(at: Identifier(high: 7, low: 7))
            #expect(try await count(elsewhere) == 0)
            for actor in [house.actor(.chen), house.actor(.cheng)] {
                await #expect(throws: NoticeError.notAllowed) { _ = try await count(actor) }
            }
            await #expect(throws: NoticeError.notSignedIn) { _ = try await count(.passerBy) }
            let id = try await house.store.read { snapshot in
                try snapshot.first("SELECT id FROM notice_delivery") { try $0.id(0, of: Delivery.self) }
            }
            let found = try #require(id)
            await #expect(throws: NoticeError.notFound) {
                try await house.store.write(as: elsewhere) { try Deliveries.drop(found, in: $0) }
            }
            try await house.store.write(as: house.actor(.shen)) { try Deliveries.drop(found, in: $0) }
            #expect(try await house.states() == ["wechat dropped 1 dropped"])
        }
    }

    @Test(
        "no address, no name and no sentence stands in a row of a delivery, of a notice or of the journal",
        arguments: Engine.available)
    func nothingPersonal(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            try await house.tell()
            _ = try await house.dispatching { _ in throw SendingError(.unreachable) }.round()
            for table in ["notice", "notice_delivery", "journal_entry"] {
                let texts = try await house.store.read { snapshot in
                    try snapshot.rows(Self.textColumns(table)) { try $0.text(0) }
                }
                for text in texts {
                    #expect(!text.contains("address"))
                    #expect(text.utf8.allSatisfy { $0 < 0x80 })
                }
                #expect(!texts.isEmpty)
            }
        }
    }

    private static func textColumns(_ table: String) -> String {
        switch table {
        case "notice": "SELECT kind || ' ' || facts FROM notice"
        case "notice_delivery":
            "SELECT channel || ' ' || topic || ' ' || state || ' ' || coalesce(reason, '') FROM notice_delivery"
        default: "SELECT kind || ' ' || acted_under || ' ' || payload FROM journal_entry WHERE kind LIKE 'notice%'"
        }
    }

    @Test("pauses grow, keep to the schedule of webhooks, and end")
    func pauses() throws {
        var last: Int64 = 0
        for attempt in 1..<8 {
            let pause = try #require(DeliverySchedule.pause(.sms, after: attempt, chance: 200))
            #expect(pause > last)
            last = pause
        }
        #expect(DeliverySchedule.pause(.sms, after: 8, chance: 0) == nil)
        #expect(DeliverySchedule.pause(.webhook, after: 1, chance: 200) == 5_000)
        #expect(DeliverySchedule.pause(.webhook, after: 9, chance: 200) == 86_400_000)
        #expect(DeliverySchedule.pause(.webhook, after: 10, chance: 0) == nil)
        #expect(DeliverySchedule.pause(.sms, after: 1, chance: 0) == 4_000)
        #expect(DeliverySchedule.pause(.sms, after: 1, chance: 400) == 6_000)
        #expect(DeliverySchedule.pause(.sms, after: 1, asked: 60, chance: 200) == 60_000)
        #expect(DeliverySchedule.pause(.sms, after: 1, asked: .max, chance: 200) == 86_400_000)
    }
}
