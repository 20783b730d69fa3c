/// Reads the numbers of addresses: digits with a letter, Chinese numerals by digit or by place, single letters.
enum AddressNumber {
    typealias Found = (number: String, length: Int)

    static func digits(at index: Int, in characters: [Character]) -> Found? {
        var end = index
        while end < characters.count, isDigit(characters[end]) { end += 1 }
        guard end > index else {
            // A letter with digits, such as `b12`.
            guard index + 1 < characters.count, isLetter(characters[index]), isDigit(characters[index + 1]),
                index == 0 || !isLetter(characters[index - 1])
            else { return nil }
            let rest = digits(at: index + 1, in: characters)
            return rest.map { (String(characters[index]) + $0.number, $0.length + 1) }
        }
        var number = trimmed(String(characters[index..<end]))
        if end < characters.count, isLetter(characters[end]),
            end + 1 == characters.count || !isLetter(characters[end + 1])
        {
            number.append(characters[end])
            end += 1
        }
        return (number, end - index)
    }

    static func numerals(at index: Int, in characters: [Character]) -> Found? {
        var end = index
        while end < characters.count, values[characters[end]] != nil || places[characters[end]] != nil { end += 1 }
        guard end > index else { return nil }
        let run = Array(characters[index..<end])
        let number = run.contains { places[$0] != nil } ? byPlace(run) : byDigit(run)
        return number.map { (trimmed($0), end - index) }
    }

    static func letter(at index: Int, in characters: [Character]) -> Found? {
        guard isLetter(characters[index]), index + 1 == characters.count || !isLetter(characters[index + 1]),
            index == 0 || !isLetter(characters[index - 1])
        else { return nil }
        return (String(characters[index]), 1)
    }

    private static let values: [Character: Int] = [
        "零": 0, "〇": 0, "○": 0, "一": 1, "壹": 1, "幺": 1, "二": 2, "贰": 2, "两": 2, "三": 3, "叁": 3, "四": 4, "肆": 4, "五": 5,
        "伍": 5, "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
    ]
    private static let places: [Character: Int] = ["十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000]

    private static func byDigit(_ run: [Character]) -> String? {
        run.compactMap { values[$0] }.map(String.init).joined()
    }

    /// 十二 is 12, 二十 is 20, 一百零一 is 101; nil where places do not fall (一十百).
    private static func byPlace(_ run: [Character]) -> String? {
        var total = 0
        var pending: Int?
        var last = Int.max
        for character in run {
            if let place = places[character] {
                guard place < last else { return nil }
                total += (pending ?? 1) * place
                pending = nil
                last = place
            } else if let value = values[character] {
                guard (pending ?? 0) == 0 else { return nil }
                pending = value
            }
        }
        return String(total + (pending ?? 0))
    }

    private static func trimmed(_ number: String) -> String {
        let rest = number.drop { $0 == "0" }
        return rest.isEmpty ? "0" : String(rest)
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
    private static func isLetter(_ character: Character) -> Bool { ("a"..."z").contains(character) }
}
