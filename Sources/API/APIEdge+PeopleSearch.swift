import HTTPTypes
import People
import Places
import Web

extension APIEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | POST | /communities/{id}/people/search | who finds people there | finds people by number or name, masked |
    ///
    /// Names and numbers that are looked for come in the body: addresses are kept by proxies and logs.
    var peopleSearchEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .post, path: "/communities/{id}/people/search", operation: "searchPeople",
                summary: "Finds people of a community, masked; protected people are never among them.",
                parameters: [.path("id", "The community.")],
                body: .object([
                    Schema.Member(
                        "words", .text(min: 1, max: 50, hint: "A whole telephone number, or part of a name.")),
                    Schema.Member("limit", .integer(min: 1, max: 200), isRequired: false),
                ]), success: .ok, answer: .named("PersonList"), problems: [.notFound],
                handler: { [keyring] call in
                    let id = try call.id("id", of: Place.self)
                    let query = PersonQuery(call.body["words"]?.text ?? "")
                    var limit = 50
                    if case .integer(let number)? = call.body["limit"] { limit = Int(number) }
                    return try await call.read { [limit] actor, snapshot in
                        let people = try People.search(
                            query, in: id, limit: limit, for: actor, with: keyring, in: snapshot)
                        return .object(("people", .array(people.map(Shapes.json))))
                    }
                })
        ]
    }
}
