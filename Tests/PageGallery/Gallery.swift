import Flows
public import HTML
public import Pages
import Places
import Vocabulary

/// Every page in every state worth looking at, drawn from the same made-up values.
public enum Gallery {
    /// Whose eyes and which mode.
    public enum Mode: String, CaseIterable, Sendable {
        case light, dark, elder, en
    }

    /// One page: its name, its address, who reads it, and how it is drawn.
    public struct Exhibit: Sendable {
        public var name: String
        var path: Link
        var reader: ShownPerson?
        var said: Said?
        var draw: @Sendable (Frame) -> HTML

        /// Draws the page in one mode.
        public func page(_ mode: Mode) -> HTML {
            draw(frame(mode))
        }

        /// Draws the page in surroundings of the test's own.
        public func drawn(in frame: Frame) -> HTML {
            draw(frame)
        }

        /// The page's surroundings in one mode.
        public func frame(_ mode: Mode) -> Frame {
            var frame = Frame(
                language: mode == .en ? .en : .zhHans, now: Cast.now, secondsFromUTC: 28_800, path: path,
                assets: Assets(version: "1"), person: reader, deskID: reader?.isStaff == true ? "c1" : nil)
            frame.theme = mode == .dark ? .dark : .light
            frame.isElder = mode == .elder
            frame.said = said
            return frame
        }
    }

    public static let all: [Exhibit] = residents + desks + others + notices + neighbours + data + door + ground

    static let residents: [Exhibit] = [
        Exhibit(name: "home", path: Address.home, reader: Cast.lin) { HomePage(.community(home)).view(in: $0) },
        Exhibit(name: "home-nothing-open", path: Address.home, reader: Cast.daniel) {
            HomePage(.community(.init(place: Cast.community, mine: [], mineCount: 0, places: [Cast.compound]))).view(
                in: $0)
        },
        Exhibit(name: "choose", path: Address.home) {
            HomePage(.choice(.init(search: "", places: [Cast.province], hasMore: false))).view(in: $0)
        },
        Exhibit(name: "choose-found", path: Address.places.query("q", "桂枝")) {
            HomePage(.choice(.init(search: "桂枝", places: found, hasMore: true))).view(in: $0)
        },
        Exhibit(name: "choose-none", path: Address.places.query("q", "月<球>")) {
            HomePage(.choice(.init(search: "月<球>", places: [], hasMore: false))).view(in: $0)
        },
        Exhibit(name: "place", path: Address.place("c1"), reader: Cast.lin) { community.view(in: $0) },
        Exhibit(name: "place-street", path: Address.place("330105008")) { street.view(in: $0) },
        Exhibit(name: "place-building", path: Address.place("b3"), reader: Cast.lin) { building.view(in: $0) },
        Exhibit(name: "report", path: Address.report(at: "b3"), reader: Cast.lin) {
            ReportPage(place: Cast.building, parts: Cast.units, once: "0198-once").view(in: $0)
        },
        Exhibit(name: "report-errors", path: Address.report(at: "b3"), reader: Cast.lin) {
            ReportPage(
                place: Cast.building, parts: Cast.units, words: String(repeating: "电梯到 6 楼会抖。", count: 51),
                chosenPlaceID: "u2", once: "0198-once", errors: [.wordsTooLong(by: 10), .kindMissing]
            ).view(in: $0)
        },
        Exhibit(name: "report-empty", path: Address.report(at: "l2"), reader: Cast.lin) {
            ReportPage(place: Cast.units[2], parts: [], kind: .lift, once: "0198-once", errors: [.wordsMissing]).view(
                in: $0)
        },
        Exhibit(name: "matters", path: Address.matters, reader: Cast.lin) {
            MattersPage(open: Cast.mine, closed: Cast.closed, page: 1, pageCount: 3, communityID: "c1").view(in: $0)
        },
        Exhibit(name: "matters-none", path: Address.matters, reader: Cast.daniel) {
            MattersPage(open: [], closed: [], communityID: "c1").view(in: $0)
        },
    ]

    static let desks: [Exhibit] = [
        Exhibit(name: "matter-doing", path: Address.matter("m-1122-037"), reader: Cast.lin, said: .reported) {
            Cast.page(Cast.mine[0], handler: Cast.gu, actions: [.withdraw]).view(in: $0)
        },
        Exhibit(name: "matter-waiting", path: Address.matter("m-1121-019"), reader: Cast.lin) {
            Cast.page(Cast.mine[1], handler: Cast.gu, actions: [.rate]).view(in: $0)
        },
        Exhibit(name: "matter-done", path: Address.matter("m-1120-004"), reader: Cast.lin, said: .ratedFixed) {
            Cast.page(Cast.closed[0], handler: Cast.gu).view(in: $0)
        },
        Exhibit(name: "matter-reopened", path: Address.matter("m-1122-037"), reader: Cast.lin) {
            reopened.view(in: $0)
        },
        Exhibit(name: "matter-withdrawn", path: Address.matter("m-1109-031"), reader: Cast.lin, said: .withdrawn) {
            withdrawn.view(in: $0)
        },
        Exhibit(name: "matter-take", path: Address.matter("m-1122-052"), reader: Cast.cheng) {
            Cast.page(Cast.rows[3].0, handler: nil, actions: [.take]).view(in: $0)
        },
        Exhibit(name: "matter-finish", path: Address.matter("m-1122-021"), reader: Cast.cheng) {
            var page = Cast.page(Cast.rows[0].0, handler: Cast.cheng, actions: [.finish])
            page.errors = [.noteMissing]
            return page.view(in: $0)
        },
        Exhibit(name: "desk", path: Address.desk("c1"), reader: Cast.shen) {
            desk(selected: Cast.page(Cast.rows[3].0, handler: nil, actions: [.take])).view(in: $0)
        },
        Exhibit(name: "desk-filtered", path: Address.desk("c1").query("kind", "water"), reader: Cast.cheng) {
            var page = desk(selected: Cast.page(Cast.rows[0].0, handler: Cast.cheng, actions: [.finish]))
            page.kind = .water
            page.search = "车库"
            page.rows = [page.rows[0]]
            page.rowCount = 1
            page.pageCount = 1
            return page.view(in: $0)
        },
        Exhibit(name: "desk-empty", path: Address.desk("c1").query("view", "late"), reader: Cast.shen) {
            DeskPage(
                community: Cast.community, view: .late, counts: .init(open: 0, late: 0, today: 0, waiting: 0, done: 4),
                rows: [], rowCount: 0
            ).view(in: $0)
        },
    ]

