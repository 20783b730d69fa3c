import Flows
import Keyring
import Places
import Store
import Vocabulary
import Web

extension PlacePage {
    /// Places below that one page shows.
    static let childrenPerPage = 50

    /// Fills the page of a place.
    ///
    /// - Throws: `PlaceError.notFound`, `StoreError`.
    static func query(
        _ id: ID<Place>, filter: String, page: Int, for visitor: Visitor, actor: Actor, _ keyring: Keyring,
        in snapshot: Snapshot
    ) throws -> PlacePage {
        let place = try Places.place(id, in: snapshot)
        var cards = Cards(in: snapshot, with: keyring, for: actor)
        let words = filter.contains { !$0.isWhitespace } ? String(filter.prefix(50)) : ""
        let total = Int(try Places.childCount(of: id, in: snapshot))
        let fitting = words.isEmpty ? total : Int(try Places.childCount(of: id, holding: words, in: snapshot))
        let pages = max(1, (fitting + childrenPerPage - 1) / childrenPerPage)
        let shown = min(max(1, page), pages)
        let children = try Places.children(
            of: id, holding: words, skipping: (shown - 1) * childrenPerPage, limit: childrenPerPage, in: snapshot)
        let mine = try PagesEdge.community(of: visitor, in: snapshot)
        let mayOpen = try Reach.holds(actor, FlowRight.open.roles, at: id, in: snapshot)
        var page = PlacePage(
            place: try cards.summary(place),
            ancestors: try Places.path(to: id, in: snapshot).dropLast().map { try cards.summary($0, isCounted: false) },
            open: place.community == nil
                ? [] : try cards.cards(Matters.open(at: id, limit: 20, for: actor, in: snapshot)),
            children: try children.map { try cards.summary($0) }, childCount: total, filter: words, page: shown,
            pageCount: pages, canReport: place.community != nil && mayOpen,
            canBecomeMine: place.kind == .community && place.ended == nil,
            isMine: mine?.id == id)
        page.mayKeep = try PlaceRight.code.isHeld(by: actor, at: id, in: snapshot)
        page.mergedInto = try place.mergedInto.map {
            try cards.summary(try Places.place($0, in: snapshot), isCounted: false)
        }
        return page
    }
}
