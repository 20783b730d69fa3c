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
import Synchronization
import Testing
import Vocabulary
import Web

/// The edges over the fixture community, asked without sockets.
struct EdgeHouse {
    let community: CommunityFixture
    let store: any Store
    let routes: [Route]
    let identities: Identities
    let doorkeeper: Doorkeeper
    let messages: DemoMessages
    let keyring: Keyring
    let files: FileDoor
    let feed: Feed
    let time: Delay

    /// Time that passes for the whole house when a test says so.
    final class Delay: Sendable {
        private let milliseconds = Atomic<Int64>(0)
        var passed: Int64 { milliseconds.load(ordering: .relaxed) }
        func pass(seconds: Int64) { milliseconds.wrappingAdd(seconds * 1_000, ordering: .relaxed) }
    }

    static let schema = Schema([
        Journal.schema, Keyring.schema, Places.schema, People.schema, SignIn.schema, Files.schema, Notices.schema,
        Flows.schema,
    ])

    /// - Parameter isDemo: Whether the cast may be named by header and cookie.
    static func with(
        _ engine: Engine, isDemo: Bool = true, _ body: (EdgeHouse) async throws -> Void
    ) async throws {
        let (time, fixed) = (Delay(), Surroundings.fixed())
        let late = Surroundings(
            clock: { fixed.now().advanced(byMilliseconds: time.passed) }, chance: { fixed.chance() })
        try await TestDatabase.with(engine, schema: schema, surroundings: late) { store in
            let community = try await CommunityFixture.make(in: store)
            let keyring = Keyring.fixed(seed: 7)
            try await community.settle(in: store, with: keyring)
            // The database's own clock went on while the people settled; those who ask come after that.
            let early = Surroundings.fixed(seed: 7)
            let surroundings = Surroundings(
                clock: { early.now().advanced(byMilliseconds: 20_000 + time.passed) }, chance: { early.chance() })
            let messages = DemoMessages()
            let cast = Cast.allCases.map {
                DemoIdentity(
                    code: $0.rawValue, id: $0.id, name: $0.name, title: $0.title, role: $0.role, about: $0.about)
            }
            let identities = Identities(isDemo ? cast : [])
            let doorkeeper = Doorkeeper(
                store, keyring: keyring, surroundings: surroundings, hashing: HashingPool(cores: 2),
                messages: messages.client,
                holding: identities.holding { person, now, snapshot in
                    try People.grants(of: ID(person), at: now, in: snapshot)
                })
            let admission = Admission(
                store, surroundings: surroundings, recognise: identities.recognition(doorkeeper))
            let feed = Feed(store: store, logger: .silent)
            let folder = try TestFolder()
            defer { folder.remove() }
            let room = FileRoom(
                store: store, storage: engine == .sqlite ? DirectoryStorage(folder.path) : ChunkStorage(store),
                workbench: try Workbench(folder.path + "/incoming", node: surroundings.identifier()),
                workshop: PictureWorkshop(isIsolated: false, pixelsMax: 1_000_000), surroundings: surroundings,
                limits: FileLimits())
            let files = FileDoor(room, admission: admission, sight: .ofMatters, surroundings: surroundings)
            let api = APIEdge(
                admission: admission, keyring: keyring, surroundings: surroundings, zoneSeconds: 28_800,
                version: "test", files: files)
            let pages = PagesEdge(
                store: store, admission: admission, doorkeeper: doorkeeper, keyring: keyring, identities: identities,
                feed: feed, surroundings: surroundings, zoneSeconds: 28_800, vendor: [:], areCookiesSecure: false,
                files: files)
            try await body(
                EdgeHouse(
                    community: community, store: store, routes: api.routes + pages.routes, identities: identities,
                    doorkeeper: doorkeeper, messages: messages, keyring: keyring, files: files, feed: feed,
                    time: time)
            )
        }
    }

    /// Answers as the doorway would: the route's handler, or its refusal.
    func answer(
        _ method: HTTPRequest.Method, _ address: String, as person: Cast? = nil, language: Language = .zhHans,
        json: String? = nil, form: String? = nil, key: String? = nil, session: String? = nil, bearer: String? = nil,
        body: [UInt8]? = nil, headers more: HTTPFields = [:]
    ) async throws -> Answer {
        let parts = address.split(separator: "?", maxSplits: 1).map(String.init)
        let (route, parameters) = try #require(match(method, parts[0]), "no route for \(method) \(address)")
        var headers = more
        if json != nil { headers[.contentType] = "application/json" }
        if form != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        if let key { headers[.idempotencyKey] = key }
        let request = WebRequest(
            method: method, path: parts[0], parameters: parameters,
            query: try #require(Fields(urlEncoded: Array((parts.count > 1 ? parts[1] : "").utf8))), headers: headers,
            body: body ?? Array((json ?? form ?? "").utf8),
            visitor: Visitor(identity: person?.rawValue, session: session, key: bearer, language: language))
        do {
            return try await Answer(reading: route.handler(request))
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

    /// Signs a telephone in with the code that its owner gets, and gives the session.
    func signIn(_ number: String) async throws -> String {
        let sent = try await answer(.post, "/sign-in/code", form: "phone=\(number)")
        #expect(sent.status == 200)
        let code = try #require(messages.client.shownCode("+86\(number)"))
        let signedIn = try await answer(
            .post, "/sign-in", form: "phone=\(number)&code=\(code)&consent=yes&return=%2Fmatters")
        #expect(signedIn.status == 303)
        #expect(signedIn.headers[.location] == "/matters")
        return try #require(signedIn.cookie("lf_session"))
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
    var bytes: [UInt8] = []
    var events = AsyncStream<EventStream.Event> { $0.finish() }

    init(_ response: WebResponse) {
        status = response.status.code
        headers = response.headers
        switch response.body {
        case .bytes(let bytes):
            text = String(decoding: bytes, as: UTF8.self)
            isStream = false
        case .events(let stream):
            text = ""
            isStream = true
            events = stream.events
        case .file:
            text = ""
            isStream = false
        }
    }

    /// Reads a file to its end too.
    init(reading response: WebResponse) async throws {
        self.init(response)
        guard case .file(let pieces) = response.body else { return }
        try await pieces.forEach { bytes += $0 }
    }

    /// The value of a cookie that the answer sets; nil if it does not.
    func cookie(_ name: String) -> String? {
        for field in headers[values: .setCookie] where field.hasPrefix(name + "=") {
            return String(field.dropFirst(name.count + 1).prefix { $0 != ";" })
        }
        return nil
    }

    var json: JSON { JSON(reading: Array(text.utf8)) ?? .null }
}
