import Flows
import HTML
import HTTPTypes
import Journal
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | shows |
    /// |---|---|---|---|
    /// | GET | / | anybody | my community and what I have open |
    /// | GET | /places?q= | anybody | the choice of a place |
    /// | GET | /places/{id}?filter=&page= | anybody | a place; what is open there for those whose role reaches it |
    /// | GET | /places/{id}/report | anybody | the form of a report |
    /// | GET | /matters | the reporter | what I reported |
    /// | GET | /matters/{id} | the reporter, or a role that reaches the place | progress |
    /// | GET | /desk/{id} | butler or clerk | a community's matters |
    /// | GET | /desk/{id}/live | butler or clerk | hints that the desk changed |
    /// | GET | /me, /identity, /licenses | anybody | who I am, whom I may be, whose work is used |
    var readingRoutes: [Route] {
        [
            route(.get, "/") { request in
                try await page(for: request, guests: .welcome) { [keyring] actor, snapshot in
                    try HomePage.query(for: request.visitor, actor: actor, search: nil, keyring, in: snapshot)
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.get, "/places") { request in
                try await page(for: request, guests: .welcome) { [keyring] actor, snapshot in
                    try HomePage.query(
                        for: request.visitor, actor: actor, search: request.query["q"] ?? "", keyring, in: snapshot)
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.get, "/places/{id}") { request in
                let id = try request.id("id", of: Place.self)
                return try await page(for: request, guests: .welcome) { [keyring] actor, snapshot in
                    try PlacePage.query(
                        id, filter: request.query["filter"] ?? "", page: request.query["page"].flatMap { Int($0) } ?? 1,
                        for: request.visitor, actor: actor, keyring, in: snapshot)
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.get, "/places/{id}/report") { request in
                let id = try request.id("id", of: Place.self)
                let once = surroundings.identifier()
                return try await page(for: request, guests: .welcome) { [keyring] actor, snapshot in
                    try ReportPage.query(
                        id, once: once, Cards(in: snapshot, with: keyring, for: actor), in: snapshot)
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.get, "/matters") { request in
                try await page(for: request) { [keyring] actor, snapshot in
                    try MattersPage.query(for: request.visitor, actor: actor, keyring, in: snapshot)
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.get, "/matters/{id}") { request in
                let id = try request.id("id", of: Matter.self)
                let (once, now) = (surroundings.identifier(), surroundings.now())
                return try await page(for: request) { [keyring] actor, snapshot in
                    var cards = Cards(in: snapshot, with: keyring, for: actor)
                    return try MatterPage.query(id, once: once, now: now, for: actor, &cards, in: snapshot)
                } view: {
                    $0.view(in: $1)
                }
            },
        ] + deskRoutes + ownRoutes
    }

    private var deskRoutes: [Route] {
        [
            route(.get, "/desk/{id}") { request in
                let id = try request.id("id", of: Place.self)
                let (once, now) = (surroundings.identifier(), surroundings.now())
                let endOfDay = now.endOfDay(zoneSeconds: zoneSeconds)
                return try await page(for: request) { [keyring] actor, snapshot in
                    try DeskPage.query(
                        id, DeskQuestion(request.query), once: once, now: now, endOfDay: endOfDay, for: actor,
                        keyring, in: snapshot)
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.get, "/desk/{id}/live") { request in
                let id = try request.id("id", of: Place.self)
                return try await live(about: id.raw, for: request) { actor, snapshot in
                    try Matters.requireDesk(id, for: actor, in: snapshot)
                }
            },
        ]
    }

    private var ownRoutes: [Route] {
        [
            route(.get, "/me") { request in
                let now = surroundings.now()
                return try await page(for: request, guests: .welcome) { [keyring] actor, snapshot in
                    try MePage.query(for: request.visitor, now: now, actor, with: keyring, in: snapshot)
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.get, "/identity") { request in
                guard identities.isDemo else { return .see(Address.signIn.text) }
                let people = identities.cast.map { IdentityPage.Persona(person: ShownPerson($0), about: $0.about) }
                let back = request.query["return"].flatMap { Link(own: $0) } ?? Address.home
                // A link on this page that comes back must not nest its own way back.
                var frame = try await frame(for: request)
                frame.path = back
                return .page(IdentityPage(people: people, back: back).view(in: frame).bytes)
            },
            route(.get, "/licenses") { request in
                .page(LicensesPage().view(in: try await frame(for: request)).bytes)
            },
        ]
    }

    /// Fills a model in one snapshot and draws it.
    func page<Model: Sendable>(
        for request: WebRequest, guests: Admission.Guests = .askedToSignIn,
        _ query: @escaping @Sendable (Actor, Snapshot) throws -> Model,
        view: (Model, Frame) -> HTML
    ) async throws -> WebResponse {
        let model = try await admission.read(as: request.visitor, guests: guests, query)
        return .page(view(model, try await frame(for: request)).bytes)
    }

    /// Hints about a topic for as long as whoever asked may hear them.
    ///
    /// - Parameter right: Throws for somebody who may not hear them (any more); asked at the beginning and before each hint.
    func live(
        about topic: Identifier, for request: WebRequest, _ right: @escaping @Sendable (Actor, Snapshot) throws -> Void
    ) async throws -> WebResponse {
        try await admission.read(as: request.visitor, right)
        let hints = await feed.hints(about: topic, since: request.headers[.lastEventID].flatMap { Int64($0) })
        let (events, continuation) = AsyncStream.makeStream(
            of: EventStream.Event.self, bufferingPolicy: .bufferingNewest(1))
        let forwarding = Task { [admission] in
            for await hint in hints {
                guard (try? await admission.read(as: request.visitor, right)) != nil else { break }
                continuation.yield(EventStream.Event(id: hint.position, name: "journal", data: "\(hint.position)"))
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in forwarding.cancel() }
        return WebResponse(
            headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
            body: .events(EventStream(events)))
    }
}

extension HTTPField.Name {
    /// The number of the last event that a browser heard.
    static var lastEventID: HTTPField.Name { HTTPField.Name("Last-Event-ID")! }
}
