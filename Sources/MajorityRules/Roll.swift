/// One exclusive part on the roll.
public struct RollLine: Equatable, Sendable {
    /// The unit, or a tracker that stands for it; compared by its bytes.
    public let unit: String
    /// The part's area, in 0.01 m²: 1 … 10^10.
    public let areaCentiSquareMetres: Int
    /// Parts of one group are one head.
    public let headGroup: String
    /// Whether the owner registered a signing key before voting opened.
    public let hasKey: Bool

    /// Makes a line.
    public init(unit: String, areaCentiSquareMetres: Int, headGroup: String, hasKey: Bool = false) {
        self.unit = unit
        self.areaCentiSquareMetres = areaCentiSquareMetres
        self.headGroup = headGroup
        self.hasKey = hasKey
    }
}

/// Who may vote, with how much area and as how many heads; frozen at the notice.
///
/// Shape: lines in the order of their units' bytes, each unit once.
public struct Roll: Sendable {
    /// Largest area of one part, in 0.01 m² (100 km²).
    public static let areaLimitCentiSquareMetres = 10_000_000_000
    /// Largest area of all parts, in 0.01 m²: four times it is still exact in JSON.
    public static let totalLimitCentiSquareMetres = 2_000_000_000_000_000

    /// The lines.
    public let lines: [RollLine]
    /// The area of all parts, in 0.01 m².
    public let totalAreaCentiSquareMetres: Int
    /// The number of heads.
    public let totalHeads: Int

    /// The number of each line's head group, from 0.
    let group: [Int]
    private let rows: [[UInt8]: Int]

    /// Makes a roll from its lines.
    ///
    /// - Throws: ``MajorityError/rollSize``, ``MajorityError/areaOutOfRange(row:)``,
    ///   ``MajorityError/unitsNotOrdered(row:)`` or ``MajorityError/nameMissing(row:)``.
    public init(_ lines: [RollLine]) throws(MajorityError) {
        guard !lines.isEmpty, lines.count <= 1_000_000 else { throw .rollSize }
        var rows: [[UInt8]: Int] = [:]
        var groups: [[UInt8]: Int] = [:]
        var group: [Int] = []
        var last: [UInt8] = []
        var area = 0
        rows.reserveCapacity(lines.count)
        for (row, line) in lines.enumerated() {
            let unit = Array(line.unit.utf8)
            let name = Array(line.headGroup.utf8)
            guard !unit.isEmpty, !name.isEmpty else { throw .nameMissing(row: row) }
            guard row == 0 || last.lexicographicallyPrecedes(unit) else { throw .unitsNotOrdered(row: row) }
            guard (1...Self.areaLimitCentiSquareMetres).contains(line.areaCentiSquareMetres) else {
                throw .areaOutOfRange(row: row)
            }
            rows[unit] = row
            group.append(groups[name, default: groups.count])
            groups[name] = group[row]
            area += line.areaCentiSquareMetres
            guard area <= Self.totalLimitCentiSquareMetres else { throw .areaOutOfRange(row: row) }
            last = unit
        }
        self.lines = lines
        self.group = group
        self.rows = rows
        totalAreaCentiSquareMetres = area
        totalHeads = groups.count
    }

    /// The row of a unit; nil if it is not on the roll.
    public func row(of unit: String) -> Int? {
        rows[Array(unit.utf8)]
    }
}
