import Flows
import HTTPTypes
import Journal
import Places
import Store
import Vocabulary
import Web

extension Place {
    static func identifier(_ text: String) -> ID<Place>? { ID(text) }
}

extension APIEdge {
    private static let kinds = Schema.choice(MatterKind.allCases.map(\.rawValue))

    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | POST | /matters | whoever has a role that reaches the place | opens a matter |
    /// | GET | /matters | the reporter | what the actor reported |
    /// | GET | /matters/{id} | the reporter, or a role that reaches the place | the matter and its steps |
    /// | GET | /communities/{id}/matters | butler or clerk | the community's desk |
    var matterEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .post, path: "/matters", operation: "openMatter", summary: "Reports something at a place.",
                parameters: [],
                body: .object([
                    Schema.Member("place", .identifier), Schema.Member("kind", Self.kinds),
                    Schema.Member("words", .text(min: 1, max: Matter.wordsMax, hint: "In your own words.")),
                ]), success: .created, answer: .named("Matter"), problems: [.notFound, .noCommunity],
                handler: { [zoneSeconds] call in
                    let report = try Self.report(call.body)
                    return try await call.write { tx in
                        let answer = try RequestKeys.once(call.key, fingerprint: report.fingerprint, in: tx) {
                            try Matters.open(report, zoneSeconds: zoneSeconds, in: tx).id.description
                        }.answer
                        guard let id = ID<Matter>(answer) else { throw Problem(.failure) }
                        return Shapes.json(try Matters.known(id, to: tx.actor, in: tx).matter, for: tx.actor)
                    }
                }, takesKey: true),
            Endpoint(
                method: .get, path: "/matters", operation: "listMyMatters", summary: "What the actor reported.",
                parameters: [.query("limit", .integer(min: 1, max: 200), "How many at most; 50 if not given.")],
                body: nil, success: .ok, answer: .named("MatterList"), problems: [],
                handler: { call in
                    let limit = call.integer("limit", else: 50)
                    return try await call.read { actor, snapshot in
                        let matters = try Matters.reported(by: actor, limit: limit, in: snapshot)
                        return .object(("matters", .array(matters.map { Shapes.json($0, for: actor) })))
                    }
                }),
            Endpoint(
                method: .get, path: "/matters/{id}", operation: "getMatter", summary: "A matter and its steps.",
                parameters: [.path("id", "The matter.")], body: nil, success: .ok, answer: .named("MatterProgress"),
                problems: [.notFound],
                handler: { call in
                    let id = try call.id("id", of: Matter.self)
                    return try await call.read { actor, snapshot in
                        let (matter, standing) = try Matters.known(id, to: actor, in: snapshot)
                        let steps = try Matters.steps(of: matter, in: snapshot).map {
                            Shapes.json($0, of: matter, for: standing)
                        }
                        return .object(("matter", Shapes.json(matter, for: actor)), ("steps", .array(steps)))
                    }
                }),
            deskEndpoint,
        ]
    }

    private var deskEndpoint: Endpoint {
        Endpoint(
            method: .get, path: "/communities/{id}/matters", operation: "listDesk",
            summary: "A community's matters, urgent first, for those who work there.",
            parameters: [
                .path("id", "The community."),
                .query("view", .choice(MatterFilter.View.allCases.map(\.rawValue)), "Which; open if not given."),
                .query("kind", Self.kinds, "Only one kind."),
                .query("words", .text(min: 1, max: 50, hint: "Part of words or number."), "Part of words or number."),
                .query("limit", .integer(min: 1, max: 200), "How many at most; 50 if not given."),
            ], body: nil, success: .ok, answer: .named("MatterList"), problems: [.notFound, .notAllowed],
            handler: { [surroundings, zoneSeconds] call in
                let id = try call.id("id", of: Place.self)
                let filter = MatterFilter(
                    view: call.text("view").flatMap { MatterFilter.View(rawValue: $0) } ?? .open,
                    kind: call.text("kind").flatMap { MatterKind(rawValue: $0) }, words: call.text("words") ?? "")
                let now = surroundings.now()
                return try await call.read { actor, snapshot in
                    let matters = try Matters.desk(
                        of: id, filter, now: now, endOfDay: now.endOfDay(zoneSeconds: zoneSeconds),
                        limit: call.integer("limit", else: 50), for: actor, in: snapshot)
                    return .object(("matters", .array(matters.map { Shapes.json($0, for: actor) })))
                }
            })
    }

    private static func report(_ body: JSON) throws -> MatterReport {
        guard let place = body["place"]?.text.flatMap({ ID<Place>($0) }),
            let kind = body["kind"]?.text.flatMap({ MatterKind(rawValue: $0) }), let words = body["words"]?.text
        else { throw Problem(.unreadable) }
        return MatterReport(place: place, kind: kind, words: words)
    }
}
