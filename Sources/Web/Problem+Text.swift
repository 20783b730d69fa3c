import Foundation
public import Vocabulary

extension Problem {
    private static let strings: [Language: [String: String]] = [
        .zhHans: strings(PackageResources.zh_Hans_json), .en: strings(PackageResources.en_json),
    ]

    private static func strings(_ file: [UInt8]) -> [String: String] {
        // The files are part of the program; a test reads both.
        (try? JSONDecoder().decode([String: String].self, from: Data(file))) ?? [:]
    }

    static func text(_ key: String, _ language: Language) -> String { strings[language]?[key] ?? key }

    static func keys(_ language: Language) -> Set<String> { Set((strings[language] ?? [:]).keys) }

    /// One sentence for the reader.
    public func sentence(_ language: Language) -> String { Self.text("problem.\(code.rawValue)", language) }
}

extension Problem.Field {
    /// One sentence for the reader: what is wrong and what would do.
    public func sentence(_ language: Language) -> String {
        Problem.text("field.\(reason.rawValue)", language).replacing("{limit}", with: limit ?? "")
    }
}
