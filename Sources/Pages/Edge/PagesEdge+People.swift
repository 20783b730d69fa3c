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
    /// | POST | /desk/{id}/register | who keeps the register there | brings a line of it in |
    /// | POST | /desk/{id}/people/{person}/protection | who protects there | proposes to protect, unprotect, open |
    /// | POST | /desk/{id}/people/{person}/guardians, /guardians/end | who checks claims there | enters and ends them |
    /// | POST | /me/home/register, /requests, /requests/withdrawal | who is known | claims by register, by staff |
    /// | POST | /me/home/carers, /carers/end | who is known | names a carer, ends a relation |
    /// | GET, POST | /me/confirmations | who could be the second | what waits; confirms, refuses, takes back |
    /// | POST | /me/confirmations/openings, /readings | who protects somewhere | asks to open; reads what is open |
    /// | GET, POST | /places/{id}/organisations | signed in; who keeps them there | lists, makes one |
    /// | GET | /organisations/{id} | signed in; members for members and staff | an organisation |
    /// | POST | /organisations/{id}/members, /members/end | who keeps them; the member | joins and ends |
    /// | GET | /rights | anybody | who may do what |
    var peopleRoutes: [Route] {
        personRoutes + claimRoutes + homeRoutes + roleRoutes + confirmationRoutes + organisationRoutes
    }

    /// A page of people, also with what was typed into a form that was refused.
    typealias PeopleDraw = @Sendable (WebRequest, FormDraft?) async throws -> WebResponse

    /// Fills a model in one snapshot and draws it.
    ///
    /// - Parameter draft: What was typed into a refused form of this page.
    func peoplePage<Model: Sendable>(
        for request: WebRequest, at link: Link, draft: FormDraft? = nil,
        _ query: @escaping @Sendable (Actor, Snapshot) throws -> Model, view: (Model, Frame) -> HTML
    ) async throws -> WebResponse {
        let model = try await admission.read(as: request.visitor, query)
        var frame = try await frame(for: request)
        guard let draft else { return .page(view(model, frame).bytes) }
        frame.path = link
        frame.draft = draft
        return .page(view(model, frame).bytes, status: draft.field == nil ? .conflict : .badRequest)
    }

    /// What came of a form, as the address says.
    func told(_ request: WebRequest) -> PeopleTold? {
        request.query["told"].flatMap { PeopleTold(rawValue: $0) }
    }

    /// Does something and goes on to a page that says what came of it; a refusal shows the form again as it was typed.
    func peopleAct(
        _ request: WebRequest, back: Link, again draw: PeopleDraw,
        _ work: @escaping @Sendable (Transaction) throws -> PeopleTold
    ) async throws -> WebResponse {
        let told: PeopleTold
        do {
            told = try await admission.write(as: request.visitor, work)
        } catch let error as PeopleError {
            // Whoever may not do it at all has no form to mend.
            guard let refusal = PeopleTold(error), refusal != .notAllowed else { throw error }
            told = refusal
        }
        guard told.isGood else {
            var typed: [String: String] = [:]
            for item in try request.form().items where item.name != "token" {
                typed[item.name] = String(item.value.prefix(200))
            }
            return try await draw(request, FormDraft(typed, told: told))
        }
        return .see(back.query("told", told.rawValue).text)
    }

    private var personRoutes: [Route] {
        [
            route(.get, "/desk/{id}/people") { try await peopleList($0, nil) },
            route(.post, "/desk/{id}/people") { [keyring] request in
                let id = try request.id("id", of: Place.self)
                let form = try request.form()
                return try await peopleAct(request, back: Address.people(id.description), again: peopleList) { tx in
                    try People.requirePersons(id, for: tx.actor, in: tx)
                    let details = try PersonDetails(form)
                    try People.add(PersonDraft(details, at: id.raw), with: keyring, in: tx)
                    return .added
                }
            },
            route(.get, "/desk/{id}/people/{person}") { try await personPage($0, nil) },
            route(.post, "/desk/{id}/people/{person}/readings") { try await read($0) },
            route(.post, "/desk/{id}/people/{person}/protection") { request in
                let (id, person) = try ids(request)
                let form = try request.form()
                guard let act = form["act"].flatMap({ TwoPersons.Act(rawValue: $0) }), act != .grant,
                    let reason = form["\(act.rawValue)-reason"].flatMap({ TwoPersons.Reason(rawValue: $0) })
                else { throw Problem(.fields, fields: [Problem.Field("reason", .choice)]) }
                let back = Address.person(person.description, at: id.description)
                return try await peopleAct(request, back: back, again: personPage) { tx in
                    try People.requirePersons(id, for: tx.actor, in: tx)
                    _ = try People.propose(TwoPersonsDraft(act, person, because: reason), in: tx)
                    return .proposed
                }
            },
            route(.post, "/desk/{id}/people/{person}/guardians") { try await enterGuardian($0) },
            route(.post, "/desk/{id}/people/{person}/guardians/end") { [keyring] request in
                let (id, person) = try ids(request)
                guard let relation = try request.form()["guardianship"].flatMap({ ID<Guardianship>($0) }) else {
                    throw Problem(.notFound)
                }
                let back = Address.person(person.description, at: id.description)
                return try await peopleAct(request, back: back, again: personPage) { tx in
                    try People.requirePersons(id, for: tx.actor, in: tx)
                    try People.endGuardianship(relation, with: keyring, in: tx)
                    return .guardianEnded
                }
            },
        ]
    }

    private func ids(_ request: WebRequest) throws -> (ID<Place>, ID<Person>) {
        (try request.id("id"), try request.id("person"))
    }

    private func peopleList(_ request: WebRequest, _ draft: FormDraft?) async throws -> WebResponse {
        let id = try request.id("id", of: Place.self)
        let (page, told) = (request.query["page"].flatMap { Int($0) } ?? 1, told(request))
        return try await peoplePage(for: request, at: Address.people(id.description), draft: draft) {
            [keyring] actor, snapshot in
            var model = try PeoplePage.query(id, "", page: page, for: actor, with: keyring, in: snapshot)
            model.told = told
            return model
        } view: {
            $0.view(in: $1)
        }
    }

    private func personPage(_ request: WebRequest, _ draft: FormDraft?) async throws -> WebResponse {
        let (id, person) = try ids(request)
        let (told, now, language) = (told(request), surroundings.now(), request.visitor.language)
        let link = Address.person(person.description, at: id.description)
        return try await peoplePage(for: request, at: link, draft: draft) { [keyring] actor, snapshot in
            var model = try PersonPage.query(
                person, at: id, in: language, now: now, for: actor, with: keyring, in: snapshot)
            model.told = told
            return model
        } view: {
            $0.view(in: $1)
        }
    }

    private func read(_ request: WebRequest) async throws -> WebResponse {
        let (id, person) = try ids(request)
        let (fields, purpose) = try Self.readingAsked(request.form())
        guard !fields.isEmpty else {
            return try await peopleAct(
                request, back: Address.people(id.description), again: personPage, { _ in .fieldsMissing })
        }
        let (now, language) = (surroundings.now(), request.visitor.language)
        do {
            let page = try await admission.write(as: request.visitor) { [keyring] tx in
                let opened = try People.unmask(fields, of: person, for: purpose, with: keyring, in: tx)
                var page = try PersonPage.query(
                    person, at: id, in: language, now: now, for: tx.actor, with: keyring, in: tx)
                page.opened = PersonPage.shown(opened)
                return page
            }
            return .page(page.view(in: try await frame(for: request)).bytes)
        } catch let error as PeopleError {
            guard let told = PeopleTold(error) else { throw error }
            return try await personPage(request, FormDraft([:], told: told))
        }
    }

    /// Which fields a form asks to open, and for what.
    static func readingAsked(_ form: Fields) throws -> (Set<PersonField>, Reading.Purpose) {
        guard let purpose = form["purpose"].flatMap({ Reading.Purpose(rawValue: $0) }) else {
            throw Problem(.fields, fields: [Problem.Field("purpose", .missing)])
        }
        return (Set(PersonField.allCases.filter { form["field-" + $0.rawValue] != nil }), purpose)
    }

    private func enterGuardian(_ request: WebRequest) async throws -> WebResponse {
        let (id, person) = try ids(request)
        let form = try request.form()
        guard let kind = form["kind"].flatMap({ Guardianship.Kind(rawValue: $0) }) else {
            throw Problem(.fields, fields: [Problem.Field("kind", .choice)])
        }
        let back = Address.person(person.description, at: id.description)
        return try await peopleAct(request, back: back, again: personPage) { [keyring] tx in
            // Only those who check claims here may learn whether somebody signs in with a number.
            guard try Reach.holds(tx.actor, PeopleRight.checkClaims.roles, at: id, in: tx) else {
                throw PeopleError.notFound
            }
            guard let phone = PhoneNumber(form["guardian-phone"] ?? "") else { throw PeopleError.unfit(.phone) }
            guard let guardian = try People.find(phone: phone, with: keyring, in: tx) else { return .nobodyFound }
            try People.appoint(kind, guardian, of: person, with: keyring, in: tx)
            return .guardianEntered
        }
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
