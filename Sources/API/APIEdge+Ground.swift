import HTTPTypes
import Journal
import Places
import Store
import Vocabulary
import Web

extension APIEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /codes/{code} | anybody | what a code on a wall stands for |
    /// | POST | /codes/{code}/withdrawal | leads | withdraws it |
    /// | GET, POST | /places/{id}/codes | staff | the codes of a place; makes one |
    /// | POST | /places/{id}/name, /places/{id}/aliases | leads | another name; one more under which it is found |
    /// | GET | /places/{id}/addresses?words= | anybody | what a spoken address may mean in a community |
    /// | GET | /places/{id}/moves | leads | what moved there, to and from |
    /// | POST | /places/{id}/move, /places/{id}/merger | leads; street officers for communities | moves, merges |
    /// | POST | /moves/{id}/undo | the same | takes it back |
    var groundEndpoints: [Endpoint] {
        codeEndpoints + nameEndpoints + keepingEndpoints + moveEndpoints + gridEndpoints
    }

    private var codeEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/codes/{code}", operation: "getCode", summary: "What a code on a wall stands for.",
                parameters: [Self.codeParameter], body: nil, success: .ok, answer: .named("DirectCode"),
                problems: [.notFound],
                handler: { call in
                    let code = try Self.code(call)
                    return try await call.read(guests: .welcome) { _, snapshot in
                        guard let found = try DirectCodes.find(code, in: snapshot) else { throw Problem(.notFound) }
                        return Shapes.json(found)
                    }
                }),
            Endpoint(
                method: .post, path: "/codes/{code}/withdrawal", operation: "withdrawCode",
                summary: "Withdraws a code; whoever scans it is told so.", parameters: [Self.codeParameter],
                body: .object([]), success: .ok, answer: .named("DirectCode"), problems: [.notFound, .notAllowed],
                handler: { call in
                    let code = try Self.code(call)
                    return try await call.write { tx in Shapes.json(try DirectCodes.withdraw(code, in: tx)) }
                }),
            Endpoint(
                method: .get, path: "/places/{id}/codes", operation: "listCodes",
                summary: "The codes of a place, active ones first.", parameters: [.path("id", "The place.")], body: nil,
                success: .ok, answer: .object([Schema.Member("codes", .array(.named("DirectCode"), max: 200))]),
                problems: [.notFound, .notAllowed],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    return try await call.read { actor, snapshot in
                        _ = try Places.place(id, in: snapshot)
                        guard try PlaceRight.code.isHeld(by: actor, at: id, in: snapshot) else {
                            throw PlaceError.notAllowed
                        }
                        return .object(
                            ("codes", .array(try DirectCodes.codes(of: id, in: snapshot).map { Shapes.json($0) })))
                    }
                }),
            Endpoint(
                method: .post, path: "/places/{id}/codes", operation: "makeCode",
                summary: "The active code of a place and label; made if there is none.",
                parameters: [.path("id", "The place.")],
                body: .object([
                    Schema.Member(
                        "label", .line(max: DirectCode.labelMax, hint: "Which spot of the place."), isRequired: false)
                ]), success: .ok, answer: .named("DirectCode"), problems: [.notFound, .notAllowed, .state],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    let label = call.body["label"]?.text ?? ""
                    return try await call.write { tx in Shapes.json(try DirectCodes.make(for: id, label: label, in: tx))
                    }
                }),
        ]
    }

    private var nameEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .post, path: "/places/{id}/name", operation: "renamePlace",
                summary: "Gives a place another name; the old one stays in its history and is still found.",
                parameters: [.path("id", "The place.")],
                body: .object([
                    Schema.Member("name_zh", .line(min: 1, max: 200, hint: "中文名")),
                    Schema.Member("name_en", .line(min: 1, max: 200, hint: "English name.")),
                ]), success: .ok, answer: .named("Place"), problems: [.notFound, .notAllowed],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    let name = LocalizedText(
                        zhHans: call.body["name_zh"]?.text ?? "", en: call.body["name_en"]?.text ?? "")
                    return try await call.write { tx in Shapes.json(try Places.rename(id, to: name, in: tx)) }
                }),
            Endpoint(
                method: .post, path: "/places/{id}/aliases", operation: "addPlaceAlias",
                summary: "Adds an old or popular name under which a place is found.",
                parameters: [.path("id", "The place.")],
                body: .object([
                    Schema.Member("words", .line(min: 1, max: 200, hint: "The name.")),
                    Schema.Member("kind", .choice(["former", "popular"])),
                ]), success: .ok, answer: .object([Schema.Member("id", .identifier)]),
                problems: [.notFound, .notAllowed],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    let words = call.body["words"]?.text ?? ""
                    let kind = call.body["kind"]?.text.flatMap { PlaceAlias.Kind(rawValue: $0) } ?? .popular
                    return try await call.write { tx in
                        .object(("id", .text(try Places.addAlias(words, kind, to: id, in: tx).id.description)))
                    }
                }),
            Endpoint(
                method: .get, path: "/places/{id}/addresses", operation: "readAddress",
                summary: "What a spoken address may mean below a community.",
                parameters: [
                    .path("id", "The community."),
                    .query("words", .text(min: 1, max: 200, hint: "桂花里3幢2单元501"), "The address as it is said."),
                ], body: nil, success: .ok, answer: .named("AddressProposal"), problems: [.notFound],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    let words = call.text("words") ?? ""
                    return try await call.read(guests: .welcome) { _, snapshot in
                        Shapes.json(try Places.propose(words, in: id, in: snapshot))
                    }
                }),
        ]
    }

    private var moveEndpoints: [Endpoint] {
        let problems: [Problem.Code] = [.notFound, .notAllowed, .state, .changed]
        return [
            Endpoint(
                method: .get, path: "/places/{id}/moves", operation: "listMoves",
                summary: "What moved at a place, to it and from it, the latest first.",
                parameters: [.path("id", "The place.")], body: nil, success: .ok,
                answer: .object([Schema.Member("moves", .array(.named("PlaceMove"), max: 200))]),
                problems: [.notFound, .notAllowed],
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    return try await call.read { actor, snapshot in
                        _ = try Places.place(id, in: snapshot)
                        guard try PlaceRight.move.isHeld(by: actor, at: id, in: snapshot) else {
                            throw PlaceError.notAllowed
                        }
                        return .object(
                            ("moves", .array(try Places.moves(of: id, in: snapshot).map { Shapes.json($0) })))
                    }
                }),
            Endpoint(
                method: .post, path: "/places/{id}/move", operation: "movePlace",
                summary: "Puts a place with everything below it under another parent.",
                parameters: [.path("id", "The place.")],
                body: .object([Schema.Member("parent", .identifier)]), success: .ok, answer: .named("PlaceMove"),
                problems: problems,
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    let parent = try Self.place(call.body["parent"])
                    return try await call.write { tx in Shapes.json(try Places.move(id, below: parent, in: tx)) }
                }),
            Endpoint(
                method: .post, path: "/places/{id}/merger", operation: "mergeCommunity",
                summary: "Merges a community into another one; its name stays as an alias.",
                parameters: [.path("id", "The community that ends.")],
                body: .object([Schema.Member("into", .identifier)]), success: .ok, answer: .named("PlaceMove"),
                problems: problems,
                handler: { call in
                    let id = try call.id("id", of: Place.self)
                    let other = try Self.place(call.body["into"])
                    return try await call.write { tx in Shapes.json(try Places.merge(id, into: other, in: tx)) }
                }),
            Endpoint(
                method: .post, path: "/moves/{id}/undo", operation: "undoMove",
                summary: "Takes a move or a merger back, within 30 days.", parameters: [.path("id", "The move.")],
                body: .object([]), success: .ok, answer: .named("PlaceMove"), problems: problems,
                handler: { call in
                    let id = try call.id("id", of: PlaceMove.self)
                    return try await call.write { tx in
                        try Places.undo(id, in: tx)
                        guard let move = try Places.move(id, in: tx) else { throw Problem(.notFound) }
                        return Shapes.json(move)
                    }
                }),
        ]
    }

    private static let codeParameter = Endpoint.Parameter(
        name: "code", isInPath: true, schema: .text(min: 8, max: 24, hint: "Eight characters; hyphens do no harm."),
        hint: "The code as it stands on the wall.")

    private static func code(_ call: Call) throws -> CheckedCode {
        guard let code = call.request.parameters["code"].flatMap({ CheckedCode(reading: $0) }) else {
            throw Problem(.notFound)
        }
        return code
    }

    static func place(_ value: JSON?) throws -> ID<Place> {
        guard let id = value?.text.flatMap({ ID<Place>($0) }) else { throw Problem(.notFound) }
        return id
    }
}
