import HTML
import Pages
import Places
import QRCodes
import Vocabulary

extension Gallery {
    /// Codes on walls, looking after a place, moves and grids.
    static let ground: [Exhibit] = codes + keeping + grids

    private static let codes: [Exhibit] =
        [
            ("code-typing", CodePage(.typing)), ("code-misread", CodePage(.misread, typed: "7K3M-9XQ<")),
            ("code-unknown", CodePage(.unknown, typed: "7K3M-9XQR")),
            ("code-withdrawn", CodePage(.withdrawn, typed: "7K3M-9XQR", place: Cast.units[2])),
        ].map { name, page in
            Exhibit(name: name, path: Address.codes, reader: Cast.lin) { page.view(in: $0) }
        } + [
            Exhibit(name: "code-spot", path: Address.code("7K3M9XQR"), reader: Cast.lin) {
                var page = ReportPage(place: Cast.units[2], parts: [], words: "轿厢内：", once: "0198-once")
                page.spot = "轿厢内"
                return page.view(in: $0)
            },
            Exhibit(name: "sheet", path: Address.sheet("l2"), reader: Cast.shen) {
                SheetPage(
                    place: Cast.units[2], stickers: stickers(1), isMany: false, telephone: "0571 0000 0000"
                ).view(in: $0)
            },
            Exhibit(name: "sheets", path: Address.sheets("c1"), reader: Cast.shen, said: .codesMade) {
                SheetPage(
                    place: Cast.community, stickers: stickers(3), isMany: true, telephone: "", missingCount: 4,
                    kinds: [("space", .placeSpace, true), ("unit", .placeUnit, false)], mayMake: true
                ).view(in: $0)
            },
            Exhibit(name: "sheets-none", path: Address.sheets("c1"), reader: Cast.cheng) {
                SheetPage(
                    place: Cast.community, stickers: [], isMany: true, telephone: "",
                    kinds: [("space", .placeSpace, true)]
                ).view(in: $0)
            },
        ]

    private static let keeping: [Exhibit] = [
        Exhibit(name: "keep", path: Address.keep("c1"), reader: Cast.shen, said: .kept) { kept.view(in: $0) },
        Exhibit(name: "keep-wrong", path: Address.keep("l2"), reader: Cast.cheng) {
            var page = KeepPage(place: Cast.units[2])
            page.rights = [.code]
            page.wrong = .keepCodeLabel
            return page.view(in: $0)
        },
        Exhibit(name: "keep-merged", path: Address.keep("c2"), reader: Cast.shen) {
            var page = KeepPage(place: Cast.place("c2", "河埠头社区", "Hebutou Community", .community))
            page.rights = [.rename]
            page.mergedInto = Cast.community
            return page.view(in: $0)
        },
        Exhibit(name: "move", path: Address.move("b3").query("to", "x2"), reader: Cast.shen) {
            MovePage(
                place: Cast.building, from: Cast.compound.name,
                to: Cast.place("x2", "河埠头小区", "Hebutou Compound", .compound), toCode: "x2", isMerge: false,
                preview: MovePreview(places: 13, changingCommunity: 13, endingMemberships: 1, codes: 4)
            ).view(in: $0)
        },
        Exhibit(name: "move-merge", path: Address.move("c2").query("to", "c1"), reader: Cast.shen) {
            MovePage(
                place: Cast.place("c2", "河埠头社区", "Hebutou Community", .community), from: Cast.street.name,
                to: Cast.community, toCode: "c1", isMerge: true,
                preview: MovePreview(places: 1_204, changingCommunity: 1_204, endingMemberships: 0, codes: 88)
            ).view(in: $0)
        },
    ]

