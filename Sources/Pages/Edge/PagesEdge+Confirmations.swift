import HTML
import HTTPTypes
import Keyring
import People
import Places
import Store
import Vocabulary
import Web

extension PagesEdge {
    /// What two people do together.
    var confirmationRoutes: [Route] {
        [
            route(.get, "/me/confirmations") { try await confirmations($0, nil) },
            route(.post, "/me/confirmations") { request in
                let form = try request.form()
                guard let id = form["proposal"].flatMap({ ID<TwoPersons>($0) }) else { throw Problem(.notFound) }
                let isConfirmed = form["decision"] == "confirm"
                guard isConfirmed || form["decision"] == "refuse" else {
                    throw Problem(.fields, fields: [Problem.Field("decision", .choice)])
                }
                return try await peopleAct(request, back: Address.confirmations, again: confirmations) { tx in
                    if isConfirmed {
                        try People.confirm(id, in: tx)
                        return .confirmed
                    }
                    try People.refuse(id, in: tx)
                    return .proposalRefused
                }
            },
            route(.post, "/me/confirmations/openings") { [keyring] request in
                let form = try request.form()
                guard let reason = form["reason"].flatMap({ TwoPersons.Reason(rawValue: $0) }) else {
                    throw Problem(.fields, fields: [Problem.Field("reason", .choice)])
                }
                return try await peopleAct(request, back: Address.confirmations, again: confirmations) { tx in
                    guard let phone = PhoneNumber(form["phone"] ?? "") else { throw PeopleError.unfit(.phone) }
                    try People.proposeOpening(of: phone, because: reason, with: keyring, in: tx)
                    return .openingAsked
                }
            },
            route(.post, "/me/confirmations/readings") { try await readOpened($0) },
        ]
    }

    private func confirmations(_ request: WebRequest, _ draft: FormDraft?) async throws -> WebResponse {
        let (told, now, language) = (told(request), surroundings.now(), request.visitor.language)
        return try await peoplePage(for: request, at: Address.confirmations, draft: draft) {
            [keyring] actor, snapshot in
            var page = try ConfirmationsPage.query(in: language, now: now, for: actor, with: keyring, in: snapshot)
            page.told = told
            return page
        } view: {
            $0.view(in: $1)
        }
    }

    private func readOpened(_ request: WebRequest) async throws -> WebResponse {
        let form = try request.form()
        guard let person = form["person"].flatMap({ ID<Person>($0) }) else { throw Problem(.notFound) }
        let (fields, purpose) = try Self.readingAsked(form)
        guard !fields.isEmpty else {
            return try await peopleAct(
                request, back: Address.confirmations, again: confirmations, { _ in .fieldsMissing })
        }
        let (now, language) = (surroundings.now(), request.visitor.language)
        let page = try await admission.write(as: request.visitor) { [keyring] tx in
            let opened = try People.unmask(fields, of: person, for: purpose, with: keyring, in: tx)
            var page = try ConfirmationsPage.query(in: language, now: now, for: tx.actor, with: keyring, in: tx)
            page.opened = PersonPage.shown(opened)
            return page
        }
        return .page(page.view(in: try await frame(for: request)).bytes)
    }
}

extension ConfirmationsPage {
    /// Fills what waits for the reader and what is open.
    ///
    /// - Throws: `KeyringError`, `StoreError`.
    static func query(
        in language: Language, now: Instant, for actor: Actor, with keyring: Keyring, in snapshot: Snapshot
    ) throws -> ConfirmationsPage {
        var cards = Cards(in: snapshot, with: keyring, for: actor)
        let words = Words(language)
        let rows = try People.proposals(for: actor, now: now, limit: 100, in: snapshot).map { proposal in
            let standing: Standing =
                proposal.subject.raw == actor.id ? .concerned : proposal.proposedBy == actor.id ? .first : .second
            let subject = try People.subjectName(of: proposal, to: actor, with: keyring, in: snapshot)
            return Row(
                id: proposal.id.description, act: proposal.act, subject: subject.text(language), role: proposal.role,
                place: try proposal.place.map { try Places.place($0, in: snapshot).name }, reason: proposal.reason,
                proposer: try cards.person(proposal.proposedBy).map { words($0.name) }, at: proposal.proposed,
                standing: standing)
        }
        // Whoever asked by telephone does not learn from this list whether there is such a person.
        let shown = rows.filter { $0.act != .open || $0.standing != .first }
        return ConfirmationsPage(
            rows: shown,
            openings: try People.openings(for: actor, now: now, in: snapshot).compactMap { opening in
                opening.openUntil.map { Opening(person: opening.subject.description, until: $0) }
            },
            mayAsk: actor.grants.contains { PeopleRight.protect.roles.contains($0.role) })
    }
}
