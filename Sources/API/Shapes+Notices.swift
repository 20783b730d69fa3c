import Notices
import Vocabulary
import Web

extension Shapes {
    static let notice = Schema.object([
        Schema.Member("id", .identifier), Schema.Member("kind", .choice(NoticeKind.allCases.map(\.rawValue))),
        Schema.Member("topic", .choice(NoticeTopic.allCases.map(\.rawValue))),
        Schema.Member("sentence", .text(max: 500, hint: "What it says, in the language of the request.")),
        Schema.Member("subject", .identifier),
        Schema.Member("subject_kind", .choice(NoticeKind.SubjectKind.allCases.map(\.rawValue))),
        Schema.Member("community", .optional(.identifier)), Schema.Member("at", .moment),
        Schema.Member("read_at", .optional(.moment)),
    ])

    static let noticeChoices = Schema.object([
        Schema.Member(
            "topics",
            .array(
                .object([
                    Schema.Member("topic", .choice(NoticeTopic.allCases.map(\.rawValue))),
                    Schema.Member("channels", .array(.choice(NoticeChannel.personal.map(\.rawValue)), max: 3)),
                ]), max: NoticeTopic.allCases.count)),
        Schema.Member("quiet_from_minute", .integer(min: 0, max: 1_439)),
        Schema.Member("quiet_until_minute", .integer(min: 0, max: 1_439)),
        Schema.Member("digest", .choice(NoticeRhythm.Digest.allCases.map(\.rawValue))),
        Schema.Member("digest_minute", .integer(min: 0, max: 1_439)),
        Schema.Member("digest_weekday", .integer(min: 1, max: 7)),
    ])

    static func json(_ notice: Notice, in language: Language) -> JSON {
        .object(
            ("id", .text(notice.id.description)), ("kind", .text(notice.kind.rawValue)),
            ("topic", .text(notice.kind.topic.rawValue)), ("sentence", .text(notice.sentence(in: language))),
            ("subject", .text(notice.subject.description)),
            ("subject_kind", .text(notice.kind.subjectKind.rawValue)),
            ("community", .optional(notice.community?.description)), ("at", .text(notice.at.description)),
            ("read_at", .optional(notice.read?.description)))
    }

    static func json(_ choices: NoticeChoices) -> JSON {
        let topics = NoticeTopic.allCases.map { topic in
            let chosen = choices.channels(of: topic)
            let names = NoticeChannel.personal.filter(chosen.contains).map { JSON.text($0.rawValue) }
            return JSON.object(("topic", .text(topic.rawValue)), ("channels", .array(names)))
        }
        let rhythm = choices.rhythm
        return .object(
            ("topics", .array(topics)), ("quiet_from_minute", .integer(Int64(rhythm.quietFromMinute))),
            ("quiet_until_minute", .integer(Int64(rhythm.quietUntilMinute))),
            ("digest", .text(rhythm.digest.rawValue)), ("digest_minute", .integer(Int64(rhythm.digestMinute))),
            ("digest_weekday", .integer(Int64(rhythm.digestWeekday))))
    }

    /// Choices from a body that has passed its shape; topics that it leaves out have their defaults.
    static func noticeChoices(_ body: JSON) -> NoticeChoices {
        func integer(_ name: String) -> Int {
            if case .integer(let number)? = body[name] { Int(number) } else { 0 }
        }
        var channels: [NoticeTopic: Set<NoticeChannel>] = [:]
        if case .array(let topics)? = body["topics"] {
            for entry in topics {
                guard let topic = entry["topic"]?.text.flatMap({ NoticeTopic(rawValue: $0) }),
                    case .array(let names)? = entry["channels"]
                else { continue }
                channels[topic] = Set(names.compactMap { $0.text.flatMap { NoticeChannel(rawValue: $0) } })
            }
        }
        return NoticeChoices(
            channels: channels,
            rhythm: NoticeRhythm(
                quietFromMinute: integer("quiet_from_minute"), quietUntilMinute: integer("quiet_until_minute"),
                digest: body["digest"]?.text.flatMap { NoticeRhythm.Digest(rawValue: $0) } ?? .none,
                digestMinute: integer("digest_minute"), digestWeekday: integer("digest_weekday")))
    }
}
