import Store
import Vocabulary

@testable import Rules

/// Makes expressions that are right in type, over answers that meet their edges.
struct RandomRules {
    private var chance: SystemOf

    static let fields = [
        RuleField("i", .integer(-20...20)), RuleField("j", .integer(-1_000_000...1_000_000)),
        RuleField("d", .decimal(-100...100, digits: 3)), RuleField("e", .decimal(0...1, digits: 6)),
        RuleField("t", .text(max: 12)), RuleField("u", .text(max: 12)), RuleField("y", .day), RuleField("z", .day),
        RuleField("c", .choice(["a", "ab", "b"])), RuleField("m", .choices(["a", "ab", "b"])), RuleField("f", .flag),
        RuleField("g", .flag),
    ]

    init(seed: UInt64) { chance = SystemOf(seed: seed &+ 1) }

    private mutating func one<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &chance)]
    }

    // MARK: Answers

    mutating func answers() -> [String: RuleValue] {
        var answers: [String: RuleValue] = [:]
        for field in Self.fields where Int.random(in: 0..<5, using: &chance) > 0 {
            answers[field.name] = answer(field.form)
        }
        return answers
    }

    private mutating func answer(_ form: RuleField.Form) -> RuleValue {
        switch form {
        case .flag: .flag(Bool.random(using: &chance))
        case .integer(let bounds):
            .integer(one([bounds.lowerBound, bounds.upperBound, 0, 1, Int64.random(in: bounds, using: &chance)]))
        case .decimal(let bounds, let digits):
            .decimal(
                Double(
                    Int64.random(in: bounds.lowerBound * 1_000_000...bounds.upperBound * 1_000_000, using: &chance)
                        / (digits == 6 ? 1 : 1_000)) / (digits == 6 ? 1_000_000 : 1_000))
        case .text: .text(words(1...6))
        case .day: .day(LocalDay(daysSince1970: Int.random(in: 20_770...20_790, using: &chance)))
        case .choice(let codes): .text(one(codes))
        case .choices(let codes):
            .choices(Array(codes.shuffled(using: &chance).prefix(Int.random(in: 1...codes.count, using: &chance))))
        }
    }

    private mutating func words(_ length: ClosedRange<Int>) -> String {
        (0..<Int.random(in: length, using: &chance)).map { _ in one(["a", "b", " ", "楼", "é", "e\u{301}", "🏠"]) }
            .joined()
    }

    /// How an answer stands in a column: its type in SQL and its value.
    static func column(_ field: RuleField, _ answer: RuleValue?) -> (String, Value) {
        switch (field.form, answer) {
        case (.decimal, .decimal(let number)?): ("DOUBLE PRECISION", .double(number))
        case (.decimal, _): ("DOUBLE PRECISION", .null)
        case (_, .integer(let number)?): ("BIGINT", .integer(number))
        case (_, .day(let day)?): ("BIGINT", .integer(day.daysSince1970))
        case (_, .flag(let flag)?): ("BIGINT", .flag(flag))
        case (_, .text(let text)?): ("TEXT", .text(text))
        case (_, .choices(let codes)?): ("TEXT", .text(codes.joined(separator: " ")))
        case (.integer, _), (.day, _), (.flag, _): ("BIGINT", .null)
        default: ("TEXT", .null)
        }
    }

    // MARK: Expressions

    mutating func condition(depth: Int) -> String {
        guard depth > 0 else {
            return one(["${f}", "${g}", "true()", "(${i} > 0)", "(${t} = '')", "selected(${m}, 'a')"])
        }
        let less = depth - 1
        switch Int.random(in: 0..<14, using: &chance) {
        case 0: return "(\(condition(depth: less)) and \(condition(depth: less)))"
        case 1: return "(\(condition(depth: less)) or \(condition(depth: less)))"
        case 2: return "not(\(condition(depth: less)))"
        case 3: return "(\(condition(depth: less)) \(one(["=", "!="])) \(condition(depth: less)))"
        case 4: return "if(\(condition(depth: less)), \(condition(depth: less)), \(condition(depth: less)))"
        case 5, 6, 7: return "(\(integer(less)) \(order()) \(one([integer(less), decimal(less)])))"
        case 8: return "(\(decimal(less)) \(order()) \(decimal(less)))"
        case 9: return "(\(day(less)) \(order()) \(day(less)))"
        case 10: return "(\(text(less)) \(one(["=", "!="])) \(text(less)))"
        case 11:
            return "\(one(["contains", "starts-with", "ends-with"]))(\(text(less)), \(one([text(less), "'a'", "'楼'"])))"
        case 12:
            return
                "(\(one([integer(less), text(less), day(less), decimal(less), "${f}", "${m}"])) \(one(["=", "!="])) '')"
        default:
            return one([
                "selected(${m}, 'ab')", "selected(${c}, 'a')", "(${c} = 'ab')", "(${c} != 'b')", "coalesce(${f}, ${g})",
            ])
        }
    }

    private mutating func order() -> String { one(["=", "!=", "<", "<=", ">", ">="]) }

    private mutating func integer(_ depth: Int) -> String {
        guard depth > 0 else {
            return one(["${i}", "${j}", "0", "7", "-3", "string-length(${t})", "count-selected(${m})"])
        }
        let less = depth - 1
        switch Int.random(in: 0..<8, using: &chance) {
        case 0: return "(\(integer(less)) + \(integer(less)))"
        case 1: return "(\(integer(less)) - \(integer(less)))"
        case 2: return "(${i} * \(integer(0)))"
        case 3: return "(\(integer(less)) mod \(integer(0)))"
        case 4: return "-(\(integer(less)))"
        case 5: return "\(one(["min", "max"]))(\(integer(less)), \(integer(less)), \(integer(0)))"
        case 6: return one(["(\(day(less)) - \(day(0)))", "int(\(decimal(0)))", "abs(\(integer(less)))"])
        default: return "coalesce(\(integer(less)), if(\(condition(depth: 0)), \(integer(0)), ''))"
        }
    }

    private mutating func decimal(_ depth: Int) -> String {
        guard depth > 0 else { return one(["${d}", "${e}", "0.5", "2.25", "1.000001"]) }
        let less = depth - 1
        switch Int.random(in: 0..<8, using: &chance) {
        case 0: return "(\(decimal(less)) \(one(["+", "-", "*"])) \(decimal(less)))"
        case 1: return "(\(integer(less)) div \(integer(0)))"
        case 2: return "(\(decimal(less)) div \(decimal(0)))"
        case 3: return "(\(decimal(less)) + \(integer(less)))"
        case 4: return "round(\(decimal(less)), \(one(["0", "2", "4"])))"
        case 5: return "\(one(["min", "max"]))(\(decimal(less)), \(integer(0)))"
        case 6: return "abs(\(decimal(less)))"
        default: return "coalesce(if(\(condition(depth: 0)), \(decimal(less)), ''), \(decimal(0)))"
        }
    }

    private mutating func day(_ depth: Int) -> String {
        guard depth > 0 else { return one(["${y}", "${z}", "today()", "date('2026-11-22')"]) }
        let less = depth - 1
        return one([
            "(\(day(less)) + ${i})", "(\(day(less)) - 3)", "(2 + \(day(less)))", "max(\(day(less)), \(day(0)))",
            "coalesce(\(day(less)), today())",
        ])
    }

    private mutating func text(_ depth: Int) -> String {
        guard depth > 0 else { return one(["${t}", "${u}", "concat(${c}, '')", "'a'", "'楼é'", "'it\"s'"]) }
        let less = depth - 1
        return one([
            "concat(\(text(less)), \(text(0)))", "if(\(condition(depth: 0)), \(text(less)), '')",
            "coalesce(\(text(less)), ${u})", text(0),
        ])
    }
}
