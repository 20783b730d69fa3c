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

    /// A fixed identifier that sorts before every one made at run time.
    public var id: Identifier {
        let number: UInt64 =
            switch self {
            case .chen: 1
            case .anna: 2
            case .cheng: 3
            case .shen: 4
            }
        return Identifier(high: 0x7000, low: 0x8000_0000_0001_0000 | number)
    }

    /// The name.
    public var name: LocalizedText {
        switch self {
        case .chen: LocalizedText(zhHans: "陈桂芳", en: "Chen Guifang")
        case .anna: LocalizedText(zhHans: "安娜", en: "Anna Weber")
        case .cheng: LocalizedText(zhHans: "程小路", en: "Cheng Xiaolu")
        case .shen: LocalizedText(zhHans: "沈敏", en: "Shen Min")
        }
    }

    /// What the person is, in words.
    public var title: LocalizedText {
        switch self {
        case .chen: LocalizedText(zhHans: "居民", en: "resident")
        case .anna: LocalizedText(zhHans: "居民", en: "resident")
        case .cheng: LocalizedText(zhHans: "管家", en: "butler")
        case .shen: LocalizedText(zhHans: "社区工作者", en: "community worker")
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
        }
    }

    /// The role that the person holds.
    public var role: Role {
        switch self {
        case .chen, .anna: .resident
        case .cheng: .butler
        case .shen: .clerk
        }
    }

    /// The person as an actor whose role is held at one place.
    public func actor(at place: Identifier) -> Actor { Actor(id: id, grants: [Grant(role: role, place: place)]) }
}
