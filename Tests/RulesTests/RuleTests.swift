import Testing
import Vocabulary

@testable import Rules

/// Fields of a small form; `.` stands for the age itself.
let sampleFields = [
    RuleField("age", .integer(0...150)), RuleField("area", .integer(0...10_000_000)), RuleField(".", .integer(0...150)),
    RuleField("share", .decimal(0...1, digits: 4)), RuleField("words", .text(max: 200)),
    RuleField("since", .day), RuleField("pet", .choice(["cat", "dog"])),
    RuleField("needs", .choices(["lift", "bath", "meals"])), RuleField("alone", .flag),
    RuleField("price", .integer(0...1_000_000), timesMax: 20),
]

let someDay = LocalDay(daysSince1970: 20_779)

@Suite("Rules, as values")
struct RuleTests {
    let answers: [String: RuleValue] = [
        "age": .integer(67), ".": .integer(67), "area": .integer(8_932), "share": .decimal(0.25),
        "words": .text("楼道 café"),
        "since": .day(LocalDay(daysSince1970: 19_478)), "pet": .text("cat"), "needs": .choices(["lift", "meals"]),
        "alone": .flag(true), "price": .list([.integer(120), .integer(80)]),
    ]

    func value(_ text: String, _ answers: [String: RuleValue]? = nil) throws -> RuleValue? {
        let answers = answers ?? self.answers
        return try Rule(text, over: sampleFields).value(on: someDay) { answers[$0] }
    }

    @Test(
        "an expression gives what XLSForm says it gives",
        arguments: [
            ("1 + 2 * 3", .integer(7)), ("(1 + 2) * 3", .integer(9)), ("7 div 2", .decimal(3.5)),
            ("7 mod 2", .integer(1)), ("-7 mod 2", .integer(-1)), ("- - 3", .integer(3)), ("7 mod 0", nil),
            ("1 div 0", nil), ("${age} >= 60 and ${alone}", .flag(true)), (". < 18 or ${pet} = 'cat'", .flag(true)),
            ("not(${alone})", .flag(false)), ("${words} = ''", .flag(false)), ("'' = ''", .flag(true)),
            ("today() - ${since}", .integer(1_301)), ("${since} + 30 > date('2023-05-30')", .flag(true)),
            ("date('2024-02-29') + 1 = date('2024-03-01')", .flag(true)), ("selected(${needs}, 'lift')", .flag(true)),
            ("selected(${needs}, 'bath')", .flag(false)), ("count-selected(${needs})", .integer(2)),
            ("string-length(${words})", .integer(7)), ("contains(${words}, 'caf')", .flag(true)),
            ("starts-with(${words}, '楼')", .flag(true)), ("ends-with(${words}, '楼')", .flag(false)),
            ("concat(${words}, '-', ${pet})", .text("楼道 café-cat")), ("sum(${price})", .integer(200)),
            ("count(${price})", .integer(2)), ("min(${price})", .integer(80)), ("max(${age}, 70)", .integer(70)),
            ("min(${age}, 70.5)", .decimal(67)), ("if(${age} > 60, 'old', '')", .text("old")),
            ("if(${age} > 70, 'old', '')", nil), ("coalesce('', ${pet})", .text("cat")),
            ("int(${share} * 10)", .integer(2)), ("int(-2.5)", .integer(-2)), ("round(2.345, 2)", .decimal(2.35)),
            ("round(-2.5, 0)", .decimal(-2)), ("abs(3 - 5)", .integer(2)), ("${area} div 100 > 89.3", .flag(true)),
            ("true() = (1 < 2)", .flag(true)), ("\"it's\" = 'it'", .flag(false)),
        ] as [(String, RuleValue?)])
    func gives(_ text: String, _ expected: RuleValue?) throws {
        let value = try value(text)
        #expect(value == expected, "\(text)")
    }

    @Test(
        "what was not answered compares as false, and only `= ''` asks for it",
        arguments: [
            ("${age} > 60", false), ("${age} <= 60", false), ("not(${age} > 60)", true), ("${age} = 60", false),
            ("${age} != 60", true), ("${age} = ''", true), ("${age} != ''", false), ("${age} = ${area}", true),
            ("${alone} and true()", false), ("${alone} = ''", true), ("${alone} = false()", true),
            ("${words} = 'a'", false),
            ("contains(${words}, 'a')", false), ("selected(${needs}, 'lift')", false), ("${age} + 1 = ''", true),
            ("string-length(${words}) = 0", true), ("count-selected(${needs}) = 0", true), ("sum(${price}) = 0", true),
            ("max(${age}, 3) = 3", true), ("coalesce(${age}, 5) = 5", true),
        ])
    func unanswered(_ text: String, _ expected: Bool) throws {
        let value = try value(text, [:])
        #expect(value == .flag(expected), "\(text)")
    }

    @Test("an answer that its field may not hold counts as none")
    func misfits() throws {
        let strange: [String: RuleValue] = [
            "age": .integer(999), "pet": .text("cow"), "words": .text(""), "needs": .choices(["lift", "lift"]),
            "share": .decimal(.nan), "price": .list([.integer(-5), .integer(7), .text("x")]), "since": .text("today"),
        ]
        for name in ["age", "pet", "words", "needs", "share", "since"] {
            let value = try value("${\(name)} = ''", strange)
            #expect(value == .flag(true), "\(name)")
        }
        let sum = try value("sum(${price})", strange)
        #expect(sum == .integer(7))
    }

    @Test("letters that look alike are not the same, as in the databases")
    func bytes() throws {
        let composed = try Rule("${words} = 'e\u{301}'", over: sampleFields)
        #expect(!composed.holds(on: someDay) { _ in .text("\u{e9}") })
        #expect(composed.holds(on: someDay) { _ in .text("e\u{301}") })
    }

    @Test("a rule knows the fields that it names")
    func names() throws {
        let rule = try Rule("${pet} = 'cat' and (${age} > 3 or sum(${price}) > ${age})", over: sampleFields)
        #expect(rule.names == ["age", "pet", "price"])
        #expect(rule.type == .flag)
    }

    @Test("a whole number stands for a number with a fraction, a choice for a text; nothing else is bent")
    func wanted() throws {
        let decimal = try Rule("${age}", over: sampleFields, giving: .decimal)
        #expect(decimal.value(on: someDay) { answers[$0] } == .decimal(67))
        _ = try Rule("${pet}", over: sampleFields, giving: .text)
        #expect(throws: RuleError(reason: .type(.integer, asked: [.flag]), position: 0)) {
            try Rule("${age}", over: sampleFields, giving: .flag)
        }
    }
}
