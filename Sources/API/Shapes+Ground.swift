import People
import Places
import Store
import Vocabulary
import Web

extension Shapes {
    static let ground: [(String, Schema)] =
        [
            (
                "DirectCode",
                .object([
                    Schema.Member("code", .text(max: 8, hint: "As it is stored.")),
                    Schema.Member("printed", .text(max: 9, hint: "As it is printed.")),
                    Schema.Member("subject_kind", .choice(DirectCode.SubjectKind.allCases.map(\.rawValue))),
                    Schema.Member("place", .identifier),
                    Schema.Member("label", .text(max: DirectCode.labelMax, hint: "Which spot of the place.")),
                    Schema.Member("is_active", .flag), Schema.Member("made_at", .moment),
                ])
            ),
            (
                "PlaceMove",
                .object([
                    Schema.Member("id", .identifier), Schema.Member("kind", .choice(["move", "merge"])),
                    Schema.Member("place", .identifier), Schema.Member("from", .identifier),
                    Schema.Member("to", .identifier), Schema.Member("at", .moment),
                    Schema.Member("undone_at", .optional(.moment)),
                ])
            ),
            (
                "AddressProposal",
                .object([
                    Schema.Member("area", .text(max: 200, hint: "The name before the numbers.")),
                    Schema.Member("building", .optional(.text(max: 200, hint: "Number or letter."))),
                    Schema.Member("unit", .optional(.text(max: 200, hint: "Number or letter."))),
                    Schema.Member("room", .optional(.text(max: 200, hint: "Number."))),
                    Schema.Member("exact", .optional(.named("Place"))),
                    Schema.Member("candidates", .array(.named("Place"), max: 20)),
                ])
            ),
            (
                "Grid",
                .object([
                    Schema.Member("id", .identifier),
                    Schema.Member("code", .text(max: 64, hint: "Unique among places.")),
                    Schema.Member("name_zh", .text(max: 200, hint: "中文名")),
                    Schema.Member("name_en", .text(max: 200, hint: "English name.")),
                    Schema.Member("worker", .optional(.identifier)), Schema.Member("deputy", .optional(.identifier)),
                    Schema.Member("places", .array(.identifier, max: Grids.membersMax)),
                    Schema.Member("duty", .array(.named("DutyHours"), max: Grids.dutyMax)),
                    Schema.Member("ended_at", .optional(.moment)),
                ])
            ),
            ("DutyHours", dutyHours),
            (
                "GridWorkerList",
                .object([
                    Schema.Member(
                        "people",
                        .array(
                            .object([
                                Schema.Member("id", .identifier),
                                Schema.Member("name_zh", .text(max: 100, hint: "As published, otherwise masked.")),
                                Schema.Member("name_en", .text(max: 100, hint: "As published, otherwise masked.")),
                            ]), max: 200))
                ])
            ),
            (
                "GridList",
                .object([
                    Schema.Member("grids", .array(.named("Grid"), max: 200)),
                    Schema.Member("gap_count", .integer(min: 0, max: .max)),
                    Schema.Member("gaps", .array(.named("Place"), max: 200)),
                    Schema.Member("overlaps", .array(.named("Place"), max: 200)),
                ])
            ),
        ] + keeping

    static let dutyHours = Schema.object([
        Schema.Member("holder", .choice(DutyHours.Holder.allCases.map(\.rawValue))),
        Schema.Member("weekday", .integer(min: 1, max: 7)),
        Schema.Member("from_minute", .integer(min: 0, max: 1_439)),
        Schema.Member("until_minute", .integer(min: 1, max: 1_440)),
    ])

    static let communityCard = Schema.object([
        Schema.Member("address_format", .choice(AddressFormat.allCases.map(\.rawValue))),
        Schema.Member("telephone", .line(max: 20, hint: "Digits, +, blanks, hyphens; empty if there is none.")),
    ])

    private static let keeping: [(String, Schema)] = [
        ("CommunityCard", communityCard),
        (
            "PlaceAliasList",
            .object([
                Schema.Member(
                    "aliases",
                    .array(
                        .object([
                            Schema.Member("id", .identifier),
                            Schema.Member("words", .text(max: 200, hint: "The name.")),
                            Schema.Member("kind", .choice(PlaceAlias.Kind.allCases.map(\.rawValue))),
                            Schema.Member("from", .moment),
                        ]), max: 200))
            ])
        ),
        (
            "SystemCodeList",
            .object([
                Schema.Member(
                    "codes",
                    .array(
                        .object([
                            Schema.Member("system", .text(max: 32, hint: "Which system.")),
                            Schema.Member("code", .text(max: 64, hint: "The code there.")),
                        ]), max: 200))
            ])
        ),
    ]

