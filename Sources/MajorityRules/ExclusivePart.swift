/// A part of the buildings as the registers know it: from these the roll is made by law.
public struct ExclusivePart: Sendable {
    /// What the part is used for; only parking is treated apart.
    public enum Use: String, Sendable {
        case home, shop, office, parking, other
    }

    /// Where an area comes from, in the order in which the law takes it.
    public enum AreaSource: String, CaseIterable, Sendable {
        case registered, surveyed, contract
    }

    /// The unit's name on the roll.
    public let unit: String
    /// Areas by source, in 0.01 m².
    public let areas: [AreaSource: Int]
    /// The use.
    public let use: Use
    /// Pseudonyms of the buyers, registered or in lawful possession; several for co-owners.
    public let buyers: [String]
    /// Whether the developer has sold it.
    public let isSold: Bool
    /// Whether it was handed over.
    public let isDelivered: Bool

    /// Makes a part.
    public init(
        unit: String, areas: [AreaSource: Int], use: Use = .home, buyers: [String], isSold: Bool = true,
        isDelivered: Bool = true
    ) {
        self.unit = unit
        self.areas = areas
        self.use = use
        self.buyers = buyers
        self.isSold = isSold
        self.isDelivered = isDelivered
    }

    /// The area that counts: registered, else surveyed, else by contract.
    ///
    /// Source: SPC interpretation on partitioned ownership (2020-12-29) art. 8.
    public var countedArea: (centiSquareMetres: Int, source: AreaSource)? {
        for source in AreaSource.allCases {
            if let area = areas[source] { return (area, source) }
        }
        return nil
    }
}

extension Roll {
    /// Makes the roll from the parts, with heads by law.
    ///
    /// One part is one head, whatever the number of its co-owners. All parts of the same buyer, or of exactly the same
    /// co-owners together, are one head; all parts that the developer has not sold or not delivered are one. Areas
    /// always add up. A head group bears the name of its first unit, so the roll names nobody.
    ///
    /// - Parameters:
    ///   - parts: In any order. Parking is left out unless the rules of procedure count it.
    ///   - keyed: Units whose owners registered a signing key before opening.
    /// - Throws: ``MajorityError/areaOutOfRange(row:)`` for a part without any area,
    ///   ``MajorityError/buyerMissing(row:)``, and what ``Roll/init(_:)`` throws; rows count in the order of units.
    ///
    /// Source: SPC interpretation on partitioned ownership (2020-12-29) art. 1, 8, 9; Civil Code art. 278.
    public init(parts: [ExclusivePart], rules: VoteRules, keyed: Set<String> = []) throws(MajorityError) {
        let counted = parts.filter { rules.parkingCounts || $0.use != .parking }
            .sorted { $0.unit.utf8.lexicographicallyPrecedes($1.unit.utf8) }
        var first: [[[UInt8]]: String] = [:]
        var developer: String?
        var lines: [RollLine] = []
        for (row, part) in counted.enumerated() {
            guard let area = part.countedArea else { throw .areaOutOfRange(row: row) }
            let group: String
            if part.isSold && part.isDelivered {
                let buyers = Set(part.buyers.map { Array($0.utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
                guard !buyers.isEmpty, !buyers.contains([]) else { throw .buyerMissing(row: row) }
                group = first[buyers] ?? part.unit
                first[buyers] = group
            } else {
                group = developer ?? part.unit
                developer = group
            }
            lines.append(
                RollLine(
                    unit: part.unit, areaCentiSquareMetres: area.centiSquareMetres, headGroup: group,
                    hasKey: keyed.contains(part.unit)))
        }
        try self.init(lines)
    }
}
