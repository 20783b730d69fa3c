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
    /// | POST | /matters/{id}/assignment | butler or clerk | takes it |
    /// | POST | /matters/{id}/completion | the holder or a clerk | says that the work is done |
    /// | POST | /matters/{id}/rating | the reporter | says whether the work is right; not fixed reopens |
    /// | POST | /matters/{id}/withdrawal | the reporter | takes the report back |
    var actingRoutes: [Route] {
        [
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
        var page = try await admission.read(as: request.visitor) { [keyring] actor, snapshot in
            var cards = Cards(in: snapshot, with: keyring, for: actor)
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
    var onlyLineFeeds: String { replacing("\r\n", with: "\n") }
}
