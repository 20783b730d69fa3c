import HTML
import HTTPTypes
import Journal
import Keyring
import People
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /places/{id}/grids | leads | the grids of a community, gaps and overlaps |
    /// | POST | /places/{id}/grids | leads | makes a grid |
    /// | GET | /grids/{id}?q= | leads | one grid: places, people (`q`: found by name), hours |
    /// | POST | /grids/{id}/members, /people, /duty, /end | leads | changes it |
    var gridRoutes: [Route] {
        [
            route(.get, "/places/{id}/grids") { request in
                let id = try request.id("id", of: Place.self)
                let now = surroundings.now()
                return try await page(for: request) { [keyring] actor, snapshot in
                    try GridsPage.query(id, now: now, for: actor, with: keyring, in: snapshot)
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.post, "/places/{id}/grids") { try await makeGrid($0) },
            route(.get, "/grids/{id}") { try await gridPage($0, wrong: nil, status: .ok) },
            grid("members") { form, id, tx in
                try Grids.setMembers(
                    form.items.filter { $0.name == "place" }.compactMap { ID($0.value) }, of: id, in: tx)
            },
            route(.post, "/grids/{id}/people") { request in
                let id = try request.id("id", of: Place.self)
                let form = try request.form()
                func person(_ name: String) -> ID<Person>? { form[name].flatMap { ID($0) } }
                do {
                    try await admission.write(as: request.visitor) {
                        [worker = person("worker"), deputy = person("deputy")] tx in
                        try People.putInCharge(worker: worker, deputy: deputy, of: id, in: tx)
                    }
                } catch PlaceError.unfit {
                    return try await gridPage(request, wrong: .gridPeople, status: .badRequest)
                }
                return .see(Address.grid(id.description).query("said", Said.kept.rawValue).text)
            },
            route(.post, "/grids/{id}/duty") { request in
                let id = try request.id("id", of: Place.self)
                guard let duty = Self.duty(in: try request.form()) else {
                    return try await gridPage(request, wrong: .gridDuty, status: .badRequest)
                }
                do {
                    try await admission.write(as: request.visitor) { tx in try Grids.setDuty(duty, of: id, in: tx) }
                } catch PlaceError.unfit {
                    return try await gridPage(request, wrong: .gridDuty, status: .badRequest)
                }
                return .see(Address.grid(id.description).query("said", Said.kept.rawValue).text)
            },
            route(.post, "/grids/{id}/end") { request in
                let id = try request.id("id", of: Place.self)
                let community = try await admission.write(as: request.visitor) { tx in
                    try Grids.end(id, in: tx)
                    return try Places.place(id, in: tx).community
                }
                let back = community.map { Address.grids($0.description) } ?? Address.places
                return .see(back.query("said", Said.kept.rawValue).text)
            },
        ]
    }

    private func grid(
        _ name: String, _ act: @escaping @Sendable (Fields, ID<Place>, Transaction) throws -> Void
    ) -> Route {
        route(.post, "/grids/{id}/\(name)") { request in
            let id = try request.id("id", of: Place.self)
            let form = try request.form()
            try await admission.write(as: request.visitor) { tx in try act(form, id, tx) }
            return .see(Address.grid(id.description).query("said", Said.kept.rawValue).text)
        }
    }

    private func makeGrid(_ request: WebRequest) async throws -> WebResponse {
        let id = try request.id("id", of: Place.self)
        let form = try request.form()
        let (code, zhHans) = (form["code"] ?? "", form["name_zh"] ?? "")
        let name = LocalizedText(zhHans: zhHans, en: form["name_en"].flatMap { $0.isEmpty ? nil : $0 } ?? zhHans)
        let wrong: GroundPhrase
        do {
            let grid = try await admission.write(as: request.visitor) { tx in
                try Grids.add(code: code, name: name, to: id, in: tx).id
            }
            return .see(Address.grid(grid.description).query("said", Said.kept.rawValue).text)
        } catch PlaceError.nameUnfit {
            wrong = .keepNameZh
        } catch PlaceError.codeTaken, PlaceError.unfit {
            wrong = .gridsCode
        }
        let now = surroundings.now()
        var page = try await admission.read(as: request.visitor) { [keyring] actor, snapshot in
            try GridsPage.query(id, now: now, for: actor, with: keyring, in: snapshot)
        }
        page.wrong = wrong
        page.draft = (code, LocalizedText(zhHans: zhHans, en: form["name_en"] ?? ""))
        return .page(page.view(in: try await frame(for: request)).bytes, status: .badRequest)
    }

    private func gridPage(
        _ request: WebRequest, wrong: GroundPhrase?, status: HTTPResponse.Status
    ) async throws -> WebResponse {
        let id = try request.id("id", of: Place.self)
        let (now, zone) = (surroundings.now(), zoneSeconds)
        let search = String((request.query["q"] ?? "").prefix(50))
        var page = try await admission.read(as: request.visitor) { [keyring] actor, snapshot in
            try GridPage.query(
                id, search: search, now: now, zoneSeconds: zone, for: actor, with: keyring, in: snapshot)
        }
        page.wrong = wrong
        return .page(page.view(in: try await frame(for: request)).bytes, status: status)
    }

    /// The rows of hours that a form holds; rows without times are left out; nil if one cannot be understood.
    static func duty(in form: Fields) -> [DutyHours]? {
        func all(_ name: String) -> [String] { form.items.filter { $0.name == name }.map(\.value) }
        let (holders, days, froms, untils) = (all("holder"), all("weekday"), all("from"), all("until"))
        guard [days.count, froms.count, untils.count].allSatisfy({ $0 == holders.count }) else { return nil }
        var duty: [DutyHours] = []
        for row in holders.indices where !froms[row].isEmpty || !untils[row].isEmpty {
            guard let holder = DutyHours.Holder(rawValue: holders[row]), let day = Int(days[row]),
                let from = minute(froms[row]), let until = minute(untils[row]),
                // Browsers know no 24:00; hours until 23:59 go on until the day ends, so that a night has no gap.
                let hours = DutyHours(
                    holder, weekday: day, fromMinute: from, untilMinute: until == 1_439 ? 1_440 : until)
            else { return nil }
            duty.append(hours)
        }
        return duty
    }

    private static func minute(_ clock: String) -> Int? {
        let parts = clock.split(separator: ":").map { Int($0) }
        guard parts.count >= 2, let hour = parts[0], let minute = parts[1], (0...24).contains(hour),
            (0...59).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }
}

