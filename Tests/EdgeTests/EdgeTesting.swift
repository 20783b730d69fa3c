import API
import CommunityFixture
import Files
import Flows
import HTTPTypes
import Journal
import Keyring
import Logging
import Notices
import Pages
import People
import Places
import SignIn
import Store
import StoreContract
import Testing
import Vocabulary
import Web

/// The edges over the fixture community, asked without sockets.
struct EdgeHouse {
    let community: CommunityFixture
    let store: any Store
    let routes: [Route]
    let identities: Identities
    let keyring: Keyring

    static let schema = Schema([
        Journal.schema, Keyring.schema, Places.schema, People.schema, SignIn.schema, Files.schema, Notices.schema,
        Flows.schema,
    ])

    static func with(_ engine: Engine, _ body: (EdgeHouse) async throws -> Void) async throws {
        try await TestDatabase.with(engine, schema: schema) { store in
            let community = try await CommunityFixture.make(in: store)
            let surroundings = Surroundings.fixed(seed: 7)
            let cast = Cast.allCases.map {
                DemoIdentity(
                    code: $0.rawValue, id: $0.id, name: $0.name, title: $0.title, role: $0.role, about: $0.about)
            }
            let identities = Identities(cast)
            let admission = Admission(store, surroundings: surroundings, recognise: identities.recognition)
            let keyring = Keyring.fixed(seed: 7)
            let feed = Feed(store: store, logger: .silent)
            let api = APIEdge(
                admission: admission, surroundings: surroundings, zoneSeconds: 28_800, version: "test")
            let pages = PagesEdge(
                store: store, admission: admission, keyring: keyring, identities: identities, feed: feed,
                surroundings: surroundings,
                zoneSeconds: 28_800, vendor: [:], areCookiesSecure: false)
            try await body(
                EdgeHouse(
                    community: community, store: store, routes: api.routes + pages.routes, identities: identities,
                    keyring: keyring)
            )
        }
    }

    /// Answers as the doorway would: the route's handler, or its refusal.
    func answer(
        _ method: HTTPRequest.Method, _ address: String, as person: Cast? = nil, language: Language = .zhHans,
        json: String? = nil, form: String? = nil, key: String? = nil
    ) async throws -> Answer {
        let parts = address.split(separator: "?", maxSplits: 1).map(String.init)
        let (route, parameters) = try #require(match(method, parts[0]), "no route for \(method) \(address)")
        var headers: HTTPFields = [:]
        if json != nil { headers[.contentType] = "application/json" }
        if form != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        if let key { headers[.idempotencyKey] = key }
        let request = WebRequest(
            method: method, path: parts[0], parameters: parameters,
            query: try #require(Fields(urlEncoded: Array((parts.count > 1 ? parts[1] : "").utf8))), headers: headers,
            body: Array((json ?? form ?? "").utf8),
            visitor: Visitor(identity: person?.rawValue, language: language))
        do {
            return Answer(try await route.handler(request))
        } catch {
            return Answer(await route.refusal(Problem(error), request))
        }
    }

    private func match(_ method: HTTPRequest.Method, _ path: String) -> (Route, [String: String])? {
        let given = path.split(separator: "/").map(String.init)
        for route in routes where route.method == method {
            let wanted = route.path.split(separator: "/").map(String.init)
            guard wanted.count == given.count else { continue }
            var parameters: [String: String] = [:]
            let fits = zip(wanted, given).allSatisfy { pattern, value in
                guard pattern.hasPrefix("{") else { return pattern == value }
                parameters[String(pattern.dropFirst().dropLast())] = value
                return true
            }
            if fits { return (route, parameters) }
        }
        return nil
    }

    /// Opens a matter over the interface and gives its identifier.
    func report(_ words: String, at place: Place? = nil, as person: Cast = .chen) async throws -> String {
        let place = try place ?? #require(community.spaces["garage"])
        let answer = try await answer(
            .post, "/api/v1/matters", as: person,
            json: #"{"place":"\#(place.id)","kind":"water","words":"\#(words)"}"#)
        #expect(answer.status == 201)
        return try #require(answer.json["id"]?.text)
    }
}

struct Answer {
    let status: Int
    let headers: HTTPFields
    let text: String
    let isStream: Bool

    init(_ response: WebResponse) {
        status = response.status.code
        headers = response.headers
        switch response.body {
        case .bytes(let bytes):
            text = String(decoding: bytes, as: UTF8.self)
            isStream = false
        case .events:
            text = ""
            isStream = true
        }
    }

    var json: JSON { JSON(reading: Array(text.utf8)) ?? .null }
}
