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
    /// | GET | /places/{id}/keep | staff | names, codes, buildings, moves of a place |
    /// | POST | /places/{id}/name, /aliases, /alias-ends, /system-codes, /system-code-ends, /card | leads | changes what a place is called |
    /// | POST | /places/{id}/codes | staff | makes a code for a wall |
    /// | POST | /places/{id}/buildings | leads | adds a building with its units and homes |
    /// | GET, POST | /places/{id}/move | leads; street officers for communities | shows what a move changes; moves or merges |
    /// | POST | /moves/{id}/undo | the same | takes a move back |
    var keepingRoutes: [Route] {
        [
            route(.get, "/places/{id}/keep") { request in
                try await keepPage(request, try request.id("id"), wrong: nil, status: .ok)
            },
            keep("name", wrong: .keepNames) { form, id, tx in
                let name = LocalizedText(zhHans: form["name_zh"] ?? "", en: form["name_en"] ?? "")
                try Places.rename(id, to: name, in: tx)
            },
            keep("aliases", wrong: .keepAliasWords) { form, id, tx in
                let kind = form["kind"].flatMap { PlaceAlias.Kind(rawValue: $0) } ?? .popular
                try Places.addAlias(form["words"] ?? "", kind, to: id, in: tx)
            },
            keep("alias-ends", wrong: .keepAliases) { form, id, tx in
                guard let alias = form["alias"].flatMap({ ID<PlaceAlias>($0) }) else { throw Problem(.notFound) }
                try Places.endAlias(alias, of: id, in: tx)
            },
            keep("codes", wrong: .keepCodeLabel) { form, id, tx in
                try DirectCodes.make(for: id, label: form["label"] ?? "", in: tx)
            },
            keep("system-codes", wrong: .keepSystemCode) { form, id, tx in
                let code = ForeignCode(system: form["system"] ?? "", code: form["code"] ?? "")
                try Places.addCode(code, to: id, in: tx)
            },
            keep("system-code-ends", wrong: .keepSystemCode) { form, id, tx in
                let code = ForeignCode(system: form["system"] ?? "", code: form["code"] ?? "")
                try Places.removeCode(code, of: id, in: tx)
            },
            keep("card", wrong: .keepCardPhone) { form, id, tx in
                let format = form["format"].flatMap { AddressFormat(rawValue: $0) } ?? .buildingUnitRoom
                let card = CommunityCard(addressFormat: format, telephone: form["telephone"] ?? "")
                try Places.setCard(card, of: id, in: tx)
            },
            keep("buildings", wrong: .keepBuilding) { form, id, tx in
                func number(_ name: String) -> Int { form[name].flatMap { Int($0) } ?? -1 }
                let plan = BuildingPlan(
                    number: form["number"] ?? "", units: number("units"), storeys: number("storeys"),
                    homesPerStorey: number("homes"))
                guard let plan else { throw PlaceError.unfit(.count) }
                try Places.add(plan, below: id, in: tx)
            },
            route(.get, "/places/{id}/move") { try await previewMove($0) },
            route(.post, "/places/{id}/move") { request in
                let id = try request.id("id", of: Place.self)
                let code = try request.form()["to"] ?? ""
                try await admission.write(as: request.visitor) { tx in
                    guard let target = try Places.find(code: code, in: tx) else { throw Problem(.notFound) }
                    let place = try Places.place(id, in: tx)
                    if place.kind == .community, target.kind == .community {
                        try Places.merge(id, into: target.id, in: tx)
                    } else {
                        try Places.move(id, below: target.id, in: tx)
                    }
                }
                return .see(Address.keep(id.description).query("said", Said.kept.rawValue).text)
            },
            route(.post, "/moves/{id}/undo") { request in
                let id = try request.id("id", of: PlaceMove.self)
                let place = try await admission.write(as: request.visitor) { tx in
                    try Places.undo(id, in: tx)
                    return try Places.move(id, in: tx)?.place
                }
                let back = place.map { Address.keep($0.description) } ?? Address.places
                return .see(back.query("said", Said.kept.rawValue).text)
            },
        ]
    }

    /// A form of the page: does one thing, comes back to the page, or shows it again with what was wrong.
    private func keep(
        _ name: String, wrong: GroundPhrase, _ act: @escaping @Sendable (Fields, ID<Place>, Transaction) throws -> Void
    ) -> Route {
        route(.post, "/places/{id}/\(name)") { request in
            let id = try request.id("id", of: Place.self)
            let form = try request.form()
            do {
                try await admission.write(as: request.visitor) { tx in try act(form, id, tx) }
            } catch PlaceError.nameUnfit, PlaceError.unfit, PlaceError.codeTaken {
                return try await keepPage(request, id, wrong: wrong, status: .badRequest)
            }
            return .see(Address.keep(id.description).query("said", Said.kept.rawValue).text)
        }
    }

    private func keepPage(
        _ request: WebRequest, _ id: ID<Place>, wrong: GroundPhrase?, status: HTTPResponse.Status
    ) async throws -> WebResponse {
        let now = surroundings.now()
        let page = try await admission.read(as: request.visitor) { [keyring] actor, snapshot in
            try KeepPage.query(id, wrong: wrong, now: now, for: actor, keyring, in: snapshot)
        }
        return .page(page.view(in: try await frame(for: request)).bytes, status: status)
    }

    private func previewMove(_ request: WebRequest) async throws -> WebResponse {
        let id = try request.id("id", of: Place.self)
        let code = request.query["to"] ?? ""
        guard let target = try await store.read({ try Places.find(code: code, in: $0) }) else {
            return try await keepPage(request, id, wrong: .keepMoveTo, status: .notFound)
        }
        return try await page(for: request) { [keyring] actor, snapshot in
            let place = try Places.place(id, in: snapshot)
            let isHigh = place.kind.level <= PlaceKind.community.level
            let right: PlaceRight = isHigh ? .moveCommunity : .move
            guard try right.isHeld(by: actor, at: id, in: snapshot) else { throw PlaceError.notAllowed }
            let isMerge = place.kind == .community && target.kind == .community && place.id != target.id
            guard isMerge || place.kind.mayStandBelow(target.kind) else { throw PlaceError.wrongLevel }
            let cards = Cards(in: snapshot, with: keyring, for: actor)
            return MovePage(
                place: try cards.summary(place, isCounted: false),
                from: try place.parent.map { try Places.place($0, in: snapshot).name },
                to: try cards.summary(target, isCounted: false), toCode: code, isMerge: isMerge,
                preview: try Places.preview(moving: id, below: target.id, in: snapshot))
        } view: {
            $0.view(in: $1)
        }
    }
}

