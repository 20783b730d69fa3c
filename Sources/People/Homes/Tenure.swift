public import Places
public import Vocabulary

/// What somebody has at a home, from a day on and perhaps until another.
public struct Tenure: Sendable, Hashable {
    /// What somebody may have at a home.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// 业主.
        case owner
        /// 租户.
        case tenant
        /// 同住人: family and others who live there with an owner or tenant.
        case occupant
    }

    /// Names the tenure.
    public let id: ID<Tenure>
    /// The home.
    public let home: ID<Place>
    /// Who has it.
    public let person: ID<Person>
    /// What.
    public let kind: Kind
    /// Floor area by the register, in 0.01 m²; nil if nobody knows.
    public let areaCentiSquareMetres: Int64?
    /// The part that an owner has; nil if nobody knows, and for others.
    public let share: Share?
    /// Since when.
    public let from: Instant
    /// Until when; nil while it lasts.
    public let until: Instant?
}

/// A part of a home, as the register says: one half, one third.
public struct Share: Sendable, Hashable {
    /// The part, 1 or more.
    public let part: Int64
    /// Of how many; at most ``wholeMax``.
    public let whole: Int64

    /// The greatest denominator.
    ///
    /// Source: Decision 0010; registers write shares in percent with two places at most.
    public static let wholeMax: Int64 = 10_000

    /// Takes a fraction above 0 and at most 1; nil for anything else.
    public init?(_ part: Int64, of whole: Int64) {
        guard part > 0, whole <= Self.wholeMax, part <= whole else { return nil }
        self.part = part
        self.whole = whole
    }

    /// Whether some shares together are at most the whole.
    ///
    /// Sums are exact; shares whose common denominator does not fit a number are taken as too much.
    static func fit(_ shares: [Share]) -> Bool {
        var (part, whole): (Int64, Int64) = (0, 1)
        for share in shares {
            let (common, isTooLarge) = whole.multipliedReportingOverflow(by: share.whole / gcd(whole, share.whole))
            guard !isTooLarge else { return false }
            part = part * (common / whole) + share.part * (common / share.whole)
            whole = common
            guard part <= whole else { return false }
        }
        return true
    }

    private static func gcd(_ one: Int64, _ other: Int64) -> Int64 { other == 0 ? one : gcd(other, one % other) }
}

/// How somebody of a household is related to whom the home belongs or is let.
public enum Kin: String, Sendable, Hashable, CaseIterable {
    /// 户主: whose home it is.
    case holder
    /// 配偶.
    case spouse
    /// 子女.
    case child
    /// 父母.
    case parent
    /// 其他亲属.
    case relative
    /// 合住.
    case companion
}

/// Somebody who has something at a home, as those see it who may.
public struct HomeMember: Sendable, Hashable {
    /// What the person has there.
    public let tenure: Tenure
    /// How the person is related; nil where nobody said.
    public let kin: Kin?
}
