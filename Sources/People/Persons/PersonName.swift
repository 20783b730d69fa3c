/// What a person is called: the name in Chinese characters, and in Latin letters if there is one.
public struct PersonName: Sendable, Hashable {
    /// The name as the person writes it; Latin letters for somebody without a Chinese name.
    public let written: String
    /// The name in Latin letters, from a passport or as the person wishes; nil if there is none.
    public let latin: String?

    /// At most so many characters (Unicode scalars).
    ///
    /// Source: GA/T 2000.2 gives 50 characters to the name of a person.
    public static let charactersMax = 50

    /// Takes a name without blanks around it; nil if it is empty, too long, or holds what no name holds.
    public init?(_ written: String, latin: String? = nil) {
        guard let written = Self.trimmed(written) else { return nil }
        var other: String?
        if let latin, latin.contains(where: { !$0.isWhitespace }) {
            guard let trimmed = Self.trimmed(latin), trimmed.unicodeScalars.allSatisfy(Self.isLatin) else { return nil }
            other = trimmed
        }
        self.written = written
        self.latin = other
    }

    private static func trimmed(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace)
        let result = words.joined(separator: " ")
        guard (1...charactersMax).contains(result.unicodeScalars.count),
            result.unicodeScalars.allSatisfy(isOfNames)
        else { return nil }
        return result
    }

    private static func isOfNames(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.isIdeographic || scalar == " " || scalar == "·"
            || scalar == "-" || scalar == "'" || scalar == "’" || scalar == "." || scalar.properties.isDiacritic
    }

    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool { !scalar.properties.isIdeographic }

    /// The name as others see it: 陈*芳, 王*, Anna W.
    ///
    /// The first and the last character of a Chinese name stay, of two characters only the first; of a name in letters
    /// the first word and the initials of the others, of a single word its initial.
    public var masked: String {
        if written.unicodeScalars.contains(where: { $0.properties.isIdeographic }) {
            let characters = Array(written)
            switch characters.count {
            case ...1: return "*"
            case 2: return String(characters[0]) + "*"
            default:
                let middle = String(repeating: "*", count: characters.count - 2)
                return String(characters[0]) + middle + String(characters[characters.count - 1])
            }
        }
        let words = written.split(separator: " ")
        guard words.count > 1 else { return written.prefix(1) + "***" }
        return ([String(words[0])] + words.dropFirst().map { $0.prefix(1) + "." }).joined(separator: " ")
    }

    /// What a neighbour may know: the first character of the name.
    public var initial: String { String(written.prefix(1)) }

    /// What a search by name looks for: each character of a Chinese name, each word and the initials of a name in letters.
    public var searchWords: Set<String> { Self.searchWords(in: written).union(latin.map(Self.searchWords(in:)) ?? []) }

    /// What words that somebody types look for; each of them must be found.
    public static func searchWords(in text: String) -> Set<String> {
        var result: Set<String> = []
        var word = ""
        func end() {
            if !word.isEmpty { result.insert(word) }
            word = ""
        }
        for character in text.lowercased() {
            if character.unicodeScalars.contains(where: { $0.properties.isIdeographic }) {
                end()
                result.insert(String(character))
            } else if character.isLetter {
                word.append(character)
            } else {
                end()
            }
        }
        end()
        return result
    }
}

extension PersonName: CustomStringConvertible {
    /// The mask, so that a name that strays into a text shows nothing.
    public var description: String { masked }
}
