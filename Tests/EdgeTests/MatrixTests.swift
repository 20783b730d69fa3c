import API
import CommunityFixture
import Flows
import Foundation
import HTTPTypes
import Journal
import Keyring
import Logging
import Pages
import People
import Places
import SignIn
import Store
import StoreContract
import Testing
import Vocabulary
import Web

/// Every route × every role × three foreign scopes: a community of the same street, one of another street, and nothing.
@Suite("Rights: the matrix")
struct MatrixTests {
    /// A word of the canary's people and matters; it may stand in no answer.
    private static let canary = "鸢"
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "rights-matrix.txt")

    /// Somebody else's community with everything in it that an address can name.
    struct Foreign: Sendable {
        let name: String
        let place: Identifier
        let home: Identifier
        let person: Identifier
        let matter: Identifier
        let claim: Identifier
        let grant: Identifier
        let grid: Identifier
        let move: Identifier
        let organisation: Identifier
        let membership: Identifier
    }

    @Test("S-10, S-11, S-12: the table of answers is the one that was agreed, and nothing foreign is in any of them")
    func matrix() async throws {
        try await EdgeHouse.with(.sqlite) { house in
            let keyring = Keyring.fixed(seed: 7)
            let sibling = try await Self.makeForeign("sibling", below: house.community.street.id, house, keyring)
            let other = try await Self.makeForeign("elsewhere", below: nil, house, keyring)
            let absent = Identifier(high: 0x7fff, low: 0x8000_0000_0000_0000)
            let nothing = Foreign(
                name: "absent", place: absent, home: absent, person: absent, matter: absent, claim: absent,
                grant: absent, grid: absent, move: absent, organisation: absent, membership: absent)
            let routes = Self.routes(house, keyring)
            var lines: [String] = []
            for route in routes where !Self.isPlain(route.path) {
                for foreign in [sibling, other, nothing] {
                    var roles: [Int: [String]] = [:]
                    for role in Role.allCases {
                        let answer = try await Self.ask(route, foreign, as: role)
                        roles[answer.status, default: []].append(role.rawValue)
                        #expect(!answer.text.contains(Self.canary), "\(route.method) \(route.path) as \(role)")
                    }
                    let cells = roles.sorted { $0.key < $1.key }.map { status, held in
                        "\(status): \(held.count == Role.allCases.count ? "everybody" : held.joined(separator: " "))"
                    }
                    lines.append("\(route.method) \(route.path) \(foreign.name) | " + cells.joined(separator: " | "))
                }
            }
            let found = lines.joined(separator: "\n") + "\n"
            if ProcessInfo.processInfo.environment["LIFANG_RECORD"] != nil {
                try found.write(to: Self.file, atomically: true, encoding: .utf8)
            }
            let agreed = try String(contentsOf: Self.file, encoding: .utf8)
            #expect(found.split(separator: "\n") == agreed.split(separator: "\n"))
        }
    }

    @Test("the readable table of rights is the one in the documents")
    func rights() throws {
        let document = Self.file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "docs/rights.md")
        if ProcessInfo.processInfo.environment["LIFANG_RECORD"] != nil {
            let head =
                "# Who may do what\n\nGenerated from the rights that each module declares; a test compares them.\n\n"
            try (head + RightsTable.markdown).write(to: document, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: document, encoding: .utf8).hasSuffix(RightsTable.markdown))
    }

    /// Routes that name nothing of anybody, and files.
    private static func isPlain(_ path: String) -> Bool { !path.contains("{id}") }

    /// The edges, recognising one person of each role at the fixture community only.
    private static func routes(_ house: EdgeHouse, _ keyring: Keyring) -> [Route] {
        let surroundings = Surroundings.fixed(seed: 11)
        let place = house.community.community.id.raw
        let text = LocalizedText(zhHans: "某人", en: "Somebody")
        let cast = Role.allCases.map {
            DemoIdentity(code: $0.rawValue, id: id(of: $0), name: text, title: text, role: $0, about: text)
        }
        let identities = Identities(cast)
        let admission = Admission(house.store, surroundings: surroundings) { visitor, _, _, _ in
            let role = visitor.identity.flatMap { Role(rawValue: $0) } ?? .resident
            return Recognised(Actor(id: id(of: role), grants: [Grant(role: role, place: place)]))
        }
        let api = APIEdge(
            admission: admission, keyring: keyring, surroundings: surroundings, zoneSeconds: 28_800, version: "test",
            files: house.files)
        let pages = PagesEdge(
            store: house.store, admission: admission, doorkeeper: house.doorkeeper, keyring: keyring,
            identities: identities,
            feed: Feed(store: house.store, logger: .silent), surroundings: surroundings, zoneSeconds: 28_800,
            vendor: [:], areCookiesSecure: false, files: house.files)
        return (api.routes + pages.routes).sorted { ($0.path, "\($0.method)") < ($1.path, "\($1.method)") }
    }

    private static func id(of role: Role) -> Identifier {
        Identifier(high: 0x7000, low: 0x8000_0000_0002_0000 | UInt64(Role.allCases.firstIndex(of: role) ?? 0))
    }

    private static func ask(_ route: Route, _ foreign: Foreign, as role: Role) async throws -> Answer {
        var parameters: [String: String] = ["person": foreign.person.description]
        let id = id(in: route.path, of: foreign)
        parameters["id"] = id.description
        let path = route.path.replacing("{id}", with: id.description).replacing(
            "{person}", with: foreign.person.description)
        let isJSON = route.path.hasPrefix("/api/")
        var headers: HTTPFields = [:]
        if route.method == .post {
            headers[.contentType] = isJSON ? "application/json" : "application/x-www-form-urlencoded"
        }
        let body = route.method == .post ? (isJSON ? json(route.path, foreign) : form(route.path, foreign)) : ""
        let request = WebRequest(
            method: route.method, path: path, parameters: parameters, headers: headers, body: Array(body.utf8),
            visitor: Visitor(identity: role.rawValue))
        do {
            return Answer(try await route.handler(request))
        } catch {
            return Answer(await route.refusal(Problem(error), request))
        }
    }

    /// What the `{id}` of an address names.
    private static func id(in path: String, of foreign: Foreign) -> Identifier {
        let named: [(String, Identifier)] = [
            ("/matters/{id}", foreign.matter), ("/people/{id}", foreign.person), ("/wards/{id}", foreign.person),
            ("/claims/{id}", foreign.claim), ("/grants/{id}", foreign.grant),
            ("/organisations/{id}", foreign.organisation), ("/memberships/{id}", foreign.membership),
            ("/grids/{id}", foreign.grid), ("/moves/{id}", foreign.move),
        ]
        return named.first { path.contains($0.0) }?.1 ?? (path.hasSuffix("/members") ? foreign.home : foreign.place)
    }

    private static func form(_ path: String, _ foreign: Foreign) -> String {
        if path.hasSuffix("/guardians") { return "kind=carer&guardian-phone=13900000001" }
        if path.hasSuffix("/organisations") { return "kind=shop&zh-name=abc" }
        return """
            place=\(foreign.place)&kind=lamp&words=abc&rating=fixed&note=ok&name=%E7%8E%8B%E4%BA%94&purpose=contact\
            &field-phone=yes&claim=\(foreign.claim)&role=butler&phone=13900000001&grant=\(foreign.grant)\
            &act=protect&protect-reason=asked&post=member&membership=\(foreign.membership)\
            &guardianship=\(foreign.claim)
            """
    }

    private static func json(_ path: String, _ foreign: Foreign) -> String {
        if path.hasSuffix("/readings") { return #"{"purpose":"contact","fields":["phone"]}"# }
        if path.hasSuffix("/grants") { return #"{"person":"\#(foreign.person)","role":"butler"}"# }
        if path.hasSuffix("/organisations") { return #"{"kind":"shop","name_zh":"abc","name_en":"abc"}"# }
        if path.hasSuffix("/organisations/{id}/members") { return #"{"person":"\#(foreign.person)","post":"member"}"# }
        if path.hasSuffix("/rating") { return #"{"rating":"fixed"}"# }
        if path.hasSuffix("/grids/{id}/members") { return #"{"places":[]}"# }
        if path.hasSuffix("/grids/{id}/people") { return #"{"worker":"\#(foreign.person)","deputy":null}"# }
        if path.hasSuffix("/duty") { return #"{"duty":[]}"# }
        if path.hasSuffix("/alias-ends") { return #"{"alias":"\#(foreign.person)"}"# }
        if path.contains("/system-code") { return #"{"system":"division","code":"1"}"# }
        if path.hasSuffix("/card") { return #"{"address_format":"unit-room","telephone":""}"# }
        if path.hasSuffix("/{id}/grids") { return #"{"code":"new","name_zh":"a","name_en":"a"}"# }
        if path.hasSuffix("/name") { return #"{"name_zh":"a","name_en":"a"}"# }
        if path.hasSuffix("/aliases") { return #"{"words":"a","kind":"popular"}"# }
        if path.hasSuffix("/move") { return #"{"parent":"\#(foreign.place)"}"# }
        if path.hasSuffix("/merger") { return #"{"into":"\#(foreign.place)"}"# }
        return "{}"
    }

    private static func makeForeign(
        _ name: String, below street: ID<Place>?, _ house: EdgeHouse, _ keyring: Keyring
    ) async throws -> Foreign {
        try await house.store.write(as: .operatorOfMachine, at: .maintenance) { tx in
            let text = LocalizedText(zhHans: name, en: name)
            let above = try street ?? Places.add(.street, code: "x-\(name)", name: text, below: nil, in: tx).id
            let community = try Places.add(.community, code: "c-\(name)", name: text, below: above, in: tx)
            let home = try Places.add(.home, code: "h-\(name)", name: text, below: community.id, in: tx)
            let compound = try Places.add(.compound, code: "k-\(name)", name: text, below: community.id, in: tx)
            let building = try Places.add(.building, code: "b-\(name)", name: text, below: community.id, in: tx)
            let move = try Places.move(building.id, below: compound.id, in: tx)
            let grid = try Grids.add(
                code: "g-\(name)", name: LocalizedText(zhHans: "鸢网格", en: "鸢"), to: community.id, in: tx)
            let number = name == "sibling" ? "13900000001" : "13900000002"
            guard let known = PersonName("鸢尾花"), let phone = PhoneNumber(number) else { throw PeopleError.unreadable }
            let draft = PersonDraft(
                PersonDetails(name: known, phone: phone), at: community.id.raw, isAccountHolder: true)
            let person = try People.add(draft, with: keyring, in: tx)
            let firm = try People.addOrganisation(
                .shop, named: LocalizedText(zhHans: "街角小店", en: "Corner shop"), at: community.id, in: tx)
            let membership = try People.join(firm.id, person, as: .member, with: keyring, in: tx)
            let grant = try People.give(.butler, to: person, at: community.id, in: tx)
            let resident = Actor(id: person.raw, grants: [Grant(role: .resident, place: community.id.raw)])
            tx.admit(resident)
            let claim = try People.askForHome(home.id, as: .owner, for: person, with: keyring, in: tx)
            let matter = try Matters.open(
                MatterReport(place: home.id, kind: .lamp, words: "鸢尾花坏了"), zoneSeconds: 28_800, in: tx)
            return Foreign(
                name: name, place: community.id.raw, home: home.id.raw, person: person.raw, matter: matter.id.raw,
                claim: claim.raw, grant: grant.id.raw, grid: grid.id.raw, move: move.id.raw, organisation: firm.id.raw,
                membership: membership.raw)
        }
    }
}
