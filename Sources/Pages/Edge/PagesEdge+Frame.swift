import Flows
import HTML
import HTTPTypes
import Notices
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// What surrounds the page that a request asks for.
    func frame(for request: WebRequest) async throws -> Frame {
        let identity = try identities.identity(of: request.visitor)
        let community = try await store.read { try Self.community(of: request.visitor, in: $0) }
        var frame = bareFrame(for: request)
        frame.person = ShownPerson(identity)
        frame.unreadCount = try await admission.read(as: request.visitor) {
            try Notices.unreadCount(for: $0, in: $1)
        }
        if identity.role != .resident { frame.deskID = community?.id.description }
        return frame
    }

    /// A frame that needs nothing from the store.
    func bareFrame(for request: WebRequest) -> Frame {
        var frame = Frame(
            language: request.visitor.language, now: surroundings.now(), secondsFromUTC: zoneSeconds,
            path: Self.ownPath(of: request), assets: assets)
        frame.theme = request.visitor.theme.flatMap { Theme(rawValue: $0) } ?? .system
        frame.isElder = request.visitor.isElder
        frame.said = request.query["said"].flatMap { Said(rawValue: $0) }
        return frame
    }

    /// The path with its query, without what was said once; home for a form's own address, which cannot be reloaded.
    private static func ownPath(of request: WebRequest) -> Link {
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
