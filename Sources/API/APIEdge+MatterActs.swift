import Flows
import HTTPTypes
import Journal
import Store
import Vocabulary
import Web

extension APIEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | POST | /matters/{id}/assignment | butler or clerk | takes it |
    /// | POST | /matters/{id}/completion | the holder or a clerk | says that the work is done |
    /// | POST | /matters/{id}/rating | the reporter | says whether the work is right; not fixed reopens |
    /// | POST | /matters/{id}/withdrawal | the reporter | takes the report back |
    var matterActEndpoints: [Endpoint] {
        [
            act("assignment", "takeMatter", "Takes a matter that nobody has.", []) { _ in .take },
            act(
                "completion", "completeMatter", "Says that the work is done.",
                [
                    Schema.Member(
                        "note", .text(max: Matter.wordsMax, hint: "What was done; not required."), isRequired: false)
                ]
            ) { .finish(note: $0["note"]?.text.flatMap { $0.isEmpty ? nil : $0 }) },
            act(
                "rating", "rateMatter", "Says whether the work is right; partly and not-fixed send it back.",
                [Schema.Member("rating", .choice(["fixed", "partly", "not-fixed"]))]
            ) { .rate($0["rating"]?.text.flatMap { Matter.Verdict(rawValue: $0) } ?? .silent) },
            act("withdrawal", "withdrawMatter", "Takes one's own report back.", []) { _ in .withdraw },
        ]
    }

    private func act(
        _ noun: String, _ operation: String, _ summary: String, _ members: [Schema.Member],
        _ make: @escaping @Sendable (JSON) -> MatterAct
    ) -> Endpoint {
        let version = Schema.Member("version", .integer(min: 1, max: .max), isRequired: false)
        return Endpoint(
            method: .post, path: "/matters/{id}/\(noun)", operation: operation, summary: summary,
            parameters: [.path("id", "The matter.")], body: .object(members + [version]), success: .ok,
            answer: .named("Matter"), problems: [.notFound, .notAllowed, .state, .changed],
            handler: { call in
                let id = try call.id("id", of: Matter.self)
                var seen: Int64?
                if case .integer(let number)? = call.body["version"] { seen = number }
                let act = make(call.body)
                return try await call.write { [seen] tx in
                    _ = try RequestKeys.once(
                        call.key, fingerprint: RequestKeys.fingerprint(of: "\(noun) \(id) \(act)"), in: tx
                    ) {
                        try Matters.act(act, on: id, seenVersion: seen, in: tx)
                        return noun
                    }
                    return Shapes.json(try Matters.known(id, to: tx.actor, in: tx).matter, for: tx.actor)
                }
            }, takesKey: true)
    }
}
