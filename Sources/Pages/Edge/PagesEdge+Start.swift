import HTML
import HTTPTypes
import People
import Places
import SignIn
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET, POST | /start | who holds the first code | makes the security administrator, and places where there are none |
    /// | GET, POST | /start/manager | the security administrator | invites the first manager |
    var startRoutes: [Route] {
        [
            route(.get, "/start") { request in
                guard try await doorkeeper.isBeginning() else { return try await door(.startOver(), request) }
                return try await door(.start(hasPlaces: try await hasPlaces()), request)
            },
            route(.post, "/start") { try await begin($0) },
            route(.get, "/start/manager") { request in
                try await requireSecurityAdministrator(request)
                return try await door(.manager(), request)
            },
            route(.post, "/start/manager") { try await inviteManager($0) },
        ]
    }

    private func hasPlaces() async throws -> Bool { try await store.read { try !Places.roots(in: $0).isEmpty } }

    private func begin(_ request: WebRequest) async throws -> WebResponse {
        let form = try request.form()
        let hasPlaces = try await hasPlaces()
        var page = DoorPage.start(hasPlaces: hasPlaces)
        for index in page.fields.indices where page.fields[index].id != "password" {
            page.fields[index].value = String((form[page.fields[index].id] ?? "").prefix(50))
        }
        guard let name = form["person"].flatMap({ PersonName($0) }) else {
            return try await faulty(page, "person", .doorPerson, request)
        }
        let places = try Self.places(in: form)
        if !hasPlaces, places == nil { return try await faulty(page, "community", .doorPlace, request) }
        do {
            let beginning = Beginning(
                code: form["code"] ?? "", name: name, userName: form["name"] ?? "", password: form["password"] ?? "",
                places: places)
            let half = try await doorkeeper.begin(beginning, from: comer(request))
            return halfOpen(half, return: Address.startManager)
        } catch {
            return try await mended(page, error, field: "code", request)
        }
    }

    private static func places(in form: Fields) throws -> (street: LocalizedText, community: LocalizedText)? {
        func name(_ field: String) -> LocalizedText? {
            let text = (form[field] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return text.isEmpty || text.count > 50 ? nil : LocalizedText(zhHans: text, en: text)
        }
        guard let street = name("street"), let community = name("community") else { return nil }
        return (street, community)
    }

    private func faulty(
        _ page: DoorPage, _ field: String, _ phrase: SignInPhrase, _ request: WebRequest
    ) async throws -> WebResponse {
        var page = page
        page.faults = [DoorPage.Fault(field: field, phrase: phrase)]
        return try await door(page, request, status: .badRequest)
    }

    private func requireSecurityAdministrator(_ request: WebRequest) async throws {
        let actor = try await admission.recognised(request.visitor).actor
        guard !actor.isPasserBy else { throw Problem(.signInNeeded) }
        guard actor.grants.contains(where: { $0.role == .securityAdministrator }) else { throw Problem(.notAllowed) }
        guard actor.isProven(at: surroundings.now()) else { throw Problem(.proofNeeded) }
    }

    private func inviteManager(_ request: WebRequest) async throws -> WebResponse {
        let form = try request.form()
        var page = DoorPage.manager()
        page.fields[0].value = String((form["person"] ?? "").prefix(50))
        page.fields[1].value = String((form["phone"] ?? "").prefix(32))
        guard let name = form["person"].flatMap({ PersonName($0) }) else {
            return try await faulty(page, "person", .doorPerson, request)
        }
        guard let phone = form["phone"].flatMap({ PhoneNumber($0) }) else {
            return try await faulty(page, "phone", .doorPhone, request)
        }
        do {
            let code = try await doorkeeper.inviteManager(name, phone, in: request.visitor.session)
            return try await door(.managerInvited(code), request)
        } catch {
            return try await mended(page, error, field: "phone", request)
        }
    }
}
