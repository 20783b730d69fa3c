import API
import CommunityFixture
import Foundation
import HTTPTypes
import Journal
import Keyring
import Logging
import Pages
import SignIn
import Store
import Testing
import Vocabulary
import Web

/// The edges, recognising one person of each role at the fixture community only, and people of other communities by name.
struct MatrixEdges: Sendable {
    let routes: [Route]
    /// The fixture community as a target of requests.
    let own: Foreign

    init(_ house: EdgeHouse, _ keyring: Keyring) {
        let surroundings = Surroundings.fixed(seed: 11)
        let place = house.community.community.id.raw
        let text = LocalizedText(zhHans: "某人", en: "Somebody")
        let identities = Identities(
            Role.allCases.map {
                DemoIdentity(code: $0.rawValue, id: Self.id(of: $0), name: text, title: text, role: $0, about: text)
            })
        let admission = Admission(house.store, surroundings: surroundings) { visitor, _, now, _ in
            guard let identity = visitor.identity else { return .passerBy }
            if let role = Role(rawValue: identity) {
                return Recognised(Actor(id: Self.id(of: role), grants: [Grant(role: role, place: place)], proven: now))
            }
            let words = identity.split(separator: " ").compactMap { Identifier(String($0)) }
            let role: Role = identity.hasSuffix(" clerk") ? .clerk : .resident
            return words.count == 2
                ? Recognised(Actor(id: words[0], grants: [Grant(role: role, place: words[1])])) : .passerBy
        }
        let files = FileDoor(house.files.room, admission: admission, sight: .ofMatters, surroundings: surroundings)
        let api = APIEdge(
            admission: admission, keyring: keyring, surroundings: surroundings, zoneSeconds: 28_800, version: "test",
            files: files)
        let pages = PagesEdge(
            store: house.store, admission: admission, doorkeeper: house.doorkeeper, keyring: keyring,
            identities: identities,
            feed: Feed(store: house.store, logger: .silent), surroundings: surroundings, zoneSeconds: 28_800,
            vendor: [:], areCookiesSecure: false, files: files)
        routes = (api.routes + pages.routes).sorted { ($0.path, "\($0.method)") < ($1.path, "\($1.method)") }
        own = Foreign(
            name: "own",
            ids: [
                "place": place, "building": house.community.buildings[0].id.raw,
                "home": house.community.homes[22].id.raw,
                "person": Cast.chen.id,
            ], placeCode: house.community.community.code)
    }

    private static func id(of role: Role) -> Identifier {
        Identifier(high: 0x7000, low: 0x8000_0000_0002_0000 | UInt64(Role.allCases.firstIndex(of: role) ?? 0))
    }

    /// Asks as somebody; nil is a guest.
    func ask(
        _ route: Route, _ wanted: MatrixRequest, as identity: String?, language: Language = .zhHans,
        from address: String = "192.0.2.7"
    ) async throws -> Answer {
        var headers: HTTPFields = [:]
        if route.method != .get {
            headers[.contentType] = wanted.isJSON ? "application/json" : "application/x-www-form-urlencoded"
        }
        let request = WebRequest(
            method: route.method, path: wanted.path, parameters: wanted.parameters, query: wanted.query,
            headers: headers, body: Array(wanted.body.utf8), visitor: Visitor(identity: identity, language: language),
            address: address)
        do {
            return try await Answer(reading: route.handler(request))
        } catch {
            return Answer(await route.refusal(Problem(error), request))
        }
    }

    /// Asks an address of the table by method and path.
    func ask(_ method: HTTPRequest.Method, _ path: String, of target: Foreign, as identity: String) async throws
        -> Answer
    {
        guard let route = routes.first(where: { $0.method == method && $0.path == path }) else {
            throw Problem(.notFound)
        }
        return try await ask(route, MatrixRequest(route, target, own: target), as: identity)
    }

    /// The person of a community, with a file in the matter.
    func attachFile(to foreign: inout Foreign) async throws {
        let resident = "\(foreign["person"]) \(foreign["place"]) resident"
        let sent = try await ask(.post, "/api/v1/files", of: foreign, as: resident)
        foreign.ids["file"] = sent.json["id"]?.text.flatMap { Identifier($0) }
        let attached = try await ask(.post, "/api/v1/matters/{id}/files", of: foreign, as: resident)
        #expect(sent.status == 201 && attached.status == 200, "\(sent.text) \(attached.text)")
    }
}
