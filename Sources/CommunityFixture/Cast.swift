public import Vocabulary

/// The people of the one imaginary community; every example, test and picture uses them.
///
/// Names and stories are made up.
public enum Cast: String, CaseIterable, Sendable {
    /// 陈桂芳, 74, lives in building 3; a resident.
    case chen
    /// Anna Weber, 35, teaches at the university; a resident who reads English.
    case anna
    /// 程小路, the butler of the compound.
    case cheng
    /// 沈敏, community worker at the desk.
    case shen
    /// 陈大明, 48, son of 陈桂芳 and her carer; father of a child.
    case daming
    /// 周雨, 45, his wife; volunteer.
    case zhou
    /// 顾强, repairs for the property firm.
    case gu
    /// 何静, manager of the community.
    case he
    /// 陆建国, officer of the street.
    case lu
    /// 方宁, system administrator.
    case fang
    /// 秦岚, security administrator.
    case qin
    /// 金文博, audit administrator.
    case jin
    /// 许安, the second security administrator: what takes two people takes him too.
    case xu

    /// A fixed identifier that sorts before every one made at run time.
    public var id: Identifier { Cast.identifier(UInt64(Cast.allCases.firstIndex(of: self) ?? 0) + 1) }

    /// 陈小满, 8, child of 陈大明 and 周雨; signs in nowhere.
    public static let childID = identifier(64)

    /// 吴海燕, grid worker; signs in nowhere.
    public static let gridWorkerID = identifier(65)

    private static func identifier(_ number: UInt64) -> Identifier {
        Identifier(high: 0x7000, low: 0x8000_0000_0001_0000 | number)
    }

    /// The name.
    public var name: LocalizedText {
        switch self {
        case .chen: LocalizedText(zhHans: "陈桂芳", en: "Chen Guifang")
        case .anna: LocalizedText(zhHans: "安娜", en: "Anna Weber")
        case .cheng: LocalizedText(zhHans: "程小路", en: "Cheng Xiaolu")
        case .shen: LocalizedText(zhHans: "沈敏", en: "Shen Min")
        case .daming: LocalizedText(zhHans: "陈大明", en: "Chen Daming")
        case .zhou: LocalizedText(zhHans: "周雨", en: "Zhou Yu")
        case .gu: LocalizedText(zhHans: "顾强", en: "Gu Qiang")
        case .he: LocalizedText(zhHans: "何静", en: "He Jing")
        case .lu: LocalizedText(zhHans: "陆建国", en: "Lu Jianguo")
        case .fang: LocalizedText(zhHans: "方宁", en: "Fang Ning")
        case .qin: LocalizedText(zhHans: "秦岚", en: "Qin Lan")
        case .jin: LocalizedText(zhHans: "金文博", en: "Jin Wenbo")
        case .xu: LocalizedText(zhHans: "许安", en: "Xu An")
        }
    }

    /// What the person is, in words.
    public var title: LocalizedText {
        switch self {
        case .chen, .anna, .daming: LocalizedText(zhHans: "居民", en: "resident")
        case .zhou: LocalizedText(zhHans: "志愿者", en: "volunteer")
        case .cheng: LocalizedText(zhHans: "管家", en: "butler")
        case .shen: LocalizedText(zhHans: "社区工作者", en: "community worker")
        case .gu: LocalizedText(zhHans: "物业维修", en: "repairs")
        case .he: LocalizedText(zhHans: "社区主任", en: "community manager")
        case .lu: LocalizedText(zhHans: "街道干部", en: "street officer")
        case .fang: LocalizedText(zhHans: "系统管理员", en: "system administrator")
        case .qin, .xu: LocalizedText(zhHans: "安全管理员", en: "security administrator")
        case .jin: LocalizedText(zhHans: "审计管理员", en: "audit administrator")
        }
    }

    /// Who this is and what can be tried.
    public var about: LocalizedText {
        switch self {
        case .chen:
            LocalizedText(zhHans: "74 岁，住 3 幢。报修、看进度、说修好没有。", en: "74, lives in building 3. Reports, follows, rates.")
        case .anna:
            LocalizedText(
                zhHans: "大学老师，看英文。也能报修、评价。", en: "Teaches at the university, reads English. Reports and rates.")
        case .cheng:
            LocalizedText(zhHans: "接下居民报的事，办好后说明。", en: "Takes what residents report and says when it is done.")
        case .shen:
            LocalizedText(zhHans: "在来件台看全社区的事，急的在前。", en: "Sees the whole community at the desk, urgent first.")
        case .daming:
            LocalizedText(zhHans: "替妈妈跑腿，也管着小满的资料。", en: "Looks after his mother, and acts for his child.")
        case .zhou: LocalizedText(zhHans: "周末做志愿者，和大明一家。", en: "Volunteers at weekends; lives with Daming.")
        case .gu: LocalizedText(zhHans: "物业的维修师傅，水电都会。", en: "Repairs water and electricity for the property firm.")
        case .he: LocalizedText(zhHans: "给社区的人派活、给权限。", en: "Leads the community's workers and gives them their roles.")
        case .lu: LocalizedText(zhHans: "在街道看几个社区办得怎么样。", en: "Looks from the street at how communities do.")
        case .fang: LocalizedText(zhHans: "管系统，不看居民资料。", en: "Runs the system and sees no personal data.")
        case .qin: LocalizedText(zhHans: "给权限、收权限，不办事。", en: "Gives and withdraws roles; handles nothing.")
        case .jin: LocalizedText(zhHans: "看谁查了什么，什么也不改。", en: "Sees who read what, and changes nothing.")
        case .xu:
            LocalizedText(zhHans: "要两个人点头的事，秦岚提，他来点头。", en: "The second one, where two have to agree.")
        }
    }

    /// The role that the person holds.
    public var role: Role {
        switch self {
        case .chen, .anna, .daming: .resident
        case .zhou: .volunteer
        case .cheng: .butler
        case .shen: .clerk
        case .gu: .propertyStaff
        case .he: .manager
        case .lu: .streetOfficer
        case .fang: .systemAdministrator
        case .qin, .xu: .securityAdministrator
        case .jin: .auditAdministrator
        }
    }

    /// The person as an actor whose role is held at one place.
    public func actor(at place: Identifier) -> Actor { Actor(id: id, grants: [Grant(role: role, place: place)]) }
}
