public import HTML
public import Vocabulary

/// Somebody with a name and a role, as shown on pages.
public struct ShownPerson: Sendable, Equatable {
    /// The identifier as it stands in addresses and forms.
    public var id: String
    /// The name.
    public var name: LocalizedText
    /// What the person is, in words.
    public var role: LocalizedText
    /// Whether the person has a desk: takes and finishes what others report.
    public var isStaff: Bool

    /// Names somebody.
    public init(id: String, name: LocalizedText, role: LocalizedText, isStaff: Bool) {
        self.id = id
        self.name = name
        self.role = role
        self.isStaff = isStaff
    }
}

/// Light, dark, or whatever the device says.
public enum Theme: String, CaseIterable, Sendable {
    case system, light, dark
}

/// What has just been done, said once on the next page; the raw value stands in the query item `said`.
public enum Said: String, CaseIterable, Sendable {
    case reported, taken, finished, ratedFixed, ratedPartly, ratedNotFixed, withdrawn, communityChosen, modeChanged
    case kept, codesMade
    case passwordChanged, keyWithdrawn

    var phrase: Phrase {
        switch self {
        case .reported: .saidReported
        case .taken: .saidTaken
        case .finished: .saidFinished
        case .ratedFixed: .saidRatedFixed
        case .ratedPartly: .saidRatedPartly
        case .ratedNotFixed: .saidRatedNotFixed
        case .withdrawn: .saidWithdrawn
        case .communityChosen: .saidCommunityChosen
        case .modeChanged: .saidModeChanged
        case .kept: .saidKept
        case .codesMade: .saidCodesMade
        case .passwordChanged: .saidPasswordChanged
        case .keyWithdrawn: .saidKeyWithdrawn
        }
    }
}

/// What surrounds every page: who reads it, in which language and mode, when, and where it stands.
public struct Frame: Sendable {
    /// The language of the page.
    public var language: Language
    /// Light, dark, or as the device says.
    public var theme: Theme
    /// Whether text and targets are large and words plain.
    public var isElder: Bool
    /// The moment at which the page is drawn.
    public var now: Instant
    /// Seconds that local time is ahead of UTC; 28,800 for Asia/Shanghai.
    public var secondsFromUTC: Int
    /// The page's own path with its query, to which a switch returns.
    public var path: Link
    /// Who reads; nil for nobody in particular.
    public var person: ShownPerson?
    /// The community of the reader's desk; nil for those without one.
    public var deskID: String?
    /// Whether people and matters are made up.
    public var isDemo: Bool
    /// Whether the reader makes and withdraws keys of programs.
    public var keepsKeys: Bool
    /// Whether the reader closes and opens accounts.
    public var keepsAccounts: Bool
    /// Goes with every form as `token`; nil where the server needs none.
    public var formToken: String?
    /// What has just been done.
    public var said: Said?
    /// Addresses of style, script and icons.
    public var assets: Assets
    /// How many notices the person has not read, 0…100; nil shows no bell.
    public var unreadCount: Int?
    /// Whether the reader has not signed in; then the way in stands where others have their bell.
    public var isGuest: Bool

    /// What was typed into a form that was refused; nil on every other page.
    public var draft: FormDraft?

    /// Surrounds a page; elder mode, theme, identity and the rest are off until set.
    public init(
        language: Language, now: Instant, secondsFromUTC: Int, path: Link, assets: Assets, person: ShownPerson? = nil,
        deskID: String? = nil
    ) {
        self.language = language
        self.theme = .system
        self.isElder = false
        self.now = now
        self.secondsFromUTC = secondsFromUTC
        self.path = path
        self.person = person
        self.deskID = deskID
        self.isDemo = true
        self.keepsKeys = false
        self.keepsAccounts = false
        self.formToken = nil
        self.said = nil
        self.assets = assets
        self.unreadCount = nil
        self.isGuest = false
        self.draft = nil
    }
}