extension GridsPage {
    static func query(
        _ id: ID<Place>, now: Instant, for actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> GridsPage {
        let place = try Places.place(id, in: snapshot)
        guard place.kind == .community else { throw PlaceError.notFound }
        guard try PlaceRight.grid.isHeld(by: actor, at: id, in: snapshot) else { throw PlaceError.notAllowed }
        let cards = Cards(in: snapshot, with: keyring, for: actor)
        return GridsPage(
            community: try cards.summary(place, isCounted: false),
            grids: try Grids.grids(of: id, in: snapshot).map { stored in
                let grid = try People.serving(stored, at: now, in: snapshot)
                return Entry(
                    id: grid.id.description, name: grid.place.name, code: grid.place.code,
                    memberCount: try Grids.members(of: grid.id, in: snapshot).count,
                    worker: try grid.worker.map { try ShownPerson(worker: $0, to: actor, with: keyring, in: snapshot) })
            }, coverage: try Grids.coverage(of: id, in: snapshot))
    }
}

extension GridPage {
    /// Places that the form offers at most.
    static let choicesMax = 500
    /// With more people than this a field for searching stands above the choice.
    static let unsearchedMax = 12

    static func query(
        _ id: ID<Place>, search: String, now: Instant, zoneSeconds: Int, for actor: Actor,
        with keyring: Keyring, in snapshot: Snapshot
    ) throws -> GridPage {
        guard try PlaceRight.grid.isHeld(by: actor, at: id, in: snapshot) else { throw PlaceError.notAllowed }
        let stored = try Grids.grid(id, in: snapshot)
        let grid = try People.serving(stored, at: now, in: snapshot)
        guard grid.place.ended == nil, let community = grid.place.community else { throw PlaceError.notFound }
        let cards = Cards(in: snapshot, with: keyring, for: actor)
        let members = try Grids.members(of: id, in: snapshot)
        let offered = try Grids.parts(of: community, limit: choicesMax, in: snapshot)
        let all = offered + members.filter { member in !offered.contains { $0.id == member.id } }
        let people = try People.gridWorkers(
            for: id, holding: search, limit: 200, at: now, for: actor, with: keyring, in: snapshot
        ).map { ShownPerson(id: $0.id.description, service: $0.name) }
        func person(_ id: Identifier?) throws -> ShownPerson? {
            try id.map { try ShownPerson(worker: $0, to: actor, with: keyring, in: snapshot) }
        }
        var open: Set<DutyHours.Holder> = []
        if stored.worker != nil, grid.worker == nil { open.insert(.worker) }
        if stored.deputy != nil, grid.deputy == nil { open.insert(.deputy) }
        return GridPage(
            grid: grid,
            choices: try all.map { place in
                Choice(
                    place: try cards.summary(place, isCounted: false),
                    isMember: members.contains { $0.id == place.id })
            }, people: people, isSearched: people.count > unsearchedMax || !search.isEmpty, search: search,
            worker: try person(grid.worker), deputy: try person(grid.deputy), openPosts: open,
            onDuty: try person(grid.onDuty(at: now, zoneSeconds: zoneSeconds)))
    }
}

extension ShownPerson {
    /// Somebody in charge of a grid, as the reader may know.
    init(worker id: Identifier, to reader: Actor, with keyring: Keyring, in snapshot: Snapshot) throws {
        self.init(
            id: id.description, service: try People.shownName(of: id, to: reader, with: keyring, in: snapshot))
    }

    fileprivate init(id: String, service name: ShownName) {
        self.init(
            id: id, name: LocalizedText(zhHans: name.text(.zhHans), en: name.text(.en)),
            role: LocalizedText(zhHans: "", en: ""), isStaff: true)
    }
}
