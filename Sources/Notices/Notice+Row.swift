import Journal
import Store
import Vocabulary

extension Notice {
    static let columns = "n.id, n.person, n.kind, n.facts, n.subject, n.community, n.at_ms, n.read_ms"

    init(_ row: any Row) throws {
        guard let kind = NoticeKind(rawValue: try row.text(2)) else { throw NoticeError.unreadable }
        self.init(
            id: try row.id(0), person: try row.identifier(1), kind: kind,
            facts: try Payload(stored: try row.text(3)), subject: try row.identifier(4),
            community: row.isNull(5) ? nil : try row.identifier(5), at: try row.instant(6),
            read: try row.optionalInstant(7))
    }
}
