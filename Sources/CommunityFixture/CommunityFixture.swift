import Flows
public import Places
public import Store
import Vocabulary

/// One imaginary community: a compound with three buildings, its shared spaces, four people and a few matters.
public struct CommunityFixture: Sendable {
    /// The street above the community; the root of the tree.
    public let street: Place
    /// 里坊社区.
    public let community: Place
    /// 桂花里, a compound of the community.
    public let compound: Place
    /// Buildings 1 to 3.
    public let buildings: [Place]
    /// Units, lifts, the gate and the garage, by code.
    public let spaces: [String: Place]
    /// Four homes in each unit, in order of building, unit and number: 101, 102, 201, 202.
    public let homes: [Place]

    /// Codes begin with this; no official code does.
    public static let codePrefix = "demo-"

    /// Makes the community's places in one transaction.
    ///
    /// - Throws: `PlaceError.codeTaken` if they stand already, `StoreError`.
    public static func make(in store: any Store) async throws -> CommunityFixture {
        try await store.write(as: .operatorOfMachine, at: .maintenance) { tx in try make(in: tx) }
    }

    private static func make(in tx: Transaction) throws -> CommunityFixture {
        func add(_ kind: PlaceKind, _ code: String, _ zhHans: String, _ en: String, below: Place?, _ at: Coordinate?)
            throws
            -> Place
        {
            try Places.add(
                kind, code: codePrefix + code, name: LocalizedText(zhHans: zhHans, en: en), below: below?.id, at: at,
                in: tx)
        }
        let middle = Coordinate(longitudeE7: 1_200_000_000, latitudeE7: 300_000_000)
        let street = try add(.street, "street", "河埠街道", "Hebu Street", below: nil, middle)
        let community = try add(.community, "community", "里坊社区", "Lifang Community", below: street, middle)
        let compound = try add(.compound, "compound", "桂花里", "Osmanthus Court", below: community, middle)
        var buildings: [Place] = []
        var spaces: [String: Place] = [:]
        var homes: [Place] = []
        for number in 1...3 {
            let building = try add(
                .building, "b\(number)", "\(number) 幢", "Building \(number)", below: compound, nil)
            buildings.append(building)
            for unit in 1...2 {
                let code = "b\(number)u\(unit)"
                let stair = try add(
                    .unit, code, "\(number) 幢 \(unit) 单元", "Building \(number), unit \(unit)", below: building, nil)
                spaces[code] = stair
                spaces["\(code)-lift"] = try add(
                    .space, "\(code)-lift", "\(number) 幢 \(unit) 单元电梯", "Lift of building \(number), unit \(unit)",
                    below: stair, nil)
                for door in ["101", "102", "201", "202"] {
                    homes.append(try add(.home, "\(code)-\(door)", "\(door) 室", "Flat \(door)", below: stair, nil))
                }
            }
        }
        for (code, zhHans, en) in [
            ("gate-s", "南门", "South gate"), ("garage", "地下车库", "Underground garage"),
            ("square", "桂花广场", "Osmanthus Square"), ("centre", "邻里中心", "Neighbourhood centre"),
        ] {
            spaces[code] = try add(.space, code, zhHans, en, below: compound, nil)
        }
        return CommunityFixture(
            street: street, community: community, compound: compound, buildings: buildings, spaces: spaces, homes: homes
        )
    }

    /// Puts a few matters in every state on their way, as their people would.
    ///
    /// - Throws: `FlowError`, `StoreError`.
    public func openMatters(in store: any Store, zoneSeconds: Int) async throws {
        let street = street.id.raw
        for story in Story.all {
            guard let place = story.spaceCode.map({ spaces[$0] }) ?? compound else { continue }
            let matter = try await store.write(as: story.reporter.actor(at: street)) { tx in
                try Matters.open(
                    MatterReport(place: place.id, kind: story.kind, words: story.words), zoneSeconds: zoneSeconds,
                    in: tx)
            }
            for (actor, act) in story.acts {
                try await store.write(as: actor.actor(at: street)) { tx in
                    _ = try Matters.act(act, on: matter.id, in: tx)
                }
            }
        }
    }
}
