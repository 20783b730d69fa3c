import Flows
import Keyring
import Places
import Store
import Vocabulary
import Web

extension HomePage {
    /// Places that a search shows at most.
    static let foundMax = 50

    /// Fills home for a visitor.
    static func query(
        for visitor: Visitor, actor: Actor, search: String?, _ keyring: Keyring, in snapshot: Snapshot
    ) throws -> HomePage {
        if search == nil, let community = try PagesEdge.community(of: visitor, in: snapshot) {
            return HomePage(.community(try own(community, actor, keyring, in: snapshot)))
        }
        let near = try PagesEdge.community(of: visitor, in: snapshot)
        return HomePage(.choice(try choice(search ?? "", near: near, keyring, actor, in: snapshot)))
    }

    private static func own(
        _ community: Place, _ actor: Actor, _ keyring: Keyring, in snapshot: Snapshot
    ) throws -> Community {
        var cards = Cards(in: snapshot, with: keyring, for: actor)
        let reported = try Matters.reported(by: actor, limit: 200, in: snapshot)
        let open = reported.filter(\.state.isOpen).sorted { $0.due < $1.due }
        let children = try Places.children(of: community.id, limit: 8, in: snapshot)
        return Community(
            place: try cards.summary(community), mine: try cards.cards(Array(open.prefix(5))),
            mineCount: reported.count, places: try children.map { try cards.summary($0) })
    }

    /// What a search finds: first what a spoken address means in the visitor's community, then places by name.
    static func choice(
        _ search: String, near community: Place?, _ keyring: Keyring, _ actor: Actor, in snapshot: Snapshot
    ) throws -> Choice {
        let cards = Cards(in: snapshot, with: keyring, for: actor)
        let words = String(search.prefix(50))
        let isSearch = words.contains { !$0.isWhitespace }
        var found =
            isSearch
            ? try Places.search(words, limit: foundMax + 1, in: snapshot) : try Places.roots(in: snapshot)
        if isSearch, let community {
            let spoken = try Places.propose(words, in: community.id, in: snapshot)
            let meant = (spoken.address.hasNumbers ? spoken.exact.map { [$0] } ?? spoken.candidates : [])
                .filter { $0.id != community.id }
            found = meant + found.filter { place in !meant.contains { $0.id == place.id } }
        }
        return Choice(
            search: words, places: try found.prefix(foundMax).map { try cards.located($0) },
            hasMore: found.count > foundMax)
    }
}
