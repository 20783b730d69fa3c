public import Places
public import Vocabulary

/// Somebody says that a home is theirs.
public struct Claim: Sendable, Hashable {
    /// How it is proved.
    public enum Way: String, Sendable, Hashable, CaseIterable {
        /// By the code of an invitation.
        case invitation
        /// By the register of owners.
        case register
        /// By somebody of the staff who looks at papers.
        case staff
    }

    /// How it stands.
    public enum State: String, Sendable, Hashable, CaseIterable {
        case waiting, accepted, refused, withdrawn
    }

    /// Why it was refused: a word of a closed list, said to the person in a sentence.
    public enum Refusal: String, Sendable, Hashable, CaseIterable {
        /// 材料不全.
        case papersMissing = "papers-missing"
        /// 与登记不符.
        case registerDiffers = "register-differs"
        /// 房号不对.
        case wrongHome = "wrong-home"
        /// 请当面来办.
        case comeInPerson = "come-in-person"
    }

    /// Names the claim.
    public let id: ID<Claim>
    /// The home.
    public let home: ID<Place>
    /// Whose it is said to be.
    public let person: ID<Person>
    /// As what.
    public let kind: Tenure.Kind
    /// How it is proved.
    public let way: Way
    /// How it stands.
    public let state: State
    /// When it was made.
    public let made: Instant
    /// Why it was refused.
    public let refusal: Refusal?
}

/// What became of an attempt to claim a home.
public enum ClaimOutcome: Sendable, Hashable {
    /// The home is the person's.
    case accepted(ID<Tenure>)
    /// Nothing agrees; the try counts.
    case noMatch
    /// Too many tries today.
    case tooOften
}

/// An invitation into a home as the one who made it sees it; the code itself is shown once.
public struct Invitation: Sendable, Hashable {
    /// Names the invitation.
    public let id: ID<Invitation>
    /// The home.
    public let home: ID<Place>
    /// As what the invited person comes.
    public let kind: Tenure.Kind
    /// Until when it can be used.
    public let expires: Instant

    /// An invitation can be used for so long, 14 days.
    ///
    /// Source: Decision 0010.
    public static let livesMilliseconds: Int64 = 14 * 86_400_000
}

/// One line of the register of owners that staff brings in: a proof, not a name.
public struct RegisterLine: Sendable, Hashable {
    /// The home.
    public let home: ID<Place>
    /// The owner's name.
    public let name: PersonName
    /// The last four characters of the owner's document.
    public let lastFour: String
    /// Floor area in 0.01 m²; nil if the register does not say.
    public let areaCentiSquareMetres: Int64?
    /// The owner's share.
    public let share: Share

    /// Says a line; see the properties.
    public init(home: ID<Place>, name: PersonName, lastFour: String, areaCentiSquareMetres: Int64?, share: Share) {
        self.home = home
        self.name = name
        self.lastFour = lastFour
        self.areaCentiSquareMetres = areaCentiSquareMetres
        self.share = share
    }
}
