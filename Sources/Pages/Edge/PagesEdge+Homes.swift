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
            route(.get, "/me/home") { try await myHome($0, nil) },
            route(.post, "/me/home/claims") { [keyring] request in
                let form = try request.form()
                return try await peopleAct(request, back: Address.myHome, again: myHome) { tx in
                    let code = try InvitationCode(form["code"] ?? "")
                    let outcome = try People.claim(by: code, for: ID(tx.actor.id), with: keyring, in: tx)
                    return Self.told(outcome, else: .noMatch)
                }
            },
            route(.post, "/me/home/register") { [keyring] request in
                let form = try request.form()
                return try await peopleAct(request, back: Address.myHome, again: myHome) { tx in
                    guard !tx.actor.isPasserBy else { throw PeopleError.notFound }
                    guard let home = try Self.home(form["register-address"] ?? "", for: request, in: tx) else {
                        return .homeNotFound
                    }
                    guard let lastFour = Self.lastFour(form["last-four"]) else { return .lastFourUnfit }
                    let outcome = try People.claimByRegister(home, lastFour: lastFour, with: keyring, in: tx)
                    return Self.told(outcome, else: .registerNoMatch)
                }
            },
            route(.post, "/me/home/requests") { [keyring] request in
                let form = try request.form()
                guard let kind = form["asked-kind"].flatMap({ Tenure.Kind(rawValue: $0) }) else {
                    throw Problem(.fields, fields: [Problem.Field("asked-kind", .choice)])
                }
                return try await peopleAct(request, back: Address.myHome, again: myHome) { tx in
                    guard !tx.actor.isPasserBy else { throw PeopleError.notFound }
                    guard let home = try Self.home(form["asked-address"] ?? "", for: request, in: tx) else {
                        return .homeNotFound
                    }
                    _ = try People.askForHome(home, as: kind, for: ID(tx.actor.id), with: keyring, in: tx)
                    return .claimAsked
                }
            },
            route(.post, "/me/home/requests/withdrawal") { request in
                guard let claim = try request.form()["claim"].flatMap({ ID<Claim>($0) }) else {
                    throw Problem(.notFound)
                }
                return try await peopleAct(request, back: Address.myHome, again: myHome) { tx in
                    try People.withdrawClaim(claim, in: tx)
                    return .claimWithdrawn
                }
            },
        ] + familyRoutes
    }

    private var familyRoutes: [Route] {
        [
            route(.post, "/me/home/invitations") { try await invite($0) },
            route(.post, "/me/home/children") { [keyring] request in
                let form = try request.form()
                guard let home = form["child-home"].flatMap({ ID<Place>($0) }) else { throw Problem(.notFound) }
                return try await peopleAct(request, back: Address.myHome, again: myHome) { tx in
                    try People.addChild(PersonDetails(form), at: home, with: keyring, in: tx)
                    return .childAdded
                }
            },
            route(.post, "/me/home/carers") { [keyring] request in
                let form = try request.form()
                return try await peopleAct(request, back: Address.myHome, again: myHome) { tx in
                    guard !tx.actor.isPasserBy else { throw PeopleError.notFound }
                    guard let phone = PhoneNumber(form["carer-phone"] ?? "") else { throw PeopleError.unfit(.phone) }
                    switch try People.nameCarer(by: phone, with: keyring, in: tx) {
                    case nil: return .carerNamed
                    case .tooOften?: return .tooOften
                    default: return .nobodyFound
                    }
                }
            },
            route(.post, "/me/home/carers/end") { [keyring] request in
                guard let relation = try request.form()["guardianship"].flatMap({ ID<Guardianship>($0) }) else {
                    throw Problem(.notFound)
                }
                return try await peopleAct(request, back: Address.myHome, again: myHome) { tx in
                    try People.endGuardianship(relation, with: keyring, in: tx)
                    return .carerEnded
                }
            },
        ]
    }

    private func myHome(_ request: WebRequest, _ draft: FormDraft?) async throws -> WebResponse {
        let (told, language) = (told(request), request.visitor.language)
        return try await peoplePage(for: request, at: Address.myHome, draft: draft) { [keyring] actor, snapshot in
            try MyHomePage.query(told, in: language, for: actor, with: keyring, in: snapshot)
        } view: {
            $0.view(in: $1)
        }
    }

    private static func told(_ outcome: ClaimOutcome, else none: PeopleTold) -> PeopleTold {
        switch outcome {
        case .accepted: .joined
        case .noMatch: none
        case .tooOften: .tooOften
        }
    }

    /// The home that an address means in the community that the visitor chose.
    private static func home(_ text: String, for request: WebRequest, in tx: Transaction) throws -> ID<Place>? {
        guard let community = try community(of: request.visitor, in: tx) else { return nil }
        return try home(text, in: community.id, in: tx)
    }

    /// The code stands only in this answer: not in an address, not in the journal, not in the database.
    private func invite(_ request: WebRequest) async throws -> WebResponse {
        let form = try request.form()
        guard let home = form["home"].flatMap({ ID<Place>($0) }) else { throw Problem(.notFound) }
        let kin = form["kin"].flatMap { Kin(rawValue: $0) }
        do {
            let page = try await admission.write(as: request.visitor) { [keyring] tx in
                let code = try People.invite(to: home, as: .occupant, kin: kin, with: keyring, in: tx).code
                var page = try MyHomePage.query(
                    nil, in: request.visitor.language, for: tx.actor, with: keyring, in: tx)
                page.code = code.description
                return page
            }
            return .page(page.view(in: try await frame(for: request)).bytes)
        } catch let error as PeopleError {
            guard let told = PeopleTold(error) else { throw error }
            return try await myHome(request, FormDraft([:], told: told))
        }
    }
}
