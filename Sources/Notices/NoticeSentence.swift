import Foundation
import Journal
public import Vocabulary

extension Notice {
    /// What the notice says, in the language of whoever reads it.
    public func sentence(in language: Language) -> String {
        NoticeTexts.text("notice.\(kind.rawValue)", language)
            .replacing("{number}", with: facts.code(NoticeFact.number)?.uppercased() ?? "")
            .replacing(
                "{role}", with: facts.code(NoticeFact.role).map { NoticeTexts.text("role.\($0)", language) } ?? "")
    }
}

extension NoticeTopic {
    /// The topic's name for people.
    public func name(in language: Language) -> String { NoticeTexts.text("topic.\(rawValue)", language) }
}

extension NoticeChannel {
    /// The channel's name for people.
    public func name(in language: Language) -> String { NoticeTexts.text("channel.\(rawValue)", language) }
}

extension Delivery.Reason {
    /// What went wrong, for people.
    public func sentence(in language: Language) -> String { NoticeTexts.text("reason.\(rawValue)", language) }
}

extension OutgoingNotice {
    /// One line that says it all: the sentence, or how many there are in a digest.
    public var title: String {
        guard notices.count > 1 else { return notices.first?.sentence(in: language) ?? "" }
        return NoticeTexts.text("digest.title", language).replacing("{count}", with: String(notices.count))
    }

    /// One sentence for each notice.
    public var sentences: [String] { notices.map { $0.sentence(in: language) } }
}

/// The sentences of notices; here and not at an edge, because messages leave without any edge.
enum NoticeTexts {
    static let files: [Language: [String: String]] = [
        .zhHans: file(PackageResources.zh_Hans_json), .en: file(PackageResources.en_json),
    ]

    static func text(_ key: String, _ language: Language) -> String { files[language]?[key] ?? key }

    private static func file(_ bytes: [UInt8]) -> [String: String] {
        // The files are part of the program; a test reads both.
        (try? JSONDecoder().decode([String: String].self, from: Data(bytes))) ?? [:]
    }
}
