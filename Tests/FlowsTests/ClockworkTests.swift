import CommunityFixture
import Flows
import Journal
import Logging
import Places
import Store
import StoreContract
import Synchronization
import Testing
import Vocabulary

@Suite("Deadlines of matters")
struct ClockworkTests {
    private final class Clock: Sendable {
        private let milliseconds = Atomic<Int64>(1_790_000_000_000)
        func advance(hours: Int64) { milliseconds.add(hours * 3_600_000, ordering: .relaxed) }
        var surroundings: Surroundings {
            let fixed = Surroundings.fixed()
            return Surroundings(
                clock: { [self] in Instant(millisecondsSince1970: milliseconds.load(ordering: .relaxed)) },
                chance: { fixed.chance() })
        }
    }

    private static func with(
        _ engine: Engine, _ body: (any Store, CommunityFixture, Clock, Ticking) async throws -> Void
    ) async throws {
        let clock = Clock()
        let database = try TestDatabase(on: engine)
        defer { database.remove() }
        let store = try await database.open(MattersTests.schema, surroundings: clock.surroundings)
        let community = try await CommunityFixture.make(in: store)
        let ticking = Ticking(Matters.timers, store: store, surroundings: clock.surroundings, logger: .silent)
        try await body(store, community, clock, ticking)
        await store.close()
    }

    private static func steps(_ store: any Store, _ matter: Matter) async throws -> [MatterStep.Kind] {
        try await store.read { try Matters.steps(of: matter, in: $0).map(\.kind) }
    }

    @Test("when the work is late the history says so, once", arguments: Engine.available)
    func overdue(_ engine: Engine) async throws {
        try await Self.with(engine) { store, community, clock, ticking in
            let chen = Cast.chen.actor(at: community.street.id.raw)
            let matter = try await store.write(as: chen) { tx in
                try Matters.open(
                    MatterReport(place: community.compound.id, kind: .lift, words: "电梯停了"), zoneSeconds: 0, in: tx)
            }
            clock.advance(hours: 1)
            _ = try await ticking.fire()
            #expect(try await Self.steps(store, matter) == [.opened])
            clock.advance(hours: 2)
            _ = try await ticking.fire()
            clock.advance(hours: 2)
            _ = try await ticking.fire()
            #expect(try await Self.steps(store, matter) == [.opened, .fellDue])
        }
    }

    @Test(
        "a matter that nobody rates closes after seven days; one that is rated does not wait",
        arguments: Engine.available)
    func silence(_ engine: Engine) async throws {
        try await Self.with(engine) { store, community, clock, ticking in
            let street = community.street.id.raw
            let matter = try await store.write(as: Cast.chen.actor(at: street)) { tx in
                try Matters.open(
                    MatterReport(place: community.compound.id, kind: .lamp, words: "灯不亮"), zoneSeconds: 0, in: tx)
            }
            for act in [MatterAct.take, .finish(note: nil)] {
                try await store.write(as: Cast.shen.actor(at: street)) { tx in
                    _ = try Matters.act(act, on: matter.id, in: tx)
                }
            }
            clock.advance(hours: 7 * 24 - 1)
            _ = try await ticking.fire()
            #expect(try await Self.steps(store, matter).count == 3)
            clock.advance(hours: 2)
            _ = try await ticking.fire()
            let closed = try await store.read { try Matters.known(matter.id, to: .clockwork, in: $0).matter }
            #expect((closed.state, closed.verdict) == (.closed, .silent))
            #expect(
                try await store.read { try $0.integer("SELECT count(*) FROM timer") } == 0, "no timer is left behind")
        }
    }
}
