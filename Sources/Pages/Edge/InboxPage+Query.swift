import HTML
import Notices
import Store
import Vocabulary
import Web

extension InboxPage {
    /// How many notices a page shows.
    static let rowsMax = 30

    /// Fills the page for its reader.
    static func query(
        before last: ID<Notice>?, isSaidRead: Bool, language: Language, for actor: Actor, in snapshot: Snapshot
    ) throws -> InboxPage {
        let found = try Notices.inbox(before: last, limit: rowsMax + 1, for: actor, in: snapshot)
        let notices = found.prefix(rowsMax)
        let older = found.count > rowsMax ? notices.last : nil
        return InboxPage(
            rows: notices.map { notice in
                Row(
                    id: notice.id.description, sentence: notice.sentence(in: language),
                    topic: notice.kind.topic.name(in: language), at: notice.at, isRead: notice.read != nil,
                    isLinked: notice.address != nil)
            }, unreadCount: try Notices.unreadCount(for: actor, in: snapshot),
            older: older.map { Address.notices.query("before", $0.id.description) }, isSaidRead: isSaidRead,
            isStaff: actor.grants.contains { NoticeRight.undelivered.roles.contains($0.role) })
    }
}

extension Notice {
    /// The page of what the notice is about; nil where there is none. The page asks for its own right.
    var address: Link? {
        switch kind.subjectKind {
        case .matter: Address.matter(subject.description)
        case .account: kind == .dataRead ? Address.data : Address.me
        case .home:
            kind == .homeClaimed ? community.map { Address.claims($0.description) } ?? Address.me : Address.myHome
        case .news: nil
        }
    }
}
