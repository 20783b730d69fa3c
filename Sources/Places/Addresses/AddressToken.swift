/// A word that says what a number is: 幢, 单元, 室, `building`.
struct AddressMark: Hashable {
    enum Meaning: Hashable { case building, unit, room, storey, number }
    enum Stands: Hashable { case after, before }

    let meaning: Meaning
    /// Whether it stands after its number, as in Chinese, or before it.
    let stands: Stands

    /// By first character, longest first, so that 号楼 is not read as 号.
    static let words: [Character: [(word: [Character], mark: AddressMark)]] = Dictionary(
        grouping: all.map { (word: Array($0.0), mark: $0.1) }
    ) { $0.word[0] }

    private static func after(_ word: String, _ meaning: Meaning) -> (String, AddressMark) {
        (word, AddressMark(meaning: meaning, stands: .after))
    }

    private static func before(_ word: String, _ meaning: Meaning) -> (String, AddressMark) {
        (word, AddressMark(meaning: meaning, stands: .before))
    }

    private static let all: [(String, AddressMark)] = [
        before("building", .building), before("entrance", .unit), before("apartment", .room),
        before("block", .building), before("tower", .building), before("bldg", .building),
        before("unit", .unit), before("room", .room), before("flat", .room), before("apt", .room),
        before("no.", .number), after("号楼", .building), after("号栋", .building),
        after("号幢", .building), after("单元", .unit), after("梯位", .unit), after("号门面", .room),
        after("号店面", .room), after("号商铺", .room), after("号门", .unit), after("号室", .room),
        after("号房", .room), after("楼栋", .building), after("幢", .building), after("栋", .building),
        after("座", .building), after("棟", .building), after("門", .unit), after("门", .unit),
        after("梯", .unit), after("室", .room), after("户", .room), after("房", .room),
        after("层", .storey), after("楼", .storey), after("号", .number), after("#", .building),
    ]
}

/// A piece of an address.
enum AddressToken: Hashable {
    /// A number without leading zeros, or one letter, or both.
    case number(String)
    case mark(AddressMark)
    case dash
    case gap
    case text(String)

    static func tokens(in text: String) -> [AddressToken] {
        let characters = plain(text)
        var tokens: [AddressToken] = []
        var index = 0
        while index < characters.count {
            let character = characters[index]
            if let found = mark(at: index, in: characters), isMark(found.mark, at: index, tokens) {
                tokens.append(.mark(found.mark))
                index += found.length
            } else if let found = number(at: index, in: characters, tokens) {
                tokens.append(.number(found.number))
                index += found.length
            } else if dashes.contains(character), case .number? = tokens.last {
                tokens.append(.dash)
                index += 1
            } else if character.isWhitespace || ",，、".contains(character) {
                tokens.append(
                    tokens.last.map { if case .text = $0 { true } else { false } } ?? false ? .text(" ") : .gap)
                index += 1
            } else {
                tokens.append(.text(String(character)))
                index += 1
            }
        }
        return tokens
    }

    /// What makes a number before it part of a name or a measure: 二期, 3区, 50米.
    private static let partsOfNames: Set<Character> = ["期", "区", "村", "弄", "路", "街", "组", "队", "米", "年", "月", "日"]

    private static let dashes: Set<Character> = ["-", "–", "—", "－", "−", "~", "/", "_"]

    /// A mark that follows its number counts only there; one that precedes it only at the beginning of a word.
    private static func isMark(_ mark: AddressMark, at index: Int, _ tokens: [AddressToken]) -> Bool {
        switch (mark.stands, tokens.last) {
        case (.after, .number?): true
        case (.after, .gap?): if case .number? = tokens.dropLast().last { true } else { false }
        case (.after, _): false
        case (.before, .text(let text)?): text == " "
        case (.before, _): true
        }
    }

    private static func mark(at index: Int, in characters: [Character]) -> (mark: AddressMark, length: Int)? {
        guard index < characters.count, let words = AddressMark.words[characters[index]] else { return nil }
        return words.first { characters[index...].starts(with: $0.word) }.map { ($0.mark, $0.word.count) }
    }

    /// Half-width, lower case.
    private static func plain(_ text: String) -> [Character] {
        text.unicodeScalars.map { scalar in
            if (0xFF01...0xFF5E).contains(scalar.value), let half = Unicode.Scalar(scalar.value - 0xFEE0) {
                return Character(Character(half).lowercased())
            }
            return scalar.value == 0x3000 ? " " : Character(Character(scalar).lowercased())
        }
    }

    /// A number that counts as one: digits everywhere; Chinese numerals and letters only before a mark, after a dash or
    /// a mark, or before a dash – 三里桥 and a name in letters stay text.
    private static func number(
        at index: Int, in characters: [Character], _ tokens: [AddressToken]
    ) -> (number: String, length: Int)? {
        if let found = AddressNumber.digits(at: index, in: characters) {
            let next = index + found.length
            return next < characters.count && partsOfNames.contains(characters[next]) ? nil : found
        }
        guard
            let found = AddressNumber.numerals(at: index, in: characters)
                ?? AddressNumber.letter(at: index, in: characters)
        else { return nil }
        let next = index + found.length
        let isMarked = mark(at: next, in: characters).map { $0.mark.stands == .after } ?? false
        let isDashed = next < characters.count && dashes.contains(characters[next])
        var isContinued = false
        switch tokens.last {
        case .mark?, .dash?: isContinued = next == characters.count || isMarked || isDashed
        case .gap?: if case .mark? = tokens.dropLast().last { isContinued = next == characters.count || isMarked }
        default: break
        }
        let startsWord = tokens.last.map { if case .text(let text) = $0 { text == " " } else { true } } ?? true
        let isNumeral = !characters[index].isASCII
        guard
            isContinued || (isMarked && (isNumeral || startsWord || isAfterChinese(index, characters)))
                || (isDashed && startsWord)
        else { return nil }
        return found
    }

    private static func isAfterChinese(_ index: Int, _ characters: [Character]) -> Bool {
        index > 0 && !characters[index - 1].isASCII
    }
}
