import Journal
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("Names, aliases and buildings")
struct NamesTests {
    @Test("a renamed place is found by old and new name, alias and other system's code", arguments: Engine.available)
    func names(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let compound = try ground["p1"]
            let clerk = Ground.actor(.clerk, at: ground.one)
            let alias = try await ground.store.write(as: clerk) { tx in
                try Places.rename(compound.id, to: LocalizedText(zhHans: "丹桂苑", en: "Laurel Court"), in: tx)
                try Places.addCode(ForeignCode(system: "standard-address", code: "330105-XYZ"), to: compound.id, in: tx)
                return try Places.addAlias("老纺织厂宿舍", .popular, to: compound.id, in: tx)
            }
            for words in ["丹桂", "桂花里", "老纺织", "330105-xyz", "laurel"] {
                let found = try await ground.store.read { try Places.search(words, limit: 5, in: $0).map(\.code) }
                #expect(found == ["p1"], "\(words)")
            }
            let past = try await ground.store.read { try Places.pastNames(of: compound.id, in: $0) }
            #expect(past.map(\.name.zhHans) == ["桂花里"])
            try await ground.store.write(as: clerk) { try Places.endAlias(alias.id, of: compound.id, in: $0) }
            let gone = try await ground.store.read { try Places.search("老纺织", limit: 5, in: $0) }
            #expect(gone.isEmpty)
        }
    }

    @Test("names that are none, codes of another place and strangers are refused", arguments: Engine.available)
    func refusals(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let (one, two) = (try ground["p1"], try ground["p2"])
            func rename(_ name: String, as actor: Actor) async throws {
                try await ground.store.write(as: actor) {
                    _ = try Places.rename(one.id, to: LocalizedText(zhHans: name, en: name), in: $0)
                }
            }
            for name in ["", " ", "a\u{7}b", String(repeating: "长", count: 201)] {
                await #expect(throws: PlaceError.nameUnfit) { try await rename(name, as: .operatorOfMachine) }
            }
            await #expect(throws: PlaceError.notAllowed) {
                try await rename("新名", as: Ground.actor(.butler, at: ground.one))
            }
            let code = ForeignCode(system: "division", code: "330105001001")
            try await ground.store.write(as: .operatorOfMachine) { try Places.addCode(code, to: one.id, in: $0) }
            await #expect(throws: PlaceError.codeTaken) {
                try await ground.store.write(as: .operatorOfMachine) { try Places.addCode(code, to: two.id, in: $0) }
            }
        }
    }

    @Test("a plan makes a building with its units and homes", arguments: Engine.available)
    func building(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let plan = try #require(BuildingPlan(number: "7", units: 2, storeys: 6, homesPerStorey: 2))
            let clerk = Ground.actor(.clerk, at: ground.one)
            let compound = try ground["p1"].id
            let building = try await ground.store.write(as: clerk) { try Places.add(plan, below: compound, in: $0) }
            let homes = try await ground.store.read {
                try $0.integer(
                    "SELECT count(*) FROM reach r JOIN place p ON p.id = r.place WHERE r.ancestor = ? AND p.kind = 'home'",
                    [.id(building.id)])
            }
            #expect(homes == 24)
            let proposal = try await ground.store.read { try Places.propose("桂花里7-2-602", in: ground.one.id, in: $0) }
            #expect(proposal.exact?.code == "p1-7-2-602")
            try await ground.requireSound()
            #expect(BuildingPlan(number: "7", units: 20, storeys: 33, homesPerStorey: 4) == nil)
            #expect(BuildingPlan(number: "", units: 1, storeys: 1, homesPerStorey: 1) == nil)
            #expect(BuildingPlan(number: "7", units: 0, storeys: 6, homesPerStorey: 2) == nil)
        }
    }
}
