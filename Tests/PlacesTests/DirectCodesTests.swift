import Journal
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("Direct codes")
struct DirectCodesTests {
    @Test(
        "a place and label has one active code, a withdrawn one says so and is never used again",
        arguments: Engine.available)
    func life(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let home = try ground["p1b1h"]
            let clerk = Ground.actor(.clerk, at: ground.one)
            let first = try await ground.store.write(as: clerk) { try DirectCodes.make(for: home.id, in: $0) }
            let again = try await ground.store.write(as: clerk) { try DirectCodes.make(for: home.id, in: $0) }
            let other = try await ground.store.write(as: clerk) {
                try DirectCodes.make(for: home.id, label: "东侧", in: $0)
            }
            #expect(first == again && first.code != other.code)
            try await ground.store.write(as: clerk) { try DirectCodes.withdraw(first.code, in: $0) }
            try await ground.store.write(as: clerk) { try DirectCodes.withdraw(first.code, in: $0) }
            let next = try await ground.store.write(as: clerk) { try DirectCodes.make(for: home.id, in: $0) }
            #expect(next.code != first.code)
            let (old, all) = try await ground.store.read {
                (try DirectCodes.find(first.code, in: $0), try DirectCodes.codes(of: home.id, in: $0))
            }
            #expect(old?.withdrawn != nil)
            #expect(all.map(\.withdrawn.isNil) == [true, true, false])
        }
    }

    @Test("who may not, where it may not be, and labels that are no labels are refused", arguments: Engine.available)
    func refusals(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let home = try ground["p1b1h"]
            func make(_ label: String, at place: Place, as actor: Actor) async throws {
                try await ground.store.write(as: actor) {
                    _ = try DirectCodes.make(for: place.id, label: label, in: $0)
                }
            }
            await #expect(throws: PlaceError.notAllowed) {
                try await make("", at: home, as: Ground.actor(.clerk, at: ground.two))
            }
            await #expect(throws: PlaceError.notAllowed) {
                try await make("", at: home, as: Ground.actor(.resident, at: ground.one))
            }
            await #expect(throws: PlaceError.notFound) { try await make("", at: ground.street, as: .operatorOfMachine) }
            let clerk = Ground.actor(.clerk, at: ground.one)
            await #expect(throws: PlaceError.unfit(.label)) {
                try await make(String(repeating: "东", count: 41), at: home, as: clerk)
            }
            await #expect(throws: PlaceError.unfit(.label)) { try await make("a\nb", at: home, as: clerk) }
            let butler = Ground.actor(.butler, at: ground.one)
            let code = try await ground.store.write(as: butler) { try DirectCodes.make(for: home.id, in: $0) }
            await #expect(throws: PlaceError.notAllowed) {
                try await ground.store.write(as: butler) { _ = try DirectCodes.withdraw(code.code, in: $0) }
            }
        }
    }

    @Test("sixty-four at once make one code", arguments: Engine.available)
    func race(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let home = try ground["p1b1h"].id
            let clerk = Ground.actor(.clerk, at: ground.one)
            let codes = try await withThrowingTaskGroup(of: DirectCode.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        try await ground.store.write(as: clerk) { try DirectCodes.make(for: home, in: $0) }
                    }
                }
                return try await group.reduce(into: Set<CheckedCode>()) { $0.insert($1.code) }
            }
            #expect(codes.count == 1)
        }
    }

    @Test("a sheet of many lists the places of a kind with their codes", arguments: Engine.available)
    func sheet(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            let home = try ground["p1b2h"].id
            let code = try await ground.store.write(as: .operatorOfMachine) { try DirectCodes.make(for: home, in: $0) }
            let (one, none) = try await ground.store.read {
                (
                    try DirectCodes.below(ground.one.id, kinds: [.home], limit: 200, in: $0),
                    try DirectCodes.below(ground.one.id, kinds: [.space], limit: 200, in: $0)
                )
            }
            #expect(one.map(\.place.code) == ["p1b1h", "p1b2h"])
            #expect(one.map(\.code) == [nil, code])
            #expect(none.isEmpty)
        }
    }
}

extension Optional {
    fileprivate var isNil: Bool { if case .none = self { true } else { false } }
}
