import Keyring
import Store
import Vocabulary
import Web

/// A copy of everything that is held about a person, for machines.
struct DataCopy {
    let holdings: Holdings
    let at: Instant

    /// `{"person", "copiedAt", "tables": [{"table", "purpose", "basis", "keeping", "rows": [{column: value}]}]}`.
    var json: [UInt8] {
        JSON.object(
            ("person", .text(holdings.person.description)), ("copiedAt", .text(at.description)),
            ("tables", .array(holdings.parts.map(Self.table)))
        ).bytes
    }

    private static func table(_ part: Holdings.Part) -> JSON {
        JSON.object(
            ("table", .text(part.table.name)), ("role", .text(part.person)),
            ("purpose", .text(part.table.purpose.rawValue)), ("basis", .text(part.table.basis.rawValue)),
            ("keeping", .text(text(part.table.keeping))),
            (
                "rows",
                .array(
                    part.rows.map { row in
                        .object(zip(part.columns, row).map { JSON.Member($0.name, cell($1, of: $0)) })
                    })
            ))
    }

    private static func cell(_ value: HeldValue, of column: ColumnNote) -> JSON {
        switch value {
        case .nothing: .null
        case .integer(let integer) where !column.name.hasSuffix("_ms"): .integer(integer)
        case .number(let number): .number(number)
        default: .text(text(value, of: column))
        }
    }

    /// `table,role,row,column,level,value`, one line a value; a head line first; UTF-8 with a mark for spreadsheets.
    ///
    /// Source: RFC 4180.
    var csv: [UInt8] {
        var lines = "\u{FEFF}table,role,row,column,level,value\r\n"
        for part in holdings.parts {
            for (number, row) in part.rows.enumerated() {
                for (column, value) in zip(part.columns, row) {
                    let cells = [
                        part.table.name, part.person, String(number + 1), column.name, "L\(column.level.rawValue)",
                        Self.text(value, of: column),
                    ]
                    lines += cells.map(Self.quoted).joined(separator: ",") + "\r\n"
                }
            }
        }
        return Array(lines.utf8)
    }

    private static func text(_ value: HeldValue, of column: ColumnNote) -> String {
        switch value {
        case .nothing: ""
        case .text(let text): text
        case .integer(let integer):
            column.name.hasSuffix("_ms") ? Instant(millisecondsSince1970: integer).description : String(integer)
        case .number(let number): String(number)
        case .identifier(let identifier): identifier.description
        case .secret: "(secret)"
        case .erased: "(erased)"
        }
    }

    private static func text(_ keeping: DataKeeping) -> String {
        switch keeping {
        case .whileThere: "while-there"
        case .untilErased: "until-erased"
        case .days(let days, _): "\(days)-days"
        case .forGood: "for-good"
        }
    }

    /// What a spreadsheet would take for a formula begins with an apostrophe.
    ///
    /// Source: OWASP, CSV injection.
    private static func quoted(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.contains(where: { "\",\r\n".contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
