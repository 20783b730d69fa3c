import Foundation
import Vocabulary

/// Reads a list of compounds, buildings and other places from CSV or GeoJSON.
///
/// CSV: the head names the columns; `code`, `kind` and `name` must be there, `parent`, `name_en`, `longitude` and
/// `latitude` (WGS-84) may. GeoJSON: the same names as properties; the coordinate is the middle of the geometry's box.
public enum PlacesFile {
    /// What to make of a file whose columns have other names.
    public struct Reading: Sendable {
        /// The kind of every row; nil if the file says it.
        public var kind: PlaceKind?
        /// The code of the place above every row; nil if the file says it.
        public var parentCode: String?
        /// The column or property that holds the code.
        public var codeColumn: String
        /// Only rows in which a column has a value; nil for all.
        public var condition: (column: String, value: String)?
        /// What stands before every code, so that codes of two sources cannot meet.
        public var codePrefix: String

        /// Reads a file as it says itself.
        public init(
            kind: PlaceKind? = nil, parentCode: String? = nil, codeColumn: String = "code",
            condition: (column: String, value: String)? = nil, codePrefix: String = ""
        ) {
            self.kind = kind
            self.parentCode = parentCode
            self.codeColumn = codeColumn
            self.condition = condition
            self.codePrefix = codePrefix
        }
    }

    /// Reads a whole CSV file.
    ///
    /// - Throws: ``ImportError/missingColumn(_:)``, ``ImportError/empty``.
    public static func readCSV(_ bytes: [UInt8], as reading: Reading) throws(ImportError) -> DivisionsFile.Content {
        var rows = CSVRows(bytes)
        guard case .fields(_, let head)? = rows.next() else { throw .empty }
        var required = [reading.codeColumn, "name"]
        if reading.kind == nil { required.append("kind") }
        for name in required where !head.contains(name) { throw .missingColumn(name) }
        var found = Found(reading)
        while let row = rows.next() {
            switch row {
            case .refused(let refusal): found.refused.append(refusal)
            case .fields(_, [""]): continue
            case .fields(let line, let fields):
                guard fields.count == head.count else {
                    found.refuse(line, .columns(found: fields.count, expected: head.count))
                    continue
                }
                let values = Dictionary(zip(head, fields), uniquingKeysWith: { first, _ in first })
                found.take(line: line, values, coordinate: coordinate(values))
            }
        }
        return DivisionsFile.Content(drafts: found.drafts, refused: found.refused)
    }

    /// Reads a whole GeoJSON feature collection; "lines" are numbers of features, counted from 1.
    ///
    /// Source: RFC 7946, 3.
    ///
    /// - Throws: ``ImportError/format``, ``ImportError/empty``.
    public static func readGeoJSON(_ bytes: [UInt8], as reading: Reading) throws(ImportError) -> DivisionsFile.Content {
        let decoded = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        // The reason lies in bytes that are not ours; a file that is not JSON is told apart from one without features.
        guard let decoded else { throw .format }
        guard decoded["type"] as? String == "FeatureCollection", let features = decoded["features"] as? [[String: Any]]
        else { throw .format }
        guard !features.isEmpty else { throw .empty }
        var found = Found(reading)
        for (index, feature) in features.enumerated() {
            var values: [String: String] = [:]
            for (name, value) in feature["properties"] as? [String: Any] ?? [:] {
                if let text = value as? String {
                    values[name] = text
                } else if let number = value as? NSNumber {
                    values[name] = number.stringValue
                }
            }
            if values["id"] == nil, let id = feature["id"] { values["id"] = "\(id)" }
            var box = Box()
            box.include((feature["geometry"] as? [String: Any])?["coordinates"])
            found.take(
                line: index + 1, values, coordinate: box.isEmpty ? .some(nil) : box.middle.map { .some($0) } ?? nil)
        }
        return DivisionsFile.Content(drafts: found.drafts, refused: found.refused)
    }

    /// The coordinate of a row; `.some(nil)` where none is given, nil where it is wrong.
    private static func coordinate(_ values: [String: String]) -> Coordinate?? {
        let longitude = values["longitude"] ?? values["lon_wgs84"] ?? ""
        let latitude = values["latitude"] ?? values["lat_wgs84"] ?? ""
        if longitude.isEmpty, latitude.isEmpty { return .some(nil) }
        guard let x = Double(longitude), let y = Double(latitude), let point = Coordinate(longitude: x, latitude: y)
        else {
            return nil
        }
        return .some(point)
    }

    private struct Found {
        let reading: Reading
        var drafts: [PlaceDraft] = []
        var refused: [RefusedRow] = []

        init(_ reading: Reading) { self.reading = reading }

        mutating func refuse(_ line: Int, _ reason: RefusedRow.Reason) {
            refused.append(RefusedRow(line: line, reason: reason))
        }

        mutating func take(line: Int, _ values: [String: String], coordinate: Coordinate??) {
            if let condition = reading.condition, values[condition.column] != condition.value { return }
            let code = values[reading.codeColumn] ?? ""
            guard !code.isEmpty else { return refuse(line, .empty(column: reading.codeColumn)) }
            let fullCode = reading.codePrefix + code
            guard fullCode.utf8.count <= 64, fullCode.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                return refuse(line, .code)
            }
            guard let kind = reading.kind ?? PlaceKind(rawValue: values["kind"] ?? ""), kind != .grid else {
                return refuse(line, .kind)
            }
            let name = values["name"] ?? ""
            guard !name.isEmpty else { return refuse(line, .empty(column: "name")) }
            let english = values["name_en"].flatMap { $0.isEmpty ? nil : $0 } ?? name
            guard name.unicodeScalars.count <= 200, english.unicodeScalars.count <= 200 else {
                return refuse(line, .nameTooLong)
            }
            guard let coordinate else { return refuse(line, .coordinate) }
            let parent = values["parent"].flatMap { $0.isEmpty ? nil : $0 } ?? reading.parentCode
            drafts.append(
                PlaceDraft(
                    line: line, kind: kind, code: fullCode, name: LocalizedText(zhHans: name, en: english),
                    parentCode: parent, coordinate: coordinate))
        }
    }

    private struct Box {
        var west = Double.infinity
        var east = -Double.infinity
        var south = Double.infinity
        var north = -Double.infinity

        var isEmpty: Bool { west > east }
        var middle: Coordinate? { Coordinate(longitude: (west + east) / 2, latitude: (south + north) / 2) }

        /// Depth of GeoJSON coordinates is at most four; deeper nesting is not followed.
        mutating func include(_ value: Any?, depth: Int = 0) {
            guard depth < 6, let list = value as? [Any] else { return }
            if list.count >= 2, let x = list[0] as? Double, let y = list[1] as? Double {
                west = min(west, x)
                east = max(east, x)
                south = min(south, y)
                north = max(north, y)
            } else {
                for element in list { include(element, depth: depth + 1) }
            }
        }
    }
}
