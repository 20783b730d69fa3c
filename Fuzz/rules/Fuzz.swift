import Vocabulary

#if !FUZZ_ONE_MODULE
    import Rules
#endif

/// Any text is either refused at a place within it or a rule that gives a value of its type or none.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRules(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let fields = [
        RuleField("a", .integer(-100...100)), RuleField("d", .decimal(-5...5, digits: 2)),
        RuleField("t", .text(max: 20)),
        RuleField("y", .day), RuleField("c", .choice(["a", "b"])), RuleField("m", .choices(["a", "b"])),
        RuleField("f", .flag), RuleField("r", .integer(0...9), timesMax: 5), RuleField(".", .integer(0...9)),
    ]
    let answers: [String: RuleValue] = [
        "a": .integer(-100), "d": .decimal(0.01), "t": .text("楼"), "y": .day(LocalDay(daysSince1970: 20_779)),
        "c": .text("b"), "m": .choices(["b", "a"]), "f": .flag(true), "r": .list([.integer(9), .integer(0)]),
    ]
    do throws(RuleError) {
        let rule = try Rule(text, over: fields)
        for given in [answers, [:]] {
            let value = rule.value(on: LocalDay(daysSince1970: 20_779)) { given[$0] }
            precondition(fits(value, rule.type))
        }
    } catch {
        precondition(error.position >= 0 && error.position <= text.unicodeScalars.count)
        precondition(!error.text(in: .zhHans).isEmpty)
    }
    return 0
}

private func fits(_ value: RuleValue?, _ type: RuleType) -> Bool {
    switch (value, type) {
    case (nil, _), (.flag, .flag), (.integer, .integer), (.text, .text), (.text, .choice), (.day, .day),
        (.choices, .choices):
        true
    case (.decimal(let number), .decimal): number.isFinite
    default: false
    }
}
