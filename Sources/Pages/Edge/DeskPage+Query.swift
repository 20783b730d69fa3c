import Flows
import Keyring
import Places
import Store
import Vocabulary
import Web

/// What the address of a desk asks for.
struct DeskQuestion: Sendable {
    var view: DeskPage.View
    var kind: MatterKind?
    var search: String
    var page: Int
    var matter: ID<Matter>?

    /// Reads the query; what is not understood is passed over, so that an old link still shows a desk.
    init(_ query: Fields) {
        view = query["view"].flatMap { DeskPage.View(rawValue: $0) } ?? .open
        kind = query["kind"].flatMap { MatterKind(rawValue: $0) }
        let words = query["q"] ?? ""
        search = words.contains { !$0.isWhitespace } ? String(words.prefix(50)) : ""
        page = query["page"].flatMap { Int($0) } ?? 1
        matter = query["matter"].flatMap { ID($0) }
    }

    var filter: MatterFilter { MatterFilter(view: view.filter, kind: kind, words: search) }
}

extension DeskPage.View {
    var filter: MatterFilter.View {
        switch self {
        case .open: .open
        case .late: .overdue
        case .today: .today
        case .waiting: .waiting
        case .done: .over
        }
    }
}

extension DeskPage {
    /// Rows that one page shows.
    static let rowsPerPage = 50

    /// Fills the desk of a community.
    ///
    /// - Throws: `FlowError.notFound`, `FlowError.notAllowed`, `StoreError`.
    static func query(
        _ id: ID<Place>, _ question: DeskQuestion, once: Identifier, now: Instant, endOfDay: Instant, for actor: Actor,
        _ keyring: Keyring, in snapshot: Snapshot
    ) throws -> DeskPage {
        var cards = Cards(in: snapshot, with: keyring, for: actor)
        let counts = try Matters.deskCounts(of: id, now: now, endOfDay: endOfDay, for: actor, in: snapshot)
        let fitting = Int(
            try Matters.deskCount(of: id, question.filter, now: now, endOfDay: endOfDay, for: actor, in: snapshot))
        let pages = max(1, (fitting + rowsPerPage - 1) / rowsPerPage)
        let page = min(max(1, question.page), pages)
        let matters = try Matters.desk(
            of: id, question.filter, now: now, endOfDay: endOfDay, skipping: (page - 1) * rowsPerPage,
            limit: rowsPerPage, for: actor, in: snapshot)
        var rows: [Row] = []
        for matter in matters {
            rows.append(Row(card: try cards.card(matter), handler: try matter.holder.flatMap { try cards.person($0) }))
        }
        return DeskPage(
            community: try cards.summary(Places.place(id, in: snapshot)), view: question.view, counts: Counts(counts),
            kind: question.kind, search: question.search, rows: rows, rowCount: fitting,
            firstRow: (page - 1) * rowsPerPage + 1, page: page, pageCount: pages,
            selected: try selected(question.matter, of: id, once, now, actor, &cards, in: snapshot))
    }

    private static func selected(
        _ id: ID<Matter>?, of community: ID<Place>, _ once: Identifier, _ now: Instant, _ actor: Actor,
        _ cards: inout Cards, in snapshot: Snapshot
    ) throws -> MatterPage? {
        guard let id else { return nil }
        do {
            guard try Matters.known(id, to: actor, in: snapshot).matter.community == community else { return nil }
            return try MatterPage.query(id, once: once, now: now, for: actor, &cards, in: snapshot)
        } catch FlowError.notFound {
            // The link is of another community or another database; the desk itself is still right.
            return nil
        }
    }
}

extension DeskPage.Counts {
    init(_ counts: [MatterFilter.View: Int64]) {
        func count(_ view: MatterFilter.View) -> Int { Int(counts[view] ?? 0) }
        self.init(
            open: count(.open), late: count(.overdue), today: count(.today), waiting: count(.waiting),
            done: count(.over))
    }
}
