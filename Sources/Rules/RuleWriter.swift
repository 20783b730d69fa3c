import Store
import Vocabulary

/// Writes an expression as SQL that agrees with ``RuleReading`` on both engines.
struct RuleWriter {
    let fields: [RuleField]
    let columns: [Int: String]
    let today: LocalDay
    let dialect: Dialect

    /// As a condition: NULL counts as false, so that an index may serve `a = ?`.
    func condition(_ node: RuleNode) throws(RuleError) -> RuleSQL {
        switch node {
        case .constant(.flag(let flag)): return flag ? "TRUE" : "FALSE"
        case .not(let one): return try fitting("NOT \(certain(one))")
        case .all(let nodes): return try fitting("(\(list(nodes, " AND ", condition)))")
        case .any(let nodes): return try fitting("(\(list(nodes, " OR ", condition)))")
        case .compared(let comparison, let one, let two, let type): return try compared(comparison, one, two, type)
        case .empty(let one): return try fitting("(\(value(one)) IS NULL)")
        case .matched(let match, let one, let two): return try matched(match, one, two)
        case .selected(let one, let two, let isMany): return try selected(one, two, isMany)
        case .field, .choose, .firstGiven: return try value(node)
        default: throw RuleError(reason: .notSearchable(""), position: 0)
        }
    }

    /// As a condition that is never NULL.
    private func certain(_ node: RuleNode) throws(RuleError) -> RuleSQL {
        try fitting("COALESCE(\(condition(node)), FALSE)")
    }

    /// As a value, NULL exactly where the expression has none.
    private func value(_ node: RuleNode) throws(RuleError) -> RuleSQL {
        switch node {
        case .nothing: return "NULL"
        case .constant(let value): return constant(value)
        case .today: return constant(.day(today))
        case .field(let number): return column(number)
        case .choose(let condition, let one, let two, _):
            return try fitting("(CASE WHEN \(self.condition(condition)) THEN \(value(one)) ELSE \(value(two)) END)")
        case .firstGiven(let nodes, _):
            return nodes.count == 1 ? try value(nodes[0]) : try fitting("COALESCE(\(list(nodes, ", ", value)))")
        case .not, .all, .any, .compared, .empty, .matched, .selected: return try certain(node)
        case .length(let one): return try fitting("COALESCE(length(\(value(one))), 0)")
        case .joined(let nodes): return try joined(nodes)
        case .selectedCount(let one):
            return try fitting(
                "COALESCE(length(\(value(one))) - length(replace(\(value(one)), ' ', '')) + 1, 0)")
        case .aggregate(_, let number, _): throw RuleError(reason: .notSearchable(fields[number].name), position: 0)
        default: return try number(node)
        }
    }

    private func list(
        _ nodes: [RuleNode], _ between: String, _ each: (RuleNode) throws(RuleError) -> RuleSQL
    ) throws(RuleError) -> RuleSQL {
        var parts: [RuleSQL] = []
        for node in nodes { parts.append(try each(node)) }
        return .list(parts, between)
    }

    /// Some parts stand twice in what is written; a nest of them must not grow without end.
    private func fitting(_ sql: RuleSQL) throws(RuleError) -> RuleSQL {
        guard sql.text.utf8.count <= Rule.conditionMax else { throw RuleError(reason: .notSearchable(""), position: 0) }
        return sql
    }

    private func column(_ number: Int) -> RuleSQL {
        let sql = columns[number] ?? "NULL"
        return switch fields[number].type {
        case .flag: RuleSQL(text: "(\(sql) <> 0)")
        case .text, .choice, .choices: RuleSQL(text: "NULLIF(\(sql), '')")
        case .decimal: RuleSQL(text: "CAST(\(sql) AS DOUBLE PRECISION)")
        case .integer, .day: RuleSQL(text: "(\(sql))")
        }
    }

    /// PostgreSQL asks for the type of a bare question mark.
    private func constant(_ value: RuleValue) -> RuleSQL {
        switch value {
        case .flag(let flag): flag ? "TRUE" : "FALSE"
        case .integer(let number): RuleSQL(text: "CAST(? AS BIGINT)", arguments: [.integer(number)])
        case .decimal(let number): RuleSQL(text: "CAST(? AS DOUBLE PRECISION)", arguments: [.double(number)])
        case .text(let text): RuleSQL(text: "CAST(? AS TEXT)", arguments: [.text(text)])
        case .day(let day): RuleSQL(text: "CAST(? AS BIGINT)", arguments: [.integer(day.daysSince1970)])
        case .choices, .list: "NULL"
        }
    }

    // MARK: Comparing

