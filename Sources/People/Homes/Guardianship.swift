public import Vocabulary

/// Somebody acts for somebody else: a guardian for a child, a carer for an elder.
public struct Guardianship: Sendable, Hashable {
    /// What kind of acting.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// 监护人: for somebody under age.
        case guardian
        /// 照护人: for somebody who asked for it.
        case carer
    }

    /// Names the relation.
    public let id: ID<Guardianship>
    /// Who acts.
    public let guardian: ID<Person>
    /// For whom.
    public let ward: ID<Person>
    /// What kind.
    public let kind: Kind
    /// Since when.
    public let from: Instant
}

/// Ages at which the law draws lines.
public enum LegalAge {
    /// Somebody younger needs a guardian's consent for everything personal.
    ///
    /// Source: Personal Information Protection Law, article 31: 不满十四周岁.
    public static let consentYears = 14
    /// Somebody younger is a minor.
    ///
    /// Source: Civil Code, article 17: 不满十八周岁.
    public static let majorityYears = 18
}