extension KeepPage {
    /// Fills the page of those who look after a place.
    ///
    /// - Throws: `PlaceError.notFound`, `PlaceError.notAllowed` unless some right on places is held there, `StoreError`.
    static func query(
        _ id: ID<Place>, wrong: GroundPhrase?, now: Instant, for actor: Actor, _ keyring: Keyring,
        in snapshot: Snapshot
    ) throws -> KeepPage {
        let place = try Places.place(id, in: snapshot)
        let cards = Cards(in: snapshot, with: keyring, for: actor)
        var page = KeepPage(place: try cards.summary(place, isCounted: false))
        for right in PlaceRight.allCases where try right.isHeld(by: actor, at: id, in: snapshot) {
            page.rights.insert(right)
        }
        guard !page.rights.isEmpty, place.kind != .grid else { throw PlaceError.notAllowed }
        page.pastNames = try Places.pastNames(of: id, in: snapshot)
        page.aliases = try Places.aliases(of: id, in: snapshot)
        page.codes = try DirectCodes.codes(of: id, in: snapshot)
        page.foreign = try Places.codes(of: id, in: snapshot)
        if place.kind == .community, page.rights.contains(.rename) {
            page.card = try Places.card(of: id, in: snapshot)
        }
        page.mergedInto = try place.mergedInto.map {
            try cards.summary(try Places.place($0, in: snapshot), isCounted: false)
        }
        page.moves = try Places.moves(of: id, in: snapshot).map { move in
            let moved = try Places.place(move.place, in: snapshot)
            let isHigh = moved.kind.level <= PlaceKind.community.level
            let right: PlaceRight = isHigh ? .moveCommunity : .move
            return Move(
                id: move.id.description, place: moved.name, from: try Places.place(move.from, in: snapshot).name,
                to: try Places.place(move.to, in: snapshot).name, at: move.at, isUndone: move.undone != nil,
                mayUndo: page.rights.contains(right) && !move.isFinal(at: now) && moved.parent == move.to)
        }
        page.wrong = wrong
        return page
    }
}