    private func compared(
        _ comparison: RuleComparison, _ one: RuleNode, _ two: RuleNode, _ type: RuleType
    ) throws(RuleError) -> RuleSQL {
        if type == .flag {
            return try fitting("(\(certain(one)) \(RuleSQL(text: comparison.sql)) \(certain(two)))")
        }
        let sign: RuleSQL =
            switch comparison {
            case .equal: one.isAlwaysGiven || two.isAlwaysGiven ? "=" : "IS NOT DISTINCT FROM"
            case .unequal: "IS DISTINCT FROM"
            default: RuleSQL(text: comparison.sql)
            }
        return try fitting("(\(value(one)) \(sign) \(value(two)))")
    }

    // MARK: Words

    private func matched(_ match: RuleMatch, _ one: RuleNode, _ two: RuleNode) throws(RuleError) -> RuleSQL {
        let (text, part) = (try value(one), try value(two))
        return switch (match, dialect) {
        case (.contains, .sqlite): try fitting("(instr(\(text), \(part)) > 0)")
        case (.contains, .postgres): try fitting("(strpos(\(text), \(part)) > 0)")
        case (.starts, _): try fitting("(substr(\(text), 1, length(\(part))) = \(part))")
        // Without the first condition a part that is longer would be sought before the beginning.
        case (.ends, _):
            try fitting(
                """
                (length(\(text)) >= length(\(part)) \
                AND substr(\(text), length(\(text)) - length(\(part)) + 1) = \(part))
                """)
        }
    }

    private func selected(_ one: RuleNode, _ two: RuleNode, _ isMany: Bool) throws(RuleError) -> RuleSQL {
        guard isMany else { return try fitting("(\(value(one)) = \(value(two)))") }
        let find: RuleSQL = dialect == .sqlite ? "instr" : "strpos"
        return try fitting("(\(find)(' ' || \(value(one)) || ' ', ' ' || \(value(two)) || ' ') > 0)")
    }

    private func joined(_ nodes: [RuleNode]) throws(RuleError) -> RuleSQL {
        func given(_ node: RuleNode) throws(RuleError) -> RuleSQL { "COALESCE(\(try value(node)), '')" }
        return try fitting("NULLIF(\(list(nodes, " || ", given)), '')")
    }

    // MARK: Numbers

    private func number(_ node: RuleNode) throws(RuleError) -> RuleSQL {
        switch node {
        case .arithmetic(let operation, let one, let two, _):
            return switch operation {
            case .divided: try fitting("(\(value(one)) / NULLIF(\(value(two)), 0))")
            case .remainder: try fitting("(\(value(one)) % NULLIF(\(value(two)), 0))")
            default: try fitting("(\(value(one)) \(RuleSQL(text: operation.rawValue)) \(value(two)))")
            }
        case .negative(let one): return try fitting("(- \(value(one)))")
        case .decimal(let one): return try fitting("CAST(\(value(one)) AS DOUBLE PRECISION)")
        case .dayNumber(let one), .dayOf(let one): return try value(one)
        case .truncated(let one): return try fitting("CAST(trunc(\(value(one))) AS BIGINT)")
        case .rounded(let one, let digits):
            let power = constant(.decimal(RuleChecker.power(digits)))
            return try fitting("(floor(\(value(one)) * \(power) + \(constant(.decimal(0.5)))) / \(power))")
        case .extreme(let isLeast, let nodes, let type): return try extreme(isLeast, nodes, type)
        default: throw RuleError(reason: .notSearchable(""), position: 0)
        }
    }

    /// PostgreSQL passes over what is not given; SQLite would give nothing, so it gets a value beyond all others instead.
    private func extreme(_ isLeast: Bool, _ nodes: [RuleNode], _ type: RuleType) throws(RuleError) -> RuleSQL {
        guard dialect == .sqlite else {
            let name: RuleSQL = isLeast ? "LEAST" : "GREATEST"
            return try fitting("\(name)(\(list(nodes, ", ", value)))")
        }
        let most: RuleSQL =
            type == .decimal
            ? (isLeast ? "9e300" : "-9e300") : (isLeast ? "9223372036854775807" : "-9223372036854775807")
        func given(_ node: RuleNode) throws(RuleError) -> RuleSQL { "COALESCE(\(try value(node)), \(most))" }
        let name: RuleSQL = isLeast ? "min" : "max"
        return try fitting("NULLIF(\(name)(\(list(nodes, ", ", given))), \(most))")
    }
}

extension RuleComparison {
    var sql: String { self == .unequal ? "<>" : rawValue }
}

extension RuleNode {
    /// Whether it has a value whatever is answered.
    var isAlwaysGiven: Bool {
        switch self {
        case .constant, .today: true
        case .decimal(let one), .negative(let one): one.isAlwaysGiven
        default: false
        }
    }
}
