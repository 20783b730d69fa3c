import Places
import Store
import Vocabulary
import Web

extension Shapes {
    static let ground: [(String, Schema)] = [
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
                Schema.Member("id", .identifier), Schema.Member("code", .text(max: 64, hint: "Unique among places.")),
                Schema.Member("name_zh", .text(max: 200, hint: "中文名")),
                Schema.Member("name_en", .text(max: 200, hint: "English name.")),
                Schema.Member("worker", .optional(.identifier)), Schema.Member("deputy", .optional(.identifier)),
                Schema.Member("places", .array(.identifier, max: Grids.membersMax)),
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
    ]

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

    static func json(_ grid: Grid, members: [ID<Place>]) -> JSON {
        .object(
            ("id", .text(grid.id.description)), ("code", .text(grid.place.code)),
            ("name_zh", .text(grid.place.name.zhHans)), ("name_en", .text(grid.place.name.en)),
            ("worker", .optional(grid.worker?.description)), ("deputy", .optional(grid.deputy?.description)),
            ("places", .array(members.map { .text($0.description) })))
    }

    static func grids(of community: ID<Place>, in snapshot: Snapshot) throws -> JSON {
        let coverage = try Grids.coverage(of: community, in: snapshot)
        return .object(
            (
                "grids",
                .array(
                    try Grids.grids(of: community, in: snapshot).map {
                        json($0, members: try Grids.members(of: $0.id, in: snapshot).map(\.id))
                    })
            ), ("gap_count", .integer(coverage.gapCount)), ("gaps", .array(coverage.gaps.map { json($0) })),
            ("overlaps", .array(coverage.overlaps.map { json($0.place) })))
    }
}
