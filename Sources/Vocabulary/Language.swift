/// A language that the product speaks completely.
public enum Language: String, Sendable, Hashable, CaseIterable {
    /// Simplified Chinese, 中文.
    case zhHans = "zh-Hans"
    /// English.
    case en

    /// The value of the `lang` attribute; `zh-CN` so that fonts choose Chinese forms of shared characters.
    public var htmlLanguage: String {
        switch self {
        case .zhHans: "zh-CN"
        case .en: "en"
        }
    }
}

/// One text in every language of the product.
public struct LocalizedText: Sendable, Hashable {
    /// 中文.
    public let zhHans: String
    /// English; where nobody has translated a proper name it repeats the Chinese.
    public let en: String

    /// Gives both texts; neither may be empty where a person will read it.
    public init(zhHans: String, en: String) {
        self.zhHans = zhHans
        self.en = en
    }

    /// The text in one language.
    public func text(_ language: Language) -> String {
        switch language {
        case .zhHans: zhHans
        case .en: en
        }
    }
}
