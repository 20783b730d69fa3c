/// What a notice is about, as far as a person chooses: one row of the page of choices.
///
/// Source of the defaults: Decision 0013.
public enum NoticeTopic: String, Sendable, Hashable, CaseIterable {
    /// 我报的事: what became of something that the person reported.
    case matterProgress = "matter.progress"
    /// 要办的事: something waits for the person as staff.
    case matterDuty = "matter.duty"
    /// 住房认领: what became of a claim to a home.
    case homeClaim = "home.claim"
    /// 权限变动: a role was given to the person or withdrawn.
    case rightsChanged = "rights.changed"
    /// 资料查看: somebody read the person's data.
    case dataRead = "data.read"
    /// 账号安全: sign-ins and changes of what the person signs in with.
    case security
    /// 社区消息: what the community publishes.
    case communityNews = "community.news"

    /// Channels outside the inbox that a person who has chosen nothing is told through; the inbox always shows everything.
    public var defaultChannels: Set<NoticeChannel> {
        switch self {
        case .matterProgress, .matterDuty: [.wechat]
        case .homeClaim: [.wechat, .sms]
        case .rightsChanged: [.wechat, .email]
        case .security: [.sms]
        case .dataRead, .communityNews: []
        }
    }

    /// Whether its default channels may be switched off; what protects an account stays on.
    public var canBeSwitchedOff: Bool { self != .security }

    /// Whether it passes quiet hours and digests.
    public var isUrgent: Bool { self == .security }
}

/// A way to a person outside the inbox.
public enum NoticeChannel: String, Sendable, Hashable, CaseIterable {
    /// 短信.
    case sms
    /// 微信: a template or subscription message.
    case wechat
    /// 电子邮件.
    case email
    /// 网络回调: an address of an organisation's own system; persons have none.
    case webhook

    /// The channels that a person can choose.
    public static let personal: [NoticeChannel] = [.sms, .wechat, .email]
}
