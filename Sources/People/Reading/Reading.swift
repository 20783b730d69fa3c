public import Vocabulary

/// One opening of what is sealed: who read what of whom, when and for what.
public struct Reading: Sendable, Hashable {
    /// For what somebody reads; a word of a closed list.
    public enum Purpose: String, Sendable, Hashable, CaseIterable {
        /// 联系居民: to call or visit about something.
        case contact
        /// 核实身份: to check who somebody is.
        case identify
        /// 办理事项: to handle a matter of the person.
        case matter
        /// 走访关怀: to visit somebody who needs help.
        case care
        /// 应急处置: an emergency.
        case emergency
    }

    /// Names the reading.
    public let id: ID<Reading>
    /// Who read.
    public let reader: Identifier
    /// Of whom.
    public let person: ID<Person>
    /// Which fields.
    public let fields: [PersonField]
    /// For what.
    public let purpose: Purpose
    /// The matter for which it was read; nil if it was none.
    public let matter: Identifier?
    /// When.
    public let at: Instant
}
