import HTML
import HTTPTypes
import People
import SignIn
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET, POST | /sign-in/proof?return= | who is signed in | shows again who it is; a new session secret |
    /// | POST | /sign-in/proof/code | who is signed in, without a second factor | sends a code for it |
    /// | GET, POST | /me/password | staff, after a proof | changes the password; other sessions end |
    var proofRoutes: [Route] {
        [
            route(.get, "/sign-in/proof") { request in
                let way = try await doorkeeper.proofWay(in: request.visitor.session)
                let page = DoorPage.proof(way, isSent: false, shownCode: nil, return: Self.wayBack(request.query))
                return try await door(page, request)
            },
            route(.post, "/sign-in/proof/code") { request in
                let (form, session) = (try request.form(), request.visitor.session)
                let way = try await doorkeeper.proofWay(in: session)
                do {
                    let phone = try await doorkeeper.sendProofCode(
                        in: session, from: comer(request), language: request.visitor.language)
                    let page = DoorPage.proof(
                        way, isSent: true, shownCode: doorkeeper.messages?.shownCode(phone.international),
                        return: Self.wayBack(form))
                    return try await door(page, request)
                } catch {
                    let page = DoorPage.proof(way, isSent: false, shownCode: nil, return: Self.wayBack(form))
                    return try await mended(page, error, field: "code", request)
                }
            },
            route(.post, "/sign-in/proof") { request in
                let (form, session) = (try request.form(), request.visitor.session)
                let back = Self.wayBack(form)
                do {
                    let secret = try await doorkeeper.prove(form["code"] ?? "", in: session)
                    return WebResponse.see(back.text).settingSession(
                        secret.text, isSecure: areCookiesSecure, seconds: try await cookieSeconds(of: secret))
                } catch {
                    let way = try await doorkeeper.proofWay(in: session)
                    let page = DoorPage.proof(way, isSent: true, shownCode: nil, return: back)
                    return try await mended(page, error, field: "code", request)
                }
            },
            route(.get, "/me/password") { request in
                guard try await admission.recognised(request.visitor).actor.isProven(at: surroundings.now()) else {
                    throw Problem(try await isGuest(request) ? .signInNeeded : .proofNeeded)
                }
                return try await door(.password(), request)
            },
            route(.post, "/me/password") { request in
                let form = try request.form()
                do {
                    try await doorkeeper.changePassword(
                        from: form["old"] ?? "", to: form["password"] ?? "", in: request.visitor.session)
                    return .see(Address.me.query("said", Said.passwordChanged.rawValue).text)
                } catch SignInError.proofNeeded {
                    throw Problem(.proofNeeded)
                } catch {
                    return try await mended(.password(), error, field: "old", request)
                }
            },
        ]
    }

    private func isGuest(_ request: WebRequest) async throws -> Bool {
        try await admission.recognised(request.visitor).actor.isPasserBy
    }

    /// How long a browser keeps a session that got a new secret.
    private func cookieSeconds(of secret: Secret) async throws -> Int64? {
        let now = surroundings.now()
        let session = try await store.read { try Sessions.session(of: secret, at: now, in: $0) }
        guard let session, session.kind == .resident else { return nil }
        return session.ends.milliseconds(since: now) / 1_000
    }

    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /me/sessions | who is signed in | the own sessions |
    /// | POST | /me/sessions/{id}/end | their owner | ends one |
    /// | POST | /me/sessions/end | their owner | ends all others |
    var sessionRoutes: [Route] {
        [
            route(.get, "/me/sessions") { request in
                let own = try await admission.recognised(request.visitor).session?.id
                let now = surroundings.now()
                return try await page(for: request) { [providers = doorkeeper.providers] actor, snapshot in
                    SessionsPage(
                        sessions: try Sessions.own(of: actor, at: now, in: snapshot).map {
                            SessionsPage.Row($0, own: own)
                        },
                        connections: try ProviderLinks.own(of: actor, in: snapshot).map { link in
                            let name = providers.first { $0.code == link.provider }?.name
                            return SessionsPage.Connection(
                                code: link.provider,
                                name: name ?? LocalizedText(zhHans: link.provider, en: link.provider), made: link.made)
                        })
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.post, "/me/sessions/{id}/end") { request in
                let id = try request.id("id", of: Session.self)
                let own = try await admission.recognised(request.visitor).session?.id
                try await admission.write(as: request.visitor) { tx in try Sessions.end(id, in: tx) }
                return own == id ? leaving(.see(Address.home.text)) : .see(Address.sessions.text)
            },
            route(.post, "/me/sessions/end") { request in
                let own = try await admission.recognised(request.visitor).session?.id
                try await admission.write(as: request.visitor) { tx in try Sessions.endAll(except: own, in: tx) }
                return .see(Address.sessions.text)
            },
        ]
    }
}
