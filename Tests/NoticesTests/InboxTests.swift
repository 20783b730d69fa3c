import CommunityFixture
import Journal
import Store
import StoreContract
import Testing
import Vocabulary

@testable import Notices

@Suite("Notices: inbox")
struct InboxTests {
    @Test("a person reads what was told, in the own language, once for each cause", arguments: Engine.available)
    func told(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            try await house.tell(.matterTaken, cause: 1)
            let again = try await house.tell(.matterTaken, cause: 1)
            #expect(again == nil)
            try await house.tell(.matterFinished, cause: 1)
            let inbox = try await house.inbox(.chen)
            #expect(inbox.map(\.kind) == [.matterFinished, .matterTaken])
            #expect(inbox[1].sentence(in: .zhHans) == "您报的 1122-7K3M 有人接手了。")
            #expect(inbox[1].sentence(in: .en) == "Somebody has taken your report 1122-7K3M.")
            #expect(try await house.unread(.chen) == 2)
        }
    }

    @Test("nobody sees, counts or marks what others were told", arguments: Engine.available)
    func others(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            let id = try #require(try await house.tell())
            #expect(try await house.inbox(.anna) == [])
            #expect(try await house.inbox(.shen) == [])
            #expect(try await house.unread(.anna) == 0)
            let anna = house.actor(.anna)
            await #expect(throws: NoticeError.notFound) {
                try await house.store.write(as: anna) { try Notices.markRead(id, in: $0) }
            }
            await #expect(throws: NoticeError.notFound) {
                _ = try await house.store.write(as: anna) { try Notices.markAllRead(upTo: id, in: $0) }
            }
            await #expect(throws: NoticeError.notSignedIn) {
                _ = try await house.store.read { try Notices.inbox(limit: 10, for: .passerBy, in: $0) }
            }
            #expect(try await house.unread(.chen) == 1)
        }
    }

    @Test("marking read counts once, and marking all leaves what came after", arguments: Engine.available)
    func marking(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            var ids: [ID<Notice>] = []
            for cause in 1...4 { ids.append(try #require(try await house.tell(cause: UInt64(cause)))) }
            let (chen, first, third) = (house.actor(.chen), ids[0], ids[2])
            for _ in 0..<2 { try await house.store.write(as: chen) { try Notices.markRead(first, in: $0) } }
            #expect(try await house.unread(.chen) == 3)
            let marked = try await house.store.write(as: chen) { try Notices.markAllRead(upTo: third, in: $0) }
            #expect(marked == 2)
            let again = try await house.store.write(as: chen) { try Notices.markAllRead(upTo: third, in: $0) }
            #expect(again == 0)
            #expect(try await house.inbox(.chen).filter { $0.read == nil }.map(\.id) == [ids[3]])
        }
    }

    @Test(
        "an entry about the person is written for each notice, so that only the own pages hear",
        arguments: Engine.available)
    func hints(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            try await house.tell()
            let sequencer = Sequencer(store: house.store, logger: .silent)
            while try await sequencer.sequence() != .nothingLeft {}
            let entries = try await house.store.read { try Journal.entries(after: 0, limit: 100, in: $0) }
            let told = entries.map(\.entry).filter { $0.kind.description == "notice.told" }
            #expect(told.map(\.subject) == [NoticeHouse.chen])
            #expect(told.allSatisfy { $0.place == nil && $0.community == nil })
            #expect(told.first?.payload.code("topic") == "matter.progress")
        }
    }

    @Test(
        "after 400 days a notice and its deliveries are forgotten, a day before they are not",
        arguments: Engine.available)
    func retention(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            try await house.tell()
            house.clock.advance(399 * 86_400)
            #expect(try await house.store.write(as: .clockwork) { try Notices.forgetOld(in: $0) } == 0)
            house.clock.advance(86_400 + 1)
            #expect(try await house.store.write(as: .clockwork) { try Notices.forgetOld(in: $0) } == 1)
            #expect(try await house.inbox(.chen) == [])
            #expect(try await house.states() == [])
        }
    }

    @Test("erasure leaves nothing told to the person and nothing chosen", arguments: Engine.available)
    func erasure(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            try await house.tell()
            try await house.tell(to: NoticeHouse.anna)
            let chen = house.actor(.chen)
            try await house.store.write(as: chen) { tx in
                try Notices.choose(NoticeChoices(channels: [.communityNews: [.sms]]), in: tx)
            }
            try await house.store.write(as: .clockwork) { try Notices.forget(NoticeHouse.chen, in: $0) }
            for table in ["notice", "notice_choice", "notice_rhythm", "notice_delivery", "notice_delivery_item"] {
                let count = try await house.store.read { try $0.integer("SELECT count(*) FROM \(table)") }
                #expect(count == (table == "notice" || table.hasPrefix("notice_delivery") ? 1 : 0), "\(table)")
            }
        }
    }

    @Test("S-45: a message received before is refused, of another sender it is not", arguments: Engine.available)
    func receipts(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            func take(_ message: String, _ sender: String) async throws -> Bool {
                try await house.store.write(as: .clockwork) { try WebhookReceipts.take(message, from: sender, in: $0) }
            }
            let isNew = try await take("msg_1", "bank")
            #expect(isNew)
            #expect(try await take("msg_1", "bank") == false)
            #expect(try await take("msg_1", "post"))
            #expect(try await take("", "post") == false)
            let taken = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<32 { group.addTask { (try? await take("msg_2", "bank")) ?? false } }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(taken == 1)
        }
    }
}
