import HTML
import HTTPTypes
import Keyring
import People
import SignIn
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /me/data | everybody who is a person here | what is held about me |
    /// | GET | /me/data/copy.json, /me/data/copy.csv | as above | all of it, for machines |
    /// | POST | /me/data/details | as above | corrects the name; the birth date is changed by staff, who look at papers |
    /// | POST | /me/data/erasure | as above, after a second factor | forgets me |
    /// | GET | /privacy | anybody | what is held about people |
    var dataRoutes: [Route] {
        [
            route(.get, "/me/data") { request in
                let now = surroundings.now()
                let page = try await admission.read(as: request.visitor) { [keyring] actor, snapshot in
                    try DataPage.query(for: actor, at: now, with: keyring, in: snapshot)
                }
                return .page(page.view(in: try await frame(for: request)).bytes)
            },
            route(.get, "/me/data/copy.json") { request in
                let copy = try await copy(for: request)
                return Self.download(copy.json, type: "application/json; charset=utf-8", name: "lifang-data.json")
            },
            route(.get, "/me/data/copy.csv") { request in
                let copy = try await copy(for: request)
                return Self.download(copy.csv, type: "text/csv; charset=utf-8", name: "lifang-data.csv")
            },
            route(.post, "/me/data/details") { try await correct($0) },
            route(.post, "/me/data/erasure") { request in
                guard try request.form()["sure"] == "yes" else {
                    throw Problem(.fields, fields: [Problem.Field("sure", .missing)])
                }
                try await admission.write(as: request.visitor) { [keyring] tx in
                    try People.forgetMe(with: keyring, in: tx)
                    try SignIn.forget(tx.actor.id, in: tx)
                }
                return leaving(.see(Address.home.text))
            },
            route(.get, "/privacy") { request in
                .page(PrivacyPage(HeldData.maps).view(in: try await frame(for: request)).bytes)
            },
        ]
    }

    private func correct(_ request: WebRequest) async throws -> WebResponse {
        let form = try request.form()
        guard let name = PersonName(form["name"] ?? "", latin: form["latin"]) else {
            throw Problem(.fields, fields: [Problem.Field("name", .form)])
        }
        guard let version = form["version"].flatMap({ Int64($0) }) else {
            throw Problem(.fields, fields: [Problem.Field("version", .missing)])
        }
        try await admission.write(as: request.visitor) { [keyring] tx in
            var details = try People.own(of: tx.actor, with: keyring, in: tx)
            details.name = name
            try People.mend(ID(tx.actor.id), details, seen: version, with: keyring, in: tx)
        }
        return .see(Address.data.text)
    }

    private func copy(for request: WebRequest) async throws -> DataCopy {
        let now = surroundings.now()
        return try await admission.read(as: request.visitor, in: .reports) { [keyring] actor, snapshot in
            guard !actor.isPasserBy else { throw Problem(.signInNeeded) }
            return DataCopy(holdings: try keyring.holdings(of: actor.id, HeldData.maps, in: snapshot), at: now)
        }
    }

    private static func download(_ bytes: [UInt8], type: String, name: String) -> WebResponse {
        WebResponse(
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ], body: .bytes(bytes))
    }
}

extension DataPage {
    /// How many readings the page lists; the copy has all of them.
    private static let readersMax = 200

    static func query(
        for actor: Actor, at now: Instant, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> DataPage {
        guard !actor.isPasserBy else { throw Problem(.signInNeeded) }
        let holdings = try keyring.holdings(of: actor.id, HeldData.maps, in: snapshot)
        let isPerson = holdings.parts.contains { $0.table.name == "person" }
        let readings =
            try isPerson ? People.readings(of: ID(actor.id), limit: readersMax, for: actor, in: snapshot) : []
        return DataPage(
            holdings: holdings,
            readers: try readings.map { reading in
                Reader(
                    name: try name(of: reading.reader, to: actor, with: keyring, in: snapshot),
                    fields: reading.fields.map(\.rawValue), purpose: reading.purpose.rawValue, at: reading.at)
            }, agreements: [],
            details: try isPerson ? details(of: actor, with: keyring, in: snapshot) : nil,
            isProven: actor.isProven(at: now),
            holdsOffice: !actor.grants.allSatisfy { Role.neighbours.contains($0.role) })
    }

    private static func details(
        of actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> Details {
        let own = try People.own(of: actor, with: keyring, in: snapshot)
        return Details(
            name: own.name.written, latin: own.name.latin ?? "", birth: own.birth?.description ?? "",
            version: try People.person(ID(actor.id), in: snapshot).version)
    }

    private static func name(
        of reader: Identifier, to actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> String? {
        switch try People.shownName(of: reader, to: actor, with: keyring, in: snapshot) {
        case .service(let name): name.zhHans
        case .own(let name), .masked(let name), .neighbour(let name): name
        case .protected, .nobody: nil
        }
    }
}
