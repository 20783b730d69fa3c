import HTTPTypes
import Journal
import Places
import Store
import Vocabulary
import Web

extension APIEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /places/{id}/grids | leads | the grids of a community with gaps and overlaps |
    /// | POST | /places/{id}/grids | leads | makes a grid |
    /// | POST | /grids/{id}/members | leads | says which places it has |
    /// | POST | /grids/{id}/duty | leads | says who is in charge and when |
    var gridEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/places/{id}/grids", operation: "listGrids",
                summary: "The grids of a community, and where they leave gaps or overlap.",
                parameters: [.path("id", "The community.")], body: nil, success: .ok, answer: .named("GridList"),
                problems: [.notFound, .notAllowed],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    return try await call.read { actor, snapshot in
                        _ = try Places.place(id, in: snapshot)
                        guard try PlaceRight.grid.isHeld(by: actor, at: id, in: snapshot) else {
                            throw PlaceError.notAllowed
                        }
                        return try Shapes.grids(of: id, in: snapshot)
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
                        Shapes.json(try Grids.add(code: code, name: name, to: id, in: tx), members: [])
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
                        return Shapes.json(
                            try Grids.grid(id, in: tx), members: try Grids.members(of: id, in: tx).map(\.id))
                    }
                }),
        ]
    }
}
