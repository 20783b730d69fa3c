import Vocabulary

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The phrases of one room of the house, each with its text in the room's two files of `Strings/`.
///
/// A room is an enumeration without raw values of its own; its keys are the names of its cases with a dot before the
/// first capital, and a second text ending in `.elder` may stand for elder mode.
public protocol RoomPhrase: CaseIterable, RawRepresentable<Int>, Sendable {
    /// The room's texts, read once.
    static var texts: RoomTexts { get }
}

extension RoomPhrase {
    /// The key in the files: `homeReportHint` stands under `home.reportHint`.
    public var key: String {
        let name = "\(self)"
        guard let capital = name.firstIndex(where: \.isUppercase) else { return name }
        return name[..<capital] + "." + name[capital...].prefix(1).lowercased() + name[capital...].dropFirst()
    }
}

/// The texts of one room in every language and mode, by the order of its phrases.
public struct RoomTexts: Sendable {
    /// All texts by language and key, as they stand in the files.
    let files: [Language: [String: String]]
    private let zhHans: [Text]
    private let zhHansElder: [Text]
    private let en: [Text]
    private let enElder: [Text]

    /// A text cut at its placeholders once, so that filling it only joins strings.
    struct Text: Sendable {
        let whole: String
        private var parts: [(before: String, placeholder: String)] = []
        private let rest: String

        init(_ text: String) {
            whole = text
            var tail = text[...]
            while let open = tail.firstIndex(of: "{"), let close = tail[open...].firstIndex(of: "}") {
                parts.append((String(tail[..<open]), String(tail[tail.index(after: open)..<close])))
                tail = tail[tail.index(after: close)...]
            }
            rest = String(tail)
        }

        func filled(_ values: KeyValuePairs<String, String>) -> String {
            var filled = ""
            for (before, placeholder) in parts {
                filled += before
                filled += values.first { $0.key == placeholder }?.value ?? "{" + placeholder + "}"
            }
            return filled + rest
        }
    }

    /// Reads a room's two files.
    ///
    /// A file that cannot be read would be found by the tests; a page then shows the keys instead of nothing.
    init<Room: RoomPhrase>(_ room: Room.Type, zhHans: [UInt8], en: [UInt8]) {
        let files = [Language.zhHans: Self.file(zhHans), .en: Self.file(en)]
        func texts(_ language: Language, isElder: Bool) -> [Text] {
            let file = files[language] ?? [:]
            return Room.allCases.map { phrase in
                let elder = isElder ? file[phrase.key + ".elder"] : nil
                return Text(elder ?? file[phrase.key] ?? phrase.key)
            }
        }
        self.files = files
        self.zhHans = texts(.zhHans, isElder: false)
        zhHansElder = texts(.zhHans, isElder: true)
        self.en = texts(.en, isElder: false)
        enElder = texts(.en, isElder: true)
    }

    private static func file(_ bytes: [UInt8]) -> [String: String] {
        (try? JSONDecoder().decode([String: String].self, from: Data(bytes))) ?? [:]
    }

    subscript(_ language: Language, _ isElder: Bool) -> [Text] {
        switch (language, isElder) {
        case (.zhHans, false): zhHans
        case (.zhHans, true): zhHansElder
        case (.en, false): en
        case (.en, true): enElder
        }
    }
}
