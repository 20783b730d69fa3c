import People

/// What came of a form about people, said once on the next page; the raw value stands in the query item `told`.
public enum PeopleTold: String, CaseIterable, Sendable {
    case added, joined, childAdded, accepted, refused, given, withdrawn
    case nameUnfit, phoneUnfit, phoneTaken, birthUnfit, codeMisread, noMatch, tooOften, guardianNeeded, ageUnfit
    case notAllowed, ownHand, twoPersonsNeeded, administratorsApart, over, nobodyFound, alreadyThere

    var isGood: Bool {
        switch self {
        case .added, .joined, .childAdded, .accepted, .refused, .given, .withdrawn: true
        default: false
        }
    }

    var phrase: PeoplePhrase {
        switch self {
        case .added: .toldAdded
        case .joined: .toldJoined
        case .childAdded: .toldChildAdded
        case .accepted: .toldAccepted
        case .refused: .toldRefused
        case .given: .toldGiven
        case .withdrawn: .toldWithdrawn
        case .nameUnfit: .toldNameUnfit
        case .phoneUnfit: .toldPhoneUnfit
        case .phoneTaken: .toldPhoneTaken
        case .birthUnfit: .toldBirthUnfit
        case .codeMisread: .toldCodeMisread
        case .noMatch: .toldNoMatch
        case .tooOften: .toldTooOften
        case .guardianNeeded: .toldGuardianNeeded
        case .ageUnfit: .toldAgeUnfit
        case .notAllowed: .toldNotAllowed
        case .ownHand: .toldOwnHand
        case .twoPersonsNeeded: .toldTwoPersonsNeeded
        case .administratorsApart: .toldAdministratorsApart
        case .over: .toldOver
        case .nobodyFound: .toldNobodyFound
        case .alreadyThere: .toldAlreadyThere
        }
    }

    /// What a refusal is told as on the page of the form; nil for those that have a page of their own.
    init?(_ error: PeopleError) {
        switch error {
        case .unfit(.name): self = .nameUnfit
        case .unfit(.phone), .phoneMissing: self = .phoneUnfit
        case .phoneTaken: self = .phoneTaken
        case .unfit(.birth), .birthDisagrees: self = .birthUnfit
        case .codeMisread: self = .codeMisread
        case .noMatch: self = .noMatch
        case .tooOften: self = .tooOften
        case .guardianNeeded: self = .guardianNeeded
        case .ageUnfit: self = .ageUnfit
        case .notAllowed: self = .notAllowed
        case .ownHand: self = .ownHand
        case .twoPersonsNeeded: self = .twoPersonsNeeded
        case .administratorsApart: self = .administratorsApart
        case .over, .changedMeanwhile: self = .over
        case .alreadyThere: self = .alreadyThere
        default: return nil
        }
    }
}