    static let others: [Exhibit] =
        [
            Exhibit(name: "identity", path: Address.identity, reader: Cast.cheng) {
                IdentityPage(people: people, back: Address.place("c1")).view(in: $0)
            },
            Exhibit(name: "me", path: Address.me, reader: Cast.lin, said: .modeChanged) {
                MePage(community: Cast.community).view(in: $0)
            },
            Exhibit(name: "me-staff", path: Address.me, reader: Cast.shen) {
                MePage(community: Cast.community, waiting: 2, offices: [Cast.community]).view(in: $0)
            },
            Exhibit(name: "me-nobody", path: Address.me) { MePage(community: nil).view(in: $0) },
            Exhibit(name: "licenses", path: Address.licenses) { LicensesPage().view(in: $0) },
        ]
        + ErrorPage.Kind.allCases.map { kind in
            Exhibit(name: "error-\(kind.rawValue)", path: Address.home) { frame in
                let now = kind == .conflict ? Address.matter("m-1122-037") : nil
                return ErrorPage(kind, reference: kind == .broken ? "7F3A-19" : nil, now: now).view(in: frame)
            }
        }

    static let home = HomePage.Community(
        place: Cast.community, mine: Cast.mine, mineCount: 4,
        places: [
            Cast.compound, Cast.place("x2", "河埠头小区", "Hebutou Compound", .compound, open: 1),
            Cast.place("s1", "邻里中心", "Neighbourhood centre", .space), Cast.building,
        ], telephone: "0571 0000 0000")
    static let found: [PlaceSummary] = [Cast.community, Cast.compound].map {
        var place = $0
        place.location = Cast.text("杭州市 · 拱墅区 · 米市巷街道", "Hangzhou · Gongshu · Mishixiang")
        return place
    }
    static let community = PlacePage(
        place: Cast.community, ancestors: [Cast.province, Cast.city, Cast.county, Cast.street],
        open: Cast.rows.map(\.0),
        children: home.places, childCount: 4, canReport: true, canBecomeMine: true, isMine: false)
    static let building = PlacePage(
        place: Cast.building,
        ancestors: [Cast.province, Cast.city, Cast.county, Cast.street, Cast.community, Cast.compound],
        open: [], children: Cast.units, childCount: 3, canReport: true, canBecomeMine: false, isMine: false)
    static let street = PlacePage(
        place: Cast.street, ancestors: [Cast.province, Cast.city, Cast.county], open: [],
        children: (1...12).map { Cast.place("v\($0)", "和睦\($0)村社区", "Hemu \($0) community", .community) },
        childCount: 40,
        filter: "和睦", page: 2, pageCount: 4, canReport: false, canBecomeMine: false, isMine: false)

    static var reopened: MatterPage {
        var page = Cast.page(Cast.mine[0], handler: Cast.gu)
        page.history.append(Happening(.finished, at: Cast.minutes(-30), by: Cast.gu, isReader: false, note: "换了灯泡。"))
        page.history.append(Happening(.rated(.notFixed), at: Cast.minutes(-12), by: nil, isReader: true))
        return page
    }
    static var withdrawn: MatterPage {
        var page = Cast.page(Cast.closed[1], handler: nil)
        page.history = [
            Happening(.reported, at: Cast.minutes(-18_600), by: nil, isReader: true),
            Happening(.withdrawn, at: Cast.minutes(-18_000), by: nil, isReader: true),
        ]
        return page
    }

    /// A desk with the gallery's matters and one of them at the side.
    public static func desk(selected: MatterPage?) -> DeskPage {
        DeskPage(
            community: Cast.community, view: .open, counts: .init(open: 47, late: 2, today: 9, waiting: 5, done: 120),
            rows: Cast.rows.map { DeskPage.Row(card: $0.0, handler: $0.1) }, rowCount: 47, firstRow: 1, page: 1,
            pageCount: 6,
            selected: selected)
    }
    static let people = [
        IdentityPage.Persona(
            person: Cast.lin, about: Cast.text("住 3 幢 2 单元，报事、看进度、说修好没有。", "Lives in building 3; reports and rates.")),
        IdentityPage.Persona(
            person: Cast.daniel, about: Cast.text("刚搬来，用英文看。", "Has just moved in and reads English.")),
        IdentityPage.Persona(
            person: Cast.cheng, about: Cast.text("桂枝里小区的管家，接事、办事。", "The compound's butler; takes and finishes.")),
        IdentityPage.Persona(person: Cast.shen, about: Cast.text("社区工作者，看得到全部来件。", "Sees everything that comes in.")),
    ]
}
