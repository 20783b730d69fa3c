public import Vocabulary

/// The phrases in one language and one mode, ready to be said.
public struct Words: Sendable {
    /// The language of the phrases.
    public let language: Language
    /// Whether the shorter texts of elder mode are said where there are any.
    public let isElder: Bool

    /// Chooses the phrases of a language.
    public init(_ language: Language, isElder: Bool = false) {
        self.language = language
        self.isElder = isElder
    }

    /// Says a phrase.
    public func callAsFunction(_ phrase: Phrase) -> String { said(phrase) }

    /// Says a phrase with its placeholders filled; a placeholder that is not given stays as it is.
    public func callAsFunction(_ phrase: Phrase, _ values: KeyValuePairs<String, String>) -> String {
        said(phrase, values)
    }

    /// The words of a phrase that is a list, such as the days of the week.
    func list(_ phrase: Phrase) -> [Substring] { said(phrase).split(separator: " ") }

    /// Says a name in the language of the page.
    public func callAsFunction(_ text: LocalizedText) -> String {
        text.text(language)
    }

    /// Says a phrase of any room; each room gives its own short form of this.
    func said<Room: RoomPhrase>(_ phrase: Room) -> String {
        Room.texts[language, isElder][phrase.rawValue].whole
    }

    /// Says a phrase of any room with its placeholders filled.
    func said<Room: RoomPhrase>(_ phrase: Room, _ values: KeyValuePairs<String, String>) -> String {
        Room.texts[language, isElder][phrase.rawValue].filled(values)
    }
}
