import Keyring
import People
import Places
import Store
import Vocabulary
import Web

extension MePage {
    /// Fills 我: the community, and what the reader's roles bring with them.
    ///
    /// - Throws: `StoreError`.
    static func query(
        for visitor: Visitor, now: Instant, _ actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> MePage {
        let cards = Cards(in: snapshot, with: keyring, for: actor)
        let community = try PagesEdge.community(of: visitor, in: snapshot)
        let seconds = PeopleRight.protect.roles.union(PeopleRight.giveRoles.roles)
        let roles = Set(actor.grants.map(\.role))
        let waiting =
            try roles.isDisjoint(with: seconds)
            ? nil
            : People.proposals(for: actor, now: now, limit: 100, in: snapshot).count {
                $0.proposedBy != actor.id && $0.subject.raw != actor.id
            }
        var offices: [PlaceSummary] = []
        for grant in actor.grants where PeopleRight.seeRoles.roles.contains(grant.role) {
            let office = try cards.summary(Places.place(ID(grant.place), in: snapshot), isCounted: false)
            if !offices.contains(where: { $0.id == office.id }) { offices.append(office) }
        }
        return MePage(
            community: try community.map { try cards.summary($0, isCounted: false) }, waiting: waiting,
            offices: offices)
    }
}
