public import Vocabulary

extension RuleError {
    /// What is wrong, where, and what would do, in the reader's language; the column is counted from 1.
    public func text(in language: Language) -> String {
        let words = language == .zhHans ? chinese : english
        return language == .zhHans ? "第 \(position + 1) 个字：\(words)" : "Column \(position + 1): \(words)"
    }

    private var chinese: String {
        switch reason {
        case .empty: "还没有写表达式。"
        case .tooLong(let max): "表达式太长，最多 \(max) 字节。"
        case .tooManySteps(let max): "步骤太多，最多 \(max) 步；请分成几条。"
        case .tooDeep(let max): "括号套得太深，最多 \(max) 层。"
        case .character(let found, let meant):
            "这里不能用“\(found)”" + (meant.map { "，请改成 \($0)（半角）。" } ?? "。")
        case .open(let mark): "“\(mark)”开了头，没有收尾。"
        case .number(let text): "数字 \(text) 太长：最多十五位，小数最多六位。"
        case .expected(let wanted, let found):
            found.isEmpty ? "这里还缺：\(wanted)" : "这里应该是 \(wanted)，写的却是 \(found)。"
        case .comparisonChain: "一次只能比较两边；请用 and 连接，例如 1 < ${x} and ${x} < 5。"
        case .unknownField(let name, let near): "没有叫 \(name) 的项目。" + (near.map { "是不是 \($0)？" } ?? "")
        case .unknownFunction(let name, let near): "没有 \(name) 这个函数。" + (near.map { "是不是 \($0)？" } ?? "")
        case .arguments(let name, let given, let asked): "\(name) 要 \(asked) 个参数，写了 \(given) 个。"
        case .type(let type, let asked): "这里是\(type.chinese)，要的是\(asked.map(\.chinese).joined(separator: "或"))。"
        case .compared(let one, let two): "\(one.chinese)和\(two.chinese)不能放在一起。"
        case .unknownCode(let code, let near): "选项里没有“\(code)”。" + (near.map { "是不是“\($0)”？" } ?? "")
        case .day(let text): "“\(text)”不是日历上的一天；请写成 date('2026-01-31')。"
        case .repeated(let name): "\(name) 会填好几次；请用 sum、count、min 或 max。"
        case .notRepeated(let name): "\(name) 只填一次，不能合计。"
        case .tooLarge: "结果可能大得算不准；请给项目定更小的范围。"
        case .tooFine: "结果可能小得算不准；请少乘几次小数。"
        case .notSearchable(let name): name.isEmpty ? "数据库不能按这条查找。" : "数据库不能按 \(name) 查找。"
        }
    }

    private var english: String {
        switch reason {
        case .empty: "nothing is written yet."
        case .tooLong(let max): "the expression is too long; \(max) bytes at most."
        case .tooManySteps(let max): "too many steps, \(max) at most; make several rules of it."
        case .tooDeep(let max): "parentheses stand too deep in each other; \(max) levels at most."
        case .character(let found, let meant):
            "“\(found)” cannot stand here" + (meant.map { "; write \($0) instead." } ?? ".")
        case .open(let mark): "\(mark) is opened and never closed."
        case .number(let text): "the number \(text) is too long: 15 digits at most, 6 after the point."
        case .expected(let wanted, let found):
            found.isEmpty ? "something is missing here: \(wanted)" : "\(wanted) is expected here, not \(found)."
        case .comparisonChain: "compare two sides at a time; join them by and, as in 1 < ${x} and ${x} < 5."
        case .unknownField(let name, let near): "there is no field \(name)." + (near.map { " Is \($0) meant?" } ?? "")
        case .unknownFunction(let name, let near):
            "there is no function \(name)." + (near.map { " Is \($0) meant?" } ?? "")
        case .arguments(let name, let given, let asked): "\(name) takes \(asked) arguments, not \(given)."
        case .type(let type, let asked):
            "\(type.english) stands here; \(asked.map(\.english).joined(separator: " or ")) is asked for."
        case .compared(let one, let two): "\(one.english) and \(two.english) do not go together."
        case .unknownCode(let code, let near):
            "“\(code)” is not among the choices." + (near.map { " Is “\($0)” meant?" } ?? "")
        case .day(let text): "“\(text)” is no day of the calendar; write date('2026-01-31')."
        case .repeated(let name): "\(name) is answered many times; use sum, count, min or max."
        case .notRepeated(let name): "\(name) is answered once; there is nothing to add up."
        case .tooLarge: "the result may grow beyond what can be reckoned exactly; give the fields narrower bounds."
        case .tooFine: "the result may become too small to be reckoned; multiply fewer fractions."
        case .notSearchable(let name):
            name.isEmpty ? "a database cannot search by this." : "a database cannot search by \(name)."
        }
    }
}

extension RuleType {
    var chinese: String {
        switch self {
        case .flag: "是非"
        case .integer: "整数"
        case .decimal: "小数"
        case .text: "文字"
        case .day: "日期"
        case .choice: "单选"
        case .choices: "多选"
        }
    }

    var english: String {
        switch self {
        case .flag: "a yes or no"
        case .integer: "a whole number"
        case .decimal: "a number with a fraction"
        case .text: "a text"
        case .day: "a day"
        case .choice: "a choice"
        case .choices: "a choice of many"
        }
    }
}
