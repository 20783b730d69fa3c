import Rules
import Testing
import Vocabulary

@Suite("Why a rule holds")
struct RuleExplanationTests {
    let answers: [String: RuleValue] = [
        "age": .integer(67), "since": .day(LocalDay(daysSince1970: 19_478)), "pet": .text("cat"), "alone": .flag(false),
        "needs": .choices(["lift"]),
    ]

    func why(_ text: String, in language: Language) throws -> RuleExplanation {
        let names = [
            "age": ("年龄", "age"), "since": ("入住", "lives here since"), "pet": ("宠物", "pet"), "alone": ("独居", "alone"),
            "needs": ("需要", "needs"), "words": ("说明", "words"),
        ]
        let codes = ["cat": ("猫", "a cat"), "lift": ("电梯", "a lift")]
        @Sendable func pick(_ pair: (String, String)?) -> String {
            language == .zhHans ? pair?.0 ?? "?" : pair?.1 ?? "?"
        }
        let labels = RuleLabels(in: language, field: { pick(names[$0]) }, code: { pick(codes[$1]) })
        return try Rule(text, over: sampleFields, giving: .flag).explanation(labels, on: someDay) { answers[$0] }
    }

    @Test("an eligibility says with which answers it is met")
    func met() throws {
        let why = try why("${age} >= 60 and ${since} <= date('2025-01-01')", in: .en)
        #expect(why.holds)
        #expect(why.line(in: .en) == "age 67 ≥ 60; lives here since 2023-05-01 ≤ 2025-01-01")
        let chinese = try self.why("60 <= ${age}", in: .zhHans)
        #expect(chinese.line(in: .zhHans) == "年龄 67 ≥ 60")
    }

    @Test("a refusal names all that stands in the way and nothing else")
    func refused() throws {
        let why = try why("${age} >= 70 and ${pet} = 'cat' and ${alone}", in: .en)
        #expect(!why.holds)
        #expect(why.line(in: .en) == "age 67, not ≥ 70; alone: no")
        #expect(why.reasons.allSatisfy { !$0.isMet })
    }

    @Test("of several ways the first that is open is told")
    func either() throws {
        let why = try why("${age} > 90 or ${pet} = 'cat' or ${age} > 10", in: .zhHans)
        #expect(why.line(in: .zhHans) == "宠物 猫 = 猫")
        let none = try self.why("not(${age} > 10 or ${pet} = 'cat')", in: .en)
        #expect(!none.holds)
        #expect(none.line(in: .en) == "age 67 > 10")
    }

    @Test("what was not answered is told as that")
    func unanswered() throws {
        let why = try why("contains(${words}, 'x') or selected(${needs}, 'bath') or ${words} != ''", in: .en)
        #expect(why.line(in: .en) == "words (not given) not containing x; needs does not include ?; words is not given")
    }
}
