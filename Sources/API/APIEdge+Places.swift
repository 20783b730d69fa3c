import HTTPTypes
import Places
import Store
import Web

extension APIEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /places?words=&parent=&after=&limit= | anybody | finds places by words, or lists the children of one, or the roots |
    /// | GET | /places/{id} | anybody | one place |
    /// | GET | /places/{id}/path | anybody | from the root down to the place |
    var placeEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/places", operation: "listPlaces",
                summary: "Finds places by words, or lists what lies directly below one, or the roots of the tree.",
                parameters: [
                    .query("words", .text(min: 1, max: 50, hint: "Part of a name or code."), "Part of a name or code."),
                    .query("parent", .identifier, "List what lies directly below this place."),
                    .query("after", .identifier, "The last place of the page before; only with parent."),
                    .query("limit", .integer(min: 1, max: 200), "How many at most; 50 if not given."),
                ], body: nil, success: .ok, answer: .named("PlaceList"), problems: [.notFound],
                handler: { call in
                    try await call.read(guests: .welcome) { _, snapshot in
                        .object(("places", .array(try Self.places(call, in: snapshot).map(Shapes.json))))
                    }
                }),
            Endpoint(
                method: .get, path: "/places/{id}", operation: "getPlace", summary: "One place.",
                parameters: [.path("id", "The place.")], body: nil, success: .ok, answer: .named("Place"),
                problems: [.notFound],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    return try await call.read(guests: .welcome) { _, snapshot in
                        Shapes.json(try Places.place(id, in: snapshot))
                    }
                }),
            Endpoint(
                method: .get, path: "/places/{id}/path", operation: "getPlacePath",
                summary: "The places from the root down to one place.", parameters: [.path("id", "The place.")],
                body: nil, success: .ok, answer: .named("PlaceList"), problems: [.notFound],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    return try await call.read(guests: .welcome) { _, snapshot in
                        _ = try Places.place(id, in: snapshot)
                        return .object(("places", .array(try Places.path(to: id, in: snapshot).map(Shapes.json))))
                    }
                }),
        ]
    }

    private static func places(_ call: Call, in snapshot: Snapshot) throws -> [Place] {
        let limit = call.integer("limit", else: 50)
        if let parent = call.text("parent").flatMap({ Place.identifier($0) }) {
            _ = try Places.place(parent, in: snapshot)
            let after = try call.text("after").flatMap { Place.identifier($0) }.map {
                try Places.place($0, in: snapshot)
            }
            return try Places.children(
                of: parent, holding: call.text("words") ?? "", after: after, limit: limit, in: snapshot)
        }
        if let words = call.text("words") { return try Places.search(words, limit: limit, in: snapshot) }
        return Array(try Places.roots(in: snapshot).prefix(limit))
    }
}
