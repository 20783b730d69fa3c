import Journal
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("Grids")
struct GridsTests {
    private static func grid(_ code: String, _ members: [String], in ground: Ground) async throws -> Grid {
        let places = try members.map { try ground[$0].id }
        return try await ground.store.write(as: Ground.actor(.clerk, at: ground.one)) { tx in
            let grid = try Grids.add(code: code, name: LocalizedText(zhHans: code, en: code), to: ground.one.id, in: tx)
            try Grids.setMembers(places, of: grid.id, in: tx)
            return grid
        }
    }

    @Test(
        "a role held at a grid reaches its places, also those added later, and stands in nobody's path",
        arguments: Engine.available)
    func reach(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let grid = try await Self.grid("g1", ["p1b1"], in: ground)
            try await ground.requireSound()
            let worker = Ground.actor(.gridWorker, at: grid.place)
            let (inside, outside) = (try ground["p1b1h"], try ground["p1b2h"])
            let below = try ground["p1b1"]
            let later = try await ground.store.write(as: .operatorOfMachine) {
                try Places.add(
                    .home, code: "later", name: LocalizedText(zhHans: "601", en: "601"), below: below.id, in: $0)
            }
            let (reached, tree) = try await ground.store.read { snapshot in
                (
                    try [inside, outside, later].map {
                        try Reach.holds(worker, [.gridWorker], at: $0.id, in: snapshot)
                    },
                    (
                        path: try Places.path(to: inside.id, in: snapshot).map(\.code),
                        children: try Places.children(of: ground.one.id, limit: 50, in: snapshot).map(\.code),
                        count: try Places.childCount(of: ground.one.id, in: snapshot),
                        found: try Places.search("g1", limit: 5, in: snapshot).count,
                        below: try Places.below(ground.one.id, limit: 200, in: snapshot).contains { $0.kind == .grid }
                    )
                )
            }
            #expect(reached == [true, false, true])
            #expect(tree.path == ["county", "s", "c1", "p1", "p1b1", "p1b1h"])
            #expect(tree.children == ["p1"] && tree.count == 1 && tree.found == 0 && !tree.below)
        }
    }

    @Test("gaps and overlaps are told, and a redrawn grid lets go", arguments: Engine.available)
    func coverage(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let one = try await Self.grid("g1", ["p1b1"], in: ground)
            let two = try await Self.grid("g2", ["p1"], in: ground)
            let first = try await ground.store.read { try Grids.coverage(of: ground.one.id, in: $0) }
            #expect(first.gaps.isEmpty && first.gapCount == 0 && first.placeCount == 2)
            #expect(first.overlaps.map(\.place.code) == ["p1b1"])
            #expect(first.overlaps.map(\.grids) == [[one.id, two.id]])
            let other = try ground["p1b2"].id
            let clerk = Ground.actor(.clerk, at: ground.one)
            try await ground.store.write(as: clerk) { tx in
                try Grids.setMembers([other], of: two.id, in: tx)
                try Grids.setMembers([], of: one.id, in: tx)
            }
            try await ground.requireSound()
            let second = try await ground.store.read { try Grids.coverage(of: ground.one.id, in: $0) }
            #expect(second.overlaps.isEmpty && second.gaps.map(\.code) == ["p1b1"])
            try await ground.store.write(as: clerk) { try Grids.end(two.id, in: $0) }
            let left = try await ground.store.read { try Grids.grids(of: ground.one.id, in: $0).map(\.place.code) }
            #expect(left == ["g1"])
        }
    }

    @Test(
        "a building that moves to another community leaves its grid; a merger keeps grids whole",
        arguments: Engine.available)
    func moves(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let grid = try await Self.grid("g1", ["p1b1", "p1b2"], in: ground)
            let officer = Ground.actor(.streetOfficer, at: ground.street)
            let (building, target) = (try ground["p1b1"].id, try ground["p2"].id)
            let move = try await ground.store.write(as: officer) { try Places.move(building, below: target, in: $0) }
            try await ground.requireSound()
            let left = try await ground.store.read { try Grids.members(of: grid.id, in: $0).map(\.code) }
            #expect(left == ["p1b2"])
            try await ground.store.write(as: officer) { try Places.undo(move.id, in: $0) }
            let merge = try await ground.store.write(as: officer) {
                try Places.merge(ground.one.id, into: ground.two.id, in: $0)
            }
            try await ground.requireSound()
            let grids = try await ground.store.read { snapshot in
                try Grids.grids(of: ground.two.id, in: snapshot).map {
                    ($0.place.code, try Grids.members(of: $0.id, in: snapshot).map(\.code))
                }
            }
            #expect(grids.map(\.0) == ["g1"] && grids.map(\.1) == [["p1b2"]])
            try await ground.store.write(as: officer) { try Places.undo(merge.id, in: $0) }
            try await ground.requireSound()
            let back = try await ground.store.read { try Grids.members(of: grid.id, in: $0).map(\.code) }
            #expect(back == ["p1b2"])
        }
    }

    @Test("places of another community, overlapping hours and strangers are refused", arguments: Engine.available)
    func refusals(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let grid = try await Self.grid("g1", [], in: ground)
            let foreign = try ground["p2b1"].id
            let clerk = Ground.actor(.clerk, at: ground.one)
            await #expect(throws: PlaceError.unfit(.members)) {
                try await ground.store.write(as: clerk) { try Grids.setMembers([foreign], of: grid.id, in: $0) }
            }
            await #expect(throws: PlaceError.notAllowed) {
                try await ground.store.write(as: Ground.actor(.gridWorker, at: grid.place)) {
                    try Grids.setMembers([], of: grid.id, in: $0)
                }
            }
            let morning = try #require(DutyHours(.worker, weekday: 1, fromMinute: 480, untilMinute: 720))
            let late = try #require(DutyHours(.worker, weekday: 1, fromMinute: 719, untilMinute: 800))
            await #expect(throws: PlaceError.unfit(.duty)) {
                try await ground.store.write(as: clerk) { try Grids.setDuty([morning, late], of: grid.id, in: $0) }
            }
            #expect(DutyHours(.worker, weekday: 8, fromMinute: 0, untilMinute: 1) == nil)
            #expect(DutyHours(.worker, weekday: 1, fromMinute: 10, untilMinute: 10) == nil)
        }
    }

    @Test("on duty is the worker in the hours, else the deputy, else nobody", arguments: Engine.available)
    func duty(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let made = try await Self.grid("g1", [], in: ground)
            let (worker, deputy) = (Identifier(high: 1, low: 1), Identifier(high: 1, low: 2))
            let hours = try [
                #require(DutyHours(.worker, weekday: 1, fromMinute: 480, untilMinute: 720)),
                #require(DutyHours(.deputy, weekday: 1, fromMinute: 600, untilMinute: 1_440)),
            ]
            let grid = try await ground.store.write(as: .operatorOfMachine) { tx in
                try Grids.setPeople(worker: worker, deputy: deputy, of: made.id, in: tx)
                try Grids.setDuty(hours, of: made.id, in: tx)
                return try Grids.grid(made.id, in: tx)
            }
            // Monday 2026-11-23 00:00 in Shanghai.
            let monday = Instant(millisecondsSince1970: 1_795_363_200_000)
            func onDuty(_ minute: Int64) -> Identifier? {
                grid.onDuty(at: monday.advanced(byMilliseconds: minute * 60_000), zoneSeconds: 28_800)
            }
            #expect(onDuty(479) == nil && onDuty(480) == worker && onDuty(719) == worker)
            #expect(onDuty(720) == deputy && onDuty(1_439) == deputy && onDuty(1_440) == nil)
        }
    }
}
