import HTTPTypes
import Journal
import Places
import Store
import Vocabulary
import Web

extension APIEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /places/{id}/aliases | anybody | other names under which a place is found |
    /// | POST | /places/{id}/alias-ends | leads | takes one away |
    /// | GET | /places/{id}/system-codes | anybody | the codes of other systems for a place |
    /// | POST | /places/{id}/system-codes, /places/{id}/system-code-ends | leads | notes one; takes it away |
    /// | GET | /places/{id}/card | anybody | how a community says addresses, and its telephone |
    /// | POST | /places/{id}/card | leads | says it |
    var keepingEndpoints: [Endpoint] { aliasEndpoints + systemCodeEndpoints + cardEndpoints }

    private var aliasEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/places/{id}/aliases", operation: "listPlaceAliases",
                summary: "Old, popular and merged names under which a place is found.",
                parameters: [.path("id", "The place.")], body: nil, success: .ok, answer: .named("PlaceAliasList"),
                problems: [.notFound],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    return try await call.read(guests: .welcome) { _, snapshot in
                        _ = try Places.place(id, in: snapshot)
                        return Shapes.json(try Places.aliases(of: id, in: snapshot))
                    }
                }),
            Endpoint(
                method: .post, path: "/places/{id}/alias-ends", operation: "endPlaceAlias",
                summary: "Takes another name away; that of a merger stays as long as the merger does.",
                parameters: [.path("id", "The place.")],
                body: .object([Schema.Member("alias", .identifier)]), success: .ok, answer: .named("PlaceAliasList"),
                problems: [.notFound, .notAllowed],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    guard let alias = call.body["alias"]?.text.flatMap({ ID<PlaceAlias>($0) }) else {
                        throw Problem(.fields, fields: [Problem.Field("/alias", .form)])
                    }
                    return try await call.write { tx in
                        try Places.endAlias(alias, of: id, in: tx)
                        return Shapes.json(try Places.aliases(of: id, in: tx))
                    }
                }),
        ]
    }

    private var systemCodeEndpoints: [Endpoint] {
        let body = Schema.object([
            Schema.Member("system", .code(max: 32, hint: "division, standard-address, or another of a–z 0–9 -.")),
            Schema.Member("code", .code(max: 64, hint: "The code there.")),
        ])
        return [
            Endpoint(
                method: .get, path: "/places/{id}/system-codes", operation: "listSystemCodes",
                summary: "The codes of other systems for a place, by system.", parameters: [.path("id", "The place.")],
                body: nil, success: .ok, answer: .named("SystemCodeList"), problems: [.notFound],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    return try await call.read(guests: .welcome) { _, snapshot in
                        _ = try Places.place(id, in: snapshot)
                        return Shapes.json(try Places.codes(of: id, in: snapshot))
                    }
                }),
            Endpoint(
                method: .post, path: "/places/{id}/system-codes", operation: "addSystemCode",
                summary: "Notes the code of another system for a place; the same again changes nothing.",
                parameters: [.path("id", "The place.")], body: body, success: .ok, answer: .named("SystemCodeList"),
                problems: [.notFound, .notAllowed],
                handler: { call in
                    let (id, code) = (try call.id("id", of: Place.self), Self.systemCode(call))
                    return try await call.write { tx in
                        try Places.addCode(code, to: id, in: tx)
                        return Shapes.json(try Places.codes(of: id, in: tx))
                    }
                }),
            Endpoint(
                method: .post, path: "/places/{id}/system-code-ends", operation: "removeSystemCode",
                summary: "Takes the code of another system away from a place.", parameters: [.path("id", "The place.")],
                body: body, success: .ok, answer: .named("SystemCodeList"), problems: [.notFound, .notAllowed],
                handler: { call in
                    let (id, code) = (try call.id("id", of: Place.self), Self.systemCode(call))
                    return try await call.write { tx in
                        try Places.removeCode(code, of: id, in: tx)
                        return Shapes.json(try Places.codes(of: id, in: tx))
                    }
                }),
        ]
    }

    private var cardEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/places/{id}/card", operation: "getCommunityCard",
                summary: "How a community says addresses, and the telephone that answers.",
                parameters: [.path("id", "The community.")], body: nil, success: .ok, answer: .named("CommunityCard"),
                problems: [.notFound],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    return try await call.read(guests: .welcome) { _, snapshot in
                        guard try Places.place(id, in: snapshot).kind == .community else { throw Problem(.notFound) }
                        return Shapes.json(try Places.card(of: id, in: snapshot))
                    }
                }),
            Endpoint(
                method: .post, path: "/places/{id}/card", operation: "describeCommunity",
                summary: "Says how a community says addresses, and the telephone that answers.",
                parameters: [.path("id", "The community.")], body: Shapes.communityCard, success: .ok,
                answer: .named("CommunityCard"), problems: [.notFound, .notAllowed],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    let format = call.body["address_format"]?.text.flatMap { AddressFormat(rawValue: $0) }
                    let card = CommunityCard(
                        addressFormat: format ?? .buildingUnitRoom, telephone: call.body["telephone"]?.text ?? "")
                    return try await call.write { tx in
                        try Places.setCard(card, of: id, in: tx)
                        return Shapes.json(card)
                    }
                }),
        ]
    }

    private static func systemCode(_ call: Call) -> ForeignCode {
        ForeignCode(system: call.body["system"]?.text ?? "", code: call.body["code"]?.text ?? "")
    }
}
