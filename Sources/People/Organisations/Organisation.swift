public import Places
public import Vocabulary

/// People who work together under a name, at a place.
public struct Organisation: Sendable, Hashable {
    /// What kind.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// 机关单位.
        case agency
        /// 物业公司.
        case propertyFirm = "property-firm"
        /// 业主委员会.
        case ownersCommittee = "owners-committee"
        /// 社会组织.
        case socialOrganisation = "social-organisation"
        /// 商户.
        case shop
        /// 志愿服务队.
        case volunteerTeam = "volunteer-team"
    }

    /// Names the organisation.
    public let id: ID<Organisation>
    /// What kind.
    public let kind: Kind
    /// Its name.
    public let name: LocalizedText
    /// Where it works; it reaches what lies below.
    public let place: ID<Place>
}

/// Somebody belongs to an organisation, with a post.
public struct Membership: Sendable, Hashable {
    /// What somebody is there.
    public enum Post: String, Sendable, Hashable, CaseIterable {
        /// 负责人.
        case head
        /// 副职.
        case deputy
        /// 成员.
        case member
        /// 联络员.
        case contact
    }

    /// Names the membership.
    public let id: ID<Membership>
    /// Of which organisation.
    public let organisation: ID<Organisation>
    /// Who.
    public let person: ID<Person>
    /// As what.
    public let post: Post
    /// Since when.
    public let from: Instant
}
