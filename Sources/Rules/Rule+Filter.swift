public import Store
public import Vocabulary

/// A condition of a query with the values of its question marks, in their order.
public struct RuleFilter: Sendable, Hashable {
    /// Stands in a WHERE clause; where it is NULL the expression does not hold.
    public let condition: String
    /// What the question marks stand for.
    public let arguments: [Value]
}

extension Rule {
    /// The most bytes of a condition.
    public static let conditionMax = 32_768

    /// The expression as a condition of a query that finds exactly the rows for which it holds.
    ///
    /// - Parameters:
    ///   - today: The local day of the place.
    ///   - dialect: The engine that will read it.
    ///   - column: The SQL that gives a field's answer, NULL or an empty text if it has none: flags as 0 and 1, days as the
    ///     number of days since 1970, the codes of a choice of many with one blank between them. Whatever it gives must be
    ///     within the bounds of the field, and without arguments.
    /// - Throws: ``RuleError`` with ``RuleError/Reason/notSearchable(_:)`` for a field without a column, for a sum over
    ///   many answers, for an expression that gives no flag and for one whose condition would be too long.
    public func filter(
        on today: LocalDay, in dialect: Dialect, _ column: (String) -> String?
    ) throws(RuleError) -> RuleFilter {
        guard type == .flag else { throw RuleError(reason: .notSearchable(type.rawValue), position: 0) }
        var columns: [Int: String] = [:]
        for number in node.fields {
            let field = fields[number]
            guard field.timesMax == 1, let sql = column(field.name) else {
                throw RuleError(reason: .notSearchable(field.name), position: 0)
            }
            columns[number] = sql
        }
        let writer = RuleWriter(fields: fields, columns: columns, today: today, dialect: dialect)
        let part = try writer.condition(node)
        return RuleFilter(condition: part.text, arguments: part.arguments)
    }
}

/// A piece of SQL with its values.
struct RuleSQL {
    var text: String
    var arguments: [Value] = []
}

extension RuleSQL: ExpressibleByStringInterpolation {
    struct StringInterpolation: StringInterpolationProtocol {
        var sql = RuleSQL(text: "")
        init(literalCapacity: Int, interpolationCount: Int) {}
        mutating func appendLiteral(_ literal: String) { sql.text += literal }
        mutating func appendInterpolation(_ part: RuleSQL) {
            sql.text += part.text
            sql.arguments += part.arguments
        }
    }

    init(stringLiteral value: String) { self.init(text: value) }
    init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

    static func list(_ parts: [RuleSQL], _ between: String) -> RuleSQL {
        RuleSQL(text: parts.map(\.text).joined(separator: between), arguments: parts.flatMap(\.arguments))
    }
}
