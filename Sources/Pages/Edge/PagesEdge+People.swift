import HTML
import HTTPTypes
import People
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | shows or does |
    /// |---|---|---|---|
    /// | GET | /desk/{id}/people?page= | who finds people there | people, masked |
    /// | POST | /desk/{id}/people | who adds people there | adds a person |
    /// | GET | /desk/{id}/people/{person} | who finds people there | one person, masked |
    /// | POST | /desk/{id}/people/{person}/readings | who opens data there | opens fields for a purpose, recorded first |
    /// | GET | /desk/{id}/claims | who checks claims there | homes that wait for a check |
    /// | POST | /desk/{id}/claims | who checks claims there | accepts or refuses one |
    /// | GET | /me/home | who is known | my homes |
    /// | POST | /me/home/claims, /invitations, /children | who is known | joins by a code, invites, adds a child |
    /// | GET | /places/{id}/roles | who sees roles there | who holds which role |
    /// | POST | /places/{id}/roles, /roles/withdrawal | who gives roles there | gives a role, takes one back |
    /// | GET | /rights | anybody | who may do what |
    var peopleRoutes: [Route] { personRoutes + claimRoutes + homeRoutes + roleRoutes }

    /// Fills a model in one snapshot and draws it.
    func peoplePage<Model: Sendable>(
        for request: WebRequest, _ query: @escaping @Sendable (Actor, Snapshot) throws -> Model,
        view: (Model, Frame) -> HTML
    ) async throws -> WebResponse {
        let model = try await admission.read(as: request.visitor, query)
        return .page(view(model, try await frame(for: request)).bytes)
    }

    /// Does something and goes on to a page that says what came of it.
    func peopleAct(
        _ request: WebRequest, back: Link, _ work: @escaping @Sendable (Transaction) throws -> PeopleTold
    ) async throws -> WebResponse {
        let told: PeopleTold
        do {
            told = try await admission.write(as: request.visitor, work)
        } catch let error as PeopleError {
            guard let refusal = PeopleTold(error) else { throw error }
            told = refusal
        }
        return .see(back.query("told", told.rawValue).text)
    }

    private var personRoutes: [Route] {
        [
            route(.get, "/desk/{id}/people") { [keyring] request in
                let id = try request.id("id", of: Place.self)
                let page = request.query["page"].flatMap { Int($0) } ?? 1
                let told = request.query["told"].flatMap { PeopleTold(rawValue: $0) }
                return try await peoplePage(for: request) { [identities] actor, snapshot in
                    var model = try PeoplePage.query(
                        id, "", page: page, for: actor, identities, with: keyring, in: snapshot)
                    model.told = told
                    return model
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.post, "/desk/{id}/people") { [keyring] request in
                let id = try request.id("id", of: Place.self)
                let form = try request.form()
                let back = Address.people(id.description)
                return try await peopleAct(request, back: back) { tx in
                    try People.requirePersons(id, for: tx.actor, in: tx)
                    let details = try PersonDetails(form)
                    try People.add(PersonDraft(details, at: id.raw), with: keyring, in: tx)
                    return .added
                }
            },
            route(.get, "/desk/{id}/people/{person}") { [keyring] request in
                let (id, person) = (try request.id("id", of: Place.self), try request.id("person", of: Person.self))
                let told = request.query["told"].flatMap { PeopleTold(rawValue: $0) }
                return try await peoplePage(for: request) { [identities] actor, snapshot in
                    var model = try PersonPage.query(
                        person, at: id, for: actor, identities, with: keyring, in: snapshot)
                    model.told = told
                    return model
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.post, "/desk/{id}/people/{person}/readings") { try await read($0) },
        ]
    }

    private func read(_ request: WebRequest) async throws -> WebResponse {
        let (id, person) = (try request.id("id", of: Place.self), try request.id("person", of: Person.self))
        let form = try request.form()
        let fields = Set(PersonField.allCases.filter { form["field-" + $0.rawValue] != nil })
        guard let purpose = form["purpose"].flatMap({ Reading.Purpose(rawValue: $0) }), !fields.isEmpty else {
            throw Problem(.fields, fields: [Problem.Field("purpose", .missing)])
        }
        let back = Address.person(person.description, at: id.description)
        do {
            let page = try await admission.write(as: request.visitor) { [keyring, identities] tx in
                let opened = try People.unmask(fields, of: person, for: purpose, with: keyring, in: tx)
                var page = try PersonPage.query(person, at: id, for: tx.actor, identities, with: keyring, in: tx)
                page.opened = PersonPage.shown(opened)
                return page
            }
            return .page(page.view(in: try await frame(for: request)).bytes)
        } catch let error as PeopleError {
            guard let told = PeopleTold(error) else { throw error }
            return .see(back.query("told", told.rawValue).text)
        }
    }

    private var claimRoutes: [Route] {
        [
            route(.get, "/desk/{id}/claims") { [keyring] request in
                let id = try request.id("id", of: Place.self)
                let told = request.query["told"].flatMap { PeopleTold(rawValue: $0) }
                return try await peoplePage(for: request) { [identities] actor, snapshot in
                    try ClaimsPage.query(id, told, for: actor, identities, with: keyring, in: snapshot)
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.post, "/desk/{id}/claims") { [keyring] request in
                let id = try request.id("id", of: Place.self)
                let form = try request.form()
                guard let claim = form["claim"].flatMap({ ID<Claim>($0) }) else { throw Problem(.notFound) }
                let refusal = form["refusal"].flatMap { Claim.Refusal(rawValue: $0) }
                return try await peopleAct(request, back: Address.claims(id.description)) { tx in
                    try People.decide(claim, refusal: refusal, with: keyring, in: tx)
                    return refusal == nil ? .accepted : .refused
                }
            },
        ]
    }
}

extension PersonDetails {
    /// Reads the fields `name`, `phone` and `birth` of a form; only the name must be there.
    ///
    /// - Throws: `PeopleError.unfit`.
    init(_ form: Fields) throws {
        func given(_ field: String) -> String? { form[field].flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil } }
        guard let name = PersonName(form["name"] ?? "") else { throw PeopleError.unfit(.name) }
        let phone = try given("phone").map { text in
            guard let phone = PhoneNumber(text) else { throw PeopleError.unfit(.phone) }
            return phone
        }
        let birth = try given("birth").map { text in
            guard let day = LocalDay(text) else { throw PeopleError.unfit(.birth) }
            return day
        }
        self.init(name: name, phone: phone, birth: birth)
    }
}
