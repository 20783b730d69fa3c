import Places
import Store
import Vocabulary

extension Matter {
    /// Columns in the order that ``init(_:)`` reads; `m` names the table.
    static let columns = """
        m.id, m.number, m.place, m.community, m.kind, m.words, m.reporter, m.opened_ms, m.state, m.holder, m.due_ms, \
        m.overdue_told, m.verdict, m.changed_ms, m.version
        """

    init(_ row: any Row) throws {
        guard let kind = MatterKind(rawValue: try row.text(4)), let state = State(rawValue: try row.text(8)) else {
            throw FlowError.unreadable
        }
        self.init(
            id: try row.id(0), number: try row.text(1), place: try row.id(2), community: try row.id(3), kind: kind,
            words: try row.text(5), reporter: try row.identifier(6), opened: try row.instant(7), state: state,
            holder: row.isNull(9) ? nil : try row.identifier(9), due: try row.instant(10),
            isOverdueTold: try row.flag(11), verdict: try row.optionalText(12).flatMap { Verdict(rawValue: $0) },
            changed: try row.instant(13), version: try row.integer(14))
    }

    func insert(in tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO matter (id, number, place, community, kind, words, reporter, opened_ms, state, holder, due_ms, \
            overdue_told, verdict, changed_ms, version, folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(id), .text(number), .id(place), .id(community), .text(kind.rawValue), .text(words),
                .identifier(reporter), .instant(opened), .text(state.rawValue), holder.map { .identifier($0) } ?? .null,
                .instant(due), .flag(isOverdueTold), .text(verdict?.rawValue), .instant(changed), .integer(version),
                .text((words + "\n" + number).lowercased()),
            ])
    }

    /// Writes what may change, if nobody else did meanwhile.
    func update(from earlier: Matter, in tx: Transaction) throws {
        let count = try tx.execute(
            """
            UPDATE matter SET state = ?, holder = ?, due_ms = ?, overdue_told = ?, verdict = ?, changed_ms = ?, \
            version = ? WHERE id = ? AND version = ?
            """,
            [
                .text(state.rawValue), holder.map { .identifier($0) } ?? .null, .instant(due), .flag(isOverdueTold),
                .text(verdict?.rawValue), .instant(changed), .integer(version), .id(id), .integer(earlier.version),
            ])
        guard count == 1 else { throw FlowError.changedMeanwhile }
    }
}

extension MatterStep {
    func insert(for matter: Matter, in tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO matter_step (matter, version, kind, actor, at_ms, note) VALUES (?, ?, ?, ?, ?, ?)",
            [
                .id(matter.id), .integer(matter.version), .text(kind.rawValue), .identifier(actor), .instant(at),
                .text(note),
            ])
    }
}
