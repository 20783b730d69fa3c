import HTML
import HTTPTypes
import SignIn
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /sign-in/with/{provider}?return=&door= | anybody | sends the browser to the provider |
    /// | GET | /sign-in/with/{provider}/back | who comes back from it | signs in, or leads to connecting |
    /// | GET, POST | /me/connect | who came back and is not known yet | connects, after signing in the usual way |
    /// | POST | /me/connect/{provider}/end | its owner | ends a connection |
    var providerRoutes: [Route] {
        [
            route(.get, "/sign-in/with/{provider}") { try await depart($0) },
            route(.get, "/sign-in/with/{provider}/back") { try await arrive($0) },
            route(.get, "/me/connect") { try await connectPage($0) },
            route(.post, "/me/connect") { try await connect($0) },
            route(.post, "/me/connect/{provider}/end") { request in
                let provider = request.parameters["provider"] ?? ""
                try await admission.write(as: request.visitor) { tx in try ProviderLinks.end(with: provider, in: tx) }
                return .see(Address.sessions.text)
            },
        ]
    }

    /// The ways in that stand under a form.
    func ways(at door: SignInProvider.Door, return back: Link) -> [DoorPage.Way] {
        doorkeeper.providers.filter { $0.doors.contains(door) }.map {
            DoorPage.Way(
                link: Address.signIn(with: $0.code).query("door", door.rawValue).query("return", back.text),
                name: $0.name)
        }
    }

    private func provider(_ request: WebRequest) throws -> SignInProvider {
        guard let found = doorkeeper.providers.first(where: { $0.code == request.parameters["provider"] }) else {
            throw Problem(.notFound)
        }
        return found
    }

    private func depart(_ request: WebRequest) async throws -> WebResponse {
        let (provider, back) = (try provider(request), Self.wayBack(request.query))
        let door = request.query["door"].flatMap { SignInProvider.Door(rawValue: $0) } ?? .residents
        guard provider.doors.contains(door) else { throw Problem(.notFound) }
        // Nobody is sent to sign in because another site wished it.
        guard request.headers[.secFetchSite] != "cross-site" else {
            return .see(Address.signIn.query("return", back.text).text)
        }
        do {
            let departure = try await doorkeeper.depart(to: provider, from: comer(request))
            let round = Round(browser: departure.browser.text, door: door, back: back)
            return WebResponse.see(departure.address).settingRound(
                round.text, isSecure: areCookiesSecure, seconds: Round.seconds)
        } catch {
            return try await turnedBack(error, from: provider, at: door, return: back, request)
        }
    }

    private func arrive(_ request: WebRequest) async throws -> WebResponse {
        let provider = try provider(request)
        guard let round = request.visitor.round.flatMap({ Round($0) }) else {
            return try await turnedBack(
                SignInError.tooLate, from: provider, at: .residents, return: Address.home, request)
        }
        do {
            guard let code = request.query["code"], let state = request.query["state"] else {
                throw request.query["error"] == "access_denied" ? Denied.denied : SignInError.providerRefused(.answer)
            }
            let arrival = try await doorkeeper.arrive(
                from: provider, at: round.door, state: state, code: code, issuer: request.query["iss"],
                browser: round.browser, comer: comer(request))
            let response: WebResponse
            switch arrival {
            case .signedIn(let signedIn):
                try await doorkeeper.signOut(request.visitor.session)
                response = entering(.see(round.back.text), signedIn, days: 90)
            case .halfOpen(let half):
                try await doorkeeper.signOut(request.visitor.session)
                response = halfOpen(half, return: round.back)
            case .unknown(let ticket):
                let waiting = Ticket(secret: ticket.text, provider: provider.code)
                return WebResponse.see(Address.connect.text).settingRound(
                    waiting.text, isSecure: areCookiesSecure, seconds: Round.seconds)
            }
            return response.settingRound("", isSecure: areCookiesSecure, seconds: 0)
        } catch {
            return try await turnedBack(error, from: provider, at: round.door, return: round.back, request)
        }
    }

    private enum Denied: Error { case denied }

    /// The page from which somebody went, with what came of it.
    private func turnedBack(
        _ error: any Error, from provider: SignInProvider, at door: SignInProvider.Door, return back: Link,
        _ request: WebRequest
    ) async throws -> WebResponse {
        var page = door == .staff ? staffPage(return: back) : firstPage(return: back)
        let name = ("provider", Words(request.visitor.language)(provider.name))
        let (phrase, status): (SignInPhrase, HTTPResponse.Status)
        switch error {
        case Denied.denied: (phrase, status) = (.providerDenied, .ok)
        case SignInError.providerRefused(.answer): (phrase, status) = (.providerDown, .badGateway)
        case SignInError.providerRefused: (phrase, status) = (.providerRefused, .unauthorized)
        case SignInError.notAllowed: (phrase, status) = (.providerDesk, .forbidden)
        default: return try await mended(page, error, field: "phone", request)
        }
        page.faults = [DoorPage.Fault(field: nil, phrase: phrase, values: [name])]
        let response = try await self.door(page, request, status: status)
        return response.settingRound("", isSecure: areCookiesSecure, seconds: 0)
    }

    private func connectPage(_ request: WebRequest) async throws -> WebResponse {
        guard let ticket = request.visitor.round.flatMap({ Ticket($0) }),
            let provider = doorkeeper.providers.first(where: { $0.code == ticket.provider })
        else { return .see(Address.signIn.text) }
        let isGuest = try await admission.recognised(request.visitor).actor.isPasserBy
        let name = Words(request.visitor.language)(provider.name)
        return try await door(.connect(name, doors: provider.doors, isGuest: isGuest), request)
    }

    private func connect(_ request: WebRequest) async throws -> WebResponse {
        guard let ticket = request.visitor.round.flatMap({ Ticket($0) }), let secret = Secret(ticket.secret) else {
            throw Problem(.signInNeeded)
        }
        do {
            try await doorkeeper.connect(secret, in: request.visitor.session)
        } catch SignInError.tooLate {
            var page = firstPage(return: Address.home)
            page.faults = [DoorPage.Fault(field: nil, phrase: .connectOver)]
            return try await door(page, request, status: .unauthorized)
        }
        return WebResponse.see(Address.sessions.text).settingRound("", isSecure: areCookiesSecure, seconds: 0)
    }
}

/// What a browser keeps while somebody is at a provider: who left, by which door, and where to go on.
struct Round {
    let browser: String
    let door: SignInProvider.Door
    let back: Link

    /// How long a browser keeps it.
    ///
    /// Source: Decision 0011; as long as the attempt itself stands.
    static let seconds: Int64 = 600

    init(browser: String, door: SignInProvider.Door, back: Link) {
        self.browser = browser
        self.door = door
        self.back = back
    }

    init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let door = SignInProvider.Door(rawValue: parts[1]),
            let back = Fields.decodedSegment(Substring(parts[2])).flatMap({ Link(own: $0) })
        else { return nil }
        self.init(browser: parts[0], door: door, back: back)
    }

    var text: String { "\(browser).\(door.rawValue).\(Link.path(back.text).text.dropFirst())" }
}

/// What a browser keeps of an account elsewhere that nobody here has yet.
struct Ticket {
    let secret: String
    let provider: String

    init(secret: String, provider: String) {
        self.secret = secret
        self.provider = provider
    }

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts[0] == "ticket" else { return nil }
        self.init(secret: parts[1], provider: parts[2])
    }

    var text: String { "ticket.\(secret).\(provider)" }
}
