import Crypto
import Vocabulary

/// The contents of a key file: key-encryption keys by number, which of them is current, and the secret of indexes.
///
/// ```
/// lifang-keys 1
/// index HEX64
/// key NUMBER MADE_MS HEX64        one or more
/// current NUMBER
/// retiring NUMBER                 none or more
/// sum HEX64                       SHA-256 of everything above
/// ```
struct KeyFile: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        let number: Int
        let made: Instant
        let key: SymmetricKey
    }

    /// From it the keys of blind indexes are derived; it never changes, or every index would have to be made again.
    let index: SymmetricKey
    /// In ascending order of numbers.
    let entries: [Entry]
    /// The number by which new data keys are wrapped.
    let current: Int
    /// Numbers that leave the file as soon as nothing is wrapped by them.
    let retiring: Set<Int>

    func key(_ number: Int) -> SymmetricKey? { entries.first { $0.number == number }?.key }

    /// Numbers are stored in two bytes of room in logs and tables; a key a day lasts 178 years.
    static let numberMax = 65_535

    var text: String {
        var lines = "lifang-keys 1\nindex \(Hexadecimal.text(index.rawBytes))\n"
        for entry in entries {
            lines += "key \(entry.number) \(entry.made.millisecondsSince1970) \(Hexadecimal.text(entry.key.rawBytes))\n"
        }
        lines += "current \(current)\n"
        for number in retiring.sorted() { lines += "retiring \(number)\n" }
        return lines + "sum \(Self.sum(of: lines))\n"
    }

    init(index: SymmetricKey, entries: [Entry], current: Int, retiring: Set<Int> = []) {
        self.retiring = retiring
        self.index = index
        self.entries = entries
        self.current = current
    }

    init(text: String) throws(KeyringError) {
        guard let end = text.range(of: "sum ", from: text.startIndex), text.hasPrefix("lifang-keys 1\n") else {
            throw .keyFileDamaged
        }
        let body = String(text[..<end.lowerBound])
        guard text[end.upperBound...] == "\(Self.sum(of: body))\n" else { throw .keyFileDamaged }
        var index: SymmetricKey?
        var entries: [Entry] = []
        var current: Int?
        var retiring: Set<Int> = []
        for line in body.split(separator: "\n").dropFirst() {
            let words = line.split(separator: " ").map(String.init)
            switch (words.first, words.count) {
            case ("index", 2): index = Self.key(words[1])
            case ("key", 4):
                guard let number = Int(words[1]), (1...Self.numberMax).contains(number), let made = Int64(words[2]),
                    let key = Self.key(words[3]), entries.last.map({ $0.number < number }) ?? true
                else { throw .keyFileDamaged }
                entries.append(
                    Entry(number: number, made: Instant(millisecondsSince1970: made), key: key))
            case ("current", 2): current = Int(words[1])
            case ("retiring", 2):
                guard let number = Int(words[1]) else { throw .keyFileDamaged }
                retiring.insert(number)
            default: throw .keyFileDamaged
            }
        }
        guard let index, let current, entries.contains(where: { $0.number == current }), !retiring.contains(current)
        else { throw .keyFileDamaged }
        self.init(index: index, entries: entries, current: current, retiring: retiring)
    }

    private static func key(_ text: String) -> SymmetricKey? {
        guard text.utf8.count == 64, let bytes = Hexadecimal.bytes(text) else { return nil }
        return SymmetricKey(data: bytes)
    }

    private static func sum(of text: String) -> String { Hexadecimal.text(SHA256.hash(data: [UInt8](text.utf8))) }
}

extension SymmetricKey {
    var rawBytes: [UInt8] { withUnsafeBytes { [UInt8]($0) } }
}

/// Bytes as lower-case pairs of digits.
enum Hexadecimal {
    private static let digits = Array("0123456789abcdef")

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var result = ""
        for byte in bytes {
            result.append(digits[Int(byte >> 4)])
            result.append(digits[Int(byte & 15)])
        }
        return result
    }

    static func bytes(_ text: String) -> [UInt8]? {
        let values = text.compactMap { $0.isASCII ? $0.hexDigitValue : nil }
        guard values.count == text.count, values.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }
}

extension String {
    /// Where a word stands at the beginning of a line; the first such place.
    func range(of word: String, from start: Index) -> Range<Index>? {
        var line = start
        while line < endIndex {
            if self[line...].hasPrefix(word) { return line..<index(line, offsetBy: word.count) }
            guard let newline = self[line...].firstIndex(of: "\n") else { return nil }
            line = index(after: newline)
        }
        return nil
    }
}
