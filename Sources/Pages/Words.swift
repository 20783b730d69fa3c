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

    private let texts: [String]

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
        texts[phrase.position]
    }

    /// Says a phrase with its placeholders filled; a placeholder that is not given stays as it is.
    public func callAsFunction(_ phrase: Phrase, _ values: KeyValuePairs<String, String>) -> String {
        var filled = ""
        var rest = texts[phrase.position][...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            filled += rest[..<open]
            let name = rest[rest.index(after: open)..<close]
            filled += values.first { $0.key == name }?.value ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
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

    private static func texts(_ language: Language, isElder: Bool) -> [String] {
        let file = file(language)
        return Phrase.allCases.map { phrase in
            let elder = isElder ? file[phrase.rawValue + ".elder"] : nil
            return elder ?? file[phrase.rawValue] ?? phrase.rawValue
        }
    }

    private static let zhHans = texts(.zhHans, isElder: false)
    private static let zhHansElder = texts(.zhHans, isElder: true)
    private static let en = texts(.en, isElder: false)
    private static let enElder = texts(.en, isElder: true)
}

extension Phrase {
    private static let positions = Dictionary(uniqueKeysWithValues: zip(allCases, allCases.indices))

    /// Where the phrase stands among all.
    var position: Int { Self.positions[self] ?? 0 }
}
