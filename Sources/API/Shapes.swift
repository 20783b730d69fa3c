import Flows
import Places
import Vocabulary
import Web

/// The shapes of what the interface gives, and the values in them.
enum Shapes {
    static let all: [(String, Schema)] = own + ground + notices

    private static let notices: [(String, Schema)] = [
        ("Notice", notice), ("NoticeChoices", noticeChoices),
        (
            "NoticeList",
            .object([
                Schema.Member("notices", .array(.named("Notice"), max: 200)),
                Schema.Member("unread", .integer(min: 0, max: 100)),
            ])
        ),
    ]

    private static let own: [(String, Schema)] = [
        ("File", file), ("Place", place), ("Matter", matter), ("MatterStep", step),
        ("FileList", .object([Schema.Member("files", .array(.named("File"), max: 200))])),
        ("PlaceList", .object([Schema.Member("places", .array(.named("Place"), max: 200))])),
        ("MatterList", .object([Schema.Member("matters", .array(.named("Matter"), max: 200))])),
        (
            "MatterProgress",
            .object([
                Schema.Member("matter", .named("Matter")),
                Schema.Member("steps", .array(.named("MatterStep"), max: 10_000)),
            ])
        ),
    ]

    private static let place = Schema.object([
        Schema.Member("id", .identifier), Schema.Member("kind", .choice(PlaceKind.allCases.map(\.rawValue))),
        Schema.Member("code", .text(max: 64, hint: "Unique; 12 digits for divisions.")),
        Schema.Member("name_zh", .text(max: 200, hint: "中文名")),
        Schema.Member("name_en", .text(max: 200, hint: "English name, or the Chinese one.")),
        Schema.Member("parent", .optional(.identifier)), Schema.Member("community", .optional(.identifier)),
        Schema.Member("longitude_e7", .optional(.integer(min: -1_800_000_000, max: 1_800_000_000))),
        Schema.Member("latitude_e7", .optional(.integer(min: -900_000_000, max: 900_000_000))),
    ])

    private static let matter = Schema.object([
        Schema.Member("id", .identifier), Schema.Member("number", .text(max: 16, hint: "Said on the telephone.")),
        Schema.Member("place", .identifier), Schema.Member("community", .identifier),
        Schema.Member("kind", .choice(MatterKind.allCases.map(\.rawValue))),
        Schema.Member("words", .text(max: Matter.wordsMax, hint: "The reporter's own words.")),
        Schema.Member("state", .choice(Matter.State.allCases.map(\.rawValue))),
        Schema.Member("verdict", .optional(.choice(Matter.Verdict.allCases.map(\.rawValue)))),
        Schema.Member("is_mine", .flag), Schema.Member("holder", .optional(.identifier)),
        Schema.Member("opened_at", .moment), Schema.Member("due_at", .moment), Schema.Member("changed_at", .moment),
        Schema.Member("version", .integer(min: 1, max: .max)),
    ])

    private static let step = Schema.object([
        Schema.Member("kind", .choice(MatterStep.Kind.allCases.map(\.rawValue))),
        Schema.Member("actor", .optional(.identifier)), Schema.Member("at", .moment),
        Schema.Member("note", .optional(.text(max: Matter.wordsMax, hint: "What the person wrote."))),
    ])

    static func json(_ place: Place) -> JSON {
        .object(
            ("id", .text(place.id.description)), ("kind", .text(place.kind.rawValue)), ("code", .text(place.code)),
            ("name_zh", .text(place.name.zhHans)), ("name_en", .text(place.name.en)),
            ("parent", .optional(place.parent?.description)), ("community", .optional(place.community?.description)),
            ("longitude_e7", place.coordinate.map { .integer($0.longitudeE7) } ?? .null),
            ("latitude_e7", place.coordinate.map { .integer($0.latitudeE7) } ?? .null))
    }

    /// A matter without its reporter: who reported stays between the reporter and those who handle it.
    static func json(_ matter: Matter, for actor: Actor) -> JSON {
        .object(
            ("id", .text(matter.id.description)), ("number", .text(matter.number)),
            ("place", .text(matter.place.description)), ("community", .text(matter.community.description)),
            ("kind", .text(matter.kind.rawValue)), ("words", .text(matter.words)),
            ("state", .text(matter.state.rawValue)), ("verdict", .optional(matter.verdict?.rawValue)),
            ("is_mine", .flag(matter.reporter == actor.id)), ("holder", .optional(matter.holder?.description)),
            ("opened_at", .text(matter.opened.description)), ("due_at", .text(matter.due.description)),
            ("changed_at", .text(matter.changed.description)), ("version", .integer(matter.version)))
    }

    static func json(_ step: MatterStep, of matter: Matter, for standing: Standing) -> JSON {
        let mayKnow = standing.mayKnow(whoTook: step, of: matter)
        return .object(
            ("kind", .text(step.kind.rawValue)), ("actor", mayKnow ? .text(step.actor.description) : .null),
            ("at", .text(step.at.description)), ("note", .optional(step.note)))
    }
}
