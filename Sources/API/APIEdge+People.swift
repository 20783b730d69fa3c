import HTTPTypes
import People
import Places
import Store
import Vocabulary
import Web

extension APIEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /communities/{id}/people?limit= | who finds people there | people, masked |
    /// | POST | /people/{id}/readings | who opens data there | opens fields for a purpose; recorded before it reads |
    /// | GET | /places/{id}/members | who lives there, or finds people there | who has what at a home |
    /// | GET | /places/{id}/claims | who checks claims there | claims that wait |
    /// | POST | /claims/{id}/decision | who checks claims there | accepts, or refuses with a reason |
    /// | GET | /places/{id}/grants | who sees roles there | who holds which role |
    /// | POST | /places/{id}/grants | who gives roles there | gives a role |
    /// | POST | /grants/{id}/withdrawal | who gives roles there | takes a role back |
    /// | GET | /places/{id}/organisations | signed in | organisations at or below a place |
    /// | POST | /places/{id}/organisations | who keeps them there | makes one |
    /// | GET | /organisations/{id}/members | members, who finds people there | who belongs to it |
    /// | POST | /organisations/{id}/members | who keeps them there | lets somebody join |
    /// | POST | /memberships/{id}/end | the member, who keeps them there | ends a membership |
    var peopleEndpoints: [Endpoint] {
        [findPeople, readPerson, homeMembers] + claimEndpoints + grantEndpoints + organisationEndpoints
    }

    private var findPeople: Endpoint {
        Endpoint(
            method: .get, path: "/communities/{id}/people", operation: "listPeople",
            summary: "The people of a community, masked; protected people are never among them.",
            parameters: [
                .path("id", "The community."),
                .query("limit", .integer(min: 1, max: 200), "How many at most; 50 if not given."),
            ], body: nil, success: .ok, answer: .named("PersonList"), problems: [.notFound],
            handler: { [keyring] call in
                let id = try call.id("id", of: Place.self)
                let limit = call.integer("limit", else: 50)
                return try await call.read { actor, snapshot in
                    let people = try People.search(
                        .everybody, in: id, limit: limit, for: actor, with: keyring, in: snapshot)
                    return .object(("people", .array(people.map(Shapes.json))))
                }
            })
    }

    private var readPerson: Endpoint {
        Endpoint(
            method: .post, path: "/people/{id}/readings", operation: "readPerson",
            summary: "Opens fields of a person for a purpose; the person can see it.",
            parameters: [.path("id", "The person.")],
            body: .object([
                Schema.Member("purpose", .choice(Reading.Purpose.allCases.map(\.rawValue))),
                Schema.Member("fields", .array(.choice(PersonField.allCases.map(\.rawValue)), min: 1, max: 5)),
            ]), success: .ok, answer: .named("OpenedPerson"), problems: [.notFound, .notAllowed, .state],
            handler: { [keyring] call in
                let id = try call.id("id", of: Person.self)
                var fields: Set<PersonField> = []
                if case .array(let words)? = call.body["fields"] {
                    fields = Set(words.compactMap { $0.text.flatMap { PersonField(rawValue: $0) } })
                }
                guard let purpose = call.body["purpose"]?.text.flatMap({ Reading.Purpose(rawValue: $0) }),
                    !fields.isEmpty
                else { throw Problem(.fields, fields: [Problem.Field("/fields", .missing)]) }
                return try await call.write { [fields] tx in
                    Shapes.json(try People.unmask(fields, of: id, for: purpose, with: keyring, in: tx))
                }
            })
    }

    private var homeMembers: Endpoint {
        Endpoint(
            method: .get, path: "/places/{id}/members", operation: "listHomeMembers",
            summary: "Who has what at a home, for those who live there and for staff.",
            parameters: [.path("id", "The home.")], body: nil, success: .ok, answer: .named("HomeMemberList"),
            problems: [.notFound],
            handler: { call in
                let id = try call.id("id", of: Place.self)
                return try await call.read { actor, snapshot in
                    let members = try People.members(of: id, for: actor, in: snapshot)
                    return .object(("members", .array(members.map(Shapes.json))))
                }
            })
    }
}
