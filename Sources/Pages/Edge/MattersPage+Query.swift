import Flows
import Keyring
import Places
import Store
import Vocabulary
import Web

extension MattersPage {
    /// Fills the list of what somebody reported: all that is open, and the latest of the rest.
    static func query(
        for visitor: Visitor, actor: Actor, _ keyring: Keyring, in snapshot: Snapshot
    ) throws -> MattersPage {
        var cards = Cards(in: snapshot, with: keyring, for: actor)
        let matters = try Matters.reported(by: actor, limit: 200, in: snapshot)
        let open = matters.filter(\.state.isOpen).sorted { $0.due < $1.due }
        return MattersPage(
            open: try cards.cards(open), closed: try cards.cards(matters.filter { !$0.state.isOpen }),
            communityID: try PagesEdge.community(of: visitor, in: snapshot)?.id.description)
    }
}
