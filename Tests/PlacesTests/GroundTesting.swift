import Journal
import Places
import Store
import StoreContract
import Testing
import Vocabulary

/// Two communities of a street, each with a compound of two buildings with a home.
struct Ground {
    let store: any Store
    let county: Place
    let street: Place
    let one: Place
    let two: Place
    /// By code: `p1`, `p1b1`, `p1b1h`, `p1b2`, … `p2b2h`.
    let below: [String: Place]

    static let schema = Schema([Journal.schema, Places.schema])

    static func with(_ engine: Engine, _ body: (Ground) async throws -> Void) async throws {
        try await TestDatabase.with(engine, schema: schema) { store in try await body(try await make(in: store)) }
    }

    private static func make(in store: any Store) async throws -> Ground {
        try await store.write(as: .operatorOfMachine) { tx in
            func add(_ kind: PlaceKind, _ code: String, _ name: String, _ below: Place?) throws -> Place {
                try Places.add(
                    kind, code: code, name: LocalizedText(zhHans: name, en: code), below: below?.id, in: tx)
            }
            let county = try add(.county, "county", "县", nil)
            let street = try add(.street, "s", "街", county)
            let one = try add(.community, "c1", "一社区", street)
            let two = try add(.community, "c2", "二社区", street)
            var below: [String: Place] = [:]
            for (number, community) in [(1, one), (2, two)] {
                let compound = try add(.compound, "p\(number)", number == 1 ? "桂花里" : "荷花里", community)
                below[compound.code] = compound
                for building in 1...2 {
                    let house = try add(.building, "\(compound.code)b\(building)", "\(building) 幢", compound)
                    below[house.code] = house
                    let home = try add(.home, "\(house.code)h", "501", house)
                    below[home.code] = home
                }
            }
            return Ground(store: store, county: county, street: street, one: one, two: two, below: below)
        }
    }

    subscript(_ code: String) -> Place {
        get throws { try #require(below[code]) }
    }

    static func actor(_ role: Role, at place: Place) -> Actor {
        Actor(id: Identifier(high: 9, low: 9), grants: [Grant(role: role, place: place.id.raw)])
    }

    /// Whether `reach` says the same as the tree of parents and the members of grids, and the tree has no circle.
    func requireSound() async throws {
        let wrong = try await store.read { snapshot in
            try snapshot.integer(
                """
                WITH RECURSIVE up (place, ancestor, depth) AS (SELECT id, id, 0 FROM place UNION ALL \
                SELECT u.place, p.parent, u.depth + 1 FROM up u JOIN place p ON p.id = u.ancestor \
                WHERE p.parent IS NOT NULL AND u.depth < 30), \
                wanted (ancestor, place) AS (SELECT ancestor, place FROM up UNION \
                SELECT g.grid, u.place FROM grid_member g JOIN up u ON u.ancestor = g.place WHERE g.until_ms IS NULL), \
                present (ancestor, place) AS (SELECT ancestor, place FROM reach WHERE until_ms IS NULL) \
                SELECT (SELECT count(*) FROM up WHERE depth >= 30) \
                + (SELECT count(*) FROM (SELECT * FROM wanted EXCEPT SELECT * FROM present) AS missing) \
                + (SELECT count(*) FROM (SELECT * FROM present EXCEPT SELECT * FROM wanted) AS surplus) \
                + (SELECT count(*) FROM (SELECT ancestor, place FROM reach WHERE until_ms IS NULL \
                GROUP BY ancestor, place HAVING count(*) > 1) AS doubled)
                """)
        }
        #expect(wrong == 0)
    }
}
