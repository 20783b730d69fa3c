/// The units of a project.
///
/// Source: ISO 16739-1, IfcUnitAssignment, IfcSIUnit, IfcConversionBasedUnit.
struct Units {
    private let file: STEPFile
    private let kinds: [Entity]
    private let assigned: [UInt32]

    init(_ file: STEPFile, _ kinds: [Entity], project: UInt32?) {
        self.file = file
        self.kinds = kinds
        let assignment = project.flatMap { file.arguments(of: $0)?[at: 8].reference }
        assigned = assignment.flatMap { file.arguments(of: $0)?[at: 0].references } ?? []
    }

    /// The SI value of the project's unit of a type such as `LENGTHUNIT`, nil where it is not assigned.
    func scale(of type: String) -> Double? {
        for unit in assigned {
            guard let values = file.arguments(of: unit), values[at: 1].name == type else { continue }
            if let scale = scale(of: unit, depth: 0), scale.isFinite, scale > 0 { return scale }
        }
        return nil
    }

    private func scale(of unit: UInt32, depth: Int) -> Double? {
        guard depth < 8, let row = file.row(of: unit), let values = file.arguments(row: row) else { return nil }
        switch kinds[file.kind(row: row)] {
        case .siUnit:
            let prefix = values[at: 2].name.flatMap { Units.prefixes[$0] } ?? 1
            let base = values[at: 3].name == "GRAM" ? 1e-3 : 1
            switch values[at: 3].name {
            case "SQUARE_METRE": return prefix * prefix
            case "CUBIC_METRE": return prefix * prefix * prefix
            default: return prefix * base
            }
        case .conversionBasedUnit, .conversionBasedUnitWithOffset:
            guard let measure = values[at: 3].reference, let factor = file.arguments(of: measure),
                let number = factor[at: 0].number, let base = factor[at: 1].reference
            else { return nil }
            return scale(of: base, depth: depth + 1).map { $0 * number }
        default: return nil
        }
    }

    private static let prefixes: [String: Double] = [
        "EXA": 1e18, "PETA": 1e15, "TERA": 1e12, "GIGA": 1e9, "MEGA": 1e6, "KILO": 1e3, "HECTO": 1e2, "DECA": 1e1,
        "DECI": 1e-1, "CENTI": 1e-2, "MILLI": 1e-3, "MICRO": 1e-6, "NANO": 1e-9, "PICO": 1e-12, "FEMTO": 1e-15,
        "ATTO": 1e-18,
    ]
}