    static func json(_ aliases: [PlaceAlias]) -> JSON {
        .object(
            (
                "aliases",
                .array(
                    aliases.map { alias in
                        .object(
                            ("id", .text(alias.id.description)), ("words", .text(alias.words)),
                            ("kind", .text(alias.kind.rawValue)), ("from", .text(alias.from.description)))
                    })
            ))
    }

    static func json(_ codes: [ForeignCode]) -> JSON {
        .object(
            ("codes", .array(codes.map { .object(("system", .text($0.system)), ("code", .text($0.code))) })))
    }

    static func json(_ card: CommunityCard) -> JSON {
        .object(
            ("address_format", .text(card.addressFormat.rawValue)), ("telephone", .text(card.telephone)))
    }

    static func json(_ code: DirectCode) -> JSON {
        .object(
            ("code", .text(code.code.description)), ("printed", .text(code.code.grouped)),
            ("subject_kind", .text(code.subjectKind.rawValue)), ("place", .text(code.place.description)),
            ("label", .text(code.label)), ("is_active", .flag(code.withdrawn == nil)),
            ("made_at", .text(code.made.description)))
    }

    static func json(_ move: PlaceMove) -> JSON {
        .object(
            ("id", .text(move.id.description)), ("kind", .text(move.kind.rawValue)),
            ("place", .text(move.place.description)), ("from", .text(move.from.description)),
            ("to", .text(move.to.description)), ("at", .text(move.at.description)),
            ("undone_at", .optional(move.undone?.description)))
    }

    static func json(_ proposal: AddressProposal) -> JSON {
        .object(
            ("area", .text(proposal.address.area)), ("building", .optional(proposal.address.building)),
            ("unit", .optional(proposal.address.unit)), ("room", .optional(proposal.address.room)),
            ("exact", proposal.exact.map { json($0) } ?? .null),
            ("candidates", .array(proposal.candidates.map { json($0) })))
    }

    /// A grid with those who hold the role at this moment; the post of somebody who left is null.
    static func grid(_ id: ID<Place>, at now: Instant, in snapshot: Snapshot) throws -> JSON {
        let grid = try People.serving(Grids.grid(id, in: snapshot), at: now, in: snapshot)
        return json(grid, members: try Grids.members(of: id, in: snapshot).map(\.id))
    }

    private static func json(_ grid: Grid, members: [ID<Place>]) -> JSON {
        .object(
            ("id", .text(grid.id.description)), ("code", .text(grid.place.code)),
            ("name_zh", .text(grid.place.name.zhHans)), ("name_en", .text(grid.place.name.en)),
            ("worker", .optional(grid.worker?.description)), ("deputy", .optional(grid.deputy?.description)),
            ("places", .array(members.map { .text($0.description) })),
            (
                "duty",
                .array(
                    grid.duty.map { hours in
                        .object(
                            ("holder", .text(hours.holder.rawValue)), ("weekday", .integer(Int64(hours.weekday))),
                            ("from_minute", .integer(Int64(hours.fromMinute))),
                            ("until_minute", .integer(Int64(hours.untilMinute))))
                    })
            ), ("ended_at", .optional(grid.place.ended?.description)))
    }

    /// Hours out of a body that has passed its shape; nil if they end before they begin.
    static func dutyHours(_ value: JSON) -> DutyHours? {
        guard let holder = value["holder"]?.text.flatMap({ DutyHours.Holder(rawValue: $0) }),
            let weekday = value["weekday"]?.integer, let from = value["from_minute"]?.integer,
            let until = value["until_minute"]?.integer
        else { return nil }
        return DutyHours(holder, weekday: Int(weekday), fromMinute: Int(from), untilMinute: Int(until))
    }

    static func json(_ workers: [GridWorker]) -> JSON {
        .object(
            (
                "people",
                .array(
                    workers.map { worker in
                        var name = LocalizedText(zhHans: "", en: "")
                        switch worker.name {
                        case .service(let text): name = text
                        case .own(let text), .masked(let text), .neighbour(let text):
                            name = LocalizedText(zhHans: text, en: text)
                        case .protected, .nobody: break
                        }
                        return .object(
                            ("id", .text(worker.id.description)), ("name_zh", .text(name.zhHans)),
                            ("name_en", .text(name.en)))
                    })
            ))
    }

    static func grids(of community: ID<Place>, at now: Instant, in snapshot: Snapshot) throws -> JSON {
        let coverage = try Grids.coverage(of: community, in: snapshot)
        return .object(
            (
                "grids",
                .array(
                    try Grids.grids(of: community, in: snapshot).map { try grid($0.id, at: now, in: snapshot) })
            ), ("gap_count", .integer(coverage.gapCount)), ("gaps", .array(coverage.gaps.map { json($0) })),
            ("overlaps", .array(coverage.overlaps.map { json($0.place) })))
    }
}
