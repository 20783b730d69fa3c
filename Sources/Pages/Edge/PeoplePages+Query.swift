import Keyring
import People
import Places
import Store
import Vocabulary
import Web

extension PeoplePage {
    /// Rows that one page shows.
    static let rowsPerPage = 50

    /// Fills the list.
    ///
    /// - Throws: `PeopleError.notFound`, `KeyringError`, `StoreError`.
    static func query(
        _ id: ID<Place>, _ search: String, page: Int, for actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> PeoplePage {
        let query = PersonQuery(search)
        let count = try People.count(query, in: id, for: actor, with: keyring, in: snapshot)
        let pages = max(1, (count + rowsPerPage - 1) / rowsPerPage)
        let page = min(max(1, page), pages)
        let people = try People.search(
            query, in: id, skipping: (page - 1) * rowsPerPage, limit: rowsPerPage, for: actor, with: keyring,
            in: snapshot)
        let cards = Cards(in: snapshot, with: keyring, for: actor)
        return PeoplePage(
            community: try cards.summary(Places.place(id, in: snapshot), isCounted: false), search: search,
            rows: people.map { Row($0) }, count: count, page: page, pageCount: pages)
    }
}

extension PeoplePage.Row {
    init(_ person: MaskedPerson) {
        self.init(id: person.id.description, name: person.name, phone: person.phone, serviceName: person.serviceName)
    }
}

extension PersonPage {
    /// Fills the page of one person.
    ///
    /// - Throws: `PeopleError.notFound`, `KeyringError`, `StoreError`.
    static func query(
        _ person: ID<Person>, at community: ID<Place>, in language: Language, now: Instant, for actor: Actor,
        with keyring: Keyring, in snapshot: Snapshot
    ) throws -> PersonPage {
        try People.requirePersons(community, for: actor, in: snapshot)
        let masked = try People.masked(person, for: actor, with: keyring, in: snapshot)
        let cards = Cards(in: snapshot, with: keyring, for: actor)
        let mayProtect = try People.mayProtect(person, for: actor, in: snapshot) && person.raw != actor.id
        let openings = try People.openings(for: actor, now: now, in: snapshot)
        let relations =
            masked.isProtected
            ? []
            : try People.guardians(of: person, for: actor, in: snapshot).map {
                try MyHomePage.Relation($0, $0.guardian, in: language, to: actor, with: keyring, in: snapshot)
            }
        return PersonPage(
            community: try cards.summary(Places.place(community, in: snapshot), isCounted: false),
            person: PeoplePage.Row(masked), document: masked.document, isProtected: masked.isProtected,
            mayProtect: mayProtect, openUntil: openings.first { $0.subject == person }?.openUntil,
            guardians: relations,
            mayEnter: try Reach.holds(actor, PeopleRight.checkClaims.roles, at: community, in: snapshot))
    }

