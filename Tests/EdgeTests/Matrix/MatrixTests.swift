import CommunityFixture
import Foundation
import HTTPTypes
import Keyring
import Store
import StoreContract
import Testing
import Vocabulary
import Web

/// Every route × every role and a guest × three foreign scopes: a community of the same street, one of another, and nothing.
@Suite("Rights: the matrix")
struct MatrixTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "rights-matrix.txt")
    private static let askers: [String?] = Role.allCases.map(\.rawValue) + [nil]

    /// The edges, a community of the same street and one of another; each knows what is its own.
    private static func with(
        _ engine: Engine, _ body: (MatrixEdges, _ sibling: Foreign, _ elsewhere: Foreign) async throws -> Void
    ) async throws {
        try await EdgeHouse.with(engine) { house in
            let keyring = Keyring.fixed(seed: 7)
            let edges = MatrixEdges(house, keyring)
            var sibling = try await Foreign.make(
                "sibling", below: house.community.street.id, phone: "13900000001", house, keyring)
            var elsewhere = try await Foreign.make("elsewhere", below: nil, phone: "13900000002", house, keyring)
            try await edges.attachFile(to: &sibling)
            try await edges.attachFile(to: &elsewhere)
            try await body(edges, sibling, elsewhere)
        }
    }

    /// One line of the table: who gets which answer.
    private static func line(
        _ route: Route, _ target: Foreign, _ edges: MatrixEdges, _ canary: Canary
    ) async throws -> String {
        var askers: [Int: [String]] = [:]
        for (number, asker) in Self.askers.enumerated() {
            let request = MatrixRequest(route, target, own: edges.own, number: number)
            let answer = try await edges.ask(route, request, as: asker, from: "192.0.2.\(number + 1)")
            askers[answer.status, default: []].append(asker ?? "guest")
            let found = canary.found(in: answer, to: request, of: route)
            #expect(found.isEmpty, "\(route.method) \(route.path) as \(asker ?? "guest"): \(found)")
        }
        let cells = askers.sorted { $0.key < $1.key }.map { status, held in
            "\(status): \(held.count == Self.askers.count ? "everybody" : held.joined(separator: " "))"
        }
        let name = namesSomething(route) ? " \(target.name)" : ""
        return "\(route.method) \(route.path)\(name) | " + cells.joined(separator: " | ")
    }

    /// Whether an address names something of somebody.
    private static func namesSomething(_ route: Route) -> Bool {
        route.path.contains("{id}") || route.path.contains("{code}")
    }

    @Test("S-10, S-11, S-12: the table of answers is the one that was agreed, and nothing foreign is in any of them")
    func matrix() async throws {
        try await Self.with(.sqlite) { edges, sibling, elsewhere in
            let canary = Canary([sibling, elsewhere])
            var lines: [String] = []
            for route in edges.routes {
                let targets = Self.namesSomething(route) ? [sibling, elsewhere, .absent] : [sibling]
                for target in targets { lines.append(try await Self.line(route, target, edges, canary)) }
            }
            let found = lines.joined(separator: "\n") + "\n"
            if ProcessInfo.processInfo.environment["LIFANG_RECORD"] != nil {
                try found.write(to: Self.file, atomically: true, encoding: .utf8)
            }
            let agreed = try String(contentsOf: Self.file, encoding: .utf8)
            #expect(found.split(separator: "\n") == agreed.split(separator: "\n"))
        }
    }

    @Test(
        "S-10: the table is the same on PostgreSQL, for the community of the same street",
        .enabled(if: Engine.available.contains(.postgres)))
    func postgres() async throws {
        try await Self.with(.postgres) { edges, sibling, elsewhere in
            let canary = Canary([sibling, elsewhere])
            let agreed = Set(try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n"))
            for route in edges.routes where Self.namesSomething(route) {
                let line = try await Self.line(route, sibling, edges, canary)
                #expect(agreed.contains(Substring(line)))
            }
        }
    }

    @Test("S-13: of two canary communities nothing is in lists, search, exports, feeds, errors: 10,000 answers")
    func sweep() async throws {
        try await Self.with(.sqlite) { edges, sibling, elsewhere in
            let canary = Canary([sibling, elsewhere])
            var count = 0
            for route in edges.routes where route.method == .get || route.path.hasSuffix("/people/search") {
                for (target, query) in Self.sweeps(route, edges.own, sibling, elsewhere) {
                    let request = MatrixRequest(route, target, own: edges.own, query: query)
                    for asker in Self.askers {
                        // Every second answer in the other language.
                        let language: Language = count % 2 == 0 ? .zhHans : .en
                        let answer = try await edges.ask(route, request, as: asker, language: language)
                        let found = canary.found(in: answer, to: request, of: route)
                        #expect(
                            found.isEmpty, "\(route.path)?\(query) of \(target.name) as \(asker ?? "guest"): \(found)")
                        count += 1
                    }
                }
            }
            #expect(count >= 10_000)
            // The canary sings to its own people: a test that could not hear it would prove nothing.
            let clerk = "\(sibling["person"]) \(sibling["place"]) clerk"
            for path in [
                "/matters/{id}", "/desk/{id}", "/desk/{id}/people", "/desk/{id}/claims", "/api/v1/matters/{id}",
                "/api/v1/communities/{id}/matters", "/api/v1/communities/{id}/people", "/api/v1/places/{id}/grids",
            ] {
                let answer = try await edges.ask(.get, path, of: sibling, as: clerk)
                #expect(answer.status == 200 && answer.text.contains(Foreign.canary), "\(path)")
            }
        }
    }

    /// What is looked for: as one comes, the canary's words, another view, and what lies elsewhere.
    private static func sweeps(
        _ route: Route, _ own: Foreign, _ sibling: Foreign, _ elsewhere: Foreign
    ) -> [(Foreign, Fields)] {
        let word = Foreign.sought
        let queries: [[(String, String)]]
        switch route.path {
        case "/api/v1/communities/{id}/people/search": queries = []
        case "/api/v1/communities/{id}/matters":
            queries = [[("words", word)], [("view", "over"), ("words", word)], [("view", "today")]]
        case "/api/v1/places": queries = [[("search", word)], [("words", word)]]
        case "/api/v1/places/{id}/addresses": queries = [[("words", "1幢101")], [("words", word)]]
        case "/api/v1/notices": queries = [[("before", sibling["notice"].description)]]
        case _ where route.path.hasPrefix("/api/"): queries = [[("limit", "200")]]
        default:
            queries = [
                [("q", word), ("words", word)], [("q", "13900000001")], [("filter", "open"), ("page", "3")],
                [("view", "over"), ("page", "2"), ("q", word)],
                [("matter", sibling["matter"].description), ("filter", "all")],
                [("told", "given"), ("said", "kept"), ("return", "/matters/\(sibling["matter"])")],
            ]
        }
        let targets = route.path.contains("{") ? [own, sibling, elsewhere] : [own]
        return targets.flatMap { target in ([[]] + queries).map { (target, Fields($0)) } }
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
}
