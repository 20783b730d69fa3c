import HTTPTypes
import People
import Places
import Store
import Vocabulary
import Web

extension APIEdge {
    var claimEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/places/{id}/claims", operation: "listClaims",
                summary: "Claims of homes at or below a place that wait for a check.",
                parameters: [.path("id", "The place.")], body: nil, success: .ok, answer: .named("ClaimList"),
                problems: [.notFound],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    return try await call.read { actor, snapshot in
                        let claims = try People.waitingClaims(at: id, limit: 200, for: actor, in: snapshot)
                        return .object(("claims", .array(claims.map(Shapes.json))))
                    }
                }),
            Endpoint(
                method: .post, path: "/claims/{id}/decision", operation: "decideClaim",
                summary: "Accepts a waiting claim, or refuses it with a reason.",
                parameters: [.path("id", "The claim.")],
                body: .object([
                    Schema.Member(
                        "refusal", .choice(Claim.Refusal.allCases.map(\.rawValue)), isRequired: false)
                ]), success: .ok, answer: .object([Schema.Member("id", .identifier)]),
                problems: [.notFound, .state],
                handler: { [keyring] call in
                    let id = try call.id("id", of: Claim.self)
                    let refusal = call.body["refusal"]?.text.flatMap { Claim.Refusal(rawValue: $0) }
                    return try await call.write { tx in
                        try People.decide(id, refusal: refusal, with: keyring, in: tx)
                        return .object(("id", .text(id.description)))
                    }
                }),
        ]
    }

    var grantEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/places/{id}/grants", operation: "listGrants",
                summary: "Who holds which role at or below a place, without residents.",
                parameters: [.path("id", "The place.")], body: nil, success: .ok, answer: .named("GrantList"),
                problems: [.notFound],
                handler: { [surroundings] call in
                    let id = try call.id("id", of: Place.self)
                    let now = surroundings.now()
                    return try await call.read { actor, snapshot in
                        let grants = try People.rolesHeld(at: id, limit: 200, for: actor, now: now, in: snapshot)
                        return .object(("grants", .array(grants.map(Shapes.json))))
                    }
                }),
            Endpoint(
                method: .post, path: "/places/{id}/grants", operation: "giveRole",
                summary: "Gives somebody a role at a place; administrators are made by two people.",
                parameters: [.path("id", "The place.")],
                body: .object([
                    Schema.Member("person", .identifier),
                    Schema.Member("role", .choice(Role.allCases.map(\.rawValue))),
                ]), success: .ok, answer: .named("Grant"), problems: [.notFound, .notAllowed, .state],
                handler: { call in
                    let place = try call.id("id", of: Place.self)
                    guard let person = call.body["person"]?.text.flatMap({ ID<Person>($0) }),
                        let role = call.body["role"]?.text.flatMap({ Role(rawValue: $0) })
                    else { throw Problem(.fields, fields: [Problem.Field("/person", .form)]) }
                    return try await call.write { tx in
                        Shapes.json(try People.give(role, to: person, at: place, in: tx))
                    }
                }),
            Endpoint(
                method: .post, path: "/grants/{id}/withdrawal", operation: "withdrawRole",
                summary: "Takes a role back; it does not count in the next request.",
                parameters: [.path("id", "The grant.")], body: .object([]), success: .ok,
                answer: .object([Schema.Member("id", .identifier)]), problems: [.notFound, .notAllowed, .state],
                handler: { call in
                    let id = try call.id("id", of: RoleGrant.self)
                    return try await call.write { tx in
                        try People.withdraw(id, in: tx)
                        return .object(("id", .text(id.description)))
                    }
                }),
        ]
    }
}
