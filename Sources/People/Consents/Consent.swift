public import Vocabulary

/// Somebody agreed to something, to which text and how; or took it back.
public struct Consent: Sendable, Hashable {
    /// To what one can agree.
    ///
    /// Source: Personal Information Protection Law, articles 14, 23, 29 and 31.
    public enum Purpose: String, Sendable, Hashable, CaseIterable {
        /// 登录说明: name and telephone are kept so that one can sign in and be reached.
        case account
        /// 未成年人信息: a guardian lets data of a child be kept.
        case childData = "child-data"
        /// 照护信息: whereabouts and health are told to a carer.
        case care
        /// 对外提供: data are given to another organisation.
        case provision
        /// 活动统计: visits and bookings count for the life circle.
        case activity

        /// The version of the text that is shown now.
        public var textVersion: Int64 { 1 }

        /// To what people agree for themselves.
        public static let forOneself: [Purpose] = [.account, .care, .provision, .activity]
        /// To what somebody agrees for a person for whom they act.
        public static let forWards: [Purpose] = [.childData, .care, .provision, .activity]
    }

    /// How somebody agreed.
    public enum Channel: String, Sendable, Hashable, CaseIterable {
        case page, desk, paper
    }

    /// Names the consent.
    public let id: ID<Consent>
    /// To what.
    public let purpose: Purpose
    /// To which version of the text.
    public let textVersion: Int64
    /// When.
    public let given: Instant
    /// When it was taken back; nil while it stands.
    public let withdrawn: Instant?
}