    /// Opened fields with their names, in the order of the form.
    static func shown(_ opened: OpenedPerson) -> [(field: PeoplePhrase, value: String)] {
        var result: [(field: PeoplePhrase, value: String)] = []
        if let phone = opened.phone { result.append((.peoplePhone, phone.dialled)) }
        if let name = opened.name { result.append((.peopleName, name.written)) }
        if let document = opened.document { result.append((.personDocument, document.number)) }
        if let birth = opened.birth { result.append((.peopleBirth, birth.description)) }
        return result
    }
}

extension ShownName {
    /// The name as a page writes it.
    func text(_ language: Language) -> String {
        switch self {
        case .service(let name): name.text(language)
        case .own(let name), .masked(let name): name
        case .neighbour(let initial): initial + "*"
        case .protected: Words(language)(.personProtected)
        case .nobody: "–"
        }
    }
}

extension ClaimsPage {
    /// Fills the claims that wait.
    ///
    /// - Throws: `PeopleError.notFound`, `KeyringError`, `StoreError`.
    static func query(
        _ id: ID<Place>, _ told: PeopleTold?, for actor: Actor, with keyring: Keyring,
        in snapshot: Snapshot
    ) throws -> ClaimsPage {
        let claims = try People.waitingClaims(at: id, limit: 200, for: actor, in: snapshot)
        let cards = Cards(in: snapshot, with: keyring, for: actor)
        var rows: [Row] = []
        for claim in claims {
            let masked = try People.masked(claim: claim, for: actor, with: keyring, in: snapshot)
            rows.append(
                Row(
                    id: claim.id.description, name: masked.name ?? "–",
                    home: try cards.homeName(claim.home), kind: claim.kind, made: claim.made))
        }
        return ClaimsPage(
            community: try cards.summary(Places.place(id, in: snapshot), isCounted: false), rows: rows, told: told)
    }
}

extension MyHomePage {
    /// Fills my homes.
    ///
    /// - Throws: `KeyringError`, `StoreError`.
    static func query(
        _ told: PeopleTold?, in language: Language, for actor: Actor, with keyring: Keyring,
        in snapshot: Snapshot
    ) throws -> MyHomePage {
        let cards = Cards(in: snapshot, with: keyring, for: actor)
        var homes: [Home] = []
        for tenure in try People.homes(of: ID(actor.id), for: actor, in: snapshot) {
            var place = try cards.summary(Places.place(tenure.home, in: snapshot), isCounted: false)
            place.location = try cards.homeName(tenure.home)
            var members: [(name: String, kind: Tenure.Kind)] = []
            for member in try People.members(of: tenure.home, for: actor, in: snapshot) {
                let name = try People.shownName(
                    of: member.tenure.person.raw, to: actor, with: keyring, in: snapshot)
                members.append((name.text(language), member.tenure.kind))
            }
            homes.append(
                Home(place: place, kind: tenure.kind, mayInvite: tenure.kind != .occupant, members: members))
        }
        let asked = try People.claims(of: ID(actor.id), for: actor, in: snapshot).filter {
            $0.state == .waiting || $0.state == .refused
        }
        let own = ID<Person>(actor.id)
        return MyHomePage(
            homes: homes,
            asked: try asked.prefix(10).map {
                Asked(
                    id: $0.id.description, home: try cards.homeName($0.home), kind: $0.kind, state: $0.state,
                    refusal: $0.refusal, made: $0.made)
            },
            carers: try People.guardians(of: own, for: actor, in: snapshot).map {
                try Relation($0, $0.guardian, in: language, to: actor, with: keyring, in: snapshot)
            },
            wards: try People.wards(of: actor, in: snapshot).map {
                try Relation($0, $0.ward, in: language, to: actor, with: keyring, in: snapshot)
            }, told: told)
    }
}

extension MyHomePage.Relation {
    /// - Parameter other: Whose name is shown.
    init(
        _ relation: Guardianship, _ other: ID<Person>, in language: Language, to actor: Actor, with keyring: Keyring,
        in snapshot: Snapshot
    ) throws {
        let name = try People.partnerName(of: relation, other, to: actor, with: keyring, in: snapshot)
        self.init(
            id: relation.id.description, person: other.description, name: name.text(language), kind: relation.kind)
    }
}

extension RolesPage {
    /// Fills the roles of a place.
    ///
    /// - Throws: `PeopleError.notFound`, `KeyringError`, `StoreError`.
    static func query(
        _ id: ID<Place>, _ told: PeopleTold?, in language: Language, now: Instant, for actor: Actor,
        with keyring: Keyring, in snapshot: Snapshot
    ) throws -> RolesPage {
        let grants = try People.rolesHeld(at: id, limit: 200, for: actor, now: now, in: snapshot)
        let cards = Cards(in: snapshot, with: keyring, for: actor)
        let isSecurity = try Reach.holds(actor, [.securityAdministrator], at: id, in: snapshot)
        let isManager = try Reach.holds(actor, [.manager], at: id, in: snapshot)
        let givable =
            isSecurity
            ? Role.allCases.filter { $0 != .resident }
            : isManager ? Role.allCases.filter { Role.givenByManagers.contains($0) } : []
        var rows: [Row] = []
        for grant in grants {
            let name = try People.roleHolderName(grant, with: keyring, in: snapshot)
            let mayWithdraw =
                grant.person.raw != actor.id
                && (isSecurity || (isManager && Role.givenByManagers.contains(grant.role)))
            rows.append(
                Row(
                    id: grant.id.description, name: name.text(language), role: grant.role,
                    place: try Places.place(grant.place, in: snapshot).name, from: grant.from,
                    mayWithdraw: mayWithdraw))
        }
        return RolesPage(
            place: try cards.summary(Places.place(id, in: snapshot), isCounted: false), rows: rows, givable: givable,
            told: told)
    }
}

extension Cards {
    /// A home with its building and unit: 3 幢 2 单元 201 室.
    func homeName(_ id: ID<Place>) throws -> LocalizedText {
        let path = try Places.path(to: id, in: snapshot).filter { $0.kind.level >= PlaceKind.compound.level }
        let parts = path.filter { $0.kind == .compound || $0.kind == .unit || $0.kind == .home }
        return LocalizedText(
            zhHans: parts.map(\.name.zhHans).joined(separator: " "), en: parts.map(\.name.en).joined(separator: ", "))
    }
}
