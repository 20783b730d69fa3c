import HTML
import HTTPTypes
import People
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// Homes that wait for a check at the desk, and the register of owners.
    var claimRoutes: [Route] {
        [
            route(.get, "/desk/{id}/claims") { try await claimsPage($0, nil) },
            route(.post, "/desk/{id}/claims") { [keyring] request in
                let id = try request.id("id", of: Place.self)
                let form = try request.form()
                guard let claim = form["claim"].flatMap({ ID<Claim>($0) }) else { throw Problem(.notFound) }
                let refusal = form["refusal"].flatMap { Claim.Refusal(rawValue: $0) }
                return try await peopleAct(request, back: Address.claims(id.description), again: claimsPage) { tx in
                    try People.decide(claim, refusal: refusal, with: keyring, in: tx)
                    return refusal == nil ? .accepted : .refused
                }
            },
            route(.post, "/desk/{id}/register") { try await bringRegister($0) },
        ]
    }

    private func claimsPage(_ request: WebRequest, _ draft: FormDraft?) async throws -> WebResponse {
        let id = try request.id("id", of: Place.self)
        let told = told(request)
        return try await peoplePage(for: request, at: Address.claims(id.description), draft: draft) {
            [keyring] actor, snapshot in
            try ClaimsPage.query(id, told, for: actor, with: keyring, in: snapshot)
        } view: {
            $0.view(in: $1)
        }
    }

    private func bringRegister(_ request: WebRequest) async throws -> WebResponse {
        let id = try request.id("id", of: Place.self)
        let form = try request.form()
        return try await peopleAct(request, back: Address.claims(id.description), again: claimsPage) { [keyring] tx in
            guard try Reach.holds(tx.actor, PeopleRight.keepRegister.roles, at: id, in: tx) else {
                throw PeopleError.notFound
            }
            guard let home = try Self.home(form["address"] ?? "", in: id, in: tx) else { return .homeNotFound }
            guard let name = PersonName(form["name"] ?? "") else { throw PeopleError.unfit(.name) }
            guard let lastFour = Self.lastFour(form["last-four"]) else { return .lastFourUnfit }
            let typed = (form["area"] ?? "").filter { !$0.isWhitespace }
            let area = typed.isEmpty ? nil : Self.centiSquareMetres(typed)
            guard typed.isEmpty || area != nil else { return .areaUnfit }
            guard let share = Self.share(form["share"] ?? "") else { return .shareUnfit }
            let line = RegisterLine(
                home: home, name: name, lastFour: lastFour, areaCentiSquareMetres: area, share: share)
            try People.register(line, with: keyring, in: tx)
            return .registered
        }
    }

    /// The home that a spoken address means; nil where it means none or several.
    static func home(_ text: String, in community: ID<Place>, in snapshot: Snapshot) throws -> ID<Place>? {
        guard text.unicodeScalars.count <= 100 else { return nil }
        let found = try Places.propose(text, in: community, in: snapshot).exact
        return found.flatMap { $0.kind == .home ? $0.id : nil }
    }

    /// Four letters or digits, as a document ends.
    static func lastFour(_ text: String?) -> String? {
        let word = (text ?? "").filter { !$0.isWhitespace }.uppercased()
        return word.count == 4 && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } ? word : nil
    }

    /// `1/2` as a share.
    static func share(_ text: String) -> Share? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map {
            Int64($0.filter { !$0.isWhitespace })
        }
        guard parts.count == 2, let part = parts[0], let whole = parts[1], whole <= 1_000_000 else { return nil }
        return Share(part, of: whole)
    }

    /// `89.32` as hundredths of a square metre; nil for what is no area.
    static func centiSquareMetres(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...6).contains(parts[0].count),
            parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }), let metres = Int64(parts[0])
        else { return nil }
        let rest = parts.count == 2 ? parts[1] : "0"
        guard (1...2).contains(rest.count), let hundredths = Int64(rest.count == 1 ? rest + "0" : rest) else {
            return nil
        }
        let area = metres * 100 + hundredths
        return area > 0 ? area : nil
    }
}
