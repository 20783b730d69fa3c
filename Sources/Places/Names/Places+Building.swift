import Journal
public import Store
public import Vocabulary

/// A building with its units and homes, as one form says it.
public struct BuildingPlan: Sendable, Hashable {
    /// The number or letter, 1 to 8 of `0–9 A–Z a–z`.
    public let number: String
    /// How many stairwells, 0 to 20.
    public let units: Int
    /// How many storeys with homes, 0 to 60.
    public let storeys: Int
    /// How many homes on a storey of a unit, 0 to 12.
    public let homesPerStorey: Int

    /// Places that one plan makes at most; a longer list is imported from a file.
    ///
    /// Source: what one transaction does within its limit of 1 s, `docs/store.md`.
    public static let placesMax = 600

    /// Says a plan; nil outside the ranges, or for more than ``placesMax`` places.
    public init?(number: String, units: Int, storeys: Int, homesPerStorey: Int) {
        let isNumber = number.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard (1...8).contains(number.count), isNumber, (0...20).contains(units), (0...60).contains(storeys),
            (0...12).contains(homesPerStorey), (storeys == 0) == (homesPerStorey == 0), units > 0 || storeys == 0,
            1 + units + units * storeys * homesPerStorey <= Self.placesMax
        else { return nil }
        self.number = number
        self.units = units
        self.storeys = storeys
        self.homesPerStorey = homesPerStorey
    }
}

extension Places {
    /// Adds a building with its units and homes below a community or compound: homes are numbered storey and door, 101 on.
    ///
    /// Codes are that of the place above with `-3`, `-3-2`, `-3-2-501`.
    ///
    /// - Returns: The building.
    /// - Throws: As ``add(_:code:name:below:at:in:)``; ``PlaceError/unfit(_:)`` with the code if one would be too long.
    @discardableResult
    public static func add(_ plan: BuildingPlan, below parent: ID<Place>, in tx: Transaction) throws -> Place {
        let above = try place(parent, in: tx)
        let code = "\(above.code)-\(plan.number.lowercased())"
        guard code.utf8.count <= 56 else { throw PlaceError.unfit(.code) }
        let building = try add(
            .building, code: code,
            name: LocalizedText(zhHans: "\(plan.number) 幢", en: "Building \(plan.number)"), below: parent, in: tx)
        for unit in 0..<plan.units {
            let number = unit + 1
            let stair = try add(
                .unit, code: "\(code)-\(number)",
                name: LocalizedText(
                    zhHans: "\(plan.number) 幢 \(number) 单元", en: "Building \(plan.number), unit \(number)"),
                below: building.id, in: tx)
            for storey in 0..<plan.storeys {
                for door in 0..<plan.homesPerStorey {
                    let room = String((storey + 1) * 100 + door + 1)
                    try add(
                        .home, code: "\(stair.code)-\(room)", name: LocalizedText(zhHans: room, en: room),
                        below: stair.id, in: tx)
                }
            }
        }
        return building
    }
}
