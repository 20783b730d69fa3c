import Store
import Vocabulary

extension Place {
    /// Columns in the order that ``init(_:from:)`` reads; `p` names the table.
    static let columns = """
        p.id, p.kind, p.code, p.name_zh, p.name_en, p.parent, p.community, p.longitude_e7, p.latitude_e7, p.placement, \
        p.until_ms, p.merged_into
        """

    init(_ row: any Row, from column: Int = 0) throws {
        guard let kind = PlaceKind(rawValue: try row.text(column + 1)),
            let placement = Placement(rawValue: try row.text(column + 9))
        else { throw PlaceError.unreadable }
        var coordinate: Coordinate?
        if let longitude = try row.optionalInteger(column + 7), let latitude = try row.optionalInteger(column + 8) {
            coordinate = Coordinate(longitudeE7: longitude, latitudeE7: latitude)
        }
        self.init(
            id: try row.id(column), kind: kind, code: try row.text(column + 2),
            name: LocalizedText(zhHans: try row.text(column + 3), en: try row.text(column + 4)),
            parent: try row.optionalID(column + 5), community: try row.optionalID(column + 6), coordinate: coordinate,
            placement: placement, ended: try row.optionalInstant(column + 10),
            mergedInto: try row.optionalID(column + 11))
    }

    /// What a search looks into: names and code in lower case.
    static func folded(_ name: LocalizedText, code: String) -> String {
        (name.zhHans + "\n" + name.en + "\n" + code).lowercased()
    }
}
