import Journal
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("Moves and mergers")
struct MovingTests {
    private static func officer(_ ground: Ground) -> Actor { Ground.actor(.streetOfficer, at: ground.street) }

    @Test(
        "a moved building brings what lies below and its scope, and the path of an earlier day is still known",
        arguments: Engine.available)
    func move(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let (building, target) = (try ground["p1b1"], try ground["p2"])
            let home = try ground["p1b1h"]
            let before = try await ground.store.read { try Places.path(to: home.id, in: $0) }
            let move = try await ground.store.write(as: Self.officer(ground)) {
                try Places.move(building.id, below: target.id, in: $0)
            }
            try await ground.requireSound()
            let (clerkOne, clerkTwo) = (
                Ground.actor(.clerk, at: ground.one), Ground.actor(.clerk, at: ground.two)
            )
            let now = try await ground.store.read { snapshot in
                (
                    path: try Places.path(to: home.id, in: snapshot).map(\.code),
                    old: try Places.path(to: home.id, at: move.at.advanced(byMilliseconds: -1), in: snapshot).map(
                        \.code),
                    community: try Places.place(home.id, in: snapshot).community,
                    one: try Reach.holds(clerkOne, [.clerk], at: home.id, in: snapshot),
                    two: try Reach.holds(clerkTwo, [.clerk], at: home.id, in: snapshot)
                )
            }
            #expect(now.path == ["county", "s", "c2", "p2", "p1b1", "p1b1h"])
            #expect(now.old == before.map(\.code) || now.old.isEmpty, "unless all of it happened in one millisecond")
            #expect(now.community == ground.two.id)
            #expect(!now.one && now.two)
            try await ground.store.write(as: Self.officer(ground)) { try Places.undo(move.id, in: $0) }
            try await ground.requireSound()
            let back = try await ground.store.read { try Places.path(to: home.id, in: $0) }
            #expect(back == before)
            await #expect(throws: PlaceError.notUndoable) {
                try await ground.store.write(as: Self.officer(ground)) { try Places.undo(move.id, in: $0) }
            }
        }
    }

    @Test(
        "a merged community leads to the other one, is found by its name, and can be separated again",
        arguments: Engine.available)
    func merge(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let home = try ground["p1b1h"]
            let merge = try await ground.store.write(as: Self.officer(ground)) {
                try Places.merge(ground.one.id, into: ground.two.id, in: $0)
            }
            try await ground.requireSound()
            let merged = try await ground.store.read { snapshot in
                (
                    old: try Places.place(ground.one.id, in: snapshot),
                    home: try Places.place(home.id, in: snapshot).community,
                    found: try Places.search("一社区", limit: 5, in: snapshot).map(\.code),
                    children: try Places.children(of: ground.two.id, limit: 50, in: snapshot).map(\.code),
                    only: try Places.onlyCommunity(in: snapshot)?.code,
                    reached: try Reach.includes(ground.one.id, below: ground.two.id, in: snapshot),
                    path: try Places.path(to: ground.one.id, in: snapshot).map(\.code)
                )
            }
            #expect(merged.old.ended != nil && merged.old.mergedInto == ground.two.id)
            #expect(merged.home == ground.two.id)
            #expect(merged.found == ["c2"] && merged.children == ["p1", "p2"] && merged.only == "c2")
            #expect(merged.reached && merged.path == ["county", "s", "c2", "c1"])
            await #expect(throws: PlaceError.ended) {
                try await ground.store.write(as: Self.officer(ground)) {
                    _ = try Places.merge(ground.two.id, into: ground.one.id, in: $0)
                }
            }
            await #expect(throws: PlaceError.ended) {
                try await ground.store.write(as: .operatorOfMachine) {
                    _ = try Places.add(
                        .compound, code: "x", name: LocalizedText(zhHans: "新", en: "x"), below: ground.one.id, in: $0)
                }
            }
            try await ground.store.write(as: Self.officer(ground)) { try Places.undo(merge.id, in: $0) }
            try await ground.requireSound()
            let separated = try await ground.store.read { snapshot in
                (
                    one: try Places.place(ground.one.id, in: snapshot),
                    home: try Places.place(home.id, in: snapshot).community,
                    found: try Places.search("一社区", limit: 5, in: snapshot).map(\.code)
                )
            }
            #expect(separated.one == ground.one && separated.home == ground.one.id && separated.found == ["c1"])
        }
    }

    @Test("levels, circles, rights and the 30 days are kept", arguments: Engine.available)
    func refusals(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let (compound, building) = (try ground["p1"], try ground["p1b1"])
            func move(_ place: Place, _ parent: Place, as actor: Actor) async throws {
                try await ground.store.write(as: actor) { _ = try Places.move(place.id, below: parent.id, in: $0) }
            }
            let system = Actor.operatorOfMachine
            await #expect(throws: PlaceError.wrongLevel) { try await move(compound, building, as: system) }
            await #expect(throws: PlaceError.sameParent) { try await move(building, compound, as: system) }
            await #expect(throws: PlaceError.wrongLevel) { try await move(ground.one, ground.two, as: system) }
            let clerk = Ground.actor(.clerk, at: ground.one)
            let other = try ground["p2"]
            await #expect(throws: PlaceError.notAllowed) { try await move(building, other, as: clerk) }
            await #expect(throws: PlaceError.notAllowed) { try await move(ground.one, ground.county, as: clerk) }
            try await move(building, ground.one, as: clerk)
            try await ground.requireSound()
            let manager = Ground.actor(.manager, at: ground.street)
            await #expect(throws: PlaceError.notAllowed) {
                try await ground.store.write(as: manager) {
                    _ = try Places.merge(ground.one.id, into: ground.two.id, in: $0)
                }
            }
            let old = PlaceMove.undoMillisecondsMax + 1
            let moves = try await ground.store.read { try Places.moves(of: building.id, in: $0) }
            let first = try #require(moves.first)
            #expect(first.isFinal(at: first.at.advanced(byMilliseconds: old)))
            #expect(!first.isFinal(at: first.at.advanced(byMilliseconds: old - 1)))
        }
    }

    @Test("sixty-four clients that move and merge against each other leave a tree", arguments: Engine.available)
    func race(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let codes = ["p1b1", "p1b2", "p2b1", "p2b2", "p1", "p2"]
            let places = try codes.map { try ground[$0] }
            let targets = try ["p1", "p2"].map { try ground[$0] } + [ground.one, ground.two]
            let moved = await withTaskGroup(of: Bool.self) { group in
                for client in 0..<64 {
                    group.addTask {
                        do {
                            try await ground.store.write(as: .operatorOfMachine) { tx in
                                if client % 16 == 7 {
                                    let merge = try Places.merge(ground.one.id, into: ground.two.id, in: tx)
                                    try Places.undo(merge.id, in: tx)
                                } else if client % 16 == 15 {
                                    let merge = try Places.merge(ground.two.id, into: ground.one.id, in: tx)
                                    try Places.undo(merge.id, in: tx)
                                } else {
                                    let (place, target) = (places[client % 6], targets[(client / 6) % 4])
                                    try Places.move(place.id, below: target.id, in: tx)
                                }
                            }
                            return true
                        } catch is PlaceError {
                            return false
                        } catch let error as StoreError where [.conflict, .timeLimit].contains(error.code) {
                            // Nothing was kept; who asks is told to try again.
                            return false
                        } catch {
                            Issue.record("only a rule may refuse a move: \(error)")
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(moved > 8)
            try await ground.requireSound()
            let wrong = try await ground.store.read { snapshot in
                try snapshot.integer(
                    """
                    SELECT count(*) FROM place p JOIN place c ON c.kind = 'community' JOIN reach r ON r.ancestor = c.id \
                    AND r.place = p.id AND r.until_ms IS NULL WHERE p.kind <> 'community' AND p.community <> c.id
                    """)
            }
            #expect(wrong == 0, "everybody's community is the one above")
        }
    }

    @Test("of two that merge each other at once, one wins", arguments: Engine.available)
    func mutualMerge(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let won = await withTaskGroup(of: Bool.self) { group in
                for client in 0..<8 {
                    let (one, other) = client.isMultiple(of: 2) ? (ground.one, ground.two) : (ground.two, ground.one)
                    group.addTask {
                        do {
                            try await ground.store.write(as: .operatorOfMachine) {
                                _ = try Places.merge(one.id, into: other.id, in: $0)
                            }
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(won == 1)
            try await ground.requireSound()
        }
    }
}
