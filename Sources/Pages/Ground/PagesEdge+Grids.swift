import HTML
import HTTPTypes
import Journal
import Keyring
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /places/{id}/grids | leads | the grids of a community, gaps and overlaps |
    /// | POST | /places/{id}/grids | leads | makes a grid |
    /// | GET | /grids/{id} | leads | one grid: places, people, hours |
    /// | POST | /grids/{id}/members, /people, /duty, /end | leads | changes it |
    var gridRoutes: [Route] {
        [
            route(.get, "/places/{id}/grids") { request in
                let id = try request.id("id", of: Place.self)
                return try await page(for: request) { [keyring] actor, snapshot in
                    try GridsPage.query(id, for: actor, with: keyring, in: snapshot)
                } view: {
                    $0.view(in: $1)
                }
            },
            route(.post, "/places/{id}/grids") { request in
                let id = try request.id("id", of: Place.self)
                let form = try request.form()
                let name = LocalizedText(zhHans: form["name_zh"] ?? "", en: form["name_en"] ?? form["name_zh"] ?? "")
                let grid = try await admission.write(as: request.visitor) { tx in
                    try Grids.add(code: form["code"] ?? "", name: name, to: id, in: tx).id
                }
                return .see(Address.grid(grid.description).query("said", Said.kept.rawValue).text)
            },
            route(.get, "/grids/{id}") { try await gridPage($0, isDutyWrong: false, status: .ok) },
            grid("members") { form, id, tx in
                try Grids.setMembers(
                    form.items.filter { $0.name == "place" }.compactMap { ID($0.value) }, of: id, in: tx)
            },
            route(.post, "/grids/{id}/people") { request in
                let id = try request.id("id", of: Place.self)
                let form = try request.form()
                let worker = identities.cast.first { $0.code == form["worker"] }?.id
                let deputy = identities.cast.first { $0.code == form["deputy"] }?.id
                try await admission.write(as: request.visitor) { tx in
                    try Grids.setPeople(worker: worker, deputy: deputy, of: id, in: tx)
                }
                return .see(Address.grid(id.description).query("said", Said.kept.rawValue).text)
            },
            route(.post, "/grids/{id}/duty") { request in
                let id = try request.id("id", of: Place.self)
                guard let duty = Self.duty(in: try request.form()) else {
                    return try await gridPage(request, isDutyWrong: true, status: .badRequest)
                }
                do {
                    try await admission.write(as: request.visitor) { tx in try Grids.setDuty(duty, of: id, in: tx) }
                } catch PlaceError.unfit {
                    return try await gridPage(request, isDutyWrong: true, status: .badRequest)
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

    private func gridPage(
        _ request: WebRequest, isDutyWrong: Bool, status: HTTPResponse.Status
    ) async throws -> WebResponse {
        let id = try request.id("id", of: Place.self)
        let (now, zone) = (surroundings.now(), zoneSeconds)
        var page = try await admission.read(as: request.visitor) { [identities, keyring] actor, snapshot in
            try GridPage.query(
                id, now: now, zoneSeconds: zone, for: actor, identities, with: keyring, in: snapshot)
        }
        page.isDutyWrong = isDutyWrong
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
                let hours = DutyHours(holder, weekday: day, fromMinute: from, untilMinute: until)
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
        _ id: ID<Place>, for actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> GridsPage {
        let place = try Places.place(id, in: snapshot)
        guard place.kind == .community else { throw PlaceError.notFound }
        guard try PlaceRight.grid.isHeld(by: actor, at: id, in: snapshot) else { throw PlaceError.notAllowed }
        var cards = Cards(in: snapshot, with: keyring, for: actor)
        return GridsPage(
            community: try cards.summary(place, isCounted: false),
            grids: try Grids.grids(of: id, in: snapshot).map { grid in
                Entry(
                    id: grid.id.description, name: grid.place.name, code: grid.place.code,
                    memberCount: try Grids.members(of: grid.id, in: snapshot).count,
                    worker: try grid.worker.flatMap { try cards.person($0) })
            }, coverage: try Grids.coverage(of: id, in: snapshot))
    }
}

extension GridPage {
    /// Places that the form offers at most.
    static let choicesMax = 500

    static func query(
        _ id: ID<Place>, now: Instant, zoneSeconds: Int, for actor: Actor, _ identities: Identities,
        with keyring: Keyring, in snapshot: Snapshot
    ) throws -> GridPage {
        guard try PlaceRight.grid.isHeld(by: actor, at: id, in: snapshot) else { throw PlaceError.notAllowed }
        let grid = try Grids.grid(id, in: snapshot)
        guard grid.place.ended == nil, let community = grid.place.community else { throw PlaceError.notFound }
        let cards = Cards(in: snapshot, with: keyring, for: actor)
        let members = try Grids.members(of: id, in: snapshot)
        let offered = try Grids.parts(of: community, limit: choicesMax, in: snapshot)
        let all = offered + members.filter { member in !offered.contains { $0.id == member.id } }
        func person(_ id: Identifier?) -> ShownPerson? {
            id.flatMap { identities.identity($0) }.map { ShownPerson($0) }
        }
        return GridPage(
            grid: grid,
            choices: try all.map { place in
                Choice(
                    place: try cards.summary(place, isCounted: false),
                    isMember: members.contains { $0.id == place.id })
            }, people: identities.cast.filter { Role.staff.contains($0.role) }.map { ShownPerson($0) },
            worker: person(grid.worker), deputy: person(grid.deputy),
            onDuty: person(grid.onDuty(at: now, zoneSeconds: zoneSeconds)))
    }
}
