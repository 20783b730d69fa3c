import Journal
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("Places")
struct PlacesTests {
    private static let schema = PlaceImportTests.schema

    private static func tree(_ store: any Store) async throws -> (street: Place, one: Place, two: Place, home: Place) {
        try await store.write(as: .operatorOfMachine) { tx in
            func add(_ kind: PlaceKind, _ code: String, _ below: Place?) throws -> Place {
                try Places.add(
                    kind, code: code, name: LocalizedText(zhHans: code + "号", en: code.uppercased()), below: below?.id,
                    in: tx)
            }
            let street = try add(.street, "s", nil)
            let one = try add(.community, "c1", street)
            let two = try add(.community, "c2", street)
            let home = try add(.home, "h", try add(.building, "b", try add(.compound, "p", one)))
            return (street, one, two, home)
        }
    }

    @Test("a role reaches what lies below its place and nothing else", arguments: Engine.available)
    func reach(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let tree = try await Self.tree(store)
            @Sendable func clerk(at place: Place) -> Actor {
                Actor(id: Identifier(high: 9, low: 9), grants: [Grant(role: .clerk, place: place.id.raw)])
            }
            let answers = try await store.read { snapshot in
                (
                    try Reach.holds(clerk(at: tree.one), [.clerk], at: tree.home.id, in: snapshot),
                    try Reach.holds(clerk(at: tree.street), [.clerk], at: tree.home.id, in: snapshot),
                    try Reach.holds(clerk(at: tree.two), [.clerk], at: tree.home.id, in: snapshot),
                    try Reach.holds(clerk(at: tree.home), [.clerk], at: tree.one.id, in: snapshot),
                    try Reach.holds(clerk(at: tree.one), [.butler], at: tree.home.id, in: snapshot)
                )
            }
            #expect(answers == (true, true, false, false, false))
            #expect(tree.home.community == tree.one.id)
        }
    }

    @Test("a place cannot stand below one of its own or a lower level", arguments: PlaceKind.allCases)
    func levels(_ kind: PlaceKind) {
        #expect(!kind.mayStandBelow(kind))
        for other in PlaceKind.allCases where kind.mayStandBelow(other) { #expect(!other.mayStandBelow(kind)) }
    }

    @Test("wrong level, taken code, missing rights and unknown parents are refused", arguments: Engine.available)
    func refusals(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let tree = try await Self.tree(store)
            let name = LocalizedText(zhHans: "新", en: "New")
            func add(_ kind: PlaceKind, _ code: String, _ parent: ID<Place>?, as actor: Actor) async throws {
                _ = try await store.write(as: actor) { tx in
                    try Places.add(kind, code: code, name: name, below: parent, in: tx)
                }
            }
            let system = Actor.operatorOfMachine
            await #expect(throws: PlaceError.wrongLevel) { try await add(.street, "x", tree.home.id, as: system) }
            await #expect(throws: PlaceError.codeTaken) { try await add(.room, "h", tree.one.id, as: system) }
            await #expect(throws: PlaceError.notFound) {
                try await add(.room, "x", ID(Identifier(high: 5, low: 5)), as: system)
            }
            let stranger = Actor(id: Identifier(high: 9, low: 9), grants: [Grant(role: .clerk, place: tree.two.id.raw)])
            await #expect(throws: PlaceError.notAllowed) { try await add(.room, "x", tree.one.id, as: stranger) }
            await #expect(throws: PlaceError.notAllowed) { try await add(.province, "x", nil, as: stranger) }
        }
    }

    @Test(
        "search finds parts of names in both languages and codes, and takes wildcards as they are",
        arguments: Engine.available)
    func search(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            _ = try await Self.tree(store)
            let found = try await store.read { snapshot in
                try ["c1号", "C2", "号", "%", "_", "!"].map { try Places.search($0, limit: 50, in: snapshot).map(\.code) }
            }
            #expect(found == [["c1"], ["c2"], ["s", "c1", "c2", "p", "b", "h"], [], [], []])
        }
    }

    @Test("children come in pages, by level and code", arguments: Engine.available)
    func children(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let tree = try await Self.tree(store)
            let (all, second, counted) = try await store.read { snapshot in
                let all = try Places.children(of: tree.street.id, limit: 10, in: snapshot)
                return (
                    all, try Places.children(of: tree.street.id, after: all[0], limit: 10, in: snapshot),
                    try Places.childCount(of: tree.street.id, holding: "c2", in: snapshot)
                )
            }
            #expect(all.map(\.code) == ["c1", "c2"])
            #expect(second.map(\.code) == ["c2"])
            #expect(counted == 1)
        }
    }
}
