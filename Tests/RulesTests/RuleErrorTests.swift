import Testing
import Vocabulary

@testable import Rules

@Suite("Rules that are none")
struct RuleErrorTests {
    func error(_ text: String) -> RuleError? {
        do {
            _ = try Rule(text, over: sampleFields)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "each mistake is named where it stands",
        arguments: [
            ("", .empty, 0), ("   ", .empty, 0), ("1 +", .expected("${…}, 1, '…', (", found: ""), 3),
            ("1 2", .expected("and, or, + …", found: "2"), 2), ("(1", .expected(")", found: ""), 2),
            ("1 < 2 < 3", .comparisonChain, 6), ("${age} ≥ 60", .character("≥", meant: ">="), 7),
            ("${age} > ６0", .character("６", meant: nil), 9), ("if（true()，1，2）", .character("（", meant: "("), 2),
            ("'abc", .open("'"), 0), ("${age", .open("${"), 0), ("$age", .expected("${", found: "$"), 0),
            ("${agee} > 1", .unknownField("agee", near: "age"), 0),
            ("${zzzzz} > 1", .unknownField("zzzzz", near: nil), 0),
            ("nott(true())", .unknownFunction("nott", near: "not"), 0),
            ("if(true(), 1)", .arguments("if", given: 2, asked: "3"), 0),
            ("1 and true()", .type(.integer, asked: [.flag]), 0), ("${pet} = 'cow'", .unknownCode("cow", near: nil), 9),
            ("${pet} = 'cats'", .unknownCode("cats", near: "cat"), 9), ("${age} = 'x'", .compared(.integer, .text), 7),
            ("${words} > 'a'", .type(.text, asked: [.integer, .decimal, .day]), 0),
            ("date('2026-02-30')", .day("2026-02-30"), 5), ("date(${words})", .day(""), 5),
            ("${price} > 1", .repeated("price"), 0), ("sum(${age})", .notRepeated("age"), 4),
            ("1234567890123456", .number("1234567890123456"), 0), ("1.2345678", .number("1.2345678"), 0),
            ("${since} + ${since}", .compared(.day, .day), 9), ("true() = ''", .compared(.flag, .text), 0),
            ("${area} * ${area} * ${area}", .tooLarge, 18), ("today() - 999999999", .tooLarge, 8),
            ("selected(${needs}, ${words})", .expected("'…'", found: ""), 19),
            ("'' + 1", .type(.text, asked: [.integer, .decimal, .day]), 0),
            ("round(1.5, ${age})", .expected("0–6", found: ""), 11),
            ("${a\u{0}}", .unknownField("a\u{0}", near: nil), 0),
        ] as [(String, RuleError.Reason, Int)])
    func mistakes(_ text: String, _ reason: RuleError.Reason, _ position: Int) {
        let error = error(text)
        #expect(error == RuleError(reason: reason, position: position), "\(text)")
    }

    @Test("limits hold: length, steps, depth of parentheses and of signs, and numbers that would vanish")
    func limits() {
        #expect(error(String(repeating: " ", count: 4_097))?.reason == .tooLong(max: 4_096))
        #expect(error(Array(repeating: "1", count: 400).joined(separator: "+"))?.reason == .tooManySteps(max: 500))
        #expect(error(String(repeating: "(", count: 33) + "1")?.reason == .tooDeep(max: 32))
        #expect(error(String(repeating: "-", count: 40) + "1")?.reason == .tooDeep(max: 32))
        #expect(error(String(repeating: "not(", count: 40))?.reason == .tooDeep(max: 32))
        let fine = Array(repeating: "${share}", count: 70).joined(separator: "*")
        #expect(error(fine)?.reason == .tooFine)
    }

    @Test("every reason is told in both languages with its column", arguments: Language.allCases)
    func told(_ language: Language) {
        for text in ["", "1 2", "${agee}", "nott(1)", "${pet} = 'cats'", "1 and true()", "${age} ≥ 1", "sum(${age})"] {
            guard let error = error(text) else {
                Issue.record("\(text) is no mistake")
                continue
            }
            let told = error.text(in: language)
            #expect(told.contains("\(error.position + 1)"))
            #expect(told.unicodeScalars.contains { $0.properties.isIdeographic } == (language == .zhHans))
        }
    }

    @Test("any text is a rule or a mistake, and never an end of the program")
    func anything() {
        var chance = SystemOf(seed: 5)
        let pieces = [
            "${age}", "${", "}", "'", "\"", "(", ")", " and ", "or", "not(", "-", "1", "9999999999", "0.000001", ",",
            "if(",
            "div", "mod", "min(", "${price}", "${pet}", "'cat'", "<", "=", "!=", "date(", "'2026-01-01'", "楼", "\u{0}",
            "🀄️",
            "today()", "*", "sum(", "concat(", ".",
        ]
        var rules = 0
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...14, using: &chance)).compactMap { _ in
                pieces.randomElement(using: &chance)
            }
            .joined()
            guard let rule = try? Rule(text, over: sampleFields) else { continue }
            rules += 1
            _ = rule.value(on: someDay) { _ in nil }
        }
        #expect(rules > 200)
    }
}

/// A generator of chance that is the same in each run.
struct SystemOf: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }

    /// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014 (SplitMix64).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
