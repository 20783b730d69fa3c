import CommunityFixture
import HTTPTypes
import Journal
import Logging
import People
import Places
import SignIn
import Store
import StoreContract
import Testing
import Vocabulary
import Web

@Suite("Live hints")
struct LiveTests {
    @Test(
        "S-15: a desk that listens hears nothing any more once the role was withdrawn", .timeLimit(.minutes(10)),
        arguments: Engine.available
    )
    func withdrawn(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine, isDemo: false) { house in
            let community = house.community.community.id
            let shen = Cast.shen.id
            let session = try await house.doorkeeper.openDemo(
                shen, from: Comer(address: "192.0.2.7", userAgent: nil, known: nil)
            ).text
            let sequencer = Task { await Sequencer(store: house.store, logger: .silent).run() }
            let feeding = Task { await house.feed.run() }
            defer {
                sequencer.cancel()
                feeding.cancel()
            }
            let live = try await house.answer(.get, "/desk/\(community)/live", session: session)
            #expect(live.isStream)
            try await house.store.write(as: .operatorOfMachine) { tx in
                let grants = try tx.rows(
                    "SELECT id FROM role_grant WHERE person = ? AND withdrawn_ms IS NULL", [.identifier(shen)]
                ) { try $0.id(0, of: RoleGrant.self) }
                for grant in grants { try People.withdraw(grant, in: tx) }
            }
            let place = house.community.community.entryPlace
            let news = Task {
                while !Task.isCancelled {
                    try await house.store.write(as: .operatorOfMachine) { tx in
                        try Journal.append(
                            EntryKind("place.renamed"), about: community.raw, at: place, under: "place.keep", in: tx)
                    }
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            defer { news.cancel() }
            var heard: [Int64] = []
            for await hint in live.events { heard.append(hint.id) }
            // What happened before may still be on its way; of what came after nothing is.
            var withdrawn: Int64?
            while withdrawn == nil {
                withdrawn = try await house.store.read { snapshot in
                    try Journal.entries(after: 0, limit: 1_000, in: snapshot)
                        .first { $0.entry.kind.description == "grant.withdrawn" }?.position
                }
                try await Task.sleep(for: .milliseconds(20))
            }
            let bound = try #require(withdrawn)
            #expect(heard.allSatisfy { $0 < bound })
            #expect(try await house.answer(.get, "/desk/\(community)/live", session: session).status != 200)
        }
    }

    @Test("S-13: a desk hears nothing of another community", .timeLimit(.minutes(10)), arguments: Engine.available)
    func elsewhere(_ engine: Engine) async throws {
        try await EdgeHouse.with(engine) { house in
            let own = house.community.community
            let other = try await house.store.write(as: .operatorOfMachine, at: .maintenance) { tx in
                try Places.add(
                    .community, code: "other", name: LocalizedText(zhHans: "别处", en: "Elsewhere"),
                    below: house.community.street.id, in: tx)
            }
            func happen(at place: Place) async throws {
                try await house.store.write(as: .operatorOfMachine) { tx in
                    try Journal.append(
                        EntryKind("place.renamed"), about: place.id.raw, at: place.entryPlace, under: "place.keep",
                        in: tx)
                }
            }
            let tasks = [
                Task { await Sequencer(store: house.store, logger: .silent).run() }, Task { await house.feed.run() },
            ]
            defer { for task in tasks { task.cancel() } }
            var hints = try await house.answer(.get, "/desk/\(own.id)/live", as: .shen).events.makeAsyncIterator()
            // The first hint says that the feed runs; then the other community makes noise, and the own one after it.
            let first = Task {
                while !Task.isCancelled {
                    try await happen(at: own)
                    try await Task.sleep(for: .milliseconds(20))
                }
            }
            _ = await hints.next()
            first.cancel()
            _ = try? await first.value
            for _ in 0..<5 { try await happen(at: other) }
            try await happen(at: own)
            let last = try await house.store.read { snapshot in
                try snapshot.integer(
                    "SELECT count(*) FROM journal_entry WHERE community = ?", [.id(own.id)])
            }
            var heard: Set<Int64> = []
            while let hint = await hints.next() {
                heard.insert(hint.id)
                let entries = try await house.store.read { try Journal.entries(after: hint.id - 1, limit: 1, in: $0) }
                #expect(entries.first?.entry.community == own.id.raw)
                let known = try await house.store.read { snapshot in
                    try Journal.entries(after: 0, limit: 1_000, in: snapshot)
                        .filter { $0.entry.community == own.id.raw && $0.position <= hint.id }.count
                }
                if known == Int(last ?? 0) { break }
            }
            #expect(!heard.isEmpty)
        }
    }
}
