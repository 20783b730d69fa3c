import HTML
import HTTPTypes
import Places
import SignIn
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /program-keys | manager, street officer, security administrator | the keys where they reach |
    /// | POST | /program-keys | the same, after a proof | makes a key; shows it once |
    /// | POST | /program-keys/{id}/withdrawal | the same, after a proof | withdraws one at once |
    var keyRoutes: [Route] {
        [
            route(.get, "/program-keys") { request in
                try await page(for: request, keysQuery()) { $0.view(in: $1) }
            },
            route(.post, "/program-keys") { try await makeKey($0) },
            route(.post, "/program-keys/{id}/withdrawal") { request in
                let id = try request.id("id", of: ProgramKey.self)
                try await admission.write(as: request.visitor) { tx in try ProgramKeys.withdraw(id, in: tx) }
                return .see(Address.programKeys.query("said", Said.keyWithdrawn.rawValue).text)
            },
        ]
    }

    /// Keys that one page shows.
    private static let keysMax = 200

    private func keysQuery() -> @Sendable (Actor, Snapshot) throws -> KeysPage {
        let now = surroundings.now()
        return { actor, snapshot in
            guard ProgramKeys.isKeeper(actor) else { throw Problem(.notAllowed) }
            let keys = try ProgramKeys.kept(by: actor, limit: Self.keysMax, in: snapshot)
            let places = try Self.keyPlaces(of: actor, in: snapshot)
            return KeysPage(
                keys: try keys.map { key in
                    KeysPage.Row(
                        id: key.id.description, label: key.label,
                        owner: try ProgramKeys.ownerName(of: key, in: snapshot),
                        place: try Places.place(ID(key.place), in: snapshot).name,
                        scopes: ProgramKey.Scope.allCases.filter { key.scopes.contains($0) }, ends: key.ends,
                        used: key.used, isAlive: key.isAlive(at: now))
                }, places: places,
                organisations: try ProgramKeys.owners(for: actor, in: snapshot).map {
                    KeysPage.Choice(id: $0.id.description, name: $0.name)
                })
        }
    }

    /// The places at which the actor keeps keys, and what lies directly below them.
    private static func keyPlaces(of actor: Actor, in snapshot: Snapshot) throws -> [KeysPage.Choice] {
        var choices: [KeysPage.Choice] = []
        for id in Set(actor.grants.map(\.place)).sorted() {
            let place = try Places.place(ID(id), in: snapshot)
            let children = try Places.children(of: place.id, limit: 50, in: snapshot)
            choices += ([place] + children).map { KeysPage.Choice(id: $0.id.description, name: $0.name) }
        }
        return choices
    }

    private func makeKey(_ request: WebRequest) async throws -> WebResponse {
        let form = try request.form()
        guard let place = form["place"].flatMap({ ID<Place>($0) }),
            let organisation = form["organisation"].flatMap({ Identifier($0) })
        else { throw Problem(.notFound) }
        let scopes = Set(ProgramKey.Scope.allCases.filter { form[$0.field] == "yes" })
        let draft = ProgramKeys.Draft(
            organisation: organisation, place: place, label: form["label"] ?? "", scopes: scopes,
            days: form["days"].flatMap { Int64($0) } ?? 0)
        let secret = doorkeeper.makeSecret()
        var fault: DoorPage.Fault?
        do {
            try await admission.write(as: request.visitor) { tx in _ = try ProgramKeys.make(draft, secret, in: tx) }
        } catch SignInError.nameUnfit {
            fault = DoorPage.Fault(field: "label", phrase: .doorMissing)
        }
        var model = try await admission.read(as: request.visitor, keysQuery())
        model.made = fault == nil ? ProgramKey.prefix + secret.text : nil
        model.faults = fault.map { [$0] } ?? []
        model.label = fault == nil ? "" : String((form["label"] ?? "").prefix(ProgramKey.labelMax))
        let view = model.view(in: try await frame(for: request))
        return .page(view.bytes, status: fault == nil ? .ok : .badRequest)
    }
}
