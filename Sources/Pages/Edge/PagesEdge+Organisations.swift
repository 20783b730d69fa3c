import HTML
import HTTPTypes
import Keyring
import People
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// Organisations of a place, and their members.
    var organisationRoutes: [Route] {
        [
            route(.get, "/places/{id}/organisations") { try await organisations($0, nil) },
            route(.post, "/places/{id}/organisations") { request in
                let id = try request.id("id", of: Place.self)
                let form = try request.form()
                guard let kind = form["kind"].flatMap({ Organisation.Kind(rawValue: $0) }) else {
                    throw Problem(.fields, fields: [Problem.Field("kind", .choice)])
                }
                let zhHans = (form["zh-name"] ?? "").trimmed
                let en = (form["en"] ?? "").trimmed
                let name = LocalizedText(zhHans: zhHans, en: en.isEmpty ? zhHans : en)
                return try await peopleAct(
                    request, back: Address.organisations(id.description), again: organisations
                ) { tx in
                    do {
                        try People.addOrganisation(kind, named: name, at: id, in: tx)
                    } catch PeopleError.unfit {
                        return .organisationNameUnfit
                    }
                    return .organisationMade
                }
            },
            route(.get, "/organisations/{id}") { try await organisation($0, nil) },
            route(.post, "/organisations/{id}/members") { try await join($0) },
            route(.post, "/organisations/{id}/members/end") { request in
                let id = try request.id("id", of: Organisation.self)
                guard let membership = try request.form()["membership"].flatMap({ ID<Membership>($0) }) else {
                    throw Problem(.notFound)
                }
                return try await peopleAct(
                    request, back: Address.organisation(id.description), again: organisation
                ) { tx in
                    try People.leave(membership, in: tx)
                    return .memberLeft
                }
            },
        ]
    }

    private func organisations(_ request: WebRequest, _ draft: FormDraft?) async throws -> WebResponse {
        let id = try request.id("id", of: Place.self)
        let told = told(request)
        return try await peoplePage(for: request, at: Address.organisations(id.description), draft: draft) {
            [keyring] actor, snapshot in
            let cards = Cards(in: snapshot, with: keyring, for: actor)
            return OrganisationsPage(
                place: try cards.summary(Places.place(id, in: snapshot), isCounted: false),
                rows: try People.organisations(at: id, limit: 200, in: snapshot).map {
                    OrganisationsPage.Row(id: $0.id.description, name: $0.name, kind: $0.kind)
                },
                mayKeep: try Reach.holds(actor, PeopleRight.keepOrganisations.roles, at: id, in: snapshot), told: told)
        } view: {
            $0.view(in: $1)
        }
    }

    private func organisation(_ request: WebRequest, _ draft: FormDraft?) async throws -> WebResponse {
        let id = try request.id("id", of: Organisation.self)
        let (told, language) = (told(request), request.visitor.language)
        return try await peoplePage(for: request, at: Address.organisation(id.description), draft: draft) {
            [keyring] actor, snapshot in
            var page = try OrganisationPage.query(id, in: language, for: actor, with: keyring, in: snapshot)
            page.told = told
            return page
        } view: {
            $0.view(in: $1)
        }
    }

    private func join(_ request: WebRequest) async throws -> WebResponse {
        let id = try request.id("id", of: Organisation.self)
        let form = try request.form()
        guard let post = form["post"].flatMap({ Membership.Post(rawValue: $0) }) else {
            throw Problem(.fields, fields: [Problem.Field("post", .choice)])
        }
        return try await peopleAct(
            request, back: Address.organisation(id.description), again: organisation
        ) { [keyring] tx in
            // Only those who keep organisations here may learn whether somebody signs in with a number.
            let place = try People.organisation(id, in: tx).place
            guard try Reach.holds(tx.actor, PeopleRight.keepOrganisations.roles, at: place, in: tx) else {
                throw PeopleError.notFound
            }
            guard let phone = PhoneNumber(form["phone"] ?? "") else { throw PeopleError.unfit(.phone) }
            guard let person = try People.find(phone: phone, with: keyring, in: tx) else { return .nobodyFound }
            do {
                try People.join(id, person, as: post, with: keyring, in: tx)
            } catch PeopleError.notFound {
                return .nobodyFound
            }
            return .memberJoined
        }
    }
}

extension OrganisationPage {
    /// Fills the page of an organisation; members only for members and for staff.
    ///
    /// - Throws: `PeopleError.notFound`, `KeyringError`, `StoreError`.
    static func query(
        _ id: ID<Organisation>, in language: Language, for actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> OrganisationPage {
        let organisation = try People.organisation(id, in: snapshot)
        let cards = Cards(in: snapshot, with: keyring, for: actor)
        let mayKeep = try Reach.holds(
            actor, PeopleRight.keepOrganisations.roles, at: organisation.place, in: snapshot)
        var members: [Member]?
        do {
            members = try People.members(of: id, for: actor, in: snapshot).map { membership in
                let name = try People.colleagueName(membership, to: actor, with: keyring, in: snapshot)
                return Member(
                    id: membership.id.description, name: name.text(language), post: membership.post,
                    mayEnd: mayKeep || membership.person.raw == actor.id)
            }
        } catch PeopleError.notFound {
            members = nil
        }
        return OrganisationPage(
            organisation: OrganisationsPage.Row(
                id: id.description, name: organisation.name, kind: organisation.kind),
            place: try cards.summary(Places.place(organisation.place, in: snapshot), isCounted: false),
            members: members, mayKeep: mayKeep)
    }
}

extension String {
    /// Without white space at both ends, and with single spaces inside.
    var trimmed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
