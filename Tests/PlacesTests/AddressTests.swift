import Journal
import Places
import Store
import StoreContract
import Testing
import Vocabulary

@Suite("Spoken addresses")
struct AddressTests {
    @Test("an address is taken apart as people mean it", arguments: AddressCases.all)
    func cases(_ wanted: AddressCases.Case) {
        let read = SpokenAddress(wanted.text)
        #expect(read.area == wanted.area, "\(wanted.text)")
        #expect(read.building == wanted.building, "\(wanted.text)")
        #expect(read.unit == wanted.unit, "\(wanted.text)")
        #expect(read.room == wanted.room, "\(wanted.text)")
    }

    @Test("the table has two hundred cases and more, all different")
    func many() { #expect(Set(AddressCases.all.map(\.text)).count >= 200) }

    @Test("two numbers mean what the community says")
    func formats() {
        let unitRoom = SpokenAddress("3-501", format: .unitRoom)
        #expect(unitRoom.building == nil && unitRoom.unit == "3" && unitRoom.room == "501")
        let buildingUnit = SpokenAddress("3-2", format: .buildingUnit)
        #expect(buildingUnit.building == "3" && buildingUnit.unit == "2" && buildingUnit.room == nil)
        let whole = SpokenAddress("3-2-501", format: .unitRoom)
        #expect(whole.building == "3" && whole.unit == "2" && whole.room == "501")
    }

    @Test("whatever is said, it is read without harm")
    func anything() {
        var seed: UInt64 = 7
        let pieces = [
            "3", "幢", "单元", "-", "室", "十", "百", "a", " ", "号", "楼", "#", "桂", "０", "no.", "unit", "👍", "\u{0}",
        ]
        for _ in 0..<5_000 {
            var text = ""
            for _ in 0..<9 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(seed >> 33) % pieces.count]
            }
            let read = SpokenAddress(text)
            for number in [read.building, read.unit, read.room] { #expect(number != "") }
        }
    }

    @Test("a spoken address finds its place in the tree, or what fits so far", arguments: Engine.available)
    func proposals(_ engine: Engine) async throws {
        try await Ground.with(engine) { ground in
            func propose(_ text: String) async throws -> (String?, [String]) {
                let found = try await ground.store.read { try Places.propose(text, in: ground.one.id, in: $0) }
                return (found.exact?.code, found.candidates.map(\.code))
            }
            let exact = try await propose("桂花里1幢501")
            #expect(exact.0 == "p1b1h")
            let dashed = try await propose("2-501")
            #expect(dashed.0 == "p1b2h")
            let alone = try await propose("501室")
            #expect(alone.0 == nil && alone.1 == ["p1b1h", "p1b2h"])
            let partly = try await propose("1幢909")
            #expect(partly.0 == nil && partly.1 == ["p1b1"])
            let nothing = try await propose("九幢")
            #expect(nothing.0 == nil)
            let named = try await propose("桂花里")
            #expect(named.0 == "p1")
            let empty = try await propose("")
            #expect(empty.0 == nil && empty.1.isEmpty)
        }
    }
}
