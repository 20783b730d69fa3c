import Flows
import Journal
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("The desk after a move")
struct MovedDeskTests {
    private static let schema = Schema([Journal.schema, Places.schema, Flows.schema])

    @Test(
        "matters follow their building to the other community's desk, and keep the community of their day",
        arguments: Engine.available)
    func desk(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let system = Actor.operatorOfMachine
            let places = try await store.write(as: system) { tx in
                func add(_ kind: PlaceKind, _ code: String, _ below: Place?) throws -> Place {
                    try Places.add(
                        kind, code: code, name: LocalizedText(zhHans: code, en: code), below: below?.id, in: tx)
                }
                let street = try add(.street, "s", nil)
                let one = try add(.community, "c1", street)
                let two = try add(.community, "c2", street)
                return (one: one, two: two, moved: try add(.building, "b1", one), stays: try add(.building, "b2", one))
            }
            for place in [places.moved, places.stays, places.stays] {
                try await store.write(as: system) { tx in
                    _ = try Matters.open(
                        MatterReport(place: place.id, kind: .lamp, words: "灯 \(tx.identifier())"), zoneSeconds: 28_800,
                        in: tx)
                }
            }
            func counts() async throws -> [Int64] {
                try await store.read { snapshot in
                    let now = Instant(millisecondsSince1970: 0)
                    return try [places.one, places.two].map { community in
                        let filter = MatterFilter()
                        let listed = try Matters.desk(
                            of: community.id, filter, now: now, endOfDay: now, limit: 50, for: system, in: snapshot)
                        let counted = try Matters.deskCount(
                            of: community.id, filter, now: now, endOfDay: now, for: system, in: snapshot)
                        #expect(Int64(listed.count) == counted)
                        return counted
                    }
                }
            }
            let before = try await counts()
            #expect(before == [3, 0])
            let move = try await store.write(as: system) { tx in
                try Places.move(places.moved.id, below: places.two.id, in: tx)
            }
            let after = try await counts()
            #expect(after == [2, 1])
            let open = try await store.read { try MatterCounts.counts(of: places.two.id, in: $0)[.new] }
            #expect(open == 1)
            try await store.write(as: system) { try Places.undo(move.id, in: $0) }
            let back = try await counts()
            #expect(back == [3, 0])
            try await store.write(as: system) { _ = try Places.merge(places.one.id, into: places.two.id, in: $0) }
            let merged = try await counts()
            #expect(merged == [0, 3])
        }
    }
}