    private static let grids: [Exhibit] = [
        Exhibit(name: "grids", path: Address.grids("c1"), reader: Cast.shen) {
            var page = GridsPage(
                community: Cast.community,
                grids: [
                    .init(
                        id: "g1", name: Cast.text("第一网格", "Grid one"), code: "330105008999-01", memberCount: 6,
                        worker: wu),
                    .init(
                        id: "g2", name: Cast.text("第二网格", "Grid two"), code: "330105008999-02", memberCount: 0,
                        worker: nil),
                ],
                coverage: GridCoverage(
                    gaps: [place("b1", "1 幢", .building), place("b2", "2 幢", .building)], gapCount: 2,
                    overlaps: [.init(place: place("b4", "4 幢", .building), grids: [])], placeCount: 9))
            page.wrong = .gridsCode
            page.draft = ("330105008999-01", Cast.text("第三网格", "Grid three"))
            return page.view(in: $0)
        },
        Exhibit(name: "grids-none", path: Address.grids("c1"), reader: Cast.shen) {
            GridsPage(
                community: Cast.community, grids: [],
                coverage: GridCoverage(gaps: [], gapCount: 0, overlaps: [], placeCount: 0)
            ).view(in: $0)
        },
        Exhibit(name: "grid", path: Address.grid("g1"), reader: Cast.shen) {
            GridPage(
                grid: grid, choices: [choice(Cast.building, true), choice(Cast.compound, false)],
                people: [wu, xiaoShen],
                worker: wu, deputy: xiaoShen, onDuty: wu
            ).view(in: $0)
        },
        Exhibit(name: "grid-open", path: Address.grid("g1").query("q", "小"), reader: Cast.shen) {
            GridPage(
                grid: grid, choices: [], people: [xiaoShen], isSearched: true, search: "小", worker: nil,
                deputy: xiaoShen, openPosts: [.worker], onDuty: nil, wrong: .gridPeople
            ).view(in: $0)
        },
        Exhibit(name: "grid-nobody", path: Address.grid("g1"), reader: Cast.shen) {
            GridPage(grid: grid, choices: [], people: [], worker: nil, deputy: nil, onDuty: nil, wrong: .gridDuty)
                .view(in: $0)
        },
    ]

    private static let wu = servant("w-1", "网格员小吴", "Wu, grid worker")
    private static let xiaoShen = servant("w-2", "社工小沈", "Shen at the desk")

    private static func servant(_ id: String, _ zhHans: String, _ en: String) -> ShownPerson {
        ShownPerson(id: id, name: Cast.text(zhHans, en), role: Cast.text("", ""), isStaff: true)
    }

    private static func choice(_ place: PlaceSummary, _ isMember: Bool) -> GridPage.Choice {
        GridPage.Choice(place: place, isMember: isMember)
    }

    private static func place(_ code: String, _ name: String, _ kind: PlaceKind) -> Place {
        let number = UInt64(code.utf8.reduce(0) { Int($0) * 31 + Int($1) })
        return Place(
            id: ID(Identifier(high: 3, low: number)), kind: kind, code: code, name: Cast.text(name, name), parent: nil,
            community: ID(Identifier(high: 3, low: 1)))
    }

    private static var grid: Grid {
        let duty = [
            DutyHours(.worker, weekday: 1, fromMinute: 510, untilMinute: 690),
            DutyHours(.deputy, weekday: 7, fromMinute: 0, untilMinute: 1_440),
        ].compactMap { $0 }
        return Grid(place: place("g1", "第一网格", .grid), worker: nil, deputy: nil, duty: duty)
    }

    private static func stickers(_ count: Int) -> [SheetPage.Sticker] {
        (0..<count).compactMap { number in
            let code = CheckedCode(number: UInt64(number) * 7_919 + 4)
            guard let drawn = try? QRCode("https://lifang.example/c/\(code.description)", correction: .quartile) else {
                return nil
            }
            return SheetPage.Sticker(
                place: Cast.units[2].name, location: Cast.text("桂枝里小区 · 3 幢", "Guizhili · Building 3"),
                label: number == 0 ? "轿厢内" : "", code: code.grouped, drawn: drawn)
        }
    }

    private static var kept: KeepPage {
        var page = KeepPage(place: Cast.community)
        page.rights = Set(PlaceRight.allCases)
        page.pastNames = [PastName(name: Cast.text("桂枝村", "Guizhi Village"), until: Cast.minutes(-500_000))]
        page.aliases = [(1, "老桂枝", PlaceAlias.Kind.popular), (2, "河埠头社区", .merged)].map { number, words, kind in
            PlaceAlias(
                id: ID(Identifier(high: 4, low: number)), words: words, kind: kind, source: nil,
                from: Cast.minutes(-9_000))
        }
        page.codes = [(5, "", nil), (6, "服务台", nil), (7, "", Cast.minutes(-60))].map { number, label, withdrawn in
            DirectCode(
                code: CheckedCode(number: number), subjectKind: .place, subject: Identifier(high: 5, low: 1),
                place: ID(Identifier(high: 5, low: 1)), label: label, made: Cast.minutes(-9_000), withdrawn: withdrawn)
        }
        page.foreign = [ForeignCode(system: "division", code: "330105008999")]
        page.card = CommunityCard(addressFormat: .unitRoom, telephone: "0571 0000 0000")
        page.moves = [
            .init(
                id: "m1", place: Cast.building.name, from: Cast.compound.name,
                to: Cast.text("河埠头小区", "Hebutou Compound"), at: Cast.minutes(-2_000), isUndone: false, mayUndo: true),
            .init(
                id: "m2", place: Cast.building.name, from: Cast.compound.name,
                to: Cast.text("河埠头小区", "Hebutou Compound"), at: Cast.minutes(-4_000), isUndone: true, mayUndo: false),
        ]
        return page
    }
}
