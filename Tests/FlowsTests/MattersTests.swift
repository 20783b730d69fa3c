import CommunityFixture
import Flows
import Journal
import Logging
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("Matters")
struct MattersTests {
    static let schema = Schema([Journal.schema, Places.schema, Flows.schema])
    private static let zone = 28_800

    private static func open(
        _ store: any Store, _ place: Place, as actor: Actor, _ words: String = "灯不亮"
    ) async throws -> Matter {
        try await store.write(as: actor) { tx in
            try Matters.open(MatterReport(place: place.id, kind: .lamp, words: words), zoneSeconds: zone, in: tx)
        }
    }

    private static func act(_ store: any Store, _ act: MatterAct, _ matter: Matter, as actor: Actor) async throws {
        try await store.write(as: actor) { tx in _ = try Matters.act(act, on: matter.id, in: tx) }
    }

    @Test("the whole loop, each step in the history and in the journal", arguments: Engine.available)
    func loop(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let community = try await CommunityFixture.make(in: store)
            let street = community.street.id.raw
            let place = try #require(community.spaces["b3u2"])
            let matter = try await Self.open(store, place, as: Cast.chen.actor(at: street), "  三楼灯不亮\n")
            #expect(matter.words == "三楼灯不亮")
            #expect(matter.community == community.community.id)
            try await Self.act(store, .take, matter, as: Cast.cheng.actor(at: street))
            try await Self.act(store, .finish(note: "换好了"), matter, as: Cast.cheng.actor(at: street))
            try await Self.act(store, .rate(.notFixed), matter, as: Cast.chen.actor(at: street))
            try await Self.act(store, .take, matter, as: Cast.shen.actor(at: street))
            try await Self.act(store, .finish(note: nil), matter, as: Cast.shen.actor(at: street))
            try await Self.act(store, .rate(.fixed), matter, as: Cast.chen.actor(at: street))
            let (steps, kinds) = try await store.read { snapshot in
                let now = try Matters.known(matter.id, to: Cast.chen.actor(at: street), in: snapshot).matter
                #expect(now.state == .closed)
                return (
                    try Matters.steps(of: now, in: snapshot),
                    try snapshot.rows(
                        "SELECT kind FROM journal_entry WHERE subject = ? ORDER BY serial", [.id(matter.id)]
                    ) { try $0.text(0) }
                )
            }
            #expect(steps.map(\.kind) == [.opened, .taken, .finished, .reopened, .taken, .finished, .closed])
            #expect(kinds.count == steps.count)
            #expect(kinds.last == "matter.closed")
        }
    }

    @Test("whom no role brings to a place cannot tell that a matter is there", arguments: Engine.available)
    func scope(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let community = try await CommunityFixture.make(in: store)
            let place = try #require(community.spaces["garage"])
            let matter = try await Self.open(store, place, as: Cast.chen.actor(at: community.street.id.raw))
            let building = community.buildings[0].id.raw
            let outsider = Actor(id: Identifier(high: 9, low: 1), grants: [Grant(role: .clerk, place: building)])
            await #expect(throws: FlowError.notFound) { try await Self.act(store, .take, matter, as: outsider) }
            await #expect(throws: FlowError.notFound) { try await Self.open(store, place, as: outsider) }
            try await store.read { snapshot in
                #expect(throws: FlowError.notFound) { try Matters.known(matter.id, to: outsider, in: snapshot) }
                let seen = try Matters.open(at: place.id, limit: 10, for: outsider, in: snapshot)
                #expect(seen.isEmpty)
                #expect(throws: FlowError.notFound) {
                    try Matters.requireDesk(community.community.id, for: outsider, in: snapshot)
                }
                let resident = Cast.anna.actor(at: community.street.id.raw)
                #expect(throws: FlowError.notAllowed(.desk)) {
                    try Matters.requireDesk(community.community.id, for: resident, in: snapshot)
                }
            }
        }
    }

    @Test("empty, too long and unfit words and places without a community are refused", arguments: Engine.available)
    func refusals(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let community = try await CommunityFixture.make(in: store)
            let chen = Cast.chen.actor(at: community.street.id.raw)
            await #expect(throws: FlowError.wordsEmpty) {
                try await Self.open(store, community.compound, as: chen, " \n\t ")
            }
            await #expect(throws: FlowError.wordsTooLong(max: 500)) {
                try await Self.open(store, community.compound, as: chen, String(repeating: "灯", count: 501))
            }
            await #expect(throws: FlowError.characterUnfit) {
                try await Self.open(store, community.compound, as: chen, "a\0b")
            }
            await #expect(throws: FlowError.noCommunity) { try await Self.open(store, community.street, as: chen) }
            _ = try await Self.open(store, community.compound, as: chen, String(repeating: "👨‍👩‍👧", count: 100))
        }
    }

    @Test("of 64 who take a matter at once, one has it", arguments: Engine.available)
    func race(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let community = try await CommunityFixture.make(in: store)
            let street = community.street.id.raw
            let matter = try await Self.open(store, community.compound, as: Cast.chen.actor(at: street))
            let winners = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<64 {
                    group.addTask {
                        let butler = Actor(
                            id: Identifier(high: 8, low: UInt64(number)), grants: [Grant(role: .butler, place: street)])
                        do {
                            try await Self.act(store, .take, matter, as: butler)
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(winners == 1)
            let steps = try await store.read { try Matters.steps(of: matter, in: $0) }
            #expect(steps.map(\.kind) == [.opened, .taken])
        }
    }

    @Test("an act on a version that somebody changed meanwhile is refused", arguments: Engine.available)
    func version(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let community = try await CommunityFixture.make(in: store)
            let street = community.street.id.raw
            let matter = try await Self.open(store, community.compound, as: Cast.chen.actor(at: street))
            try await Self.act(store, .take, matter, as: Cast.cheng.actor(at: street))
            await #expect(throws: FlowError.changedMeanwhile) {
                try await store.write(as: Cast.shen.actor(at: street)) { tx in
                    _ = try Matters.act(.finish(note: nil), on: matter.id, seenVersion: 1, in: tx)
                }
            }
        }
    }

    @Test("the desk shows urgent first, filters and counts; the counts follow the journal", arguments: Engine.available)
    func desk(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let community = try await CommunityFixture.make(in: store)
            try await community.openMatters(in: store, zoneSeconds: Self.zone)
            let sequencer = Sequencer(store: store, logger: .silent)
            while try await sequencer.sequence() != .nothingLeft {}
            let counting = Following(
                MatterCounts.follower, store: store, node: Identifier(high: 1, low: 1), logger: .silent)
            while try await counting.step() {}
            let shen = Cast.shen.actor(at: community.street.id.raw)
            let id = community.community.id
            try await store.read { snapshot in
                let now = try #require(try snapshot.first("SELECT max(changed_ms) FROM matter") { try $0.instant(0) })
                let end = now.endOfDay(zoneSeconds: Self.zone)
                func desk(_ filter: MatterFilter) throws -> [Matter] {
                    try Matters.desk(of: id, filter, now: now, endOfDay: end, limit: 50, for: shen, in: snapshot)
                }
                let open = try desk(MatterFilter())
                #expect(open.map(\.due) == open.map(\.due).sorted())
                #expect(open.count == 4)
                #expect(try desk(MatterFilter(kind: .lift)).map(\.kind) == [.lift])
                #expect(try desk(MatterFilter(words: "积水")).map(\.kind) == [.water])
                #expect(try desk(MatterFilter(words: open[0].number)).map(\.id) == [open[0].id])
                #expect(try desk(MatterFilter(words: "%")).isEmpty)
                #expect(try desk(MatterFilter(view: .over)).map(\.kind) == [.noise])
                #expect(try desk(MatterFilter(view: .waiting)).map(\.kind) == [.water])
                let counts = try MatterCounts.counts(of: id, in: snapshot).filter { $0.value != 0 }
                #expect(counts == [.new: 2, .doing: 1, .done: 1, .closed: 1])
                #expect(try MatterCounts.differences(in: snapshot) == 0)
            }
            // A figure that other hands changed is found.
            try await store.write(as: .clockwork) { tx in
                _ = try tx.execute("UPDATE matter_count SET matters = matters + 1 WHERE state = 'new'")
            }
            #expect(try await store.read { try MatterCounts.differences(in: $0) } == 1)
        }
    }

    @Test("no words of people stand in the journal", arguments: Engine.available)
    func journalHoldsNoWords(_ engine: Engine) async throws {
        try await TestDatabase.with(engine, schema: Self.schema) { store in
            let community = try await CommunityFixture.make(in: store)
            try await community.openMatters(in: store, zoneSeconds: Self.zone)
            let payloads = try await store.read { try $0.rows("SELECT payload FROM journal_entry") { try $0.text(0) } }
            #expect(payloads.count > 10)
            for payload in payloads { #expect(payload.utf8.allSatisfy { $0 < 0x80 }) }
        }
    }
}
