import HTTPTypes
import Journal
import People
import Places
import Store
import Vocabulary
import Web

extension APIEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /places/{id}/grids | leads | the grids of a community with gaps and overlaps |
    /// | POST | /places/{id}/grids | leads | makes a grid |
    /// | GET | /grids/{id} | leads | one grid: places, people, hours |
    /// | POST | /grids/{id}/members | leads | says which places it has |
    /// | GET | /grids/{id}/people?words= | leads | who can be put in charge |
    /// | POST | /grids/{id}/people | leads | says who is in charge |
    /// | POST | /grids/{id}/duty | leads | says the hours of duty |
    /// | POST | /grids/{id}/end | leads | dissolves it |
    var gridEndpoints: [Endpoint] { drawingEndpoints + staffingEndpoints }

    private var drawingEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/places/{id}/grids", operation: "listGrids",
                summary: "The grids of a community, and where they leave gaps or overlap.",
                parameters: [.path("id", "The community.")], body: nil, success: .ok, answer: .named("GridList"),
                problems: [.notFound, .notAllowed],
                handler: { [surroundings] call in
                    let id = try call.id("id", of: Place.self)
                    let now = surroundings.now()
                    return try await call.read { actor, snapshot in
                        guard try Places.place(id, in: snapshot).kind == .community else { throw PlaceError.notFound }
                        guard try PlaceRight.grid.isHeld(by: actor, at: id, in: snapshot) else {
                            throw PlaceError.notAllowed
                        }
                        return try Shapes.grids(of: id, at: now, in: snapshot)
                    }
                }),
            Endpoint(
                method: .post, path: "/places/{id}/grids", operation: "makeGrid",
                summary: "Makes a grid of a community.",
                parameters: [.path("id", "The community.")],
                body: .object([
                    Schema.Member("code", .code(max: 64, hint: "Unique among places.")),
                    Schema.Member("name_zh", .line(min: 1, max: 200, hint: "中文名")),
                    Schema.Member("name_en", .line(min: 1, max: 200, hint: "English name.")),
                ]), success: .ok, answer: .named("Grid"), problems: [.notFound, .notAllowed, .state],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    let name = LocalizedText(
                        zhHans: call.body["name_zh"]?.text ?? "", en: call.body["name_en"]?.text ?? "")
                    let code = call.body["code"]?.text ?? ""
                    return try await call.write { tx in
                        try Shapes.grid(Grids.add(code: code, name: name, to: id, in: tx).id, at: tx.now, in: tx)
                    }
                }),
            Endpoint(
                method: .post, path: "/grids/{id}/members", operation: "drawGrid",
                summary: "Says which places a grid has.",
                parameters: [.path("id", "The grid.")],
                body: .object([Schema.Member("places", .array(.identifier, max: Grids.membersMax))]), success: .ok,
                answer: .named("Grid"), problems: [.notFound, .notAllowed],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    guard case .array(let values)? = call.body["places"] else { throw Problem(.unreadable) }
                    let members = try values.map { try Self.place($0) }
                    return try await call.write { tx in
                        try Grids.setMembers(members, of: id, in: tx)
                        return try Shapes.grid(id, at: tx.now, in: tx)
                    }
                }),
        ]
    }
    private var staffingEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/grids/{id}", operation: "getGrid", summary: "One grid: places, people, hours.",
                parameters: [.path("id", "The grid.")], body: nil, success: .ok, answer: .named("Grid"),
                problems: [.notFound, .notAllowed],
                handler: { [surroundings] call in
                    let id = try call.id("id", of: Place.self)
                    let now = surroundings.now()
                    return try await call.read { actor, snapshot in
                        guard try PlaceRight.grid.isHeld(by: actor, at: id, in: snapshot) else {
                            throw PlaceError.notAllowed
                        }
                        return try Shapes.grid(id, at: now, in: snapshot)
                    }
                }),
            Endpoint(
                method: .get, path: "/grids/{id}/people", operation: "listGridWorkers",
                summary: "Who can be put in charge of a grid: holders of the role of grid worker whom it reaches.",
                parameters: [
                    .path("id", "The grid."),
                    .query("words", .text(min: 1, max: 50, hint: "Part of a name."), "Part of a name."),
                ], body: nil, success: .ok, answer: .named("GridWorkerList"), problems: [.notFound, .notAllowed],
                handler: { [surroundings, keyring] call in
                    let id = try call.id("id", of: Place.self)
                    let (now, words) = (surroundings.now(), call.text("words") ?? "")
                    return try await call.read { actor, snapshot in
                        Shapes.json(
                            try People.gridWorkers(
                                for: id, holding: words, limit: 200, at: now, for: actor, with: keyring, in: snapshot))
                    }
                }),
            Endpoint(
                method: .post, path: "/grids/{id}/people", operation: "staffGrid",
                summary: "Says who walks a grid and who stands in; null for nobody.",
                parameters: [.path("id", "The grid.")],
                body: .object([
                    Schema.Member("worker", .optional(.identifier)), Schema.Member("deputy", .optional(.identifier)),
                ]), success: .ok, answer: .named("Grid"), problems: [.notFound, .notAllowed],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    let worker = call.body["worker"]?.text.flatMap { ID<Person>($0) }
                    let deputy = call.body["deputy"]?.text.flatMap { ID<Person>($0) }
                    return try await call.write { tx in
                        try People.putInCharge(worker: worker, deputy: deputy, of: id, in: tx)
                        return try Shapes.grid(id, at: tx.now, in: tx)
                    }
                }),
            Endpoint(
                method: .post, path: "/grids/{id}/duty", operation: "scheduleGrid",
                summary:
                    "Says the hours of duty, replacing those that were; hours of one holder on one day do not overlap.",
                parameters: [.path("id", "The grid.")],
                body: .object([Schema.Member("duty", .array(Shapes.dutyHours, max: Grids.dutyMax))]), success: .ok,
                answer: .named("Grid"), problems: [.notFound, .notAllowed],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    guard case .array(let values)? = call.body["duty"] else { throw Problem(.unreadable) }
                    let duty = try values.map { value in
                        guard let hours = Shapes.dutyHours(value) else { throw PlaceError.unfit(.duty) }
                        return hours
                    }
                    return try await call.write { tx in
                        try Grids.setDuty(duty, of: id, in: tx)
                        return try Shapes.grid(id, at: tx.now, in: tx)
                    }
                }),
            Endpoint(
                method: .post, path: "/grids/{id}/end", operation: "endGrid",
                summary: "Dissolves a grid: it reaches nothing any more; who refers to it still finds it.",
                parameters: [.path("id", "The grid.")], body: .object([]), success: .ok, answer: .named("Grid"),
                problems: [.notFound, .notAllowed],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    return try await call.write { tx in
                        try Grids.end(id, in: tx)
                        return try Shapes.grid(id, at: tx.now, in: tx)
                    }
                }),
        ]
    }
}
