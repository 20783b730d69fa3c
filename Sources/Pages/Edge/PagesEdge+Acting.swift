import Flows
import HTML
import HTTPTypes
import Journal
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | POST | /matters | whoever has a role that reaches the place | opens a matter |
    /// | POST | /matters/{id}/assignment | butler or clerk | takes it |
    /// | POST | /matters/{id}/completion | the holder or a clerk | says that the work is done |
    /// | POST | /matters/{id}/rating | the reporter | says whether the work is right; not fixed reopens |
    /// | POST | /matters/{id}/withdrawal | the reporter | takes the report back |
    var actingRoutes: [Route] {
        [
            route(.post, "/matters") { try await report($0) },
            route(.post, "/matters/{id}/assignment") { try await act($0, said: .taken) { _ in .take } },
            route(.post, "/matters/{id}/completion") { request in
                try await act(request, said: .finished) { form in
                    let note = form["note"] ?? ""
                    return .finish(note: note.contains { !$0.isWhitespace } ? note.onlyLineFeeds : nil)
                }
            },
            route(.post, "/matters/{id}/rating") { request in
                guard let rating = try request.form()["rating"].flatMap({ Rating(rawValue: $0) }) else {
                    throw Problem(.fields, fields: [Problem.Field("rating", .choice)])
                }
                return try await act(request, said: rating.said) { _ in .rate(rating.verdict) }
            },
            route(.post, "/matters/{id}/withdrawal") { try await act($0, said: .withdrawn) { _ in .withdraw } },
        ]
    }

    /// Somebody who goes back and sends the same words again within this time means the first report.
    ///
    /// Source: Decision 0006.
    private static let sameReportMilliseconds: Int64 = 120_000

    private func report(_ request: WebRequest) async throws -> WebResponse {
        let form = try request.form()
        let words = (form["words"] ?? "").onlyLineFeeds
        let kind = form["kind"].flatMap { MatterKind(rawValue: $0) }
        guard let place = form["place"].flatMap({ ID<Place>($0) }) else { throw Problem(.notFound) }
        guard let kind else {
            return try await repeatReport(request, form, words, nil, [.kindMissing] + wordErrors(words))
        }
        let errors = wordErrors(words)
        guard errors.isEmpty else { return try await repeatReport(request, form, words, kind, errors) }
        let report = MatterReport(place: place, kind: kind, words: words)
        let id = try await admission.write(as: request.visitor) { [zoneSeconds] tx in
            try RequestKeys.once(
                form["once"], fingerprint: report.fingerprint, sameWithinMilliseconds: Self.sameReportMilliseconds,
                in: tx
            ) {
                try Matters.open(report, zoneSeconds: zoneSeconds, in: tx).id.description
            }.answer
        }
        return .see(Address.matter(id).query("said", Said.reported.rawValue).text)
    }

    private func wordErrors(_ words: String) -> [FieldError] {
        let trimmed = words.drop { $0.isWhitespace }
        if trimmed.isEmpty { return [.wordsMissing] }
        let over = words.unicodeScalars.count - Matter.wordsMax
        return over > 0 ? [.wordsTooLong(by: over)] : []
    }

    /// The form again, with what was written and what is still to do.
    private func repeatReport(
        _ request: WebRequest, _ form: Fields, _ words: String, _ kind: MatterKind?, _ errors: [FieldError]
    ) async throws -> WebResponse {
        let chosen = form["place"] ?? ""
        guard let place = (form["from"] ?? chosen).isEmpty ? nil : ID<Place>(form["from"] ?? chosen) else {
            throw Problem(.notFound)
        }
        let once = form["once"].flatMap { Identifier($0) } ?? surroundings.identifier()
        var page = try await store.read { [identities] snapshot in
            try ReportPage.query(place, once: once, Cards(in: snapshot, identities, for: once), in: snapshot)
        }
        page.words = words
        page.kind = kind
        page.chosenPlaceID = chosen
        page.errors = errors
        return .page(page.view(in: try await frame(for: request)).bytes, status: .badRequest)
    }

    private func act(
        _ request: WebRequest, said: Said, _ make: @escaping @Sendable (Fields) -> MatterAct
    ) async throws -> WebResponse {
        let form = try request.form()
        let id = try request.id("id", of: Matter.self)
        let act = make(form)
        do {
            try await admission.write(as: request.visitor) { tx in
                _ = try RequestKeys.once(
                    form["once"], fingerprint: RequestKeys.fingerprint(of: "\(id) \(act)"), in: tx
                ) {
                    try Matters.act(act, on: id, in: tx)
                    return "done"
                }
            }
        } catch FlowError.noteTooLong(let max) {
            return try await repeatMatter(request, id, form, max)
        }
        // A form at the desk's side panel brings its reader back to the desk.
        let back = form["return"].flatMap { Link(own: $0) } ?? Address.matter(id.description)
        return .see(back.query("said", said.rawValue).text)
    }

    private func repeatMatter(
        _ request: WebRequest, _ id: ID<Matter>, _ form: Fields, _ max: Int
    ) async throws -> WebResponse {
        let (once, now) = (surroundings.identifier(), surroundings.now())
        var page = try await admission.read(as: request.visitor) { [identities] actor, snapshot in
            var cards = Cards(in: snapshot, identities, for: actor.id)
            return try MatterPage.query(id, once: once, now: now, for: actor, &cards, in: snapshot)
        }
        page.note = (form["note"] ?? "").onlyLineFeeds
        page.errors = [.noteTooLong(by: page.note.unicodeScalars.count - max)]
        return .page(page.view(in: try await frame(for: request)).bytes, status: .badRequest)
    }
}

extension Rating {
    var verdict: Matter.Verdict {
        switch self {
        case .fixed: .fixed
        case .partly: .partly
        case .notFixed: .notFixed
        }
    }

    var said: Said {
        switch self {
        case .fixed: .ratedFixed
        case .partly: .ratedPartly
        case .notFixed: .ratedNotFixed
        }
    }
}

extension String {
    /// Browsers send CR LF for a new line; counted and kept is one LF.
    fileprivate var onlyLineFeeds: String { replacing("\r\n", with: "\n") }
}
