import HTML
import HTTPTypes
import People
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    var homeRoutes: [Route] {
        [
            route(.get, "/me/home") { [keyring] request in
                let told = request.query["told"].flatMap { PeopleTold(rawValue: $0) }
                return try await peoplePage(for: request) { [identities] actor, snapshot in
                    try MyHomePage.query(
                        told, in: request.visitor.language, for: actor, identities, with: keyring, in: snapshot)
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.post, "/me/home/claims") { [keyring] request in
                let form = try request.form()
                return try await peopleAct(request, back: Address.myHome) { tx in
                    let code = try InvitationCode(form["code"] ?? "")
                    switch try People.claim(by: code, for: ID(tx.actor.id), with: keyring, in: tx) {
                    case .accepted: return .joined
                    case .noMatch: return .noMatch
                    case .tooOften: return .tooOften
                    }
                }
            },
            route(.post, "/me/home/invitations") { try await invite($0) },
            route(.post, "/me/home/children") { [keyring] request in
                let form = try request.form()
                guard let home = form["child-home"].flatMap({ ID<Place>($0) }) else { throw Problem(.notFound) }
                return try await peopleAct(request, back: Address.myHome) { tx in
                    try People.addChild(PersonDetails(form), at: home, with: keyring, in: tx)
                    return .childAdded
                }
            },
        ]
    }

    /// The code stands only in this answer: not in an address, not in the journal, not in the database.
    private func invite(_ request: WebRequest) async throws -> WebResponse {
        let form = try request.form()
        guard let home = form["home"].flatMap({ ID<Place>($0) }) else { throw Problem(.notFound) }
        let kin = form["kin"].flatMap { Kin(rawValue: $0) }
        do {
            let page = try await admission.write(as: request.visitor) { [keyring, identities] tx in
                let code = try People.invite(to: home, as: .occupant, kin: kin, with: keyring, in: tx).code
                var page = try MyHomePage.query(
                    nil, in: request.visitor.language, for: tx.actor, identities, with: keyring, in: tx)
                page.code = code.description
                return page
            }
            return .page(page.view(in: try await frame(for: request)).bytes)
        } catch let error as PeopleError {
            guard let told = PeopleTold(error) else { throw error }
            return .see(Address.myHome.query("told", told.rawValue).text)
        }
    }

    var roleRoutes: [Route] {
        [
            route(.get, "/places/{id}/roles") { [keyring] request in
                let id = try request.id("id", of: Place.self)
                let told = request.query["told"].flatMap { PeopleTold(rawValue: $0) }
                let now = surroundings.now()
                return try await peoplePage(for: request) { [identities] actor, snapshot in
                    try RolesPage.query(
                        id, told, in: request.visitor.language, now: now, for: actor, identities, with: keyring,
                        in: snapshot)
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.post, "/places/{id}/roles") { [keyring] request in
                let id = try request.id("id", of: Place.self)
                let form = try request.form()
                guard let role = form["role"].flatMap({ Role(rawValue: $0) }) else {
                    throw Problem(.fields, fields: [Problem.Field("role", .choice)])
                }
                return try await peopleAct(request, back: Address.roles(id.description)) { tx in
                    // Only those who give roles here may learn whether somebody signs in with a number.
                    guard try Reach.holds(tx.actor, [.manager, .securityAdministrator], at: id, in: tx) else {
                        throw PeopleError.notFound
                    }
                    guard let phone = PhoneNumber(form["phone"] ?? "") else { throw PeopleError.unfit(.phone) }
                    guard let person = try People.find(phone: phone, with: keyring, in: tx) else { return .nobodyFound }
                    do {
                        try People.give(role, to: person, at: id, in: tx)
                    } catch PeopleError.notFound {
                        return .nobodyFound
                    }
                    return .given
                }
            },
            route(.post, "/places/{id}/roles/withdrawal") { request in
                let id = try request.id("id", of: Place.self)
                let form = try request.form()
                guard let grant = form["grant"].flatMap({ ID<RoleGrant>($0) }) else { throw Problem(.notFound) }
                return try await peopleAct(request, back: Address.roles(id.description)) { tx in
                    try People.withdraw(grant, in: tx)
                    return .withdrawn
                }
            },
            route(.get, "/rights") { request in
                .page(RightsPage(rights: RightsTable.rights).view(in: try await frame(for: request)).bytes)
            },
        ]
    }
}
