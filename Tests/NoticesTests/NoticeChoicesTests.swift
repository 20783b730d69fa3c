import CommunityFixture
import Store
import StoreContract
import Testing
import Vocabulary

@testable import Notices

@Suite("Notices: choices")
struct NoticeChoicesTests {
    @Test("who has chosen nothing has the defaults, and what was chosen comes back", arguments: Engine.available)
    func roundTrip(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            let chen = house.actor(.chen)
            func choices() async throws -> NoticeChoices {
                try await house.store.read { try Notices.choices(for: chen, in: $0) }
            }
            #expect(try await choices() == NoticeChoices())
            let wanted = NoticeChoices(
                channels: [.matterProgress: [.sms, .email], .communityNews: [.wechat], .homeClaim: []],
                rhythm: NoticeRhythm(quietFromMinute: 1_320, quietUntilMinute: 360, digest: .weekly, digestMinute: 0))
            for _ in 0..<2 { try await house.store.write(as: chen) { try Notices.choose(wanted, in: $0) } }
            let found = try await choices()
            for topic in NoticeTopic.allCases { #expect(found.channels(of: topic) == wanted.channels(of: topic)) }
            #expect(found.rhythm == wanted.rhythm)
            try await house.store.write(as: chen) { try Notices.choose(NoticeChoices(), in: $0) }
            #expect(try await choices() == NoticeChoices())
        }
    }

    @Test("what protects an account cannot be switched off", arguments: Engine.available)
    func security(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            let chen = house.actor(.chen)
            try await house.store.write(as: chen) { tx in
                try Notices.choose(NoticeChoices(channels: [.security: [.email]]), in: tx)
            }
            try await house.tell(.securitySignedIn)
            #expect(try await house.states() == ["sms waiting 0 ", "email waiting 0 "])
        }
    }

    @Test("a rhythm outside the day is refused, and nobody chooses without signing in", arguments: Engine.available)
    func unfit(_ engine: Engine) async throws {
        try await NoticeHouse.with(engine) { house in
            for rhythm in [
                NoticeRhythm(quietFromMinute: 1_440), NoticeRhythm(quietUntilMinute: -1),
                NoticeRhythm(digestMinute: 2_000), NoticeRhythm(digestWeekday: 0), NoticeRhythm(digestWeekday: 8),
            ] {
                await #expect(throws: NoticeError.rhythmUnfit) {
                    try await house.store.write(as: house.actor(.chen)) { tx in
                        try Notices.choose(NoticeChoices(rhythm: rhythm), in: tx)
                    }
                }
            }
            await #expect(throws: NoticeError.notSignedIn) {
                try await house.store.write(as: .passerBy) { try Notices.choose(NoticeChoices(), in: $0) }
            }
        }
    }

    @Test("every sentence, topic, channel and reason is said in both languages")
    func texts() {
        for language in Language.allCases {
            let other: Language = language == .en ? .zhHans : .en
            for topic in NoticeTopic.allCases { #expect(topic.name(in: language) != topic.name(in: other)) }
            for channel in NoticeChannel.allCases { #expect(channel.name(in: language) != channel.name(in: other)) }
            for reason in Delivery.Reason.allCases {
                #expect(reason.sentence(in: language) != reason.sentence(in: other))
            }
            for kind in NoticeKind.allCases {
                let notice = Notice(
                    id: ID(NoticeHouse.node), person: NoticeHouse.chen, kind: kind,
                    facts: Notices.exampleFacts, subject: NoticeHouse.chen, community: nil,
                    at: Instant(millisecondsSince1970: 0), read: nil)
                #expect(notice.sentence(in: language) != notice.sentence(in: other))
                #expect(!notice.sentence(in: language).contains("{"))
                #expect(!notice.sentence(in: language).contains("role."))
            }
        }
    }
}
