import HTML
import HTTPTypes
import People
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    var roleRoutes: [Route] {
        [
            route(.get, "/places/{id}/roles") { try await rolesPage($0, nil) },
            route(.post, "/places/{id}/roles") { try await give($0) },
            route(.post, "/places/{id}/roles/withdrawal") { request in
                let id = try request.id("id", of: Place.self)
                let form = try request.form()
                guard let grant = form["grant"].flatMap({ ID<RoleGrant>($0) }) else { throw Problem(.notFound) }
                return try await peopleAct(request, back: Address.roles(id.description), again: rolesPage) { tx in
                    try People.withdraw(grant, in: tx)
                    return .withdrawn
                }
            },
            route(.get, "/rights") { request in
                .page(RightsPage(rights: RightsTable.rights).view(in: try await frame(for: request)).bytes)
            },
        ]
    }

    private func rolesPage(_ request: WebRequest, _ draft: FormDraft?) async throws -> WebResponse {
        let id = try request.id("id", of: Place.self)
        let (told, now, language) = (told(request), surroundings.now(), request.visitor.language)
        return try await peoplePage(for: request, at: Address.roles(id.description), draft: draft) {
            [keyring] actor, snapshot in
            try RolesPage.query(id, told, in: language, now: now, for: actor, with: keyring, in: snapshot)
        } view: {
            $0.view(in: $1)
        }
    }

    /// Gives a role; one of the three administrators is proposed, and a second person confirms it.
    private func give(_ request: WebRequest) async throws -> WebResponse {
        let id = try request.id("id", of: Place.self)
        let form = try request.form()
        guard let role = form["role"].flatMap({ Role(rawValue: $0) }) else {
            throw Problem(.fields, fields: [Problem.Field("role", .choice)])
        }
        return try await peopleAct(request, back: Address.roles(id.description), again: rolesPage) { [keyring] tx in
            // Only those who give roles here may learn whether somebody signs in with a number.
            guard try Reach.holds(tx.actor, [.manager, .securityAdministrator], at: id, in: tx) else {
                throw PeopleError.notFound
            }
            guard let phone = PhoneNumber(form["phone"] ?? "") else { throw PeopleError.unfit(.phone) }
            guard let person = try People.find(phone: phone, with: keyring, in: tx) else { return .nobodyFound }
            do {
                if Role.administrators.contains(role) {
                    _ = try People.propose(
                        TwoPersonsDraft(.grant, person, role: role, at: id, because: .office), in: tx)
                    return .proposed
                }
                try People.give(role, to: person, at: id, in: tx)
            } catch PeopleError.notFound {
                return .nobodyFound
            }
            return .given
        }
    }
}
