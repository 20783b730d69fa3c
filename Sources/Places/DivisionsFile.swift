public import Vocabulary

/// Reads a list of administrative divisions: code, parent, level, name and perhaps a coordinate.
///
/// The head names the columns; `code`, `parent`, `level` and `name` must be there, `lon_gcj02` and `lat_gcj02` may.
/// Codes have 12 digits (province 2, city 2, county 2, street 3, village 3).
///
/// Source: National Bureau of Statistics, rules for the codes of statistical divisions.
public enum DivisionsFile {
    /// What a file holds.
    public struct Content: Sendable {
        /// Rows that can be read, in the order of the file.
        public let drafts: [PlaceDraft]
        /// Rows that cannot.
        public let refused: [RefusedRow]
    }

    /// Reads a whole file.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - fromGCJ02: Turns GCJ-02 degrees into WGS-84.
    /// - Throws: ``ImportError/missingColumn(_:)``, ``ImportError/empty``.
    public static func read(
        _ bytes: [UInt8], fromGCJ02: (_ longitude: Double, _ latitude: Double) -> Coordinate?
    ) throws(ImportError) -> Content {
        var rows = CSVRows(bytes)
        guard case .fields(_, let head)? = rows.next() else { throw .empty }
        var columns: [String: Int] = [:]
        for (index, name) in head.enumerated() { columns[name] = index }
        for name in ["code", "parent", "level", "name"] where columns[name] == nil { throw .missingColumn(name) }
        var drafts: [PlaceDraft] = []
        var refused: [RefusedRow] = []
        while let row = rows.next() {
            switch row {
            case .refused(let refusal): refused.append(refusal)
            case .fields(_, [""]): continue
            case .fields(let line, let fields):
                guard fields.count == head.count else {
                    refused.append(
                        RefusedRow(line: line, reason: .columns(found: fields.count, expected: head.count)))
                    continue
                }
                let values = columns.mapValues { fields[$0] }
                switch draft(line: line, values, fromGCJ02) {
                case .success(let draft): drafts.append(draft)
                case .failure(let failure): refused.append(RefusedRow(line: line, reason: failure.reason))
                }
            }
        }
        return Content(drafts: drafts, refused: refused)
    }

    private struct Failure: Error { let reason: RefusedRow.Reason }

    private static let levels: [String: PlaceKind] = [
        "province": .province, "city": .city, "county": .county, "town": .street, "street": .street,
        "village": .community, "community": .community,
    ]

    private static func draft(
        line: Int, _ values: [String: String], _ fromGCJ02: (Double, Double) -> Coordinate?
    ) -> Result<PlaceDraft, Failure> {
        let code = values["code"] ?? ""
        guard isCode(code) else { return .failure(Failure(reason: code.isEmpty ? .empty(column: "code") : .code)) }
        guard let kind = levels[values["level"] ?? ""] else { return .failure(Failure(reason: .kind)) }
        let name = values["name"] ?? ""
        guard !name.isEmpty else { return .failure(Failure(reason: .empty(column: "name"))) }
        guard name.unicodeScalars.count <= 200 else { return .failure(Failure(reason: .nameTooLong)) }
        let parent = values["parent"] ?? ""
        guard kind == .province || isCode(parent) else {
            return .failure(Failure(reason: parent.isEmpty ? .empty(column: "parent") : .parentUnknown))
        }
        var coordinate: Coordinate?
        let longitude = values["lon_gcj02"] ?? ""
        let latitude = values["lat_gcj02"] ?? ""
        if !longitude.isEmpty || !latitude.isEmpty {
            guard let x = Double(longitude), let y = Double(latitude), let point = fromGCJ02(x, y) else {
                return .failure(Failure(reason: .coordinate))
            }
            coordinate = point
        }
        return .success(
            PlaceDraft(
                line: line, kind: kind, code: code, name: LocalizedText(zhHans: name, en: name),
                parentCode: kind == .province ? nil : parent, coordinate: coordinate))
    }

    private static func isCode(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

/// Why a file as a whole cannot be read.
public enum ImportError: Error, Sendable, Hashable {
    /// The file has no rows.
    case empty
    /// A column that must be there is not in the head.
    case missingColumn(String)
    /// The file is not the format that it says.
    case format
    /// The place below which everything should stand does not exist.
    case parentUnknown
    /// Rows were refused and the import was asked to be complete.
    case incomplete
}
