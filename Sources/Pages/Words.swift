public import Vocabulary

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The phrases in one language and one mode, ready to be said.
public struct Words: Sendable {
    /// The language of the phrases.
    public let language: Language
    /// Whether the shorter texts of elder mode are said where there are any.
    public let isElder: Bool

    private let texts: [Text]

    /// A text cut at its placeholders once, so that filling it only joins strings.
    private struct Text: Sendable {
        var whole: String
        var parts: [(before: String, placeholder: String)] = []
        var rest: String

        init(_ text: String) {
            whole = text
            var tail = text[...]
            while let open = tail.firstIndex(of: "{"), let close = tail[open...].firstIndex(of: "}") {
                parts.append((String(tail[..<open]), String(tail[tail.index(after: open)..<close])))
                tail = tail[tail.index(after: close)...]
            }
            rest = String(tail)
        }
    }

    /// Chooses the phrases of a language.
    public init(_ language: Language, isElder: Bool = false) {
        self.language = language
        self.isElder = isElder
        self.texts =
            switch (language, isElder) {
            case (.zhHans, false): Self.zhHans
            case (.zhHans, true): Self.zhHansElder
            case (.en, false): Self.en
            case (.en, true): Self.enElder
            }
    }

    /// Says a phrase.
    public func callAsFunction(_ phrase: Phrase) -> String {
        texts[phrase.rawValue].whole
    }

    /// Says a phrase with its placeholders filled; a placeholder that is not given stays as it is.
    public func callAsFunction(_ phrase: Phrase, _ values: KeyValuePairs<String, String>) -> String {
        let text = texts[phrase.rawValue]
        var filled = ""
        for (before, placeholder) in text.parts {
            filled += before
            filled += values.first { $0.key == placeholder }?.value ?? "{" + placeholder + "}"
        }
        return filled + text.rest
    }

    /// The words of a phrase that is a list, such as the days of the week.
    func list(_ phrase: Phrase) -> [Substring] {
        texts[phrase.rawValue].whole.split(separator: " ")
    }

    /// Says a name in the language of the page.
    public func callAsFunction(_ text: LocalizedText) -> String {
        text.text(language)
    }

    /// All texts of a language by key, as they stand in its file.
    static func file(_ language: Language) -> [String: String] {
        let bytes = language == .zhHans ? PackageResources.zh_Hans_json : PackageResources.en_json
        // A file that cannot be read would be found by the tests; a page then shows the keys instead of nothing.
        return (try? JSONDecoder().decode([String: String].self, from: Data(bytes))) ?? [:]
    }

    private static func texts(_ language: Language, isElder: Bool) -> [Text] {
        let file = file(language)
        return Phrase.allCases.map { phrase in
            let elder = isElder ? file[phrase.key + ".elder"] : nil
            return Text(elder ?? file[phrase.key] ?? phrase.key)
        }
    }

    private static let zhHans = texts(.zhHans, isElder: false)
    private static let zhHansElder = texts(.zhHans, isElder: true)
    private static let en = texts(.en, isElder: false)
    private static let enElder = texts(.en, isElder: true)
}
