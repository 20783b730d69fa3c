import HTML
import Journal
import Notices
import Pages
import Vocabulary

extension Gallery {
    /// Inbox, choices, and what could not be delivered.
    static let notices: [Exhibit] = [
        Exhibit(name: "inbox", path: Address.notices, reader: Cast.lin) { frame in
            var frame = frame
            frame.unreadCount = 2
            return inbox(frame.language).view(in: frame)
        },
        Exhibit(name: "inbox-empty", path: Address.notices, reader: Cast.daniel) { frame in
            var frame = frame
            frame.unreadCount = 0
            return InboxPage(rows: [], unreadCount: 0, isSaidRead: true).view(in: frame)
        },
        Exhibit(name: "notice-choices", path: Address.noticeChoices, reader: Cast.lin) {
            NoticeChoicesPage(
                choices: NoticeChoices(
                    channels: [.communityNews: [.email]], rhythm: NoticeRhythm(digest: .weekly)),
                wishes: .init(language: .zhHans, email: "lin@example.com"), isSaidKept: true
            ).view(in: $0)
        },
        Exhibit(name: "notice-choices-email", path: Address.noticeChoices, reader: Cast.lin) {
            NoticeChoicesPage(
                choices: NoticeChoices(), wishes: .init(language: .en, email: "lin@"), errors: [.emailUnfit]
            ).view(in: $0)
        },
        Exhibit(name: "undelivered", path: Address.undelivered, reader: Cast.shen) {
            UndeliveredPage(
                rows: [
                    .init(delivery: delivery(.parked, .refused, 1), name: "林*"),
                    .init(delivery: delivery(.failed, .timeout, 3), name: nil),
                ], done: .dropped
            ).view(in: $0)
        },
        Exhibit(name: "undelivered-none", path: Address.undelivered, reader: Cast.shen) {
            UndeliveredPage(rows: [], done: .retried).view(in: $0)
        },
    ]

    private static func inbox(_ language: Language) -> InboxPage {
        let kinds: [NoticeKind] = [.matterFinished, .securitySignedIn, .matterTaken, .communityPublished]
        return InboxPage(
            rows: kinds.enumerated().map { number, kind in
                let facts: [String: Payload.Fact] =
                    Payload.Code("1122-7k3m").map { [NoticeFact.number: .code($0)] } ?? [:]
                let notice = Notice(
                    id: ID(Identifier(high: 1, low: UInt64(number))), person: Identifier(high: 1, low: 9), kind: kind,
                    facts: Payload(facts), subject: Identifier(high: 1, low: 8), community: nil,
                    at: Cast.minutes(-200 * Int64(number)), read: nil)
                return InboxPage.Row(
                    id: "n\(number)", sentence: notice.sentence(in: language), topic: kind.topic.name(in: language),
                    at: notice.at, isRead: number > 1, isLinked: kind != .communityPublished)
            }, unreadCount: 2, older: Address.notices.query("before", "n3"), isStaff: true)
    }

    private static func delivery(_ state: Delivery.State, _ reason: Delivery.Reason, _ attempts: Int) -> Delivery {
        Delivery(
            id: ID(Identifier(high: 2, low: UInt64(attempts))), channel: .sms, topic: .matterProgress,
            person: Identifier(high: 1, low: 9), community: nil, state: state, attempts: attempts, next: Cast.now,
            reason: reason, changed: Cast.minutes(-30))
    }
}
