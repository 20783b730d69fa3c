import People

/// What came of a form about people, said once on the next page; the raw value stands in the query item `told`.
public enum PeopleTold: String, CaseIterable, Sendable {
    case added, joined, childAdded, accepted, refused, given, withdrawn
    case claimAsked, claimWithdrawn, registered, proposed, confirmed, proposalRefused, openingAsked
    case organisationMade, memberJoined, memberLeft, guardianEntered, guardianEnded, carerNamed, carerEnded
    case consented, consentWithdrawn
    case nameUnfit, phoneUnfit, phoneTaken, birthUnfit, codeMisread, noMatch, tooOften, guardianNeeded, ageUnfit
    case homeNotFound, lastFourUnfit, registerNoMatch, areaUnfit, shareUnfit, sharesTooLarge, fieldsMissing, samePerson,
        organisationNameUnfit
    case notAllowed, ownHand, twoPersonsNeeded, administratorsApart, over, nobodyFound, alreadyThere

    var isGood: Bool {
        switch self {
        case .added, .joined, .childAdded, .accepted, .refused, .given, .withdrawn, .claimAsked, .claimWithdrawn,
            .registered, .proposed, .confirmed, .proposalRefused, .openingAsked, .organisationMade, .memberJoined,
            .memberLeft, .guardianEntered, .guardianEnded, .carerNamed, .carerEnded, .consented, .consentWithdrawn:
            true
        default: false
        }
    }

    /// The end of the name of the field at which it is said; nil where no field is wrong.
    var field: String? {
        switch self {
        case .nameUnfit, .organisationNameUnfit: "name"
        case .phoneUnfit, .phoneTaken, .nobodyFound: "phone"
        case .birthUnfit, .ageUnfit: "birth"
        case .codeMisread, .noMatch: "code"
        case .homeNotFound: "address"
        case .lastFourUnfit, .registerNoMatch: "last-four"
        case .areaUnfit: "area"
        case .shareUnfit: "share"
        case .fieldsMissing: "purpose"
        default: nil
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
        case .claimAsked: .toldClaimAsked
        case .claimWithdrawn: .toldClaimWithdrawn
        case .registered: .toldRegistered
        case .proposed: .toldProposed
        case .confirmed: .toldConfirmed
        case .proposalRefused: .toldProposalRefused
        case .openingAsked: .toldOpeningAsked
        case .organisationMade: .toldOrganisationMade
        case .memberJoined: .toldMemberJoined
        case .memberLeft: .toldMemberLeft
        case .guardianEntered: .toldGuardianEntered
        case .guardianEnded: .toldGuardianEnded
        case .carerNamed: .toldCarerNamed
        case .carerEnded: .toldCarerEnded
        case .consented: .toldConsented
        case .consentWithdrawn: .toldConsentWithdrawn
        case .homeNotFound: .toldHomeNotFound
        case .lastFourUnfit: .toldLastFourUnfit
        case .registerNoMatch: .toldRegisterNoMatch
        case .areaUnfit: .toldAreaUnfit
        case .shareUnfit: .toldShareUnfit
        case .sharesTooLarge: .toldSharesTooLarge
        case .fieldsMissing: .toldFieldsMissing
        case .samePerson: .toldSamePerson
        case .organisationNameUnfit: .toldOrganisationNameUnfit
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
        case .samePerson: self = .samePerson
        case .sharesTooLarge: self = .sharesTooLarge
        case .notAHome: self = .homeNotFound
        case .unfit(.document): self = .lastFourUnfit
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
