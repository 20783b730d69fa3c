import Flows
import HTML
import HTTPTypes
import Notices
import People
import Places
import SignIn
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// What surrounds the page that a request asks for.
    func frame(for request: WebRequest) async throws -> Frame {
        let reader = try await admission.read(as: request.visitor, guests: .welcome) { actor, snapshot in
            let community = try Self.community(of: request.visitor, in: snapshot)
            return (
                actor: actor, person: try shown(actor, in: snapshot),
                desk: try Self.desk(of: actor, choosing: community, in: snapshot)?.description,
                unread: actor.isPasserBy ? nil : try Notices.unreadCount(for: actor, in: snapshot)
            )
        }
        var frame = bareFrame(for: request)
        frame.person = reader.person
        frame.unreadCount = reader.unread
        frame.isGuest = reader.actor.isPasserBy
        frame.keepsKeys = ProgramKeys.isKeeper(reader.actor)
        frame.keepsAccounts = Accounts.isKeeper(reader.actor)
        frame.deskID = reader.desk
        return frame
    }

    /// The desk at which somebody may work: that of the chosen community, otherwise the first that a role reaches.
    static func desk(of actor: Actor, choosing chosen: Place?, in snapshot: Snapshot) throws -> ID<Place>? {
        if let chosen, try Reach.holds(actor, FlowRight.desk.roles, at: chosen.id, in: snapshot) { return chosen.id }
        for grant in actor.grants where FlowRight.desk.roles.contains(grant.role) {
            let held = try Places.place(ID(grant.place), in: snapshot)
            if held.kind == .community, held.ended == nil { return held.id }
        }
        return nil
    }

    /// How the reader of a page is called on it; nil for somebody who has not signed in.
    private func shown(_ actor: Actor, in snapshot: Snapshot) throws -> ShownPerson? {
        guard !actor.isPasserBy else { return nil }
        if let identity = identities.identity(actor.id) { return ShownPerson(identity) }
        let name: LocalizedText
        switch try People.shownName(of: actor.id, to: actor, with: keyring, in: snapshot) {
        case .own(let text), .masked(let text), .neighbour(let text): name = LocalizedText(zhHans: text, en: text)
        case .service(let text): name = text
        case .protected, .nobody: name = LocalizedText(zhHans: "", en: "")
        }
        let roles = Set(actor.grants.map(\.role))
        let isStaff = !roles.isDisjoint(with: Role.staff)
        let phrase: SignInPhrase =
            isStaff ? .roleStaff : roles.isSubset(of: Role.neighbours) ? .roleResident : .roleAdministrator
        let role = LocalizedText(zhHans: Words(.zhHans)(phrase), en: Words(.en)(phrase))
        return ShownPerson(id: "", name: name, role: role, isStaff: isStaff || !roles.isSubset(of: Role.neighbours))
    }

    /// A frame that needs nothing from the store.
    func bareFrame(for request: WebRequest) -> Frame {
        var frame = Frame(
            language: request.visitor.language, now: surroundings.now(), secondsFromUTC: zoneSeconds,
            path: Self.ownPath(of: request), assets: assets)
        frame.isDemo = identities.isDemo
        frame.theme = request.visitor.theme.flatMap { Theme(rawValue: $0) } ?? .system
        frame.isElder = request.visitor.isElder
        frame.said = request.query["said"].flatMap { Said(rawValue: $0) }
        return frame
    }

    /// The path with its query, without what was said once; home for a form's own address, which cannot be reloaded.
    static func ownPath(of request: WebRequest) -> Link {
        guard request.method == .get || request.method == .head else { return Address.home }
        let segments = request.path.split(separator: "/").compactMap { Fields.decodedSegment($0) }
        var link = Link.path(segments)
        for item in request.query.items where item.name != "said" { link = link.query(item.name, item.value) }
        return link
    }

    /// The community that a visitor chose, or the only one that there is.
    static func community(of visitor: Visitor, in snapshot: Snapshot) throws -> Place? {
        if let chosen = visitor.community {
            do {
                let place = try Places.place(ID(chosen), in: snapshot)
                if place.kind == .community { return place }
            } catch PlaceError.notFound {
                // The database behind this address is another one than at the last visit.
            }
        }
        return try Places.onlyCommunity(in: snapshot)
    }
}

extension ShownPerson {
    init(_ identity: DemoIdentity) {
        self.init(id: identity.code, name: identity.name, role: identity.title, isStaff: identity.role != .resident)
    }
}
