import HTTPTypes
import People
import Places
import Store
import Vocabulary
import Web

extension APIEdge {
    var organisationEndpoints: [Endpoint] { [listOrganisations, makeOrganisation, listMembers, join, leave] }

    private var listOrganisations: Endpoint {
        Endpoint(
            method: .get, path: "/places/{id}/organisations", operation: "listOrganisations",
            summary: "Organisations that work at a place or below it.",
            parameters: [.path("id", "The place.")], body: nil, success: .ok, answer: .named("OrganisationList"),
            problems: [.notFound],
            handler: { call in
                let id = try call.id("id", of: Place.self)
                return try await call.read { _, snapshot in
                    _ = try Places.place(id, in: snapshot)
                    let found = try People.organisations(at: id, limit: 200, in: snapshot)
                    return .object(("organisations", .array(found.map(Shapes.json))))
                }
            })
    }

    private var makeOrganisation: Endpoint {
        Endpoint(
            method: .post, path: "/places/{id}/organisations", operation: "makeOrganisation",
            summary: "Makes an organisation at a place.", parameters: [.path("id", "The place.")],
            body: .object([
                Schema.Member("kind", .choice(Organisation.Kind.allCases.map(\.rawValue))),
                Schema.Member("name_zh", .text(min: 1, max: 100, hint: "中文名")),
                Schema.Member("name_en", .text(min: 1, max: 100, hint: "English name.")),
            ]), success: .ok, answer: .named("Organisation"), problems: [.notFound, .notAllowed],
            handler: { call in
                let place = try call.id("id", of: Place.self)
                guard let kind = call.body["kind"]?.text.flatMap({ Organisation.Kind(rawValue: $0) }),
                    let zhHans = call.body["name_zh"]?.text, let en = call.body["name_en"]?.text
                else { throw Problem(.fields, fields: [Problem.Field("/kind", .choice)]) }
                return try await call.write { tx in
                    Shapes.json(
                        try People.addOrganisation(
                            kind, named: LocalizedText(zhHans: zhHans, en: en), at: place, in: tx))
                }
            })
    }

    private var listMembers: Endpoint {
        Endpoint(
            method: .get, path: "/organisations/{id}/members", operation: "listOrganisationMembers",
            summary: "Who belongs to an organisation, for its members and for staff.",
            parameters: [.path("id", "The organisation.")], body: nil, success: .ok,
            answer: .named("MembershipList"), problems: [.notFound],
            handler: { call in
                let id = try call.id("id", of: Organisation.self)
                return try await call.read { actor, snapshot in
                    let members = try People.members(of: id, for: actor, in: snapshot)
                    return .object(("members", .array(members.map(Shapes.json))))
                }
            })
    }

    private var join: Endpoint {
        Endpoint(
            method: .post, path: "/organisations/{id}/members", operation: "joinOrganisation",
            summary: "Lets somebody belong to an organisation.", parameters: [.path("id", "The organisation.")],
            body: .object([
                Schema.Member("person", .identifier),
                Schema.Member("post", .choice(Membership.Post.allCases.map(\.rawValue))),
            ]), success: .ok, answer: .object([Schema.Member("id", .identifier)]), problems: [.notFound, .state],
            handler: { [keyring] call in
                let id = try call.id("id", of: Organisation.self)
                guard let person = call.body["person"]?.text.flatMap({ ID<Person>($0) }),
                    let post = call.body["post"]?.text.flatMap({ Membership.Post(rawValue: $0) })
                else { throw Problem(.fields, fields: [Problem.Field("/person", .form)]) }
                return try await call.write { tx in
                    let membership = try People.join(id, person, as: post, with: keyring, in: tx)
                    return .object(("id", .text(membership.description)))
                }
            })
    }

    private var leave: Endpoint {
        Endpoint(
            method: .post, path: "/memberships/{id}/end", operation: "endMembership",
            summary: "Ends a membership: by the member, or by those who keep organisations.",
            parameters: [.path("id", "The membership.")], body: .object([]), success: .ok,
            answer: .object([Schema.Member("id", .identifier)]), problems: [.notFound, .state],
            handler: { call in
                let id = try call.id("id", of: Membership.self)
                return try await call.write { tx in
                    try People.leave(id, in: tx)
                    return .object(("id", .text(id.description)))
                }
            })
    }
}
