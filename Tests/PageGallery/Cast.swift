public import Flows
import HTML
public import Pages
public import Places
public import Vocabulary

/// The people and places of the pictures: made up, the same everywhere.
public enum Cast {
    /// 2026-11-22 14:40 in Shanghai, a Sunday.
    public static let now = Instant(millisecondsSince1970: 1_795_329_600_000)

    /// So many minutes after ``now``; negative before.
    public static func minutes(_ minutes: Int64) -> Instant { now.advanced(byMilliseconds: minutes * 60_000) }

    public static let lin = ShownPerson(
        id: "p-lin", name: text("林秀英", "Lin Xiuying"), role: text("居民", "resident"), isStaff: false)
    public static let daniel = ShownPerson(
        id: "p-daniel", name: text("丹尼尔", "Daniel"), role: text("居民", "resident"), isStaff: false)
    public static let cheng = ShownPerson(
        id: "p-cheng", name: text("小程", "Cheng"), role: text("管家", "butler"), isStaff: true)
    public static let shen = ShownPerson(
        id: "p-shen", name: text("小沈", "Shen"), role: text("社区工作者", "community worker"), isStaff: true)
    public static let gu = ShownPerson(
        id: "p-gu", name: text("小顾", "Gu"), role: text("物业维保", "maintenance"), isStaff: true)

    public static let province = place("330", "浙江省", "Zhejiang", .province)
    public static let city = place("3301", "杭州市", "Hangzhou", .city)
    public static let county = place("330105", "拱墅区", "Gongshu", .county)
    public static let street = place("330105008", "米市巷街道", "Mishixiang", .street)
    public static let community = place("c1", "桂枝里社区", "Guizhili Community", .community, open: 13)
    public static let compound = place("x1", "桂枝里小区", "Guizhili Compound", .compound, open: 11)
    public static let building = place("b3", "3 幢", "Building 3", .building)
    public static let units = [
        place("u1", "3 幢 1 单元", "Building 3, Unit 1", .unit),
        place("u2", "3 幢 2 单元", "Building 3, Unit 2", .unit, open: 1),
        place("l2", "3 幢 2 单元 · 电梯", "Building 3, Unit 2 · lift", .space, open: 1),
    ]

    public static func text(_ zhHans: String, _ en: String) -> LocalizedText { LocalizedText(zhHans: zhHans, en: en) }

    public static func place(_ id: String, _ zhHans: String, _ en: String, _ kind: PlaceKind, open: Int? = nil)
        -> PlaceSummary
    {
        PlaceSummary(id: id, name: text(zhHans, en), kind: kind, openCount: open)
    }

    /// One matter; `due` in minutes from ``now``.
    public static func matter(
        _ number: String, _ words: String, _ kind: MatterKind, _ stage: MatterStage, at place: LocalizedText,
        due: (Duty, Int64)? = nil, closed: Int64? = nil, isMine: Bool = false
    ) -> MatterCard {
        MatterCard(
            id: "m-" + number, number: number, words: words, kind: kind, stage: stage, place: place,
            due: due.map { Due($0.0, by: minutes($0.1)) }, reportedAt: minutes(-58), closedAt: closed.map(minutes),
            isMine: isMine)
    }

    public static let lift = matter(
        "1122-037", "2 单元电梯抖动、有异响", .lift, .doing, at: text("3 幢 2 单元", "Building 3, Unit 2"), due: (.finish, 110))
    public static let rows: [(MatterCard, ShownPerson?)] = [
        (matter("1122-021", "地下车库 B 区积水", .water, .doing, at: text("车库 B 区", "Garage B"), due: (.finish, -40)), cheng),
        (
            matter(
                "1121-088", "消防通道被电动车占住", .safety, .doing, at: text("7 幢 2 单元", "Building 7, Unit 2"),
                due: (.finish, -15)), gu
        ),
        (lift, gu),
        (
            matter("1122-052", "楼道灯不亮", .lamp, .new, at: text("5 幢 1 单元", "Building 5, Unit 1"), due: (.takeUp, 200)),
            nil
        ),
        (matter("1122-051", "夜里 11 点广场舞音响", .noise, .new, at: text("河埠头广场", "Quay square"), due: (.takeUp, 320)), nil),
        (matter("1122-040", "快递柜门打不开", .other, .doing, at: text("南门", "South gate"), due: (.finish, 1280)), cheng),
        (
            matter(
                "1121-076", "垃圾房有异味，这两天风一吹，整个二幢西侧都闻得到，请看看是不是清运少了一次", .hygiene, .waiting,
                at: text("2 幢西侧", "West of building 2"), due: (.answer, 1640)), gu
        ),
        (
            matter(
                "1121-063", "Street lamp hidden by branches", .lamp, .doing, at: text("桂枝路 12 号旁", "Guizhi Road 12"),
                due: (.finish, 3080)), cheng
        ),
    ]
    public static let mine: [MatterCard] = {
        var first = lift
        first.isMine = true
        let second = matter(
            "1121-019", "楼道灯不亮", .lamp, .waiting, at: text("3 幢 2 单元", "Building 3, Unit 2"), due: (.answer, 1640),
            isMine: true)
        return [first, second]
    }()
    public static let closed: [MatterCard] = [
        matter("1120-004", "门口井盖松动", .safety, .done, at: text("东门", "East gate"), closed: -1500, isMine: true),
        matter("1109-031", "楼下太吵", .noise, .withdrawn, at: text("3 幢", "Building 3"), closed: -18_000, isMine: true),
    ]

    public static func page(_ card: MatterCard, handler: ShownPerson?, actions: MatterPage.Actions = []) -> MatterPage {
        var history = [Happening(.reported, at: card.reportedAt, by: nil, isReader: card.isMine)]
        if card.stage != .new {
            history.append(
                Happening(.taken, at: minutes(-51), by: handler, isReader: false, note: "已让 2 单元先停用，请走 1 单元。"))
        }
        if card.stage == .waiting || card.stage == .done {
            history.append(Happening(.finished, at: minutes(-20), by: handler, isReader: false, note: "换了轿厢导靴，试了十趟。"))
        }
        if card.stage == .done {
            history.append(Happening(.rated(.fixed), at: minutes(-5), by: nil, isReader: card.isMine))
        }
        return MatterPage(
            card: card, history: history, handler: handler, isReaderHandler: actions.contains(.finish),
            actions: actions,
            once: "0198-once")
    }
}
