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
    /// | GET | /me/data/wards/{id} | who acts for somebody | what is held about them |
    /// | POST | /me/data/consent, /consent/withdrawal | who acts for the person | agrees, takes it back |
    /// | GET | /privacy, /privacy/consents | anybody | what is held about people; the texts to which they agree |
    var dataRoutes: [Route] {
        [
            route(.get, "/me/data") { request in
                let (now, told, language) = (surroundings.now(), told(request), request.visitor.language)
                var page = try await admission.read(as: request.visitor) { [keyring] actor, snapshot in
                    try DataPage.query(for: actor, at: now, in: language, with: keyring, in: snapshot)
                }
                page.told = told
                return .page(page.view(in: try await frame(for: request)).bytes)
            },
            route(.get, "/me/data/wards/{id}") { request in
                let id = try request.id("id", of: Person.self)
                let (told, language) = (told(request), request.visitor.language)
                var page = try await admission.read(as: request.visitor) { [keyring] actor, snapshot in
                    try DataPage.query(ward: id, for: actor, in: language, with: keyring, in: snapshot)
                }
                page.told = told
                return .page(page.view(in: try await frame(for: request)).bytes)
            },
            route(.post, "/me/data/consent") { request in
                try await agree(request, .consented) { try People.consent(to: $0, for: $1, by: .page, in: $2) }
            },
            route(.post, "/me/data/consent/withdrawal") { request in
                try await agree(request, .consentWithdrawn) { try People.withdrawConsent(to: $0, for: $1, in: $2) }
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
            route(.get, "/privacy/consents") { request in
                .page(ConsentTextsPage().view(in: try await frame(for: request)).bytes)
            },
        ]
    }

    /// Gives or takes back a consent, one's own or that of a ward; then back to the page on which it stands.
    private func agree(
        _ request: WebRequest, _ told: PeopleTold,
        _ work: @escaping @Sendable (Consent.Purpose, ID<Person>, Transaction) throws -> Void
    ) async throws -> WebResponse {
        let form = try request.form()
        guard let purpose = form["purpose"].flatMap({ Consent.Purpose(rawValue: $0) }) else {
            throw Problem(.fields, fields: [Problem.Field("purpose", .choice)])
        }
        let ward = form["person"]
        if let ward, ID<Person>(ward) == nil { throw Problem(.notFound) }
        var said = told
        do {
            try await admission.write(as: request.visitor) { tx in
                try work(purpose, ward.flatMap { ID($0) } ?? ID(tx.actor.id), tx)
            }
        } catch PeopleError.over {
            said = .over
        }
        let back = ward.map { Address.wardData($0) } ?? Address.data
        return .see(back.query("told", said.rawValue).text)
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
